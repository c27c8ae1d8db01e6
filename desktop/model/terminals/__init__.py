"""Terminals in containers: which shell, what is talked with, and what becomes of it."""
