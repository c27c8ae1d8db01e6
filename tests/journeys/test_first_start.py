"""The first start on a machine where no Engine answers: two clicks, or one copied command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.socket_group import GroupAdvice
from desktop.model.session import Link
from tests.journeys.hands import opened, until
from tests.support.aio import Aio

pytestmark = pytest.mark.display
PLACE = Endpoint("unix:///var/run/docker.sock", "default", Origin.WELL_KNOWN)


@pytest.mark.skipif(os.getuid() != 0, reason="dockerd needs root")
def test_one_click_leads_from_the_start_page_to_a_running_engine(
    aio: Aio, own_network: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))  # no context, no Engine of others

    async def go() -> None:
        async with opened(
            tmp_path, wait=lambda app: app.session.status.link is Link.NOWHERE
        ) as hands:
            page = hands.window.start_page
            await until(page.isVisible, "the start page is there")
            offer = "Start a private Engine with dockerd"
            await until(lambda: offer in hands.read(page), "it is offered")
            focused = hands.window.focusWidget()
            assert isinstance(focused, QPushButton)
            assert focused.text() == offer, "Space does it, too"
            hands.press(page, offer)
            session = hands.application.session
            await until(lambda: session.status.link is Link.LIVE, "it answers", 60)
            await until(hands.window.tour_offer.isVisible, "now there is something to be shown")

    aio(go(), timeout=120)


def test_who_is_not_let_in_copies_one_command_and_reads_what_it_means(
    aio: Aio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))
    access = GroupAdvice(PLACE.url, "docker", "ada", True, False, False)
    denied = Attempt(PLACE, Unreachable(Reason.DENIED, "permission denied", access))

    async def nowhere() -> tuple[None, tuple[Attempt, ...]]:
        return None, (denied,)

    async def go() -> None:
        async with opened(tmp_path, wait=lambda _app: True) as hands:
            hands.application.session._find = nowhere  # no user of this machine is one without
            hands.application.session.retry_now()
            page = hands.window.start_page
            await until(
                lambda: page.made is not None and page.made.denied.isVisible(), "it is told", 60
            )
            assert page.made is not None
            card = page.made.denied
            said = " ".join(hands.read(card).split())
            assert "members of that group are equal to root on this machine" in said
            command = "sudo usermod --append --groups docker ada"
            hands.find(QToolButton, f"Copy {command}", card).click()
            assert QGuiApplication.clipboard().text() == command

    aio(go(), timeout=90)
