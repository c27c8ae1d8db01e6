"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from desktop.engine.threads import run_in_thread


async def write_whole(path: Path, text: str) -> None:
    """Write ``text`` in a thread. What was there before stays until all is there.

    Raises OSError. A link is followed: what it leads to is written.
    """
    await run_in_thread(_write, path, text, name="write-file")


def _write(given: Path, text: str) -> None:
    path = given.resolve()
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with partial.open("x", encoding="utf-8", newline="", errors="backslashreplace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise
