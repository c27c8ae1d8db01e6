"""Pages: what a section, or a tab of the details, shows beside the trees.

A page is a widget that is made when it is first shown. Its constructor takes what it needs of its
:class:`Surroundings`. One that streams, or that grows older without news, makes itself a
:class:`Watcher`, and does so only while it is watched. One that has tasks or streams
:class:`Closes`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QUrl, Signal
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.model.commands import Command
from desktop.model.operations import Operation, Operations
from desktop.model.session import Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.ui.icons import Icon
from desktop.ui.settings import Settings


def _unheard(_text: str) -> None:
    """Where there is no status line."""


def _unopened(
    _key: str, _title: str, _picture: Icon, _make: Callable[[Surroundings], QWidget]
) -> None:
    """Where there is no place for one."""


class Chosen(QObject):
    """The object that is chosen: in a tree, or in a page that stands for all trees.

    ``key`` is empty where none is.
    """

    changed = Signal()
    """It is another one, or none."""
    picked = Signal()
    """A page chose it: the trees follow."""
    menu_requested = Signal(object, QPoint)
    """A page wants the menu of its ``Kind`` for what is chosen, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.kind: Kind | None = None
        self.key = ""

    def follow(self, kind: Kind | None, key: str) -> None:
        """A tree has this one selected."""
        if (kind, key) != (self.kind, self.key):
            self.kind, self.key = kind, key
            self.changed.emit()

    def pick(self, kind: Kind | None, key: str) -> None:
        """Choose this one from a page."""
        self.follow(kind, key)
        self.picked.emit()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page may use."""

    session: Session
    operations: Operations
    settings: Settings
    stats: StatsWatcher
    """What containers use, for whichever page looks at it."""
    run: Callable[[Command | None], Operation | None]
    """Start a command's operation."""
    open_url: Callable[[QUrl], None]
    """In the browser, where the address may be opened."""
    reveal: Callable[[Kind, str], None]
    """Go to an object: show it in its tree, selected."""
    select: Callable[[Kind | None, str], None]
    """Show an object's details below the page of a section that ``selects``: also when that page
    comes to the front, where it says None if nothing is selected."""
    chosen: Chosen = field(default_factory=Chosen)
    """What is chosen, for a page that shows the same objects as the trees."""
    say: Callable[[str], None] = _unheard
    """Tell in the status line."""
    open_page: Callable[[str, str, Icon, Callable[[Surroundings], QWidget]], None] = _unopened
    """Open a page that lives on when the selection moves: its key, its title, what makes it."""


@runtime_checkable
class Closes(Protocol):
    """A page with tasks or streams of its own."""

    async def close_down(self) -> None:
        """End them."""


async def close_pages(pages: Iterable[QWidget]) -> None:
    """End what these pages have running, all at once."""
    await asyncio.gather(*(page.close_down() for page in pages if isinstance(page, Closes)))


class Watcher(QObject):
    """Tells a page when a person begins to see it, and when that ends.

    A page makes its own: ``Watcher(self, self.set_watched)``. It is watched while its section or
    tab is in front, and its window is neither hidden nor minimised: also when it was torn off
    into another window. ``told`` hears changes only, True first.
    """

    def __init__(self, page: QWidget, told: Callable[[bool], None]) -> None:
        super().__init__(page)
        self._page = page
        self._told = told
        self._window: QWidget | None = None
        self._shown = False
        self.watched = False
        page.installEventFilter(self)

    def _on_shown(self) -> None:
        self._shown = True
        window = self._page.window()
        if window is not self._window:
            if self._window not in (None, self._page):
                self._window.removeEventFilter(self)
            self._window = window
            window.installEventFilter(self)

    def _look(self) -> None:
        # Qt calls what is in a minimised window visible.
        watched = self._shown and self._window is not None and not self._window.isMinimized()
        if watched is not self.watched:
            self.watched = watched
            self._told(watched)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._page and kind == QEvent.Type.Show:
            self._on_shown()
        elif watched is self._page and kind == QEvent.Type.Hide:
            self._shown = False
        elif kind != QEvent.Type.WindowStateChange:
            return False
        self._look()
        return False
