"""All pages that live on, wherever they stand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.ui.icons import Icon
from desktop.ui.living.area import Area
from desktop.ui.living.arrangement import Arrangement
from desktop.ui.living.page_window import PageWindow
from desktop.ui.living.tabs import Face, Tabs
from desktop.ui.page import Surroundings, close_pages
from desktop.ui.plain import Answer, ask, visible
from desktop.ui.text import tr

_LAST_SECONDS = 1.2


@runtime_checkable
class Faced(Protocol):
    """A page that changes what its tab shows."""

    @property
    def face_changed(self) -> SignalInstance: ...

    def face(self) -> Face: ...


@runtime_checkable
class HasStake(Protocol):
    """A page with something to lose."""

    async def at_stake(self) -> str:
        """What closing it would end, in a sentence; "" for nothing."""


@dataclass(slots=True)
class _Living:
    page: QWidget
    face: Face
    make: Callable[[Surroundings], QWidget]
    name: str = ""  # that a person has given it

    @property
    def shown(self) -> Face:
        return replace(self.face, title=self.name) if self.name else self.face


@dataclass(frozen=True, slots=True)
class Kept:
    """A page between two ``LivingPages``, and where its own window was."""

    key: str
    living: _Living
    place: QPoint | None


class LivingPages(QObject):
    """Opens, names, moves and closes them. End it by awaiting ``close_down``."""

    changed = Signal()

    def __init__(self, surroundings: Surroundings, home: Area, parent: QObject) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._arrangement = Arrangement(home, self._follow, self._on_window_closing)
        self._living: dict[str, _Living] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()  # of pages that have left
        self._asking: set[str] = set()
        self._current = ""
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)

    def offer(self, actions: list[QAction]) -> None:
        """What a tab's menu offers, and what keys do in other windows, for the current page."""
        self._arrangement.actions = actions

    # What there is

    def __contains__(self, key: str) -> bool:
        return key in self._living

    def __len__(self) -> int:
        return len(self._living)

    @property
    def pages(self) -> dict[str, QWidget]:
        """Each under its key, in the order in which they were opened."""
        return {key: living.page for key, living in self._living.items()}

    @property
    def current(self) -> str:
        """The key of the one that a person is at, or was at last; "" if that is not in sight."""
        living = self._living.get(self._current)
        return self._current if living is not None and living.page.isVisible() else ""

    def title(self, key: str) -> str:
        """What its tab is called."""
        return self._living[key].shown.title

    def is_torn_off(self, key: str) -> bool:
        """Whether it stands in a window of its own."""
        return not self._arrangement.is_home(self._living[key].page)

    def can_split(self, key: str) -> bool:
        """Whether something else would stay where it is."""
        return self._arrangement.group_of(self._living[key].page).count() > 1

    def can_join(self, key: str) -> bool:
        """Whether there is a group to its left."""
        return self._arrangement.left_of(self._living[key].page) is not None

    # What a person does with them

    def open(
        self, key: str, title: str, picture: Icon, make: Callable[[Surroundings], QWidget]
    ) -> QWidget:
        """A page that stays when the selection moves, until a person closes its tab.

        ``make`` is called unless the page of this key is open already; it comes to the front.
        """
        if key not in self._living:
            page = make(self._surroundings)
            self._take_in(key, _Living(page, Face(title, picture), make))
        self.show(key)
        return self._living[key].page

    def show(self, key: str) -> None:
        """Bring it to the front."""
        self._arrangement.show(self._living[key].page)
        self._set_current(key)
        self.changed.emit()

    def rename(self, key: str, name: str) -> None:
        """Give its tab a name; "" gives back its own."""
        self._living[key].name = name
        self._on_face_changed(key)

    def edit_name(self, key: str) -> None:
        """Let a person name it, in its tab."""
        page = self._living[key].page
        self._arrangement.group_of(page).edit_name(page)

    def split(self, key: str) -> None:
        """Show it beside the others."""
        living = self._living[key]
        self._arrangement.split(living.page, living.shown)
        self.show(key)

    def join(self, key: str) -> None:
        """Move it to the group to its left."""
        target = self._arrangement.left_of(self._living[key].page)
        if target is not None:
            self._move(key, target)

    def tear_off(self, key: str, place: QPoint | None = None) -> None:
        """Move it into a window of its own, at this place of the screen."""
        living = self._living[key]
        self._arrangement.tear_off(living.page, living.shown, place)
        self.show(key)

    def bring_back(self, key: str) -> None:
        """Move it back into the main window."""
        self._move(key, self._arrangement.home)

    def let_go(self) -> list[Kept]:
        """Give those away that have something to lose, and say what made the others.

        Another ``LivingPages`` takes them in; meanwhile they go on.
        """
        kept = []
        for key, living in list(self._living.items()):
            place = living.page.window().pos() if self.is_torn_off(key) else None
            kept.append(Kept(key, living, place))
            if isinstance(living.page, HasStake):
                del self._living[key]
                self._arrangement.take(living.page)
        return kept

    def take_in(self, kept: list[Kept]) -> None:
        """Go on with what another has let go; what had nothing to lose is made anew."""
        for each in kept:
            living = each.living
            if isinstance(living.page, HasStake):
                self._take_in(each.key, living)
            else:
                self.open(each.key, living.face.title, living.face.picture, living.make)
                self.rename(each.key, living.name)
            if each.place is not None:
                self.tear_off(each.key, each.place)

    def _take_in(self, key: str, living: _Living) -> None:
        page = living.page
        if isinstance(page, Faced):
            living.face = page.face()
            page.face_changed.connect(lambda: self._on_face_changed(key))
        page.installEventFilter(self)
        at = self._living.get(self.current)
        self._living[key] = living
        self._arrangement.put(page, living.shown, beside=at.page if at is not None else None)

    def ask_to_close(self, key: str) -> None:
        """End it, and what it has running, unless a person then thinks better of it."""
        self._start(self._close(key), self._tasks)

    async def at_stake(self) -> list[str]:
        """What closing all would end: a sentence for each page that has something to lose."""
        staking = [page for page in self.pages.values() if isinstance(page, HasStake)]
        return [said for said in await asyncio.gather(*(it.at_stake() for it in staking)) if said]

    async def close_down(self) -> None:
        """End what all have running."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        pages = self.pages.values()
        self._living.clear()
        with suppress(TimeoutError):  # an Engine that hangs must not hold up the end
            async with asyncio.timeout(_LAST_SECONDS):
                await asyncio.gather(close_pages(pages), *self._ending)
        self._arrangement.close_windows()

    def _move(self, key: str, group: Tabs) -> None:
        living = self._living[key]
        self._arrangement.move(living.page, living.shown, group)
        self.show(key)

    async def _close(self, *keys: str) -> None:
        for key in keys:
            living = self._living.get(key)
            if living is None or key in self._asking or not await self._agreed(key, living.page):
                continue
            del self._living[key]
            self._arrangement.take(living.page)
            self.changed.emit()
            self._start(_end(living.page), self._ending)

    async def _agreed(self, key: str, page: QWidget) -> bool:
        if not isinstance(page, HasStake):
            return True
        self._asking.add(key)
        try:
            said = await page.at_stake()
            if said and await self._ask_to_close(page, key, said) != "close":
                return False
        finally:
            self._asking.discard(key)
        return key in self._living

    async def _ask_to_close(self, page: QWidget, key: str, said: str) -> str:
        return await ask(
            page,
            tr("Close {title}?", title=visible(self.title(key), limit=60)),
            said,
            tr("Closing the tab ends it."),
            [Answer("close", tr("Close"), danger=True), Answer("stay", tr("Cancel"))],
        )

    def _start(self, work: Coroutine[Any, Any, None], tasks: set[asyncio.Task[None]]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    # What they hear

    def _key_of(self, page: QWidget | None) -> str:
        return next((key for key, living in self._living.items() if living.page is page), "")

    def _set_current(self, key: str) -> None:
        changed, self._current = key != self._current, key
        living = self._living[key]
        if isinstance(window := living.page.window(), PageWindow):
            window.show_title(living.shown.title)
        if changed:
            self.changed.emit()

    def _follow(self, group: Tabs) -> None:
        group.close_requested.connect(lambda page: self.ask_to_close(self._key_of(page)))
        group.menu_requested.connect(self._on_menu_requested)
        group.dragged_out.connect(self._on_dragged_out)
        group.named.connect(lambda page, name: self.rename(self._key_of(page), name))
        group.currentChanged.connect(lambda _number: self._on_front_changed(group))

    def _on_front_changed(self, group: Tabs) -> None:
        if key := self._key_of(group.currentWidget()):
            self._set_current(key)
        else:
            self.changed.emit()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for key, living in self._living.items():
            if new is not None and (living.page is new or living.page.isAncestorOf(new)):
                self._set_current(key)

    def _on_face_changed(self, key: str) -> None:
        living = self._living.get(key)
        if living is None:
            return
        if isinstance(living.page, Faced):
            living.face = living.page.face()
        self._arrangement.group_of(living.page).show_face(living.page, living.shown)
        if key == self.current:
            self._set_current(key)

    def _on_menu_requested(self, page: QWidget, place: QPoint) -> None:
        self.show(self._key_of(page))
        menu = QMenu(page.window())
        menu.addActions(self._arrangement.actions)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _on_dragged_out(self, page: QWidget, place: QPoint) -> None:
        """Onto another group, which takes it, or away, where it gets a window."""
        group = self._arrangement.group_at(place)
        if group is None:
            self.tear_off(self._key_of(page), place)
        else:
            self._move(self._key_of(page), group)

    def _on_window_closing(self, pages: list[QWidget]) -> None:
        self._start(self._close(*(self._key_of(page) for page in pages)), self._tasks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.changed.emit()  # only what is in sight is the current one
        return False


async def _end(page: QWidget) -> None:
    """End what a page has running; however that goes, it is deleted."""
    try:
        await close_pages([page])
    finally:
        page.deleteLater()
