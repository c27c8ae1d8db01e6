"""What runs in a terminal, and ending it: the Engine ends nothing when a connection closes."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.processes import Process, Unmatched, both_sides, matched
from desktop.model.terminals.shells import POSIX, WINDOWS

_COLUMNS = "-eo pid,ppid,args"  # the command comes last: moby splits at spaces
_HANG_UP = 'kill -s HUP "$@"; kill -s CONT "$@"'  # one that is stopped hears it when it goes on

_LOOKS = 20
_LOOK_SECONDS = 0.1


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


class HangUps:
    """Tells programs, and all that they have started, that their terminal is gone.

    What ignores that (``nohup``) runs on. Those of one container are told one after the other, as
    each is told by programs that the others would see, and all that wait are told together.
    """

    def __init__(self) -> None:
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: defaultdict[str, set[int]] = defaultdict(set)

    async def tell(self, engine: Engine, container: str, pids: Iterable[int]) -> None:
        """``pids`` are numbers on the Engine's machine; those that have ended are left out."""
        self._waiting[container].update(pids)
        async with self._turns[container]:
            told = self._waiting.pop(container, set())
            try:
                if told:
                    await _hang_up(engine, container, told)
            except BaseException:
                self._waiting[container] |= told  # for who comes next
                raise


async def _hang_up(engine: Engine, container: str, pids: set[int]) -> None:
    numbers = await _begun_there(engine, container, pids)
    if numbers:
        arguments = ("sh", "-c", _HANG_UP, "sh", *map(str, numbers))
        await engine.observe.execute(container, arguments, user="0")


async def _begun_there(engine: Engine, container: str, pids: set[int]) -> list[int]:
    """The numbers inside of these programs, and of all that descend from them.

    Only those that the Engine has begun are matched: what runs in the container comes and goes.
    """
    for look in range(_LOOKS):
        if look:
            await asyncio.sleep(_LOOK_SECONDS)
        before, within = await both_sides(engine, container)
        known = {process.pid for process in before}
        theirs = [process for process in before if process.parent not in known]
        ours = [process for process in within if process.parent == 0]
        pairs = matched(theirs, ours)
        if pairs is not None:
            return sorted({it for pid in pids & {*pairs} for it in family(within, pairs[pid])})
        if look == 0 and await _sees_all(engine, container):
            return sorted({it for pid in pids & known for it in family(before, pid)})
    raise Unmatched("what was begun in it changes faster than it is told")


async def _sees_all(engine: Engine, container: str) -> bool:
    """Whether it has the numbers of the Engine's machine, and all that runs there."""
    found = await engine.inspect(Kind.CONTAINER, container)
    return (found.get("HostConfig") or {}).get("PidMode") == "host"


def family(processes: Sequence[Process], pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = defaultdict(list)
    for process in processes:
        children[process.parent].append(process.pid)
    found = [pid]
    for parent in found:
        found += [child for child in children[parent] if child not in found]
    return found
