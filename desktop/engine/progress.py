"""Operations that tell how far they are: pull and load."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docker.utils import parse_repository_tag

from desktop.engine.errors import EngineError, EngineFault, Garbled, NotFound, NotPermitted
from desktop.engine.records import Progress
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

CHUNK = 1 << 20


def read_pull(reference: str, wire: Wire) -> Iterator[Mapping[str, Any]]:
    """The lines of a pull; an error that comes among them is raised."""
    client: Any = wire.client
    repository, tag = parse_repository_tag(reference)
    try:
        for line in client.pull(repository, tag=tag or "latest", stream=True, decode=True):
            check_line(line)
            yield line
    except FOREIGN as problem:
        raise translated(problem) from problem


def check_line(line: Any) -> None:
    """Raise the error that a line of progress carries: the status was 200 long before it."""
    if not isinstance(line, dict):
        raise Garbled(f"an object was expected, not {type(line).__name__}")
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


def check_lines(answer: str | bytes) -> None:
    """Check every line of a progress answer that came in one piece."""
    for line in answer.splitlines():
        if line.strip():
            check_line(json.loads(line))


class ProgressMerger:
    """Sums up a pull's layers; only the newest state matters."""

    full = False

    def __init__(self) -> None:
        self._layers: dict[str, tuple[int, int]] = {}
        self._text = ""

    def add(self, line: Mapping[str, Any]) -> None:
        """Merge one line."""
        status = str(line.get("status") or "")
        layer = str(line.get("id") or "")
        detail = line.get("progressDetail") or {}
        self._text = f"{layer}: {status}" if layer else status
        if not layer:
            return
        done, total = self._layers.get(layer, (0, 0))
        if status == "Downloading" and detail.get("total"):
            done, total = int(detail.get("current") or 0), int(detail["total"])
        elif status in ("Download complete", "Pull complete", "Extracting"):
            done = total
        self._layers[layer] = (done, total)

    def take(self) -> Progress:
        """The sum over all layers known so far."""
        done = sum(layer[0] for layer in self._layers.values())
        total = sum(layer[1] for layer in self._layers.values())
        return Progress(self._text, done, total or None)


def load(wire: Wire, archive: Path, put: Callable[[Progress], None]) -> None:
    """Send an image archive; progress is bytes sent, honest by the socket's back-pressure."""
    client: Any = wire.client
    try:
        total = archive.stat().st_size
        with archive.open("rb") as source:

            def chunks() -> Iterator[bytes]:
                done = 0
                while chunk := source.read(CHUNK):
                    yield chunk
                    done += len(chunk)
                    put(Progress("", done, total))

            for line in client.load_image(chunks(), quiet=False):
                check_line(line)
    except FOREIGN as problem:
        raise translated(problem) from problem
    finally:
        wire.close()
