"""What the mouse does in a terminal: it is reported to the program, or selects, scrolls, opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.terminal.links import Link, link_at
from desktop.terminal.logical_lines import Position
from desktop.terminal.mouse import Action
from desktop.terminal.protocol import MouseReports
from desktop.terminal.selection import Unit, begin, extended
from desktop.ui.plain import tooltip
from desktop.ui.terminal.keyboard import CONTROL
from desktop.ui.terminal.menu import open_menu
from desktop.ui.terminal.reporting import NOTCH_LINES, Reporting
from desktop.ui.text import tr

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

_PULL_MS = 40  # between two lines when a drag goes beyond an edge
_PULL_MORE = 2  # lines at once for each row that it is beyond the edge
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_UNITS = (Unit.CHARACTER, Unit.WORD, Unit.LINE)


class Hand(QObject):
    """Watches the viewport of a terminal."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__(view)
        self._view = view
        self._reporting = Reporting(view)
        self._drags = False
        self._at = QPointF()
        self._clicks = 0
        self._clicked_at = QPointF()
        self._since_click = QElapsedTimer()
        self._inside = False
        self._over: Link | None = None
        self._turned = 0.0  # of the wheel, not yet a whole line
        self._pull = QTimer(self, interval=_PULL_MS)
        self._pull.timeout.connect(self._on_pulled)
        view.viewport().installEventFilter(self)

    def close_down(self) -> None:
        """Let go."""
        self._pull.stop()
        self._view.viewport().removeEventFilter(self)

    # Selecting

    def _on_pressed(self, event: QMouseEvent) -> None:
        view, held = self._view, event.modifiers()
        self._at = event.position()
        self._count_click(held)
        marking, selection = view.marking, view.marking.selection
        if held & _SHIFT and self._clicks == 1 and selection is not None:
            where = self._position(selection.unit)
            marking.selection = extended(selection, view.terminal, where)
        else:
            block = held & (_ALT | _CONTROL)
            unit = Unit.BLOCK if block and self._clicks == 1 else _UNITS[self._clicks - 1]
            marking.selection = begin(view.terminal, self._position(unit), unit)
        self._drags = True
        view.canvas.restyle()

    def _count_click(self, held: Qt.KeyboardModifier) -> None:
        interval = QApplication.doubleClickInterval()
        quick = self._since_click.isValid() and self._since_click.elapsed() < interval
        near = (self._at - self._clicked_at).manhattanLength() < QApplication.startDragDistance()
        again = quick and near and not held & _CONTROL
        self._clicks = self._clicks % 3 + 1 if again else 1
        self._clicked_at = self._at
        self._since_click.start()

    def _position(self, unit: Unit) -> Position:
        whole = unit in (Unit.WORD, Unit.LINE)
        return self._view.canvas.position_at(self._at, nearest_edge=not whole)

    def _extend(self) -> None:
        if (self._at - self._clicked_at).manhattanLength() >= QApplication.startDragDistance():
            self._since_click.invalidate()
        marking = self._view.marking
        if marking.selection is not None:
            where = self._position(marking.selection.unit)
            marking.selection = extended(marking.selection, self._view.terminal, where)
            self._view.canvas.restyle()

    def _on_pulled(self) -> None:
        """One line further, or the faster the further beyond the edge it is."""
        y, cell = self._at.y(), self._view.canvas.cell
        beyond = y - max(0, min(y, self._view.viewport().height()))
        rows = int(abs(beyond) * cell.scale / cell.height)
        lines = 1 + rows * _PULL_MORE
        self._view.scrolling.by_lines(-lines if beyond < 0 else lines)
        self._extend()

    def _on_released(self, event: QMouseEvent) -> None:
        self._pull.stop()
        if not self._drags:
            return
        self._drags = False
        selection = self._view.marking.selection
        if selection is not None and selection.is_empty:
            self._view.marking.selection = None
            self._view.canvas.restyle()
            if event.modifiers() & _CONTROL and self._over is not None:
                self._view.follow(self._over)
        else:
            self._view.clipboard.offer_selection()

    # Pointing

    def _on_moved(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self._drags and not event.buttons() & Qt.MouseButton.LeftButton:
            self._on_released(event)  # elsewhere, unheard
        if not self._drags:
            self.look(event.modifiers())
            return
        self._extend()
        outside = not 0 <= self._at.y() < self._view.viewport().height()
        if outside and not self._pull.isActive():
            self._pull.start()
        elif not outside:
            self._pull.stop()

    def look(self, held: Qt.KeyboardModifier) -> None:
        """Whether there is a link where the mouse is. With Ctrl it is underlined."""
        view = self._view
        where = view.canvas.position_at(self._at)
        over = link_at(view.terminal, *where) if self._inside else None
        if over != self._over:
            self._over = over
            view.link_hovered.emit(over.target if over is not None else "")
        opens = over if held & _CONTROL else None
        if opens != view.marking.link:
            view.marking.link = opens
            view.canvas.restyle()
        shape = Qt.CursorShape
        reported = view.terminal.modes.mouse is not MouseReports.NONE and not held & _SHIFT
        wanted = shape.ArrowCursor if reported else shape.IBeamCursor
        view.viewport().setCursor(shape.PointingHandCursor if opens is not None else wanted)

    def on_modifier(self, event: QKeyEvent) -> None:
        """A key is pressed or released: with Ctrl a click opens what the mouse is over."""
        if event.key() == Qt.Key.Key_Control and not self._drags:
            pressed = event.type() == QEvent.Type.KeyPress
            self.look(_CONTROL if pressed else Qt.KeyboardModifier.NoModifier)

    def _turn(self, event: QWheelEvent) -> None:
        """The wheel scrolls, zooms with Ctrl, or is the program's."""
        self._turned -= event.angleDelta().y() / 120 * NOTCH_LINES
        lines = int(self._turned)
        self._turned -= lines
        if not lines:
            return
        if event.modifiers() & _CONTROL:
            self._view.zoom(-1 if lines > 0 else 1)
        elif not self._reporting.wheel(event, lines):
            self._view.scrolling.by_lines(lines)

    def leave(self) -> None:
        """The mouse is elsewhere."""
        self._inside = False
        if self._over is not None:
            self._over = None
            self._view.link_hovered.emit("")
        if self._view.marking.link is not None:
            self._view.marking.link = None
            self._view.canvas.restyle()

    def _tip(self, where: QPoint) -> None:
        if self._over is None:
            QToolTip.hideText()
        else:
            said = tr("{url}\n{key}+click opens it", url=self._over.target, key=CONTROL)
            QToolTip.showText(where, tooltip(said), self._view.viewport())

    def open_menu_at_cursor(self) -> None:
        """Open the context menu where one types."""
        view = self._view
        caret = view.caret
        at = view.canvas.rect(caret.row, caret.column, columns=1) if caret else view.rect()
        open_menu(view, view.viewport().mapToGlobal(at.bottomLeft()), None)

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            self._on_mouse(event, kind)
        elif isinstance(event, QWheelEvent):
            self._turn(event)
        elif isinstance(event, QContextMenuEvent):
            if not self._reporting.wanted(event.modifiers()):
                open_menu(self._view, event.globalPos(), self._over)
        elif isinstance(event, QHelpEvent):
            self._tip(event.globalPos())
        else:
            if kind == QEvent.Type.Leave:
                self.leave()
            return False
        return True

    def _on_mouse(self, event: QMouseEvent, kind: QEvent.Type) -> None:
        pressed = kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        if pressed:
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        moved = kind == QEvent.Type.MouseMove
        self._inside = True
        action = Action.PRESS if pressed else Action.MOVE if moved else Action.RELEASE
        if not self._drags and self._reporting.mouse(event, action):
            if moved:
                self._at = event.position()
                self.look(event.modifiers())
        elif moved:
            self._on_moved(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            (self._on_pressed if pressed else self._on_released)(event)
        elif event.button() == Qt.MouseButton.MiddleButton and pressed:
            self._view.clipboard.paste_middle()
