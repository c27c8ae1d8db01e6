"""Choose which part of a log is read: how many lines, from when, until when."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished
from desktop.ui.dialogs.form import discard
from desktop.ui.logs.moments import stamp_of
from desktop.ui.logs.open_log import Part
from desktop.ui.logs.words import number
from desktop.ui.text import tr
from desktop.ui.theme import GRID

TAILS = (100, 1_000, 10_000, 100_000, None)


def tail_text(tail: int | None) -> str:
    """``Last 1,000 lines``."""
    return tr("All lines") if tail is None else tr("Last {number} lines", number=number(tail))


class PartDialog(QDialog):
    """Takes what docker's ``--tail``, ``--since`` and ``--until`` take."""

    def __init__(self, parent: QWidget | None, part: Part, now: float) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Part of the log"))
        self.setMinimumWidth(100 * GRID)
        self._now = now
        tails = QComboBox()
        for tail in TAILS:
            tails.addItem(tail_text(tail), tail)
        if part.tail in TAILS:
            tails.setCurrentIndex(TAILS.index(part.tail))
        example = tr("such as 10m, 1h30m or 2024-01-02T13:23:37")
        self.tail = Field(tr("Lines"), tails, lambda _text: ok())
        self.since = Field(tr("Since"), line_edit(part.since), self._judged, hint=example)
        self.until = Field(
            tr("Until"), line_edit(part.until), self._judged, hint=tr("empty: follow what comes")
        )
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        column.setSpacing(3 * GRID)
        for field in (self.tail, self.since, self.until):
            column.addWidget(field)
            field.changed.connect(self._on_changed)
            field.check()
        column.addWidget(self.buttons)

    @property
    def part(self) -> Part:
        """What was chosen."""
        since, until = (stamp_of(f.text, self._now) or "" for f in (self.since, self.until))
        return Part(TAILS[self.tail.editor.currentIndex()], since, until)  # type: ignore[union-attr]

    def _judged(self, text: str) -> Verdict:
        return ok() if stamp_of(text, self._now) is not None else unfinished(tr("This is no time."))

    def _on_changed(self) -> None:
        good = self.since.accepted and self.until.accepted
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(good)


async def choose_part(parent: QWidget | None, part: Part, now: float) -> Part | None:
    """Ask; None where it stays as it is."""
    dialog = PartDialog(parent, part, now)
    done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finish(accepted: object = False) -> None:
        if not done.done():
            done.set_result(accepted is True)

    dialog.accepted.connect(lambda: finish(True))
    dialog.rejected.connect(finish)
    dialog.destroyed.connect(finish)  # with the parent's window
    dialog.open()
    try:
        return dialog.part if await done else None
    finally:
        discard(dialog)
