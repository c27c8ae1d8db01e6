"""A container has crashed: what its log says, by keyboard alone, also while the Engine restarts."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.model.logs.rows import RowKind
from desktop.model.operations import Outcome
from desktop.ui.logs.log_view import LogView
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, RealEngine

pytestmark = pytest.mark.display

JOB = r"""
echo begins
echo '{"level":"info","message":"hello","count":1}'
echo 'WARN disk is nearly full'
printf '\033[31mred\033[0m and plain\n'
sleep 0.1
echo 'ERROR it broke' >&2
echo '    at Main.main(Main.java:3)' >&2
sleep 0.1
echo ends
exit 3
"""
LINES = [
    "begins",
    '{"level":"info","message":"hello","count":1}',
    "WARN disk is nearly full",
    "\x1b[31mred\x1b[0m and plain",
    "ERROR it broke",
    "    at Main.main(Main.java:3)",
    "ends",
]


def shown(view: LogView) -> list[str]:
    """Lines as they are; of what happened its kind."""
    rows = (view.view[place] for place in range(len(view.view)))
    return [row.raw.decode() if row.kind is RowKind.LINE else row.kind.name for row in rows]


def focus() -> QLineEdit:
    """The field that has the focus."""
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClick(focused, key, modifier)


def tab_to(name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    passed = []
    for _ in range(80):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        passed.append(focused.accessibleName() if focused is not None else "")
        if focused is not None and focused.accessibleName() == name:
            return
    raise AssertionError(f"no way to {name} by Tab: {passed}")


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_what_a_crashed_container_said(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    subprocess.run(
        ["docker", "-H", engine.url, "run", "--name", "job", IMAGE, "sh", "-c", JOB],
        capture_output=True,
        check=False,
        timeout=60,
    )
    told = subprocess.run(
        ["docker", "-H", engine.url, "logs", "job"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
        timeout=60,
    ).stdout
    assert told == "".join(f"{line}\n" for line in LINES).encode()

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine.url) as hands:
            await until(lambda: hands.state("job") == "exited")
            hands.keys("Ctrl+1")
            QTest.keyClick(hands.tree(), Qt.Key.Key_Space)
            hands.keys("Ctrl+L")  # two keys from the window to the log
            views = hands.window.findChildren
            await until(lambda: any(v.isVisible() for v in views(LogView)), "the log opens")
            view = hands.find(LogView, "Log: job")
            await until(lambda: shown(view) == LINES, "all of it is read")
            await until(view.hasFocus, "one can go on by keys")

            await _read_and_copy(hands, view)
            await _search(hands, view)
            await _filter(hands, view)
            await _save(hands, told, tmp_path / "saved.log")
            await _restart(hands, engine, view)

    aio(journey(), timeout=180)


def test_logs_of_selected_containers_are_merged_in_a_tab_that_lives_on(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    say = "for i in 1 2 3; do echo $0 $i; sleep 0.05; done; exec sleep 86400"
    docker_run(name="left", command=("sh", "-c", say, "left"))
    docker_run(name="right", command=("sh", "-c", say, "right"))

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("left") and hands.state("right"))
            hands.select("left", "right")
            hands.keys("Ctrl+L")
            views = hands.window.findChildren
            await until(lambda: any(v.isVisible() for v in views(LogView)), "the log opens")
            view = next(v for v in views(LogView) if v.isVisible())
            assert sorted(view.accessibleName().removeprefix("Log: ").split(", ")) == [
                "left",
                "right",
            ]
            await until(lambda: len(shown(view)) == 6, "the lines of both")
            hands.select("right")
            assert view.isVisible()

    aio(journey(), timeout=60)


async def _read_and_copy(hands: Hands, view: LogView) -> None:
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    line = view.lines.at(1)
    assert line.text.split("\u2028")[1] == '  "level": "info",'
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: clipboard() == "\n".join(LINES[1:3]), "two lines are copied")


async def _search(hands: Hands, view: LogView) -> None:
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: focus().accessibleName() == "Search")
    hands.type("^(warn|error)")
    tab_to("Regular expression")
    press(Qt.Key.Key_Space)
    await until(lambda: view.search is not None and view.search.count == 2, "two lines have it")
    await until(lambda: view.accessibleDescription().startswith("Warning: WARN"))
    press(Qt.Key.Key_F3)
    assert view.accessibleDescription() == "Error: stderr: ERROR it broke"
    tab_to("Search")
    press(Qt.Key.Key_Escape)
    await until(view.hasFocus)


async def _filter(hands: Hands, view: LogView) -> None:
    tab_to("Filter lines")
    hands.type("full")
    tab_to("Lines around each match")
    press(Qt.Key.Key_Up)
    await until(lambda: shown(view) == LINES[1:4], "one line around the one that matches")
    press(Qt.Key.Key_Down)
    tab_to("Filter lines")
    focus().selectAll()
    press(Qt.Key.Key_Delete)
    await until(lambda: shown(view) == LINES)

    tab_to("Levels")
    press(Qt.Key.Key_Space)
    menu = await hands.popup()
    for _ in range(3):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)  # Errors only
    await until(lambda: shown(view) == LINES[4:6], "the trace stays with its line")
    press(Qt.Key.Key_Space)
    menu = await hands.popup()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)  # All levels
    await until(lambda: shown(view) == LINES)


async def _save(hands: Hands, told: bytes, path: Path) -> None:
    tab_to("Save…")
    press(Qt.Key.Key_Space)
    dialog = await hands.dialog()
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)
    operations = hands.application.operations
    await until(lambda: [o for o in operations if o.outcome is Outcome.DONE], "it is saved")
    assert path.read_bytes() == told


async def _restart(hands: Hands, engine: RealEngine, view: LogView) -> None:
    await until(lambda: not hands.dialogs())
    tab_to("Log: job")
    press(Qt.Key.Key_Space)  # paused meanwhile
    await asyncio.get_running_loop().run_in_executor(None, engine.stop)
    await until(lambda: view.view.held_back, "it is said that the Engine is gone")
    await asyncio.get_running_loop().run_in_executor(None, engine.start)
    await asyncio.get_running_loop().run_in_executor(None, engine.docker, "start", "job")
    await until(lambda: view.view.held_back >= len(LINES) + 2, "what comes is kept")
    assert shown(view) == LINES
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Space)
    await until(lambda: not view.view.paused)
    await until(lambda: [line for line in shown(view) if line in LINES] == 2 * LINES)
    said = [line for line in shown(view) if line not in LINES]
    assert said[:2] == ["DISCONNECTED", "RESUMED"]
    assert "GAP" not in said
