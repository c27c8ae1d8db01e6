"""Listing a folder: by a program in the container, or by the archive of the folder.

``find`` is run with arguments alone, no shell. GNU's prints what is asked for between NULs, which
no name holds; busybox's runs ``stat`` for a heap of names at once, whose fields stand between marks
that are made up for each listing, so that no name can hold them either.
"""

from __future__ import annotations

import enum
import secrets
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from typing import Any

from desktop.engine import executing, file_calls
from desktop.engine.decode import decode_one, text
from desktop.engine.errors import EngineError, Garbled, NotFound
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_reach import Reach
from desktop.engine.file_records import FileEntry, FileKind
from desktop.engine.file_tar import Member, members
from desktop.engine.hijacked import Frames, Hijacked
from desktop.engine.observations import Output
from desktop.engine.tar_stream import BadTar, Stream
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

SIZES_KNOWN = 100_000  # of files in an archive, for hard links to them
_GNU = r"%y\0%m\0%s\0%U\0%G\0%u\0%g\0%T@\0%Y\0%f\0%l\0"
_FIELDS = 11
_STAT_FIELDS = 10
_MADE = ".dockerenv"  # by the creation of a container, in its root
_OWNERS = 1 << 20  # bytes of /etc/passwd that are looked at
_LONGEST = 1 << 20  # bytes of one record
_BY_LETTER = {
    "f": FileKind.FILE,
    "d": FileKind.FOLDER,
    "l": FileKind.LINK,
    "p": FileKind.PIPE,
    "s": FileKind.SOCKET,
    "c": FileKind.CHARACTER_DEVICE,
    "b": FileKind.BLOCK_DEVICE,
}
_BY_FORMAT = {
    0o100000: FileKind.FILE,
    0o040000: FileKind.FOLDER,
    0o120000: FileKind.LINK,
    0o010000: FileKind.PIPE,
    0o140000: FileKind.SOCKET,
    0o020000: FileKind.CHARACTER_DEVICE,
    0o060000: FileKind.BLOCK_DEVICE,
}


class Way(enum.Enum):
    """How a container's folders are listed."""

    GNU = "find -printf"
    BUSYBOX = "find -exec stat"
    ARCHIVE = "archive"


class NoWay(Exception):
    """No such program is there, or another than was thought. Nothing has been listed."""


def entries(
    reach: Reach, path: str, ways: dict[str, Way], wire: Wire
) -> Generator[FileEntry, None, None]:
    """The entries of a folder. ``ways`` is what is known of containers, and what is learned."""
    try:
        yield from seen(reach, path, ways, wire)
    except NoWay:
        yield from by_archive(reach, path, wire)


def seen(
    reach: Reach, path: str, ways: dict[str, Way], wire: Wire, names: Sequence[str] = ()
) -> Generator[FileEntry, None, None]:
    """The entries of a folder as a program there sees them, or those of these names.

    Raises :class:`NoWay` where no program does.
    """
    way = ways.get(reach.container, Way.GNU) if reach.running else Way.ARCHIVE
    while way is not Way.ARCHIVE:
        try:
            yield from by_program(reach.container, reach.inside(path), way, wire, names)
        except NoWay:
            way = ways[reach.container] = Way.BUSYBOX if way is Way.GNU else Way.ARCHIVE
        else:
            return
    raise NoWay


def by_program(
    container: str, path: str, way: Way, wire: Wire, names: Sequence[str] = ()
) -> Generator[FileEntry, None, None]:
    """What ``find`` says. Raises :class:`NoWay`, NotFound and Refused."""
    folder = path if path.endswith(("/", "/.")) else path + "/"
    arguments = ["find", folder, "-mindepth", "1", "-maxdepth", "1"]
    if names:  # and the folder itself: with that, nothing is said only where it is not there
        above = _plain(path).rstrip("/")
        arguments = ["find", *(f"{above}/{name}" for name in (".", *names)), "-maxdepth", "0"]
    mark = secrets.token_hex(8)
    if way is Way.GNU:
        arguments += ["-printf", _GNU]
    else:
        fields = mark.join(("%f", "%s", "%u", "%g", "%U", "%G", "%Y", "%n", "%N", ""))
        arguments += ["-exec", "stat", "-c", f"{mark}{fields}", "{}", "+"]
    told, count = _Told(), 0
    parser = _Gnu() if way is Way.GNU else _Busybox(mark.encode())
    with closing(_said(container, arguments, told, wire)) as pieces:
        for piece in pieces:
            for entry in parser.feed(piece):
                count += 1
                if entry.name != ".":
                    yield entry
    if not count and told.code:
        _why_nothing(container, path, told, wire)


def by_archive(reach: Reach, path: str, wire: Wire) -> Generator[FileEntry, None, None]:
    """What the headers of the folder's archive say; all below it is read, and none of it kept."""
    inside = _plain(reach.inside(path))
    users = _names(reach, "/etc/passwd", wire) if not reach.root else {}
    groups = _names(reach, "/etc/group", wire) if not reach.root else {}
    sizes: dict[str, int] = {}
    asked = inside + "/." if inside != "/" else "/."
    try:
        for member in members(Stream(file_calls.get(reach.container, asked, wire))):
            name = member.name.removeprefix("./").strip("/")
            if member.kind is FileKind.FILE and not member.hard and len(sizes) < SIZES_KNOWN:
                sizes[name] = member.size
            if name in ("", ".") or "/" in name or (reach.made and name == _MADE):
                continue
            yield _listed(member, name, sizes, users, groups)
    except BadTar as problem:
        raise Garbled(f"no archive of {path}: {problem}") from problem


