"""Engine places of a person's own: on other machines by SSH, at sockets of one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from desktop.engine import addresses
from desktop.engine.errors import Unreachable
from desktop.model import preferences
from desktop.model.preferences import Place, read_places
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.list_tree import RowOfHeight
from desktop.ui.plain import visible
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import Group, Row, SettingsPage, combo_box
from desktop.ui.text import tr
from desktop.ui.theme import GRID, row_height

_PLACE = int(Qt.ItemDataRole.UserRole)
_ROWS = 4


class PlacesPage(SettingsPage):
    """A list, what adds to it, and which one is used at the start."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("Engine places"))
        self._means = means
        self._settings = means.settings
        self.first = combo_box()
        self._first_row = Row(
            tr("At the start, use"),
            self.first,
            tr("Options of the command line and docker's environment variables count for more."),
        )
        self.add(Group("", self._first_row))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Places of your own"))
        self.list.setItemDelegate(RowOfHeight(self.list))
        self.list.setFixedHeight(_ROWS * row_height())
        self.list.viewport().setAutoFillBackground(False)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.currentItemChanged.connect(lambda *_: self._show_buttons())
        self.use = self._button(tr("Use now"), self._use)
        self.remove = self._button(tr("Remove"), self._remove)
        known = tr("Docker's contexts and the sockets of this machine are found without this list.")
        self.add(
            Group(tr("Places of your own"), self.list, _beside(self.use, self.remove), note=known)
        )
        self.name = Field(tr("Name"), line_edit(), lambda _text: ok())
        self.url = Field(
            tr("Address"),
            line_edit(placeholder="ssh://me@server"),
            self._judge,
            hint=tr("ssh://user@machine, tcp://machine:2376 or unix:///path"),
        )
        self.plus = self._button(tr("Add"), self._add)
        fields = QWidget()
        row = QHBoxLayout(fields)
        row.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        row.setSpacing(3 * GRID)
        row.addWidget(self.name, 2)
        row.addWidget(self.url, 3)
        self.add(Group(tr("Another place"), fields, _beside(self.plus)))
        for field in (self.name, self.url):
            field.changed.connect(self._show_buttons)
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self._add)
        self.finish()
        self._show()
        self.first.activated.connect(self._on_first_chosen)

    @property
    def places(self) -> tuple[Place, ...]:
        """Those that are kept."""
        return read_places(self._settings.chosen(preferences.PLACES))

    def _judge(self, text: str) -> Verdict:
        if not text:
            return unfinished()
        try:
            full = addresses.normal(text)
        except Unreachable as problem:
            return wrong(visible(problem.explanation, limit=200))
        if any(place.url == full for place in self.places):
            return wrong(tr("This address is in the list already."))
        if full.startswith("tcp://") and not full.endswith(f":{addresses.TLS_PORT}"):
            return ok(tr("Not encrypted: whoever is on the way can do all that you can."))
        return ok()

    def _show(self) -> None:
        self.list.clear()
        for place in self.places:
            text = f"{visible(place.name, limit=60)}  —  {visible(place.url, limit=200)}"
            item = QListWidgetItem(text if place.name != place.url else visible(place.url))
            item.setData(_PLACE, place)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.first.clear()
        self.first.addItem(tr("Where docker would look"), "")
        for place in self.places:
            self.first.addItem(visible(place.name, limit=40), place.url)
        chosen = self.first.findData(self._settings.chosen(preferences.FIRST_PLACE))
        self.first.setCurrentIndex(max(0, chosen))
        self.url.check()
        self._show_buttons()

    def _show_buttons(self) -> None:
        place = self._current()
        self.remove.setEnabled(place is not None)
        self.use.setEnabled(place is not None and place.url != self._means.in_use())
        self.plus.setEnabled(self.url.accepted)

    def _current(self) -> Place | None:
        item = self.list.currentItem()
        place: Place | None = item.data(_PLACE) if item is not None else None
        return place

    def _keep(self, places: tuple[Place, ...]) -> None:
        self._settings.choose(preferences.PLACES, [place.text for place in places])
        self._show()

    def _add(self) -> None:
        if self.url.accepted:
            full = addresses.normal(self.url.text)
            self._keep((*self.places, Place(self.name.text or full, full)))
            for field in (self.name, self.url):
                if isinstance(field.editor, QLineEdit):
                    field.editor.clear()
            self.list.setCurrentRow(self.list.count() - 1)

    def _remove(self) -> None:
        gone = self._current()
        if gone is not None:
            if self._settings.chosen(preferences.FIRST_PLACE) == gone.url:
                self._settings.choose(preferences.FIRST_PLACE, "")
            self._keep(tuple(place for place in self.places if place != gone))

    def _use(self) -> None:
        place = self._current()
        if place is not None:
            self._means.use(place.endpoint)
            self.left.emit()

    def _on_first_chosen(self, number: int) -> None:
        self._settings.choose(preferences.FIRST_PLACE, self.first.itemData(number))

    def _button(self, text: str, act: object) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(act)
        return made


def _beside(*widgets: QWidget) -> QWidget:
    """These beside each other, at the left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
    row.setSpacing(2 * GRID)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return made
