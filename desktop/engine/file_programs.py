"""Changing files where they are: folders are made by a tar, the rest by programs that run there."""

from __future__ import annotations

import posixpath
import time
from collections.abc import Iterator, Sequence

from desktop.engine import executing, file_calls
from desktop.engine.errors import Conflict, NotFound, Rejected
from desktop.engine.file_errors import Changed, NeedsProgram, ProgramFailed, Refused, Rule
from desktop.engine.file_reach import Reach
from desktop.engine.file_records import FileContent, FileEntry, FileKind
from desktop.engine.file_tar import END, Member, header, members, padding
from desktop.engine.tar_stream import BadTar, Stream
from desktop.engine.wire import Wire

_ARGUMENTS = 100_000  # bytes, each with its end
_NOT_THERE = (126, 127)  # exit codes of what could not be run


def make_folder(reach: Reach, path: str, wire: Wire) -> None:
    """Make one folder, root's, with docker's mode."""
    inside = reach.inside(path.rstrip("/"))
    if file_calls.stat_or_none(reach.container, inside, wire) is not None:
        raise Conflict(f"{path} is there already", status=409)
    folder, name = posixpath.split(inside)
    made = Member(name + "/", FileKind.FOLDER, mode=0o755, modified=time.time())
    file_calls.put(reach.container, folder, [header(made), END], wire)


def portions(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many paths at a time as a program is given: the kernel takes 2 MiB of arguments."""
    first = size = 0
    for number, path in enumerate(paths):
        length = len(path.encode("utf-8", "surrogateescape")) + 1
        if size and size + length > _ARGUMENTS:
            yield paths[first:number]
            first, size = number, 0
        size += length
    if size:
        yield paths[first:]


def run(container: str, arguments: Sequence[str], wire: Wire) -> None:
    """Run a program in a container, as root."""
    try:
        done = executing.execute(container, list(arguments), "0", False, wire)
    except Rejected as problem:
        if problem.status == 400:
            raise NeedsProgram(arguments[0], running=True) from problem
        raise
    if done.exit_code in _NOT_THERE:
        raise NeedsProgram(arguments[0], running=True)
    if done.exit_code:
        said = (done.stderr or done.stdout).decode(errors="replace")
        raise ProgramFailed(said.strip())


def disk_usage(reach: Reach, paths: Sequence[str], wire: Wire) -> int | None:
    """What ``du`` says that these take, all together; None of a file alone, whose size is told.

    None, too, where it says nothing of use.
    """
    inside = [reach.inside(path) for path in paths]
    found = [file_calls.stat_or_none(reach.container, path, wire) for path in inside]
    if not any(entry is not None and entry.kind is FileKind.FOLDER for entry in found):
        return None
    done = executing.execute(reach.container, ["du", "-s", "-k", *inside], "0", False, wire)
    sizes = [line.split(maxsplit=1)[0] for line in done.stdout.splitlines() if line.strip()]
    if done.exit_code or len(sizes) != len(paths) or not all(size.isdigit() for size in sizes):
        return None
    return sum(int(size) for size in sizes) << 10


def read(reach: Reach, path: str, at_most: int, wire: Wire) -> FileContent:
    """The beginning of a file. What follows is not waited for: the wire is of no more use."""
    inside, entry = followed(reach, path, wire)
    if entry.kind is not FileKind.FILE:
        rule = Rule.SPECIAL if entry.kind is not FileKind.FOLDER else Rule.FOLDER_ONTO_FILE
        raise Refused(rule, path)
    pieces = file_calls.get(reach.container, inside, wire)
    stream = Stream(pieces)
    try:
        for member in members(stream):
            data = stream.read(min(member.size, at_most))
            told = entry._replace(uid=member.uid, gid=member.gid, size=member.size)
            return FileContent(data, told, cut=member.size > at_most)
    except BadTar as problem:
        raise NotFound(f"{path}: {problem}", status=404) from problem
    raise NotFound(f"Could not find the file {path}", status=404)


def followed(reach: Reach, path: str, wire: Wire) -> tuple[str, FileEntry]:
    """A path within the container, and what is there, behind a link if it is one."""
    inside = reach.inside(path)
    entry = reach.outside(file_calls.stat(reach.container, inside, wire))
    if entry.kind is FileKind.LINK:
        if not entry.link:
            raise NotFound(f"Could not find the file {path}", status=404)
        inside = reach.inside(entry.link)
        entry = file_calls.stat(reach.container, inside, wire)
    return inside, entry


def write(reach: Reach, path: str, data: bytes, known: FileEntry | None, wire: Wire) -> FileEntry:
    """Replace a file's bytes, unless it is another than the ``known`` by now."""
    inside, there = reach.inside(path), None
    member = Member("", FileKind.FILE)
    try:
        inside, there = followed(reach, path, wire)
        member = _header_of(reach.container, inside, wire)
    except NotFound:
        there = None
    if there is not None and there.kind is not FileKind.FILE:
        raise Refused(Rule.SPECIAL, path)
    if not _same(there, known):
        raise Changed(path)
    folder, name = posixpath.split(inside)
    new = member._replace(name=name, size=len(data), modified=time.time())
    file_calls.put(reach.container, folder, [header(new), data, padding(len(data)), END], wire)
    return file_calls.stat(reach.container, inside, wire)


def _header_of(container: str, path: str, wire: Wire) -> Member:
    """The header of a file: its mode, its owner, its attributes."""
    try:
        for member in members(Stream(file_calls.get(container, path, wire))):
            return member._replace(hard=False, link="")
    except BadTar as problem:
        raise NotFound(f"{path}: {problem}", status=404) from problem
    raise NotFound(f"Could not find the file {path}", status=404)


def _same(there: FileEntry | None, known: FileEntry | None) -> bool:
    if there is None or known is None:
        return there is known
    if known.modified == int(known.modified):  # a tar's headers, and busybox, know seconds
        same = int(there.modified) == int(known.modified)
    else:
        same = abs(there.modified - known.modified) < 1e-6
    return same and there.size == known.size
