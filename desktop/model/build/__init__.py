"""Building images: what is described, what a Dockerfile says, what is wrong with it."""
