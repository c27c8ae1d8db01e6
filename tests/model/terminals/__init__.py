"""Tests of the terminals' model."""
