"""Sentences beside the buttons of a dialog, each a way to what it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.build.draft import Place
from desktop.ui.build.in_the_way import Note
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import menu_text, tooltip, visible
from desktop.ui.theme import GRID, Tone

MOST = 3
_PICTURES = {Tone.DANGER: Icon.ERROR, Tone.WARNING: Icon.WARNING}


class Notes(QWidget):
    """Shows the first of them; ``chosen`` tells the place of one."""

    chosen = Signal(Place)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Note, ...] = ()
        self.buttons = [_Sentence() for _number in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda *_, n=number: self.chosen.emit(self._shown[n].place))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_notes(())

    @property
    def said(self) -> list[str]:
        """What can be read."""
        return [visible(note.text, limit=1000) for note in self._shown]

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say these."""
        self._shown = tuple(notes[:MOST])
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(self._shown))
            if number < len(self._shown):
                button.say(self._shown[number])


class _Sentence(QPushButton):
    """As wide as it says, or as there is room: then the rest is in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setIconSize(BESIDE_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, note: Note) -> None:
        self.setIcon(icon(_PICTURES.get(note.tone, Icon.INFO), note.tone))
        self._said = visible(note.text, limit=1000)
        self.setAccessibleName(self._said)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = self.width() - self._beside()
        cut = self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        self.setText(menu_text(cut, limit=1000))
        self.setToolTip("" if cut == self._said else tooltip(self._said))

    def _beside(self) -> int:
        """What is not text of its width."""
        shown = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        return super().sizeHint().width() - shown

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self._said) + self._beside() + 1
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * GRID, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
