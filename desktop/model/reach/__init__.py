"""Who reaches whom: what follows from the networks, and what a test from inside says."""
