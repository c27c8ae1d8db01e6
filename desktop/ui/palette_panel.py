"""What the command palette shows: the field, the results or that there are none, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.empty import EmptyState
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.palette_card import Card, Line
from desktop.ui.palette_list import ResultList
from desktop.ui.palette_search import Entry, Found
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type

WIDTH = 160 * GRID
_ROWS = 11
_FEWEST_ROWS = 3


class Panel(Card):
    """The field, the page below it, and the line at its foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _make_edit()
        self._glass = PlainLabel()
        self._crumb = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._crumb.setMaximumWidth(WIDTH // 3)
        self._crumb.hide()
        self.list = ResultList()
        self.nothing = EmptyState(Icon.SEARCH, "")
        self._hint = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)
        self._lay_out()
        # After the layout: a label that measured its text loses its font to a new parent's.
        self._crumb.setFont(theme.font(Type.NAME))
        self._hint.setFont(theme.font(Type.SMALL))
        self._paint_glass()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        top.setSpacing(2 * GRID)
        top.addWidget(self._glass)
        top.addWidget(self._crumb)
        top.addWidget(self.edit, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        foot.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addSpacing(GRID)
        column.addLayout(self._pages, 1)
        column.addSpacing(GRID)
        column.addWidget(Line())
        column.addLayout(foot)

    def show_owner(self, owner: Entry | None) -> None:
        """Ask what to do to this object; without one, for anything."""
        self._crumb.setVisible(owner is not None)
        if owner is not None:
            self._crumb.setText(f"{visible(owner.title)}  ›")
            self.edit.setPlaceholderText(tr("What to do"))
        else:
            self.edit.setPlaceholderText(tr("A name, a port, or what to do"))
        self.edit.clear()

    def show_found(self, found: list[Found], query: str) -> None:
        """Show these, or say that there are none."""
        self._pages.setCurrentWidget(self.list if found else self.nothing)
        if not found:
            self._say_nothing(query.strip())
        self.list.show_found(found)

    def _say_nothing(self, query: str) -> None:
        if query:
            self.nothing.say(
                tr("Nothing matches “{query}”", query=visible(query, limit=60)),
                tr("Search by a name, an image, a port, or what to do."),
            )
        else:
            self.nothing.say(
                tr("Nothing can be done to it now"),
                tr("What can be done depends on its state, and on the connection to the Engine."),
            )

    def say_keys(self, keys: list[str]) -> None:
        """Tell at the foot what the keys do."""
        self._hint.setText("    ".join(keys))

    def wanted_height(self) -> int:
        """As high as what it shows, within bounds."""
        chrome = self.sizeHint().height() - self._pages.sizeHint().height()
        rows = self.list.results.rowCount()
        if not rows:
            return chrome + self.nothing.sizeHint().height() + 4 * GRID
        return chrome + max(_FEWEST_ROWS, min(_ROWS, rows)) * self.list.row_height()

    def _paint_glass(self) -> None:
        glass = icon(Icon.SEARCH).pixmap(QSize(SMALL, SMALL), self.devicePixelRatioF())
        self._glass.setPixmap(glass)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._paint_glass()


def _make_edit() -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(tr("Search"))
    edit.setFrame(False)
    edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    edit.setMaxLength(200)
    edit.setStyleSheet("border: 0; background: transparent; padding: 0 2px;")
    font = theme.font(Type.HEADING)
    font.setWeight(font.Weight.Normal)
    edit.setFont(font)
    return edit
