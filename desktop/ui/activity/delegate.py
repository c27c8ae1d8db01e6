"""Painting the rows of the activity tree, and the bar that its other parts show too."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.engine.records import ProgressPart
from desktop.model.operations import Operation, Outcome
from desktop.ui import theme, units
from desktop.ui.activity import parts
from desktop.ui.activity.model import (
    COMMAND,
    FAILURE_ROLE,
    OPERATION_ROLE,
    PART_ROLE,
    RESULT,
    TIME,
    TITLE,
)
from desktop.ui.icons import SMALL, Icon, paint_icon
from desktop.ui.theme import GRID, Theme, Tone, Type

AnyIndex = QModelIndex | QPersistentModelIndex
BAR = 24 * GRID
_THICK = 6.0
_PERIOD = 1.6  # seconds in which a busy bar's piece goes there and back

OUTCOMES = {
    Outcome.RUNNING: (Icon.ACTIVITY, Tone.ACCENT),
    Outcome.DONE: (Icon.OK, Tone.OK),
    Outcome.FAILED: (Icon.ERROR, Tone.DANGER),
    Outcome.CANCELLED: (Icon.DANGLING, Tone.MUTED),
}


def paint_bar(painter: QPainter, rect: QRectF, fraction: float | None, seconds: float) -> None:
    """Draw progress in the middle of ``rect``.

    Without a fraction a piece goes to and fro, by ``seconds``; it rests where motion is unwelcome.
    """
    look = theme.current()
    trough = QRectF(rect.left(), rect.center().y() - _THICK / 2, rect.width(), _THICK)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.mix(look.sunken, look.outline, 0.35))
    painter.drawRoundedRect(trough, _THICK / 2, _THICK / 2)
    painter.setBrush(look.accent)
    if fraction is not None:
        done = QRectF(trough)
        done.setWidth(max(_THICK, trough.width() * fraction) if fraction > 0 else 0)
    else:
        piece = trough.width() * 0.3
        phase = (seconds % _PERIOD) / _PERIOD * 2 if theme.motion_ms() else 0.65
        phase = phase if phase <= 1 else 2 - phase
        eased = phase * phase * (3 - 2 * phase)
        done = QRectF(trough.left() + (trough.width() - piece) * eased, trough.top(), piece, _THICK)
    painter.drawRoundedRect(done, _THICK / 2, _THICK / 2)
    painter.restore()


def cell_rect(cell: QRect) -> QRect:
    """What is painted on of a cell, its text in line with the heading's."""
    return cell.adjusted(2 * GRID, 0, -2 * GRID, 0)


