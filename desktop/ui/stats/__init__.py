"""Statistics: charts of one container, and a table of all that run."""
