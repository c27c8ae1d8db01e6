"""An Engine that Portside has started, and that died: said, and started again by one click."""

from __future__ import annotations

import os
import signal
import subprocess
import tarfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.engine.endpoint import Origin
from desktop.model.operations import Outcome
from desktop.model.session import Link
from tests.journeys.hands import click_item, opened, until
from tests.support.aio import Aio
from tests.support.processes import engine_processes

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(os.getuid() != 0, reason="dockerd needs root"),
]


def dockerd_of(folder: Path) -> list[int]:
    return [
        pid
        for pid in engine_processes(folder)
        if Path(f"/proc/{pid}/comm").read_text().strip() == "dockerd"
    ]


def create_container(url: str, name: str, folder: Path) -> None:
    """A container of an image with nothing in it, which is made without a network."""
    empty = folder / "empty.tar"
    tarfile.open(empty, "w").close()
    for words in (["import", str(empty), "empty:1"], ["create", "--name", name, "empty:1", "/run"]):
        subprocess.run(["docker", "--host", url, *words], check=True, capture_output=True)


def test_a_private_engine_that_was_killed_is_started_again_from_the_banner(
    aio: Aio, own_network: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))  # no context, no Engine of others

    async def journey() -> None:
        async with opened(tmp_path, "--private-engine-if-none") as hands:
            session = hands.application.session
            endpoint = session.status.endpoint
            assert endpoint is not None
            assert endpoint.origin is Origin.PRIVATE
            create_container(endpoint.url, "mine", tmp_path)
            await until(lambda: hands.state("mine") == "created", "the container is seen")

            [killed] = dockerd_of(tmp_path)
            os.kill(killed, signal.SIGKILL)
            await until(lambda: session.status.link is Link.LOST, "the loss is said")
            banner = hands.window.banner
            assert any(b.text() == "Start it again" for b in banner.findChildren(QPushButton))

            hands.press(banner, "Start it again")
            [operation] = hands.application.operations
            assert operation.running
            await until(lambda: session.status.link is Link.LIVE, "it answers again", 60)
            assert await operation.wait() is Outcome.DONE
            assert banner.isHidden()
            await until(lambda: hands.state("mine") == "created", "its container is there")
            assert session.status.endpoint == endpoint
            assert dockerd_of(tmp_path) not in ([], [killed])
            line = hands.window.activity_line
            await until(lambda: "Started the private Engine" in hands.read(line), "it is recorded")

    aio(journey(), timeout=120)


def test_where_the_private_engine_was_stopped_the_start_page_offers_it_again(
    aio: Aio, own_network: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))

    async def journey() -> None:
        async with opened(tmp_path, "--private-engine-if-none") as hands:
            session = hands.application.session
            menu = hands.window.status.menu.choices
            QTest.mouseClick(hands.window.status.menu, Qt.MouseButton.LeftButton)
            assert menu is not None
            stop = next(a for a in menu.actions() if a.text() == "Stop the private Engine")
            click_item(menu, menu.actionGeometry(stop).center())
            await until(lambda: session.status.link is Link.NOWHERE, "nothing answers any more")
            await until(hands.window.start_page.isVisible, "the start page is shown")
            offer = "Start a private Engine with dockerd"
            await until(lambda: offer in hands.read(hands.window.start_page), "it is offered")
            hands.press(hands.window.start_page, offer)
            await until(lambda: session.status.link is Link.LIVE, "it answers again", 60)
            assert hands.window.main_page.isVisible()

    aio(journey(), timeout=120)
