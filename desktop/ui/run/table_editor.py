"""A table that edits options which are given several times, and says what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.dialogs.fields import set_property
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import TableEntry
from desktop.ui.run.table import RowsModel
from desktop.ui.run.table_view import Table
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type


class TableEditor(QWidget):
    """Rows, and below them what is wrong with the first that is."""

    def __init__(self, draft: Draft, entry: TableEntry) -> None:
        super().__init__()
        self._draft = draft
        self._kind = entry.kind
        self.rows = RowsModel(entry.kind)
        self.rows.setParent(self)
        label = tr(entry.label)
        self.table = Table(label, self.rows, draft.session.store, seen=entry.rows)
        self._note = ToneLabel(size=Type.SMALL)
        self._bad = ""
        self._last_button: QPushButton | None = None
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GRID)
        self._title = PlainLabel(label)
        self._title.setBuddy(self.table)
        self.buttons.addWidget(self._title, 1)
        self.add_button(Icon.RUN, tr("Add"), self.table.add_row)
        self._remove = self.add_button(Icon.CANCEL, tr("Remove"), self.table.remove_selected)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self.buttons)
        column.addWidget(Framed(self.table))
        column.addWidget(self._note)
        self.setFocusProxy(self.table)
        self.column = column
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.rows.edited.connect(self.commit)
        self.table.pasted_badly.connect(self._on_pasted_badly)
        self.fill()

    @property
    def fields(self) -> tuple[str, ...]:
        return self._kind.fields

    def add_button(self, picture: Icon, text: str, act: Callable[[], object]) -> QPushButton:
        """Put a small button above the table."""
        button = QPushButton(icon(picture), text, self)
        button.setIconSize(BESIDE_TEXT)
        button.setFlat(True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        self.buttons.addWidget(button)
        if self._last_button is not None:
            self.setTabOrder(self._last_button, button)
        self._last_button = button
        return button

    def mark_letter(self, label: str) -> None:
        """As with a field."""
        self._title.setText(label)

    def fill(self) -> None:
        self._bad = ""
        self.rows.show_values(self._kind.values(self._draft.spec))
        self.check()

    def commit(self) -> None:
        self._bad = ""
        self._draft.put(self._kind.parts(self.rows.values), self.rows.problem)

    def check(self) -> None:
        self.rows.offer(self._kind.offered(self._draft.image, self._draft.spec))
        troubles = [each for each in self._draft.troubles if each.field in self._kind.fields]
        self.rows.mark_wrong(frozenset(each.part for each in troubles if each.part))
        said = "\n".join(dict.fromkeys(each.text for each in troubles))
        if self._bad:
            said = tr("Not pasted: {lines}", lines=visible(self._bad, limit=300, lines=True))
        self._note.say(said, Tone.DANGER if said else Tone.MUTED)
        self._note.setVisible(bool(said))
        self.table.setAccessibleDescription(said)
        self._on_selected()

    def _on_selected(self) -> None:
        self._remove.setEnabled(bool(self.table.selected_rows()))

    def _on_pasted_badly(self, lines: str) -> None:
        self._bad = lines
        self.check()


class Framed(QFrame):
    """A view in a frame like that of a field."""

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(view)
        set_property(self, "card", True)
