"""What a file is that is to become an image: told by looking inside, not by its name."""

from __future__ import annotations

import bz2
import enum
import lzma
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.engine.tar_stream import BadTar, Entry, Stream, Truncated, entries, gunzipped

_PIECE = 1 << 16
_MOST_ENTRIES = 100_000  # that are looked at
_HEX = r"[0-9a-f]{64}"
_OF_IMAGES = re.compile(
    rf"manifest\.json|repositories|oci-layout|index\.json|{_HEX}\.json"
    rf"|{_HEX}/(?:VERSION|json|layer\.tar)|blobs/[a-z0-9]+/[0-9a-f]{{32,}}"
)
_OF_EITHER = re.compile(rf"\.?|blobs(?:/[a-z0-9]+)?|{_HEX}")
_ZSTANDARD = b"\x28\xb5\x2f\xfd"


class Contents(enum.Enum):
    """What a file holds."""

    IMAGES = "images"  # what docker save writes: it is loaded
    FILES = "files"  # what docker export writes, or any other tar: it is imported
    UNSEEN = "unseen"  # compressed in a way that only the Engine can undo
    EMPTY = "empty"  # nothing, or a tar without entries
    CUT_OFF = "cut off"
    NO_TAR = "no tar"


@dataclass(frozen=True, slots=True)
class Found:
    """What a look has found: the contents, and the kind of compression (none: empty)."""

    contents: Contents
    compression: str = ""


def look_inside(path: Path) -> Found:
    """Read as much of a file as is needed. Raises OSError. For a thread."""
    with path.open("rb") as file:
        head = file.read(6)
        size = file.seek(0, 2)
        file.seek(0)
        if not head:
            return Found(Contents.EMPTY)
        if head.startswith(_ZSTANDARD):
            return Found(Contents.UNSEEN, "zstd")
        for magic, name, unpack in _PACKED:
            if head.startswith(magic):
                return Found(_told(Stream(unpack(_pieces(file)))), name)
        return Found(_told(_Seekable(file, size), whole=True))


def _told(stream: Stream, *, whole: bool = False) -> Contents:
    """What the entries say; ``whole``: they are looked through to the end, which is cheap."""
    number = 0
    found: Contents | None = None
    try:
        for number, entry in enumerate(entries(stream), 1):
            found = found or _of(entry, number)
            if number >= _MOST_ENTRIES or (found is not None and not whole):
                break
    except Truncated:
        return Contents.CUT_OFF if number else Contents.NO_TAR
    except EOFError:
        return Contents.CUT_OFF
    except BadTar:
        return Contents.CUT_OFF if found is Contents.IMAGES else found or Contents.NO_TAR
    except OSError as problem:  # bz2 raises those for what it can't read
        if problem.errno is not None:
            raise
        return Contents.NO_TAR
    return found or (Contents.FILES if number else Contents.EMPTY)


def _of(entry: Entry, number: int) -> Contents | None:
    name = entry.name.removeprefix("./").rstrip("/")
    if _OF_IMAGES.fullmatch(name) and not entry.is_folder:
        return Contents.IMAGES
    if not _OF_EITHER.fullmatch(name) or number >= _MOST_ENTRIES:
        return Contents.FILES
    return None


class _Seekable(Stream):
    """A file, of which what is left out need not be read."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__(_pieces(file))
        self._file = file
        self._size = size

    def skip_to(self, position: int) -> None:
        if position > self._size:
            raise Truncated(f"{position - self._size} bytes are missing")
        if not self.forward_to(position):
            self._file.seek(position)
            self.restart_at(position)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _bunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from _unpacked(bz2.BZ2Decompressor(), pieces)


def _unxzed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from _unpacked(lzma.LZMADecompressor(), pieces)
    except lzma.LZMAError as problem:
        raise BadTar(str(problem)) from problem


def _unpacked(
    unpacker: bz2.BZ2Decompressor | lzma.LZMADecompressor, pieces: Iterable[bytes]
) -> Iterator[bytes]:
    for piece in pieces:
        data = piece
        while not unpacker.eof:
            yield unpacker.decompress(data, _PIECE)
            data = b""
            if unpacker.needs_input:
                break
    if not unpacker.eof:
        raise Truncated("the compressed file is cut off")


_PACKED: tuple[tuple[bytes, str, Callable[[Iterable[bytes]], Iterator[bytes]]], ...] = (
    (b"\x1f\x8b", "gzip", gunzipped),
    (b"BZh", "bzip2", _bunzipped),
    (b"\xfd7zXZ\0", "xz", _unxzed),
)
