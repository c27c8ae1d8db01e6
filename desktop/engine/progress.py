"""Bringing images: pull, load and import, and how far they are."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from docker.utils import parse_repository_tag

from desktop.engine.credentials import Session, registry_headers
from desktop.engine.errors import EngineError, EngineFault, NotFound, NotPermitted
from desktop.engine.records import Progress
from desktop.engine.stream import json_lines
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

CHUNK = 1 << 20


def read_pull(
    reference: str, platform: str, session: Session, wire: Wire
) -> Generator[Mapping[str, Any], None, None]:
    """The lines of a pull; an error that comes among them is raised after it.

    A stream that ends well says little (a proxy may have cut it short): the image must be there.
    """
    client: Any = wire.client
    repository, tag = parse_repository_tag(reference)
    tag = tag or "latest"
    named = {"platform": platform} if platform else {}
    try:
        response = client._post(
            client._url("/images/create"),
            params={"fromImage": repository, "tag": tag, **named},
            headers=registry_headers(wire, repository, session),
            stream=True,
            timeout=None,
        )
        for line in json_lines(wire, response):
            yield line  # an error, too: it ends the layers that are under way
            check_line(line)
        client.inspect_image(f"{repository}@{tag}" if ":" in tag else f"{repository}:{tag}")
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def check_line(line: Mapping[str, Any]) -> None:
    """Raise the error that a line of progress carries: the status was 200 long before it."""
    detail = line.get("errorDetail")
    text = line.get("error") or (detail.get("message") if isinstance(detail, dict) else None)
    if not text:
        return
    text = str(text)
    lower = text.lower()
    kind: type[EngineError] = EngineFault
    if "not found" in lower or "manifest unknown" in lower:
        kind = NotFound
    elif "denied" in lower or "unauthorized" in lower:
        kind = NotPermitted
    raise kind(text)


def load(archive: Path, put: Callable[[Progress], None], wire: Wire) -> None:
    """Send an image archive; progress is bytes sent, honest by the socket's back-pressure.

    An archive that can't be read raises OSError: that is not the Engine's fault.
    """
    total = archive.stat().st_size
    with archive.open("rb") as source:

        def chunks() -> Iterator[bytes]:
            done = 0
            while chunk := source.read(CHUNK):
                yield chunk
                done += len(chunk)
                put(Progress("", done, total))

        _send(wire, "/images/load", {"quiet": 0}, chunks())


def import_image(archive: bytes, reference: str, changes: list[str], wire: Wire) -> None:
    """Make an image of the files in a tar archive."""
    repository, tag = parse_repository_tag(reference)
    # Podman takes no notice of a tag that is a parameter of its own.
    parameters = {
        "fromSrc": "-",
        "repo": f"{repository}:{tag or 'latest'}",
        "changes": changes,
    }
    _send(wire, "/images/create", parameters, archive)


def _send(wire: Wire, path: str, parameters: Mapping[str, Any], content: Any) -> None:
    client: Any = wire.client
    try:
        response = client._post(
            client._url(path),
            params=parameters,
            data=content,
            headers={"Content-Type": "application/x-tar"},
            stream=True,
        )
        for line in json_lines(wire, response):
            check_line(line)
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
