"""Labels and marks that say something by their colour, and keep it right as the theme changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import MEDIUM, Icon, paint_icon
from desktop.ui.plain import PlainLabel
from desktop.ui.theme import Tone, Type, current, font


class ToneLabel(PlainLabel):
    """A wrapping line of text in a tone."""

    def __init__(self, text: str = "", *, tone: Tone = Tone.MUTED, size: Type = Type.BODY) -> None:
        super().__init__(text, wrap=True)
        self._tone = tone
        self.setFont(font(size))
        # Otherwise the role follows the ground that an ancestor chose.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self._dress()

    def say(self, text: str, tone: Tone) -> None:
        """Show another text, in another tone."""
        self._tone = tone
        self._dress()
        self.setText(text)

    def _dress(self) -> None:
        role = QPalette.ColorRole.WindowText
        colour = current().tone(self._tone)
        palette = self.palette()
        if palette.color(QPalette.ColorGroup.Active, role) != colour:
            palette.setColor(QPalette.ColorGroup.Active, role, colour)
            palette.setColor(QPalette.ColorGroup.Inactive, role, colour)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()


class Mark(QWidget):
    """An icon in a tone, coloured as it is painted."""

    def __init__(self, picture: Icon, tone: Tone) -> None:
        super().__init__()
        self._picture = picture
        self._tone = tone
        self.setFixedSize(MEDIUM, MEDIUM)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._picture, current().tone(self._tone))
