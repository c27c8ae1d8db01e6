"""Archives that are sent to the Engine: ``docker load`` and ``docker import``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from docker.utils import parse_repository_tag

from desktop.engine.archive_records import ImportSpec, Loaded, Source
from desktop.engine.layers import MOST_LAYERS
from desktop.engine.progress import check_line
from desktop.engine.records import PartState, Progress, ProgressPart
from desktop.engine.stream import json_lines
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

CHUNK = 1 << 20
_LOADED = re.compile(r"Loaded image: (.+)")
_LOADED_ID = re.compile(r"Loaded image ID: (.+)")
_DISPLACED = re.compile(r"The image (\S+) already exists, renaming the old one with ID \S+ to")

Put = Callable[[Progress], None]


class _Unread(Exception):
    """The file could not be read on: no fault of the connection's."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(str(problem))
        self.problem = problem


def load(archive: Path, put: Put, wire: Wire) -> Loaded:
    """Send an archive of images. First its bytes are counted, then those of its layers.

    Bytes sent are honest by the socket's back-pressure. Raises OSError where it can't be read.
    """
    told: dict[str, list[str]] = {"references": [], "ids": [], "displaced": []}
    layers = _Layers()
    for line in _send_file(archive, "/images/load", {"quiet": 0}, put, wire):
        said = str(line.get("stream") or "")
        for field, pattern in (
            ("references", _LOADED),
            ("ids", _LOADED_ID),
            ("displaced", _DISPLACED),
        ):
            told[field] += [found[1].strip() for found in pattern.finditer(said)]
        if layers.add(line):
            put(layers.progress())
    return Loaded(**{field: tuple(dict.fromkeys(each)) for field, each in told.items()})


def import_image(source: Source, spec: ImportSpec, put: Put, wire: Wire) -> str:
    """Make an image of the files in a tar; its id. Raises OSError where it can't be read."""
    parameters: dict[str, Any] = {
        "fromSrc": "-",
        "repo": _named(spec.reference),
        "changes": list(spec.changes),
        "message": spec.message,
    }
    image = ""
    for line in _import_lines(source, parameters, put, wire):
        status = str(line.get("status") or "")
        detail = line.get("progressDetail")
        if status.startswith("sha256:"):
            image = status.strip()
        elif isinstance(detail, dict) and detail:
            put(
                Progress(status, _count(detail.get("current")), _count(detail.get("total")) or None)
            )
    return image


def _import_lines(
    source: Source, parameters: dict[str, Any], put: Put, wire: Wire
) -> Iterator[Mapping[str, Any]]:
    path = "/images/create"
    if isinstance(source, Path):
        return _send_file(source, path, parameters, put, wire)
    if isinstance(source, str):
        return _send(wire, path, {**parameters, "fromSrc": source}, b"")
    return _send(wire, path, parameters, source)


def _named(reference: str) -> str:
    """Podman takes no notice of a tag that is a parameter of its own."""
    repository, tag = parse_repository_tag(reference)
    return f"{repository}:{tag or 'latest'}" if repository else ""


def _send_file(
    archive: Path, path: str, parameters: Mapping[str, Any], put: Put, wire: Wire
) -> Iterator[Mapping[str, Any]]:
    total = archive.stat().st_size
    with archive.open("rb") as file:
        try:
            yield from _send(wire, path, parameters, _chunks(file, total, put))
        except _Unread as problem:
            raise problem.problem from None


def _chunks(file: BinaryIO, total: int, put: Put) -> Iterator[bytes]:
    done = 0
    while True:
        try:
            chunk = file.read(CHUNK)
        except OSError as problem:
            raise _Unread(problem) from problem
        if not chunk:
            return
        yield chunk
        done += len(chunk)
        put(Progress("", done, max(done, total)))


def _send(
    wire: Wire, path: str, parameters: Mapping[str, Any], content: Any
) -> Iterator[Mapping[str, Any]]:
    client: Any = wire.client
    try:
        response = client._post(
            client._url(path),
            params=parameters,
            data=content,
            headers={"Content-Type": "application/x-tar"},
            stream=True,
            timeout=None,
        )
        for line in json_lines(wire, response):
            check_line(line)
            yield line
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


class _Layers:
    """How far each layer is that the Engine unpacks."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, int]] = {}

    def add(self, line: Mapping[str, Any]) -> bool:
        """Take a line of progress; whether it is one."""
        name, detail = str(line.get("id") or ""), line.get("progressDetail")
        if not name or not isinstance(detail, dict):
            return False
        if name not in self._known and len(self._known) >= MOST_LAYERS:
            return False
        done, total = _count(detail.get("current")), _count(detail.get("total"))
        self._known[name] = (done, total or self._known.get(name, (0, 0))[1])
        return True

    def progress(self) -> Progress:
        """The sum, and each layer as a part."""
        parts = tuple(
            ProgressPart(
                name,
                PartState.DONE if total and done >= total else PartState.RUNNING,
                "",
                done,
                total or None,
            )
            for name, (done, total) in self._known.items()
        )
        done = sum(part.done for part in parts)
        total = sum(part.total or 0 for part in parts)
        text = f"{parts[-1].name}: Loading layer" if parts else ""
        return Progress(text, done, total or None, parts)
