"""A session and a view joined: what is typed goes to the program, what it writes to the view."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.model.terminals.plans import Opened, Plan
from desktop.model.terminals.session import Phase, Standing, TerminalSession
from desktop.terminal.protocol import Modes
from desktop.ui.terminal.shared import SharedTerminals
from desktop.ui.terminal.view import TerminalView
from desktop.ui.text import tr

_TYPED_AHEAD = 4096  # bytes, while it opens
_PAUSES = (Phase.ENDED, Phase.DETACHED, Phase.LOST, Phase.FAILED)

# What a program that is gone may have left: another screen, a region, the mouse, a hidden cursor.
# Leaving the other screen puts the cursor back to where it was saved, on whichever screen it is.
_RESTORED = b"\x18\x1b7\x1b[?1049l\x1b[!p\x1b[?9;1000;1002;1003;1004;2004;2026l\x1b[?7;25h\x1b[0m"

MakePlan = Callable[[Engine], Awaitable[Plan]]


class Conversation(QObject):
    """Begins when told, once it is known what with. End it by awaiting ``close_down``."""

    changed = Signal()
    """How it stands, or whether it shares what is typed."""

    def __init__(
        self,
        engine: Callable[[], Engine | None],
        make_plan: MakePlan,
        view: TerminalView,
        shared: SharedTerminals,
    ) -> None:
        super().__init__(view)
        self._engine = engine
        self._make_plan = make_plan
        self._view = view
        self._shared = shared
        self._running: asyncio.Task[None] | None = None
        self._writes: set[asyncio.Future[None]] = set()
        self._ahead = b""
        self._sent = b""  # the first of it, as it may be that nobody is there who reads
        self.session: TerminalSession | None = None
        self.unplanned: EngineError | None = None
        """Why it is not known what to talk with."""
        self._unsubscribe = shared.group.changed.subscribe(lambda _members: self.changed.emit())
        view.readers = self._readers
        view.typed.connect(self._on_typed)
        view.sent.connect(self._on_sent)
        view.replied.connect(self._on_replied)
        view.resized.connect(self._on_resized)

    # How it stands

    @property
    def standing(self) -> Standing:
        """How far it has come."""
        return self.session.standing if self.session is not None else Standing()

    @property
    def opened(self) -> Opened | None:
        """What it talks with, while it does."""
        return self.session.opened if self.session is not None else None

    @property
    def shares(self) -> bool:
        """Whether what is typed here goes to others, too."""
        return self.session is not None and self.session in self._shared.group.members

    def share(self, wanted: bool) -> None:
        """Join the terminals that are typed into at once, or leave them."""
        view = self._view
        if self.session is not None and wanted:
            self._shared.group.add(self.session, lambda: view.terminal.modes, view.sent.emit)
        elif self.session is not None:
            self._shared.group.remove(self.session)

    # What is done

    def begin(self) -> None:
        """Find out what to talk with, and talk."""
        if self._running is None or (self._running.done() and self.session is None):
            self.unplanned = None
            self._running = asyncio.get_running_loop().create_task(self._run())
            self.changed.emit()

    def look_again(self) -> None:
        """Find out anew what to talk with: what was to be begun is not there.

        What was typed at it is for the next.
        """
        if self.session is not None:
            self._ahead = (self._sent + self._ahead)[:_TYPED_AHEAD]
            self._note(tr("[looking for another shell]"))
            session, self.session = self.session, None
            self._start(session.close())

    def begin_again(self) -> None:
        """After an end of any kind."""
        if self.session is None:
            self.begin()
        elif self.session.standing.phase in _PAUSES:
            self._sent = b""  # it was read
            self.session.reconnect()

    def detach(self) -> None:
        """Leave the program running."""
        if self.session is not None:
            self._start(self.session.detach())

    async def running_program(self) -> str | None:
        """The command that closing would end; see :class:`TerminalSession`."""
        return await self.session.running_program() if self.session is not None else None

    async def close_down(self) -> None:
        """End it, and what was begun for it."""
        self._unsubscribe()
        self.share(False)
        self._view.close_down()
        try:
            if self.session is not None:
                await self.session.close()
        finally:
            tasks = [*self._writes, *([self._running] if self._running is not None else [])]
            for task in tasks:
                task.cancel()
            if tasks:
                await asyncio.wait(tasks)

    async def _run(self) -> None:
        await self._talk()
        while self.session is None and self.unplanned is None:
            await self._talk()

    async def _talk(self) -> None:
        try:
            engine = self._engine()
            if engine is None:
                from desktop.engine.errors import Reason, Unreachable

                raise Unreachable(Reason.DROPPED)
            plan = await self._make_plan(engine)
        except EngineError as error:
            self.unplanned, self._ahead = error, b""
            self.changed.emit()
            return
        terminal = self._view.terminal
        session = TerminalSession(
            self._engine,
            plan,
            self._view.take,
            columns=terminal.columns,
            rows=terminal.rows,
            hang_ups=self._shared.hang_ups,
            connect=self._shared.connect,
        )
        self.session = session
        session.changed.subscribe(self._on_session_changed)
        await session.run()

    def _on_session_changed(self, standing: Standing) -> None:
        match standing.phase:
            case Phase.RUNNING:
                if standing.opening > 1:
                    self._note(tr("[a new session]"))
                ahead, self._ahead, self._sent = self._ahead, b"", b""
                if ahead:
                    self._send(ahead)
            case Phase.LOST:
                self._note(tr("[session lost]"))
            case Phase.DETACHED:
                self._note(tr("[detached]"))
            case Phase.ENDED:
                self._view.feed(_RESTORED)
        self.changed.emit()

    def _note(self, text: str) -> None:
        """A line of ours among the program's."""
        self._view.feed(_RESTORED + b"\r\n\x1b[2m" + text.encode() + b"\x1b[0m\r\n")

    # What is typed

    def _on_typed(self, data: bytes) -> None:
        phase = self.standing.phase
        if phase is Phase.OPENING and self.unplanned is None:
            self._ahead = (self._ahead + data)[:_TYPED_AHEAD]
        elif phase is not Phase.RUNNING:
            if data in (b"\r", b"\r\n"):
                self.begin_again()
        elif self.shares:
            self._shared.group.write(self._view.typing or (lambda _modes: data))
        else:
            self._send(data)

    def _on_sent(self, data: bytes) -> None:
        self._sent = (self._sent + data)[:_TYPED_AHEAD]

    def _on_replied(self, data: bytes) -> None:
        if self.session is not None:
            self._start(self.session.reply(data))

    def _readers(self) -> tuple[Modes, ...]:
        return self._shared.group.modes if self.shares else (self._view.terminal.modes,)

    def _send(self, data: bytes) -> None:
        if self.session is not None:
            self._view.sent.emit(data)
            self._start(self.session.write(data))

    def _start(self, work: Awaitable[None]) -> None:
        write = asyncio.ensure_future(work)
        self._writes.add(write)
        write.add_done_callback(self._written)

    def _written(self, write: asyncio.Future[None]) -> None:
        self._writes.discard(write)
        if not write.cancelled():
            write.exception()  # the session tells of a lost connection by itself

    def _on_resized(self, columns: int, rows: int) -> None:
        if self.session is not None:
            self.session.resize(columns, rows)
