"""What a container says and does, and what takes space: the records of watching.

Sizes are bytes, times are as said at each; text is hostile until a view has escaped it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

LINE_BYTES = 64 << 10  # of a log line that are kept; what is longer is asked for on its own


class Output(enum.IntEnum):
    """Which of its outputs a container has written to, by its number."""

    STDOUT = 1
    STDERR = 2


class LogLine(NamedTuple):
    """One line of a container's log.

    ``time`` is as the Engine writes it, RFC 3339 in UTC with nine digits, so that it sorts as text.
    ``text`` has no line end, and no more bytes than were asked for; ``more`` is how many follow.
    ``unfinished`` is the beginning of a line that had no end yet when all else was told.
    """

    time: str
    output: Output
    text: bytes
    more: int = 0
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class LogBatch:
    """Lines in the order that the Engine sends them; ``skipped`` lines are missing before them."""

    lines: tuple[LogLine, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which part of a log. ``tail`` None is all; ``since`` and ``until`` are as ``LogLine.time``.

    Both ends are part of it. Without ``follow`` the stream ends when all is told. ``longest`` is
    how many bytes of a line are kept.
    """

    tail: int | None = None
    since: str = ""
    until: str = ""
    follow: bool = False
    stdout: bool = True
    stderr: bool = True
    longest: int = LINE_BYTES


@dataclass(frozen=True, slots=True)
class Sample:
    """A container's resources at one moment, as counted since its start.

    ``time`` is seconds since 1970, ``cpu`` and ``host_cpu`` are nanoseconds of work, ``memory`` is
    what ``docker stats`` shows (``cache`` is not part of it). None where the Engine does not tell.
    """

    time: float
    cpu: int
    host_cpu: int | None
    cpus: int
    memory: int | None
    memory_limit: int | None
    cache: int | None
    received: int | None
    sent: int | None
    read: int | None
    written: int | None
    pids: int | None


@dataclass(frozen=True, slots=True)
class Processes:
    """What ``docker top`` shows: a title for each column, and the rows as they come."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Difference(enum.IntEnum):
    """How a path differs from the image, by the number in Docker's API."""

    CHANGED = 0
    ADDED = 1
    DELETED = 2


class FileChange(NamedTuple):
    """One path that differs from the image."""

    path: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Executed:
    """What a program in a container has said; ``cut`` where its output is not whole."""

    exit_code: int
    stdout: bytes
    stderr: bytes
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ImageUsage:
    """What an image takes: ``shared`` of its ``size`` is in layers of other images too."""

    id: str
    references: tuple[str, ...]
    created: int
    size: int
    shared: int
    containers: int


@dataclass(frozen=True, slots=True)
class ContainerUsage:
    """What a container takes on top of its image."""

    id: str
    name: str
    image: str
    state: str
    created: int
    size: int


@dataclass(frozen=True, slots=True)
class VolumeUsage:
    """What a volume takes; ``size`` is None where its driver does not tell."""

    name: str
    driver: str
    created: float
    labels: Mapping[str, str]
    size: int | None
    containers: int


@dataclass(frozen=True, slots=True)
class CacheUsage:
    """One record of the build cache; ``last_used`` is 0 where it never was."""

    id: str
    kind: str
    description: str
    created: float
    last_used: float
    used: int
    size: int
    in_use: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class DiskUsage:
    """What ``docker system df --verbose`` tells; ``layers`` is what all images take together."""

    layers: int
    images: tuple[ImageUsage, ...]
    containers: tuple[ContainerUsage, ...]
    volumes: tuple[VolumeUsage, ...]
    cache: tuple[CacheUsage, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What ``docker update`` may change; None leaves a thing as it is.

    Bytes; ``cpus`` may be a fraction, 0 is no limit (``pids`` and ``swap``: -1 is none).
    """

    cpus: float | None = None
    cpu_shares: int | None = None
    memory: int | None = None
    memory_reservation: int | None = None
    swap: int | None = None  # memory and swap together
    pids: int | None = None
    restart: str | None = None  # no, always, unless-stopped, on-failure
    restart_attempts: int = 0  # with on-failure; 0 is without end
