"""What may be done to objects: one record per command, with its docker lines and its effect.

A command is filled by a dialog or an action, run by :mod:`desktop.model.operations`, and printed as
what one would have typed. It acts on each of its targets alone, so that one that fails does not
hold up the others.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Protocol, runtime_checkable

from desktop.engine.errors import Conflict, EngineError, NotFound
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, NetworkSpec, Progress, Subnet, VolumeSpec

Line = tuple[str, ...]  # one docker command line, as an argument list
Report = Callable[[Progress], None]

# The Engine's own text, where its status says too little; from moby's sources, and stable.
_BEING_REMOVED = re.compile(r"removal of container \S+ is already in progress")


class Verb(enum.Enum):
    """What is done, by Docker's verb."""

    START = "start"
    STOP = "stop"
    RESTART = "restart"
    PAUSE = "pause"
    UNPAUSE = "unpause"
    KILL = "kill"
    RENAME = "rename"
    REMOVE = "remove"
    TAG = "tag"
    UNTAG = "untag"
    CREATE = "create"
    RUN = "run"
    PULL = "pull"
    LOAD = "load"
    BUILD = "build"
    PUSH = "push"
    SIGN_IN = "sign in"
    SIGN_OUT = "sign out"
    SAVE = "save"
    EXPORT = "export"
    IMPORT = "import"
    COMMIT = "commit"
    PACK = "pack"
    MEASURE = "measure"
    PRUNE = "prune"
    SIGNAL = "signal"
    UPDATE = "update"
    SAVE_LOG = "save log"
    CHECK = "check"
    COPY = "copy"
    MAKE_FOLDER = "make folder"
    RENAME_FILE = "rename file"
    MOVE_FILES = "move files"
    DELETE_FILES = "delete files"
    WRITE_FILE = "write file"
    DOWNLOAD = "download"
    TEST = "test"
    CONNECT_SSH = "connect by ssh"
    INSTALL_SSH = "install ssh"
    TAKE_OUT_KEYS = "take out keys"
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    INIT_SWARM = "init swarm"
    JOIN_SWARM = "join swarm"
    LEAVE_SWARM = "leave swarm"


COPYING = frozenset((Verb.COPY, Verb.DOWNLOAD))
"""While one of these takes files out of a container or in, the Engine tells nothing of it."""
SWARM_VERBS = frozenset((Verb.INIT_SWARM, Verb.JOIN_SWARM, Verb.LEAVE_SWARM))


@dataclass(frozen=True, slots=True)
class Target:
    """What a command acts on: ``key`` is the id (a volume's name), ``name`` what people call it."""

    kind: Kind
    key: str
    name: str

    @property
    def identity(self) -> tuple[Kind, str]:
        """What it is, whatever it was called when it was chosen. Names of an image are apart."""
        named = self.kind is Kind.IMAGE or not self.key
        return self.kind, self.name if named else self.key


class Skipped(EngineError):
    """A command left a target as it is, on purpose: that is no failure."""


class Command(Protocol):
    """One thing to do, to one or more targets."""

    @property
    def verb(self) -> Verb: ...

    @property
    def kind(self) -> Kind: ...

    @property
    def targets(self) -> tuple[Target, ...]:
        """What it acts on, one after the other or at once; a creation's target has no key yet."""

    def lines(self) -> tuple[Line, ...]:
        """The docker command lines that do the same."""

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        """Do it to one target."""


class Consent(Protocol):
    """What somebody has to agree to; see :mod:`desktop.model.consent`."""

    @property
    def settled(self) -> bool:
        """Whether there is consent, or none is needed."""

    async def given(self, engine: Engine) -> None:
        """Go on once there is consent; without it the task is cancelled."""


@runtime_checkable
class Holds(Protocol):
    """A command that keeps the Engine from telling or doing anything else with some objects."""

    @property
    def holds(self) -> tuple[Target, ...]:
        """These, until it ends, beside its targets."""


@dataclass(frozen=True, slots=True)
class ContainersCommand:
    """Start, stop, restart, pause, unpause or kill containers; stop them with ``consent``."""

    verb: Verb
    targets: tuple[Target, ...]
    signal: str = "KILL"
    kind: Kind = Kind.CONTAINER
    consent: Consent | None = field(default=None, compare=False, repr=False)

    def lines(self) -> tuple[Line, ...]:
        options: Line = ("--signal", self.signal) if self._sends_signal else ()
        return (("docker", self.verb.value, *options, *(t.name for t in self.targets)),)

    @property
    def _sends_signal(self) -> bool:
        return self.verb is Verb.KILL and self.signal != "KILL"

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        if self.consent is not None:
            await self.consent.given(engine)
        if self.verb is Verb.KILL:
            await engine.kill(target.key, signal=self.signal)
            return
        method = {
            Verb.START: engine.start,
            Verb.STOP: engine.stop,
            Verb.RESTART: engine.restart,
            Verb.PAUSE: engine.pause,
            Verb.UNPAUSE: engine.unpause,
        }[self.verb]
        await method(target.key)


