"""The talking part of the fake Engine: programs that say what the test has them say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Container
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from desktop.engine.errors import Reason, Unreachable
from desktop.engine.observations import Output
from desktop.engine.terminal_records import AttachSpec, Channel, ExecSpec, Heard, HelperSpec

Meet = Callable[..., Awaitable[None]]
LOST = Unreachable(Reason.DROPPED, "fake")


@dataclass
class FakeChannel:
    """Keeps :class:`desktop.engine.terminal_records.Channel`."""

    tty: bool = True
    written: bytes = b""
    sizes: list[tuple[int, int]] = field(default_factory=list)
    code: int | Exception | None = 0
    process: int | None = 4321
    there: bool | Exception = True
    taking: asyncio.Event = field(default_factory=asyncio.Event)  # clear it, and nothing is taken
    input_ended: bool = False
    left: bool = False
    unsent: int = 0
    _said: asyncio.Queue[tuple[Heard, ...] | Exception] = field(default_factory=asyncio.Queue)

    def __post_init__(self) -> None:
        self.taking.set()

    def say(self, data: bytes, output: Output = Output.STDOUT) -> None:
        """To whoever reads."""
        self._said.put_nowait((Heard(output, data),))

    def end(self, code: int | Exception | None = 0) -> None:
        """The output ends, with that for an exit code."""
        self.code = code
        self._said.put_nowait(())

    def lose(self, error: Exception = LOST) -> None:
        """The connection breaks."""
        self._said.put_nowait(error)

    @property
    def unread(self) -> int:
        """How many pieces nobody has read yet."""
        return self._said.qsize()

    async def read(self) -> tuple[Heard, ...]:
        said = await self._said.get()
        if isinstance(said, Exception):
            raise said
        return said

    async def write(self, data: bytes) -> None:
        await self.taking.wait()
        self.written += data

    async def end_input(self) -> None:
        self.input_ended = True

    async def resize(self, columns: int, rows: int) -> None:
        self.sizes.append((columns, rows))

    async def exit_code(self) -> int | None:
        if isinstance(self.code, Exception):
            raise self.code
        return self.code

    async def began(self) -> bool:
        if isinstance(self.there, Exception):
            raise self.there
        return self.there

    async def pid(self) -> int | None:
        return self.process


class FakeTerminals:
    """Keeps :class:`desktop.engine.protocol.Terminals`; ``meet`` records calls and troubles."""

    def __init__(
        self,
        channels: list[FakeChannel],
        meet: Meet,
        make: Callable[[HelperSpec], str],
        not_there: Container[str],
    ) -> None:
        self.channels = channels
        self._not_there = not_there
        self._meet = meet
        self._make = make

    def open_exec(
        self, container: str, spec: ExecSpec, columns: int, rows: int
    ) -> AbstractAsyncContextManager[Channel]:
        return self._open("open_exec", container, spec, columns, rows)

    def attach(
        self, container: str, spec: AttachSpec, columns: int, rows: int
    ) -> AbstractAsyncContextManager[Channel]:
        return self._open("attach", container, spec, columns, rows)

    async def create_helper(self, spec: HelperSpec) -> str:
        await self._meet("create_helper", spec)
        return self._make(spec)

    @asynccontextmanager
    async def _open(
        self, name: str, container: str, spec: ExecSpec | AttachSpec, columns: int, rows: int
    ) -> AsyncIterator[Channel]:
        await self._meet(name, container, spec, columns, rows)
        channel = FakeChannel(tty=spec.tty)
        if isinstance(spec, ExecSpec) and spec.arguments[0] in self._not_there:
            channel.process, channel.there = None, False
            channel.say(b"OCI runtime exec failed: executable file not found in $PATH\r\n")
            channel.end(127)
        self.channels.append(channel)
        try:
            yield channel
        finally:
            channel.left = True
