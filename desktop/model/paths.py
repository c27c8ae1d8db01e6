"""Paths of this machine as a person types them."""

from __future__ import annotations

from pathlib import Path


def typed_path(text: str) -> Path:
    """The path with ``~`` as a home folder; as it is where there is no such user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
