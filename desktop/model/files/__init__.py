"""Files in containers, volumes and images, as commands and texts."""
