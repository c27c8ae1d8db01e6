"""A person at a terminal: reads what is on its screen, types, and points at it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QWidget

from desktop.model.terminals.session import Phase
from desktop.terminal.cells import PLAIN, Style
from desktop.ui.living import Tabs
from desktop.ui.terminal.page import TerminalPage
from desktop.ui.terminal.view import TerminalView
from tests.journeys.hands import Hands, move_mouse, until

NOTHING = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


async def opened_terminal(hands: Hands, title: str) -> Screen:
    """The terminal with this title, once its program runs and it has the keyboard."""
    screen = await shown_terminal(hands, title)
    await screen.until_phase(Phase.RUNNING)
    await until(screen.view.hasFocus, "one can type at once")
    return screen


async def shown_terminal(hands: Hands, title: str) -> Screen:
    """The terminal with this title, however it stands."""

    def found() -> TerminalPage | None:
        living = hands.window.living
        pages = living.pages.items() if living is not None else ()
        titled = (page for key, page in pages if living and living.title(key) == title)
        return next((page for page in titled if isinstance(page, TerminalPage)), None)

    await until(found, f"the terminal {title} opens")
    page = found()
    assert page is not None
    await until(page.isVisible, f"the terminal {title} is in front")
    return Screen(page)


class Screen:
    """One terminal."""

    def __init__(self, page: TerminalPage) -> None:
        self.page = page

    # Seeing

    @property
    def view(self) -> TerminalView:
        return self.page.view

    @property
    def phase(self) -> Phase:
        return self.page.conversation.standing.phase

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        terminal = self.view.terminal
        return terminal.columns, terminal.rows

    @property
    def rows(self) -> list[str]:
        """All rows in sight, without blanks at their ends."""
        return [row.text for row in self.view.sight.rows]

    @property
    def lines(self) -> list[str]:
        """The same, without empty rows at the end."""
        rows = self.rows
        while rows and not rows[-1]:
            rows.pop()
        return rows

    @property
    def last(self) -> str:
        """The last of them: where a shell has its prompt."""
        return (self.lines or [""])[-1]

    @property
    def text(self) -> str:
        """What it shows and has shown."""
        terminal = self.view.terminal
        rows = terminal.lines(terminal.first_line, terminal.screen_line + terminal.rows)
        return "\n".join(row.text for row in rows)

    @property
    def cursor(self) -> tuple[int, int]:
        """Its row in sight, and its column."""
        cursor = self.view.sight.cursor
        assert cursor is not None, "the cursor is hidden"
        return cursor.row, cursor.column

    def style(self, row: int, column: int) -> Style:
        """How a cell is drawn."""
        spans = self.view.sight.rows[row].spans
        return next((it.style for it in spans if it.start <= column < it.end), PLAIN)

    def style_of(self, text: str) -> Style:
        """How the only place with this text is drawn; of one style from end to end."""
        (row,) = (number for number, it in enumerate(self.rows) if text in it)
        # Wide characters take two columns: the columns are counted, not the letters.
        cells = self.view.sight.rows[row].cells
        start = next(at for at in range(len(cells)) if "".join(cells[at:]).startswith(text))
        styles = {self.style(row, start + at) for at in range(len(text))}
        assert len(styles) == 1, f"{text} has {len(styles)} styles"
        return styles.pop()

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Return when it holds; fail with what is on the screen."""
        try:
            await until(holds, what)
        except AssertionError as late:
            shown = "\n".join(self.rows)
            raise AssertionError(f"{late}; {self.phase.value}, on the screen:\n{shown}") from None

    async def shows(self, text: str) -> None:
        """Wait for a text in sight."""
        await self.until(lambda: text in "\n".join(self.rows), f"{text!r} is shown")

    async def until_lines(self, *lines: str) -> None:
        """Wait until this is in sight, row by row, and nothing below."""
        await self.until(lambda: self.lines == [*lines], f"the screen is {lines}")

    async def until_phase(self, phase: Phase) -> None:
        await self.until(lambda: self.phase is phase, f"it is {phase.value}")

    async def until_rest(self) -> None:
        """Wait until all that has come is shown."""
        view = self.view
        await self.until(lambda: not view.feeding.waiting and not view.pace.due, "it rests")

    # Acting

    def type(self, text: str) -> None:
        QTest.keyClicks(self.view, text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING, *, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.view, key, held)

    def enter(self, line: str) -> None:
        """Type a line and Enter."""
        self.type(line)
        self.press(Qt.Key.Key_Return)

    def at(self, row: int, column: float) -> QPoint:
        """The middle of a cell's height, so far to the right."""
        canvas = self.view.canvas
        found = canvas.rect(row, 0, columns=1)
        width = canvas.cell.width / canvas.cell.scale
        return QPoint(round(found.left() + column * width), found.center().y())

    def click(self, row: int, column: float) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, NOTHING, self.at(row, column))

    def drag(self, start: tuple[int, float], end: tuple[int, float]) -> None:
        """Press, move, let go."""
        viewport = self.view.viewport()
        QTest.mousePress(viewport, LEFT, NOTHING, self.at(*start))
        move_mouse(viewport, self.at(*end), LEFT)
        QTest.mouseRelease(viewport, LEFT, NOTHING, self.at(*end))

    def wheel(self, notches: int) -> None:
        """Turn the wheel, up where positive."""
        at = QPointF(self.at(1, 2))
        buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        turned = QPoint(0, 120 * notches)
        event = QWheelEvent(at, at, QPoint(), turned, buttons, NOTHING, phase, False)
        QApplication.sendEvent(self.view.viewport(), event)

    async def resize(self, columns: int, rows: int) -> None:
        """Drag the edges of its window until there is room for exactly so many."""

        def fits() -> bool:
            canvas, window = self.view.canvas, self.page.window()
            if canvas.size() != (columns, rows):
                cell, viewport = canvas.cell, self.view.viewport()
                width = (columns * cell.width + 2 * cell.padding) / cell.scale
                height = (rows * cell.height + 2 * cell.padding) / cell.scale
                window.resize(
                    window.width() + round(width - viewport.width()),
                    window.height() + round(height - viewport.height()),
                )
            return self.size == (columns, rows)

        await self.until(fits, f"it has {columns} × {rows}")

    def press_on_banner(self, text: str) -> None:
        """Click on a button of what is said above the screen."""
        shown = (b for b in self.page.findChildren(QPushButton) if b.isVisible())
        (button,) = (b for b in shown if b.text() == text)
        QTest.mouseClick(button, LEFT)

    # Its tab

    @property
    def tabs(self) -> Tabs:
        """The group that it stands in."""
        found: QWidget | None = self.page
        while not isinstance(found, Tabs):
            assert found is not None, "it is in no tabs"
            found = found.parentWidget()
        return found

    @property
    def tab_text(self) -> str:
        """What its tab says."""
        return self.tabs.tabText(self.tabs.indexOf(self.page))

    def close_tab(self) -> None:
        """Click on the cross of its tab."""
        bar = self.tabs.tabBar()
        place = QTabBar.ButtonPosition.RightSide
        QTest.mouseClick(bar.tabButton(self.tabs.indexOf(self.page), place), LEFT)


async def in_thread(*work: Callable[[], object]) -> None:
    """Do what would hold the window, one after the other."""
    for each in work:
        await asyncio.get_running_loop().run_in_executor(None, each)
