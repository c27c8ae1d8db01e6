"""What the model asks of an Engine. :class:`desktop.engine.engine.DockerEngine` keeps it.

The model's tests keep it with a fake. Every method may raise
:class:`~desktop.engine.errors.EngineError`; cancelling any of them ends its thread and socket
before it returns.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Protocol

from desktop.engine.endpoint import Endpoint
from desktop.engine.observations import (
    DiskUsage,
    Executed,
    FileChange,
    Limits,
    LogBatch,
    LogQuery,
    Processes,
)
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
    Progress,
    Volume,
    VolumeSpec,
)
from desktop.engine.samples import Gathering
from desktop.engine.terminal_records import AttachSpec, Channel, ExecSpec, HelperSpec

if TYPE_CHECKING:  # what the trees don't need
    from desktop.engine.archives_protocol import Archives
    from desktop.engine.builds_protocol import Builds
    from desktop.engine.files_protocol import Files
    from desktop.engine.networks_protocol import Networking
    from desktop.engine.registries_protocol import Registries

Report = Callable[[Progress], None]


class Observer(Protocol):
    """What containers say and do, and what takes space; nothing here changes anything."""

    def logs(
        self, container: str, query: LogQuery
    ) -> AbstractAsyncContextManager[AsyncIterator[LogBatch]]:
        """A log's lines. Whoever follows must keep up, or lines are skipped and counted.

        Ends when all is told; with ``follow`` that is when the container stops.
        """

    async def save_log(
        self,
        container: str,
        query: LogQuery,
        write: Callable[[bytes], object],
        *,
        timestamps: bool = False,
    ) -> None:
        """Hand over a log's bytes as the container wrote them; ``write`` is called in a thread."""

    async def stats(self, container: str, gathering: Gathering) -> None:
        """Gather once a second what the container uses, until it is removed; none at rest."""

    async def processes(self, container: str, columns: str = "") -> Processes:
        """What ``docker top`` shows; ``columns`` are options of ``ps``."""

    async def file_changes(self, container: str) -> list[FileChange]:
        """What ``docker diff`` shows."""

    async def execute(
        self, container: str, arguments: Sequence[str], *, user: str = "", privileged: bool = False
    ) -> Executed:
        """Run a short program in the container to its end."""

    async def disk_usage(self) -> DiskUsage:
        """What takes space; slow on full disks."""


class Terminals(Protocol):
    """Talking with programs in containers.

    A channel's context ends its threads and its connection when it is left, and nothing else: a
    program on a terminal runs on, one without sees the end of its input.
    """

    def open_exec(
        self, container: str, spec: ExecSpec, columns: int, rows: int
    ) -> AbstractAsyncContextManager[Channel]:
        """Run a program beside the main one. That it can't be run is what it says and exits with.

        Its exit code is 126 or 127 then.
        """

    def attach(
        self, container: str, spec: AttachSpec, columns: int, rows: int
    ) -> AbstractAsyncContextManager[Channel]:
        """Talk with the main program of a container, which may still be to be started."""

    async def create_helper(self, spec: HelperSpec) -> str:
        """Create a container beside another, to be attached to and then started; its id."""


class Engine(Protocol):
    """One Engine that has answered."""

    @property
    def endpoint(self) -> Endpoint:
        """Where it answers."""

    @property
    def info(self) -> EngineInfo:
        """Who it is and what it can do, as it told when it was connected."""

    def clock(self) -> float:
        """The Engine's time now, in seconds since 1970; our own clock may be off."""

    async def close(self) -> None:
        """Cancel the calls under way, and end their threads and sockets.

        A stream ends when its context is left, a pull or load when its task is cancelled.
        """

    @property
    def observe(self) -> Observer:
        """What its containers say and do."""

    @property
    def archives(self) -> Archives:
        """Images as archives, and what they are made of."""

    @property
    def registries(self) -> Registries:
        """Registries, through it and beside it."""

    @property
    def terminals(self) -> Terminals:
        """Talking with programs in its containers."""

    @property
    def builds(self) -> Builds:
        """Making images of Dockerfiles."""

    @property
    def files(self) -> Files:
        """Files in its containers, volumes and images."""

    @property
    def networking(self) -> Networking:
        """Swarm mode, and containers that leave networks."""

    # What exists. ``ids`` of None means all; ids that are gone are missing from the answer.

    async def containers(self, ids: Collection[str] | None = None) -> list[Container]:
        """Containers in any state."""

    async def images(self) -> list[Image]:
        """Images that have a name or that nothing was built upon (no intermediate ones)."""

    async def networks(self, ids: Collection[str] | None = None) -> list[Network]:
        """Networks."""

    async def volumes(self, names: Collection[str] | None = None) -> list[Volume]:
        """Volumes, their sizes unknown."""

    async def volume_sizes(self) -> dict[str, int]:
        """Bytes in each volume whose driver tells; slow on full disks."""

    async def inspect(self, kind: Kind, key: str) -> Mapping[str, Any]:
        """The Engine's whole JSON about one object."""

    def changes(self, since: float) -> AbstractAsyncContextManager[AsyncIterator[Changes]]:
        """All that happens from ``since`` (the Engine's seconds) on, in merged batches.

        Endless: however it ends, the iterator raises.
        """

    async def past_events(self, key: str, since: float, until: float) -> list[Event]:
        """What the Engine still remembers of one container, or (key "") of all.

        It keeps the last 256 events.
        """

    # Containers

    async def create_container(
        self, body: Mapping[str, Any], *, name: str = "", platform: str = ""
    ) -> Created:
        """Create one; the body is the API's. It is in one network at most: connect the others."""

    async def start(self, container: str) -> None: ...

    async def stop(self, container: str, *, timeout: int | None = None) -> None: ...

    async def restart(self, container: str) -> None: ...

    async def pause(self, container: str) -> None: ...

    async def unpause(self, container: str) -> None: ...

    async def kill(self, container: str, *, signal: str = "KILL") -> None: ...

    async def rename(self, container: str, name: str) -> None: ...

    async def update(self, container: str, limits: Limits) -> tuple[str, ...]:
        """Change the limits of a container; what the Engine warns of."""

    async def remove_container(
        self, container: str, *, force: bool = False, volumes: bool = False
    ) -> None: ...

    # Images

    async def tag(self, image: str, reference: str) -> None: ...

    async def remove_image(self, reference: str, *, force: bool = False) -> None: ...

    async def pull(self, reference: str, report: Report, *, platform: str = "") -> None: ...

    async def remove_build_cache(self, ids: Sequence[str]) -> dict[str, int]:
        """Remove these records of the build cache in their order; the bytes of each that went.

        What a build or another record uses is left, and is missing from the answer.
        """

    # Networks and volumes

    async def create_network(self, spec: NetworkSpec) -> None: ...

    async def connect_network(
        self, network: str, container: str, endpoint: Mapping[str, Any]
    ) -> None:
        """Put a container into one more network; the endpoint is the API's."""

    async def remove_network(self, network: str) -> None: ...

    async def create_volume(self, spec: VolumeSpec) -> None: ...

    async def remove_volume(self, volume: str, *, force: bool = False) -> None: ...
