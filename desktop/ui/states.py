"""The states that every view has: loading, stale, failed; and the marks of a row.

The painters serve item delegates, which draw thousands of rows without a widget in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.plain import PlainLabel, menu_text, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, State, Tone, current, row_height

DOT = 10
"""The side of a state's mark, in pixels before scaling."""

_CHIP_PADDING = 6
_CHIP_RADIUS = 4


def paint_state_dot(painter: QPainter, rect: QRectF, state: State) -> None:
    """Draw the state's mark in the middle of ``rect``: each has a shape of its own.

    Running is a disc, healthy a disc in a ring, unhealthy a triangle, paused two bars,
    restarting an open ring, exited well a ring, exited badly a diamond, created half a disc,
    dead a cross.
    """
    side = min(rect.width(), rect.height(), DOT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(side / DOT, side / DOT)
    colour = current().state(state)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    _MARKS[state](painter, QPen(colour, 1.75, c=Qt.PenCapStyle.RoundCap))
    painter.restore()


def chip_width(metrics: QFontMetricsF, text: str) -> float:
    """How wide ``paint_chip`` would like to draw the text."""
    return metrics.horizontalAdvance(visible(text)) + 2 * _CHIP_PADDING


def shortened(metrics: QFontMetricsF, text: str, width: float) -> str:
    """What tells most of a chip's text: the ports, not where they are; an address whole."""
    if "→" in text:
        return metrics.elidedText(text, Qt.TextElideMode.ElideLeft, width)
    name, space, address = text.rpartition(" ")
    left = width - metrics.horizontalAdvance(space + address)
    if name and left > metrics.horizontalAdvance("mm…"):
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, left) + space + address
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: Tone = Tone.TEXT) -> None:
    """Draw a port, a network or a label as a chip that fills ``rect``, with the painter's font."""
    theme = current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    plain = tone in (Tone.TEXT, Tone.MUTED)
    painter.setBrush(theme.sunken if plain else theme.tint(tone))
    painter.drawRoundedRect(rect, _CHIP_RADIUS, _CHIP_RADIUS)
    painter.setPen(theme.tone(tone))
    inner = rect.adjusted(_CHIP_PADDING, 0, -_CHIP_PADDING, 0)
    metrics = QFontMetricsF(painter.font())
    cut = shortened(metrics, visible(text), inner.width() + 0.5)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
    painter.restore()


def place_chips(
    metrics: QFontMetricsF, rect: QRectF, texts: Sequence[str]
) -> tuple[list[QRectF], QRectF | None]:
    """Where chips go side by side, as many as fit, and the ``+3`` for the rest if it fits."""
    height = min(rect.height(), metrics.height() + GRID)
    top = rect.center().y() - height / 2
    left = rect.left()
    places: list[QRectF] = []
    for number, text in enumerate(texts):
        left_over = len(texts) - number
        more = chip_width(metrics, f"+{left_over - 1}") + GRID if left_over > 1 else 0.0
        width = chip_width(metrics, text)
        if left + width + more > rect.right() + 0.5:
            if number == 0:  # better a shortened one than none
                width = rect.right() - more - left
            if number or width < 6 * GRID:
                rest = QRectF(left, top, chip_width(metrics, f"+{left_over}"), height)
                return places, rest if rest.right() <= rect.right() + 0.5 else None
        places.append(QRectF(left, top, width, height))
        left = places[-1].right() + GRID
    return places, None


def paint_chips(painter: QPainter, rect: QRectF, texts: Sequence[str]) -> list[QRectF]:
    """Draw chips as ``place_chips`` places them. Where each one is."""
    places, rest = place_chips(QFontMetricsF(painter.font()), rect, texts)
    for where, text in zip(places, texts, strict=False):
        paint_chip(painter, where, text)
    if rest is not None:
        paint_chip(painter, rest, f"+{len(texts) - len(places)}", Tone.MUTED)
    return places


