"""The processes of a container: which is which inside, and a signal to one of them.

``docker top`` tells the numbers that processes have on the Engine's machine. Inside the container
they have others, which only the container's own ``/proc`` tells. Two lists of the same processes,
each in the order of their birth, stand beside each other line by line; names and parents must
agree, or nothing is said. Numbers alone do not tell that order: after the highest one they begin
anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.engine.decode import decode_one
from desktop.engine.errors import EngineError, Unsupported
from desktop.engine.observations import Processes
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Target, Verb

OUTSIDE = "-eo pid,ppid,etime,comm"
_NO_PROCESS = "No such process"  # what every shell's kill says of it
_NO_SHELL = (126, 127)  # exit codes of a program that can't be run, or is not there
_SINCE_BOOT = 19  # a field of proc(5)'s stat after the name: when it began
_AGE = re.compile(r"(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)")  # ps's [[days-]hours:]minutes:seconds
_LOOKS = 3  # processes come and go between the two lists

# No program but the shell is needed: busybox, Debian and Alpine alike. The shell itself is told
# first, to be left out.
INSIDE = (
    "sh",
    "-c",
    'echo $$; for p in /proc/[0-9]*; do IFS= read -r s <"$p/stat" && echo "$s"; done 2>/dev/null',
)


@dataclass(frozen=True, slots=True)
class Process:
    """One process by its number, its parent's, and its short name."""

    pid: int
    parent: int
    name: str


class Unmatched(EngineError):
    """Which process of the container it is could not be told for certain."""


class Ended(Unmatched):
    """There is no such process any more."""


class NoShell(Unsupported):
    """The container has no shell, which alone could look or send."""


async def pid_inside(engine: Engine, container: str, pid: int) -> int:
    """The number that a process of ``docker top`` has inside its container.

    Raises :class:`Ended` when it has ended, else as :func:`pids_inside` does.
    """
    found = await pids_inside(engine, container)
    if pid in found:
        return found[pid]
    raise Ended(f"process {pid}")


async def pids_inside(engine: Engine, container: str) -> dict[int, int]:
    """The number that each process of ``docker top`` has inside the container.

    Raises :class:`NoShell` where nothing can look, and :class:`Unmatched` when they change faster
    than they can be matched.
    """
    for _look in range(_LOOKS):
        before, within = await both_sides(engine, container)
        if (found := matched(before, within)) is not None:
            return found
    raise Unmatched("its processes change faster than they are told")


async def both_sides(engine: Engine, container: str) -> tuple[list[Process], list[Process]]:
    """Its processes by their numbers outside and, a moment later, by those inside.

    Raises :class:`NoShell` where nothing can look.
    """
    before = decode_one(outside, await engine.observe.processes(container, OUTSIDE))
    done = await engine.observe.execute(container, INSIDE, user="0")
    if done.exit_code in _NO_SHELL:
        raise NoShell
    return before, inside(done.stdout.decode(errors="replace"))


def outside(shown: Processes) -> list[Process]:
    """What ``docker top`` tells, the eldest first."""
    born = sorted(
        (-_age(age), int(pid), int(parent), name) for pid, parent, age, name in shown.rows
    )
    return [Process(pid, parent, name) for _age, pid, parent, name in born]


def _age(told: str) -> int:
    """Seconds since a process began; 0 where that is told otherwise."""
    found = _AGE.fullmatch(told.strip())
    days, hours, minutes, seconds = (int(it or 0) for it in found.groups()) if found else (0,) * 4
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def inside(told: str) -> list[Process]:
    """What a container's ``/proc/*/stat`` tell, without the shell that read them, eldest first."""
    own, *lines = told.splitlines() or [""]
    born = []
    for line in lines:
        pid, _, rest = line.partition(" (")
        name, _, after = rest.rpartition(") ")
        fields = after.split()
        if pid.isdigit() and len(fields) > _SINCE_BOOT and pid != own.strip():
            born.append((int(fields[_SINCE_BOOT]), int(pid), int(fields[1]), name))
    return [Process(pid, parent, name) for _born, pid, parent, name in sorted(born)]


def matched(theirs: list[Process], ours: list[Process]) -> dict[int, int] | None:
    """For each number outside the one inside; None where the lists are not of the same moment."""
    if [process.name for process in theirs] != [process.name for process in ours]:
        return None
    pairs = {out.pid: inner.pid for out, inner in zip(theirs, ours, strict=True)}
    for out, inner in zip(theirs, ours, strict=True):
        # A parent outside the container is 0 inside.
        if pairs.get(out.parent, 0) != inner.parent:
            return None
    return pairs


@dataclass(frozen=True, slots=True)
class SignalProcess:
    """Send a signal to one process of a container, by its number inside.

    ``outside`` is its number on the Engine's machine. That it still has the other one is seen
    before: the container may have been started anew since somebody chose it.
    """

    target: Target
    pid: int
    signal: str
    outside: int
    verb: Verb = Verb.SIGNAL
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    @property
    def _arguments(self) -> Line:
        # kill is part of every shell; a program of that name is not in every image.
        return ("sh", "-c", 'kill -s "$1" "$2"', "sh", self.signal, str(self.pid))

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "exec", "--user", "0", self.target.name, *self._arguments),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        if await pid_inside(engine, target.key, self.outside) != self.pid:
            raise Ended(f"process {self.outside}")
        done = await engine.observe.execute(target.key, self._arguments, user="0")
        if done.exit_code in _NO_SHELL:
            raise NoShell
        if done.exit_code:
            said = done.stderr.decode(errors="replace").strip()
            raise Ended(said) if _NO_PROCESS in said else EngineError(said or "kill failed")
