"""Bytes on their way into a terminal: a bounded queue, taken in slices that never hold the window.

A program may write faster than any screen can show. ``take()`` waits for room, so that who reads
from the Engine reads no faster than is shown, and the program waits in turn.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from time import perf_counter
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.terminal.protocol import Bell, ClipboardOffered, Terminal, TitleChanged
from desktop.ui.terminal.pace import HURRY

ROOM = 256 * 1024
"""Bytes that wait at most. Fewer where fewer are taken: an interrupt is seen after all of them."""
BUDGET = 0.008
"""Seconds that one turn of the event loop may take; of all terminals together not twice as many."""
LONG_BUDGET = 0.024
"""The same while somebody waits for what comes after a flood: between turns time is lost."""

_fed: WeakSet[Feeding] = WeakSet()  # those for which something waits

_SMALLEST, _LARGEST = 4 * 1024, 64 * 1024
_TURNS = 2  # that what waits is enough for, so that none lacks work
_SLICE_SECONDS = 0.003
_QUIET = 50  # milliseconds without output, after which there is time to count rows


class Feeding(QObject):
    """Feeds a terminal a little in each turn of Qt's event loop."""

    fed = Signal(bool)
    """The terminal has taken something; and whether more waits."""
    replied = Signal(bytes)
    bell_rang = Signal()
    title_changed = Signal(str)
    clipboard_offered = Signal(str)

    def __init__(self, terminal: Terminal, is_held: Callable[[], bool], parent: QObject) -> None:
        """``is_held`` says whether somebody relies on the numbers of rows."""
        super().__init__(parent)
        self._is_held = is_held
        self._terminal = terminal
        self._queue: deque[memoryview] = deque()
        self._slice = 16 * 1024
        self._room = ROOM
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET)
        self._quiet.timeout.connect(self._on_quiet)
        self._closed = False
        self._hurries_until = 0.0
        self.waiting = 0
        """How many bytes are in the queue."""

    def feed(self, data: bytes) -> None:
        """Put it in the queue, whether or not there is room: for what is short."""
        if data and not self._closed:
            self._queue.append(memoryview(data))
            self.waiting += len(data)
            if not self._turn.isActive():
                self._turn.start()
                _fed.add(self)

    async def take(self, data: bytes) -> None:
        """Put it in the queue as soon as there is room."""
        for start in range(0, len(data), _LARGEST):
            while self.waiting >= self._room and not self._closed:
                room = asyncio.get_running_loop().create_future()
                self._waiting.append(room)
                await room
            self.feed(data[start : start + _LARGEST])

    def hurry(self) -> None:
        """Somebody waits for what comes after all that waits."""
        self._hurries_until = perf_counter() + HURRY

    def close_down(self) -> None:
        """Take nothing more; who waits for room goes on."""
        self._closed = True
        _fed.discard(self)
        self._turn.stop()
        self._quiet.stop()
        self._queue.clear()
        self.waiting = 0
        self._wake()

    def _wake(self) -> None:
        while self._waiting and self.waiting < self._room:
            room = self._waiting.popleft()
            if not room.done():
                room.set_result(None)
                break  # it takes the room
        if self._closed:
            for room in self._waiting:
                if not room.done():
                    room.set_result(None)
            self._waiting.clear()

    def _next(self) -> bytes:
        """The next slice: parts of several writes, or a part of one."""
        parts: list[memoryview] = []
        room = self._slice
        while self._queue and room:
            part = self._queue.popleft()
            if len(part) > room:
                self._queue.appendleft(part[room:])
                part = part[:room]
            room -= len(part)
            parts.append(part)
        return b"".join(parts)

    def _on_turn(self) -> None:
        self._terminal.exact = self._is_held()
        began = before = perf_counter()
        took, waited = 0.0, self.waiting
        budget = LONG_BUDGET if began < self._hurries_until else 2 * BUDGET / (1 + len(_fed))
        while self._queue and before + took - began < budget:
            data = self._next()
            self._terminal.feed(data)
            self.waiting -= len(data)
            now = perf_counter()
            took, before = now - before, now
            if took > _SLICE_SECONDS:
                self._slice = max(_SMALLEST, self._slice // 2)
            elif took < _SLICE_SECONDS / 2 and len(data) == self._slice:
                self._slice = min(_LARGEST, self._slice * 2)
        if self._queue:
            self._room = max(_LARGEST, min(_TURNS * (waited - self.waiting), ROOM))
        self._wake()
        if self._queue:
            self._turn.start()
        else:
            _fed.discard(self)
            self._room = min(2 * self._room, ROOM)
            self._quiet.start()
        self._tell()

    def _on_quiet(self) -> None:
        """The numbers of rows may only be estimated so far."""
        counted = self._terminal.numbering
        self._terminal.exact = True
        if self._terminal.numbering != counted:
            self.fed.emit(False)

    def _tell(self) -> None:
        """What else the program did."""
        replies = self._terminal.take_replies()
        if replies:
            self.replied.emit(replies)
        for notice in self._terminal.take_notices():
            match notice:
                case Bell():
                    self.bell_rang.emit()
                case TitleChanged(title):
                    self.title_changed.emit(title)
                case ClipboardOffered(text):
                    self.clipboard_offered.emit(text)
        self.fed.emit(bool(self._queue))
