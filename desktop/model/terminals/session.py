"""One terminal's conversation: opened, listened to, lost, and opened again."""

from __future__ import annotations

import asyncio
import enum
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.terminal_records import Channel
from desktop.engine.threads import until_done
from desktop.model.observers import Observers
from desktop.model.terminals.closing import HangUps, running_program
from desktop.model.terminals.cooked import LineEditor, PlainOutput
from desktop.model.terminals.earlier import earlier_output, moment
from desktop.model.terminals.home import Connect, Elsewhere, Home
from desktop.model.terminals.plans import Opened, Plan
from desktop.model.terminals.shells import not_begun

log = logging.getLogger(__name__)

RESIZE_SECONDS = 0.1  # while a window is dragged, only where it comes to rest is told
HANG_UP_SECONDS = 20.0  # two programs are run in the container, which may be busy
_LOOKS = 20
_LOOK_SECONDS = 0.05

Show = Callable[[bytes], Awaitable[None]]
"""Shows some output; until it returns no more is read, and the container is held up."""


class Phase(enum.Enum):
    """How far a terminal's conversation has come."""

    OPENING = "opening"
    RUNNING = "running"
    ENDED = "ended"  # the program has
    DETACHED = "detached"  # the program runs on
    LOST = "lost"  # the connection; the program may run on
    FAILED = "failed"  # it did not begin
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """A phase, and what belongs to it. ``opening`` counts from 1: a shell's second is a new one.

    ``exit_code`` is None where it is not known.
    """

    phase: Phase = Phase.OPENING
    exit_code: int | None = None
    error: EngineError | None = None
    opening: int = 1


