"""What a terminal is to talk with: a shell or another program, the main program, or a helper."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.engine.terminal_records import DETACH_KEYS, AttachSpec, Channel, ExecSpec
from desktop.model.commands import Line, Target
from desktop.model.terminals.helper import running_helper

LOG_LINES = 1000  # of what the main program has written, shown above
TERM = {"TERM": "xterm-256color"}  # the Engine alone would say xterm, which has 8 colours


@dataclass(frozen=True, slots=True)
class Exec:
    """A program that was begun for a terminal, and the container that it runs in."""

    container: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A channel, and what is good to know before one types.

    ``ends``: the program that ends with the terminal. ``takes_input``: typing reaches it.
    ``closing_ends_input``: it sees the end of its input when the terminal is closed.
    ``from_start``: all that it has written comes by the channel.
    """

    channel: Channel
    ends: Exec | None = None
    takes_input: bool = True
    closing_ends_input: bool = False
    from_start: bool = False


class Plan(Protocol):
    """What to talk with, as often as it is opened."""

    @property
    def container(self) -> Target: ...

    @property
    def detach_keys(self) -> str:
        """What leaves the program running; nothing where there is no such thing."""

    @property
    def log_lines(self) -> int:
        """How many lines of the container's log come first."""

    @property
    def hangs_up(self) -> bool:
        """Whether closing must end the program, which would run on by itself."""

    def line(self) -> Line:
        """The docker command line that does the same."""

    def open(self, engine: Engine, columns: int, rows: int) -> AbstractAsyncContextManager[Opened]:
        """Begin to talk; leaving the context ends that, and removes what was made for it."""


@dataclass(frozen=True, slots=True)
class ShellPlan:
    """A program in a running container, most often a shell: ``docker exec``.

    ``environment`` may name another terminal than ours.
    """

    container: Target
    arguments: tuple[str, ...]
    user: str = ""
    folder: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    privileged: bool = False
    detach_keys: str = ""
    log_lines: int = 0
    hangs_up: bool = True

    def line(self) -> Line:
        options: list[str] = []
        if self.user:
            options += ["--user", self.user]
        if self.folder:
            options += ["--workdir", self.folder]
        options += _variables({**TERM, **self.environment})
        if self.privileged:
            options.append("--privileged")
        return ("docker", "exec", "-it", *options, self.container.name, *self.arguments)

    @asynccontextmanager
    async def open(self, engine: Engine, columns: int, rows: int) -> AsyncIterator[Opened]:
        spec = ExecSpec(
            self.arguments,
            user=self.user,
            folder=self.folder,
            environment={**TERM, **self.environment},
            privileged=self.privileged,
        )
        async with engine.terminals.open_exec(self.container.key, spec, columns, rows) as channel:
            yield Opened(channel, Exec(self.container.key, self.arguments))


@dataclass(frozen=True, slots=True)
class AttachPlan:
    """The main program of a running container: ``docker attach``."""

    container: Target
    detach_keys: str = DETACH_KEYS
    log_lines: int = LOG_LINES
    hangs_up: bool = False

    def line(self) -> Line:
        keys = () if self.detach_keys == DETACH_KEYS else ("--detach-keys", self.detach_keys)
        return ("docker", "attach", *keys, self.container.name)

    @asynccontextmanager
    async def open(self, engine: Engine, columns: int, rows: int) -> AsyncIterator[Opened]:
        found = await engine.inspect(Kind.CONTAINER, self.container.key)
        config, state = found.get("Config") or {}, found.get("State") or {}
        tty, stdin = bool(config.get("Tty")), bool(config.get("OpenStdin"))
        started = str(state.get("StartedAt") or "") if state.get("Status") != "created" else ""
        spec = AttachSpec(tty=tty, started=started, stdin=stdin, detach_keys=self.detach_keys)
        async with engine.terminals.attach(self.container.key, spec, columns, rows) as channel:
            yield Opened(
                channel,
                takes_input=stdin,
                closing_ends_input=stdin and not tty and bool(config.get("StdinOnce")),
            )


@dataclass(frozen=True, slots=True)
class HelperPlan:
    """A shell beside a container that has none, in a container of its own made from ``image``.

    It sees the processes, the network and the volumes of the other; the other's files are in
    ``/proc/1/root``.
    """

    container: Target
    image: str
    shell: str = "sh"
    detach_keys: str = ""
    log_lines: int = 0
    hangs_up: bool = False

    def line(self) -> Line:
        beside = f"container:{self.container.name}"
        shared = ("--pid", beside, "--network", beside, "--volumes-from", self.container.name)
        return ("docker", "run", "--rm", "-it", *shared, *_variables(TERM), self.image, self.shell)

    @asynccontextmanager
    async def open(self, engine: Engine, columns: int, rows: int) -> AsyncIterator[Opened]:
        spec = ExecSpec((self.shell,), environment=TERM)
        async with (
            running_helper(engine, self.container.key, self.image, self.shell) as helper,
            engine.terminals.open_exec(helper, spec, columns, rows) as channel,
        ):
            yield Opened(channel, Exec(helper, spec.arguments))


def _variables(environment: Mapping[str, str]) -> list[str]:
    return [it for name, value in environment.items() for it in ("--env", f"{name}={value}")]
