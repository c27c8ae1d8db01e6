"""The folder of one test run, and the removal of those whose run died."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.processes import remove_engine_folder


@contextlib.contextmanager
def run_folder() -> Iterator[Path]:
    """A fresh folder, empty again afterwards: Engines in it are ended and unmounted.

    Each run holds a lock within its folder; a folder whose lock is free belongs to a dead run.
    """
    above = Path(tempfile.gettempdir()) / f"portside-tests-{os.getuid()}"
    above.mkdir(mode=0o700, exist_ok=True)
    for old in above.iterdir():
        _remove_if_abandoned(old)
    folder = Path(tempfile.mkdtemp(dir=above, prefix=""))
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        finally:
            remove_engine_folder(folder)


def _remove_if_abandoned(folder: Path) -> None:
    try:
        lock = (folder / "lock").open("r")
    except FileNotFoundError:
        with contextlib.suppress(OSError):
            folder.rmdir()  # a run that died before it locked, or one that is just being made
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        remove_engine_folder(folder)
