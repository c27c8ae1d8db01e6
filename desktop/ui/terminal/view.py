"""A terminal on the screen: what a program writes is shown, what a person types is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.terminal.keys import Typing
from desktop.terminal.links import Link
from desktop.terminal.protocol import Modes, Terminal
from desktop.ui import theme
from desktop.ui.terminal.blinking import Blinking
from desktop.ui.terminal.blinking_text import LOOKS, BlinkingText
from desktop.ui.terminal.canvas import Canvas
from desktop.ui.terminal.clipboard import Clipboard
from desktop.ui.terminal.colours import Inks
from desktop.ui.terminal.composing import Composing
from desktop.ui.terminal.cursor import Caret
from desktop.ui.terminal.feeding import Feeding
from desktop.ui.terminal.hand import Hand
from desktop.ui.terminal.keyboard import leaving
from desktop.ui.terminal.lettering import Lettering
from desktop.ui.terminal.marked_bar import MarkedBar
from desktop.ui.terminal.marking import Marking
from desktop.ui.terminal.mirror import Listeners
from desktop.ui.terminal.pace import Pace
from desktop.ui.terminal.scrolling import Scrolling
from desktop.ui.terminal.searching import Searching
from desktop.ui.terminal.sight import Sight
from desktop.ui.terminal.size_note import SizeNote
from desktop.ui.terminal.typist import Typist
from desktop.ui.text import tr

_LOOKS = (
    QEvent.Type.FontChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.DevicePixelRatioChange,
)
_INTERRUPTS = (b"\x03", b"\x1a", b"\x1c")  # VINTR, VSUSP, VQUIT


class TerminalView(QAbstractScrollArea):
    """Shows a :class:`Terminal`, and is its keyboard and mouse. ``NAME`` is the container's.

    What it is fed waits in a queue and is shown in time; nothing here holds the window.
    """

    typed: Signal = Signal(bytes)
    """By keys, input methods and pastes: what a group of terminals shares."""
    sent: Signal = Signal(bytes)
    """What of it this program is about to get, also when it is typed into another of a group."""
    replied: Signal = Signal(bytes)
    """To this program alone: answers to its questions, mouse, focus."""
    resized: Signal = Signal(int, int)
    """Columns and rows."""
    bell_rang: Signal = Signal()
    title_changed: Signal = Signal(str)
    """The program's own words: hostile text."""
    clipboard_offered: Signal = Signal(str)
    """The program wants this in the clipboard: ask first."""
    paste_questioned: Signal = Signal(str, object)
    """A text, and why (:class:`~desktop.terminal.paste.Ask`): ``clipboard.send()`` pastes it."""
    link_hovered: Signal = Signal(str)
    """Where the link leads that the mouse is over; empty when it is over none."""
    link_activated: Signal = Signal(str)
    link_questioned: Signal = Signal(str)
    """The same, where the program's words need not be where it leads: ask first."""
    find_requested: Signal = Signal()
    menu_opened: Signal = Signal(object)
    """The context menu, before it is shown: more may be added to it."""
    zoomed: Signal = Signal(float)
    """The font's size in points."""
    scrolled: Signal = Signal()
    """It may follow or not."""

    def __init__(self, terminal: Terminal, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt's own, made where one of a closed terminal was, may be taken for that one by PySide,
        # and is called deleted while it is in use; what then fails in an event filter crashes.
        self.setViewport(QWidget())
        self.terminal = terminal
        self.inks = Inks(theme.current())
        self.sight = Sight(terminal)
        self.marking = Marking(terminal)
        self.clipboard: Clipboard = Clipboard(self)
        self.composing = Composing(self)
        self.lettering = Lettering()
        self.feeding = Feeding(terminal, self._is_held, self)
        self.pace = Pace(self._show_frame, lambda: terminal.modes.synchronized, self)
        self.blinking = Blinking(self)
        self.blinking_text: BlinkingText = BlinkingText(self)
        self.canvas = Canvas(self, self.lettering.font)
        self.searching: Searching = Searching(self)
        self.setVerticalScrollBar(MarkedBar(self))
        self.scrolling: Scrolling = Scrolling(self)
        self.marking.searching = self.searching
        self.readers: Callable[[], Sequence[Modes]] = lambda: (terminal.modes,)
        """What the programs have set that read what is typed here."""
        self.typing: Typing | None = None
        """While ``typed`` tells of it: the same for programs with other modes."""
        self._note = SizeNote(self)
        self._listeners = Listeners(self)
        self._hand = Hand(self)
        self._typist = Typist(self, self._hand)
        self._connect()
        terminal.set_theme(self.inks.told)
        self._dress(name)

    def _connect(self) -> None:
        feeding = self.feeding
        feeding.fed.connect(self.pace.ask)
        feeding.replied.connect(self.replied)
        feeding.bell_rang.connect(self.bell_rang)
        feeding.title_changed.connect(self.title_changed)
        feeding.clipboard_offered.connect(self.clipboard_offered)
        self.blinking.turned.connect(self.canvas.update_caret)
        self.blinking_text.turned.connect(self.canvas.update_blinking)

    def _dress(self, name: str) -> None:
        self.name(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def name(self, name: str) -> None:
        """Say whose terminal it is, for those who hear it."""
        self.setAccessibleName(tr("Terminal: {name}", name=name))
        self.setAccessibleDescription(tr("{keys} leaves the terminal.", keys=leaving()))

    def close_down(self) -> None:
        """Show nothing any more. Who waits for room goes on."""
        self.feeding.close_down()
        self.pace.stop()
        self.searching.end()
        self.clipboard.close_down()
        self._listeners.close_down()
        self.blinking.stop()
        self.blinking_text.close_down()
        self._hand.close_down()
        self._typist.close_down()
        self._note.hide()

    # What the program writes

    def feed(self, data: bytes) -> None:
        """Show what is written, soon."""
        self.feeding.feed(data)

    async def take(self, data: bytes) -> None:
        """The same, once there is room: read no more before."""
        await self.feeding.take(data)

    def clear_history(self) -> None:
        """Forget what has scrolled off."""
        self.terminal.clear_history()
        self.pace.ask()

    def _is_held(self) -> bool:
        """Whether the numbers of rows must last."""
        held = self.marking.selection is not None or self.searching.search is not None
        return held or not self.sight.follows or self.clipboard.busy

    def _show_frame(self) -> None:
        if not self.isVisible():
            return  # it is shown when it is
        size = self.canvas.size()
        if size != (self.terminal.columns, self.terminal.rows):
            self.terminal.resize(*size)
            self._note.say(*size)
            self.resized.emit(*size)
        damage = self.sight.refresh()
        self.inks.set_frame(self.sight.frame)
        self.marking.refresh(self.sight)
        self.canvas.show(damage)
        self.blinking_text.follow()
        self.scrolling.settle()
        self.searching.on_frame()
        self.wake()
        self.composing.follow()
        self._listeners.tell()

    # The cursor

    @property
    def caret(self) -> Caret | None:
        """The cursor as it is seen now."""
        cursor = self.sight.cursor
        if cursor is None:
            return None
        column = min(cursor.column, self.terminal.columns - 1)
        lit, focused = self.blinking.lit, self.hasFocus()
        composing = self.composing
        return Caret(cursor.row, column, cursor.shape, lit, focused, composing.text, composing.at)

    def wake(self) -> None:
        """Something happened: the cursor is seen."""
        cursor = self.sight.cursor
        self.blinking.wake(blinks=self.hasFocus() and cursor is not None and cursor.blinks)

    # What a person does

    def type(self, typing: Typing) -> bool:
        """Send what was typed, and be where it is shown; whether that is anything."""
        data = typing(self.terminal.modes)
        if not data:
            return False
        if data in _INTERRUPTS:
            self.pace.hurry()
            self.feeding.hurry()
        self.typing = typing
        self.typed.emit(data)
        self.typing = None
        if self.marking.selection is not None:
            self.marking.selection = None
            self.canvas.restyle()
        self.scrolling.to_end()
        self.wake()
        return True

    def follow(self, link: Link) -> None:
        """Open a link, or ask."""
        told = self.link_questioned if link.marked else self.link_activated
        told.emit(link.target)

    def zoom(self, steps: int) -> None:
        """A larger font or (negative) a smaller one; with 0 the usual."""
        if self.lettering.zoom(steps):
            self._arrange()
            self.zoomed.emit(self.lettering.size)

    def set_lettering(self, family: str, size: float) -> None:
        """Another font (none for the system's), of so many points (0 for the usual size)."""
        self.lettering.choose(family, size)
        self._arrange()

    def leave(self, *, forwards: bool) -> None:
        """Put the focus elsewhere, as Tab would."""
        super().focusNextPrevChild(forwards)

    def _arrange(self) -> None:
        """Font, colours or screen are others."""
        self.inks.set_theme(theme.current())
        self.terminal.set_theme(self.inks.told)
        self.canvas.set_font(self.lettering.font)
        self.pace.ask()

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        self.canvas.paint(event.region())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        pass  # the canvas moves what it must; Qt would paint all anew

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pace.ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._note.be_quiet()
        self._arrange()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in _LOOKS:
            self._arrange()
        elif event.type() in LOOKS:
            self.blinking_text.follow()
        return done

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab is the program's

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        return self.composing.answer(query)
