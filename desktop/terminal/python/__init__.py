"""A terminal engine in Python alone: it runs wherever the window does.

``parser`` cuts what arrives into text, controls and sequences; ``sequences`` and ``modes`` say what
each does to a ``screen``; its ``grid`` holds ``line``\\ s, each two strings: characters and pens.
"""
