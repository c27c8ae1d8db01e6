"""Pixels, words and keys. Everything that is true comes from the model."""
