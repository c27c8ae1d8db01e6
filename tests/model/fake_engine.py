"""An Engine without any Engine: what the model asks, answered from memory, as the test wants it.

``FakeEngine`` keeps :class:`desktop.engine.protocol.Engine`. A ``FakeWorld`` is what outlives
connections: the objects, the events, the scripted troubles. Nothing here waits by itself.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Conflict, EngineError, NotFound, Reason, Unreachable
from desktop.engine.observations import Limits
from desktop.engine.records import (
    Ability,
    Attachment,
    Changes,
    Container,
    Created,
    EngineInfo,
    Event,
    Health,
    Image,
    Kind,
    Mount,
    Network,
    NetworkSpec,
    Port,
    Progress,
    State,
    Volume,
    VolumeSpec,
)
from desktop.engine.terminal_records import HelperSpec
from tests.model.fake_archives import FakeArchives, Stored
from tests.model.fake_files import FakeFiles, Held
from tests.model.fake_networking import FakeNetworking
from tests.model.fake_observer import FakeObserver, Watched
from tests.model.fake_registries import FakeRegistries, Known
from tests.model.fake_terminals import FakeChannel, FakeTerminals

R = TypeVar("R", Container, Image, Network, Volume)

NOW = 1_700_000_000.0
HERE = Endpoint("unix:///fake.sock", "fake", Origin.CURRENT_CONTEXT)
THERE = Endpoint("tcp://there:2375", "there", Origin.CURRENT_CONTEXT)


def make_id(number: int) -> str:
    """A whole id, the same for the same number."""
    return f"{number:064x}"


def make_container(number: int = 1, name: str = "", **changed: Any) -> Container:
    """A running container; ``changed`` are its fields."""
    plain = Container(
        id=make_id(number),
        name=name or f"c{number}",
        image="app:1",
        image_id="sha256:" + make_id(900),
        command="sh",
        created=int(NOW) - 100,
        state=State.RUNNING,
        health=Health.NONE,
        exit_code=None,
        since=NOW - 60,
        since_within=60.0,
        ports=(),
        networks=(),
        mounts=(),
        labels={},
    )
    return replace(plain, **changed)


def make_image(number: int = 900, *references: str, **changed: Any) -> Image:
    """An image by that number, with those names."""
    plain = Image("sha256:" + make_id(number), references, (), int(NOW) - 1000, 1000, {})
    return replace(plain, **changed)


def make_network(number: int = 700, name: str = "", **changed: Any) -> Network:
    """A bridge network."""
    plain = Network(
        make_id(number),
        name or f"n{number}",
        "bridge",
        "local",
        (),
        False,
        False,
        False,
        0.0,
        {},
        {},
    )
    return replace(plain, **changed)


def make_volume(name: str = "v", **changed: Any) -> Volume:
    """A local volume."""
    return replace(Volume(name, "local", f"/volumes/{name}", "local", 0.0, {}, {}), **changed)


def attached(network: Network, ipv4: str = "172.18.0.2") -> Attachment:
    """A container's place in that network."""
    return Attachment(network.name, network.id, ipv4)


def mounted(volume: Volume | str, destination: str = "/data") -> Mount:
    """A volume's mount in a container."""
    name = volume if isinstance(volume, str) else volume.name
    return Mount("volume", destination, volume=name)


def published(number: int, host_port: int | None, host_ip: str = "0.0.0.0") -> Port:
    """A tcp port."""
    return Port(number, "tcp", host_ip if host_port else "", host_port)


def make_info(id: str = "engine-1", **changed: Any) -> EngineInfo:
    """Who the fake says it is."""
    plain = EngineInfo(
        id=id,
        name="fake",
        product="Docker Engine",
        version="20.10.24",
        api_version="1.41",
        os="linux",
        arch="amd64",
        operating_system="Fake",
        kernel="6",
        cpus=2,
        memory=1 << 30,
        storage_driver="overlay2",
        root="/var/lib/docker",
        rootless=False,
        swarm=False,
        clock=NOW,
        abilities=frozenset(Ability),
    )
    return replace(plain, **changed)


@dataclass
class Trouble:
    """What a call meets: it waits for ``until``, then raises ``error``, ``times`` times."""

    error: Exception | None = None
    until: asyncio.Event | None = None
    times: int | None = None  # None: always
    delay: float = 0.0  # on the loop's clock


