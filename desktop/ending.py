"""How a signal ends the application."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Iterator

from PySide6.QtCore import QSocketNotifier, QTimer


@contextlib.contextmanager
def ended_by_signals(ended: asyncio.Event) -> Iterator[None]:
    """End in order on Ctrl+C and SIGTERM.

    Qt's loop does not let Python see a signal by itself: a socket pair wakes it
    (``signal.set_wakeup_fd``), so that no timer is needed.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)

    def drain() -> None:
        with contextlib.suppress(BlockingIOError):
            ours.recv(64)

    notifier.activated.connect(drain)
    before = {
        number: signal.signal(number, lambda *_: QTimer.singleShot(0, ended.set))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    wakeup = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        notifier.deleteLater()
        ours.close()
        theirs.close()
