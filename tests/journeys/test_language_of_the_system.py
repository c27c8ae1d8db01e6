"""The system's language may become another one while the window is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from desktop.model import preferences
from desktop.ui import text, units
from desktop.ui.text import install_language, tr
from desktop.ui.window import MainWindow
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio

pytestmark = pytest.mark.qt_log_ignore("raise()", "grabbing the keyboard", "propagateSizeHints")
NOWHERE = ("--host", "unix:///no.sock")
MOMENT = 1_704_164_645.0


class System:
    """What the system tells, and that it has changed."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.locale = QLocale("en_GB")
        patch.setattr(text, "system_locale", lambda: self.locale)

    def becomes(self, name: str) -> None:
        self.locale = QLocale(name)
        self.tells()

    def tells(self) -> None:
        """As Qt does where Windows, macOS or Wayland say so."""
        application = QApplication.instance()
        assert application is not None
        QCoreApplication.sendEvent(application, QEvent(QEvent.Type.LocaleChange))


@pytest.fixture
def system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    locale = QLocale()
    yield System(monkeypatch)
    monkeypatch.undo()
    install_language(qapp, "en")
    QLocale.setDefault(locale)


def counted(window: MainWindow, patch: pytest.MonkeyPatch) -> list[str]:
    """Each time that the window begins to be made anew, in which language it was until then."""
    found: list[str] = []
    renew = window.renew

    async def noted(change: Callable[[], object]) -> None:
        found.append(QLocale().name())
        await renew(change)

    patch.setattr(window, "renew", noted)
    return found


async def turns() -> None:
    """Let tasks begin that have been made: each needs two at most."""
    for _turn in range(10):
        await asyncio.sleep(0)


def first_menu(hands: Hands) -> str:
    return hands.window.menuBar().actions()[0].text()


def test_the_window_follows_the_systems_language_at_once(
    aio: Aio, tmp_path: Path, system: System
) -> None:
    async def go() -> None:
        async with opened(tmp_path, *NOWHERE, wait=lambda _app: True) as hands:
            await until(hands.window.start_page.isVisible)
            assert first_menu(hands) == "File"
            assert units.day(MOMENT) == "2 Jan 2024"
            system.becomes("zh_CN")
            await until(lambda: first_menu(hands) == "文件", "the menus are Chinese")
            assert units.day(MOMENT) == "2024/1/2"
            system.becomes("de_DE")
            await until(lambda: first_menu(hands) == "File", "there is no German")
            assert units.size(1_230_000) == "1,23MB"
            menus = hands.window.menuBar()
            system.tells()
            system.becomes("de_AT")
            await until(lambda: hands.window.menuBar() is not menus, "another region is seen, too")
            assert QLocale().name() == "de_AT"

    aio(go(), timeout=300)


def test_nothing_is_made_of_a_window_that_is_about_to_go(aio: Aio, tmp_path: Path) -> None:
    """It would not be ended, and hear of the session when it is deleted."""
    made = []

    async def go() -> None:
        async with opened(tmp_path, *NOWHERE, wait=lambda _app: True) as hands:
            window = hands.window

            def meanwhile() -> None:
                line = window.activity_line.made
                window._frame.finish()  # which a timer does
                made.extend((line, window.activity_line.made))

            await window.renew(lambda: None)
            await window.renew(meanwhile)

    aio(go(), timeout=300)
    assert made[0] is made[1]


def test_a_language_that_was_chosen_stays(
    aio: Aio, tmp_path: Path, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go() -> None:
        async with opened(tmp_path, *NOWHERE, wait=lambda _app: True) as hands:
            await until(hands.window.start_page.isVisible)
            hands.application.settings.choose(preferences.LANGUAGE, "zh_CN")
            await until(lambda: first_menu(hands) == "文件")
            renewals = counted(hands.window, monkeypatch)
            system.becomes("de_DE")
            await turns()
            assert not renewals
            hands.application.settings.choose(preferences.LANGUAGE, "")
            await until(lambda: first_menu(hands) == "File", "as the system, as it is by now")
            assert QLocale().name() == "de_DE"

    aio(go(), timeout=300)


def test_what_is_open_in_front_is_not_taken_away(
    aio: Aio, tmp_path: Path, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go() -> None:
        async with opened(tmp_path, *NOWHERE, wait=lambda _app: True) as hands:
            await until(hands.window.start_page.isVisible)
            hands.menu(tr("File"), tr("Settings…"))
            dialog = await hands.dialog()
            renewals = counted(hands.window, monkeypatch)
            system.becomes("zh_CN")
            await turns()
            assert not renewals
            assert dialog.isVisible()
            dialog.close()
            await until(lambda: first_menu(hands) == "文件", "then it follows")

    aio(go(), timeout=300)
