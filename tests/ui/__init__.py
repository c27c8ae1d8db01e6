"""Tests of ``desktop.ui`` with pytest-qt."""