class Skeleton(QWidget):
    """The outline of rows that are on their way. It holds still: it is soon gone."""

    _WIDTHS = (0.42, 0.30, 0.50, 0.36, 0.26, 0.46, 0.34, 0.40)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name or tr("Loading"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # for what it holds the place of
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = row_height()
        for number in range(min(len(self._WIDTHS), self.height() // height)):
            # Each row paler than the one above: the list has no known end.
            painter.setOpacity(1 - number / len(self._WIDTHS))
            painter.setBrush(current().sunken)
            middle = number * height + height / 2
            painter.drawEllipse(QPointF(4 * GRID, middle), DOT / 2, DOT / 2)
            left = 7.0 * GRID
            for share in (self._WIDTHS[number] * 0.5, 0.2, 0.12):
                width = (self.width() - 8 * GRID) * share
                painter.drawRoundedRect(QRectF(left, middle - 4, width, 8), 4, 4)
                left = left + width + 6 * GRID


class Banner(QFrame):
    """One line above a view that says what is wrong with it, and what can be done.

    Hidden until ``say()``. A screen reader is told at once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._saying: tuple[object, ...] = ()
        self._picture = QLabel()
        self._text = PlainLabel(wrap=True)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setIcon(icon(Icon.CANCEL))
        self._close.setIconSize(QSize(SMALL, SMALL))
        self._close.setToolTip(tr("Dismiss"))
        self._close.setAccessibleName(tr("Dismiss"))
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        self._row.setSpacing(2 * GRID)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        return self._said

    def say(
        self,
        text: str,
        tone: Tone = Tone.WARNING,
        *,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        dismissible: bool = True,
    ) -> None:
        """Show the text with its buttons, in the order given; to say the same again is nothing."""
        saying = (text, tone, tuple(actions), dismissible)
        if saying == self._saying and not self.isHidden():
            return
        self._saying = saying
        self._said = visible(text, limit=2000, lines=True)
        self._text.setText(text)
        self.setAccessibleName(self._said)
        self.setProperty("banner", {Tone.ACCENT: "info", Tone.OK: "info"}.get(tone, tone.value))
        self.style().unpolish(self)  # the style sheet chooses by the property
        self.style().polish(self)
        picture = {Tone.ACCENT: Icon.INFO, Tone.OK: Icon.OK, Tone.DANGER: Icon.ERROR}
        glyph = icon(picture.get(tone, Icon.WARNING), tone)
        self._picture.setPixmap(glyph.pixmap(QSize(SMALL, SMALL), self.devicePixelRatioF()))
        self._set_actions(actions)
        self._close.setVisible(dismissible)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _set_actions(self, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()  # at once; the click that led here may still be its own
            button.deleteLater()
        self._buttons = []
        for text, act in actions:
            button = QPushButton(menu_text(text))
            button.clicked.connect(lambda *_, act=act: act())
            self._row.insertWidget(self._row.count() - 1, button)
            if (before := _before(self._close)) is not None:
                self.setTabOrder(before, button)  # else it comes after all others
            self.setTabOrder(button, self._close)
            button.show()
            self._buttons.append(button)


def _before(widget: QWidget) -> QWidget | None:
    """What has the keyboard before it by Tab; Qt puts nothing behind what never has it."""
    found = widget.previousInFocusChain()
    while found is not None and found is not widget:
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return found
        found = found.previousInFocusChain()
    return None


def dot_rect(row: QRect, *, left: int) -> QRectF:
    """Where a row's mark belongs: ``left`` pixels in, in the middle of the row's height."""
    return QRectF(row.left() + left, row.center().y() - DOT / 2 + 0.5, DOT, DOT)


def _disc(painter: QPainter, pen: QPen) -> None:
    painter.drawEllipse(QPointF(0, 0), 4, 4)


def _disc_in_ring(painter: QPainter, pen: QPen) -> None:
    painter.drawEllipse(QPointF(0, 0), 2.25, 2.25)
    _ring(painter, pen)


def _ring(painter: QPainter, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 4.1, 4.1)


def _open_ring(painter: QPainter, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawArc(QRectF(-4.1, -4.1, 8.2, 8.2), 70 * 16, 280 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([QPointF(1, -5), QPointF(5, -4.5), QPointF(2.5, -1.2)]))


def _triangle(painter: QPainter, pen: QPen) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolygon(QPolygonF([QPointF(0, -3.6), QPointF(4, 3.4), QPointF(-4, 3.4)]))


def _two_bars(painter: QPainter, pen: QPen) -> None:
    painter.drawRoundedRect(QRectF(-4, -4.5, 3, 9), 1, 1)
    painter.drawRoundedRect(QRectF(1, -4.5, 3, 9), 1, 1)


def _diamond(painter: QPainter, pen: QPen) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setWidthF(1)
    painter.setPen(pen)
    sides = [QPointF(0, -4.6), QPointF(4.6, 0), QPointF(0, 4.6), QPointF(-4.6, 0)]
    painter.drawPolygon(QPolygonF(sides))


def _half_disc(painter: QPainter, pen: QPen) -> None:
    half = QPainterPath(QPointF(-4, 0))
    half.arcTo(QRectF(-4, -4, 8, 8), 180, 180)
    half.closeSubpath()
    painter.drawPath(half)
    pen.setWidthF(1.25)
    _ring(painter, pen)


def _cross(painter: QPainter, pen: QPen) -> None:
    pen.setWidthF(2.25)
    painter.setPen(pen)
    painter.drawLine(QPointF(-3.4, -3.4), QPointF(3.4, 3.4))
    painter.drawLine(QPointF(-3.4, 3.4), QPointF(3.4, -3.4))


_MARKS: dict[State, Callable[[QPainter, QPen], None]] = {
    State.RUNNING: _disc,
    State.HEALTHY: _disc_in_ring,
    State.UNHEALTHY: _triangle,
    State.PAUSED: _two_bars,
    State.RESTARTING: _open_ring,
    State.EXITED_WELL: _ring,
    State.EXITED_BADLY: _diamond,
    State.CREATED: _half_disc,
    State.DEAD: _cross,
}
