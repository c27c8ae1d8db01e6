"""Talking with programs in containers: what :class:`desktop.engine.protocol.Terminals` promises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, suppress
from functools import partial
from typing import Any, TypeVar

from desktop.engine import programs
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import EngineError, Reason, Unreachable, Unsupported
from desktop.engine.hijacked import PIECE_BYTES, Frames, Hijacked
from desktop.engine.observations import Output
from desktop.engine.observing import Call
from desktop.engine.outbox import Outbox, sending
from desktop.engine.programs import Exec, Main, Program
from desktop.engine.pump import Pump
from desktop.engine.terminal_records import AttachSpec, Channel, ExecSpec, Heard, HelperSpec
from desktop.engine.threads import until_done
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

T = TypeVar("T")

HEARD_BYTES = 2 * PIECE_BYTES  # that wait to be read, at most
_CTRL_D = b"\x04"


class DockerTerminals:
    """Each channel has two threads and a connection of its own; questions share a few."""

    def __init__(
        self, endpoint: Endpoint, wire: Callable[[float | None], Wire], ask: Call, act: Call
    ) -> None:
        # TLS ends both ways at once, as Python has it, and a named pipe knows no end.
        self._can_end_input = endpoint.tls is None and not endpoint.url.startswith("npipe:")
        self._wire = wire
        self._ask = partial(_outliving, ask)
        self._act = act

    @asynccontextmanager
    async def open_exec(
        self, container: str, spec: ExecSpec, columns: int, rows: int
    ) -> AsyncIterator[Channel]:
        key = await self._ask(partial(programs.create_exec, container, spec))
        program = Exec(key, spec.tty, (columns, rows), self._wire, self._ask)
        async with self._talk(program, columns, rows) as channel:
            yield channel

    def attach(
        self, container: str, spec: AttachSpec, columns: int, rows: int
    ) -> AbstractAsyncContextManager[Channel]:
        return self._talk(Main(container, spec, self._ask), columns, rows)

    async def create_helper(self, spec: HelperSpec) -> str:
        return await self._act(partial(programs.create_helper, spec))

    @asynccontextmanager
    async def _talk(self, program: Program, columns: int, rows: int) -> AsyncIterator[Channel]:
        outbox = Outbox()
        async with Pump(
            partial(self._wire, None),
            partial(_converse, program, outbox),
            _HeardMerger(),
            name="terminal",
        ) as conversation:
            opened = await anext(conversation)
            channel = _Channel(program, outbox, conversation, opened, self._can_end_input)
            # The Engine answers when the program has begun; if it never does, after ten seconds.
            sizing = asyncio.ensure_future(channel.resize(columns, rows))
            try:
                yield channel
            finally:
                sizing.cancel()
                await until_done(sizing)


async def _outliving(ask: Call, work: Callable[[Any], T]) -> T:
    """Ask; a channel may be in use still when its Engine has been closed, as one that was lost."""
    try:
        return await ask(work)
    except RuntimeError as problem:
        raise Unreachable(Reason.DROPPED, str(problem)) from problem
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise Unreachable(Reason.DROPPED, "the Engine was closed meanwhile") from None


class _Channel:
    """Keeps :class:`desktop.engine.terminal_records.Channel`."""

    def __init__(
        self,
        program: Program,
        outbox: Outbox,
        conversation: Pump[Heard, tuple[Heard, ...]],
        opened: tuple[Heard, ...],
        can_end_input: bool,
    ) -> None:
        self._program = program
        self._outbox = outbox
        self._conversation = conversation
        self._opened = opened
        self._can_end_input = can_end_input
        self._sizing = asyncio.Lock()

    @property
    def tty(self) -> bool:
        return self._program.tty

    @property
    def unsent(self) -> int:
        return len(self._outbox)

    async def read(self) -> tuple[Heard, ...]:
        heard, self._opened = self._opened, ()
        if any(it.data for it in heard):  # more than that it has begun
            return heard
        try:
            return await anext(self._conversation)
        except StopAsyncIteration:
            return ()

    async def write(self, data: bytes) -> None:
        await self._outbox.put(data)

    async def end_input(self) -> None:
        if self.tty:
            await self.write(_CTRL_D)
        elif not self._can_end_input:
            raise Unsupported("this connection can't end what it sends alone")
        else:
            await self._outbox.end()

    async def resize(self, columns: int, rows: int) -> None:
        if self.tty:
            async with self._sizing:
                with suppress(EngineError):
                    await self._program.resize(columns, rows)

    async def exit_code(self) -> int | None:
        return await self._program.exit_code()

    async def began(self) -> bool:
        return await self._program.began()

    async def pid(self) -> int | None:
        return await self._program.pid()


class _HeardMerger:
    """Joins what is said until it is taken."""

    def __init__(self) -> None:
        self._parts: list[tuple[Output, list[bytes]]] = []
        self._size = 0

    @property
    def full(self) -> bool:
        # One piece more is in the reader's hand, and one may just have been added.
        return self._size > HEARD_BYTES - 2 * PIECE_BYTES

    def add(self, heard: Heard) -> None:
        if self._parts and self._parts[-1][0] is heard.output:
            self._parts[-1][1].append(heard.data)
        else:
            self._parts.append((heard.output, [heard.data]))
        self._size += len(heard.data)

    def take(self) -> tuple[Heard, ...]:
        heard = tuple(Heard(output, b"".join(data)) for output, data in self._parts)
        self._parts, self._size = [], 0
        return heard


def _converse(program: Program, outbox: Outbox, wire: Wire) -> Generator[Heard, None, None]:
    """What is heard; first an empty piece, when the Engine has opened the conversation."""
    client: Any = wire.client
    try:
        response = program.open(client)
        client._raise_for_status(response)
        with (
            closing(Hijacked(response)) as connection,
            sending(outbox, connection.send, wire.cut),
        ):
            yield Heard(Output.STDOUT, b"")
            frames = Frames()
            while data := connection.receive():
                if program.tty:
                    yield Heard(Output.STDOUT, data)
                else:
                    yield from frames.feed(data)
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
