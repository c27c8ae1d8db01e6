"""A container's health check: its state, the log of its runs, and one more run."""
