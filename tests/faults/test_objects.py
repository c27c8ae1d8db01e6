"""Things that change or vanish while somebody acts on them, and input that can't be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.engine.records import Kind
from desktop.model.operations import Outcome
from tests.faults.under_fault import outside, under_fault
from tests.journeys.hands import until
from tests.support.aio import Aio
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE

pytestmark = pytest.mark.display


@pytest.mark.row(21)
def test_a_dialog_follows_its_container_and_not_the_name(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    asked_for = docker_run(name="name")

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("name") == "running")
            hands.select("name")
            hands.menu("Container", "Remove…")
            dialog = await hands.dialog()
            await outside(docker, "rename", "name", "moved")
            another = await outside(docker_run, name="name")
            await until(lambda: "moved" in hands.read(dialog), "it says the new name")
            await until(lambda: hands.state("name") == "running", "the name is another's")
            hands.tick(dialog, "Force")
            hands.press(dialog, "Remove")
            await until(lambda: hands.container("moved") is None, "the one that was asked for goes")
            left = (await outside(docker, "ps", "--no-trunc", "--quiet")).split()
            assert left == [another]
            assert asked_for != another

    aio(journey(), timeout=60)


IMPOSSIBLE = (
    "repository/UPPER",
    "name:",
    "two words",
    "../etc",
    "a" * 256,
    "name@sha256:123",
    "name:tag:tag",
    "-option",
    "name:" + "t" * 129,
)
AT_ONCE = 30  # keys: nobody types more without letting the window be


@pytest.mark.row(27)
@pytest.mark.parametrize(("item", "verb"), [("Pull…", "Pull"), ("Tag…", "Tag")])
def test_an_impossible_reference_is_refused_before_any_call(
    aio: Aio, proxy: Proxy, tmp_path: Path, item: str, verb: str
) -> None:
    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.index(Kind.IMAGE, IMAGE).isValid())
            hands.pick(Kind.IMAGE, IMAGE)
            hands.menu("Image", item)
            dialog = await hands.dialog()
            proxy.forget()
            button = next(
                b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == verb
            )
            calm = hands.read(dialog)
            for reference in IMPOSSIBLE:
                hands.fill(dialog, "Reference", reference[:AT_ONCE])
                for begin in range(AT_ONCE, len(reference), AT_ONCE):
                    await asyncio.sleep(0)
                    hands.type(reference[begin : begin + AT_ONCE])
                QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
                assert not button.isEnabled(), reference
                assert hands.read(dialog) != calm, f"{reference}: it says what is wrong"
                await asyncio.sleep(0)
            hands.fill(dialog, "Reference", "good:1")
            assert button.isEnabled()
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: not hands.dialogs())
            assert b"POST " not in b"".join(proxy.requests)

    aio(journey(), timeout=60)


@pytest.mark.row(28)
def test_a_port_that_is_taken_is_told_with_its_owner(
    aio: Aio,
    engine_host: str,
    create: Callable[..., str],
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    docker_run("--publish", "127.0.0.1:18080:80", name="owner")
    create("--publish", "127.0.0.1:18080:80", name="late")

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("late") == "created")
            hands.keys("Ctrl+J")
            hands.select("late")
            hands.menu("Container", "Start")
            await until(lambda: len([*hands.application.operations]) == 1)
            (start,) = hands.application.operations
            await until(lambda: not start.running)
            assert start.outcome is Outcome.FAILED
            told = "port 18080 is in use by container owner"
            await until(lambda: told in hands.read(hands.window.activity), "the owner is named")
            await outside(docker, "stop", "owner")
            hands.select("late")
            hands.menu("Container", "Start")
            await until(lambda: hands.state("late") == "running", "once it is free it starts")

    aio(journey(), timeout=60)
