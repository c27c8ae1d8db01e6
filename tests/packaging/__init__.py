"""Tests of what makes and tries builds."""
