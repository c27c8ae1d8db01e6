"""Changing files where they are: folders are made by a tar, the rest by programs that run there."""

from __future__ import annotations

import contextlib
import posixpath
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

from desktop.engine import executing, file_calls
from desktop.engine.decode import decode_all, decode_one, mapping, text
from desktop.engine.errors import Conflict, NotFound, Rejected
from desktop.engine.file_errors import Changed, NeedsProgram, ProgramFailed, Refused, Rule
from desktop.engine.file_reach import LABEL, MOUNTED, Reach
from desktop.engine.file_records import FileContent, FileEntry, FileKind
from desktop.engine.file_tar import END, Member, header, members, padding
from desktop.engine.starter_image import REFERENCE
from desktop.engine.tar_stream import BadTar, Stream
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import ANSWER_SECONDS, Wire

_NOT_THERE = (126, 127)  # exit codes of what could not be run
_FOLDERS = ("/bin", "/usr/bin")
_LOOKED_AT = 20  # images, for one with a program
_REMOVE_SECONDS = 10.0
Fresh = Callable[[float | None], Wire]


def make_folder(reach: Reach, path: str, wire: Wire) -> None:
    """Make one folder, root's, with docker's mode."""
    inside = reach.inside(path.rstrip("/"))
    if file_calls.stat_or_none(reach.container, inside, wire) is not None:
        raise Conflict(f"{path} is there already", status=409)
    folder, name = posixpath.split(inside)
    made = Member(name + "/", FileKind.FOLDER, mode=0o755, modified=time.time())
    file_calls.put(reach.container, folder, [header(made), END], wire)


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


def run_on_volume(
    volume: str, arguments: Sequence[str], session: str, fresh: Fresh, wire: Wire
) -> None:
    """Run a program on a volume's files, in a container that is removed afterwards.

    That is made and removed with wires of their own: a cancel, which cuts ours, leaves nothing.
    """
    client: Any = wire.client
    try:
        image, program = _image_with(arguments[0], session, fresh, wire)
        with _made(image, [program, *arguments[1:]], session, fresh, volume) as made:
            client.start(made)
            code = int(client.wait(made)["StatusCode"])
            if code:
                said = client.logs(made, stdout=True, stderr=True)
                raise ProgramFailed(said.decode(errors="replace").strip())
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def _image_with(program: str, session: str, fresh: Fresh, wire: Wire) -> tuple[str, str]:
    """An image that has it, and where: the starter image if it is there, else the smallest."""
    images = decode_all(mapping, wire.client.images())
    images.sort(key=lambda it: (REFERENCE not in (it.get("RepoTags") or ()), it.get("Size") or 0))
    for image in images[:_LOOKED_AT]:
        key = text(image.get("Id"))
        with _made(key, [program], session, fresh) as made:
            for folder in _FOLDERS:
                path = f"{folder}/{program}"
                if file_calls.stat_or_none(made, path, wire) is not None:
                    return key, path
    raise NeedsProgram(program, running=False)


@contextlib.contextmanager
def _made(
    image: str, entrypoint: list[str], session: str, fresh: Fresh, volume: str = ""
) -> Iterator[str]:
    """A container while the context lasts."""
    with closing(fresh(ANSWER_SECONDS)) as wire:
        made = _create(wire.client, image, entrypoint, session, volume)
    try:
        yield made
    finally:
        # It is gone, or has been removed by somebody; or the Engine is.
        with contextlib.suppress(*FOREIGN), closing(fresh(_REMOVE_SECONDS)) as wire:
            remove: Any = wire.client.remove_container
            remove(made, v=True, force=True)


def _create(client: Any, image: str, entrypoint: list[str], session: str, volume: str = "") -> str:
    binds = [f"{volume}:{MOUNTED}:nocopy"] if volume else None
    made = client.create_container(
        image,
        command=[],
        entrypoint=entrypoint,
        user="0",
        labels={LABEL: session},
        healthcheck={"test": ["NONE"]},
        host_config=client.create_host_config(binds=binds, network_mode="none"),
    )
    return decode_one(lambda it: text(it["Id"]), made)


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
