"""The line below a terminal: how it stands, where a link leads, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.menu_button import MenuButton
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.terminal.keyboard import CONTROL
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font


class Foot(QWidget):
    """One quiet line with a few buttons at its end."""

    def __init__(self) -> None:
        super().__init__()
        self._standing = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._size = PlainLabel()
        for label in (self._standing, self._size):
            label.setFont(font(Type.SMALL))
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.detach = self._button(Icon.DISCONNECT)
        self.share = self._button(Icon.BROADCAST)
        self.share.setCheckable(True)
        self.record = self._button(Icon.RECORD)
        self.record.setCheckable(True)
        self.search = self._button(Icon.SEARCH)
        self.another = self._button(Icon.RUN)
        self.more = MenuButton(tr("More"), Icon.MORE)
        self.say_words()
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 0, GRID, 0)
        row.setSpacing(0)
        row.addWidget(self._standing, 1)
        row.addWidget(self._size)
        row.addSpacing(2 * GRID)
        for button in (self.detach, self.share, self.record, self.search, self.another, self.more):
            row.addWidget(button)
        self.detach.hide()
        self._said = ""
        self._link = ""

    def say_words(self) -> None:
        """Call the buttons what they are called in the language that is installed."""
        words = {
            self.detach: tr("Detach: leave it running"),
            self.share: tr("Type into several terminals at once"),
            self.record: tr("Record the commands typed here"),
            self.search: tr("Find in the terminal"),
            self.another: tr("Another terminal in this container"),
            self.more: tr("More"),
        }
        for button, text in words.items():
            button.setToolTip(text)
            button.setAccessibleName(text)

    def say(self, text: str) -> None:
        """How it stands."""
        self._said = text
        self._renew()

    def show_link(self, target: str) -> None:
        """Where the link leads that is pointed at; "" for none."""
        self._link = target
        self._renew()

    def show_shared(self, shares: bool) -> None:
        """Whether what is typed here goes to others, too."""
        if self.share.isChecked() is not shares:
            self.share.setChecked(shares)

    def show_size(self, columns: int, rows: int) -> None:
        """The terminal's."""
        self._size.setText(tr("{columns} × {rows}", columns=columns, rows=rows))

    def _renew(self) -> None:
        target = visible(self._link, limit=200)
        link = tr("{key}+click opens {target}", key=CONTROL, target=target)
        self._standing.setText(link if self._link else self._said)

    def _button(self, picture: Icon) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(picture))
        made.setIconSize(QSize(SMALL, SMALL))
        return made
