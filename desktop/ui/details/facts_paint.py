"""Painting the facts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop.ui.details.facts import Fact, Line, Look, OpenUrl
from desktop.ui.details.facts_layout import INSET, SENTENCE_ICON, Fonts, Placed, Text
from desktop.ui.icons import Icon, paint_icon
from desktop.ui.states import paint_chip, paint_state_dot
from desktop.ui.theme import GRID, RADIUS, Tone, current

_SMALL = 16
_SENTENCE_ICONS = {
    Tone.DANGER: Icon.ERROR,
    Tone.WARNING: Icon.WARNING,
    Tone.OK: Icon.OK,
}


class FactsPainter:
    """Paints rows at their places. ``stale`` greys them: the last known state."""

    def __init__(self) -> None:
        self.fonts = Fonts()
        self.stale = False

    def restyle(self) -> None:
        """Fonts changed."""
        self.fonts = Fonts()

    def ground(self, painter: QPainter, rect: QRect, tone: Tone) -> None:
        """The tinted ground below a section of sentences."""
        look = current()
        plain = tone in (Tone.TEXT, Tone.MUTED)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.sunken if plain or self.stale else look.tint(tone))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)

    def selection(self, painter: QPainter, rect: QRect, *, selected: bool, focus: bool) -> None:
        """The ground of a selected row, and the frame of the current one."""
        look = current()
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(look.selected if selected else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.accent, 1) if focus else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)

    def row(self, painter: QPainter, line: Line, placed: Placed, *, hot: bool) -> None:
        """One row. ``hot`` ones, under the mouse or current, offer to copy."""
        fact = line.fact
        look = current()
        if fact is None:
            self._title(painter, line, placed)
            return
        if fact.look is Look.PENDING:
            self._pending(painter, placed)
            return
        if placed.label is not None:
            font = self.fonts.mono if fact.mono_label else self.fonts.body
            colour = look.text if fact.mono_label and not self.stale else look.muted
            if fact.go is not None and fact.label_link and not self.stale:
                colour = look.accent
            self._text(painter, placed.label, font, colour)
        if placed.value is not None:
            self._value(painter, line, fact, placed, placed.value)
        if placed.detail is not None:
            font = self.fonts.mono if fact.look is Look.SENTENCE else self.fonts.small
            self._text(painter, placed.detail, font, look.muted)
        if fact.hidden:
            glyph = Icon.EYE_OFF if line.shown else Icon.EYE
            self._button(painter, placed.eye, glyph)
        if hot:
            self._button(painter, placed.copy, Icon.COPY)

    def _title(self, painter: QPainter, line: Line, placed: Placed) -> None:
        look = current()
        if placed.value is not None:
            colour = look.muted if self.stale else look.text
            self._text(painter, placed.value, self.fonts.title, colour)
        if placed.detail is not None and placed.detail.text:
            self._text(painter, placed.detail, self.fonts.body, look.muted)
        painter.setPen(QPen(look.line, 1))
        bottom = placed.rect.bottom() - 1
        painter.drawLine(placed.rect.left() + INSET, bottom, placed.rect.right() - INSET, bottom)
        if line.section.has_secrets:
            self._button(painter, placed.eye, Icon.EYE_OFF if line.shown else Icon.EYE)

    def _value(
        self, painter: QPainter, line: Line, fact: Fact, placed: Placed, value: Text
    ) -> None:
        look = current()
        if fact.look is Look.CHIP:
            self._chip(painter, fact, value)
            return
        if fact.look is Look.SENTENCE:
            box = QRectF(placed.rect.left() + 2 * GRID, placed.rect.top(), SENTENCE_ICON, 0)
            line_height = self.fonts.metrics[id(self.fonts.sentence)].height()
            box.setHeight(line_height + 4 * GRID)
            middle = QRectF(0, 0, _SMALL + 2, _SMALL + 2)
            middle.moveCenter(box.center())
            tone = Tone.MUTED if self.stale or fact.tone is Tone.TEXT else fact.tone
            paint_icon(painter, middle, _SENTENCE_ICONS.get(fact.tone, Icon.INFO), look.tone(tone))
        if fact.mark is not None:
            height = self.fonts.row
            spot = QRectF(value.rect.left() - 4 * GRID, value.rect.top(), 2.5 * GRID, height)
            painter.setOpacity(0.5 if self.stale else 1)
            paint_state_dot(painter, spot, fact.mark)
            painter.setOpacity(1)
        colour = look.muted if self.stale or (fact.hidden and not line.shown) else look.text
        if fact.go is not None and not fact.label_link and not self.stale:
            colour = look.accent
        elif fact.look is not Look.SENTENCE and fact.tone is not Tone.TEXT and not self.stale:
            colour = look.tone(fact.tone)
        self._text(painter, value, self.fonts.of(line), colour)

    def _chip(self, painter: QPainter, fact: Fact, value: Text) -> None:
        painter.setFont(self.fonts.small)
        height = self.fonts.metrics[id(self.fonts.small)].height() + GRID
        box = QRectF(value.rect)
        box.setTop(value.rect.center().y() - height / 2)
        box.setHeight(height)
        tone = fact.tone if not self.stale else Tone.MUTED
        if fact.go is None:
            paint_chip(painter, box, value.text, tone)
            return
        tone = Tone.MUTED if self.stale else Tone.ACCENT
        look = current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.sunken if self.stale else look.tint(Tone.ACCENT))
        painter.drawRoundedRect(box, GRID, GRID)
        glyph = QRectF(box.right() - 5 * GRID, box.top(), 4 * GRID, box.height())
        glyph.adjust(1, 1, -1, -1)
        which = Icon.EXTERNAL if isinstance(fact.go, OpenUrl) else Icon.CHEVRON_RIGHT
        paint_icon(painter, glyph, which, look.tone(tone))
        inner = box.adjusted(1.5 * GRID, 0, -5 * GRID, 0)
        metrics = QFontMetrics(self.fonts.small)
        cut = metrics.elidedText(value.text, Qt.TextElideMode.ElideMiddle, int(inner.width()) + 1)
        painter.setPen(look.tone(tone))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(inner.toRect(), flags, cut)

    def _pending(self, painter: QPainter, placed: Placed) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().sunken)
        middle = placed.rect.center().y()
        left = placed.rect.left() + INSET
        for share in (0.18, 0.34):
            width = placed.rect.width() * share
            painter.drawRoundedRect(QRectF(left, middle - 4, width, 8), 4, 4)
            left += int(placed.rect.width() * 0.3)

    def _button(self, painter: QPainter, rect: QRect, which: Icon) -> None:
        box = QRectF(0, 0, _SMALL, _SMALL)
        box.moveCenter(QRectF(rect).center())
        paint_icon(painter, box, which, current().icon)

    def _text(self, painter: QPainter, text: Text, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        if text.wrapped is not None:
            spare = text.rect.height() - text.wrapped.size().height()
            painter.drawStaticText(
                QPointF(text.rect.left(), text.rect.top() + spare / 2), text.wrapped
            )
            return
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(text.rect, flags, text.text)
