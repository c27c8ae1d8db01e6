"""The members of a tar, with all that their headers say, as they come; and headers of our own.

Beside :mod:`desktop.engine.tar_stream`, which tells only what images are made of.
"""

from __future__ import annotations

import math
import posixpath
import tarfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.engine.file_records import FileKind
from desktop.engine.tar_stream import BLOCK, LONGEST_NAME, BadTar, Stream, Truncated

XATTR = "SCHILY.xattr."
_ZEROS = bytes(BLOCK)
_HARD_LINK = b"1"
_EARLIEST, _LATEST = -11_644_473_600.0, 253_402_000_000.0  # 1601 (Windows) to 9999 (calendars)
_KINDS = {
    b"0": FileKind.FILE,
    b"\0": FileKind.FILE,
    b"7": FileKind.FILE,
    b"2": FileKind.LINK,
    b"3": FileKind.CHARACTER_DEVICE,
    b"4": FileKind.BLOCK_DEVICE,
    b"5": FileKind.FOLDER,
    b"6": FileKind.PIPE,
}
_TYPES = {
    FileKind.FILE: tarfile.REGTYPE,
    FileKind.LINK: tarfile.SYMTYPE,
    FileKind.CHARACTER_DEVICE: tarfile.CHRTYPE,
    FileKind.BLOCK_DEVICE: tarfile.BLKTYPE,
    FileKind.FOLDER: tarfile.DIRTYPE,
    FileKind.PIPE: tarfile.FIFOTYPE,
}
_NO_ATTRIBUTES: Mapping[str, bytes] = {}


class Member(NamedTuple):
    """A header; ``size`` bytes follow it in the stream.

    ``hard``: it is the same file as ``link``, the name of an earlier member. Names are as they
    stand there: they may be absolute, or lead up.
    """

    name: str
    kind: FileKind
    size: int = 0
    mode: int = 0o644
    uid: int = 0
    gid: int = 0
    modified: float = 0.0
    link: str = ""
    hard: bool = False
    attributes: Mapping[str, bytes] = _NO_ATTRIBUTES
    device: tuple[int, int] = (0, 0)


class Names:
    """What members are called where they go: the tar's own ``base`` becomes ``name``.

    Both are empty for what a folder holds. ``path`` is where that is in its place.
    """

    def __init__(self, path: str, base: str, name: str) -> None:
        self._above = posixpath.dirname(path.rstrip("/")) if base else path
        self._base = base
        self._name = name

    def parts(self, name: str) -> tuple[str, ...] | None:
        """The path of a member, from its destination; None for what leads out of it."""
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if ".." in parts or "\0" in name:
            return None
        if self._base:
            if not parts or parts[0] != self._base:
                return None
            parts[0] = self._name
        elif self._name:
            parts.insert(0, self._name)
        return tuple(parts)

    def shown(self, name: str) -> str:
        """The path of a member in its place."""
        return posixpath.normpath(posixpath.join(self._above, name.lstrip("/")))


def members(stream: Stream) -> Iterator[Member]:
    """The members in their order; what is not read of one's data is left out.

    Ends when the stream does, behind the end of the archive. Raises
    :class:`~desktop.engine.tar_stream.BadTar`.
    """
    named: dict[str, bytes] = {}
    while True:
        header = stream.read(BLOCK)
        if header == _ZEROS:
            while stream.some(1 << 20):
                pass
            return
        if len(header) < BLOCK:
            raise Truncated("a header is cut off")
        try:
            info = tarfile.TarInfo.frombuf(header, "utf-8", "surrogateescape")
        except tarfile.HeaderError as problem:
            raise BadTar(str(problem)) from problem
        if info.size < 0:
            raise BadTar("a size below zero")
        if info.type in (b"x", b"g", b"L", b"K"):
            _note(info.type, _extra(stream, info.size), named)
            continue
        member = _member(info, named)
        named = {}
        end = stream.position + member.size
        yield member
        stream.skip_to(end + -member.size % BLOCK)


