"""Who reaches whom: the notes' test of a network, in two clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desktop.model.commands import Verb
from desktop.model.reach.verdict import Way
from desktop.ui.reach.page import ReachPage
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.packing import Root
from tests.support.real_engine import LABEL, RealEngine

pytestmark = pytest.mark.display

Docker = Callable[..., str]
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def page(hands: Hands) -> ReachPage | None:
    """The page, if it is there."""
    living = hands.window.living
    pages = [] if living is None else [p for p in living.pages.values() if isinstance(p, ReachPage)]
    return pages[-1] if pages else None


async def through_with(hands: Hands, count: int) -> ReachPage:
    """The page, when its test is through with so many questions."""

    def through() -> bool:
        shown = page(hands)
        return shown is not None and len(shown.story.findings) == count and not shown.story.asked

    await until(through, "all is tested")
    found = page(hands)
    assert found is not None
    return found


def test_s0_pings_s1_and_back_in_two_clicks(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker("network", "create", "--label", LABEL, "test-net")
    for name in ("s0", "s1"):
        docker_run("--network", "test-net", name=name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("s0") == hands.state("s1") == "running")
            hands.select("s0", "s1")
            hands.menu("Container", "Reachability")
            shown = await through_with(hands, 4)
            await until(lambda: shown.title.text() == "All 4 connections work")
            matrix = hands.find(QTableView, "Reachability")
            said = str(matrix.model().index(0, 1).data(SPOKEN))
            assert said.startswith("from s0 to s1: Name: ")
            assert said.count(" ms") == 2
            assert "Both are in the network test-net." in shown.answers.text
            assert shown.answers.line.exact.startswith("docker exec s0 ping -c 1 -W 2 s1")
            hands.menu("Container", "Reachability")
            tests = [
                each for each in hands.application.operations if each.command.verb is Verb.TEST
            ]
            assert len(tests) == 2
            assert page(hands) is shown
            await through_with(hands, 4)

    aio(journey(), timeout=90)


def test_a_test_that_is_cancelled_keeps_what_was_found_and_leaves_no_helper(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker("network", "create", "--label", LABEL, "net-one")
    docker_run("--network", "net-one", "--cap-drop", "ALL", name="humble")
    docker_run(name="far")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("humble") == hands.state("far") == "running")
            hands.select("humble", "far")
            hands.menu("Container", "Reachability")

            def testing() -> bool:
                shown = page(hands)
                return shown is not None and shown.cancel_button.isVisible()

            await until(testing, "it is being tested")
            shown = page(hands)
            assert shown is not None
            hands.press(shown, "Cancel")
            await until(shown.test_button.isVisible, "it has ended")
            assert not shown.story.asked
            await until(lambda: docker("ps", "--all", "--quiet").count("\n") == 1, "no helper")

    aio(journey(), timeout=90)


def test_the_page_follows_the_networks_and_tells_what_to_do(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker("network", "create", "--label", LABEL, "net-one")
    docker("network", "create", "--label", LABEL, "net-two")
    docker_run("--network", "net-one", name="web")
    docker_run("--network", "net-two", "--expose", "80", name="store")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("web") == hands.state("store") == "running")
            hands.select("web", "store")
            hands.menu("Container", "Reachability")
            shown = await through_with(hands, 5)
            await until(lambda: shown.title.text() == "0 of 5 connections work")
            assert "Connect one of them to a network of the other." in shown.answers.text
            docker("network", "connect", "net-one", "store")
            await until(lambda: not shown.story.findings, "what is another case is forgotten")
            hands.press(shown, "Test")
            await through_with(hands, 5)
            ways = {c.way for c, finding in shown.story.findings.items() if finding.reached}
            assert ways == {Way.NAME, Way.ADDRESS}
            assert "Nothing listens on 80/tcp in store." in shown.answers.text
            docker("rm", "--force", "store")
            await until(lambda: "was removed" in hands.read(shown), "it is told")

    aio(journey(), timeout=120)


def test_what_helps_is_a_button_and_all_is_tested_again_after_it(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker("network", "create", "--label", LABEL, "net-one")
    docker_run("--network", "net-one", name="web")
    docker_run(name="store")
    docker("stop", "store")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("web") == "running")
            await until(lambda: hands.state("store") == "exited")
            hands.select("web", "store")
            hands.menu("Container", "Reachability")
            await until(lambda: page(hands) is not None)
            shown = page(hands)
            assert shown is not None
            await until(lambda: shown.answers.step_button.text() == "Start store")
            hands.press(shown, "Start store")
            await through_with(hands, 4)
            assert not any(finding.reached for finding in shown.story.findings.values())
            hands.press(shown, "Connect store to net-one")
            await until(lambda: shown.title.text() == "All 4 connections work")
            assert not shown.answers.step_button.isVisible(), "nothing more is to be done"

    aio(journey(), timeout=120)


def test_where_no_container_has_tools_the_starter_image_is_packed_by_a_button(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    own = second_engine()
    own.docker("import", "-", "portside-test/sleep:1", stdin=Root.of_one_applet("sleep").packed())
    own.docker("network", "create", "net-one")
    for name in ("s0", "s1"):
        settled = ("--network", "net-one", "--init", "--name", name)
        own.docker("run", "-d", *settled, "portside-test/sleep:1", "/bin/sleep", "1000")

    async def journey() -> None:
        async with opened(tmp_path, "--host", own.url) as hands:
            await until(lambda: hands.state("s0") == hands.state("s1") == "running")
            hands.select("s0", "s1")
            hands.menu("Container", "Reachability")
            shown = await through_with(hands, 4)
            await until(lambda: "has no tool to test with" in shown.answers.text)
            hands.press(shown, "Pack the starter image")
            await until(lambda: shown.title.text() == "All 4 connections work")
            assert "Tested by a helper in its network" in shown.answers.text

    aio(journey(), timeout=120)
