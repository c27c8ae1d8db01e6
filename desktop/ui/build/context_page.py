"""What would be sent: how much, the largest parts of it, and what is left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.context_files import IGNORE_FILE, ContextScan, LeftOut, Oddity, Part
from desktop.ui import units
from desktop.ui.build import words
from desktop.ui.build.draft import Draft
from desktop.ui.build.in_the_way import large
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font, row_height

_TROUBLES = 10  # shown of them


class ContextPage(QScrollArea):
    """``unwanted`` names a path that is to be left out from now on."""

    unwanted = Signal(str)

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._shown: object = None
        self.banner = Banner()
        self.total = PlainLabel()
        self.total.setFont(font(Type.HEADING))
        self.about = ToneLabel()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(3 * GRID)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnStretch(0, 1)
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(body)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.banner)
        column.addWidget(self.total)
        column.addWidget(self.about)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        draft.changed.connect(self.check)
        self.check()

    def check(self) -> None:
        """Show it as it is known now."""
        draft = self._draft
        now = (draft.scan, draft.scan_problem, draft.spec.folder)
        if now == self._shown:
            return
        self._shown = now
        self._say()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if draft.scan is not None:
            self._list(draft.scan)

    def _say(self) -> None:
        draft, scan = self._draft, self._draft.scan
        size = units.size(scan.size) if scan is not None else ""
        if draft.spec.folder is None:
            self.total.setText(tr("No folder is sent"))
            self.about.setText(tr("COPY and ADD find nothing but what is on the web."))
        elif scan is None:
            self.total.setText(tr("Looking at the folder…"))
            self.about.setText("")
        else:
            said = tr("%n file(s), {size}", "", scan.files, size=size)
            self.total.setText(said if scan.complete else tr("{sum} so far…", sum=said))
            self.about.setText(tr("This much is sent to the Engine before the first step."))
        if draft.scan_problem:
            said = words.not_sent(draft.scan_problem)
            self.banner.say(said, Tone.DANGER, dismissible=False)
        elif said := large(draft):
            self.banner.say(said, Tone.WARNING, dismissible=False)
        else:
            self.banner.hide()

    def _list(self, scan: ContextScan) -> None:
        if scan.troubles:
            self._title(tr("To be known"))
            for one in scan.troubles[:_TROUBLES]:
                bad = one.oddity is Oddity.UNREADABLE
                label = ToneLabel(words.trouble(one), tone=Tone.DANGER if bad else Tone.MUTED)
                row = self._row(label, columns=3)
                if bad:
                    self._rows.addWidget(self._button(one.path), row, 3)
            if scan.troubles_in_all > _TROUBLES:
                more = scan.troubles_in_all - _TROUBLES
                self._row(ToneLabel(tr("And %n more.", "", more)))
        if scan.largest:
            self._title(tr("The largest parts"))
            for part in scan.largest:
                self._part(part, scan.size)
        if scan.left_out:
            self._title(tr("Left out by .dockerignore"))
            for one_out in scan.left_out:
                self._left_out(one_out)

    def _part(self, part: Part, whole: int) -> None:
        path = f"{part.path}/" if part.is_folder else part.path
        name = PlainLabel(visible(path), elide=Qt.TextElideMode.ElideMiddle)
        name.setFont(font(Type.MONO))
        row = self._row(name)
        bar = QProgressBar()
        bar.setRange(0, 1000)
        bar.setValue(round(1000 * part.size / max(1, whole)))
        bar.setTextVisible(False)
        bar.setFixedSize(25 * GRID, 2 * GRID)
        self._rows.addWidget(bar, row, 1)
        self._rows.addWidget(_right(units.size(part.size)), row, 2)
        if part.path not in (IGNORE_FILE, self._draft.spec.dockerfile):
            self._rows.addWidget(self._button(part.path), row, 3)

    def _left_out(self, one: LeftOut) -> None:
        name = PlainLabel(visible(one.pattern), elide=Qt.TextElideMode.ElideMiddle)
        name.setFont(font(Type.MONO))
        row = self._row(name)
        self._rows.addWidget(_right(tr("%n file(s)", "", one.files)), row, 1)
        self._rows.addWidget(_right(units.size(one.size)), row, 2)
        said = tr("line {line}", line=one.line)
        self._rows.addWidget(ToneLabel(said), row, 3)

    def _title(self, text: str) -> None:
        label = PlainLabel(text)
        label.setFont(font(Type.NAME))
        label.setContentsMargins(0, 3 * GRID, 0, GRID)
        self._rows.addWidget(label, self._rows.rowCount(), 0, 1, 4)

    def _row(self, first: QWidget, columns: int = 1) -> int:
        row = self._rows.rowCount()
        first.setMinimumHeight(row_height())
        self._rows.addWidget(first, row, 0, 1, columns)
        return row

    def _button(self, path: str) -> QWidget:
        button = QPushButton(tr("Leave out"))
        button.setFlat(True)
        button.setAutoDefault(False)
        button.setToolTip(tr("Add a line to .dockerignore"))
        name = visible(path, limit=80)
        button.setAccessibleName(tr("Leave out {path}", path=name))
        button.clicked.connect(lambda: self.unwanted.emit(path))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        return holder


def _right(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
