"""Settings: what is chosen takes effect at once, in the window that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPushButton

from desktop.engine.records import Kind
from desktop.model import preferences
from desktop.model.run.spec import ContainerSpec
from desktop.model.run.templates import Templates
from desktop.model.session import Link
from desktop.model.terminals.session import Phase
from desktop.ui.preferences.dialog import SettingsDialog
from desktop.ui.preferences.general import GeneralPage
from desktop.ui.preferences.look import LookPage
from desktop.ui.preferences.places import PlacesPage
from desktop.ui.settings import Settings
from desktop.ui.text import install_language, tr
from desktop.ui.theme import apply_theme, current
from tests.journeys.hands import Hands, opened, until
from tests.journeys.screens import shown_terminal
from tests.support.aio import Aio
from tests.support.real_engine import RealEngine

pytestmark = pytest.mark.qt_log_ignore("raise()", "grabbing the keyboard", "propagateSizeHints")
Run = Callable[..., str]


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    locale = QLocale()
    yield
    install_language(qapp, "en")
    QLocale.setDefault(locale)
    apply_theme(qapp).deleteLater()


async def settings(hands: Hands, page: str) -> SettingsDialog:
    menu = hands.window.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    hands.menu(menu.title(), tr("Settings…"))
    dialog = await hands.dialog()
    assert isinstance(dialog, SettingsDialog)
    dialog.show_page(page)
    return dialog


def choose(box: QComboBox, value: str) -> None:
    """By the keyboard, as a person would."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findData(value)):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == value


def test_language_changes_at_once_and_what_lives_on_goes_on(
    engine_host: str, docker_run: Run, aio: Aio, tmp_path: Path
) -> None:
    docker_run(name="speaker")

    async def go() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("speaker") == "running")
            hands.select("speaker")
            hands.keys("Ctrl+T")
            screen = await shown_terminal(hands, "speaker")
            await screen.until_phase(Phase.RUNNING)
            screen.view.typed.emit(b"x=kept\r")
            listening = len(hands.application.store.changed._callbacks)
            dialog = await settings(hands, "general")
            page = dialog.page
            assert isinstance(page, GeneralPage)
            choose(page.language.box, "zh_CN")
            menus = hands.window.menuBar
            await until(lambda: menus().actions()[0].text() == "文件", "the menus are Chinese")
            await until(lambda: dialog.windowTitle() == "设置", "the dialog is, too")
            dialog.close()
            assert hands.tree("容器").isVisible()
            await until(lambda: hands.state("speaker") == "running", "its row is there")
            assert [row.title for row in hands.section.selected()] == ["speaker"]
            living = hands.window.living
            assert living is not None
            assert list(living.pages.values()) == [screen.page], "the same terminal"
            spoken = screen.page.foot.search.accessibleName
            await until(lambda: spoken() == tr("Find in the terminal"), "which speaks it, too")
            assert spoken() != "Find in the terminal"
            assert screen.view.accessibleName() == tr("Terminal: {name}", name="speaker")
            screen.view.typed.emit(b"echo $x-on\r")
            await until(lambda: any("kept-on" in row for row in screen.rows), "its shell goes on")
            dialog = await settings(hands, "general")
            page = dialog.page
            assert isinstance(page, GeneralPage)
            choose(page.language.box, "en")
            await until(lambda: menus().actions()[0].text() == "File", "and English again")
            await until(lambda: dialog.windowTitle() == "Settings")
            dialog.close()
            now = len(hands.application.store.changed._callbacks)
            assert now == listening, "nothing of the old window hears of the Engine"

    aio(go(), timeout=90)


def test_theme_changes_at_once_and_at_the_next_start(
    engine_host: str, aio: Aio, tmp_path: Path
) -> None:
    async def go() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            dialog = await settings(hands, "look")
            page = dialog.page
            assert isinstance(page, LookPage)
            choose(page.theme.box, "dark")
            assert current().dark
            dialog.close()
            await until(lambda: not hands.dialogs())
            await until(
                lambda: Settings(tmp_path).chosen(preferences.THEME) == "dark", "it is kept"
            )
            hands.menu("View", "Light theme")
            assert not current().dark
        async with opened(tmp_path, "--host", engine_host):
            assert not current().dark

    aio(go(), timeout=90)


