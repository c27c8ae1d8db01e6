"""Tests of ``desktop.model`` on a fake Engine."""
