"""The Docker Engine behind coroutines: what :class:`desktop.engine.protocol.Engine` promises."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from docker.types import IPAMConfig, IPAMPool
from docker.utils import parse_repository_tag

from desktop.engine import decode, progress
from desktop.engine.connection import PROBE_SECONDS, probe
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import Garbled
from desktop.engine.feed import ChangeMerger, read_events
from desktop.engine.protocol import Report
from desktop.engine.records import (
    Changes,
    Container,
    EngineInfo,
    Event,
    Image,
    Kind,
    Network,
    NetworkSpec,
    Volume,
    VolumeSpec,
)
from desktop.engine.threads import Latest, Pump, Workers, run_in_thread
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

T = TypeVar("T")

ASK_SECONDS = 20.0  # lists and inspections; the Engine may be busy, or slow by 5 s a call
ACT_SECONDS = 120.0  # removing a container with a large layer takes its time
FILTERED_AT_MOST = 100  # ids in one filtered list; beyond, a whole list is cheaper than its URL


class DockerEngine:
    """One Engine, through docker-py.

    Questions and actions have threads of their own: twenty containers that take ten seconds each
    to stop don't hold up the list that shows them stopping.
    """

    def __init__(self, endpoint: Endpoint, info: EngineInfo) -> None:
        self._endpoint = endpoint
        self._info = info
        self._offset = info.clock - time.time()
        self._asking = Workers(partial(self._wire, ASK_SECONDS), size=4, name="ask")
        self._acting = Workers(partial(self._wire, ACT_SECONDS), size=8, name="act")

    @classmethod
    async def connect(cls, endpoint: Endpoint, timeout: float = PROBE_SECONDS) -> Self:
        """The Engine at ``endpoint``; raises :class:`Unreachable` when there is none."""
        return cls(endpoint, await probe(endpoint, timeout))

    @property
    def endpoint(self) -> Endpoint:
        return self._endpoint

    @property
    def info(self) -> EngineInfo:
        return self._info

    def clock(self) -> float:
        return time.time() + self._offset

    async def close(self) -> None:
        await self._asking.close()
        await self._acting.close()

    # What exists

    async def containers(self, ids: Collection[str] | None = None) -> list[Container]:
        def ask(client: Any) -> list[Container]:
            items, now = self._list(client, "/containers/json", {"all": 1}, id=ids)
            return decode.decode_all(decode.container, items, now)

        return await self._ask(ask)

    async def images(self) -> list[Image]:
        def ask(client: Any) -> list[Image]:
            items, _now = self._list(client, "/images/json", {"all": 0})
            return decode.decode_all(decode.image, items)

        return await self._ask(ask)

    async def networks(self, ids: Collection[str] | None = None) -> list[Network]:
        def ask(client: Any) -> list[Network]:
            items, _now = self._list(client, "/networks", {}, id=ids)
            return decode.decode_all(decode.network, items)

        return await self._ask(ask)

    async def volumes(self, names: Collection[str] | None = None) -> list[Volume]:
        def ask(client: Any) -> list[Volume]:
            # The name filter finds parts of names, too.
            answer, _now = self._list(client, "/volumes", {}, name=names)
            items = answer.get("Volumes") if isinstance(answer, dict) else answer
            found = decode.decode_all(decode.volume, items)
            return found if names is None else [v for v in found if v.name in names]

        return await self._ask(ask)

    async def volume_sizes(self) -> dict[str, int]:
        def ask(client: Any) -> dict[str, int]:
            found = decode.decode_all(decode.volume, client.df().get("Volumes"))
            return {volume.name: volume.size for volume in found if volume.size is not None}

        return await self._act(ask)

    async def inspect(self, kind: Kind, key: str) -> Mapping[str, Any]:
        def ask(client: Any) -> Mapping[str, Any]:
            method = {
                Kind.CONTAINER: client.inspect_container,
                Kind.IMAGE: client.inspect_image,
                Kind.NETWORK: client.inspect_network,
                Kind.VOLUME: client.inspect_volume,
            }[kind]
            answer = method(key)
            if not isinstance(answer, dict):
                raise Garbled(f"an object was expected, not {type(answer).__name__}")
            return answer

        return await self._ask(ask)

    def changes(self, since: float) -> AbstractAsyncContextManager[AsyncIterator[Changes]]:
        return Pump(
            partial(self._wire, None), partial(read_events, since), ChangeMerger(), name="events"
        )

    async def past_events(self, key: str, since: float, until: float) -> list[Event]:
        def ask(client: Any) -> list[Event]:
            response = client._get(
                client._url("/events"),
                params={
                    "since": f"{since:.9f}",
                    "until": f"{until:.9f}",
                    "filters": json.dumps({"container": [key]}),
                },
                stream=True,
            )
            client._raise_for_status(response)
            return [decode.event(item) for item in client._stream_helper(response, decode=True)]

        return await self._ask(ask)

    # Containers

    async def start(self, container: str) -> None:
        await self._act(lambda client: client.start(container))

    async def stop(self, container: str, *, timeout: int | None = None) -> None:
        await self._act(lambda client: client.stop(container, timeout=timeout))

    async def restart(self, container: str) -> None:
        await self._act(lambda client: client.restart(container))

    async def pause(self, container: str) -> None:
        await self._act(lambda client: client.pause(container))

    async def unpause(self, container: str) -> None:
        await self._act(lambda client: client.unpause(container))

    async def kill(self, container: str, *, signal: str = "KILL") -> None:
        await self._act(lambda client: client.kill(container, signal=signal))

    async def rename(self, container: str, name: str) -> None:
        await self._act(lambda client: client.rename(container, name))

    async def remove_container(
        self, container: str, *, force: bool = False, volumes: bool = False
    ) -> None:
        await self._act(lambda client: client.remove_container(container, v=volumes, force=force))

    # Images

    async def tag(self, image: str, reference: str) -> None:
        repository, tag = parse_repository_tag(reference)
        await self._act(lambda client: client.tag(image, repository, tag or "latest"))

    async def remove_image(self, reference: str, *, force: bool = False) -> None:
        await self._act(lambda client: client.remove_image(reference, force=force))

    async def pull(self, reference: str, report: Report) -> None:
        async with Pump(
            partial(self._wire, None),
            partial(progress.read_pull, reference),
            progress.ProgressMerger(),
            name="pull",
        ) as batches:
            async for latest in batches:
                report(latest)

    async def load(self, archive: Path, report: Report) -> None:
        wire = self._wire(None)
        latest = Latest(report)
        await run_in_thread(progress.load, wire, archive, latest.put, name="load", stop=wire.cut)

    async def import_image(self, archive: bytes, reference: str, changes: list[str]) -> None:
        repository, tag = parse_repository_tag(reference)
        await self._act(
            lambda client: progress.check_lines(
                client.import_image_from_data(
                    archive, repository=repository, tag=tag or "latest", changes=changes
                )
            )
        )

    # Networks and volumes

    async def create_network(self, spec: NetworkSpec) -> None:
        ipam = None
        if spec.subnet:
            pool = IPAMPool(subnet=spec.subnet, gateway=spec.gateway or None)
            ipam = IPAMConfig(pool_configs=[pool])
        await self._act(
            lambda client: client.create_network(
                spec.name, driver=spec.driver, ipam=ipam, internal=spec.internal
            )
        )

    async def remove_network(self, network: str) -> None:
        await self._act(lambda client: client.remove_network(network))

    async def create_volume(self, spec: VolumeSpec) -> None:
        await self._act(lambda client: client.create_volume(spec.name, driver=spec.driver))

    async def remove_volume(self, volume: str, *, force: bool = False) -> None:
        await self._act(lambda client: client.remove_volume(volume, force=force))

    # How

    def _wire(self, timeout: float | None) -> Wire:
        return Wire(self._endpoint, self._info.api_version, timeout)

    async def _ask(self, question: Callable[[Any], T]) -> T:
        return await self._asking.run(partial(_translating, question))

    async def _act(self, action: Callable[[Any], T]) -> T:
        return await self._acting.run(partial(_translating, action))

    def _list(
        self, client: Any, path: str, parameters: dict[str, Any], **wanted: Collection[str] | None
    ) -> tuple[Any, float]:
        """The JSON of a list, whole or of the wanted only, and the Engine's time of the answer."""
        filters = {
            name: list(values)
            for name, values in wanted.items()
            if values is not None and len(values) <= FILTERED_AT_MOST
        }
        if filters:
            parameters = {**parameters, "filters": json.dumps(filters)}
        response = client._get(client._url(path), params=parameters)
        client._raise_for_status(response)
        self._follow_clock(response.headers.get("Date"))
        return json.loads(response.content), self.clock()

    def _follow_clock(self, date: str | None) -> None:
        """Keep to the Engine's clock, also when ours jumps (sleep, NTP); the header has seconds."""
        with suppress(ValueError, TypeError):
            theirs = email.utils.parsedate_to_datetime(date or "").timestamp()
            if abs(theirs - self.clock()) > 2:
                self._offset = theirs - time.time()


def _translating(function: Callable[[Any], T], wire: Wire) -> T:
    try:
        return function(wire.client)
    except FOREIGN as problem:
        raise translated(problem) from problem
