"""Networks without a mouse: created, connected, tested, and SSH set up, by keys and the palette."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from desktop.engine.records import Kind
from desktop.ui.ssh.page import SshPage
from tests.journeys.hands import Hands, opened, until
from tests.journeys.test_networks import ended, known_places, places
from tests.journeys.test_reach import through_with
from tests.support.aio import Aio
from tests.support.openssh import ABSENT, IMAGE, packed, present
from tests.support.real_engine import LABEL, WAIT

pytestmark = pytest.mark.display

Docker = Callable[..., str]
NET = "portside-test-net"


async def by_palette(hands: Hands, title: str) -> None:
    """Choose an action in the command palette."""
    hands.keys("Ctrl+K")
    hands.type(title)
    QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Return)


def tab_to(widget: QWidget, *, back: bool = False, most: int = 30) -> None:
    """Press Tab, or Shift and Tab, until this has the keyboard."""
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for _ in range(most):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is widget:
            return
        QTest.keyClick(focused, Qt.Key.Key_Tab, shift if back else none)
    raise AssertionError(f"{widget.accessibleName()} can't be reached by Tab")


def press(key: Qt.Key) -> None:
    """A key, where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_a_network_whose_overlap_is_told_while_typing_and_a_connection_with_alias_and_address(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker("network", "create", "--label", LABEL, "--subnet", "10.214.0.0/24", "taken")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="traveller")
            await until(lambda: hands.state("traveller") == "running")
            await until(lambda: any(n.name == "taken" for n in hands.application.store.networks))
            await by_palette(hands, "Create network")
            form = await hands.dialog()
            await until(hands.find(QLineEdit, "Name", form).hasFocus, "one can type at once")
            hands.type(NET)
            tab_to(hands.find(QLineEdit, "Subnet", form))
            hands.type("10.214.0.128/25")
            assert "It overlaps with 10.214.0.0/24 of network taken." in hands.read(form)
            press(Qt.Key.Key_Return)
            assert form.isVisible(), "Enter does not create what the Engine would refuse"
            field = hands.find(QLineEdit, "Subnet", form)
            field.selectAll()
            hands.type("10.215.0.0/24")
            assert "It overlaps" not in hands.read(form)
            press(Qt.Key.Key_Return)
            await until(lambda: hands.index(Kind.NETWORK, NET).isValid(), "it is listed")
            await ended(hands)

            hands.keys("Ctrl+1")
            QTest.keyClick(hands.tree(), Qt.Key.Key_Home)
            QTest.keyClick(hands.tree(), Qt.Key.Key_Space)
            await by_palette(hands, "Connect")
            form = await hands.dialog()
            networks = hands.find(QComboBox, "Network", form)
            await until(form.isActiveWindow, "it has the keyboard")
            tab_to(networks)
            for _ in range(networks.count()):
                if networks.currentText() != NET:
                    press(Qt.Key.Key_Down)
            assert networks.currentText() == NET
            tab_to(hands.find(QLineEdit, "Aliases", form))
            hands.type("guest visitor")
            tab_to(hands.find(QLineEdit, "IPv4 address", form))
            hands.type("10.214.0.9")
            assert "10.215.0.0/24" in hands.read(form), "it must lie within the subnet"
            press(Qt.Key.Key_Return)
            assert form.isVisible()
            hands.find(QLineEdit, "IPv4 address", form).selectAll()
            hands.type("10.215.0.9")
            press(Qt.Key.Key_Return)
            await until(lambda: places(docker, "traveller").get(NET) == "10.215.0.9")
            await ended(hands)
            await until(lambda: known_places(hands, "traveller") == {"bridge", NET})
            told = docker("inspect", "-f", "{{json .NetworkSettings.Networks}}", "traveller")
            assert '"guest"' in told
            assert '"visitor"' in told

    try:
        aio(journey(), timeout=120)
    finally:
        docker("rm", "--force", "traveller")
        docker("network", "rm", NET)


def test_s0_pings_s1_and_back_by_keys(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker("network", "create", "--label", LABEL, "test-net")
    for name in ("s0", "s1"):
        docker_run("--network", "test-net", name=name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("s0") == hands.state("s1") == "running")
            hands.keys("Ctrl+1")
            QTest.keyClick(hands.tree(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            await by_palette(hands, "Reachability")
            shown = await through_with(hands, 4)
            await until(lambda: shown.title.text() == "All 4 connections work")
            tab_to(shown.matrix)
            press(Qt.Key.Key_Down)
            assert shown.answers.title.text() == "From s1 to s0"
            assert "Both are in the network test-net." in shown.answers.text

    aio(journey(), timeout=90)


@pytest.mark.skipif(not present(), reason=ABSENT)
def test_ssh_between_three_containers_by_keys_with_rsa_and_one_is_taken_out_again(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path
) -> None:
    docker("import", "-", IMAGE, stdin=packed())
    docker("network", "create", "--label", LABEL, "test-net")
    names = ("s0", "s1", "s2")
    for name in names:
        settled = ("--label", LABEL, "--network", "test-net", "--name", name)
        docker("run", "-d", *settled, IMAGE, *WAIT)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: all(hands.state(name) == "running" for name in names))
            hands.keys("Ctrl+1")
            QTest.keyClick(hands.tree(), Qt.Key.Key_Home)
            QTest.keyClick(hands.tree(), Qt.Key.Key_Space)
            await by_palette(hands, "SSH between containers")

            def page() -> SshPage | None:
                living = hands.window.living
                pages = [] if living is None else living.pages.values()
                return next((page for page in pages if isinstance(page, SshPage)), None)

            await until(lambda: page() is not None, "its page is there")
            shown = page()
            assert shown is not None
            await until(shown.list.isVisible, "it is seen")
            tab_to(shown.list)
            for _ in names[1:]:
                press(Qt.Key.Key_Down)
                press(Qt.Key.Key_Space)
            await until(lambda: len(shown.story.looked) == 3, "all were looked at")
            tab_to(shown.key_type, back=True)
            press(Qt.Key.Key_Down)
            assert shown.key_type.currentText() == "RSA"
            await until(shown.set_up_button.isEnabled, "they were looked at for that")
            tab_to(shown.set_up_button)
            press(Qt.Key.Key_Space)
            await until(lambda: shown.title.text() == "SSH works in all 6 directions", "", 120)
            assert len(docker("exec", "s2", "cat", "/root/.ssh/authorized_keys").split("\n")) == 2
            line = docker("exec", "s2", "head", "-n", "1", "/root/.ssh/authorized_keys")
            assert line.startswith("ssh-rsa ")
            assert docker("exec", "s0", "ssh", "-o", "BatchMode=yes", "s2", "true") == ""

            docker("rm", "--force", "s2")
            await until(lambda: "1 removed container" in hands.read(shown.banner), "it is told")
            focused = QApplication.focusWidget()
            assert focused is not None
            assert shown.isAncestorOf(focused), "the keyboard stays in the page"
            tab_to(next(b for b in shown.banner.findChildren(QPushButton) if b.isVisible()))
            press(Qt.Key.Key_Space)
            await until(lambda: not shown.banner.isVisible(), "none is left")
            assert len(docker("exec", "s0", "cat", "/root/.ssh/authorized_keys").split("\n")) == 1

    aio(journey(), timeout=300)
