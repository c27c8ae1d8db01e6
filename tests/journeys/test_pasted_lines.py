"""The lines that people learn docker by: pasted, shown in the wizard, and run with Enter."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.records import Container
from desktop.model.run.pages import Page
from desktop.ui.run.wizard import Wizard
from desktop.ui.terminal.page import TerminalPage
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, WAIT

pytestmark = pytest.mark.display

Docker = Callable[..., str]
Found = dict[str, Any]
# What docker makes of each: where it differs from the plain.
LINES: dict[str, Found] = {
    "docker run -t -i ubuntu  /bin/bash": {"image": "ubuntu", "talks": True},
    "docker run  -it  --name  server0 ubuntu  /bin/bash": {
        "image": "ubuntu",
        "talks": True,
        "name": "server0",
    },
    "docker   run  -itd  --name ubuntu-test  ubuntu  /bin/bash": {
        "image": "ubuntu",
        "talks": True,
        "name": "ubuntu-test",
    },
    "docker  run  -d -P  training/webapp  python  app.py": {
        "image": "training/webapp",
        "ports": {"5000/tcp": ""},
    },
    r"docker run -d -p 127.0.0.1:5001\:5000 training/webapp python app.py": {
        "image": "training/webapp",
        "ports": {"5000/tcp": "127.0.0.1:5001"},
    },
}
PROGRAMS = "for name in bash python; do printf '#!/bin/sh\\nexec %s\\n' \"$0\" > /bin/$name;"
PROGRAMS += " chmod +x /bin/$name; done"


@pytest.fixture
def images(docker: Docker) -> None:
    """Those that the lines name, with programs of their names that run until they are stopped."""
    made = docker("run", "-d", "--label", LABEL, IMAGE, "sh", "-c", PROGRAMS, shlex.join(WAIT))
    docker("wait", made)
    label = ("--change", f"LABEL {LABEL}=")
    docker("commit", *label, made, "ubuntu")
    docker("commit", *label, "--change", "EXPOSE 5000", made, "training/webapp")
    docker("rm", made)


async def pasted(hands: Hands, line: str) -> Wizard:
    hands.keys("Ctrl+1")
    QGuiApplication.clipboard().setText(line)
    there = hands.section
    await until(lambda: there.isAncestorOf(QApplication.focusWidget()), "its tree takes keys")
    hands.keys("Ctrl+V")

    def wizard() -> Wizard | None:
        return next((each for each in hands.dialogs() if isinstance(each, Wizard)), None)

    await until(wizard, "the wizard opens")
    found = wizard()
    assert found is not None
    await until(found.isActiveWindow, "it takes keys")
    return found


def terminals(hands: Hands) -> list[TerminalPage]:
    pages = hands.window.living.pages if hands.window.living else {}
    return [each for each in pages.values() if isinstance(each, TerminalPage)]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_book_is_pasted_and_run(
    aio: Aio, engine_host: str, docker: Docker, images: None, tmp_path: Path, line: str
) -> None:
    wanted = LINES[line]

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:

            def made() -> list[Container]:
                return [*hands.application.store.containers]

            wizard = await pasted(hands, line)
            assert wizard.shown is Page.REVIEW
            assert wizard.draft.troubles == ()
            QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_Return)
            await until(lambda: made() and made()[0].state.value == "running", "it runs")
            (container,) = made()
            try:
                await look(hands, container)
            finally:  # without a label of the tests
                docker("rm", "--force", container.id)

    async def look(hands: Hands, container: Container) -> None:
        (found,) = json.loads(docker("inspect", container.id))
        told = shlex.split(line)
        assert found["Config"]["Image"] == wanted["image"]
        assert found["Config"]["Cmd"] == told[told.index(wanted["image"]) + 1 :]
        assert container.name == wanted.get("name", container.name)
        ports = docker("port", container.id)
        for inside, outside in wanted.get("ports", {}).items():
            assert f"{inside} -> {outside}" in ports
        await until(lambda: hands.section.selected(), "it is selected")
        if wanted.get("talks"):
            await until(lambda: terminals(hands), "its terminal opens")
            await until(terminals(hands)[0].view.hasFocus, "one can type at once")
        else:
            assert terminals(hands) == []

    aio(journey(), timeout=90)
