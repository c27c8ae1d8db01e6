"""SSH between containers: chosen, set up, and proven in every direction."""