@dataclass(frozen=True, slots=True)
class RenameContainer:
    """Give a container another name."""

    target: Target
    name: str
    verb: Verb = Verb.RENAME
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "rename", self.target.name, self.name),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        await engine.rename(target.key, self.name)


@dataclass(frozen=True, slots=True)
class RemoveContainers:
    """Remove containers; ``force`` kills running ones, ``volumes`` takes anonymous ones too."""

    targets: tuple[Target, ...]
    force: bool = False
    volumes: bool = False
    verb: Verb = Verb.REMOVE
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        options = (("--force",) if self.force else ()) + (("--volumes",) if self.volumes else ())
        return (("docker", "rm", *options, *(t.name for t in self.targets)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        try:
            await engine.remove_container(target.key, force=self.force, volumes=self.volumes)
        except NotFound:  # gone already is removed
            pass
        except Conflict as error:  # somebody else removes it, and the list tells when it is gone
            if not _BEING_REMOVED.search(error.explanation):
                raise


_POOLS: dict[str, Callable[[Subnet], str]] = {
    "--subnet": lambda pool: pool.subnet,
    "--gateway": lambda pool: pool.gateway,
    "--ip-range": lambda pool: pool.ip_range,
}


@dataclass(frozen=True, slots=True)
class CreateNetwork:
    """Create a network."""

    spec: NetworkSpec
    verb: Verb = Verb.CREATE
    kind: Kind = Kind.NETWORK

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.NETWORK, "", self.spec.name),)

    def lines(self) -> tuple[Line, ...]:
        spec = self.spec
        options: list[str] = ["--driver", spec.driver]
        for option, of_pool in _POOLS.items():
            for pool in spec.subnets:
                options += (option, of_pool(pool)) if of_pool(pool) else ()
        flags = {
            "--ipv6": spec.ipv6,
            "--internal": spec.internal,
            "--attachable": spec.attachable,
        }
        options += [flag for flag, given in flags.items() if given]
        for option, pairs in (("--label", spec.labels), ("--opt", spec.options)):
            for name, value in pairs:
                options += (option, f"{name}={value}")
        return (("docker", "network", "create", *options, spec.name),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.create_network(self.spec)


@dataclass(frozen=True, slots=True)
class RemoveNetworks:
    """Remove networks."""

    targets: tuple[Target, ...]
    verb: Verb = Verb.REMOVE
    kind: Kind = Kind.NETWORK

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "network", "rm", *(t.name for t in self.targets)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        with suppress(NotFound):  # gone already is removed
            await engine.remove_network(target.key)


@dataclass(frozen=True, slots=True)
class CreateVolume:
    """Create a volume."""

    spec: VolumeSpec
    verb: Verb = Verb.CREATE
    kind: Kind = Kind.VOLUME

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.VOLUME, "", self.spec.name),)

    def lines(self) -> tuple[Line, ...]:
        spec = self.spec
        return (("docker", "volume", "create", "--driver", spec.driver, spec.name),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.create_volume(self.spec)


@dataclass(frozen=True, slots=True)
class RemoveVolumes:
    """Remove volumes, and with them the data that they hold."""

    targets: tuple[Target, ...]
    verb: Verb = Verb.REMOVE
    kind: Kind = Kind.VOLUME

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "volume", "rm", *(t.name for t in self.targets)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        with suppress(NotFound):  # gone already is removed
            await engine.remove_volume(target.key)


@dataclass(frozen=True, slots=True)
class MeasureVolumes:
    """Ask how many bytes each volume has. ``take`` receives them by volume name."""

    take: Callable[[dict[str, int]], None] = field(compare=False)
    verb: Verb = Verb.MEASURE
    kind: Kind = Kind.VOLUME
    targets: tuple[Target, ...] = (Target(Kind.VOLUME, "", ""),)

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "system", "df", "--verbose"),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        self.take(await engine.volume_sizes())


def only(command: Command, targets: tuple[Target, ...]) -> Command:
    """The same command for some of its targets; one that has a single target is what it is."""
    if is_dataclass(command) and any(each.name == "targets" for each in fields(command)):
        return replace(command, targets=targets)
    return command
