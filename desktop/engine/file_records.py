"""Files in containers, volumes and images: what is there, what is to be done, and what was done.

Names are text whose undecodable bytes are surrogates (``os.fsdecode``), paths are absolute and
POSIX's. All of them are hostile until a view has escaped them. Sizes are bytes.
"""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NamedTuple

from desktop.engine.records import Kind, Progress


@dataclass(frozen=True, slots=True)
class Place:
    """What holds the files: a container, a volume or an image.

    ``key`` is its id (a volume's name), ``name`` what people call it.
    """

    kind: Kind
    key: str
    name: str


class FileKind(enum.Enum):
    """What an entry of a folder is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "symbolic link"
    PIPE = "pipe"
    SOCKET = "socket"
    CHARACTER_DEVICE = "character device"
    BLOCK_DEVICE = "block device"
    UNKNOWN = "unknown"


class FileEntry(NamedTuple):
    """One entry of a folder.

    ``mode`` are the twelve bits of chmod, ``modified`` is seconds since 1970. ``size`` is None
    where nothing tells; ``uid`` and ``gid`` are -1 where nothing tells, ``user`` and ``group`` are
    empty where the place has no name for them. ``link`` is where a symbolic link leads to, as it is
    written, and ``leads_to`` what is there; None where that was not looked at, or nothing is there.
    """

    name: str
    kind: FileKind
    size: int | None
    mode: int
    uid: int = -1
    gid: int = -1
    user: str = ""
    group: str = ""
    modified: float = 0.0
    link: str = ""
    leads_to: FileKind | None = None


class MountKind(enum.Enum):
    """What is mounted into a container, by Docker's word."""

    VOLUME = "volume"
    BIND = "bind"
    TMPFS = "tmpfs"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mount:
    """A place in a container whose files are not its own.

    ``source`` is a volume's name or a path of the Engine's machine. The archive interface does not
    see a TMPFS: what is copied there is hidden beneath it.
    """

    path: str
    kind: MountKind
    source: str = ""
    read_only: bool = False


class Decision(enum.Enum):
    """What becomes of a file whose name is taken."""

    REPLACE = "replace"
    SKIP = "skip"
    KEEP_BOTH = "keep both"  # the one that comes gets a number: "notes (2).txt"


class Answer(NamedTuple):
    """A decision, for this one or for all that follow."""

    decision: Decision
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that is taken where a file is to go.

    Folders don't clash with folders: they become one. ``theirs`` is there, ``ours`` comes.
    """

    path: str
    ours: FileEntry
    theirs: FileEntry


Decide = Callable[[Clash], Awaitable[Answer]]
"""Asked on the loop; while it waits, nothing is transferred and no container is held."""


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """``docker cp``'s options, and what it leaves out.

    ``follow``: the source's own link is followed (-L). ``owner``: the numbers of user and group are
    kept (-a); on this machine only root can. ``attributes``: extended attributes are kept; docker
    loses them on this machine's side.
    """

    follow: bool = False
    owner: bool = False
    attributes: bool = False


class Why(enum.Enum):
    """Why something did not arrive as it is."""

    SKIPPED = "skipped"  # by decision
    RENAMED = "renamed"  # by decision, or for a name that can't be here
    SPECIAL = "special"  # a device, a pipe or a socket: left out
    TWIN = "twin"  # the same file as one that was skipped, under another name: left out
    OUTSIDE = "outside"  # its name or its hard link leads out of the folder: left out
    SETUID = "setuid"  # the bits that lend rights were taken from it
    OWNER = "owner"  # its owner could not be set
    ATTRIBUTES = "attributes"  # its extended attributes could not be set
    LINK = "link"  # this system makes no such link: left out
    UNREADABLE = "unreadable"  # could not be read here: left out
    DEEP = "deep"  # it is below more folders than can be open at once: left out


@dataclass(frozen=True, slots=True)
class Note:
    """What did not arrive as it is: its path at the source, why, and what it is called now."""

    path: str
    why: Why
    now: str = ""


NOTES = 1000  # that are kept of a copy


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy has done. ``notes`` are at most ``NOTES``; ``unnoted`` counts the others.

    ``paths`` are where what was copied is now: absolute, here or in the container.
    """

    paths: tuple[str, ...] = ()
    files: int = 0
    bytes: int = 0
    notes: tuple[Note, ...] = ()
    unnoted: int = 0


@dataclass(frozen=True, slots=True)
class CopyProgress(Progress):
    """How far a copy is; ``text`` is the path that is being copied.

    ``speed`` is bytes a second, of late; ``left`` seconds, None while that is not known.
    """

    files: int = 0
    total_files: int | None = None
    speed: float = 0.0
    left: float | None = None


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file's bytes, at most as many as were asked for; ``cut`` where there are more.

    ``entry`` is the file as it was then: what a later write compares with.
    """

    data: bytes
    entry: FileEntry
    cut: bool = False
