"""Tests of ``desktop.engine`` on a real Engine."""
