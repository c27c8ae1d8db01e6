"""Portside's tests: one folder a layer, journeys through all of them, and what they stand on."""
