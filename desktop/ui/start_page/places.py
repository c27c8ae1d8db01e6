"""The places that were tried, and why no Engine answers there: a table of labels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Origin
from desktop.engine.errors import Reason, Unreachable
from desktop.model.secrets import masked_text
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.plain import PlainLabel, tooltip, visible
from desktop.ui.start_page import words
from desktop.ui.start_page.pieces import Disclosure, muted
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font
from desktop.ui.unreachable import unreachable
from desktop.ui.wording import endpoint_name

_FEW = 3  # so many places without a socket need not be hidden away
_LONGEST_QUOTE = 400


@dataclass(frozen=True, slots=True)
class Tried:
    """One row: a place, why no Engine answers there, and what to do about it."""

    name: str
    url: str
    why: str
    advice: str = ""
    missing: bool = False


def rows(attempts: tuple[Attempt, ...]) -> tuple[list[Tried], list[Tried]]:
    """What deserves a row of its own, and the places where there is simply nothing."""
    shown: list[Tried] = []
    absent: list[Tried] = []
    for number, attempt in enumerate(attempts):
        row = _row(attempt)
        usual = attempt.endpoint.origin is Origin.WELL_KNOWN and number > 0
        (absent if row.missing and usual else shown).append(row)
    if len(absent) < _FEW:
        return shown + absent, []
    return shown, absent


def _row(attempt: Attempt) -> Tried:
    endpoint, error = attempt.endpoint, attempt.error
    name = endpoint_name(endpoint)
    why = words.reason(error, local=endpoint.url.startswith(("unix:", "npipe:")))
    if error is None:
        return Tried(name, endpoint.url, why)
    if isinstance(error, Unreachable) and error.reason in (Reason.MISSING, Reason.DENIED):
        missing = error.reason is Reason.MISSING
        return Tried(name, endpoint.url, why, missing=missing)
    _, advice = unreachable(endpoint, error)
    told = not isinstance(error, Unreachable) or error.reason in (Reason.TLS, Reason.BAD_ADDRESS)
    if told and error.explanation and error.explanation not in advice:
        said = visible(masked_text(error.explanation), limit=_LONGEST_QUOTE)
        advice = tr("“{text}”. {advice}", text=said, advice=advice)
    return Tried(name, endpoint.url, why, advice)


class PlacesCard(QFrame):
    """The table. What is equal is left as it is, so that nothing flickers at each attempt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._shown = _Table()
        self._absent = _Table()
        self.more = Disclosure()
        self.more.hide()
        inner = QVBoxLayout(self.more.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._absent)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._shown)
        column.addWidget(self.more)

    def show_attempts(self, attempts: tuple[Attempt, ...]) -> None:
        shown, absent = rows(attempts)
        self._shown.show_rows(shown)
        self._absent.show_rows(absent)
        self._absent.align_with(self._shown)
        if absent:
            self.more.set_text(tr("%n other place(s) ha(s|ve) no socket", "", len(absent)))
        self.more.setVisible(bool(absent))

    def repaint_marks(self) -> None:
        """The theme has changed: pixmaps do not follow it by themselves."""
        for table in (self._shown, self._absent):
            table.repaint_marks()


class _Table(QWidget):
    """Icon, name, place and reason in columns; an advice below where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Tried] = []
        self._lines: list[_Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID + GRID // 2)
        self._grid.setColumnMinimumWidth(0, SMALL)
        self._grid.setColumnStretch(2, 1)

    def show_rows(self, rows: list[Tried]) -> None:
        if rows == self._rows:
            return
        for number, row in enumerate(rows):
            if number == len(self._lines):
                self._lines.append(_Line(self._grid, number))
            if number >= len(self._rows) or self._rows[number] != row:
                self._lines[number].show_row(row)
        for line in self._lines[len(rows) :]:
            line.hide()
        self._rows = list(rows)

    def repaint_marks(self) -> None:
        for line, row in zip(self._lines, self._rows, strict=False):
            line.show_row(row)

    def align_with(self, other: _Table) -> None:
        """The same width for the names of both tables."""
        widths = [line.name.sizeHint().width() for line in (*self._lines, *other._lines)]
        for table in (self, other):
            table._grid.setColumnMinimumWidth(1, max(widths, default=0))


class _Line:
    """The labels of one row, in the grid of the table."""

    def __init__(self, grid: QGridLayout, number: int) -> None:
        self._mark = QLabel()
        self.name = PlainLabel()
        self.name.setFont(font(Type.NAME))
        self._place = PlainLabel(elide=Qt.TextElideMode.ElideMiddle)
        self._place.setFont(font(Type.MONO))
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._why = PlainLabel()
        self._advice = muted()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._mark, 2 * number, 0)
        grid.addWidget(self.name, 2 * number, 1)
        grid.addWidget(self._place, 2 * number, 2)
        grid.addWidget(self._why, 2 * number, 3, right)
        grid.addWidget(self._advice, 2 * number + 1, 1, 1, 3)

    def show_row(self, row: Tried) -> None:
        glyph, tone = (Icon.DANGLING, Tone.MUTED) if row.missing else (Icon.WARNING, Tone.WARNING)
        ratio = self._mark.devicePixelRatioF()
        self._mark.setPixmap(icon(glyph, tone).pixmap(QSize(SMALL, SMALL), ratio))
        role = QPalette.ColorRole.PlaceholderText if row.missing else QPalette.ColorRole.WindowText
        self.name.setForegroundRole(role)
        self._why.setForegroundRole(role)
        self.name.setText(row.name)
        self._place.setText(row.url)
        self._why.setText(row.why)
        self._advice.setText(row.advice)
        told = f"{row.name}, {row.url}: {row.why}. {row.advice}".strip()
        self.name.setAccessibleDescription(told)
        self._why.setToolTip(tooltip(told))
        for part in (self._mark, self.name, self._place, self._why):
            part.show()
        self._advice.setVisible(bool(row.advice))

    def hide(self) -> None:
        for part in (self._mark, self.name, self._place, self._why, self._advice):
            part.hide()
