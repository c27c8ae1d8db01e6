"""Logs: what containers write, painted, searched, filtered and followed."""
