"""The way of bytes from the loop to a thread that sends them: in order, and bounded."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator

from desktop.engine.threads import post

UNSENT_BYTES = 256 << 10
_PIECE = 64 << 10


class Outbox:
    """What is to be sent, until a thread has sent it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._changed = threading.Condition()
        self._waiting = bytearray()
        self._sending = 0
        self._ending = False
        self._closed = False
        self._room = asyncio.Event()
        self._turn = asyncio.Lock()  # of those who put: their bytes don't mix

    def __len__(self) -> int:
        """Bytes that are not sent yet."""
        return len(self._waiting) + self._sending

    async def put(self, data: bytes) -> None:
        """Return when all is taken; it is dropped when nobody sends any more."""
        async with self._turn:
            while data and not (self._closed or self._ending):
                self._room.clear()
                with self._changed:
                    room = UNSENT_BYTES - len(self)
                    self._waiting += data[:room]
                    self._changed.notify()
                if data := data[room:]:
                    await self._room.wait()

    async def end(self) -> None:
        """Nothing follows; the other side is told once all is sent."""
        async with self._turn:
            with self._changed:
                self._ending = True
                self._changed.notify()

    def close(self) -> None:
        """Nothing is sent any more. Called by any thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        post(self._loop, self._room.set)

    def pieces(self) -> Iterator[bytes]:
        """In the sending thread: what to send next, until it is closed; empty is the end."""
        while True:
            with self._changed:
                self._sending = 0
                while not (self._waiting or self._ending or self._closed):
                    self._changed.wait()
                if self._closed:
                    return
                piece = bytes(self._waiting[:_PIECE])
                del self._waiting[:_PIECE]
                self._sending = len(piece)
            yield piece
            if not piece:
                return
            post(self._loop, self._room.set)


@contextlib.contextmanager
def sending(
    outbox: Outbox, send: Callable[[bytes], None], cut: Callable[[], None]
) -> Iterator[None]:
    """Send from another thread meanwhile. To be used in the thread that reads the same connection.

    That one ends last, so what both use is closed when nobody uses it. ``cut`` makes a ``send``
    that waits return.
    """

    def work() -> None:
        try:
            for piece in outbox.pieces():
                send(piece)
        except OSError:
            pass  # the reader hears of it, and knows better what it was
        finally:
            outbox.close()

    thread = threading.Thread(target=work, name="send", daemon=True)
    thread.start()
    try:
        yield
    finally:
        outbox.close()
        cut()
        thread.join()
