"""The settings dialog: pages of rows, each of which changes one setting at once."""
