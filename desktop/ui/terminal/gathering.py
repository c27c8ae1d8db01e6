"""The text of a selection, read a little in each turn of the loop: a full scrollback takes long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from desktop.terminal.protocol import Terminal
from desktop.terminal.selection import Selection, selected_pieces

TURN = 0.008
"""Seconds of the loop at a time."""
LEAST = 512
"""Pieces that are read however long it takes: 256 rows, and the ends of their lines."""


class Gathering(QObject):
    """Reads one selection at a time; another takes its place."""

    def __init__(self, terminal: Terminal, parent: QObject) -> None:
        super().__init__(parent)
        self._terminal = terminal
        self._numbering = 0
        self._pieces: Iterator[str] = iter(())
        self._read: list[str] = []
        self._then: Callable[[str], object] = str
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn)

    @property
    def busy(self) -> bool:
        """Whether there is more to read: the numbers of the rows must last so long."""
        return self._turn.isActive()

    def begin(self, selection: Selection, then: Callable[[str], object]) -> None:
        """Call ``then`` with its text, at once if there is little of it.

        It is not called once the rows are numbered anew: the selection is void then.
        """
        self.stop()
        self._numbering = selection.numbering
        self._pieces = selected_pieces(self._terminal, selection)
        self._then = then
        self._on_turn()

    def stop(self) -> None:
        """Read no more."""
        self._turn.stop()
        self._pieces, self._read = iter(()), []

    def _on_turn(self) -> None:
        if self._terminal.numbering != self._numbering:
            self.stop()
            return
        began = perf_counter()
        for piece in self._pieces:
            self._read.append(piece)
            if not len(self._read) % LEAST and perf_counter() - began > TURN:
                self._turn.start()
                return
        text = "".join(self._read)
        self.stop()
        if text:
            self._then(text)
