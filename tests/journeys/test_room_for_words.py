"""Every section, tab, page and dialog in Chinese and in a language half again as long: none cuts.

A dialog is whatever an action of the table opens whose text ends with an ellipsis, and what
``dialogs_inside`` opens: a class of dialogs that neither does is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSize
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.records import Kind
from desktop.engine.socket_group import GroupAdvice
from desktop.model.run.pages import Page
from desktop.ui.actions import TABLE
from desktop.ui.details.tabs import TABS
from desktop.ui.preferences.dialog import PAGES, SettingsDialog
from desktop.ui.run.wizard import Wizard
from desktop.ui.sections import SECTIONS, section_of
from desktop.ui.text import install_language
from tests.journeys.dialogs_inside import classes, inside
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.languages import LONG, install, is_ours
from tests.support.real_engine import IMAGE, LABEL, WAIT
from tests.support.room import cut_off

pytestmark = [
    pytest.mark.display,
    pytest.mark.qt_log_ignore("raise()", "grabbing the keyboard", "propagateSizeHints"),
]
LANGUAGES = pytest.mark.parametrize("code", ["zh_CN", LONG])
Docker = Callable[..., str]
_NARROW = QSize(800, 640)
NO_DIALOG = {
    "image.search",  # goes to the section Registry
    "edit.paste",  # opens what others open, of what is in the clipboard
}
_LOOKS = 30
_SETTLED = 0.15  # nothing tells that a dialog has asked and laid out all that it will


@pytest.fixture
def speaking(qapp: QApplication, code: str) -> Iterator[str]:
    locale = QLocale()
    translator = install(qapp, code)
    yield code
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    install_language(qapp, "en")
    QLocale.setDefault(locale)


class Reader:
    """Looks at what is open, and notes what can't be read whole."""

    def __init__(self, hands: Hands, code: str) -> None:
        self.hands = hands
        self.code = code
        self.found: list[str] = []
        self.kinds: set[str] = set()

    async def look(self, widget: QWidget, where: str, *, hints: bool = True) -> None:
        """Note what is cut off, and stays so: what has just come may not be laid out yet."""
        for _look in range(_LOOKS):
            found = cut_off(widget, lambda text: is_ours(text, self.code), hints=hints)
            if not found:
                return
            await asyncio.sleep(_SETTLED)
        self.found += [f"{where}: {it}" for it in found]

    async def look_at_window(self, where: str, *, hints: bool = True) -> None:
        await asyncio.sleep(_SETTLED)
        await self.look(self.hands.window, where, hints=hints)

    async def look_at_others(self) -> None:
        """Those that no action opens."""
        for where, ask in inside(self.hands, "words").items():
            task = asyncio.ensure_future(ask())
            await until(self.hands.dialogs, f"{where}: a dialog opens")
            await self.look_at_dialog(self.hands.dialogs()[-1], where)
            await close_dialogs(self.hands)
            await task

    async def look_at_dialog(self, dialog: QDialog, where: str) -> None:
        await asyncio.sleep(_SETTLED)
        seen, self.kinds = type(dialog).__name__ in self.kinds, self.kinds | {type(dialog).__name__}
        if isinstance(dialog, QFileDialog):
            return  # Qt's own
        if isinstance(dialog, Wizard):
            for page in (dialog.shown,) if seen else Page:
                dialog.show_page(page)
                await asyncio.sleep(_SETTLED)
                await self.look(dialog, f"{where}, {page.name}")
        elif isinstance(dialog, SettingsDialog):
            for size in (dialog.size(), dialog.minimumSize()):
                dialog.resize(size)
                for each in PAGES:
                    dialog.show_page(each.name)
                    await asyncio.sleep(_SETTLED)
                    await self.look(
                        dialog, f"{where}, {each.name}", hints=size != dialog.minimumSize()
                    )
        else:
            await self.look(dialog, where)


async def close_dialogs(hands: Hands) -> None:
    while hands.dialogs():
        hands.dialogs()[-1].reject()
        await asyncio.sleep(0)
    await until(lambda: not hands.dialogs(), "they are closed")


