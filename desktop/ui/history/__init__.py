"""The tab with the history of an image: its steps, and the files of its layers."""
