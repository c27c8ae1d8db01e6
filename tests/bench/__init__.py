"""``./bench``: how fast Portside is, as ratios taken in one run."""