class Bar(QWidget):
    """The same bar as a widget. It moves when it is told to, never by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operation: Operation | None = None
        self.setFixedSize(BAR, 4 * GRID)

    def show_progress(self, operation: Operation) -> None:
        """Draw it as it stands now."""
        self._operation = operation
        fraction = operation.fraction
        self.setAccessibleDescription("" if fraction is None else units.percent(fraction * 100, 0))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._operation is not None:
            operation = self._operation
            paint_bar(QPainter(self), QRectF(self.rect()), operation.fraction, operation.seconds)


class ActivityDelegate(QStyledItemDelegate):
    """Draws an operation's cells; a failure's sentence goes over the whole row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.restyle()

    def restyle(self) -> None:
        """Fonts changed."""
        kinds = (Type.NAME, Type.BODY, Type.MONO)
        self._fonts = {kind: theme.font(kind) for kind in kinds}
        mono = self._fonts[Type.MONO]
        mono.setPointSizeF(mono.pointSizeF() * 0.92)
        self._metrics = {kind: QFontMetrics(font) for kind, font in self._fonts.items()}
        self._height = theme.row_height()

    def cancel_rect(self, cell: QRect) -> QRect:
        """Where the cross of a running operation is, in its result's cell."""
        return QRect(cell.right() - 6 * GRID, cell.top(), 6 * GRID, cell.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        operation: Operation | None = index.data(OPERATION_ROLE)
        if operation is None:
            super().paint(painter, option, index)
            return
        shown: Any = option
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        shown.widget.style().drawPrimitive(panel, option, painter, shown.widget)
        look = theme.current()
        rect = cell_rect(shown.rect)
        text = str(index.data())
        painter.save()
        painter.setClipRect(shown.rect)
        if (part := index.data(PART_ROLE)) is not None:
            self._part(painter, rect, operation, part, index)
        elif index.data(FAILURE_ROLE) is not None:
            pass  # the tree paints it over the whole row
        elif index.column() == TITLE:
            rect = rect.adjusted(-GRID, 0, 0, 0)  # the arrow's column is room enough
            which, tone = OUTCOMES[operation.outcome]
            rect = self._icon(painter, rect, which, look.tone(tone))
            self._text(painter, rect, text, look.text, Type.NAME)
        elif index.column() == RESULT:
            self._result(painter, rect, operation, text, look)
        elif index.column() == TIME:
            self._text(painter, rect, text, look.muted, right=True)
        elif index.column() == COMMAND:
            self._text(painter, rect, text, look.muted, Type.MONO)
        painter.restore()

    def paint_failure(self, painter: QPainter, row: QRect, sentence: str) -> None:
        """Draw why it failed on one target over its whole row."""
        look = theme.current()
        painter.save()
        rect = self._icon(painter, cell_rect(row), Icon.ERROR, look.danger)
        self._text(painter, rect, sentence, look.text)
        painter.restore()

    def _part(
        self,
        painter: QPainter,
        rect: QRect,
        operation: Operation,
        part: ProgressPart,
        index: AnyIndex,
    ) -> None:
        look, text = theme.current(), str(index.data())
        if index.column() == TITLE:
            which, tone = parts.LOOKS[parts.standing(part, operation)]
            rect = self._icon(painter, rect.adjusted(-GRID, 0, 0, 0), which, look.tone(tone))
            self._text(painter, rect, text, look.text)
        elif index.column() == RESULT:
            fraction = parts.fraction(part, operation)
            width = min(BAR, rect.width() // 2)
            if fraction is not None:
                bar = QRectF(rect.left(), rect.top(), width, rect.height())
                paint_bar(painter, bar, fraction, 0)
            if operation.running:  # in line with the operation's own
                rect = rect.adjusted(width + 2 * GRID, 0, 0, 0)
            self._text(painter, rect, text, look.muted)
        elif index.column() == TIME:
            self._text(painter, rect, text, look.muted, right=True)

    def _result(
        self, painter: QPainter, rect: QRect, operation: Operation, text: str, look: Theme
    ) -> None:
        if operation.running:
            cross = self.cancel_rect(rect)
            box = QRectF(cross.center().x() - 6.5, cross.center().y() - 6.5, 14, 14)
            paint_icon(painter, box, Icon.CANCEL, look.icon)
            width = min(BAR, rect.width() // 2)
            bar = QRectF(rect.left(), rect.top(), width, rect.height())
            paint_bar(painter, bar, operation.fraction, operation.seconds)
            rect = rect.adjusted(width + 2 * GRID, 0, -7 * GRID, 0)
        failed = operation.outcome is Outcome.FAILED
        self._text(painter, rect, text, look.danger if failed else look.muted)

    @staticmethod
    def _icon(painter: QPainter, rect: QRect, which: Icon, colour: QColor) -> QRect:
        box = QRectF(rect.left(), rect.center().y() - SMALL / 2 + 1, SMALL, SMALL)
        paint_icon(painter, box, which, colour)
        return rect.adjusted(SMALL + 2 * GRID, 0, 0, 0)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: QColor,
        which: Type = Type.BODY,
        *,
        right: bool = False,
    ) -> None:
        if not text or rect.width() <= 0:
            return
        font: QFont = self._fonts[which]
        cut = self._metrics[which].elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, flags, cut)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option, index
        return QSize(80, self._height)
