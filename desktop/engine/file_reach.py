"""The container through which a place's files are reached, made where there is none.

A helper for a volume or an image is created and never started: the archive interface mounts what is
to be mounted. A volume's is made of an image without any file, so that no link in the volume leads
to something that is not there. It carries :data:`LABEL`, and goes with the last one that needs it;
one that a killed process has left is removed when the next is made.
"""

from __future__ import annotations

import asyncio
import contextlib
import posixpath
import secrets
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from desktop.engine import sending
from desktop.engine.archive_records import ImportSpec
from desktop.engine.decode import decode_all, decode_one, mapping, text
from desktop.engine.errors import EngineError, NotFound
from desktop.engine.file_records import FileEntry, Place
from desktop.engine.observing import Call
from desktop.engine.records import Kind
from desktop.engine.tar_stream import BLOCK
from desktop.engine.threads import run_with_tool
from desktop.engine.wire import Wire

T = TypeVar("T")

LABEL = "portside.files"
MOUNTED = "/volume"
_EMPTY = bytes(2 * BLOCK)  # a tar of nothing
_LEFT_OVER_SECONDS = 3600
_REMOVE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Reach:
    """A container, and where in it the place's files begin (empty: at its root).

    ``made``: it was created to see its image, which has no ``/.dockerenv``.
    """

    container: str
    root: str = ""
    running: bool = False
    made: bool = False

    def inside(self, path: str) -> str:
        """A path of the place as one of the container. Its end (``/`` or ``/.``) is kept."""
        inside = confined(path)
        # The root of a container is known by no name to docker cp, nor is a volume's to us.
        return self.root + ("/." if self.root and inside == "/" else inside)

    def outside(self, entry: FileEntry) -> FileEntry:
        """What the Engine says of a link, as it is within the place; out of it is nowhere."""
        if not self.root or not entry.link:
            return entry
        stays = entry.link == self.root or entry.link.startswith(self.root + "/")
        return entry._replace(link=(entry.link[len(self.root) :] or "/") if stays else "")


def confined(path: str) -> str:
    """An absolute path that leads nowhere up, with its end kept."""
    clean = posixpath.normpath("/" + path.lstrip("/"))
    if clean == "/":
        return "/." if path.endswith("/.") else "/"
    if path.endswith("/."):
        return clean + "/."
    return clean + "/" if path.endswith("/") else clean


@dataclass
class _Helper:
    """A helper, who uses it, and the task that makes it."""

    users: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    container: str = ""
    image: str = ""


class Reaching:
    """Reaches places. All that use one place at a time share its helper."""

    def __init__(self, wire: Callable[[float | None], Wire], ask: Call, act: Call) -> None:
        self._wire = wire
        self._ask = ask
        self._act = act
        self._helpers: dict[tuple[Kind, str], _Helper] = {}
        self.session = secrets.token_hex(4)
        self._looked = False

    @asynccontextmanager
    async def reached(self, place: Place) -> AsyncIterator[Reach]:
        """The container, while the context lasts."""
        if place.kind is Kind.CONTAINER:
            yield Reach(place.key, running=await self._runs(place.key))
            return
        key = place.kind, place.key
        helper = self._helpers.setdefault(key, _Helper())
        helper.users += 1
        try:
            async with helper.lock:
                if not helper.container:
                    await to_its_end(self._make(place, helper))
            root = MOUNTED if place.kind is Kind.VOLUME else ""
            yield Reach(helper.container, root, made=place.kind is Kind.IMAGE)
        finally:
            helper.users -= 1
            if not helper.users:
                self._helpers.pop(key, None)
                await to_its_end(self._remove(helper))

    async def _runs(self, container: str) -> bool:
        """Whether a program can be run in it: asked of the list, which waits for no lock."""
        items = await self._ask(partial(_listed, {"id": [container]}))
        found = decode_all(mapping, items)
        if not found:
            raise NotFound(f"No such container: {container}", status=404)
        return text(found[0].get("State")) == "running"

    async def _make(self, place: Place, helper: _Helper) -> None:
        if not self._looked:
            self._looked = True
            await self._remove_left()
        image, volume = place.key, ""
        if place.kind is Kind.VOLUME:
            await self._ask(lambda client: client.inspect_volume(place.key))  # none is made by us
            send = partial(sending.import_image, _EMPTY, ImportSpec(), lambda _progress: None)
            making = run_with_tool(partial(self._wire, None), send, name="files")
            image = helper.image = await making
            volume = f"{place.key}:{MOUNTED}:nocopy"
        create = partial(_create, image, volume, self.session)
        helper.container = await self._act(create)

    async def _remove(self, helper: _Helper) -> None:
        """It is gone, or has been removed by somebody; or the Engine is."""
        with contextlib.suppress(EngineError, TimeoutError, RuntimeError):
            async with asyncio.timeout(_REMOVE_SECONDS):
                if helper.container:
                    await self._act(partial(_remove_container, helper.container))
        with contextlib.suppress(EngineError, TimeoutError, RuntimeError):
            async with asyncio.timeout(_REMOVE_SECONDS):
                if helper.image:
                    await self._act(lambda client: client.remove_image(helper.image, noprune=False))

    async def _remove_left(self) -> None:
        def remove(client: Any) -> None:
            now = time.time()
            for item in decode_all(
                mapping, _listed({"label": [LABEL], "status": ["created", "exited"]}, client)
            ):
                labels = mapping(item.get("Labels"))
                age = now - float(item.get("Created") or now)
                if labels.get(LABEL) != self.session and age > _LEFT_OVER_SECONDS:
                    _remove_container(text(item.get("Id")), client)

        with contextlib.suppress(EngineError):
            await self._act(remove)


async def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """What has been begun is waited for, also when we are cancelled: else nobody knows of it."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as problem:
            cancelled = problem
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # seen, and of no interest any more
        raise cancelled
    return task.result()


def _listed(filters: dict[str, list[str]], client: Any) -> Any:
    return client.containers(all=True, filters=filters)


def _create(image: str, volume: str, session: str, client: Any) -> str:
    made = client.create_container(
        image,
        command=["never-started"],
        labels={LABEL: session},
        healthcheck={"test": ["NONE"]},
        network_disabled=True,
        host_config=client.create_host_config(
            binds=[volume] if volume else None, network_mode="none"
        ),
    )
    return decode_one(lambda it: text(it["Id"]), made)


def _remove_container(container: str, client: Any) -> None:
    client.remove_container(container, v=True, force=True)
