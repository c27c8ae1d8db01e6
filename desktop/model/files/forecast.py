"""What ``docker cp`` is about to do: its rules, applied to what is there before it starts."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_records import FileKind

_SPECIAL = frozenset(FileKind) - {FileKind.FILE, FileKind.FOLDER, FileKind.LINK}


class Effect(enum.Enum):
    """What becomes of the sources."""

    INTO = "into"  # each goes below its own name into a folder that exists
    AS = "as"  # a file gets that name, which is free
    REPLACES = "replaces"  # a file takes the place of another
    NEW_FOLDER = "new folder"  # the folder is made, with what the source holds
    CONTENTS = "contents"  # what the source holds goes into a folder that exists


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to copy: its path as it was given, and what is there (None: nothing)."""

    path: str
    kind: FileKind | None

    @property
    def contents(self) -> bool:
        """Whether what it holds is meant, not itself: ``folder/.``."""
        return self.path.endswith(("/.", "\\.")) or self.path == "."

    @property
    def name(self) -> str:
        """What it is called where it goes."""
        return self.path.replace("\\", "/").rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where it is to go: what is there, and whether the folder above is."""

    path: str
    kind: FileKind | None
    parent: bool = True

    @property
    def slash(self) -> bool:
        """Whether it was given as a folder."""
        return self.path.endswith(("/", "/.", "\\"))


@dataclass(frozen=True, slots=True)
class Forecast:
    """The effect, and the paths at which the sources will be."""

    effect: Effect
    paths: tuple[str, ...]


def forecast(sources: Sequence[Source], to: Destination) -> Forecast:
    """What the copy will do; raises :class:`Refused` with the rule that forbids it."""
    for source in sources:
        if source.kind is None:
            raise Refused(Rule.NO_SOURCE, source.path)
        slash = source.contents or source.path.endswith("/")
        if slash and source.kind is FileKind.FILE:
            raise Refused(Rule.NOT_A_FOLDER, source.path)
    if to.kind in _SPECIAL:
        raise Refused(Rule.SPECIAL, to.path)
    if to.kind is FileKind.FOLDER:
        return _into(sources, to)
    if len(sources) > 1:
        raise Refused(Rule.MANY_ONTO_ONE, to.path)
    (source,) = sources
    if source.kind is FileKind.FOLDER:
        return _folder_as(to)
    return _file_as(to)


def _into(sources: Sequence[Source], to: Destination) -> Forecast:
    if len(sources) == 1 and sources[0].contents:
        return Forecast(Effect.CONTENTS, (to.path,))
    folder = to.path.removesuffix("/.").rstrip("/")
    return Forecast(Effect.INTO, tuple(f"{folder}/{source.name}" for source in sources))


def _folder_as(to: Destination) -> Forecast:
    if to.kind is not None:
        raise Refused(Rule.FOLDER_ONTO_FILE, to.path)
    if not to.parent:
        raise Refused(Rule.NO_PARENT, to.path)
    return Forecast(Effect.NEW_FOLDER, (to.path,))


def _file_as(to: Destination) -> Forecast:
    if to.slash:
        raise Refused(Rule.NO_FOLDER if to.kind is None else Rule.NOT_A_FOLDER, to.path)
    if to.kind is not None:
        return Forecast(Effect.REPLACES, (to.path,))
    if not to.parent:
        raise Refused(Rule.NO_PARENT, to.path)
    return Forecast(Effect.AS, (to.path,))