@dataclass
class FakeWorld:
    """What is there, and what goes wrong. ``calls`` is all that was asked, in order."""

    endpoint: Endpoint = HERE
    info: EngineInfo = field(default_factory=make_info)
    containers: dict[str, Container] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)
    volumes: dict[str, Volume] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    inspections: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    past: list[Event] = field(default_factory=list)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    troubles: dict[str, Trouble] = field(default_factory=dict)
    on_call: Callable[[str], None] = lambda name: None
    progress: list[Progress] = field(default_factory=list)
    stored: Stored = field(default_factory=Stored)
    held: Held = field(default_factory=Held)
    registries: Known = field(default_factory=Known)
    watched: Watched = field(default_factory=Watched)
    channels: list[FakeChannel] = field(default_factory=list)  # all that were opened, in order
    not_there: set[str] = field(default_factory=set)  # programs that no terminal can begin
    connected: list[FakeEngine] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: itertools.count(1000))

    # Scripting

    def add(self, *records: Container | Image | Network | Volume) -> None:
        """Put records there, silently."""
        tables: dict[type, dict[str, Any]] = {
            Container: self.containers,
            Image: self.images,
            Network: self.networks,
            Volume: self.volumes,
        }
        for record in records:
            tables[type(record)][record.key] = record

    def say(self, changes: Changes) -> None:
        """Send a batch of events to every open stream."""
        for engine in self.connected:
            engine.send(changes)

    def change(self, *records: Container | Image | Network | Volume) -> None:
        """Put records there, and say so by an event."""
        self.add(*records)
        self.say(touching(*records))

    def vanish(self, *records: Container | Image | Network | Volume) -> None:
        """Take records away, and say so by an event."""
        for record in records:
            for table in (self.containers, self.images, self.networks, self.volumes):
                table.pop(record.key, None)
        self.say(touching(*records))

    def drop(self, error: Exception | None = None) -> None:
        """Every connection is lost."""
        for engine in self.connected:
            engine.send(error or Unreachable(Reason.DROPPED, "lost"))

    def fail(
        self,
        call: str,
        error: Exception | None = None,
        *,
        until: asyncio.Event | None = None,
        times: int | None = None,
        delay: float = 0.0,
    ) -> None:
        """From now on the call of that name meets trouble."""
        self.troubles[call] = Trouble(error, until, times, delay)

    def heal(self, *calls: str) -> None:
        """The calls of these names (or all) meet no trouble any more."""
        for call in calls or tuple(self.troubles):
            self.troubles.pop(call, None)

    def called(self, name: str) -> list[tuple[Any, ...]]:
        """The calls of that name, with their arguments."""
        return [call[1:] for call in self.calls if call[0] == name]

    # What a session needs

    async def connect(self, endpoint: Endpoint) -> FakeEngine:
        """As ``DockerEngine.connect``: every connection is remembered in ``connected``."""
        await self.meet("connect", endpoint.url)
        engine = FakeEngine(self, replace(self.info), endpoint)
        self.connected.append(engine)
        return engine

    async def find(self) -> tuple[Endpoint | None, tuple[Any, ...]]:
        """As discovery: this world's endpoint."""
        await self.meet("find")
        return self.endpoint, ()

    async def meet(self, name: str, *arguments: Any) -> None:
        """Record a call, and let it meet its trouble."""
        self.calls.append((name, *arguments))
        self.on_call(name)
        trouble = self.troubles.get(name)
        if trouble is None:
            return
        if trouble.times is not None:
            trouble.times -= 1
            if trouble.times <= 0:
                del self.troubles[name]
        if trouble.delay:
            await asyncio.sleep(trouble.delay)
        if trouble.until is not None:
            await trouble.until.wait()
        if trouble.error is not None:
            raise trouble.error


def touching(*records: Container | Image | Network | Volume) -> Changes:
    """The batch of events that says that these have changed."""
    keys: dict[type, set[str]] = defaultdict(set)
    for record in records:
        keys[type(record)].add(record.key)
    return Changes(
        containers=frozenset(keys[Container]),
        images=bool(keys[Image]),
        networks=frozenset(keys[Network]),
        volumes=frozenset(keys[Volume]),
        count=len(records),
    )