def test_what_is_kept_is_in_the_file_while_the_window_is_open(
    engine_host: str, aio: Aio, tmp_path: Path
) -> None:
    """So that nothing that ends Portside badly takes it away."""

    async def go() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(hands.window.tour_offer.isVisible, "the tour is offered")
            Templates(hands.application.settings).save("mine", ContainerSpec("busybox"))

            def kept() -> bool:
                there = Settings(tmp_path)
                templates = [template.name for template in Templates(there)]
                return templates == ["mine"] and there.chosen(preferences.TOUR_SEEN)

            await until(kept, "both are kept")

    aio(go(), timeout=60)


def test_changed_keys_do_it_at_once(engine_host: str, aio: Aio, tmp_path: Path) -> None:
    async def go() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            chosen = hands.application.settings
            chosen.choose(preferences.KEYS, ["view.volumes Ctrl+Shift+V"])
            hands.keys("Ctrl+Shift+V")
            await until(lambda: hands.window.shown_kind is Kind.VOLUME)
            hands.keys("Ctrl+1")
            await until(lambda: hands.window.shown_kind is Kind.CONTAINER)
            hands.keys("Ctrl+4")
            assert hands.window.shown_kind is Kind.CONTAINER, "these were Volumes' before"

    aio(go(), timeout=60)


def test_place_of_ones_own_is_used_now_and_at_the_next_start(
    engine_host: str, second_engine: Callable[[], RealEngine], aio: Aio, tmp_path: Path
) -> None:
    other = second_engine()

    async def go() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            dialog = await settings(hands, "places")
            hands.fill(dialog, "Name", "the other")
            hands.fill(dialog, "Address", other.url)
            hands.press(dialog, "Add")
            page = dialog.page
            assert isinstance(page, PlacesPage)
            choose(page.first, other.url)
            page.first.activated.emit(page.first.currentIndex())
            hands.press(dialog, "Use now")
            session = hands.application.session
            await until(
                lambda: (
                    session.status.link is Link.LIVE
                    and session.status.endpoint is not None
                    and session.status.endpoint.url == other.url
                ),
                "it is connected",
            )
            assert "the other" in hands.window.windowTitle()
        async with opened(tmp_path) as hands:
            assert "the other" in hands.window.windowTitle()

    aio(go(), timeout=90)


def test_tour_is_offered_once_and_walks_through_the_window_by_keyboard(
    engine_host: str, docker_run: Run, aio: Aio, tmp_path: Path
) -> None:
    docker_run(name="toured")

    async def go() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            offer = hands.window.tour_offer
            await until(offer.isVisible, "it is offered")
            hands.press(offer, "Begin the tour")
            tour = hands.window.tour
            assert tour is not None
            assert tour.running
            assert not offer.isVisible()
            titles = []
            while tour.running:
                titles.append(tour.callout.accessibleName())
                focused = hands.window.focusWidget()
                assert isinstance(focused, QPushButton)
                assert tour.callout.isAncestorOf(focused)
                assert hands.window.rect().contains(tour.callout.geometry())
                QTest.keyClick(focused, Qt.Key.Key_Return)
            assert titles == [
                "What is on the Engine",
                "One row for each thing",
                "Everything by typing",
                "What is being done",
                "Which Engine",
            ]
            hands.menu("Help", "Tour of the window")
            again = hands.window.tour
            assert again is not None
            assert again.running
            focused = hands.window.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, Qt.Key.Key_Escape)
            assert not again.running
            await until(lambda: hands.tree().isVisible())
        async with opened(tmp_path, "--host", engine_host) as hands:
            assert hands.application.settings.chosen(preferences.TOUR_SEEN)

    aio(go(), timeout=90)