def header(member: Member) -> bytes:
    """The header of a member, with what does not fit as extended header (pax) before it."""
    info = tarfile.TarInfo(member.name)
    info.type = tarfile.LNKTYPE if member.hard else _TYPES[member.kind]
    info.size, info.mode = member.size, member.mode
    info.uid, info.gid = member.uid, member.gid
    info.mtime, info.linkname = int(member.modified), member.link
    info.devmajor, info.devminor = member.device
    info.pax_headers = {
        XATTR + name: value.decode("utf-8", "surrogateescape")
        for name, value in member.attributes.items()
    }
    for number in (info.uid, info.gid):
        if number < 0:
            raise BadTar("an owner below zero")
    if member.attributes and not all(_is_text(value) for value in member.attributes.values()):
        return _raw_attributes(member.attributes) + header(member._replace(attributes={}))
    return info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")


def padding(size: int) -> bytes:
    """What fills the last block of so many bytes."""
    return bytes(-size % BLOCK)


END = bytes(2 * BLOCK)


def _is_text(value: bytes) -> bool:
    return value.isascii()


def _raw_attributes(attributes: Mapping[str, bytes]) -> bytes:
    """An extended header with values of any bytes, which tarfile can't write."""
    data = b"".join(
        _record(XATTR.encode() + name.encode("utf-8", "surrogateescape"), value)
        for name, value in attributes.items()
    )
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, len(data)
    return info.tobuf(tarfile.USTAR_FORMAT) + data + padding(len(data))


def _record(key: bytes, value: bytes) -> bytes:
    rest = len(key) + len(value) + 3
    length = rest + len(str(rest))
    if len(str(length)) != len(str(rest)):
        length = rest + len(str(length))
    return b"%d %s=%s\n" % (length, key, value)


def _member(info: tarfile.TarInfo, named: Mapping[str, bytes]) -> Member:
    if info.type == b"S":
        raise BadTar("a map of holes, which no Engine sends")
    hard = info.type == _HARD_LINK
    kind = FileKind.FILE if hard else _KINDS.get(info.type, FileKind.UNKNOWN)
    size = _number(named, "size", info.size)
    return Member(
        name=_text(named, "path", info.name),
        kind=kind,
        size=0 if hard or kind not in (FileKind.FILE, FileKind.UNKNOWN) else size,
        mode=info.mode & 0o7777,
        uid=_number(named, "uid", info.uid),
        gid=_number(named, "gid", info.gid),
        modified=_time(named, info.mtime),
        link=_text(named, "linkpath", info.linkname),
        hard=hard,
        attributes={
            key.removeprefix(XATTR): value for key, value in named.items() if key.startswith(XATTR)
        },
        device=(info.devmajor, info.devminor),
    )


def _text(named: Mapping[str, bytes], key: str, otherwise: str) -> str:
    found = named.get(key)
    return otherwise if found is None else found.decode("utf-8", "surrogateescape")


def _number(named: Mapping[str, bytes], key: str, otherwise: int) -> int:
    found = named.get(key, b"")
    return int(found) if found.isdigit() and len(found) < 20 else otherwise


def _time(named: Mapping[str, bytes], otherwise: float) -> float:
    """Seconds that any system can take: nearly any number can be written there."""
    try:
        told = float(named["mtime"][:40])
    except (KeyError, ValueError):
        told = float(otherwise)
    return min(max(told, _EARLIEST), _LATEST) if math.isfinite(told) else 0.0


def _extra(stream: Stream, size: int) -> bytes:
    if size > LONGEST_NAME:
        raise BadTar("a name without end")
    padded = stream.read(size + -size % BLOCK)
    if len(padded) < size:
        raise Truncated("a name is cut off")
    return padded[:size]


def _note(kind: bytes, data: bytes, named: dict[str, bytes]) -> None:
    """What such a header says of the member after it: pax(5) for x, GNU tar for L and K."""
    if kind == b"L":
        named["path"] = data.rstrip(b"\0")
    elif kind == b"K":
        named["linkpath"] = data.rstrip(b"\0")
    elif kind == b"x":
        named.update(_records(data))


def _records(data: bytes) -> Iterator[tuple[str, bytes]]:
    while data:
        length, space, _rest = data.partition(b" ")
        if not space or not length.isdigit() or not len(length) < int(length) <= len(data):
            raise BadTar("attributes without sense")
        record = data[len(length) + 1 : int(length) - 1]
        key, _equals, value = record.partition(b"=")
        yield key.decode("utf-8", "surrogateescape"), value
        data = data[int(length) :]
