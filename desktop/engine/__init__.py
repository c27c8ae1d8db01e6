"""How to ask the Docker Engine: docker-py, threads and streams behind coroutines.

Usable from a plain script: nothing here knows Qt, the model or the window.
"""
