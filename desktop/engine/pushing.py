"""Pushing an image to its registry."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from docker.utils import parse_repository_tag

from desktop.engine.credentials import Session, registry_headers
from desktop.engine.errors import EngineFault
from desktop.engine.progress import check_line
from desktop.engine.stream import json_lines
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

NOBODY = {"X-Registry-Auth": "e30="}  # {}: the Engine wants the header, whoever asks


def read_push(
    reference: str, session: Session, wire: Wire
) -> Generator[Mapping[str, Any], None, None]:
    """The lines of a push; an error that comes among them is raised after it.

    At its end the Engine tells the digest under which the registry has it. Without that the
    stream was cut short.
    """
    client: Any = wire.client
    repository, tag = parse_repository_tag(reference)
    arrived = False
    try:
        response = client._post(
            client._url("/images/{0}/push", repository),
            params={"tag": tag or "latest"},
            headers=registry_headers(wire, repository, session) or NOBODY,
            stream=True,
            timeout=None,
        )
        for line in json_lines(wire, response):
            yield line
            check_line(line)
            arrived = arrived or "aux" in line or "digest: " in str(line.get("status") or "")
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
    if not arrived:
        raise EngineFault("unexpected EOF: the Engine did not tell the end of the push")
