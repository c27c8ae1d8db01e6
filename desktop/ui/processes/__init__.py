"""The processes of a container, and signals to them."""