class FakeEngine:
    """One connection to a ``FakeWorld``. ``closed`` counts how often it was closed."""

    def __init__(
        self,
        world: FakeWorld | None = None,
        info: EngineInfo | None = None,
        endpoint: Endpoint = HERE,
    ) -> None:
        self.world = FakeWorld() if world is None else world
        self._info = info or self.world.info
        self._endpoint = endpoint
        self.closed = 0
        self.observe = FakeObserver(self.world.watched, self.world.meet)
        self.registries = FakeRegistries(
            self.world.registries, self.world.meet, lambda: self.world.progress
        )
        self.terminals = FakeTerminals(
            self.world.channels, self.world.meet, self._make_helper, self.world.not_there
        )
        self.archives = FakeArchives(
            self.world.meet, self.world.stored, lambda: self.world.progress, self._appear
        )
        self.networking = FakeNetworking(self.world.meet, self.world.containers, self.world.change)
        self.files = FakeFiles(self.world.meet, self.world.held, lambda: self.world.progress)
        self._streams: list[asyncio.Queue[Changes | Exception]] = []

    @property
    def endpoint(self) -> Endpoint:
        return self._endpoint

    @property
    def info(self) -> EngineInfo:
        return self._info

    def clock(self) -> float:
        return self._info.clock

    async def close(self) -> None:
        self.closed += 1
        self.world.calls.append(("close",))

    def _make_helper(self, spec: HelperSpec) -> str:
        number = next(self.world._numbers)
        made = make_container(number, labels=spec.labels, state=State.CREATED)
        self.world.change(made)
        return made.id

    def send(self, item: Changes | Exception) -> None:
        """Give every open stream of this connection a batch, or the error that ends it."""
        for queue in self._streams:
            queue.put_nowait(item)

    @property
    def streaming(self) -> bool:
        """Whether an event stream is open."""
        return bool(self._streams)

    async def containers(self, ids: Collection[str] | None = None) -> list[Container]:
        return await self._list("containers", self.world.containers, ids)

    async def images(self) -> list[Image]:
        return await self._list("images", self.world.images, None)

    async def networks(self, ids: Collection[str] | None = None) -> list[Network]:
        return await self._list("networks", self.world.networks, ids)

    async def volumes(self, names: Collection[str] | None = None) -> list[Volume]:
        return await self._list("volumes", self.world.volumes, names)

    async def _list(self, name: str, table: dict[str, R], keys: Collection[str] | None) -> list[R]:
        wanted = None if keys is None else frozenset(keys)
        found = [record for key, record in table.items() if wanted is None or key in wanted]
        await self.world.meet(name, wanted)  # what is answered was true when it was asked
        return found

    async def volume_sizes(self) -> dict[str, int]:
        await self.world.meet("volume_sizes")
        return dict(self.world.sizes)

    async def inspect(self, kind: Kind, key: str) -> Mapping[str, Any]:
        await self.world.meet("inspect", kind, key)
        if kind is Kind.IMAGE and key not in self.world.inspections:
            return {"Id": self._image(key).id}
        if key not in self.world.inspections:
            raise NotFound(f"no such {kind.value}: {key}", status=404)
        return self.world.inspections[key]

    def changes(self, since: float) -> AbstractAsyncContextManager[AsyncIterator[Changes]]:
        return self._changes(since)

    @asynccontextmanager
    async def _changes(self, since: float) -> AsyncIterator[AsyncIterator[Changes]]:
        await self.world.meet("changes", since)
        queue: asyncio.Queue[Changes | Exception] = asyncio.Queue()
        self._streams.append(queue)

        async def batches() -> AsyncIterator[Changes]:
            while True:
                item = await queue.get()
                if isinstance(item, Exception):
                    raise item
                yield item

        stream = batches()
        try:
            yield stream
        finally:
            self._streams.remove(queue)
            self.world.calls.append(("changes closed",))

    async def past_events(self, key: str, since: float, until: float) -> list[Event]:
        await self.world.meet("past_events", key, since, until)
        return [e for e in self.world.past if key in ("", e.id) and since <= e.time / 1e9 <= until]

    async def create_container(
        self, body: Mapping[str, Any], *, name: str = "", platform: str = ""
    ) -> Created:
        await self.world.meet("create_container", body, name, platform)
        image = self._image(body["Image"])
        if name and any(other.name == name for other in self.world.containers.values()):
            raise Conflict(f'The container name "/{name}" is already in use', status=409)
        number = next(self.world._numbers)
        made = make_container(number, name, image=body["Image"], image_id=image.id)
        self.world.change(replace(made, state=State.CREATED, labels=body.get("Labels") or {}))
        told = {"Id": made.id, "Config": dict(body), "State": {"Status": "created"}}
        self.world.inspections[made.id] = told
        return Created(made.id)

    async def start(self, container: str) -> None:
        await self._move("start", container, State.RUNNING)

    async def stop(self, container: str, *, timeout: int | None = None) -> None:
        await self._move("stop", container, State.EXITED)

    async def restart(self, container: str) -> None:
        await self._move("restart", container, State.RUNNING)

    async def pause(self, container: str) -> None:
        await self._move("pause", container, State.PAUSED)

    async def unpause(self, container: str) -> None:
        await self._move("unpause", container, State.RUNNING)

    async def kill(self, container: str, *, signal: str = "KILL") -> None:
        await self._move("kill", container, State.EXITED, signal)

    async def _move(self, verb: str, key: str, state: State, *more: Any) -> None:
        await self.world.meet(verb, key, *more)
        record = self._container(key)
        code = 0 if state is State.EXITED else None
        self.world.change(replace(record, state=state, exit_code=code))

    def _container(self, key: str) -> Container:
        if key not in self.world.containers:
            raise NotFound(f"No such container: {key}", status=404)
        return self.world.containers[key]

    async def update(self, container: str, limits: Limits) -> tuple[str, ...]:
        await self.world.meet("update", container, limits)
        self._container(container)
        return ()

    async def remove_build_cache(self, ids: Sequence[str]) -> dict[str, int]:
        await self.world.meet("remove_build_cache", tuple(ids))
        usage = self.world.watched.usage
        unused = {cache.id: cache.size for cache in usage.cache if not cache.in_use}
        left = tuple(c for c in usage.cache if c.id not in ids or c.in_use)
        self.world.watched.usage = replace(usage, cache=left)
        return {key: unused[key] for key in ids if key in unused}

    async def rename(self, container: str, name: str) -> None:
        await self.world.meet("rename", container, name)
        record = self._container(container)
        if any(other.name == name for other in self.world.containers.values()):
            raise Conflict(f'The container name "/{name}" is already in use', status=409)
        self.world.change(replace(record, name=name))

    async def remove_container(
        self, container: str, *, force: bool = False, volumes: bool = False
    ) -> None:
        await self.world.meet("remove_container", container, force, volumes)
        record = self._container(container)
        if record.is_running and not force:
            raise Conflict("You cannot remove a running container", status=409)
        self.world.vanish(record)

    async def tag(self, image: str, reference: str) -> None:
        await self.world.meet("tag", image, reference)
        record = self._image(image)
        names = tuple(sorted({*record.references, reference}))
        self.world.change(replace(record, references=names))

    async def remove_image(self, reference: str, *, force: bool = False) -> None:
        await self.world.meet("remove_image", reference, force)
        record = self._image(reference)
        left = tuple(name for name in record.references if name != reference)
        if left and reference in record.references:
            self.world.change(replace(record, references=left))
        else:
            self.world.vanish(record)

    def _image(self, name: str) -> Image:
        for record in self.world.images.values():
            if name == record.id or name in record.references:
                return record
        raise NotFound(f"No such image: {name}", status=404)

    async def pull(
        self, reference: str, report: Callable[[Progress], None], *, platform: str = ""
    ) -> None:
        await self._progress("pull", reference, report)
        self.world.change(make_image(next(self.world._numbers), reference))

    def _appear(self, reference: str) -> str:
        """An image is there, of that name or of none."""
        made = make_image(next(self.world._numbers), *([reference] if reference else []))
        self.world.change(made)
        return made.id

    async def _progress(self, name: str, what: Any, report: Callable[[Progress], None]) -> None:
        for progress in self.world.progress:
            report(progress)
        await self.world.meet(name, what)

    async def create_network(self, spec: NetworkSpec) -> None:
        await self.world.meet("create_network", spec)
        self.world.change(make_network(next(self.world._numbers), spec.name, driver=spec.driver))

    async def connect_network(
        self, network: str, container: str, endpoint: Mapping[str, Any]
    ) -> None:
        await self.world.meet("connect_network", network, container, endpoint)
        self._container(container)
        if not any(network in (n.id, n.name) for n in self.world.networks.values()):
            raise NotFound(f"network {network} not found", status=404)

    async def remove_network(self, network: str) -> None:
        await self.world.meet("remove_network", network)
        if network not in self.world.networks:
            raise NotFound(f"network {network} not found", status=404)
        self.world.vanish(self.world.networks[network])

    async def create_volume(self, spec: VolumeSpec) -> None:
        await self.world.meet("create_volume", spec)
        self.world.change(make_volume(spec.name, driver=spec.driver))

    async def remove_volume(self, volume: str, *, force: bool = False) -> None:
        await self.world.meet("remove_volume", volume, force)
        if volume not in self.world.volumes:
            raise NotFound(f"get {volume}: no such volume", status=404)
        self.world.vanish(self.world.volumes[volume])


async def nowhere() -> tuple[Endpoint | None, tuple[Any, ...]]:
    """A discovery that finds nothing."""
    return None, ()


def lost(reason: Reason = Reason.DROPPED) -> EngineError:
    """No answer, for that reason."""
    return Unreachable(reason, "as the test wants it")
