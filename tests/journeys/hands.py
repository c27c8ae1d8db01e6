"""A person at the window: sees by accessible names, acts by mouse and keyboard."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Self, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextEdit,
    QTreeView,
    QWidget,
)

from desktop.app import Application
from desktop.command_line import arguments
from desktop.engine.records import Container, Image, Kind
from desktop.model.session import Link
from desktop.tracing import Trace
from desktop.ui.plain import PlainLabel
from desktop.ui.trees.rows import Row
from desktop.ui.trees.section import Section

W = TypeVar("W", bound=QWidget)


async def until(holds: Callable[[], object], what: str = "", seconds: float = 40) -> None:
    """Return when it holds; fail when it does not in time.

    It looks again and again, as a person does: many signals may bring it about.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    while not holds():
        assert asyncio.get_running_loop().time() < deadline, f"not within {seconds} s: {what}"
        await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def opened(
    folder: Path, *options: str, wait: Callable[[Application], object] | None = None
) -> AsyncIterator[Hands]:
    """Portside, open and live; closed by its window's button in the end."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    parsed: argparse.Namespace = arguments(["--config", str(folder), *options])
    application = Application(qt, parsed, Trace(None))
    running = asyncio.ensure_future(application.run())
    hands = Hands(application, running)
    try:
        ready = wait or (lambda app: app.session.status.link is Link.LIVE)
        await until(lambda: ready(application), "the application is ready")
        if wait is None:  # else the test wants to be there from the first moment
            await until(lambda: application.window.isActiveWindow(), "its window has the focus")
        yield hands
    finally:
        try:
            if not running.done():
                await _quit(hands)
            assert await asyncio.wait_for(asyncio.shield(running), 30) == 0
        finally:
            if not running.done():  # a window that stayed would fail each test after this one
                application.window.closing.emit()
                await asyncio.wait([running], timeout=30)


async def _quit(hands: Hands) -> None:
    if popup := QApplication.activePopupWidget():
        popup.close()  # of a test that failed: it would take the mouse from the next one
    hands.window.close()
    asks = hands.asks_whether_to_quit
    await until(lambda: hands.ended() or asks(), "it quits, or asks")
    if dialog := asks():
        hands.press(dialog, "Quit")


class Heartbeat:
    """How long the loop was held up at most, while ``with`` it; by us, not by other programs."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.ensure_future(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _beat(self) -> None:
        last = seconds_of_our_own()
        while True:
            await asyncio.sleep(0.01)
            now = seconds_of_our_own()
            self.longest = max(self.longest, now - last)
            last = now


def seconds_of_our_own() -> float:
    """A clock that stands while this thread would run and another program has the processor."""
    _ran, waited, _turns = Path("/proc/thread-self/schedstat").read_text().split()
    return time.perf_counter() - int(waited) / 1e9


