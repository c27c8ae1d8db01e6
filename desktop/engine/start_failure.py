"""Why a private Engine did not start, read from the last lines that it wrote."""

from __future__ import annotations

import enum
import os
import re
from typing import BinaryIO

from desktop.engine.errors import EngineError

_LAST_LINES = 20
_LAST_BYTES = 16384


class StartProblem(enum.Enum):
    """What kept an Engine from starting."""

    NOT_ROOT = "not root"
    NOT_PERMITTED = "not permitted"  # the system forbids mounts, networks or namespaces
    DECLINED = "declined"  # the password was not given
    NO_PROGRAM = "no program"
    IPTABLES = "iptables"
    CGROUPS = "cgroups"
    STORAGE = "storage"
    CONTAINERD = "containerd"
    IN_USE = "in use"  # another Engine has this data folder, socket or bridge
    UID_MAPS = "uid maps"
    CONFIGURATION = "configuration"
    DISK_FULL = "disk full"
    NO_ADDRESSES = "no addresses"  # every range that we could use has a route already
    BAD_FOLDER = "bad folder"
    TIMEOUT = "timeout"  # it runs, and did not answer in time
    STUCK = "stuck"  # it did not end
    ENDED = "ended"  # for another reason: see the lines


class StartFailed(EngineError):
    """A private Engine did not start, or did not stop.

    ``lines`` are the last of its log, oldest first: the program's own text. ``code`` is its exit
    code where it ended, ``reason`` the telling one of the lines.
    """

    def __init__(
        self,
        problem: StartProblem,
        lines: tuple[str, ...] = (),
        *,
        code: int | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(reason or (lines[-1] if lines else problem.value))
        self.problem = problem
        self.lines = lines
        self.code = code

    def __str__(self) -> str:
        return f"{self.problem.value}: {self.explanation}"


# Texts of dockerd, containerd, rootlesskit, podman and the supervisor. The first match counts,
# so what is special stands above what is general.
_TEXTS: tuple[tuple[StartProblem, str], ...] = (
    (StartProblem.DISK_FULL, r"no space left on device"),
    (StartProblem.NOT_ROOT, r"needs to be started with root|must be run as root"),
    (StartProblem.DECLINED, r"not authorized|request dismissed"),
    (StartProblem.UID_MAPS, r"newuidmap|newgidmap|UID/GID map|subuid|subgid"),
    (StartProblem.IN_USE, r"pid file found|is still running|address already in use|RTNETLINK"
                          r" answers: File exists|boltdb.*timeout|error.*: timeout$"),
    (StartProblem.CONFIGURATION, r"unable to configure the Docker daemon|unknown flag"),
    (StartProblem.NOT_PERMITTED, r"RTNETLINK answers: Operation not permitted"),
    (StartProblem.CGROUPS, r"devices cgroup isn't mounted|cgroup mountpoint does not exist"
                           r"|error.*cgroup"),
    (StartProblem.IPTABLES, r"iptables not found|failed to find iptables|iptables failed"
                            r"|create NAT chain|failed to register \"bridge\" driver.*iptables"),
    (StartProblem.STORAGE, r"error initializing graphdriver|failed to mount overlay"
                           r"|storage driver|no such graph driver"),
    (StartProblem.CONTAINERD, r"failed to start containerd|containerd.*executable file not found"
                              r"|timeout waiting for containerd"),
    (StartProblem.NO_PROGRAM, r"portside: no program|: not found$|no such file or directory$"),
    (StartProblem.NOT_PERMITTED, r"operation not permitted|permission denied"),
)  # fmt: skip


def understand(lines: tuple[str, ...], code: int | None) -> StartFailed:
    """The failure that these last lines of a log and this exit code tell of.

    pkexec(1) ends with 126 when the person declines, and with 127 when it can't authorize.
    """
    for line in reversed([line for line in lines if _is_grave(line)] or lines):
        for problem, pattern in _TEXTS:
            if re.search(pattern, line, re.IGNORECASE):
                return StartFailed(problem, lines, code=code, reason=line)
    return StartFailed(StartProblem.ENDED, lines, code=code)


def _is_grave(line: str) -> bool:
    """Lines without a level are what a program says last; a warning is rarely the reason."""
    return not re.search(r"level=(info|debug|warning)", line)


def last_lines(log: BinaryIO) -> tuple[str, ...]:
    """The last lines of an open file, at most 20, without empty ones."""
    size = log.seek(0, os.SEEK_END)
    log.seek(max(0, size - _LAST_BYTES))
    lines = log.read().decode("utf-8", "replace").splitlines()
    return tuple(line for line in lines if line.strip())[-_LAST_LINES:]
