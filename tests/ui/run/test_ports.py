"""Host ports that are held: by another program of this machine, singly and in ranges."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.engine.records import Port
from desktop.model.run.pages import Page
from desktop.model.run.parse import parse
from desktop.model.run.spec import ContainerSpec
from desktop.ui.run.page_list import PageStanding
from tests.model.fake_engine import THERE, FakeWorld, make_container
from tests.ui.run.conftest import Filled, Wizards


def with_options(options: str) -> ContainerSpec:
    return parse(f"docker run {options} plain:1").spec


def listener(port: int = 0) -> socket.socket:
    return socket.create_server(("127.0.0.1", port))


@pytest.fixture
def taken() -> Iterator[int]:
    """The port of a program of this machine."""
    with closing(listener()) as server:
        yield int(server.getsockname()[1])


def use(filled: Filled) -> QPushButton:
    buttons = (each for each in filled.wizard.findChildren(QPushButton) if each.isVisible())
    (found,) = (each for each in buttons if each.text().startswith("Use "))
    return found


def test_a_port_that_another_program_holds_is_told_and_the_offered_one_is_free(
    wizard: Wizards, taken: int
) -> None:
    with wizard(with_options(f"-p 127.0.0.1:{taken}:80"), page=Page.PORTS) as filled:
        said = f"Port {taken} is held by something else on the machine."
        filled.wait(lambda: said in filled.said)
        assert filled.wizard.list.standing(Page.PORTS) is PageStanding.WARNED
        button = use(filled)
        number = int(button.text().removeprefix("Use "))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert filled.line == f"docker run -p 127.0.0.1:{number}:80 plain:1"
        filled.wait(lambda: filled.wizard.list.standing(Page.PORTS) is PageStanding.SAID)
        listener(number).close()  # nobody has it


def test_a_port_that_is_wanted_on_all_addresses_is_held_by_a_program_on_one(
    wizard: Wizards, taken: int
) -> None:
    with wizard(with_options(f"-p {taken}:80"), page=Page.PORTS) as filled:
        filled.wait(lambda: f"Port {taken} is held by something else" in filled.said)


def test_another_protocol_is_another_port(wizard: Wizards, taken: int) -> None:
    options = f"-p 127.0.0.1:{taken}:80 -p 127.0.0.1:{taken}:80/udp"
    with wizard(with_options(options), page=Page.PORTS) as filled:
        filled.wait(lambda: "is held by" in filled.said)
        assert filled.said.count("is held by") == 1


def row_of_free_ports(count: int) -> int:
    """The first of so many ports in a row that this machine has free now."""
    for first in range(20_000, 30_000, count):
        with ExitStack() as tried:
            try:
                for port in range(first, first + count):
                    tried.enter_context(closing(listener(port)))
            except OSError:
                continue
            return first
    raise AssertionError("no ports are free")


def test_a_range_is_offered_as_many_free_ports_in_a_row(wizard: Wizards) -> None:
    """Also where what is held is far behind its beginning."""
    first = row_of_free_ports(100)
    with closing(listener(first + 70)), closing(listener(first + 80)):
        options = f"-p 127.0.0.1:{first}-{first + 80}:1000-1080"
        with wizard(with_options(options), page=Page.PORTS) as filled:
            said = f"Port {first + 70} is held by something else on the machine."
            filled.wait(lambda: said in filled.said)
            assert f"1 more of {first}-{first + 80} is held, too." in filled.said
            begin, end = map(int, use(filled).text().removeprefix("Use ").split("-"))
            assert end - begin == 80
            assert begin > first + 80 or end < first + 70
            QTest.mouseClick(use(filled), Qt.MouseButton.LeftButton)
            assert f"127.0.0.1:{begin}-{end}:1000-1080" in filled.line
            filled.wait(lambda: filled.wizard.list.standing(Page.PORTS) is PageStanding.SAID)


def test_what_is_offered_is_wanted_by_no_other_row(wizard: Wizards, taken: int) -> None:
    options = f"-p 127.0.0.1:{taken}:80 -p 127.0.0.1:{taken + 1}:81 -p {taken + 2}:82"
    with wizard(with_options(options), page=Page.PORTS) as filled:
        filled.wait(lambda: f"Port {taken} is held by" in filled.said)
        buttons = filled.wizard.findChildren(QPushButton)
        offered = {each.text() for each in buttons if each.isVisible() and "Use " in each.text()}
        assert offered
        assert offered.isdisjoint({f"Use {taken + 1}", f"Use {taken + 2}"})


class TestFarAway:
    @pytest.fixture
    def world(self, world: FakeWorld) -> FakeWorld:
        world.endpoint = THERE
        ports = (Port(80, "tcp", "0.0.0.0", 9005), Port(81, "tcp", "0.0.0.0", 9010))
        world.add(make_container(5, "far", ports=ports))
        return world

    def test_of_another_machine_only_containers_are_seen(self, wizard: Wizards, taken: int) -> None:
        options = f"-p {taken}:80 -p 9000-9009:1000-1009"
        with wizard(with_options(options), page=Page.PORTS) as filled:
            filled.wait(lambda: "Port 9005 is held by container far." in filled.said)
            assert f"Port {taken}" not in filled.said
            assert use(filled).text() == "Use 9011-9020"
