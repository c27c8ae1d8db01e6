"""A folder with a hundred thousand files, in memory where the system has a place for that."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

FILES = 100_000
_EACH = 500  # in one folder


@contextlib.contextmanager
def many_files() -> Iterator[Path]:
    """All are empty; in each folder a link leads back to the top."""
    memory = "/dev/shm"
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="portside-test-", dir=place) as folder:
        for number in range(FILES // _EACH):
            below = Path(folder, str(number))
            below.mkdir()
            (below / "loop").symlink_to("..")
            for each in range(_EACH - 1):
                os.close(os.open(f"{below}/{each}", os.O_CREAT | os.O_WRONLY, 0o600))
        yield Path(folder)
