"""The matrix by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.icons import Icon
from desktop.ui.reach.matrix import Mark, Matrix, MatrixModel
from desktop.ui.theme import Tone

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")

ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)


def matrix_of(count: int, qtbot: QtBot, text: str = "0.10 ms") -> Matrix:
    model = MatrixModel()
    matrix = Matrix("Reachability", model)
    model.setParent(matrix)
    qtbot.addWidget(matrix)
    names = [f"s{number}" for number in range(count)]
    cell = [Mark("Name", text, Icon.OK, Tone.OK)]
    places = [(row, column) for row in range(count) for column in range(count) if row != column]
    model.show(names, names, dict.fromkeys(places, cell))
    matrix.choose_first()
    return matrix


@pytest.mark.parametrize("count", [2, 3, 5])
def test_arrows_reach_every_cell_and_none_of_one_to_itself(count: int, qtbot: QtBot) -> None:
    matrix = matrix_of(count, qtbot)
    matrix.show()
    first = matrix.currentIndex().row(), matrix.currentIndex().column()
    reached, waiting = {first}, [first]
    while waiting:
        place = waiting.pop()
        for key in ARROWS:
            matrix.setCurrentIndex(matrix.model().index(*place))
            QTest.keyClick(matrix, key)
            now = matrix.currentIndex().row(), matrix.currentIndex().column()
            assert now[0] != now[1]
            if now not in reached:
                reached.add(now)
                waiting.append(now)
    assert len(reached) == count * (count - 1)


def test_a_column_is_wide_enough_for_a_usual_answer(qtbot: QtBot) -> None:
    short = matrix_of(8, qtbot)
    longer = matrix_of(8, qtbot, "nothing listens")
    for matrix in (short, longer):
        matrix.resize(600, 300)
        matrix.show()
    needed = longer.fontMetrics().horizontalAdvance("Name nothing listens")
    assert longer.columnWidth(1) > needed
    assert longer.columnWidth(1) >= short.columnWidth(1)
