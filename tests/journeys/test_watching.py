"""Processes, changes, health, events and limits of a container, by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from desktop.model.top import TopRow
from desktop.ui.changes.page import ChangesPage
from desktop.ui.details.overview import Overview
from desktop.ui.events.view import EventsView
from desktop.ui.health.page import HealthPage
from desktop.ui.processes.page import ProcessesPage
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio

pytestmark = pytest.mark.display


def to_tab(hands: Hands, title: str) -> None:
    """Go along the tabs with the arrow keys."""
    bar = hands.window.details.part.tabs.tabBar()
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Home)
    for _ in range(bar.count()):
        if bar.tabText(bar.currentIndex()) == title:
            return
        QTest.keyClick(bar, Qt.Key.Key_Right)
    pytest.fail(f"no tab {title}")


def process(page: ProcessesPage, command: str) -> TopRow | None:
    found = [row for row in page.look.value or () if row.command == command]
    return found[0] if found else None


def test_a_process_gets_a_signal_and_the_changes_are_seen(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    script = "echo x >/new; sleep 1001 & sleep 1002 & wait"
    docker_run(name="family", command=("sh", "-c", script))
    sleeping = {"sleep 1001", "sleep 1002"}
    told = ""
    while not all(each in told for each in sleeping):
        # The page asks once, and they begin as copies of the shell.
        told = docker("top", "family", "-eo", "pid,args").replace(script, "")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("family") == "running")
            hands.select("family")
            to_tab(hands, "Processes")
            page = hands.window.details.part.tabs.page("processes")
            assert isinstance(page, ProcessesPage)
            await until(lambda: process(page, "sleep 1002"), "it lists the processes")
            assert {"sleep 1001", "sleep 1002"} < {row.command for row in page.look.value or ()}
            chosen = process(page, "sleep 1002")
            assert chosen is not None
            page.filter_box.setFocus()
            hands.type("1002")
            page.tree.setFocus()

            def goes_to_the_end() -> bool:
                QTest.keyClick(page.tree, Qt.Key.Key_End)
                return page.current is not None and page.current.pid == chosen.pid

            await until(goes_to_the_end, "the process is selected")
            QTest.keyClick(page.tree, Qt.Key.Key_Return)
            dialog = await hands.dialog()
            assert "sleep 1002" in hands.read(dialog)
            signals = hands.find(QComboBox, "Signal", dialog)
            assert signals.currentText() == "TERM"
            QTest.keyClick(dialog, Qt.Key.Key_Return)
            await until(lambda: process(page, "sleep 1002") is None, "it has ended")
            left = docker("top", "family", "-eo", "pid,args").splitlines()
            assert [line.split()[1:] for line in left[2:]] == [["sleep", "1001"]]

            to_tab(hands, "Changes")
            changes = hands.window.details.part.tabs.page("changes")
            assert isinstance(changes, ChangesPage)
            await until(lambda: "/new" in [node.path for node in changes.model.tree.nodes])
            docker("exec", "family", "sh", "-c", "echo y >/newer")
            changes.tree.setFocus()
            QTest.keyClick(changes.tree, Qt.Key.Key_F5)
            await until(lambda: "/newer" in [node.path for node in changes.model.tree.nodes])

            to_tab(hands, "Events")
            events = hands.window.details.part.tabs.page("events")
            assert isinstance(events, EventsView)
            await until(lambda: len(events.model) > 1, "the past is told")
            docker("rename", "family", "kin")
            await until(lambda: events.model.event_at(0).action == "rename")

    aio(journey(), timeout=90)


def test_limits_are_changed_by_form_and_the_details_follow(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    key = docker_run("--memory", "64m", "--memory-swap", "64m", name="limited")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("limited") == "running")
            hands.select("limited")
            hands.menu("Container", "Update…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Memory", "96m")
            hands.fill(dialog, "Memory and swap", "128m")
            QTest.keyClick(dialog, Qt.Key.Key_Return)
            await until(lambda: not hands.dialogs())
            page = hands.window.details.part.tabs.page("overview")
            assert isinstance(page, Overview)
            await until(lambda: "96MiB" in hands.read_details(), "the details follow")
            host = json.loads(docker("inspect", "--format", "{{json .HostConfig}}", key))
            assert (host["Memory"], host["MemorySwap"]) == (96 << 20, 128 << 20)

    aio(journey(), timeout=60)


def test_the_health_check_is_followed_and_run(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    check = ("--health-cmd", "echo checked; test -e /well", "--health-interval", "1s")
    docker_run(*check, "--health-retries", "1", name="patient")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("patient") == "running")
            hands.select("patient")
            to_tab(hands, "Health")
            page = hands.window.details.part.tabs.page("health")
            assert isinstance(page, HealthPage)
            await until(lambda: page._state.text() == "Unhealthy", "it becomes unhealthy")
            docker("exec", "patient", "touch", "/well")
            await until(lambda: page._state.text() == "Healthy", "it becomes healthy")
            page.run_button.setFocus()
            QTest.keyClick(page.run_button, Qt.Key.Key_Space)
            await until(lambda: any(row.here for row in page.model.rows), "it was run")
            assert "checked" in page.output.toPlainText()
            assert QApplication.activeModalWidget() is None

    aio(journey(), timeout=60)
