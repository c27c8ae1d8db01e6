"""A terminal's screen: painted, typed into, scrolled, searched and selected from."""
