"""The details below the trees: what is known of the selected object, in tabs."""
