"""By keyboard and palette, what is remembered, and the other language."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.engine.records import Kind
from desktop.model.terminals.session import Phase
from desktop.ui.actions import TABLE
from desktop.ui.text import install_language
from tests.journeys.hands import Hands, opened, until
from tests.journeys.screens import opened_terminal
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, WAIT

pytestmark = pytest.mark.display


def idle(hands: Hands) -> bool:
    return not hands.application.operations.running


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_copying_the_context_menu_and_shortcuts(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            key = docker_run(name="keyed")
            await until(lambda: hands.state("keyed") == "running")
            hands.keys("Ctrl+1")
            QTest.keyClick(hands.tree(), Qt.Key.Key_Space)
            hands.keys("Ctrl+C")
            assert clipboard() == "keyed"
            hands.keys("Ctrl+Shift+C")
            assert clipboard() == key

            # What Qt makes of the menu key, which no test can press: it comes from the platform.
            wanted = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
            QApplication.sendEvent(hands.tree(), wanted)
            menu = await hands.popup()
            items = [a.text() for a in menu.actions() if not a.isSeparator()]
            assert items[:3] == ["Start", "Stop", "Restart"]
            assert items[-2:] == ["Copy name", "Copy ID"]
            QTest.keyClick(menu, Qt.Key.Key_Escape)
            await until(lambda: QApplication.activePopupWidget() is None, "it closes")

            hands.keys("F2")
            dialog = await hands.dialog()
            field = hands.find(QLineEdit, "Name", dialog)
            await until(field.hasFocus, "one can type at once")
            assert field.selectedText() == "keyed"
            hands.type("renamed")
            QTest.keyClick(field, Qt.Key.Key_Return)
            await until(lambda: hands.state("renamed") == "running", "its row has the new name")

            hands.keys("Del")
            dialog = await hands.dialog()
            QTest.keyClick(dialog, Qt.Key.Key_Return)
            await until(lambda: not hands.dialogs(), "Enter is harmless there")
            assert hands.state("renamed") == "running"

    aio(journey(), timeout=60)


def test_the_palette_acts_and_finds(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("-p", "127.0.0.1:18080:80", name="publisher")
            docker_run(name="bystander")
            await until(lambda: hands.state("publisher") and hands.state("bystander"))
            hands.select("bystander")

            hands.keys("Ctrl+K")
            hands.type("18080")
            QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Return)
            assert [row.record.key for row in hands.section.selected()] == [
                c.id for c in hands.application.store.containers if c.name == "publisher"
            ]

            hands.keys("Ctrl+2")
            hands.keys("Ctrl+K")
            hands.type("stop bystander")
            QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Return)
            assert not hands.window.palette_window.isVisible()
            await until(lambda: hands.state("bystander") == "exited", "it stops")
            assert hands.state("publisher") == "running"
            assert hands.dialogs() == []

    aio(journey(), timeout=60)


def test_a_name_and_enter_in_the_palette_open_a_shell(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="typed")
            docker_run(name="typed-not")
            await until(lambda: hands.state("typed") == hands.state("typed-not") == "running")
            hands.keys("Ctrl+K")
            hands.type("typed")
            QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Return)
            screen = await opened_terminal(hands, "typed")
            await screen.until(lambda: screen.last == "/ #", "there is a prompt")
            screen.enter("exit")
            await screen.until_phase(Phase.ENDED)

    aio(journey(), timeout=60)


def test_the_filter_box_and_running_only(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    docker("network", "create", "--label", LABEL, "lan")
    docker_run("--label", "tier=front", "--network", "lan", name="web-one")
    docker_run("--label", "tier=back", name="web-two")
    docker("create", "--label", LABEL, "--name", "idle-one", IMAGE, *WAIT)
    everything = {"web-one", "web-two", "idle-one"}
    found = {
        "web": {"web-one", "web-two"},
        "web one": {"web-one"},
        "state:running": {"web-one", "web-two"},
        "state:created": {"idle-one"},
        "-state:running": {"idle-one"},
        "label:tier=front": {"web-one"},
        "label:tier web": {"web-one", "web-two"},
        "network:lan": {"web-one"},
        "image:busybox": everything,
        "image:busybox one": {"web-one", "idle-one"},
        "nothing-like-it": set(),
    }

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: {*hands.shown()} == everything)
            for text, names in found.items():
                hands.keys("Ctrl+F")
                hands.type(text)
                assert {*hands.shown()} == names, text
            assert hands.section.nothing_found.isVisible()
            hands.press(hands.section.nothing_found, "Clear the filter")
            assert {*hands.shown()} == everything
            QTest.mouseClick(hands.section.running_button, Qt.MouseButton.LeftButton)
            assert {*hands.shown()} == {"web-one", "web-two"}
            docker("start", "idle-one")
            await until(lambda: "idle-one" in hands.shown(), "it shows by itself")

    aio(journey(), timeout=60)


def test_a_published_port_opens_in_the_browser(
    aio: Aio,
    engine_host: str,
    docker_run: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    urls: list[str] = []

    def note(url: QUrl) -> bool:
        urls.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("-p", "127.0.0.1:18083:80", name="site")
            await until(lambda: hands.state("site") == "running")
            index = hands.index(Kind.CONTAINER, "site", "ports")
            tree = hands.section.tree
            await until(lambda: "18083" in str(index.data()))
            tree.scrollTo(index)
            rect = tree.visualRect(index)
            QTest.mouseClick(
                tree.viewport(),
                Qt.MouseButton.LeftButton,
                pos=QPoint(rect.left() + 16, rect.center().y()),
            )
            assert urls == ["http://127.0.0.1:18083/"]

    aio(journey(), timeout=60)


def test_the_exported_script_does_the_same_from_the_same_start(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    script = tmp_path / "what I did.sh"

    def what_is() -> tuple[str, str, str, str]:
        return (
            docker("ps", "--all", "--format", "{{.Names}} {{.State}}"),
            docker("volume", "ls", "--quiet"),
            docker("network", "ls", "--quiet", "--filter", "name=it-s"),
            " ".join(sorted(docker("images", "--format", "{{.Repository}}:{{.Tag}}").split())),
        )

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            docker_run(name="first")
            await until(lambda: hands.state("first") == "running")
            hands.select("first")
            hands.menu("Container", "Stop")
            await until(lambda: hands.state("first") == "exited")
            await until(lambda: idle(hands))
            hands.keys("F2")
            dialog = await hands.dialog()
            hands.fill(dialog, "Name", "second")
            hands.press(dialog, "Rename")
            await until(lambda: hands.state("second") == "exited")
            hands.pick(Kind.VOLUME)
            hands.menu("Volume", "Create volume…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Name", "made")
            hands.press(dialog, "Create")
            await until(lambda: hands.index(Kind.VOLUME, "made").isValid())
            hands.pick(Kind.IMAGE, IMAGE)
            hands.menu("Image", "Tag…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Reference", "script/tagged:1")
            hands.press(dialog, "Tag")
            await until(lambda: hands.index(Kind.IMAGE, "script/tagged:1").isValid())
            await until(lambda: idle(hands))

            hands.menu("File", "Export activity as script…")
            await hands.choose_file(script, "Save")
            await until(script.exists, "it is written")

    aio(journey(), timeout=60)
    done = what_is()
    docker("volume", "rm", "made")
    docker("rmi", "script/tagged:1")
    docker("rename", "second", "first")
    docker("start", "first")
    assert what_is() != done
    environment = {**os.environ, "DOCKER_HOST": engine_host}
    ran = subprocess.run(
        ["sh", script], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    again = what_is()
    docker("volume", "rm", "made")
    assert again == done


def test_how_the_window_looks_is_remembered(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    docker(
        *("create", "--name", "member", "--label", LABEL),
        *("--label", "com.docker.compose.project=shop", IMAGE, *WAIT),
    )

    async def leave() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.container("member"))
            tree = hands.section.tree
            assert tree.isExpanded(tree.model().index(0, 0))
            tree.collapse(tree.model().index(0, 0))
            tree.setColumnHidden(2, True)
            tree.setColumnWidth(0, 333)
            tree.sortByColumn(1, Qt.SortOrder.DescendingOrder)
            hands.window.resize(1000, 700)
            hands.menu("View", "Dark theme")
            hands.menu("View", "Details")
            hands.keys("Ctrl+J")
            hands.keys("Ctrl+4")

    async def come_back() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            assert hands.section.kind is Kind.VOLUME
            assert hands.window.width() == 1000
            assert not hands.window.details.isVisible()
            assert hands.window.activity.isVisible()
            assert hands.window.palette().window().color().lightness() < 100, "dark"
            hands.keys("Ctrl+1")
            tree = hands.section.tree
            await until(lambda: hands.container("member"))
            assert not tree.isExpanded(tree.model().index(0, 0))
            assert tree.isColumnHidden(2)
            assert tree.columnWidth(0) == 333
            assert tree.header().sortIndicatorSection() == 1
            assert tree.header().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            hands.menu("View", "Theme of the system")

    aio(leave(), timeout=60)
    aio(come_back(), timeout=60)


def test_the_window_speaks_chinese(aio: Aio, engine_host: str, tmp_path: Path) -> None:
    async def names(*options: str) -> dict[str, str]:
        async with opened(tmp_path, "--host", engine_host, *options) as hands:
            bar = hands.window.menuBar()
            assert len(bar.actions()) == 9
            told = {spec.name: hands.window.actions_table[spec.name].text() for spec in TABLE}
            told["menus"] = " ".join(action.text() for action in bar.actions())
            return told

    async def journey() -> None:
        chinese = await names("--lang", "zh_CN")
        english = await names("--lang", "en")
        assert chinese.keys() == english.keys()
        assert english["menus"] == "File Edit View Container Image Network Volume Tools Help"
        for name, text in chinese.items():
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text), (name, text)

    aio(journey(), timeout=60)


def test_dockers_verb_finds_an_action_in_chinese_too(
    aio: Aio,
    qapp: QApplication,
    engine_host: str,
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host, "--lang", "zh_CN") as hands:
            docker_run(name="spoken")
            await until(lambda: hands.state("spoken") == "running")
            hands.keys("Ctrl+K")
            await until(lambda: hands.window.palette_window.isVisible())
            hands.type("stop spoken")
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            await until(lambda: hands.state("spoken") == "exited", "it stops")
            await until(lambda: idle(hands), "else quitting asks, in Chinese")

    try:
        aio(journey(), timeout=60)
    finally:
        install_language(qapp, "en")  # for the tests that follow
