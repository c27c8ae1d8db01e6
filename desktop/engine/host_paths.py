"""What is where a path of this machine leads, looked at in a thread: a disk may be slow to answer.

Nothing is opened, and nothing made.
"""

from __future__ import annotations

import enum
import errno
import os
from collections.abc import Iterable

from desktop.engine.threads import run_in_thread

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR)


class Standing(enum.Enum):
    """What is said of a path."""

    THERE = "there"
    MISSING = "missing"
    UNSEEN = "unseen"  # we may not look, or can't


async def look(paths: Iterable[str]) -> dict[str, Standing]:
    """Whether something is there, of each. Links are followed, as the Engine does."""
    return await run_in_thread(_look, tuple(paths), name="look at paths")


def _look(paths: tuple[str, ...]) -> dict[str, Standing]:
    return {path: _standing(path) for path in paths}


def _standing(path: str) -> Standing:
    try:
        os.stat(path)  # noqa: PTH116 - a text as it is, also one that no Path would keep
    except OSError as problem:
        return Standing.MISSING if problem.errno in _NOT_THERE else Standing.UNSEEN
    except ValueError:  # a zero byte in it
        return Standing.UNSEEN
    return Standing.THERE
