"""The fault table: what goes wrong around the application, row by row."""