def _listed(
    member: Member,
    name: str,
    sizes: Mapping[str, int],
    users: Mapping[int, str],
    groups: Mapping[int, str],
) -> FileEntry:
    size: int | None = member.size
    if member.hard:
        size = sizes.get(member.link.removeprefix("./").strip("/"))
    return FileEntry(
        name,
        member.kind,
        size,
        member.mode,
        member.uid,
        member.gid,
        users.get(member.uid, ""),
        groups.get(member.gid, ""),
        member.modified,
        "" if member.hard else member.link,
    )


def _names(reach: Reach, path: str, wire: Wire) -> dict[int, str]:
    """The names of users or groups by their numbers, as far as there is such a file."""
    found: dict[int, str] = {}
    try:
        stream = Stream(file_calls.get(reach.container, path, wire))
        for member in members(stream):
            if member.kind is not FileKind.FILE or member.hard:
                break
            data = stream.read(min(member.size, _OWNERS))
            for line in data.decode(errors="replace").splitlines():
                fields = line.split(":")
                if len(fields) > 2 and fields[2].isdecimal() and len(fields[2]) < 12:
                    found.setdefault(int(fields[2]), fields[0])
    except (EngineError, BadTar):
        return found
    return found


def _plain(path: str) -> str:
    """Without what says that it is a folder."""
    return path.removesuffix("/.").rstrip("/") or "/"


class _Told:
    """What a program has said on its standard error, and its exit code."""

    def __init__(self) -> None:
        self.errors = bytearray()
        self.code = 0


def _said(
    container: str, arguments: list[str], told: _Told, wire: Wire
) -> Generator[bytes, None, None]:
    """Run it, as root, and yield its standard output as it comes."""
    client: Any = wire.client
    try:
        made = client.exec_create(container, arguments, user="0")
        key = decode_one(lambda it: text(it["Id"]), made)
        response = executing.start(client, key, {"Tty": False, "Detach": False})
        if response.status_code == 400:  # newer Engines know at once that there is no such program
            raise NoWay(response.text)
        client._raise_for_status(response)
        with closing(Hijacked(response)) as connection:
            frames = Frames()
            while data := connection.receive():
                for heard in frames.feed(data):
                    if heard.output is Output.STDOUT:
                        yield heard.data
                    elif len(told.errors) < _LONGEST:
                        told.errors += heard.data
        told.code = executing.exit_code(key, wire)
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def _why_nothing(container: str, path: str, told: _Told, wire: Wire) -> None:
    """It has said nothing, and failed: it is not there, is another one, or the folder is not."""
    entry = file_calls.stat_or_none(container, _plain(path), wire)
    said = told.errors.decode(errors="replace")
    if "Not a directory" in said or (entry is not None and entry.kind is FileKind.FILE):
        raise Refused(Rule.NOT_A_FOLDER, path)
    if entry is None and _plain(path) in said and "No such file" in said:
        raise NotFound(said.strip(), status=404)
    raise NoWay(said)


class _Gnu:
    """What :data:`_GNU` makes ``find`` say."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[FileEntry]:
        fields = (self._rest + data).split(b"\0")
        whole = (len(fields) - 1) // _FIELDS * _FIELDS
        self._rest = _rest(b"\0".join(fields[whole:]))
        return [self._entry(fields[at : at + _FIELDS]) for at in range(0, whole, _FIELDS)]

    def _entry(self, fields: list[bytes]) -> FileEntry:
        letter, mode, size, uid, gid, user, group, modified, leads, name, link = map(_text, fields)
        try:
            return FileEntry(
                name,
                _BY_LETTER.get(letter, FileKind.UNKNOWN),
                int(size),
                int(mode, 8),
                int(uid),
                int(gid),
                "" if user == uid else user,
                "" if group == gid else group,
                float(modified),
                link,
                _BY_LETTER.get(leads) if letter == "l" else None,
            )
        except ValueError as problem:
            raise Garbled(f"not what find prints: {fields!r}"[:200]) from problem


class _Busybox:
    """What ``stat`` says with the format of :func:`by_program`."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._rest = b""

    def feed(self, data: bytes) -> list[FileEntry]:
        # Each entry is a line: what ends the one before it, and nine fields, a mark after each.
        fields = (self._rest + data).split(self._mark)
        whole = (len(fields) - 1) // _STAT_FIELDS * _STAT_FIELDS
        self._rest = _rest(self._mark.join(fields[whole:]))
        return [
            self._entry(fields[at + 1 : at + _STAT_FIELDS]) for at in range(0, whole, _STAT_FIELDS)
        ]

    def _entry(self, fields: list[bytes]) -> FileEntry:
        bits, size, uid, gid, user, group, modified, path, quoted = map(_text, fields)
        try:
            kind = _BY_FORMAT.get(int(bits, 16) & 0o170000, FileKind.UNKNOWN)
            start, link = f"'{path}' -> '", ""
            if kind is FileKind.LINK and quoted.startswith(start) and quoted.endswith("'"):
                link = quoted[len(start) : -1]
            return FileEntry(
                path.rpartition("/")[2],
                kind,
                int(size),
                int(bits, 16) & 0o7777,
                int(uid),
                int(gid),
                _known(user),
                _known(group),
                float(modified),
                link,
            )
        except ValueError as problem:
            raise Garbled(f"not what stat prints: {fields!r}"[:200]) from problem


def _known(name: str) -> str:
    return "" if name == "UNKNOWN" or name.isdecimal() else name


def _rest(rest: bytes) -> bytes:
    if len(rest) > _LONGEST:
        raise Garbled("a record without end")
    return rest


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
