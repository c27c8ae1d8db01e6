"""Which port belongs to whom, by keyboard."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.journeys.hands import opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL

pytestmark = pytest.mark.display

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


def test_who_holds_a_port_is_found_in_the_palette_and_in_the_tree(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    port = _free_port()

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("-p", f"127.0.0.1:{_free_port()}:{port}", name="in")  # shorter, and inside
            docker_run("-p", f"127.0.0.1:{port}:80", name="the-holder")
            await until(lambda: hands.state("the-holder") == "running")
            hands.keys("Ctrl+K")
            hands.type(str(port))
            QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Return)
            await until(lambda: hands.window.section.current_record() is not None)
            record = hands.window.section.current_record()
            assert record is hands.container("the-holder")

            taken = ("-p", f"127.0.0.1:{port}:80", "--name", "too-late")
            docker("create", "--label", LABEL, *taken, IMAGE, "true")
            hands.keys("Ctrl+5")
            tree = hands.tree("Ports")
            model = tree.model()

            def rows() -> list[list[str]]:
                return [
                    [str(model.index(row, column).data()) for column in range(model.columnCount())]
                    for row in range(model.rowCount())
                ]

            def conflicts() -> dict[str, str]:
                return {row[1]: row[-1] for row in rows() if row[0] == str(port)}

            await until(lambda: len(conflicts()) == 2, "what the second one wants is asked for")
            assert conflicts() == {
                "the-holder": "also wanted by too-late",
                "too-late": "held by the-holder",
            }
            sections = hands.window.section_list
            spoken = [sections.item(row).data(SPOKEN) for row in range(sections.count())]
            published = docker("ps", "--format", "{{.Ports}}").count("->")
            assert f"Ports, {published}" in spoken, "those that wait are not published yet"
            tree.setFocus()
            hands.keys("Ctrl+F")
            hands.type(f"{port} name:holder state:running")
            await until(lambda: [row[1] for row in rows()] == ["the-holder"])
            tree.setFocus()
            tree.setCurrentIndex(model.index(0, 0))
            hands.keys("Ctrl+C")
            assert QGuiApplication.clipboard().text() == f"127.0.0.1:{port}"
            await until(
                lambda: f"127.0.0.1:{port}" in hands.read_details(), "its details are below"
            )
            QTest.keyClick(tree, Qt.Key.Key_Return)
            await until(lambda: hands.window.section.title == "Containers", "it goes there")
            assert hands.window.section.current_record() is hands.container("the-holder")

            docker("rm", "-f", "the-holder")
            await until(lambda: hands.container("the-holder") is None)
            hands.keys("Ctrl+5")
            await until(lambda: rows() == [], "the filter is still set")

    aio(journey(), timeout=90)
