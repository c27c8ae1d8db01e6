"""Portside, a desktop application for Docker.

Four layers, one arrow, downwards: ``app → ui → model → engine``.

- ``engine`` asks the Docker Engine (docker-py, threads, streams); no Qt.
- ``model`` knows what exists, what runs and what may be done; no Qt, no docker.
- ``ui`` is pixels, words and keys; no docker, no threads.
- ``app`` joins the parts, starts them, and ends them in order.
"""

__version__ = "0.1.0"
