"""Disk usage as a picture, and what of it can be freed."""
