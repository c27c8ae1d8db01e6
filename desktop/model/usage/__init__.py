"""What takes space on the Engine's disk, what of it is unused, and its removal."""
