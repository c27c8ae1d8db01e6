"""What a build would send, looked at in a thread; and one more line for ``.dockerignore``."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from desktop.engine.context_files import IGNORE_FILE, ContextScan, Scan
from desktop.engine.threads import Latest, run_in_thread


async def survey(
    folder: Path,
    dockerfile: str,
    report: Callable[[ContextScan], None],
    ignore_file: str = IGNORE_FILE,
) -> ContextScan:
    """Add up what is sent and what is left out. Raises BadPattern, OSError; cancelling stops it."""
    scan = Scan(folder, (dockerfile,), Latest(report).put, ignore_file)
    return await run_in_thread(scan.run, name="survey", stop=scan.stop)


async def leave_out(folder: Path, path: str, ignore_file: str = IGNORE_FILE) -> None:
    """Add a line to the ignore file that leaves a path out, and nothing else.

    Raises OSError, also (ELOOP) where the ignore file is a link, which may lead out of the folder;
    and ValueError for a name that would be more than one line.
    """
    if "\n" in path or "\r" in path:
        raise ValueError("a line break in a name")
    await run_in_thread(_append, folder / ignore_file, escaped(path), name="leave-out")


def _append(file: Path, line: str) -> None:
    if file.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    with open(file, "ab+", opener=_unfollowed) as ignored:
        if ignored.tell():
            ignored.seek(-1, os.SEEK_END)
            line = line if ignored.read() == b"\n" else f"\n{line}"
        ignored.write(f"{line}\n".encode(errors="surrogateescape"))


def _unfollowed(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def escaped(path: str) -> str:
    """A path as a line of ``.dockerignore``: signs that would mean more have a backslash."""
    line = "".join(f"\\{letter}" if letter in "*?[]\\" else letter for letter in path)
    return f"/{line}" if line.startswith(("#", "!", " ")) else line
