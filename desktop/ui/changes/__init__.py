"""What differs between a container's files and its image's."""
