"""What the mouse does in a log: select, open, ask for the menu or a tooltip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip

from desktop.ui.icons import Icon, icon
from desktop.ui.logs import words
from desktop.ui.logs.lines import Line
from desktop.ui.logs.selection import Position
from desktop.ui.logs.words import Times
from desktop.ui.plain import tooltip
from desktop.ui.text import tr

if TYPE_CHECKING:
    from desktop.ui.logs.log_view import LogView

_DRAG_MS = 40  # between two lines when a drag goes beyond an edge
_WORD = re.compile(r"[\w./:@-]+|\s+|.")


class Hand(QObject):
    """Watches the viewport of a log."""

    def __init__(self, view: LogView) -> None:
        super().__init__(view)
        self._view = view
        self._drags = False
        self._at = QPointF()
        self._pull = QTimer(self, interval=_DRAG_MS)
        self._pull.timeout.connect(self._on_pulled)
        view.viewport().installEventFilter(self)

    def close_down(self) -> None:
        """Let go."""
        self._pull.stop()

    def _found(self, at: QPointF) -> tuple[Line, float] | None:
        """The row at a point (or the nearest), and its top."""
        seen = self._view.seen
        if not seen:
            return None
        rect, _place, line = next((s for s in seen if at.y() < s[0].bottom()), seen[-1])
        return line, rect.top()

    def _position(self, at: QPointF) -> Position | None:
        """The place between two characters at a point."""
        found = self._found(at)
        if found is None:
            return None
        line, top = found
        if line.layout is None:
            return Position(line.row.number)
        view = self._view
        number = int((at.y() - top - 1) // view.lines.height)
        part = line.layout.lineAt(min(max(number, 0), line.lines - 1))
        shift = 0 if line.open else view.horizontalScrollBar().value()
        x = at.x() - view.painting.columns.text + shift
        return Position(line.row.number, line.from_qt(part.xToCursor(x)))

    def _on_pressed(self, event: QMouseEvent) -> None:
        found = self._found(event.position())
        position = self._position(event.position())
        if found is None or position is None:
            return
        view, line = self._view, found[0]
        columns = view.painting.columns
        marks = columns.chevron <= event.position().x() < columns.text
        behind = bool(line.rest) and not line.open and position.column >= len(line.text)
        if line.foldable and (marks or behind):
            view.selection.put(Position(line.row.number))
            view.toggle(line.row.number)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.selection.extend(position)
        else:
            view.selection.put(position)
        self._drags = True
        view.viewport().update()

    def _on_moved(self, event: QMouseEvent) -> None:
        self._at = event.position()
        view = self._view
        columns = view.painting.columns
        if self._drags:
            self._extend()
            outside = not 0 <= self._at.y() < view.viewport().height()
            if outside and not self._pull.isActive():
                self._pull.start()
            elif not outside:
                self._pull.stop()
            return
        found = self._found(self._at)
        marks = found is not None and found[0].foldable and self._at.x() < columns.text
        text = self._at.x() >= columns.text
        shape = Qt.CursorShape
        view.viewport().setCursor(
            shape.PointingHandCursor if marks else shape.IBeamCursor if text else shape.ArrowCursor
        )

    def _extend(self) -> None:
        position = self._position(self._at)
        if position is not None:
            self._view.selection.extend(position)
            if self._view.selection.range is not None:
                self._view.scrolling.stop()  # what is being selected must not run away
            self._view.viewport().update()

    def _on_pulled(self) -> None:
        self._view.scrolling.by(-1 if self._at.y() < 0 else 1)
        self._view.settle()
        self._extend()

    def _on_released(self) -> None:
        self._drags = False
        self._pull.stop()
        self._view.scrolled.emit()

    def _on_double_clicked(self, event: QMouseEvent) -> None:
        """Select the word."""
        found, position = self._found(event.position()), self._position(event.position())
        if found is None or position is None:
            return
        text = found[0].text
        found_words = (m.span() for m in _WORD.finditer(text, max(0, position.column - 200)))
        span = next((s for s in found_words if s[1] > position.column), None)
        if span is not None:
            number = position.number
            self._view.selection.select(Position(number, span[0]), Position(number, span[1]))
            self._view.viewport().update()

    def _tip(self, event: QHelpEvent) -> None:
        """What the marks in the margin say, in words."""
        found = self._found(QPointF(event.pos()))
        view = self._view
        if found is None or event.pos().x() >= view.painting.columns.text:
            QToolTip.hideText()
            return
        row = found[0].row
        if not found[0].is_line:
            return
        names = view.painting.names
        said = [names[row.source]] if len(names) > 1 else []
        said.append(words.OUTPUTS[row.output])
        if found[0].level:
            said.append(tr(words.LEVELS[found[0].level]))
        said.append(words.time_of(row.time, Times.FULL))
        QToolTip.showText(event.globalPos(), tooltip(" · ".join(said)), view.viewport())

    def open_menu(self, where: QPoint) -> None:
        """What can be done with what is selected, and with the row there."""
        view = self._view
        found = self._found(QPointF(where))
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon(Icon.COPY), tr("Copy"), view.caret.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        menu.addAction(tr("Copy with timestamps"), lambda: view.caret.copy(times=True))
        menu.addAction(tr("Select all"), view.caret.select_all).setShortcut(
            QKeySequence(QKeySequence.StandardKey.SelectAll)
        )
        if found is not None and found[0].foldable:
            menu.addSeparator()
            number = found[0].row.number
            text = tr("Fold") if found[0].open else tr("Unfold")
            menu.addAction(text, lambda: view.toggle(number))
        if found is not None and view.selection.range is None:
            view.selection.put(Position(found[0].row.number))
        menu.popup(view.viewport().mapToGlobal(where))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QContextMenuEvent):
            self.open_menu(event.pos())
        elif isinstance(event, QHelpEvent):
            self._tip(event)
        elif isinstance(event, QMouseEvent):
            left = event.button() == Qt.MouseButton.LeftButton
            if kind == QEvent.Type.MouseMove:
                self._on_moved(event)
            elif kind == QEvent.Type.MouseButtonPress and left:
                self._on_pressed(event)
                self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            elif kind == QEvent.Type.MouseButtonRelease and left:
                self._on_released()
            elif kind == QEvent.Type.MouseButtonDblClick and left:
                self._on_double_clicked(event)
        else:
            return False
        return True
