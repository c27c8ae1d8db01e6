"""Reading on while what was read is being written: the other side need not wait for our disk."""

from __future__ import annotations

import collections
import threading
from collections.abc import Callable, Generator, Iterable

PIECES = 16  # that wait to be taken


class _Waiting:
    """Pieces between the thread that reads and the one that takes them."""

    def __init__(self) -> None:
        self._pieces: collections.deque[bytes] = collections.deque()
        self._changed = threading.Condition()
        self._problem: BaseException | None = None
        self._over = False
        self._stopped = False

    def read(self, pieces: Iterable[bytes]) -> None:
        """In the reading thread: put all of them here."""
        try:
            for piece in pieces:
                with self._changed:
                    while len(self._pieces) >= PIECES and not self._stopped:
                        self._changed.wait()
                    if self._stopped:
                        return
                    self._pieces.append(piece)
                    self._changed.notify_all()
        except BaseException as caught:  # carried over to the taking side, whole
            self._problem = caught
        finally:
            with self._changed:
                self._over = True
                self._changed.notify_all()

    def take(self) -> bytes | None:
        """The next piece; None at the end. Raises what has ended the reading."""
        with self._changed:
            while not self._pieces and not self._over:
                self._changed.wait()
            if self._pieces:
                self._changed.notify_all()
                return self._pieces.popleft()
        if self._problem is not None:
            raise self._problem
        return None

    def stop(self) -> bool:
        """Nobody takes any more; whether there was more to read."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            return not self._over


def read_ahead(
    pieces: Iterable[bytes], cut: Callable[[], None], *, name: str
) -> Generator[bytes, None, None]:
    """The same pieces, read by a thread of its own that is a little ahead.

    The thread ends with the generator: one that is left early is ``cut``.
    """
    waiting = _Waiting()
    thread = threading.Thread(target=waiting.read, args=(pieces,), name=name, daemon=True)
    thread.start()
    try:
        while (piece := waiting.take()) is not None:
            yield piece
    finally:
        if waiting.stop():
            cut()
        thread.join()