@LANGUAGES
def test_every_section_and_every_tab_has_room_for_its_words(
    engine_host: str, docker: Docker, aio: Aio, tmp_path: Path, speaking: str
) -> None:
    make_objects(docker)

    async def go() -> None:
        options = ("--host", engine_host, "--lang", speaking if speaking != LONG else "en")
        async with opened(tmp_path, *options) as hands:
            reader = Reader(hands, speaking)
            await until(lambda: hands.state("words") == "running")
            for section in SECTIONS:
                hands.window.show_section(section.name)
                await reader.look_at_window(section.name)
            hands.window.show_section("containers")
            hands.select("words")
            for tab in TABS:
                if Kind.CONTAINER in tab.kinds:
                    hands.window.show_tab(tab.name)
                    await reader.look_at_window(f"tab {tab.name}")
            hands.window.toggle_activity()
            await reader.look_at_window("activity")
            hands.window.begin_tour()
            tour = hands.window.tour
            assert tour is not None
            while tour.running:
                await reader.look_at_window("tour")
                tour.forward()
            hands.window.toggle_activity()
            hands.window.resize(_NARROW)
            for section in SECTIONS:
                hands.window.show_section(section.name)
                await reader.look_at_window(f"{section.name}, narrow", hints=False)
            assert not reader.found, "\n".join(reader.found)

    aio(go(), timeout=300)


@LANGUAGES
def test_the_start_page_has_room_for_its_words(aio: Aio, tmp_path: Path, speaking: str) -> None:
    place = Endpoint("unix:///var/run/docker.sock", "default", Origin.WELL_KNOWN)
    access = GroupAdvice(place.url, "docker", "ada", True, False, False)
    denied = Attempt(place, Unreachable(Reason.DENIED, "permission denied", access))

    async def nowhere() -> tuple[None, tuple[Attempt, ...]]:
        return None, (denied,)

    async def go() -> None:
        options = ("--host", "unix:///no.sock", "--lang", speaking if speaking != LONG else "en")
        async with opened(tmp_path, *options, wait=lambda _app: True) as hands:
            reader = Reader(hands, speaking)
            page = hands.window.start_page
            await until(page.isVisible)
            for size in (hands.window.size(), _NARROW, hands.window.minimumSize()):
                hands.window.resize(size)
                await reader.look_at_window("nothing answers")
            hands.application.session._find = nowhere
            hands.application.session.retry_now()
            await until(lambda: page.made is not None and page.made.denied.isVisible(), seconds=60)
            for size in (_NARROW, hands.window.minimumSize()):
                hands.window.resize(size)
                await reader.look_at_window("not let in")
            assert not reader.found, "\n".join(reader.found)

    aio(go(), timeout=300)


@LANGUAGES
def test_every_dialog_has_room_for_its_words(
    engine_host: str, docker: Docker, aio: Aio, tmp_path: Path, speaking: str
) -> None:
    make_objects(docker)

    async def go() -> None:
        options = ("--host", engine_host, "--lang", speaking if speaking != LONG else "en")
        async with opened(tmp_path, *options) as hands:
            reader = Reader(hands, speaking)
            await until(lambda: hands.state("words") == "running")
            await reader.look_at_others()
            for spec in TABLE:
                if not spec.text.endswith("…") or spec.name in NO_DIALOG:
                    continue
                if (kind := spec.tree) is not None:
                    hands.window.show_section(section_of(kind).name)
                    hands.window.reveal(kind, key_of(hands, kind))
                hands.window.deeds.do(spec.run)
                await until(hands.dialogs, f"{spec.name}: a dialog opens")
                await reader.look_at_dialog(hands.dialogs()[-1], spec.name)
                await close_dialogs(hands)
            assert not reader.found, "\n".join(reader.found)
            missing = classes() - reader.kinds
            assert not missing, f"no action and nothing in dialogs_inside opens {sorted(missing)}"

    aio(go(), timeout=600)


def key_of(hands: Hands, kind: Kind) -> str:
    """The object of each kind that was made for this."""
    names = {
        Kind.CONTAINER: "words",
        Kind.NETWORK: "words-net",
        Kind.VOLUME: "words-volume",
        Kind.IMAGE: "portside-test/busybox:1",
    }
    for record in hands.application.store.table(kind):
        if names[kind] in (getattr(record, "name", ""), *getattr(record, "references", ())):
            return record.key
    raise AssertionError(f"no {names[kind]}")


def make_objects(docker: Docker) -> None:
    docker("network", "create", "--label", LABEL, "words-net")
    docker("volume", "create", "--label", LABEL, "words-volume")
    docker(
        *("run", "-d", "--label", LABEL, "--name", "words", "--network", "words-net"),
        *("-v", "words-volume:/data", "-p", "127.0.0.1::80", IMAGE, *WAIT),
    )
