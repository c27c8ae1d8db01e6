"""What runs in a terminal, and ending it: the Engine ends nothing when a connection closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from desktop.engine.decode import decode_one
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.processes import OUTSIDE, Process, Unmatched, outside, pids_inside
from desktop.model.terminals.shells import POSIX, WINDOWS

_COLUMNS = "-eo pid,ppid,args"  # the command comes last: moby splits at spaces
_HANG_UP = 'kill -s HUP "$@"; kill -s CONT "$@"'  # one that is stopped hears it when it goes on


async def running_program(
    engine: Engine, container: str, pid: int, arguments: Sequence[str]
) -> str | None:
    """The command that keeps a terminal busy: that of a shell's newest child, or no shell itself.

    None where the shell waits for typing, or has ended. Empty where it can't be told.
    """
    try:
        shown = await engine.observe.processes(container, _COLUMNS)
        rows = {int(row[0]): (int(row[1]), row[2]) for row in shown.rows if len(row) > 2}
    except (EngineError, ValueError):  # Windows tells other columns
        return ""
    if pid not in rows:
        return None
    parents = [Process(number, parent, command) for number, (parent, command) in rows.items()]
    offspring = family(parents, pid)[1:]
    if offspring:
        return rows[max(offspring)][1]
    program = arguments[0].replace("\\", "/").rpartition("/")[2].removesuffix(".exe")
    return None if program in (*POSIX, *WINDOWS, "dash", "zsh", "fish") else rows[pid][1]


async def hang_up(engine: Engine, container: str, pids: Iterable[int]) -> None:
    """Tell programs and all that they have started that their terminal is gone, as a terminal does.

    What ignores that (``nohup``) runs on. ``pids`` are numbers on the Engine's machine; those that
    have ended are left out.
    """
    before, numbers = await _numbers(engine, container)
    told = sorted({numbers[it] for pid in pids if pid in numbers for it in family(before, pid)})
    if told:
        arguments = ("sh", "-c", _HANG_UP, "sh", *map(str, told))
        await engine.observe.execute(container, arguments, user="0")


async def _numbers(engine: Engine, container: str) -> tuple[list[Process], dict[int, int]]:
    try:
        return await pids_inside(engine, container)
    except Unmatched:
        found = await engine.inspect(Kind.CONTAINER, container)
        if (found.get("HostConfig") or {}).get("PidMode") != "host":
            raise
        # It sees all that runs on the Engine's machine, by the numbers that they have there.
        before = decode_one(outside, await engine.observe.processes(container, OUTSIDE))
        return before, {process.pid: process.pid for process in before}


def family(processes: Sequence[Process], pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = defaultdict(list)
    for process in processes:
        children[process.parent].append(process.pid)
    found = [pid]
    for parent in found:
        found += [child for child in children[parent] if child not in found]
    return found
