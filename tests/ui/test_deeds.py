"""What the actions do."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind, Port
from desktop.ui.deeds import Deeds, containers
from desktop.ui.trees.rows import Row
from tests.support.aio import Aio
from tests.support.records import make_container


class _Window:
    def __init__(self) -> None:
        self.made = QWidget()

    def widget(self) -> QWidget:
        return self.made

    def selected(self, kind: Kind) -> list[Any]:
        return [f"selected {kind.value}"]


def _deeds() -> Deeds:
    nothing: Any = None
    window: Any = _Window()
    return Deeds(window, nothing, nothing, nothing, lambda: None, nothing)


def test_a_deed_that_asks_first_acts_on_the_given_rows_and_not_on_the_selection(aio: Aio) -> None:
    deeds = _deeds()
    seen: list[object] = []

    async def asks_first(d: Deeds) -> None:
        await asyncio.sleep(0)
        seen.append(d.rows(Kind.CONTAINER))

    async def journey() -> None:
        rows: Any = ["the row of the button"]
        deeds.on(rows, asks_first)
        deeds.do(asks_first)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await deeds.close()

    aio(journey())
    assert seen == [["the row of the button"], ["selected container"]]


def test_a_deed_that_acts_at_once_acts_on_the_given_rows() -> None:
    deeds = _deeds()
    rows: Any = ["the row of the button"]
    seen: list[object] = []
    deeds.on(rows, lambda d: seen.append(d.rows(Kind.CONTAINER)))
    deeds.do(lambda d: seen.append(d.rows(Kind.CONTAINER)))
    assert seen == [["the row of the button"], ["selected container"]]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_port_is_opened_and_of_several_one_is_chosen_by_keyboard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    deeds = _deeds()
    deeds.session = SimpleNamespace(status=SimpleNamespace(endpoint=None))  # type: ignore[assignment]
    window = deeds.window.widget()
    qtbot.addWidget(window)
    web, shell = Port(80, "tcp", "0.0.0.0", 8080), Port(22, "tcp", "0.0.0.0", 2222)
    udp, inside = Port(53, "udp", "0.0.0.0", 53), Port(81, "tcp")

    def open_port_of(*ports: Port) -> bool:
        record = make_container(1, "web", ports=ports)
        deeds.on([Row(record.id, "web", record)], containers.open_port)
        return containers.has_open_port(record, deeds)

    assert not open_port_of(udp, inside)
    assert opened == []
    assert open_port_of(web, udp)
    assert opened == ["http://localhost:8080/"]
    assert open_port_of(web, shell)
    (menu,) = window.findChildren(QMenu)
    assert menu.activeAction() is menu.actions()[0], "Enter chooses it"
    menu.actions()[1].trigger()
    assert opened[1:] == ["http://localhost:2222/"]
