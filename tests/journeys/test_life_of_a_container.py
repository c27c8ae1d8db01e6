"""The first journey: a container comes, stops, tells why, starts, gets a name, and goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget

from desktop.engine.records import Kind
from desktop.model.session import Link
from desktop.ui.details.tabs import TABS
from tests.journeys.hands import opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine

pytestmark = pytest.mark.display


def test_a_container_lives_in_the_window(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="journey")
            await until(lambda: hands.state("journey") == "running", "its row appears, running")

            hands.select("journey")
            hands.menu("Container", "Stop")
            await until(lambda: hands.state("journey") == "exited", "it stops")
            assert "Exited (0)" in hands.cell("journey", "status")
            await until(
                lambda: "docker stop" in hands.read_details(), "the overview says why it stopped"
            )

            hands.menu("Container", "Start")
            await until(lambda: hands.state("journey") == "running", "it runs again")

            hands.menu("Container", "Rename…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Name", "voyage")
            hands.press(dialog, "Rename")
            await until(lambda: hands.container("voyage"), "its row has the new name")
            assert hands.container("journey") is None
            assert docker("ps", "--format", "{{.Names}}").split() == ["voyage"]

            hands.menu("Container", "Remove…")
            dialog = await hands.dialog()
            hands.tick(dialog, "Force")
            hands.press(dialog, "Remove")
            await until(lambda: hands.container("voyage") is None, "its row goes")
            assert docker("ps", "--all", "--quiet").split() == []

    aio(journey(), timeout=90)


def test_twenty_containers_live_at_once(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    names = [f"fleet-{number:02}" for number in range(20)]

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            for name in names:
                docker_run(name=name)
            await until(
                lambda: all(hands.state(name) == "running" for name in names), "all rows appear"
            )
            hands.window.section.tree.setFocus()
            hands.select(*names)

            hands.keys("Ctrl+.")
            await until(
                lambda: all(hands.state(name) == "exited" for name in names), "all stop", 60
            )
            assert docker("ps", "--quiet").split() == []
            hands.menu("Container", "Start")
            await until(
                lambda: all(hands.state(name) == "running" for name in names), "all run again", 60
            )
            operations = list(hands.application.operations)
            assert [len(o.command.targets) for o in operations] == [20, 20]

            hands.menu("Container", "Remove…")
            dialog = await hands.dialog()
            hands.tick(dialog, "Force")
            hands.press(dialog, "Remove")
            await until(lambda: not any(hands.container(name) for name in names), "all rows go", 60)
            assert docker("ps", "--all", "--quiet").split() == []

    aio(journey(), timeout=180)


def test_the_journey_goes_on_when_the_engine_restarts(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)

    def make(name: str) -> None:
        engine.docker("run", "--detach", "--label", LABEL, "--name", name, IMAGE, *WAIT)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine.url) as hands:
            make("kept")
            make("gone")
            await until(lambda: hands.state("kept") and hands.state("gone"), "both rows appear")
            hands.select("kept")
            session = hands.application.session

            engine.stop()
            await until(lambda: session.status.link is Link.LOST, "the loss is said")
            section = hands.window.section_of(Kind.CONTAINER)
            assert hands.window.banner.isVisible()
            assert section.tree.row_delegate.stale, "the last known state is greyed"
            assert hands.container("kept"), "and still shown"

            engine.start()
            engine.docker("rm", "--force", "gone")
            make("fresh")
            await until(lambda: session.status.link is Link.LIVE, "it comes back by itself")
            await until(lambda: hands.state("fresh") == "running", "the new one has a row")
            await until(lambda: hands.container("gone") is None, "the removed one has none")
            assert [row.title for row in section.selected()] == ["kept"], "selected as before"
            assert not hands.window.banner.isVisible()

            hands.menu("Container", "Start")
            await until(lambda: hands.state("kept") == "running", "it starts")

    aio(journey(), timeout=150)


def test_every_detail_tab_has_its_name(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="inspected")
            await until(lambda: hands.state("inspected") == "running")
            hands.select("inspected")
            tabs = hands.window.details.findChildren(QTabWidget)[0]
            shown = [tabs.tabText(n) for n in range(tabs.count()) if tabs.isTabVisible(n)]
            assert shown == [tab.title for tab in TABS if Kind.CONTAINER in tab.kinds]

    aio(journey(), timeout=60)
