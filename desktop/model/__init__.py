"""What exists on the Engine, what is running, and what may be done. No Qt, no docker."""
