"""Pulling an image, and what a line of progress says of an error."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from docker.utils import parse_repository_tag

from desktop.engine.credentials import Session, registry_headers
from desktop.engine.errors import EngineError, EngineFault, NotFound, NotPermitted
from desktop.engine.stream import json_lines
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire


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
