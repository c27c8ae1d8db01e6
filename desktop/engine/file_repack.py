"""A container's tar as another's: the same members under other names, and none that lead out."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from desktop.engine.errors import Garbled
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_pack import Naming, joined
from desktop.engine.file_records import FileKind, Why
from desktop.engine.file_tar import END, Member, Names, header, members, padding
from desktop.engine.tar_stream import BadTar, Stream


def repacked(
    source: Iterable[bytes], names: Names, naming: Naming, pace: Pace, notes: Notes
) -> Generator[bytes, None, None]:
    """A container's tar, as another's."""
    try:
        yield from joined(_Repacking(names, naming, pace, notes).pieces(Stream(source)))
    except BadTar as problem:
        raise Garbled(f"the archive is not whole: {problem}") from problem


class _Repacking:
    """A container's tar, as another's."""

    def __init__(self, names: Names, naming: Naming, pace: Pace, notes: Notes) -> None:
        self._names = names
        self._naming = naming
        self._pace = pace
        self._notes = notes

    def pieces(self, stream: Stream) -> Iterator[bytes]:
        for member in members(stream):
            parts = self._names.parts(member.name)
            name = "/".join(parts or ())
            if parts is None:
                self._notes.add(self._names.shown(member.name), Why.OUTSIDE)
            elif not name:
                continue  # what the folder itself is like
            elif (called := self._naming(name)) is None:
                self._notes.add(self._names.shown(member.name), Why.SKIPPED)
            elif (made := self._made(member, called)) is not None:
                yield header(made)
                yield from self._data(member, stream)
        yield END

    def _made(self, member: Member, name: str) -> Member | None:
        if member.kind is FileKind.FOLDER:
            return member._replace(name=name + "/")
        if member.kind not in (FileKind.FILE, FileKind.LINK):
            self._notes.add(self._names.shown(member.name), Why.SPECIAL)
            return None
        link: str | None = member.link
        known: tuple[str, ...] | None = None
        if member.hard:
            known = self._names.parts(member.link)
            link = self._naming("/".join(known)) if known else None
        if link is None:  # of one that was skipped the data has gone by
            why = Why.TWIN if known else Why.OUTSIDE
            self._notes.add(self._names.shown(member.name), why)
            return None
        self._pace.begin(self._names.shown(member.name))
        return member._replace(name=name, link=link)

    def _data(self, member: Member, stream: Stream) -> Iterator[bytes]:
        for piece in stream.pieces(stream.position + member.size):
            self._pace.add(len(piece))
            yield bytes(piece)
        yield padding(member.size)
