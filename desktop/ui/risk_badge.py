"""A small sign that a container has power over the Engine's machine, and which."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.model.risks import Risk, Risks
from desktop.ui.icons import Icon, paint_icon
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID, Tone, Type, current, font
from desktop.ui.wording import listed

_WORDS = {
    Risk.PRIVILEGED: mark("Privileged"),
    Risk.ENGINE_SOCKET: mark("Engine's socket"),
    Risk.MOUNTS: mark("The machine's folders"),
    Risk.NAMESPACES: mark("The machine's namespaces"),
    Risk.CAPABILITIES: mark("Capabilities"),
    Risk.DEVICES: mark("Devices"),
    Risk.UNCONFINED: mark("Unconfined"),
}


def short(risks: Risks) -> str:
    """The most powerful in a word, and how many more there are."""
    if not risks:
        return ""
    word = tr(_WORDS[risks[0][0]])
    return word if len(risks) == 1 else tr("{word} +{count}", word=word, count=len(risks) - 1)


def whole(risks: Risks) -> str:
    """All of them, a line each, with their names."""
    lines = []
    for risk, names in risks:
        word = tr(_WORDS[risk])
        shown = listed(visible(name, limit=80) for name in names)
        lines.append(tr("{what}: {names}", what=word, names=shown) if names else word)
    return "\n".join((tr("Has power over the Engine's machine:"), *lines))


class RiskBadge(QWidget):
    """Hidden where there is no risk."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.hide()

    def show_risks(self, risks: Risks) -> None:
        """Show these."""
        self._text = short(risks)
        self.setVisible(bool(risks))
        said = whole(risks) if risks else ""
        self.setToolTip(tooltip(said) if said else "")
        self.setAccessibleName(said.replace("\n", " "))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(Type.SMALL))
        width = metrics.horizontalAdvance(self._text) + 8 * GRID
        return QSize(round(width), round(metrics.height()) + GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(Tone.WARNING))
        height = self.sizeHint().height()
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        painter.drawRoundedRect(box, GRID, GRID)
        side = 3.5 * GRID
        spot = QRectF(1.5 * GRID, box.center().y() - side / 2, side, side)
        paint_icon(painter, spot, Icon.WARNING, look.warning)
        painter.setFont(font(Type.SMALL))
        painter.setPen(look.warning)
        painter.drawText(
            box.adjusted(6 * GRID, 0, -GRID, 0), Qt.AlignmentFlag.AlignVCenter, self._text
        )
