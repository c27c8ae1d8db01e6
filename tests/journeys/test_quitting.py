"""Leaving Portside: it asks where something would be lost, and then goes at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.model.operations import Outcome
from tests.journeys.hands import opened, until
from tests.support.aio import Aio

pytestmark = pytest.mark.display

AT_ONCE = 6  # seconds for a process to end on a busy machine; what it could wait for takes ten
DEAF = ("sh", "-c", "trap '' TERM; while :; do sleep 1; done")


def test_quitting_asks_once_while_something_runs_and_then_takes_two_seconds_at_most(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("--stop-timeout", "120", name="deaf", command=DEAF)
            await until(lambda: hands.state("deaf") == "running")
            hands.select("deaf")
            hands.menu("Container", "Stop")
            await until(lambda: "stopping" in hands.cell("deaf", "status").lower(), "it says so")

            hands.menu("File", "Quit")
            hands.window.close()
            dialog = await hands.dialog()
            hands.window.close()
            assert len(hands.dialogs()) == 1, "it asks once"
            assert "1 operation still runs" in hands.read(dialog)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: not hands.dialogs(), "Escape is the harmless answer")
            assert hands.window.isVisible()
            (stop,) = hands.application.operations
            assert stop.running

            await until(lambda: hands.window.close() or hands.dialogs(), "it asks again")
            dialog = await hands.dialog()
            begun = time.monotonic()
            hands.press(dialog, "Quit")
            await until(hands.ended, "it quits")
            assert time.monotonic() - begun < 2
            assert stop.outcome is Outcome.CANCELLED

    aio(journey(), timeout=60)


def test_quitting_with_nothing_under_way_asks_nothing(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            begun = time.monotonic()
            hands.keys("Ctrl+Q")
            await until(hands.ended, "it quits")
            assert time.monotonic() - begun < 2
            assert hands.dialogs() == []

    aio(journey(), timeout=60)


def test_a_dialog_that_is_open_does_not_hold_up_quitting(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="named")
            await until(lambda: hands.state("named") == "running")
            hands.select("named")
            hands.keys("F2")
            await hands.dialog()
            os.kill(os.getpid(), signal.SIGTERM)
            await until(hands.ended, "it quits")
            assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]

    aio(journey(), timeout=60)


def test_a_process_that_is_told_to_end_ends_in_order(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run("--stop-timeout", "120", name="deaf", command=DEAF)
    trace = tmp_path / "trace.jsonl"

    def reached(name: str) -> bool:
        lines = trace.read_text().splitlines() if trace.exists() else []
        return any(json.loads(line).get("name") == name for line in lines if line.endswith("}"))

    async def journey(number: signal.Signals) -> None:
        trace.unlink(missing_ok=True)
        command = [sys.executable, "-m", "desktop", "--host", engine_host]
        command += ["--config", str(tmp_path / number.name), "--trace", str(trace)]
        with subprocess.Popen(  # noqa: ASYNC220
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                await until(lambda: reached("live"), "it is live")
                begun = time.monotonic()
                process.send_signal(number)
                await until(lambda: process.poll() is not None, "it ends")
                assert time.monotonic() - begun < AT_ONCE
                assert process.returncode == 0
                assert process.communicate() == ("", "")
                assert json.loads(trace.read_text().splitlines()[-1])["event"] == "end"
                assert (tmp_path / number.name / "portside.log").read_text() == ""
            finally:
                process.kill()

    for number in (signal.SIGTERM, signal.SIGINT):
        aio(journey(number), timeout=60)
