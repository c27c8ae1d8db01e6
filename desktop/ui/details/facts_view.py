"""What people do with facts: open, show, reveal, copy, select in a value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from desktop.ui.details.facts import FactsModel, Line, Look, OpenUrl, ShowObject
from desktop.ui.details.facts_grid import FactsGrid
from desktop.ui.details.value_field import ValueDelegate
from desktop.ui.icons import Icon, icon
from desktop.ui.text import tr

AnyIndex = QModelIndex | QPersistentModelIndex
_ACTIVATING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class FactsView(FactsGrid):
    """Shows a :class:`FactsModel`."""

    open_url_requested = Signal(QUrl)
    object_requested = Signal(object, str)
    """Another object is to be shown: its ``Kind`` and key."""

    def __init__(self, model: FactsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setItemDelegate(ValueDelegate(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    # What can be done

    def activate_row(self, index: AnyIndex) -> None:
        """Show or hide a secret, open an address, show another object, or select in the value."""
        line = self._facts.line(index)
        if line is None:
            return
        go = line.fact.go if line.fact is not None else None
        if isinstance(go, OpenUrl):
            self.open_url_requested.emit(go.url)
        elif isinstance(go, ShowObject):
            self.object_requested.emit(go.kind, go.key)
        elif line.fact is None or line.fact.hidden:
            self._facts.toggle(index)
        else:
            self.edit(index)  # to select a part of it

    def copy(self, *, named: bool = False, hidden: bool = False) -> None:
        """The selected facts' values, or ``NAME=value`` lines, into the clipboard."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        named = named or len(rows) > 1
        lines = [
            self._facts.copied(self._facts.index(row, 0), named=named, hidden=hidden)
            for row in rows
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _menu(self, index: QModelIndex) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self._facts.line(index)
        fact = line.fact if line is not None else None
        if fact is not None:
            if isinstance(fact.go, OpenUrl):
                self._add(menu, tr("Open in the browser"), Icon.EXTERNAL, self._do_activate)
            elif isinstance(fact.go, ShowObject):
                self._add(menu, tr("Show"), Icon.CHEVRON_RIGHT, self._do_activate)
            copy = self._add(menu, tr("Copy"), Icon.COPY, lambda: self.copy())
            copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
            if fact.label:
                self._add(menu, tr("Copy name and value"), None, lambda: self.copy(named=True))
        if line is not None and (line.section.has_secrets if fact is None else fact.hidden):
            shown = self._facts.is_revealed(line)
            if fact is None:
                text = tr("Hide all") if shown else tr("Show all")
            else:
                text = tr("Hide value") if shown else tr("Show value")
                if not shown:
                    self._add(menu, tr("Copy hidden value"), None, lambda: self.copy(hidden=True))
            self._add(menu, text, Icon.EYE_OFF if shown else Icon.EYE, self._do_activate)
        menu.addSeparator()
        self._add(menu, tr("Select all"), None, self.selectAll)
        return menu

    def _add(
        self, menu: QMenu, text: str, which: Icon | None, act: Callable[..., object]
    ) -> QAction:
        action = menu.addAction(text)
        if which is not None:
            action.setIcon(icon(which))
        action.triggered.connect(act)
        return action

    def _do_activate(self) -> None:
        self.activate_row(self.currentIndex())

    def _press_button(self, point: QPoint) -> bool:
        """Whether the point is on an eye or a copy button, which then does its work."""
        row = self._row_at(point)
        placed = self._placed(row)
        if placed is None:
            return False
        inside = point + QPoint(0, self.verticalOffset())
        index = self._facts.index(row, 0)
        if placed.eye.contains(inside):
            self._facts.toggle(index)
            return True
        line = self._facts.line(index)
        if placed.copy.contains(inside) and line is not None and _can_copy(line):
            QGuiApplication.clipboard().setText(self._facts.copied(index))
            return True
        return False

    def _is_link(self, point: QPoint) -> bool:
        row = self._row_at(point)
        placed = self._placed(row)
        fact = self._facts.lines[row].fact if placed is not None else None
        if placed is None or fact is None or fact.go is None:
            return False
        text = placed.label if fact.label_link else placed.value
        if text is None:
            return False
        shown = QRect(text.rect)
        if text.wrapped is None and fact.look is not Look.CHIP:
            font = self._painter.fonts.of(self._facts.lines[row])
            if fact.label_link:
                font = self._painter.fonts.body
            shown.setWidth(self._painter.fonts.metrics[id(font)].horizontalAdvance(text.text))
        return shown.contains(point + QPoint(0, self.verticalOffset()))

    def _hover(self, point: QPoint | None) -> None:
        row = -1 if point is None else self._row_at(point)
        link = point is not None and self._is_link(point)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ACTIVATING and self.currentIndex().isValid():
            self.activate_row(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._press_button(event.position().toPoint()):
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain and self._is_link(point):
            self.activate_row(self.indexAt(point))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        where = self.visualRect(index).center() if by_key else event.pos()
        self._menu(index).popup(self.viewport().mapToGlobal(where))


def _can_copy(line: Line) -> bool:
    return line.fact is not None and line.fact.look is not Look.PENDING
