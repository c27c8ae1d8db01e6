"""Reading a tar as it comes, without keeping what is in it.

Python's own reads in pieces of 10 KiB and copies each twice; an image has gigabytes of which only
the names are wanted.
"""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BLOCK = 512
LONGEST_NAME = 1 << 20  # bytes of a name or of its attributes
_ZEROS = bytes(BLOCK)
_PIECE = 1 << 18
_GZIP = b"\x1f\x8b"
_FILES = (b"0", b"\0", b"7", b"S")
_WITHOUT_DATA = (b"1", b"2", b"3", b"4", b"5", b"6")  # whatever size they tell, as Go reads them


class BadTar(Exception):
    """It is no tar, or not all of it is there."""


class Truncated(BadTar):
    """It ends where more is promised."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A header: ``size`` bytes follow it. ``link`` is where a link leads to."""

    name: str
    size: int
    kind: bytes
    link: str = ""

    @property
    def is_file(self) -> bool:
        return self.kind in _FILES

    @property
    def is_folder(self) -> bool:
        return self.kind == b"5"


class Stream:
    """Bytes that come in pieces, read by count."""

    def __init__(self, pieces: Iterable[bytes | memoryview]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")
        self.position = 0

    def some(self, at_most: int) -> memoryview:
        """What is there, at most so much; empty at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return self._rest
            self._rest = memoryview(piece)
        found, self._rest = self._rest[:at_most], self._rest[at_most:]
        self.position += len(found)
        return found

    def read(self, count: int) -> bytes:
        """Exactly so many bytes; fewer at the end."""
        found = self.some(count)
        if len(found) == count:
            return bytes(found)
        parts = [bytes(found)]
        missing = count - len(found)
        while missing and (more := self.some(missing)):
            parts.append(bytes(more))
            missing -= len(more)
        return b"".join(parts)

    def skip_to(self, position: int) -> None:
        """Leave out what is before; raises :class:`Truncated` where it ends before."""
        while self.position < position:
            if not self.some(position - self.position):
                raise Truncated(f"{position - self.position} bytes are missing")

    def forward_to(self, position: int) -> bool:
        """Leave out what is there already; whether that was enough."""
        ahead = position - self.position
        if ahead > len(self._rest):
            return False
        self._rest = self._rest[ahead:]
        self.position = position
        return True

    def restart_at(self, position: int) -> None:
        """What comes next is at another position."""
        self._rest = memoryview(b"")
        self.position = position

    def pieces(self, end: int) -> Iterator[memoryview]:
        """What is there up to a position."""
        while self.position < end:
            piece = self.some(min(end - self.position, _PIECE))
            if not piece:
                raise Truncated(f"{end - self.position} bytes are missing")
            yield piece

    def put_back(self, data: bytes) -> None:
        """Have these bytes read again, before all that follows."""
        self.position -= len(data)
        self._rest = memoryview(data + bytes(self._rest))


def entries(stream: Stream) -> Iterator[Entry]:
    """The entries in their order; between two of them the data of the first may be read.

    Ends at the end of the archive; whatever follows that stays unread. Raises :class:`BadTar`.
    """
    named: dict[str, str] = {}
    while True:
        header = stream.read(BLOCK)
        if not header or header == _ZEROS:
            return
        if len(header) < BLOCK:
            raise Truncated("a header is cut off")
        try:
            info = tarfile.TarInfo.frombuf(header, "utf-8", "surrogateescape")
        except tarfile.HeaderError as problem:
            raise BadTar(str(problem)) from problem
        if info.size < 0:
            raise BadTar("a size below zero")
        kind = info.type
        if kind in (b"x", b"g", b"L", b"K"):
            _note(kind, _extra(stream, info.size), named)
            continue
        if kind == b"S":
            _skip_sparse_map(stream, header)
        size = 0 if kind in _WITHOUT_DATA else _size(info, named)
        name, link = named.get("path", info.name), named.get("linkpath", info.linkname)
        named = {}
        end = stream.position + size
        yield Entry(name, size, kind, link)
        stream.skip_to(end + -size % BLOCK)


def plain(stream: Stream, end: int) -> Stream:
    """What is up to ``end``, unpacked where it is a gzip file."""
    head = stream.read(min(2, end - stream.position))
    stream.put_back(head)
    pieces = stream.pieces(end)
    return Stream(gunzipped(pieces) if head == _GZIP else pieces)


def gunzipped(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """What a gzip file holds, in pieces of a bounded size. Raises :class:`BadTar`."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            data: bytes | memoryview = piece
            while data and not unpacker.eof:
                yield unpacker.decompress(data, _PIECE)
                data = unpacker.unconsumed_tail
        while not unpacker.eof and (rest := unpacker.decompress(b"", _PIECE)):
            yield rest
    except zlib.error as problem:
        raise BadTar(str(problem)) from problem
    if not unpacker.eof:
        raise Truncated("a gzip file is cut off")


def _extra(stream: Stream, size: int) -> bytes:
    if size > LONGEST_NAME:
        raise BadTar("a name without end")
    padded = stream.read(size + -size % BLOCK)
    if len(padded) < size:
        raise Truncated("a name is cut off")
    return padded[:size]


def _note(kind: bytes, data: bytes, named: dict[str, str]) -> None:
    """What such an entry says of the one after it: pax(5) for x, GNU tar for L and K."""
    if kind == b"x":
        named.update(_attributes(data))
    elif kind in (b"L", b"K"):
        field = "path" if kind == b"L" else "linkpath"
        named[field] = data.rstrip(b"\0").decode("utf-8", "surrogateescape")


def _attributes(data: bytes) -> Iterator[tuple[str, str]]:
    while data:
        length, space, _rest = data.partition(b" ")
        if not space or not length.isdigit() or not 0 < int(length) <= len(data):
            raise BadTar("attributes without sense")
        record = data[len(length) + 1 : int(length) - 1]
        key, _equals, value = record.partition(b"=")
        yield key.decode("utf-8", "replace"), value.decode("utf-8", "surrogateescape")
        data = data[int(length) :]


def _size(info: tarfile.TarInfo, named: dict[str, str]) -> int:
    told = named.get("size", "")
    return int(told) if told.isdecimal() else info.size


def _skip_sparse_map(stream: Stream, header: bytes) -> None:
    more = header[482]
    while more:
        block = stream.read(BLOCK)
        if len(block) < BLOCK:
            raise Truncated("a map of holes is cut off")
        more = block[504]
