"""Reading a Dockerfile; in a thread, as files may be far away."""

from __future__ import annotations

from pathlib import Path

_LONGEST = 1_000_000  # bytes


def read_text(path: Path) -> str:
    """Its text; raises OSError, and ValueError where it is too large for a Dockerfile."""
    with path.open("rb") as file:
        raw = file.read(_LONGEST + 1)
    if len(raw) > _LONGEST:
        raise ValueError(f"{path.name} is larger than {_LONGEST} bytes")
    return raw.decode("utf-8", "replace")


def read_again(path: Path) -> str | None:
    """Its text with the ends of lines that an editor has; None where it is not there."""
    try:
        return read_text(path).replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
