"""A log: rows painted as they are needed, to read, select and copy from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.model.logs.search import Search
from desktop.model.logs.view import View, ViewNews
from desktop.ui import theme
from desktop.ui.ageing import Ageing
from desktop.ui.logs import words
from desktop.ui.logs.caret import Caret
from desktop.ui.logs.hand import Hand
from desktop.ui.logs.keys import deed_of
from desktop.ui.logs.lines import Line, Lines
from desktop.ui.logs.painting import Painting
from desktop.ui.logs.scroll import Scroll
from desktop.ui.logs.selection import Selection
from desktop.ui.logs.words import Times
from desktop.ui.theme import GRID, Type

REFRESH_MS = 33  # between two paintings while more comes
_NOTCH_LINES = 3


class LogView(QAbstractScrollArea):
    """Shows the rows of a :class:`View`. The scroll bar counts rows."""

    find_requested: Signal = Signal()
    stepped: Signal = Signal(int)
    """To the next match (1), or the one before (-1)."""
    pause_requested: Signal = Signal()
    escaped = Signal()
    scrolled = Signal()
    """It may follow or not, and something new may be out of sight."""

    def __init__(self, view: View, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.painting = Painting()
        self.painting.names = list(names)
        self.lines = Lines(view, self.painting.mono)
        self.scrolling = Scroll(self.lines)
        self.selection = Selection()
        self.caret: Caret = Caret(self)
        self.search: Search | None = None
        self.steps: Sequence[tuple[QKeySequence, int]] = ()
        self.wrap = True
        self._widest = 0.0
        self._syncing = False
        self._ageing = Ageing(self, lambda: self.painting.clock(), self._tell_ages)
        self._turned = 0.0  # of the wheel, not yet a whole line
        self.seen: list[tuple[QRectF, int, Line]] = []  # where each row is, and its place
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self.settle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_moved)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self._hand = Hand(self)
        self._unsubscribe = view.changed.subscribe(self._on_news)

    def close_down(self) -> None:
        """Hear nothing any more."""
        self._unsubscribe()
        self._refresh.stop()
        self._ageing.stop()
        self._hand.close_down()
        self.caret.close_down()

    # What the page sets

    def set_wrap(self, wrap: bool) -> None:
        """Whether long lines continue below."""
        self.wrap = wrap
        self._arrange()

    def set_times(self, times: Times) -> None:
        """How times are shown."""
        self.painting.times = times
        self._arrange()

    def set_search(self, search: Search | None) -> None:
        """Mark what this finds."""
        self.search = search
        self.lines.forget_found()
        self.viewport().update()

    def seek(self) -> None:
        """The view is about to show other rows: stay at the one that is read."""
        self.scrolling.seek()
        self.lines.forget_found()

    # Moving

    @property
    def page(self) -> int:
        """How many lines there is room for."""
        return self.scrolling.page

    @property
    def current(self) -> int | None:
        """The number of the current row."""
        caret = self.selection.caret
        return None if caret is None else caret.number

    def toggle(self, number: int) -> None:
        """Open a row or close it; it stays where it is."""
        self.lines.toggle(number)
        self.scrolling.stop()
        self.settle()

    def hides_match(self, place: int) -> bool:
        """Whether what was found lies behind what is shown of the row."""
        line = self.lines.at(place)
        self.lines.look(line, self.search)
        return bool(line.rest) and not line.open and not line.hits

    def line_of(self, number: int) -> Line | None:
        """The line of that number, where it is shown."""
        place = self.view.index_of(number)
        return self.lines.at(place) if place < len(self.view) else None

    def escape(self) -> None:
        """Select nothing; with nothing selected the page may have an end of something."""
        if self.selection.range is None:
            self.escaped.emit()
        self.selection.clear()
        self.viewport().update()

    # Following the view

    def _on_news(self, news: ViewNews) -> None:
        self.lines.forget(news.since)
        if news.book is not None and news.book.inserted:
            self.lines.opened = {news.moved(number) for number in self.lines.opened}
        self.selection.move(news.moved, self.view.book.begin)
        self.scrolling.on_news(news)
        if not self._refresh.isActive():
            self._refresh.start()

    def settle(self) -> None:
        """Show things as they are now."""
        self.scrolling.settle()
        self._syncing = True
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, self.page))
        bar.setRange(0, self.scrolling.bottom()[0])
        bar.setValue(self.scrolling.place)
        self._syncing = False
        if self.painting.times is Times.AGO and len(self.view):
            self._ageing.knows(words.moment(self.view[len(self.view) - 1].time))
        self.viewport().update()
        self.scrolled.emit()

    def _tell_ages(self) -> None:
        if self.painting.times is Times.AGO:
            self.viewport().update()

    def _arrange(self) -> None:
        """Width, font or columns are others."""
        size = self.viewport().size()
        self.painting.arrange(size.width())
        room = size.width() - self.painting.columns.text - 2 * GRID
        self.lines.set_room(max(room, 8 * self.lines.character), wrap=self.wrap)
        self.scrolling.page = max(1, (size.height() - GRID) // self.lines.height)
        self.settle()

    def _on_bar_moved(self, value: int) -> None:
        if not self._syncing:
            if value >= self.verticalScrollBar().maximum():
                self.scrolling.to_newest()
            else:
                self.scrolling.to(value)
            self.settle()

    def _tell_width(self, room: float) -> None:
        """How far one can scroll to the side: as far as any line seen so far."""
        self._widest = 0.0 if self.wrap else max(self._widest, *(s[2].width for s in self.seen), 0)
        bar = self.horizontalScrollBar()
        bar.setPageStep(int(room))
        bar.setRange(0, max(0, int(self._widest - room)))

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        shift = float(self.horizontalScrollBar().value())
        self.seen = []
        top = GRID / 2 - self.scrolling.line * self.lines.height
        place, size = self.scrolling.place, len(self.view)
        focused = self.hasFocus()
        while place < size and top < height:
            line = self.lines.at(place)
            rect = QRectF(0, top, width, line.lines * self.lines.height)
            self.seen.append((rect, place, line))
            self._paint_row(painter, line, rect, shift, focused=focused)
            top = rect.bottom()
            place += 1
        self.lines.keep(len(self.seen))
        self._tell_width(width - self.painting.columns.text - GRID)

    def _paint_row(
        self, painter: QPainter, line: Line, rect: QRectF, shift: float, *, focused: bool
    ) -> None:
        number = line.row.number
        search = self.search
        self.lines.look(line, search)
        self.painting.row(
            painter,
            line,
            rect,
            shift=0.0 if line.open else shift,
            selected=self.selection.columns(number),
            hit=search is not None and search.current == number,
            chosen=focused and number == self.current and line.is_line,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            mono = theme.font(Type.MONO)
            self.painting.set_font(mono)
            self.lines.set_font(mono)
            self._arrange()

    def event(self, event: QEvent) -> bool:
        # With the focus here these keys are the log's, whatever the window's menus do by them.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and deed_of(event, self.steps) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = deed_of(event, self.steps)
        if deed is None:
            event.ignore()
        else:
            deed(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = next((s[0] for s in self.seen if s[2].row.number == self.current), None)
        at = place.center() if place is not None else QRectF(self.viewport().rect()).center()
        self._hand.open_menu(at.toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if abs(delta.x()) > abs(delta.y()):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - delta.x() // 2)
            return
        self._turned -= delta.y() / 120 * _NOTCH_LINES
        lines = int(self._turned)
        self._turned -= lines
        if lines:
            self.scrolling.by(lines)
            self.settle()
