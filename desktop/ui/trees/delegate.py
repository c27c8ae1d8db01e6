"""Painting the cells of the trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.engine.records import Container, Image, Kind, Network
from desktop.ui import theme, wording
from desktop.ui.icons import Icon, paint_icon
from desktop.ui.plain import visible
from desktop.ui.states import dot_rect, paint_chips, paint_state_dot, place_chips
from desktop.ui.theme import GRID, Type
from desktop.ui.trees.columns import Align, Column, Paint, container_of, group_summary
from desktop.ui.trees.model import COLUMN_ROLE, VALUE_ROLE
from desktop.ui.trees.rows import Group, Row, Value

AnyIndex = QModelIndex | QPersistentModelIndex
Members = Callable[[str], list[Value]]

_MODE = Qt.TextElideMode
_ICONS = {Kind.IMAGE: Icon.IMAGES, Kind.NETWORK: Icon.NETWORKS, Kind.VOLUME: Icon.VOLUMES}
_WORST_FIRST = (
    theme.State.DEAD,
    theme.State.UNHEALTHY,
    theme.State.EXITED_BADLY,
    theme.State.RESTARTING,
    theme.State.PAUSED,
    theme.State.RUNNING,
    theme.State.HEALTHY,
    theme.State.CREATED,
    theme.State.EXITED_WELL,
)


class RowDelegate(QStyledItemDelegate):
    """Draws a cell as its column says. ``stale`` greys everything: the last known state."""

    def __init__(self, members: Members, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stale = False
        self._members = members
        self._fonts: dict[Type, QFont] = {}
        self._height = theme.row_height()

    def restyle(self) -> None:
        """Fonts and theme changed."""
        self._fonts.clear()
        self._height = theme.row_height()

    def _font(self, which: Type) -> QFont:
        found = self._fonts.get(which)
        if found is None:
            found = self._fonts[which] = theme.font(which)
        return found

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: QColor,
        *,
        which: Type = Type.BODY,
        align: Align = Align.LEFT,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> int:
        """Draw one elided line; returns how wide it became."""
        if not text or rect.width() <= 0:
            return 0
        font = self._font(which)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, elide, rect.width())
        painter.setFont(font)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if align is Align.RIGHT else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
        return metrics.horizontalAdvance(shown)

    def _paint_name(self, painter: QPainter, rect: QRect, column: Column, value: Value) -> None:
        look = theme.current()
        left = rect.left()
        container = container_of(value)
        if container is not None:
            painter.save()
            if self.stale:
                painter.setOpacity(0.5)
            paint_state_dot(painter, dot_rect(rect, left=0), wording.mark_of(container))
            painter.restore()
            left += 5 * GRID
        elif isinstance(value, Row):
            which = Icon.IMAGES if value.group is None else Icon.TAG
            if value.group is not None and value.group.dangling:
                which = Icon.DANGLING
            elif not isinstance(value.record, Container) and value.group is None:
                which = _ICONS.get(_kind_of(value), Icon.ENGINE)
            box = QRectF(left, rect.center().y() - 2 * GRID + 1, 4 * GRID, 4 * GRID)
            paint_icon(painter, box, which, look.icon)
            left += 5 * GRID
        inner = QRect(left, rect.top(), rect.right() - left, rect.height())
        colour = look.muted if self.stale else look.text
        if isinstance(value, Row) and value.group is not None and value.group.dangling:
            self._text(painter, inner, value.title, look.muted, which=Type.MONO)
        elif isinstance(value, Row) and len(value.tags) > 1:
            painter.setFont(self._font(Type.SMALL))
            paint_chips(painter, QRectF(inner).adjusted(0, GRID, 0, -GRID), list(value.tags))
        else:
            warns = bool(column.warns(value))
            room = inner.adjusted(0, 0, -5 * GRID if warns else 0, 0)
            used = self._text(painter, room, visible(value.title), colour, which=Type.NAME)
            if warns:
                place = QRectF(left + used + GRID, inner.center().y() - 7, 14, 14)
                ink = look.muted if self.stale else look.warning
                paint_icon(painter, place, Icon.WARNING, ink)

    def paint_group(self, painter: QPainter, row: QRect, group: Group) -> None:
        """Draw a group over the whole width of its row: its other cells are empty."""
        rect = self._inner(row)
        look = theme.current()
        members = self._members(group.key)
        box = QRectF(rect.left(), rect.center().y() - 2 * GRID + 1, 4 * GRID, 4 * GRID)
        left = rect.left() + 5 * GRID
        if group.kind is Kind.CONTAINER:
            marks = {wording.mark_of(c) for m in members if (c := container_of(m)) is not None}
            worst = next((mark for mark in _WORST_FIRST if mark in marks), None)
            paint_icon(painter, box, Icon.PROJECT, look.icon)
            if worst is not None:
                spot = dot_rect(QRect(left, rect.top(), 4 * GRID, rect.height()), left=0)
                painter.setOpacity(0.5 if self.stale else 1)
                paint_state_dot(painter, spot, worst)
                painter.setOpacity(1)
                left += 5 * GRID
        else:
            paint_icon(painter, box, Icon.DANGLING if group.dangling else Icon.IMAGES, look.icon)
        inner = QRect(left, rect.top(), rect.right() - left, rect.height())
        colour = look.muted if self.stale else look.text
        used = self._text(painter, inner, visible(group.title), colour, which=Type.NAME)
        rest = inner.adjusted(used + 2 * GRID, 0, 0, 0)
        self._text(painter, rest, group_summary(group, members), look.muted, which=Type.SMALL)

    def _paint_status(self, painter: QPainter, rect: QRect, text: str, value: Value) -> None:
        look = theme.current()
        container = container_of(value)
        colour = look.muted
        if container is not None and not self.stale:
            colour = look.state(wording.mark_of(container))
        self._text(painter, rect, text, colour)

    def _paint_chips(self, painter: QPainter, rect: QRect, column: Column, value: Value) -> None:
        chips = column.chips(value)
        if not chips:
            self._text(painter, self._inner(rect), column.text(value), theme.current().muted)
            return
        if self.stale:
            painter.setOpacity(0.5)
        painter.setFont(self._font(Type.SMALL))
        paint_chips(painter, self._chip_area(rect), chips)

    def chip_at(self, rect: QRect, column: Column, value: Value, x: int) -> int | None:
        """Which chip of a cell lies under ``x``, as they are painted."""
        metrics = QFontMetricsF(self._font(Type.SMALL))
        places, _rest = place_chips(metrics, self._chip_area(rect), column.chips(value))
        for number, place in enumerate(places):
            if place.left() <= x < place.right():
                return number
        return None

    def _chip_area(self, rect: QRect) -> QRectF:
        return QRectF(self._inner(rect)).adjusted(0, GRID, 0, -GRID)

    @staticmethod
    def _inner(rect: QRect) -> QRect:
        return rect.adjusted(2 * GRID, 0, -2 * GRID, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        value: Any = index.data(VALUE_ROLE)
        column: Any = index.data(COLUMN_ROLE)
        if value is None or column is None:
            super().paint(painter, option, index)
            return
        shown: Any = option
        rect = self._inner(shown.rect)
        painter.save()
        painter.setClipRect(shown.rect)
        look = theme.current()
        if column.paint is Paint.NAME:
            self._paint_name(painter, rect, column, value)
        elif column.paint is Paint.STATUS:
            self._paint_status(painter, rect, column.text(value), value)
        elif column.paint is Paint.CHIPS:
            self._paint_chips(painter, shown.rect, column, value)
        else:
            self._text(
                painter,
                rect,
                column.text(value),
                look.muted,
                which=Type.MONO if column.paint is Paint.MONO else Type.BODY,
                align=column.align,
                elide=_MODE.ElideLeft if column.ends else _MODE.ElideRight,
            )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option, index
        return QSize(80, self._height)


def _kind_of(row: Row) -> Kind:
    kinds = {Container: Kind.CONTAINER, Image: Kind.IMAGE, Network: Kind.NETWORK}
    return kinds.get(type(row.record), Kind.VOLUME)
