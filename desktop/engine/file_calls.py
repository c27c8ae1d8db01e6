"""The archive interface of the Engine's API: one file or folder of a container at a time.

https://docs.docker.com/reference/api/engine/ (ContainerArchiveInfo, ContainerArchive,
PutContainerArchive). A container is reached whether it runs or not; while an archive is under way
its lock is held, and most other questions about it wait.
"""

from __future__ import annotations

import base64
import datetime
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any

import docker.errors

from desktop.engine import receiving
from desktop.engine.decode import decode_one, mapping, text
from desktop.engine.errors import EngineFault, Garbled, NotFound
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_records import FileEntry, FileKind
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

_STAT = "X-Docker-Container-Path-Stat"
_PATH = "/containers/{0}/archive"

# Go's os.FileMode, https://pkg.go.dev/io/fs#FileMode
_FOLDER, _LINK, _DEVICE, _PIPE, _SOCKET = 1 << 31, 1 << 27, 1 << 26, 1 << 25, 1 << 24
_SETUID, _SETGID, _CHARACTER, _STICKY = 1 << 23, 1 << 22, 1 << 21, 1 << 20
_KINDS = (
    (_FOLDER, FileKind.FOLDER),
    (_LINK, FileKind.LINK),
    (_PIPE, FileKind.PIPE),
    (_SOCKET, FileKind.SOCKET),
    (_DEVICE | _CHARACTER, FileKind.CHARACTER_DEVICE),
    (_DEVICE, FileKind.BLOCK_DEVICE),
)
_FRACTION = re.compile(r"\.\d+")
_NO_FOLDER = ("not a directory", "extraction point is not a directory")
_IN_THE_WAY = re.compile(r'cannot overwrite (non-)?directory "(.+?)" with ')
_READ_ONLY = ("marked read-only", "is read-only", "read-only file system")


def encoded(path: str) -> bytes:
    """A path as the Engine is to have it, byte for byte."""
    return path.encode("utf-8", "surrogateescape")


def stat(container: str, path: str, wire: Wire) -> FileEntry:
    """One entry. ``link`` is where the Engine has found a link to lead to, an absolute path."""
    client: Any = wire.client
    try:
        url, asked = client._url(_PATH, container), {"path": encoded(path)}
        response = client.head(url, params=asked, timeout=client.timeout)
        if response.status_code >= 400:
            _raise_for(client, url, response, path)
        told = json.loads(base64.b64decode(response.headers.get(_STAT, "")))
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
    return decode_one(lambda found: _entry(found, path), told)


def stat_or_none(container: str, path: str, wire: Wire) -> FileEntry | None:
    """One entry; None where nothing is there."""
    try:
        return stat(container, path, wire)
    except NotFound:
        return None
    except Refused as problem:
        if problem.rule is Rule.NOT_A_FOLDER:
            return None
        raise


def get(container: str, path: str, wire: Wire) -> Iterator[bytes]:
    """The tar of a file, or of a folder with all below it, in pieces."""
    try:
        yield from receiving.pieces((_PATH, container), {"path": encoded(path)}, wire)
    except EngineFault as problem:
        if _any(_NO_FOLDER, problem):
            raise Refused(Rule.NOT_A_FOLDER, path) from problem
        raise


def put(
    container: str, folder: str, pieces: Iterable[bytes], wire: Wire, *, owner: bool = False
) -> None:
    """Have a tar extracted in a folder; returns when all is there. Cut, it ends where it is."""
    client: Any = wire.client
    parameters: dict[str, Any] = {"path": encoded(folder), "noOverwriteDirNonDir": "true"}
    if owner:
        parameters["copyUIDGID"] = "true"
    try:
        response = client._put(
            client._url(_PATH, container),
            params=parameters,
            data=(piece for piece in pieces if piece),
            headers={"Content-Type": "application/x-tar"},
            timeout=None,
        )
        client._raise_for_status(response)
    except FOREIGN as problem:
        ours = translated(problem, wire.words())
        if _any(_READ_ONLY, ours):
            raise Refused(Rule.READ_ONLY, folder) from problem
        if _any(_NO_FOLDER, ours):
            raise Refused(Rule.NOT_A_FOLDER, folder) from problem
        if found := _IN_THE_WAY.search(str(ours)):
            rule = Rule.FOLDER_ONTO_FILE if found[1] else Rule.FILE_ONTO_FOLDER
            raise Refused(rule, found[2]) from problem
        raise ours from problem


def _raise_for(client: Any, url: str, response: Any, path: str) -> None:
    """An answer to HEAD has no words: the same question as GET has them, and fails alike."""
    if response.status_code == 404:
        raise NotFound(f"Could not find the file {path}", status=404)
    asked = {"path": encoded(path)}
    with client._get(url, params=asked, stream=True, timeout=client.timeout) as told:
        if told.status_code < 400:  # it has come to be there
            client._raise_for_status(response)
        try:
            client._raise_for_status(told)
        except docker.errors.APIError as problem:
            if _any(_NO_FOLDER, problem):
                raise Refused(Rule.NOT_A_FOLDER, path) from problem
            raise


def _any(words: Iterable[str], problem: Exception) -> bool:
    said = str(problem).lower()
    return any(each in said for each in words)


def _entry(found: Any, path: str) -> FileEntry:
    told = mapping(found)
    bits = int(told["mode"])
    kind = next((kind for mask, kind in _KINDS if bits & mask == mask), FileKind.FILE)
    mode = bits & 0o777
    for mask, bit in ((_SETUID, 0o4000), (_SETGID, 0o2000), (_STICKY, 0o1000)):
        mode |= bit if bits & mask else 0
    name = posixpath.basename(posixpath.normpath(path)) or "/"
    size = int(told["size"])
    link = text(told.get("linkTarget"))
    return FileEntry(name, kind, size, mode, modified=_seconds(text(told["mtime"])), link=link)


def _seconds(moment: str) -> float:
    """Go writes nanoseconds, as far as they are not zero."""
    fraction = _FRACTION.search(moment)
    try:
        whole = datetime.datetime.fromisoformat(_FRACTION.sub("", moment).replace("Z", "+00:00"))
    except ValueError as problem:
        raise Garbled(f"no time: {moment[:40]!r}") from problem
    return whole.timestamp() + (float(fraction[0]) if fraction else 0.0)
