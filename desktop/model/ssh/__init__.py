"""SSH between containers: what each has, what is set up in it, and the proof of each direction."""
