"""Pages live on: in tabs, side by side, in windows of their own, until a person closes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox, QToolButton, QWidget
from shiboken6 import isValid

from desktop.ui.icons import Icon
from desktop.ui.living import Area, Face, LivingPages, Tabs
from desktop.ui.living.page_window import PageWindow
from desktop.ui.page import Surroundings
from tests.support.aio import Aio

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]


class Page(QLineEdit):
    """Something to read, that may have something to lose."""

    face_changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.tip = ""
        self.agrees = True
        self.asked = 0
        self.answered = asyncio.Event()
        self.answered.set()
        self.may_close = asyncio.Event()
        self.may_close.set()
        self.closed = False

    def face(self) -> Face:
        return Face(self.name, Icon.TERMINAL, self.tip)

    async def at_stake(self) -> str:
        self.asked += 1
        await self.answered.wait()
        return "" if self.agrees else "vim still runs."

    async def close_down(self) -> None:
        await self.may_close.wait()
        self.closed = True


@dataclass
class Shown:
    """An area with one tab that is always there."""

    area: Area
    pages: LivingPages
    actions: list[QAction] = field(default_factory=list)

    def open(self, name: str) -> Page:
        return cast(Page, self.pages.open(name, name, Icon.TERMINAL, lambda _: Page(name)))

    def titles(self) -> list[list[str]]:
        """What the tabs of the main window say, group by group."""
        return [[g.tabText(n) for n in range(g.count())] for g in self.area.groups]

    async def answer(self, text: str) -> None:
        """To the question that is open, or will be."""
        await self.until(question)
        box = question()
        assert box is not None
        assert box.text() == "vim still runs."
        next(button for button in box.buttons() if button.text() == text).click()
        await self.until(lambda: question() is None)

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():  # noqa: ASYNC110 - many things tell of it
            await asyncio.sleep(0)


@asynccontextmanager
async def showing() -> AsyncIterator[Shown]:
    first = Tabs()
    first.addTab(QWidget(), "Overview")
    area = Area(first)
    pages = LivingPages(cast(Surroundings, None), area, area)
    shown = Shown(area, pages, [QAction("Split right", area)])
    pages.offer(shown.actions)
    pages.changed.connect(lambda: look_at(pages))
    area.resize(800, 400)
    area.show()
    try:
        yield shown
    finally:
        await pages.close_down()
        area.close()
        area.deleteLater()


def look_at(pages: LivingPages) -> None:
    """As the actions do with each change: what is told must be true at that moment."""
    if key := pages.current:
        pages.can_split(key), pages.can_join(key), pages.is_torn_off(key)


def windows_of(page: QWidget) -> list[QWidget]:
    """The windows in sight beside the main one."""
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isAncestorOf(page)]


def question() -> QMessageBox | None:
    """The question that is asked now."""
    boxes = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    return next((box for box in boxes if box.isVisible()), None)


def page_windows() -> list[QWidget]:
    """The windows of pages that are in sight."""
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and type(w) is PageWindow]


def test_a_page_is_opened_once(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            web = shown.open("web")
            shown.open("worker")
            assert shown.open("web") is web
            assert shown.titles() == [["Overview", "web", "worker"]]
            assert shown.pages.current == "web"
            assert web.isVisible()

    aio(run())


def test_a_page_is_shown_beside_the_others_and_goes_back(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            web, worker = shown.open("web"), shown.open("worker")
            assert not shown.pages.can_join("worker")
            shown.pages.split("worker")
            shown.pages.show("web")
            assert shown.titles() == [["Overview", "web"], ["worker"]]
            assert web.isVisible()
            assert worker.isVisible()
            assert not shown.pages.can_split("worker")  # it has a group of its own already
            shown.pages.join("worker")
            assert shown.titles() == [["Overview", "web", "worker"]]
            assert not worker.closed

    aio(run())


def test_what_is_opened_next_stands_where_a_person_is(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.open("web")
            shown.open("worker")
            shown.pages.split("worker")
            shown.open("cache")
            assert shown.titles() == [["Overview", "web"], ["worker", "cache"]]

    aio(run())


def test_a_page_lives_on_in_a_window_of_its_own_and_comes_back(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            page = shown.open("web")
            shown.pages.tear_off("web")
            assert shown.pages.is_torn_off("web")
            assert shown.titles() == [["Overview"]]
            (window,) = windows_of(page)
            assert window.windowTitle() == "Portside — web"
            assert window.actions() == shown.actions  # whose keys count there too
            shown.pages.bring_back("web")
            assert shown.titles() == [["Overview", "web"]]
            assert not window.isVisible()
            assert not page.closed

    aio(run())


def test_a_window_that_is_closed_closes_its_pages_that_agree(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            web, worker = shown.open("web"), shown.open("worker")
            shown.pages.tear_off("web")
            (window,) = windows_of(web)
            cast(Tabs, window.findChild(Tabs)).setFocus()
            shown.pages._move("worker", cast(Tabs, window.findChild(Tabs)))
            worker.agrees = False
            window.close()
            await shown.answer("Cancel")
            await shown.until(lambda: web.closed)
            assert window.isVisible()
            assert "worker" in shown.pages
            assert "web" not in shown.pages
            worker.agrees = True
            window.close()
            await shown.until(lambda: worker.closed)
            assert not page_windows()

    aio(run())


def test_a_page_with_something_to_lose_is_asked_once(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            page = shown.open("web")
            page.agrees = False
            page.answered.clear()
            shown.pages.ask_to_close("web")
            shown.pages.ask_to_close("web")
            for _turn in range(5):
                await asyncio.sleep(0)
            assert page.asked == 1
            page.answered.set()
            await shown.answer("Cancel")
            assert "web" in shown.pages
            shown.pages.ask_to_close("web")
            await shown.answer("Close")
            await shown.until(lambda: page.closed)
            assert shown.titles() == [["Overview"]]

    aio(run())


def test_a_tab_is_named_in_place_and_gets_its_own_name_back(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            page = shown.open("web")
            for typed, expected in (("a & b", "a && b"), ("", "web")):
                shown.pages.edit_name("web")
                (box,) = shown.area.groups[0].tabBar().findChildren(QLineEdit)
                box.setText(typed)
                QTest.keyClick(box, Qt.Key.Key_Return)
                assert shown.titles() == [["Overview", expected]]
                assert QApplication.focusWidget() in (page, None)
                await shown.until(lambda: not shown.area.groups[0].tabBar().findChildren(QLineEdit))
            page.name = "web2"
            page.face_changed.emit()
            assert shown.titles() == [["Overview", "web2"]]

    aio(run())


def test_escape_leaves_a_tabs_name_as_it_is(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.open("web")
            shown.pages.edit_name("web")
            (box,) = shown.area.groups[0].tabBar().findChildren(QLineEdit)
            box.setText("other")
            QTest.keyClick(box, Qt.Key.Key_Escape)
            assert shown.titles() == [["Overview", "web"]]

    aio(run())


def test_hostile_names_are_shown_as_text(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            page = shown.open("<b>x</b>&y\u202e")
            group = shown.area.groups[0]
            number = group.indexOf(page)
            assert group.tabText(number) == "<b>x</b>&&y\\u202e"
            assert "<b>x" not in group.tabToolTip(number)
            names = [each.accessibleName() for each in group.tabBar().findChildren(QToolButton)]
            assert "Close <b>x</b>&y\\u202e" in names

    aio(run())


@pytest.mark.parametrize("onto_another", [True, False])
def test_a_tab_dragged_off_its_bar_moves(aio: Aio, onto_another: bool) -> None:
    async def run() -> None:
        async with showing() as shown:
            page = shown.open("web")
            shown.open("worker")
            shown.pages.split("worker")
            bar = shown.area.groups[0].tabBar()
            begin = bar.tabRect(1).center()
            other = shown.area.groups[1]
            target = other.mapToGlobal(other.rect().center())
            if not onto_another:
                target = shown.area.mapToGlobal(QPoint(400, 700))
            QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=begin)
            QTest.mouseMove(bar, bar.mapFromGlobal(target))
            QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=bar.mapFromGlobal(target))
            assert shown.pages.is_torn_off("web") is not onto_another
            if onto_another:
                assert shown.titles() == [["Overview"], ["worker", "web"]]
            assert page.isVisible()

    aio(run())


def test_a_tabs_menu_acts_on_the_tab_it_was_opened_on(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.open("web")
            shown.open("worker")
            bar = shown.area.groups[0].tabBar()
            bar.customContextMenuRequested.emit(bar.tabRect(1).center())
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            assert menu.actions() == shown.actions
            assert shown.pages.current == "web"
            menu.close()
            bar.customContextMenuRequested.emit(bar.tabRect(0).center())
            assert QApplication.activePopupWidget() is None  # Overview does not live on

    aio(run())


def test_what_is_at_stake_is_told_for_all(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            assert await shown.pages.at_stake() == []
            shown.open("web")
            shown.open("worker").agrees = False
            assert await shown.pages.at_stake() == ["vim still runs."]

    aio(run())


def test_a_page_that_has_left_is_ended_also_when_the_application_ends(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            web = shown.open("web")
            web.may_close.clear()
            shown.pages.ask_to_close("web")
            await shown.until(lambda: not len(shown.pages))
            ending = asyncio.ensure_future(shown.pages.close_down())
            await asyncio.sleep(0)
            web.may_close.set()
            await ending
            assert web.closed
            await shown.until(lambda: not isValid(web))

    aio(run())


def test_it_is_told_that_the_current_page_comes_in_sight_and_goes(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.open("web")
            told: list[str] = []
            shown.pages.changed.connect(lambda: told.append(shown.pages.current))
            shown.area.hide()
            assert told[-1] == ""
            shown.area.show()
            assert told[-1] == "web"

    aio(run())


def test_all_end_with_the_application(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            pages = [shown.open("web"), shown.open("worker")]
            shown.pages.tear_off("worker")
            (window,) = windows_of(pages[1])
        assert window.windowTitle() == "Portside — worker"
        assert all(page.closed for page in pages)
        assert not page_windows()

    aio(run())
