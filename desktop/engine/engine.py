"""The Docker Engine behind coroutines: what :class:`desktop.engine.protocol.Engine` promises."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from docker.utils import parse_repository_tag

from desktop.engine import creating, decode, networking, progress, updating
from desktop.engine.connection import PROBE_SECONDS, probe
from desktop.engine.endpoint import Endpoint
from desktop.engine.feed import ChangeMerger, read_events, read_past_events
from desktop.engine.layers import LayerMerger
from desktop.engine.observations import Limits
from desktop.engine.observing import DockerObserver
from desktop.engine.protocol import Report
from desktop.engine.pump import Pump
from desktop.engine.records import (
    Changes,
    Container,
    Created,
    EngineInfo,
    Event,
    Image,
    Kind,
    Network,
    NetworkSpec,
    Volume,
    VolumeSpec,
)
from desktop.engine.terminals import DockerTerminals
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire
from desktop.engine.workers import Workers

if TYPE_CHECKING:
    from desktop.engine.archives import DockerArchives
    from desktop.engine.builds import DockerBuilds
    from desktop.engine.files import DockerFiles
    from desktop.engine.networking import DockerNetworking
    from desktop.engine.registries import DockerRegistries

T = TypeVar("T")

ASK_SECONDS = 20.0  # lists and inspections; the Engine may be busy, or slow by 5 s a call
ACT_SECONDS = 120.0  # removing a container with a large layer takes its time
FILTERED_AT_MOST = 100  # ids in one filtered list; beyond, a whole list is cheaper than its URL


class DockerEngine:
    """One Engine, through docker-py.

    Questions and actions have threads of their own: twenty containers that take ten seconds each
    to stop don't hold up the list that shows them stopping. Its areas are imported when they are
    first needed: the trees need none of them.
    """

    def __init__(self, endpoint: Endpoint, info: EngineInfo) -> None:
        self._endpoint = endpoint
        self._info = info
        self._offset = info.clock - time.time()
        self._asking = Workers(partial(self._wire, ASK_SECONDS), size=4, name="ask")
        self._acting = Workers(partial(self._wire, ACT_SECONDS), size=8, name="act")
        self._observer = DockerObserver(self._wire, self._ask, self._act)
        self._terminals = DockerTerminals(endpoint, self._wire, self._ask, self._act)

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

    @property
    def observe(self) -> DockerObserver:
        return self._observer

    @cached_property
    def archives(self) -> DockerArchives:
        from desktop.engine.archives import DockerArchives

        return DockerArchives(self._wire, self._ask)

    @cached_property
    def registries(self) -> DockerRegistries:
        from desktop.engine.registries import DockerRegistries

        return DockerRegistries(self._wire, self._ask)

    @property
    def terminals(self) -> DockerTerminals:
        return self._terminals

    @cached_property
    def builds(self) -> DockerBuilds:
        from desktop.engine.builds import DockerBuilds

        return DockerBuilds(self._endpoint, self._wire, self.registries.session)

    @cached_property
    def files(self) -> DockerFiles:
        from desktop.engine.files import DockerFiles

        return DockerFiles(self._wire, self._ask, self._act)

    @cached_property
    def networking(self) -> DockerNetworking:
        from desktop.engine.networking import DockerNetworking

        return DockerNetworking(self._ask, self._act)

    def clock(self) -> float:
        return time.time() + self._offset

    async def close(self) -> None:
        try:
            if (files := self.__dict__.get("files")) is not None:  # it was asked for
                await files.close()
            await self._asking.close()
        finally:
            await self._acting.close()

    # What exists

    async def containers(self, ids: Collection[str] | None = None) -> list[Container]:
        def ask(client: Any) -> list[Container]:
            items, now = self._list(client, "/containers/json", {"all": 1}, id=ids)
            return _wanted(decode.decode_all(decode.container, items, now), ids)

        return await self._ask(ask) if ids is None or ids else []

    async def images(self) -> list[Image]:
        def ask(client: Any) -> list[Image]:
            items, _now = self._list(client, "/images/json", {"all": 0})
            return decode.decode_all(decode.image, items)

        return await self._ask(ask)

    async def networks(self, ids: Collection[str] | None = None) -> list[Network]:
        def ask(client: Any) -> list[Network]:
            items, _now = self._list(client, "/networks", {}, id=ids)
            own = self._info.predefined_networks
            return _wanted(decode.decode_all(decode.network, items, own), ids)

        return await self._ask(ask) if ids is None or ids else []

    async def volumes(self, names: Collection[str] | None = None) -> list[Volume]:
        def ask(client: Any) -> list[Volume]:
            answer, _now = self._list(client, "/volumes", {}, name=names)
            items = decode.decode_one(decode.mapping, answer).get("Volumes")
            return _wanted(decode.decode_all(decode.volume, items), names)

        return await self._ask(ask) if names is None or names else []

    async def volume_sizes(self) -> dict[str, int]:
        def ask(client: Any) -> dict[str, int]:
            answer = decode.decode_one(decode.mapping, client.df())
            found = decode.decode_all(decode.volume, answer.get("Volumes"))
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
            return decode.decode_one(decode.mapping, method(key))

        return await self._ask(ask)

    def changes(self, since: float) -> AbstractAsyncContextManager[AsyncIterator[Changes]]:
        return Pump(
            partial(self._wire, None), partial(read_events, since), ChangeMerger(), name="events"
        )

    async def past_events(self, key: str, since: float, until: float) -> list[Event]:
        # The Engine waits for a time that is still to come.
        until = min(until, self.clock())
        return await self._asking.run(partial(read_past_events, key, since, until))

    # Containers

    async def create_container(
        self, body: Mapping[str, Any], *, name: str = "", platform: str = ""
    ) -> Created:
        return await self._act(partial(creating.create, body, name, platform))

    async def start(self, container: str) -> None:
        await self._act(lambda client: client.start(container))

    async def stop(self, container: str, *, timeout: int | None = None) -> None:
        # Without one it is the container's own, which may be hours: there is no limit then.
        limit = None if timeout is None else timeout + ACT_SECONDS
        parameters = {} if timeout is None else {"t": timeout}
        await self._act(partial(_post, "/containers/{0}/stop", container, parameters, limit))

    async def restart(self, container: str) -> None:
        # docker-py would override the container's own timeout by ten seconds.
        await self._act(partial(_post, "/containers/{0}/restart", container, {}, None))

    async def pause(self, container: str) -> None:
        await self._act(lambda client: client.pause(container))

    async def unpause(self, container: str) -> None:
        await self._act(lambda client: client.unpause(container))

    async def kill(self, container: str, *, signal: str = "KILL") -> None:
        await self._act(lambda client: client.kill(container, signal=signal))

    async def rename(self, container: str, name: str) -> None:
        await self._act(lambda client: client.rename(container, name))

    async def update(self, container: str, limits: Limits) -> tuple[str, ...]:
        return await self._act(partial(updating.update, container, limits))

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

    async def pull(self, reference: str, report: Report, *, platform: str = "") -> None:
        async with Pump(
            partial(self._wire, None),
            partial(progress.read_pull, reference, platform, dict(self.registries.session)),
            LayerMerger(),
            name="pull",
        ) as batches:
            async for latest in batches:
                report(latest)

    async def remove_build_cache(self, ids: Sequence[str]) -> dict[str, int]:
        return await self._act(partial(updating.remove_build_cache, list(ids)))

    # Networks and volumes

    async def create_network(self, spec: NetworkSpec) -> None:
        await self._act(partial(networking.create, spec))

    async def connect_network(
        self, network: str, container: str, endpoint: Mapping[str, Any]
    ) -> None:
        await self._act(partial(creating.connect, network, container, endpoint))

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
        began = time.time()
        response = client._get(client._url(path), params=parameters)
        client._raise_for_status(response)
        answered = began + response.elapsed.total_seconds()  # when the headers were there
        self._follow_clock(response.headers.get("Date"), answered)
        return json.loads(response.content), answered + self._offset

    def _follow_clock(self, date: str | None, answered: float) -> None:
        """Keep to the Engine's clock, also when ours jumps (sleep, NTP); the header has seconds."""
        with suppress(ValueError, TypeError):
            theirs = email.utils.parsedate_to_datetime(date or "").timestamp()
            if abs(theirs - (answered + self._offset)) > 2:
                self._offset = theirs - answered


Keyed = TypeVar("Keyed", Container, Network, Volume)


def _wanted(found: list[Keyed], keys: Collection[str] | None) -> list[Keyed]:
    """Those asked for and no other: Docker's filters also find parts of names."""
    if keys is None:
        return found
    keys = frozenset(keys)
    return [record for record in found if record.key in keys]


def _post(
    path: str, key: str, parameters: dict[str, Any], timeout: float | None, client: Any
) -> None:
    response = client._post(client._url(path, key), params=parameters, timeout=timeout)
    client._raise_for_status(response)


def _translating(function: Callable[[Any], T], wire: Wire) -> T:
    try:
        return function(wire.client)
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