class Hands:
    """Acts on the window of one application."""

    def __init__(self, application: Application, running: asyncio.Future[int]) -> None:
        self.application = application
        self._running = running
        self.window = application.window

    # Seeing

    def ended(self) -> bool:
        """Whether the application has ended."""
        return self._running.done()

    def find(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """The one visible widget of that accessible name."""
        root = within or self.window
        found = [
            widget
            for widget in root.findChildren(kind)
            if widget.isVisible() and widget.accessibleName() == name
        ]
        assert len(found) == 1, f"{len(found)} widgets are called {name!r}"
        return found[0]

    @property
    def section(self) -> Section:
        """What the section list has chosen."""
        return self.window.section

    def tree(self, name: str = "Containers") -> QTreeView:
        """A tree by its accessible name."""
        return self.find(QTreeView, name)

    def container(self, name: str) -> Container | None:
        """The container as the window knows it, with a row that is in its tree."""
        section = self.window.section_of(Kind.CONTAINER)
        section.selected()  # a section that nobody sees lets news wait
        if section.isVisible() and not section.tree.isVisible():
            return None  # "No containers yet" is about to give way to it: nobody can click on it
        for record in self.application.store.containers:
            if record.name == name and section.model.index_of(record.id).isValid():
                return record
        return None

    def state(self, name: str) -> str:
        """A container's state in its row; nothing when there is no row."""
        found = self.container(name)
        return found.state.value if found else ""

    def cell(self, name: str, column: str) -> str:
        """The text of a cell of a container's row."""
        model = self.window.section_of(Kind.CONTAINER).model
        found = self.container(name)
        assert found is not None, f"no row {name}"
        number = [c.name for c in model.columns].index(column)
        return str(model.data(model.index_of(found.id, number)))

    def dialogs(self) -> list[QDialog]:
        """The dialogs that are open, the newest last."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible()
        ]

    def asks_whether_to_quit(self) -> QDialog | None:
        """The question, while it is open."""
        asked = (d for d in self.dialogs() if "Quit" in self.read(d).splitlines())
        return next(asked, None)

    async def dialog(self) -> QDialog:
        """The dialog that opens now."""
        await until(self.dialogs, "a dialog opens")
        return self.dialogs()[-1]

    def index(self, kind: Kind, name: str, column: str = "") -> QModelIndex:
        """An object's row in its tree by name (``repository:tag``), or a cell of it."""
        section = self.window.section_of(kind)
        section.selected()  # a section that nobody sees lets news wait
        column_number = [c.name for c in section.model.columns].index(column) if column else 0
        for record in self.application.store.table(kind):
            key = record.key
            if isinstance(record, Image):
                if name not in (*record.references, record.id):
                    continue
                key = f"{key}|{name.rpartition(':')[0] if name in record.references else ''}"
            elif record.name != name:
                continue
            return section.model.index_of(key, column_number)
        return QModelIndex()

    def shown(self) -> list[str]:
        """The titles of the chosen section's rows that pass the filter, groups left out."""
        model = self.section.model
        tops = [model.index(row, 0) for row in range(model.rowCount())]
        rows: list[str] = []
        for top in tops:
            inner = [model.index(n, 0, top) for n in range(model.rowCount(top))]
            grouped = [top] if isinstance(model.value(top), Row) else inner
            rows += [value.title for i in grouped if isinstance(value := model.value(i), Row)]
        return rows

    def read(self, widget: QWidget) -> str:
        """All the words that can be seen within a widget, without its fields."""
        kinds = (QLabel, QAbstractButton, QTextEdit, PlainLabel)
        words = [
            each.toPlainText() if isinstance(each, QTextEdit) else each.text()
            for each in widget.findChildren(QWidget)
            if isinstance(each, kinds) and each.isVisible()
        ]
        return "\n".join(word.replace("\u200b", "") for word in words if word)

    def read_details(self) -> str:
        """All that the details below the tree say, as a screen reader would read it."""
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        words: list[str] = []
        for view in self.window.details.findChildren(QAbstractItemView):
            model = view.model()
            if view.isVisible() and model is not None:
                for row in range(model.rowCount()):
                    index = model.index(row, 0)
                    words += [str(index.data(role) or "") for role in roles]
        return "\n".join(words)

    # Acting

    def select(self, *names: str) -> None:
        """Click on containers' rows, with Ctrl from the second on."""
        section = self.window.section_of(Kind.CONTAINER)
        for number, name in enumerate(names):
            found = self.container(name)
            assert found is not None, f"no row {name}"
            index = section.model.index_of(found.id)
            section.tree.scrollTo(index)
            rect = section.tree.visualRect(index)
            assert rect.isValid(), f"{name} can't be seen"
            modifier = Qt.KeyboardModifier.ControlModifier
            QTest.mouseClick(
                section.tree.viewport(),
                Qt.MouseButton.LeftButton,
                modifier if number else Qt.KeyboardModifier.NoModifier,
                QPoint(rect.left() + 40, rect.center().y()),
            )
        chosen = {row.title for row in section.selected() if isinstance(row, Row)}
        assert chosen == set(names), f"{chosen} are selected, not {set(names)}"

    def pick(self, kind: Kind, *names: str) -> None:
        """Show a section, and click on rows of it, with Ctrl from the second on."""
        # By mouse: a shortcut is lost while a dialog that closes still has the window's focus.
        sections = self.window.section_list
        where = sections.visualItemRect(sections.item([*Kind].index(kind))).center()
        QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert self.section.kind is kind
        for number, name in enumerate(names):
            index = self.index(kind, name)
            assert index.isValid(), f"no row {name}"
            tree = self.section.tree
            tree.scrollTo(index)
            rect = tree.visualRect(index)
            modifier = Qt.KeyboardModifier.ControlModifier
            QTest.mouseClick(
                tree.viewport(),
                Qt.MouseButton.LeftButton,
                modifier if number else Qt.KeyboardModifier.NoModifier,
                QPoint(rect.left() + 20, rect.center().y()),
            )
        assert not names or len(self.section.selected()) == len(names)

    def menu(self, menu_name: str, item: str) -> None:
        """Open a menu of the menu bar and click on an item."""
        bar = self.window.menuBar()
        top = next(a for a in bar.actions() if a.text() == menu_name)
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(top).center())
        menu = top.menu()
        assert isinstance(menu, QMenu)
        assert menu.isVisible(), f"{menu_name} does not open"
        action = next(a for a in menu.actions() if a.text() == item)
        assert action.isEnabled(), f"{item} can't be chosen"
        click_item(menu, menu.actionGeometry(action).center())

    def fill(self, dialog: QDialog, field: str, text: str) -> None:
        """Type into a field of a dialog, instead of what is there."""
        found = self.find(QWidget, field, dialog)
        line = found.lineEdit() if isinstance(found, QComboBox) else found
        assert isinstance(line, QLineEdit)
        line.selectAll()
        QTest.keyClicks(line, text)

    def tick(self, dialog: QDialog, name: str) -> None:
        """Click on a check box."""
        box = self.find(QCheckBox, name, dialog)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))

    def press(self, within: QWidget, text: str) -> None:
        """Click on a button."""
        found = [
            button
            for button in within.findChildren(QPushButton)
            if button.isVisible() and button.text().replace("&", "") == text
        ]
        assert len(found) == 1, f"{len(found)} buttons say {text!r}"
        assert found[0].isEnabled(), f"{text} can't be pressed"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    async def choose_file(self, path: Path, button: str) -> None:
        """Type a path into the file dialog that opens, and press its button."""
        dialog = await self.dialog()
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setText(str(path))  # typing brings up completions, which take the keyboard
        self.press(dialog, button)

    async def popup(self) -> QMenu:
        """The menu that opens now."""
        await until(QApplication.activePopupWidget, "a menu opens", 5)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        QTest.keyClicks(focused, text)

    def key(self, key: Qt.Key) -> None:
        """Press a key in the window, as the window system tells of it."""
        QTest.keyClick(self.window.windowHandle(), key)

    def keys(self, sequence: str) -> None:
        """Press a shortcut in the window."""
        QTest.keySequence(self.window, sequence)


def click_item(menu: QMenu, place: QPoint) -> None:
    """Go to an item and click on it.

    A menu takes a click where the pointer was when it opened for none, and the display's own
    pointer, which we never move, may happen to be there: so it is seen to come (QMenu counts six).
    """
    for _ in range(8):
        move_mouse(menu, place)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)


def move_mouse(
    widget: QWidget, place: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton
) -> None:
    """Move over a widget, or with a button held; QTest's would handle what else waits, in here."""
    moves = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, moves)
