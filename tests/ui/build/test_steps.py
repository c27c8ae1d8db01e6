"""The rows of a build's steps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from desktop.engine.records import PartState, ProgressPart
from desktop.ui.build.steps import STATE, TIME, StepsModel

STEPS = tuple(ProgressPart(f"{n}/4 RUN {n}", PartState.WAITING) for n in range(1, 5))


def rows(model: StepsModel, above: QModelIndex | None = None) -> list[tuple[str, str, str]]:
    above = above or QModelIndex()
    found = []
    for row in range(model.rowCount(above)):
        texts = (str(model.index(row, column, above).data()) for column in range(3))
        found.append((*texts,))
        found += rows(model, model.index(row, 0, above)) if model.rowCount(above) else []
    return found  # type: ignore[return-value]


def test_steps_of_one_stage_are_rows(qtbot: object) -> None:
    model = StepsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(STEPS[:1], over=False)
    model.show((replace(STEPS[0], state=PartState.CACHED, seconds=2), *STEPS[1:]), over=False)
    assert [row[:2] for row in rows(model)][:2] == [
        ("1/4 RUN 1", "cached"),
        ("2/4 RUN 2", "waiting"),
    ]
    assert model.place_of(model.index_of(3)) == 3
    model.show(model.steps, over=True)
    assert model.index_of(3, STATE).data() == "not begun"


def test_steps_of_several_stages_stand_below_them(qtbot: object) -> None:
    names = ["", "a", "b", "a"]
    model = StepsModel(lambda place: names[place])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(STEPS, over=False)
    done = tuple(replace(step, state=PartState.DONE, seconds=1) for step in STEPS)
    model.show((*done[:3], replace(STEPS[3], state=PartState.RUNNING)), over=False)
    assert [row[:2] for row in rows(model)] == [
        ("Before the stages", "done"),
        ("1/4 RUN 1", "done"),
        ("Stage a", "running"),
        ("2/4 RUN 2", "done"),
        ("4/4 RUN 4", "running"),
        ("Stage b", "done"),
        ("3/4 RUN 3", "done"),
    ]
    assert model.place_of(model.index_of(3)) == 3
    assert model.place_of(model.index(1, 0)) == -1
    failed = replace(STEPS[3], state=PartState.FAILED, seconds=2.5)
    model.show((*done[:3], failed), over=True)
    assert model.index(1, STATE).data() == "failed"
    assert model.index(1, TIME).data() == "3.5 s"


@pytest.mark.parametrize("state", list(PartState))
def test_each_state_has_a_word_and_a_picture(qtbot: object, state: PartState) -> None:
    model = StepsModel()
    model.show((ProgressPart("1/1 <b>x</b>", state),), over=False)
    assert model.index(0, STATE).data()
    assert model.index(0, 0).data() == "1/1 <b>x</b>"
