"""A container to create: one record, filled by hand, read from a command line, printed as one."""