class TerminalSession:
    """Start it by awaiting ``run``, which returns once it is closed.

    ``engine`` tells the Engine in use; when that is another one, the terminal stays where it is,
    and ``connect`` is how its programs are ended. A cancelled ``run`` leaves them as they are.
    """

    def __init__(
        self,
        engine: Callable[[], Engine | None],
        plan: Plan,
        show: Show,
        *,
        columns: int = 80,
        rows: int = 24,
        hang_ups: HangUps | None = None,
        connect: Connect | None = None,
    ) -> None:
        self.plan = plan
        self.standing = Standing()
        self.changed: Observers[Standing] = Observers()
        self.opened: Opened | None = None  # while it runs
        self._home = Home(engine, connect)
        self._show = show
        self._size = (columns, rows)
        self._size_changed = asyncio.Event()
        self._again = asyncio.Event()
        self._talking: asyncio.Future[None] | None = None
        self._editor = LineEditor()
        self._keys = key_bytes(plan.detach_keys)
        self._typed_last = b""
        self._heard_until = ""  # the Engine's time of the last output
        self._closed = False
        self._began = True  # what has ended
        self._settled = asyncio.Event()  # it is known whether it could be opened
        self._pids: dict[int, int] = {}  # of all openings; those before may run on
        self._unknown: dict[int, Channel] = {}  # whose process is not known yet
        self._showing = asyncio.Lock()
        self._hang_ups = hang_ups or HangUps()

    @property
    def unsent(self) -> int:
        """Bytes that were typed and are not sent yet: the program does not read."""
        return self.opened.channel.unsent if self.opened is not None else 0

    @property
    def not_begun(self) -> bool:
        """Whether it has ended, or failed, as there is no such program."""
        found = self.standing
        if found.phase is Phase.FAILED:
            return not_begun(None, found.error)
        return found.phase is Phase.ENDED and not self._began

    async def run(self) -> None:
        """Until closed: talk, and again when asked for."""
        while not self._closed:
            self._again.clear()
            self._talking = asyncio.ensure_future(self._talk())
            try:
                await asyncio.wait([self._talking])
            finally:
                self._talking.cancel()
                await until_done(self._talking)
            if not self._talking.cancelled():
                self._talking.result()
            if not self._closed:
                await self._again.wait()

    def reconnect(self) -> None:
        """Open it again: a shell anew, an attached program where it was left.

        What an earlier opening has left running is only ended by ``close``.
        """
        if self.standing.phase in (Phase.ENDED, Phase.DETACHED, Phase.LOST, Phase.FAILED):
            self._settled.clear()
            self._stand(Phase.OPENING, opening=self.standing.opening + 1)
            self._again.set()

    async def write(self, data: bytes) -> None:
        """Return when the typing is taken; while nothing runs it is dropped."""
        if (opened := self.opened) is None:
            return
        self._typed_last = (self._typed_last + data)[-len(self._keys) :] if self._keys else b""
        if opened.channel.tty:
            await opened.channel.write(data)
        else:
            await self._edit(opened, data)

    async def reply(self, data: bytes) -> None:
        """The terminal's own words: answers, the mouse, focus.

        They are dropped where the program has no terminal: it would get them as if typed.
        """
        if self.opened is not None and self.opened.channel.tty:
            await self.write(data)

    def detach(self) -> Awaitable[None]:
        """Type the detach keys."""
        return self.write(self._keys)

    def resize(self, columns: int, rows: int) -> None:
        """Tell the program this size, once it has come to rest."""
        if (columns, rows) != self._size:
            self._size = (columns, rows)
            self._size_changed.set()

    async def running_program(self) -> str | None:
        """The command that closing would end; None where there is none, empty where unknown."""
        ends = self.opened.ends if self.opened is not None else None
        if ends is None:
            return None
        pid = await self._know(self.standing.opening)
        if pid is not None:
            with suppress(EngineError):
                async with self._home.reached() as engine:
                    return await running_program(engine, ends.container, pid, ends.arguments)
        return ""

    async def close(self) -> None:
        """End the conversation, and what was begun for it; an attached program runs on."""
        if self._closed:
            return
        self._stand(Phase.CLOSED)
        self._closed = True
        try:
            async with asyncio.timeout(HANG_UP_SECONDS):
                await self._hang_up()
        except (EngineError, TimeoutError) as problem:
            log.info("a program may run on without its terminal: %s", type(problem).__name__)
        finally:
            self._again.set()
            if self._talking is not None:
                self._talking.cancel()

    async def _talk(self) -> None:
        began = False
        try:
            engine = self._home.engine()
            self._size_changed.clear()
            async with self.plan.open(engine, *self._size) as opened:
                if not opened.from_start:
                    await self._show_earlier(engine, opened.channel)
                self.opened = opened
                began = True
                if opened.ends is not None:
                    self._unknown[self.standing.opening] = opened.channel
                self._settled.set()
                self._stand(Phase.RUNNING)
                await self._listen(engine, opened.channel)
                self.opened = None
                await self._end(opened.channel)
        except EngineError as problem:
            self._stand(Phase.LOST if began else Phase.FAILED, error=problem)
        finally:
            self.opened = None
            self._settled.set()

    async def _show_earlier(self, engine: Engine, channel: Channel) -> None:
        if self.plan.log_lines:
            now = moment(engine.clock())  # from here on the channel has it
            earlier = await earlier_output(
                engine,
                self.plan.container.key,
                self.plan.log_lines,
                since=self._heard_until,
                until=now,
                tty=channel.tty,
            )
            if earlier:
                await self._show_in_turn(earlier)
            self._heard_until = now

    async def _listen(self, engine: Engine, channel: Channel) -> None:
        beside = [
            asyncio.ensure_future(work)
            for work in (self._follow_size(channel), self._know(self.standing.opening))
        ]
        plain = None if channel.tty else PlainOutput()
        self._editor, self._typed_last = LineEditor(), b""
        try:
            while heard := await channel.read():
                self._heard_until = moment(engine.clock())
                shown = plain.shown(heard) if plain else b"".join(it.data for it in heard)
                await self._show_in_turn(shown)
        finally:
            for work in beside:
                work.cancel()
            await until_done(asyncio.gather(*beside, return_exceptions=True))

    async def _know(self, opening: int) -> int | None:
        """Which process it is: a lost connection must not leave one that nobody can end."""
        channel = self._unknown.get(opening)
        for _look in range(_LOOKS if channel is not None else 0):
            with suppress(EngineError):
                if (pid := await channel.pid()) is not None:  # type: ignore[union-attr]
                    self._unknown.pop(opening, None)
                    self._pids[opening] = pid
                    break
            await asyncio.sleep(_LOOK_SECONDS)  # it may just begin
        return self._pids.get(opening)

    async def _end(self, channel: Channel) -> None:
        if self._keys and self._typed_last == self._keys:
            self._stand(Phase.DETACHED)
        else:
            code = await channel.exit_code()
            self._unknown.pop(self.standing.opening, None)
            self._began = not not_begun(code) or await self._has_begun(channel)
            self._stand(Phase.ENDED, exit_code=code)

    async def _has_begun(self, channel: Channel) -> bool:
        """Whether there was a process; where the Engine does not tell, there was."""
        if self.standing.opening not in self._pids:
            with suppress(EngineError):
                return await channel.began()
        return True

    async def _follow_size(self, channel: Channel) -> None:
        while True:
            await self._size_changed.wait()
            await asyncio.sleep(RESIZE_SECONDS)
            self._size_changed.clear()
            await channel.resize(*self._size)

    async def _edit(self, opened: Opened, data: bytes) -> None:
        typed, channel = self._editor.type(data), opened.channel
        if typed.interrupts:
            with suppress(EngineError):  # as docker attach passes it on
                await self._home.engine().kill(self.plan.container.key, signal="INT")
        if not opened.takes_input:
            return  # nothing is shown that goes nowhere
        if typed.echo:
            await self._show_in_turn(typed.echo)
        if typed.send:
            await channel.write(typed.send)
        if typed.ends:
            with suppress(EngineError):
                await channel.end_input()

    async def _show_in_turn(self, data: bytes) -> None:
        async with self._showing:
            await self._show(data)

    async def _hang_up(self) -> None:
        if not self.plan.hangs_up or self._talking is None:
            return
        with suppress(Elsewhere):
            self._home.engine()  # without any there is nobody to tell
        await self._settled.wait()
        for opening in tuple(self._unknown):
            await self._know(opening)
        if self._pids:
            async with self._home.reached() as engine:
                await self._hang_ups.tell(engine, self.plan.container.key, self._pids.values())

    def _stand(self, phase: Phase, **more: object) -> None:
        if self.standing.phase is not Phase.CLOSED:
            values = {"opening": self.standing.opening, **more}
            self.standing = Standing(phase, **values)  # type: ignore[arg-type]
            self.changed.tell(self.standing)


def key_bytes(keys: str) -> bytes:
    """What Docker's notation of detach keys stands for: ``ctrl-p,ctrl-q`` or single letters."""
    return b"".join(
        bytes([ord(key[-1].upper()) & 0x1F]) if key.lower().startswith("ctrl-") else key.encode()
        for key in keys.split(",")
    )
