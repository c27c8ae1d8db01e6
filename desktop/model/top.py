"""What ``docker top`` shows, as rows of one shape whatever ``ps`` the Engine's machine has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.engine.errors import Conflict, NotFound, Rejected
from desktop.engine.observations import Processes
from desktop.engine.protocol import Engine

# The command comes last: moby splits at spaces, and only the last column may hold some.
TOP_COLUMNS = "-eo pid,ppid,user,stat,pcpu,pmem,rss,etime,args"

# What the same thing is called by procps, by busybox and on Windows, by the field below.
_TITLES = {
    "pid": ("PID",),
    "parent": ("PPID",),
    "user": ("USER", "UID"),
    "state": ("STAT", "S"),
    "cpu": ("%CPU", "C"),
    "memory": ("%MEM",),
    "resident": ("RSS",),
    "elapsed": ("ELAPSED",),
    "cpu_time": ("TIME", "CPU"),
    "command": ("COMMAND", "CMD", "ARGS", "Name"),
}


@dataclass(frozen=True, slots=True)
class TopRow:
    """One process by its number on the Engine's machine; empty is what ``ps`` does not tell.

    ``cpu`` and ``memory`` are percent over its life, ``resident`` is kilobytes.
    """

    pid: int
    parent: int = 0
    user: str = ""
    state: str = ""
    cpu: str = ""
    memory: str = ""
    resident: str = ""
    elapsed: str = ""
    cpu_time: str = ""
    command: str = ""


async def look_at_processes(engine: Engine, container: str) -> tuple[TopRow, ...]:
    """The processes of a container, with as many columns as its ``ps`` can show."""
    try:
        return rows_of(await engine.observe.processes(container, TOP_COLUMNS))
    except (NotFound, Conflict):
        raise
    except Rejected:  # a ps that has no such columns, as busybox's and that of Windows
        return rows_of(await engine.observe.processes(container))


def rows_of(shown: Processes) -> tuple[TopRow, ...]:
    """The rows, in the order of their numbers; a line without a number is left out."""
    places = {name: _place(shown.titles, titles) for name, titles in _TITLES.items()}
    made = []
    for row in shown.rows:
        cells = {
            name: row[place].strip()
            for name, place in places.items()
            if place is not None and place < len(row)
        }
        pid, parent = cells.pop("pid", ""), cells.pop("parent", "")
        if pid.isdecimal():
            made.append(TopRow(int(pid), int(parent) if parent.isdecimal() else 0, **cells))
    return tuple(sorted(made, key=lambda process: process.pid))


def _place(titles: Sequence[str], names: Sequence[str]) -> int | None:
    return next((titles.index(name) for name in names if name in titles), None)
