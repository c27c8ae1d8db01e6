"""The rows of a prune keep Qt's rules, and what is ticked survives all that happens to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.model.usage.plan import Candidate, Why
from desktop.model.usage.summary import Group
from desktop.ui.usage.model import AGE, FREES, NAME, SIZE, WHY, CandidateModel

CHECK = Qt.ItemDataRole.CheckStateRole
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def container(number: int, **changed: object) -> Candidate:
    plain = Candidate(
        Group.CONTAINERS,
        str(number),
        f"c{number}",
        Why.EXITED,
        size=number * 10,
        frees=number * 10,
        since=float(number),
        exit_code=number % 2,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


CONTAINERS = [container(number) for number in range(1, 6)]
VOLUME = Candidate(Group.VOLUMES, "data", "data", Why.NOT_MOUNTED, 5, 5, ticked=False)


@pytest.fixture
def model(qtbot: QtBot) -> CandidateModel:
    made = CandidateModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setParent(made)
    return made


def names(model: CandidateModel, parent: QModelIndex) -> list[str]:
    return [str(model.index(row, NAME, parent).data()) for row in range(model.rowCount(parent))]


def top(model: CandidateModel, row: int = 0) -> QModelIndex:
    return model.index(row, NAME)


@pytest.mark.parametrize("others", [[], [VOLUME]], ids=["one kind", "two kinds"])
def test_rows_sort_by_every_column_both_ways(
    model: CandidateModel, others: list[Candidate]
) -> None:
    model.show_candidates([*CONTAINERS, *others], 10.0)
    parent = top(model) if others else QModelIndex()
    upwards = [each.name for each in CONTAINERS]
    for column, wanted in (
        (NAME, upwards),
        (SIZE, upwards),
        (FREES, upwards),
        (AGE, upwards[::-1]),
    ):
        model.sort(column, ASCENDING)
        assert names(model, parent) == wanted
        model.sort(column, DESCENDING)
        assert names(model, parent) == wanted[::-1]
    model.sort(WHY, ASCENDING)
    assert {name[-1] for name in names(model, parent)[:2]} == {"2", "4"}  # Exited (0)


def test_the_current_row_and_its_tick_move_with_it(model: CandidateModel) -> None:
    model.show_candidates([*CONTAINERS, VOLUME], 10.0)
    model.sort(NAME, ASCENDING)
    row = QPersistentModelIndex(model.index(1, NAME, top(model)))
    model.setData(model.index(1, NAME, top(model)), Qt.CheckState.Unchecked.value, CHECK)
    kind = QPersistentModelIndex(top(model, 1))
    model.sort(NAME, DESCENDING)
    assert (row.row(), row.data()) == (3, "c2")
    assert Qt.CheckState(row.data(CHECK)) is Qt.CheckState.Unchecked
    assert kind.data() == "Volumes"


def test_a_kind_is_ticked_in_part_where_some_of_it_is(model: CandidateModel) -> None:
    model.show_candidates([*CONTAINERS, VOLUME], 10.0)
    state = [Qt.CheckState(top(model, row).data(CHECK)) for row in range(2)]
    assert state == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    model.setData(model.index(0, NAME, top(model)), Qt.CheckState.Unchecked.value, CHECK)
    assert Qt.CheckState(top(model).data(CHECK)) is Qt.CheckState.PartiallyChecked
    model.setData(top(model), Qt.CheckState.Checked.value, CHECK)
    assert Qt.CheckState(top(model).data(CHECK)) is Qt.CheckState.Checked


def test_what_changed_is_kept_until_it_is_again_as_it_was_listed(model: CandidateModel) -> None:
    model.show_candidates(CONTAINERS, 10.0)
    model.update_candidates(CONTAINERS[1:])
    assert CONTAINERS[0] not in model.ticked
    model.tick_all(True)
    assert CONTAINERS[0] not in model.ticked
    model.update_candidates(CONTAINERS)
    assert CONTAINERS[0] not in model.ticked  # a person ticks it again, or not
    model.tick_all(True)
    assert CONTAINERS[0] in model.ticked


def test_another_name_is_followed_another_reason_is_not(model: CandidateModel) -> None:
    model.show_candidates(CONTAINERS[:2], 10.0)
    model.update_candidates([container(1, name="new"), container(2, why=Why.DEAD)])
    assert sorted(names(model, QModelIndex())) == ["c2", "new"]
    assert [each.name for each in model.ticked] == ["new"]


def test_news_that_change_nothing_are_not_told(model: CandidateModel, qtbot: QtBot) -> None:
    model.show_candidates(CONTAINERS, 10.0)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.ticks_changed):
        model.update_candidates(CONTAINERS)
