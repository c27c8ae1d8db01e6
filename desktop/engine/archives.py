"""Images as archives: what :class:`desktop.engine.archives_protocol.Archives` promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from docker.utils import parse_repository_tag

from desktop.engine import decode, receiving, sending
from desktop.engine.archive_records import (
    CommitSpec,
    HistoryEntry,
    ImageLayers,
    ImportSpec,
    Lineage,
    Loaded,
    Source,
)
from desktop.engine.archives_protocol import Report, Write
from desktop.engine.image_layers import counted, read_layers
from desktop.engine.observing import Call
from desktop.engine.records import Progress
from desktop.engine.threads import Latest, run_with_tool
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire


class DockerArchives:
    """Each transfer has a thread and a connection of its own, without any limit of time."""

    def __init__(self, wire: Callable[[float | None], Wire], ask: Call) -> None:
        self._wire = partial(wire, None)
        self._ask = ask

    async def save(self, images: Sequence[str], write: Write) -> None:
        copy = partial(receiving.copy_tar, "/images/get", {"names": list(images)}, write)
        await run_with_tool(self._wire, copy, name="save")

    async def export(self, container: str, write: Write) -> None:
        copy = partial(receiving.copy_tar, ("/containers/{0}/export", container), {}, write)
        await run_with_tool(self._wire, copy, name="export")

    async def load(self, archive: Path, report: Report) -> Loaded:
        send = partial(sending.load, archive, Latest(report).put)
        return await run_with_tool(self._wire, send, name="load")

    async def import_image(self, source: Source, spec: ImportSpec, report: Report) -> str:
        send = partial(sending.import_image, source, spec, Latest(report).put)
        return await run_with_tool(self._wire, send, name="import")

    async def commit(self, container: str, spec: CommitSpec) -> str:
        return await run_with_tool(self._wire, partial(_commit, container, spec), name="commit")

    async def history(self, image: str) -> list[HistoryEntry]:
        return await self._ask(
            lambda client: decode.decode_all(_history_entry, client.history(image))
        )

    async def lineage(self) -> Lineage:
        return await self._ask(lambda client: _lineage(client.images(all=True)))

    async def layers(self, image: str, report: Report) -> ImageLayers:
        put = Latest(report).put

        def read(wire: Wire) -> ImageLayers:
            pieces = receiving.pieces("/images/get", {"names": [image]}, wire)
            return read_layers(counted(pieces, lambda done: put(Progress("", done))))

        return await run_with_tool(self._wire, read, name="layers")


def _commit(container: str, spec: CommitSpec, wire: Wire) -> str:
    """docker-py's own knows no list of changes."""
    client: Any = wire.client
    repository, tag = parse_repository_tag(spec.reference)
    parameters = {
        "container": container,
        "repo": repository,
        "tag": (tag or "latest") if repository else "",
        "author": spec.author,
        "comment": spec.message,
        "pause": int(spec.pause),
        "changes": list(spec.changes),
    }
    try:
        response = client._post_json(client._url("/commit"), data=None, params=parameters)
        answer = decode.decode_one(decode.mapping, client._result(response, json=True))
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
    return decode.decode_one(decode.text, answer.get("Id"))


def _lineage(items: Any) -> Lineage:
    images = decode.decode_all(decode.image, items)
    parents = dict(decode.decode_all(_parent, items))
    return Lineage(tuple(images), {child: parent for child, parent in parents.items() if parent})


def _parent(item: Any) -> tuple[str, str]:
    return decode.text(item.get("Id")), decode.text(item.get("ParentId"))


def _history_entry(item: Any) -> HistoryEntry:
    told = decode.text(item.get("Id"))
    return HistoryEntry(
        id="" if told == "<missing>" else told,
        created=float(item.get("Created") or 0),
        created_by=decode.text(item.get("CreatedBy")),
        size=max(0, int(item.get("Size") or 0)),
        tags=decode.texts(item.get("Tags")),
        comment=decode.text(item.get("Comment")),
    )
