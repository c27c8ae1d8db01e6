"""The wizard is filled by keyboard alone: each page, a template, and another one like it."""

from __future__ import annotations

import json
import shlex
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from desktop.engine.records import Container
from desktop.model.run.pages import Page
from desktop.ui.run.wizard import Wizard
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, WAIT

pytestmark = pytest.mark.display

Docker = Callable[..., str]
NAME, ADDRESS, NETWORK, VOLUME = "by-keys", "10.97.0.7", "keys-net", "keys-data"


class Keys:
    """What a person presses in a wizard, who has no mouse."""

    def __init__(self, hands: Hands, wizard: Wizard) -> None:
        self.hands = hands
        self.wizard = wizard

    @property
    def focused(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.wizard

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focused, letter)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.focused, key)

    def alt(self, letter: str) -> None:
        key = Qt.Key(ord(letter.upper()))
        QTest.keyClick(self.focused, key, Qt.KeyboardModifier.AltModifier)

    def to_field(self, name: str) -> None:
        """By Alt and the letter that is marked in its label, as one sees it."""
        page = self.wizard.page(self.wizard.shown)
        labels = [each for each in page.findChildren(QLabel) if each.isVisible() and each.buddy()]
        self.alt(_letter(labels, name))

    async def tick(self, name: str) -> None:
        page = self.wizard.page(self.wizard.shown)
        boxes = [each for each in page.findChildren(QCheckBox) if each.isVisible()]
        self.alt(_letter(boxes, name))
        (box,) = (each for each in boxes if each.accessibleName() == name)
        await until(box.isChecked, f"{name} is ticked")  # it is animated

    async def row(self, *cells: str) -> None:
        """Into a table, cell by cell; Enter ends the row, and Insert begins one."""
        self.press(Qt.Key.Key_Insert)
        for number, text in enumerate(cells):
            self.press(*[Qt.Key.Key_Tab] * bool(number))
            self.type(text)
        self.press(Qt.Key.Key_Return)

        await until(lambda: isinstance(QApplication.focusWidget(), QTableView), "the row is taken")

    def button(self, text: str) -> None:
        """By Tab, as often as it takes, and the space bar."""
        for _ in range(60):
            focused = self.focused
            if isinstance(focused, QPushButton) and focused.text().replace("&", "") == text:
                break
            self.press(Qt.Key.Key_Tab)
        assert isinstance(self.focused, QPushButton), f"Tab does not lead to {text}"
        self.press(Qt.Key.Key_Space)

    def run(self) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(self.focused, Qt.Key.Key_Return, modifier)

    def back_to(self, page: Page) -> None:
        while self.wizard.shown is not page:
            QTest.keySequence(self.wizard, "Ctrl+PgUp")

    async def next(self, page: Page) -> None:
        self.alt("N")
        await until(lambda: self.wizard.shown is page, f"{page} follows")  # the button is animated

    async def begin(self) -> None:
        await until(self.wizard.isActiveWindow, "it takes keys")


def _letter(labels: Sequence[QLabel | QCheckBox], name: str) -> str:
    """The one that is underlined in the label of that text."""
    (text,) = (each.text() for each in labels if each.text().replace("&", "") == name)
    return text.partition("&")[2][0]


def palette(hands: Hands, words: str) -> None:
    hands.keys("Ctrl+K")
    hands.type(words)
    QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Return)


async def the_wizard(hands: Hands) -> Keys:
    def found() -> Wizard | None:
        return next((each for each in hands.dialogs() if isinstance(each, Wizard)), None)

    await until(found, "the wizard opens")
    wizard = found()
    assert wizard is not None
    keys = Keys(hands, wizard)
    await keys.begin()
    return keys


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


def selected(hands: Hands) -> str:
    """The name of the container whose row is the current one."""
    record = hands.section.current_record()
    return record.name if isinstance(record, Container) else ""


def inspect(docker: Docker, name: str) -> dict[str, Any]:
    (found,) = json.loads(docker("inspect", name))
    made: dict[str, Any] = found
    return made


@pytest.fixture
def place(docker: Docker, tmp_path: Path) -> Path:
    """A network and a volume, and a folder of this machine."""
    docker("network", "create", "--label", LABEL, "--subnet", "10.97.0.0/24", NETWORK)
    docker("volume", "create", "--label", LABEL, VOLUME)
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


