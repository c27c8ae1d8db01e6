"""A container that the Engine removes when it ends is not ended before that was said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.model.operations import Outcome
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio

PORT = ("-p", "127.0.0.1:18093:80")


async def idle(hands: Hands) -> None:
    await until(lambda: not hands.application.operations.running, "nothing runs any more")


async def choose(hands: Hands, verb: str) -> None:
    """Choose it in the menu, once it can be."""
    action = hands.window.actions_table[f"container.{verb.lower()}"]
    await until(action.isEnabled, f"{verb} can be chosen")
    hands.menu("Container", verb)


async def refuse(hands: Hands) -> str:
    """Read what is asked, and answer with no."""
    dialog = await hands.dialog()
    said = hands.read(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not hands.dialogs(), "it closes")
    await idle(hands)
    return said


def test_stop_and_kill_say_what_goes_with_a_container_that_was_started_with_rm(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            key = docker_run("--rm", "-v", "/data", name="passing")
            docker_run(name="lasting")
            volume = docker("inspect", "-f", "{{(index .Mounts 0).Name}}", key)
            await until(lambda: hands.state("passing") == "running")
            await until(lambda: hands.state("lasting") == "running")
            await until(lambda: hands.application.store.volumes.get(volume) is not None)

            hands.select("passing", "lasting")
            await choose(hands, "Stop")
            said = await refuse(hands)
            assert "1 of them was started with --rm" in said
            assert "passing" in said
            assert "lasting" not in said.partition("docker stop")[0]
            assert f"Anonymous volume {volume[:12]} goes too" in said
            (stop,) = hands.application.operations
            assert stop.outcome is Outcome.CANCELLED
            assert docker("inspect", "-f", "{{.State.Running}}", "lasting") == "true"
            assert docker("inspect", "-f", "{{.State.Running}}", "passing") == "true"

            hands.select("passing")
            hands.menu("Container", "Kill…")
            dialog = await hands.dialog()
            await until(lambda: "It was started with --rm" in hands.read(dialog), "it says so")
            assert f"Anonymous volume {volume[:12]} goes too" in hands.read(dialog)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: not hands.dialogs(), "it closes")

            await choose(hands, "Stop")
            dialog = await hands.dialog()
            hands.press(dialog, "Stop")
            await until(lambda: hands.container("passing") is None, "the Engine removes it")
            await idle(hands)
            await until(
                lambda: not docker("volume", "ls", "-q", "--filter", f"name={volume}"), "too"
            )

            hands.select("lasting")
            await choose(hands, "Stop")
            await until(lambda: hands.state("lasting") == "exited", "nothing is asked")
            await idle(hands)

    aio(journey(), timeout=90)


def test_a_next_step_that_stops_such_a_container_asks_too(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(*PORT, name="wanting")
            await asyncio.to_thread(docker, "stop", "wanting")
            docker_run("--rm", *PORT, name="holding")
            await until(lambda: hands.state("holding") == "running")
            await until(lambda: hands.state("wanting") == "exited")
            hands.menu("View", "Activity")
            panel = hands.window.activity

            async def fail_to_start() -> None:
                hands.select("wanting")
                await choose(hands, "Start")
                await idle(hands)
                offered = "Stop holding and try again"
                await until(lambda: offered in hands.read(panel), "it is offered")
                hands.press(panel, offered)

            await fail_to_start()
            assert "It was started with --rm" in await refuse(hands)
            assert [*hands.application.operations][-1].outcome is Outcome.CANCELLED
            assert hands.state("holding") == "running"

            await fail_to_start()
            dialog = await hands.dialog()
            hands.press(dialog, "Stop")
            await until(lambda: hands.state("wanting") == "running", "it has the port")
            await until(lambda: hands.container("holding") is None, "and the other has gone")
            await idle(hands)

    aio(journey(), timeout=90)
