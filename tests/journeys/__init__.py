"""Tests of the whole application on a real Engine, by keyboard and mouse."""