async def fill_all_pages(keys: Keys, folder: Path, port: int) -> None:
    press, row = keys.press, keys.row
    keys.type("portside-test/busy")
    await until(lambda: QApplication.activePopupWidget() is not None, "what is here is offered")
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == IMAGE
    await keys.next(Page.BASICS)
    keys.type(NAME)
    press(Qt.Key.Key_Tab)
    keys.type(shlex.join(WAIT))
    for box in ("Terminal (TTY)", "Interactive", "Detach"):
        await keys.tick(box)
    keys.to_field("Working directory")
    keys.type("/tmp")
    keys.to_field("Restart policy")
    assert isinstance(QApplication.focusWidget(), QComboBox)
    press(*[Qt.Key.Key_Down] * 3)
    await keys.next(Page.PORTS)
    await row("80", "", "127.0.0.1", str(port))
    await keys.next(Page.STORAGE)
    await row("volume", VOLUME, "/data")
    await row("bind", str(folder), "/folder")
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    await keys.next(Page.NETWORK)
    await row(NETWORK, "first,second", ADDRESS)
    keys.to_field("Hostname")
    keys.type("keyed")
    await keys.next(Page.ENVIRONMENT)
    await row("GREETING", "two words")
    keys.to_field("Labels")
    await row(LABEL)
    await keys.next(Page.LIMITS)
    keys.type("64m")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys.type("1.5")
    keys.to_field("Health command")
    keys.type("true")
    press(Qt.Key.Key_Tab)
    keys.type("1m30s")
    await keys.next(Page.SECURITY)
    keys.to_field("Drop capabilities")
    keys.type("MKNOD")
    await keys.next(Page.REVIEW)


def check(found: dict[str, Any], folder: Path, port: int) -> None:
    config, host = found["Config"], found["HostConfig"]
    assert found["State"]["Running"]
    assert (config["Image"], config["Cmd"]) == (IMAGE, [*WAIT])
    assert (config["Tty"], config["OpenStdin"], config["AttachStdout"]) == (True, True, False)
    assert (config["WorkingDir"], config["Hostname"]) == ("/tmp", "keyed")
    assert "GREETING=two words" in config["Env"]
    assert config["Labels"][LABEL] == ""
    assert config["Healthcheck"] == {"Test": ["CMD-SHELL", "true"], "Interval": 90_000_000_000}
    assert host["RestartPolicy"]["Name"] == "unless-stopped"
    assert host["PortBindings"] == {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": str(port)}]}
    assert host["Binds"] == [f"{VOLUME}:/data", f"{folder}:/folder:ro"]
    assert (host["Memory"], host["NanoCpus"]) == (64 << 20, 1_500_000_000)
    assert host["CapDrop"] == ["CAP_MKNOD"]


def test_all_pages_are_filled_by_keys_and_again_from_a_template_and_from_the_container(
    aio: Aio, engine_host: str, docker: Docker, place: Path, tmp_path: Path
) -> None:
    port = free_port()

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.keys("Ctrl+1")
            hands.keys("Ctrl+N")
            keys = await the_wizard(hands)
            await fill_all_pages(keys, place, port)
            await save_template(hands, keys)
            keys.run()
            await until(lambda: hands.state(NAME) == "running", "it runs")
            first = inspect(docker, NAME)
            check(first, place, port)
            endpoint = first["NetworkSettings"]["Networks"][NETWORK]
            assert endpoint["IPAddress"] == ADDRESS
            assert {"first", "second"} <= {*endpoint["Aliases"]}

            palette(hands, "run from a template")
            form = await hands.dialog()
            await until(form.isActiveWindow, "it takes keys")
            QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)
            keys = await the_wizard(hands)
            assert keys.wizard.shown is Page.REVIEW
            keys.back_to(Page.BASICS)
            keys.type("templated")
            second_port = await elsewhere(keys, "10.97.0.8")
            keys.run()
            await until(lambda: hands.state("templated") == "running", "it runs")
            second = inspect(docker, "templated")
            check(second, place, second_port)

            await until(lambda: selected(hands) == "templated", "it is selected")
            palette(hands, "create another like this")
            keys = await the_wizard(hands)
            await keys.next(Page.BASICS)
            third_port = await elsewhere(keys, "10.97.0.9")
            keys.run()
            await until(lambda: hands.state("templated-2") == "running", "it runs")
            third = inspect(docker, "templated-2")
            check(third, place, third_port)
            assert len({port, second_port, third_port}) == 3

    aio(journey(), timeout=120)


async def save_template(hands: Hands, keys: Keys) -> None:
    assert keys.wizard.draft.troubles == ()
    keys.alt("S")
    await until(lambda: len(hands.dialogs()) == 2, "it asks for a name")
    (form,) = (each for each in hands.dialogs() if each is not keys.wizard)
    await until(form.isActiveWindow, "it takes keys")
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.type("all pages")
    keys.press(Qt.Key.Key_Return)
    await until(keys.wizard.isActiveWindow, "the wizard is still there")


async def elsewhere(keys: Keys, address: str) -> int:
    """From Basics on: the free port that is offered, and another address."""
    await keys.next(Page.PORTS)
    page = keys.wizard.page(Page.PORTS)
    await until(lambda: "is held by" in keys.hands.read(page), "the port is known to be taken")
    buttons = (each for each in page.findChildren(QPushButton) if each.isVisible())
    (use,) = (each for each in buttons if each.text().startswith("Use "))
    number = int(use.text().removeprefix("Use "))
    keys.button(use.text())
    await keys.next(Page.STORAGE)
    await keys.next(Page.NETWORK)
    keys.press(Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_F2)
    keys.type(address)  # and is run from within the cell
    return number
