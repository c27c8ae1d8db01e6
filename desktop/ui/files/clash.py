"""Asks what becomes of a file whose name is taken where it is to go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.file_records import Answer, Clash, Decision, FileEntry, FileKind
from desktop.ui import units
from desktop.ui.awaiting import awaited
from desktop.ui.dialogs.fields import set_property
from desktop.ui.dialogs.labels import Mark
from desktop.ui.files.words import KINDS
from desktop.ui.icons import Icon
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_WIDTH = 520


async def ask_about(parent: QWidget, clash: Clash) -> Answer | None:
    """The decision; None cancels the whole copy."""
    dialog = ClashDialog(parent, clash)
    async with awaited(dialog):
        return dialog.answer


class ClashDialog(QDialog):
    """What is there and what comes, side by side; Escape cancels the copy."""

    def __init__(self, parent: QWidget | None, clash: Clash) -> None:
        super().__init__(parent)
        self.answer: Answer | None = None
        self.setWindowTitle(tr("The name is taken"))
        self.setMinimumWidth(_WIDTH)
        heading = PlainLabel(
            tr("{name} is there already", name=visible(clash.theirs.name, limit=80))
        )
        heading.setFont(font(Type.HEADING))
        heading.setWordWrap(True)
        path = PlainLabel(visible(clash.path, limit=400), wrap=True)
        path.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(heading)
        words.addWidget(path)
        top = QHBoxLayout()
        top.setSpacing(3 * GRID)
        top.addWidget(Mark(Icon.WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.for_all = QCheckBox(tr("Do the same with &all that follow"))
        self.for_all.setAccessibleName(tr("Do the same with all that follow"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 4 * GRID)
        column.setSpacing(4 * GRID)
        column.addLayout(top)
        column.addLayout(_compared(clash))
        column.addWidget(self.for_all)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        self.skip = self._button(tr("&Skip"), tr("Skip"), Decision.SKIP)
        self.keep = self._button(tr("&Keep both"), tr("Keep both"), Decision.KEEP_BOTH)
        self.replace = self._button(tr("&Replace"), tr("Replace"), Decision.REPLACE)
        self.keep.setToolTip(tr("The one that comes gets a number"))
        set_property(self.replace, "tone", "danger")
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setToolTip(tr("End the copy"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        row.addWidget(self.cancel)
        row.addStretch(1)
        for button in (self.replace, self.skip, self.keep):
            row.addWidget(button)
        self.keep.setDefault(True)
        self.keep.setFocus()
        return row

    def _button(self, text: str, name: str, decision: Decision) -> QPushButton:
        made = QPushButton(text)
        made.setAccessibleName(name)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._decide(decision))
        return made

    def _decide(self, decision: Decision) -> None:
        self.answer = Answer(decision, self.for_all.isChecked())
        self.accept()


def _compared(clash: Clash) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(6 * GRID)
    grid.setVerticalSpacing(GRID)
    newer = clash.ours.modified > clash.theirs.modified
    sides = ((tr("There now"), clash.theirs, not newer), (tr("Comes"), clash.ours, newer))
    for column, (title, entry, is_newer) in enumerate(sides):
        head = PlainLabel(title)
        head.setFont(font(Type.NAME))
        grid.addWidget(head, 0, column)
        differs = clash.ours.modified != clash.theirs.modified
        for row, text in enumerate(_facts(entry, newer=is_newer and differs), 1):
            fact = PlainLabel(text)
            fact.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            grid.addWidget(fact, row, column)
        grid.setColumnStretch(column, 1)
    return grid


def _facts(entry: FileEntry, *, newer: bool) -> list[str]:
    size = units.size(entry.size or 0) if entry.kind is FileKind.FILE else tr(KINDS[entry.kind])
    when = units.exact(entry.modified) or "–"
    return [size, tr("{when} (newer)", when=when) if newer else when]
