"""What a build writes, as it is shown."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.engine.build_records import Output
from desktop.ui.build.log import MOST_LINES, BuildLog


def written(log: BuildLog, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: log.complete)
    return log.toPlainText().split("\n")


def test_pieces_become_lines_and_controls_are_seen(qtbot: QtBot) -> None:
    log = BuildLog("<b>x</b>")
    qtbot.addWidget(log)
    log.add(Output(0, "Step 1\nhal"))
    log.add(Output(0, "f\n\x1b[31mred\x1b[0m\x1b]0;title\x07\n"))
    log.add(Output(1, "Step 2\nno end"))
    assert written(log, qtbot) == ["Step 1", "half", "red^[]0;title^G", "Step 2", ""]
    log.end()
    assert written(log, qtbot)[-2:] == ["no end", ""]
    red = log.document().findBlockByNumber(2).begin().fragment().charFormat().foreground()
    assert red.color() != log.palette().text().color()


def test_a_step_is_gone_to(qtbot: QtBot) -> None:
    log = BuildLog("x")
    qtbot.addWidget(log)
    log.resize(300, 100)
    log.show()
    for step in range(3):
        log.add(Output(step, f"Step {step}\n" + "line\n" * 100))
    written(log, qtbot)
    log.go_to(1)
    assert log.textCursor().block().text() == "Step 1"
    assert log.verticalScrollBar().value() == 101


def test_a_flood_holds_up_nobody_and_its_end_is_shown(qtbot: QtBot) -> None:
    log = BuildLog("x")
    qtbot.addWidget(log)
    log.show()
    longest = 0.0
    for number in range(20):
        began = time.thread_time()
        log.add(Output(0, "".join(f"{number} {line}\n" for line in range(5000))))
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - began)
    lines = written(log, qtbot)
    assert lines[-2:] == ["19 4999", ""]
    assert 4000 < len(lines) <= MOST_LINES
    assert longest < 0.5, "of processor time, on a slow machine"
