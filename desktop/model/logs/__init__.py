"""Logs: what containers write, kept within limits, told apart, filtered and searched."""
