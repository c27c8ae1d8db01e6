"""End what an Engine of the tests left in the system: processes, mounts, folders.

``dockerd`` killed by -9 leaves its containerd, the shims and the containers running, and its
data root mounted on itself. All of them are found by the folder that the Engine was given.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

_ENGINE_PROGRAMS = re.compile(r"dockerd|docker-proxy|containerd.*|runc|unshare")
_PROC = Path("/proc")


def engine_processes(folder: Path) -> set[int]:
    """The Engine programs whose command line names ``folder``, and all their descendants."""
    needle = os.fsencode(folder) + b"/"
    children: dict[int, list[int]] = {}
    found: list[int] = []
    for pid, parent, arguments in _processes():
        children.setdefault(parent, []).append(pid)
        program = Path(os.fsdecode(arguments[0])).name
        if _ENGINE_PROGRAMS.fullmatch(program) and any(needle in word for word in arguments):
            found.append(pid)
    family: set[int] = set()
    while found:
        pid = found.pop()
        if pid not in family:
            family.add(pid)
            found.extend(children.get(pid, ()))
    return family


def kill_engine_processes(folder: Path, *, seconds: float = 10) -> None:
    """Kill -9 all that ``engine_processes`` names, until there is none."""
    end = time.monotonic() + seconds
    while family := engine_processes(folder):
        if time.monotonic() > end:
            raise TimeoutError(f"still running in {folder}: {sorted(family)}")
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in family:
            wait_for_end(pid, seconds=1)


def mounts_below(folder: Path) -> list[Path]:
    """Mount points in ``folder``, the deepest first."""
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    points = [
        Path(re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), line.split()[4]))
        for line in lines.splitlines()
    ]
    below = [point for point in points if point.is_relative_to(folder)]
    return sorted(below, key=lambda point: len(point.parts), reverse=True)


def remove_engine_folder(folder: Path) -> None:
    """Kill, unmount and delete everything of the Engine in ``folder``, whatever its state."""
    kill_engine_processes(folder)
    while points := mounts_below(folder):
        for point in points:
            subprocess.run(["umount", "--lazy", os.fspath(point)], check=True, timeout=30)
    shutil.rmtree(folder, ignore_errors=False)


def _processes() -> Iterator[tuple[int, int, list[bytes]]]:
    """Process id, parent's id and arguments of each process that has arguments."""
    for entry in _PROC.iterdir():
        if not entry.name.isdecimal():
            continue
        with contextlib.suppress(OSError):
            arguments = (entry / "cmdline").read_bytes().split(b"\0")
            # The second field is the program's name in brackets, and may hold anything.
            fields = (entry / "stat").read_bytes().rpartition(b")")[2].split()
            if fields[0] != b"Z":
                yield int(entry.name), int(fields[1]), arguments


def wait_for_end(pid: int, *, seconds: float) -> None:
    """Wait for any process, not only a child of ours. A zombie of someone else has ended, too."""
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        return
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        poll.poll(seconds * 1000)
    finally:
        os.close(handle)
