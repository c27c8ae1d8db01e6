"""The trees' model under random histories: Qt, a mirror and a plain account of it agree."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind
from desktop.ui.trees.cells import Column
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.rows import Child, Group, Row, Value
from desktop.ui.trees.view import TreeView
from tests.support.records import make_container

ASCENDING = Qt.SortOrder.AscendingOrder
DESCENDING = Qt.SortOrder.DescendingOrder
GROUPS = (None, None, "alpha", "beta", "web1", "gamma")  # a group may be called as a row is
NAMES = ("web1", "Web1", "a", "b", "web10", "web2", "")


def _size(value: Value) -> Any:
    return value.users if isinstance(value, Row) else -1


COLUMNS = (
    Column("name", "Name", lambda v: v.title, lambda v: v.title.casefold()),
    Column("size", "Size", lambda v: str(_size(v)), _size),
)


def _group(name: str | None) -> Group | None:
    return Group(f"project:{name}", name, Kind.CONTAINER) if name else None


def _row(
    key: str,
    title: str = "web1",
    group: str | None = None,
    users: int = 0,
    children: tuple[str, ...] = (),
) -> Row:
    record = make_container(name=title)
    below = tuple(Child(child, child, record) for child in children)
    return Row(key, title, record, _group(group), users=users, children=below)


@dataclass
class Seen:
    """One row as the mirror knows it."""

    value: Value
    below: list[Seen] = field(default_factory=list)


class Mirror:
    """Knows of the model only what its signals tell."""

    def __init__(self, model: TreeModel) -> None:
        self._model = model
        self.root = Seen(None)  # type: ignore[arg-type]
        self.resets = 0
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.rowsMoved.connect(self._on_moved)
        model.dataChanged.connect(self._on_changed)
        model.layoutChanged.connect(self._on_layout_changed)
        model.modelReset.connect(self._on_reset)

    def _at(self, index: QModelIndex) -> Seen:
        rows = []
        while index.isValid():
            rows.append(index.row())
            index = index.parent()
        seen = self.root
        for row in reversed(rows):
            seen = seen.below[row]
        return seen

    def _read(self, index: QModelIndex) -> Seen:
        value = self._model.value(index)
        assert value is not None
        return Seen(value, self._read_below(index))

    def _read_below(self, parent: QModelIndex) -> list[Seen]:
        count = self._model.rowCount(parent)
        return [self._read(self._model.index(row, 0, parent)) for row in range(count)]

    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        fresh = [self._read(self._model.index(row, 0, parent)) for row in range(first, last + 1)]
        self._at(parent).below[first:first] = fresh

    def _on_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        below = self._at(parent).below
        assert last < len(below)
        del below[first : last + 1]

    def _on_moved(
        self, parent: QModelIndex, first: int, last: int, to: QModelIndex, place: int
    ) -> None:
        assert parent == to
        assert first == last
        below = self._at(parent).below
        seen = below.pop(first)
        below.insert(place if place < first else place - 1, seen)

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        assert first.column() == 0
        assert last.column() == len(COLUMNS) - 1
        assert first.parent() == last.parent()
        for row in range(first.row(), last.row() + 1):
            index = first.siblingAtRow(row)
            value = self._model.value(index)
            assert value is not None
            self._at(index).value = value

    def _on_layout_changed(self) -> None:
        before = sorted(_keys(self.root))
        self.root.below = self._read_below(QModelIndex())
        assert sorted(_keys(self.root)) == before, "a new layout has the same rows"

    def _on_reset(self) -> None:
        self.resets += 1

    def check(self) -> None:
        assert self.resets == 0
        assert self.root.below == self._read_below(QModelIndex())


def _keys(seen: Seen) -> Iterator[tuple[str, str]]:
    for below in seen.below:
        yield type(below.value).__name__, below.value.key
        yield from _keys(below)


@dataclass
class Account:
    """What the tree must hold, worked out afresh and without any cleverness."""

    rows: dict[str, Row] = field(default_factory=dict)
    passes: Callable[[Row], bool] | None = None
    column: int = 0
    order: Qt.SortOrder = ASCENDING

    def expected(self) -> list[Any]:
        rows = [r for r in self.rows.values() if self.passes is None or self.passes(r)]
        rows = self._sorted(rows, lambda r: r)
        groups: dict[Group, list[Row]] = {}
        for row in rows:
            if row.group is not None:
                groups.setdefault(row.group, []).append(row)
        heads = list(groups.items())
        if self.column == 0:
            heads = self._sorted(heads, lambda head: head[0])
        else:
            reverse = self.order == DESCENDING
            heads.sort(
                key=lambda head: (_size(head[1][0]), head[0].title, head[0].key), reverse=reverse
            )
        tree: list[Any] = [(g, [(m, list(m.children)) for m in members]) for g, members in heads]
        return tree + [(row, list(row.children)) for row in rows if row.group is None]

    def _sorted(self, items: list[Any], of: Callable[[Any], Value]) -> list[Any]:
        column = COLUMNS[self.column]
        return sorted(
            items,
            key=lambda i: (column.order(of(i)), of(i).title.casefold(), of(i).key),
            reverse=self.order == DESCENDING,
        )


def _content(model: TreeModel, parent: QModelIndex | None = None) -> list[Any]:
    """The tree as lists: a value with what is below it; children without."""
    found: list[Any] = []
    top = parent if parent is not None else QModelIndex()
    for row in range(model.rowCount(top)):
        index = model.index(row, 0, top)
        value = model.value(index)
        found.append(value if isinstance(value, Child) else (value, _content(model, index)))
    return found


class Bench:
    """A model with everything that watches it."""

    def __init__(self, columns: tuple[Column, ...] = COLUMNS) -> None:
        self.model = TreeModel(columns)
        # Its warnings fail the test, and name what is wrong; its fatal mode would end the run.
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Warning
        )
        self.mirror = Mirror(self.model)
        self.account = Account()

    def show(self, *rows: Row) -> None:
        self.model.show(rows)
        self.account.rows.update({row.key: row for row in rows})

    def drop(self, *keys: str) -> None:
        self.model.drop(keys)
        for key in keys:
            self.account.rows.pop(key, None)

    def filter(self, passes: Callable[[Row], bool] | None) -> None:
        self.account.passes = passes
        self.model.filter(passes)

    def sort(self, column: int, order: Qt.SortOrder) -> None:
        self.account.column, self.account.order = column, order
        self.model.sort(column, order)

    def check(self) -> None:
        self.mirror.check()
        expected = self.account.expected()
        assert _content(self.model) == expected
        assert len(self.model) == len(self.account.rows)
        passes = self.account.passes
        shown = [k for k, r in self.account.rows.items() if passes is None or passes(r)]
        assert self.model.shown == len(shown)
        for key in self.account.rows:
            value = self.model.value(self.model.index_of(key))
            assert (value == self.account.rows[key]) == (key in shown)
        assert sorted(self.model.groups()) == sorted(
            {value.key for value, _below in expected if isinstance(value, Group)}
        )


def _random_row(rng: random.Random, key: str) -> Row:
    # Children's keys are also those of rows: kinds of rows must not be mixed up.
    children = rng.sample(["k1", "k2", "k3", "c1", "c2"], rng.choice([0, 0, 0, 1, 3, 5]))
    return _row(
        key, rng.choice(NAMES), rng.choice(GROUPS), rng.randrange(3), tuple(map(str, children))
    )


def _change(bench: Bench, rng: random.Random, spare: frozenset[str] = frozenset()) -> None:
    """One random change, which leaves the rows of ``spare`` as they are, and shown."""
    keys = [f"k{number}" for number in range(14)]
    known = [key for key in bench.account.rows if key not in spare]
    match rng.choice(
        [
            "show",
            "show",
            "batch",
            "rename",
            "rename",
            "children",
            "drop",
            "drops",
            "filter",
            "sort",
            "touch",
            "clear",
        ]
    ):
        case "show":
            bench.show(_random_row(rng, rng.choice(keys)))
        case "batch":  # with the same key twice, now and then
            bench.show(*(_random_row(rng, rng.choice(keys)) for _ in range(rng.randrange(9))))
        case "rename" if known:
            row = bench.account.rows[rng.choice(known)]
            bench.show(replace(row, title=rng.choice(NAMES), users=rng.randrange(3)))
        case "children" if known:
            row = bench.account.rows[rng.choice(known)]
            bench.show(replace(row, children=_random_row(rng, row.key).children))
        case "drop":
            bench.drop(rng.choice(keys))
        case "drops":
            bench.drop(*rng.sample(keys, 4), "nobody")
        case "filter":
            wanted = rng.choice(["", "web", "1", "zzz", "size"])
            if not wanted:
                bench.filter(None)
            elif wanted == "size":
                bench.filter(lambda row: row.users > 0 or row.key in spare)
            else:
                bench.filter(lambda row: wanted in row.title or row.key in spare)
        case "sort":
            bench.sort(rng.randrange(2), rng.choice([ASCENDING, DESCENDING]))
        case "touch":
            bench.model.touch(rng.sample(keys, 3))
        case "clear" if rng.random() < 0.3:
            bench.drop(*known)


@pytest.mark.parametrize("seed", range(8))
def test_a_long_random_history_leaves_what_was_told(qtbot: QtBot, seed: int) -> None:
    rng = random.Random(seed)
    bench = Bench()
    for _step in range(150):
        _change(bench, rng)
        bench.check()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rng=st.randoms(use_true_random=False), steps=st.integers(1, 12))
def test_any_short_history_leaves_what_was_told(
    qtbot: QtBot, rng: random.Random, steps: int
) -> None:
    bench = Bench()
    for _step in range(steps):
        _change(bench, rng)
        bench.check()


@pytest.mark.parametrize("seed", range(6))
def test_selection_and_expansion_survive_what_happens_to_other_rows(
    qtbot: QtBot, seed: int
) -> None:
    rng = random.Random(seed)
    bench = Bench()
    kept = [
        _row("kept", "web5", "alpha", 1, ("x", "y")),
        _row("alone", "web5", None, 1),
        _row("closed", "web5", "omega", 1),
    ]
    bench.show(*kept, *(_random_row(rng, f"k{n}") for n in range(14)))
    view = QTreeView()
    qtbot.addWidget(view)
    view.setModel(bench.model)
    view.show()
    group = bench.model.index_of("project:alpha")
    for index in (group, bench.model.index_of("kept")):
        view.setExpanded(index, True)
    flags = QItemSelectionModel.SelectionFlag
    for key in ("kept", "alone"):
        view.selectionModel().select(bench.model.index_of(key), flags.Select | flags.Rows)
    view.selectionModel().setCurrentIndex(bench.model.index_of("alone"), flags.NoUpdate)
    lasting = [QPersistentModelIndex(bench.model.index_of("kept", column)) for column in range(2)]
    for _step in range(120):
        _change(bench, rng, frozenset(row.key for row in kept))
        bench.check()
        selected = {bench.model.key(i) for i in view.selectionModel().selectedRows()}
        assert {"kept", "alone"} <= selected
        assert bench.model.key(view.currentIndex()) == "alone"
        assert view.isExpanded(bench.model.index_of("project:alpha"))
        assert view.isExpanded(bench.model.index_of("kept"))
        assert not view.isExpanded(bench.model.index_of("project:omega"))
        assert [bench.model.key(QModelIndex(index)) for index in lasting] == ["kept", "kept"]


@pytest.mark.parametrize("seed", range(4))
def test_many_selected_rows_stay_selected_wherever_they_move(qtbot: QtBot, seed: int) -> None:
    rng = random.Random(seed)
    bench = Bench()
    kept = [_row(f"kept{n}", f"web{n}", GROUPS[n % 6], n % 3) for n in range(40)]
    bench.show(*kept, *(_random_row(rng, f"k{n}") for n in range(14)))
    view = TreeView(bench.model)
    qtbot.addWidget(view)
    view.show()
    flags = QItemSelectionModel.SelectionFlag
    for row in kept:
        view.selectionModel().select(bench.model.index_of(row.key), flags.Select | flags.Rows)
    view.selectionModel().setCurrentIndex(bench.model.index_of("kept7"), flags.NoUpdate)
    keys = {row.key for row in kept}
    for _step in range(40):
        some = rng.sample(sorted(keys), rng.choice([1, 3, 20, 40]))
        bench.show(*(replace(bench.account.rows[key], users=rng.randrange(3)) for key in some))
        _change(bench, rng, frozenset(keys))
        bench.check()
        selected = {bench.model.key(index) for index in view.selectionModel().selectedRows()}
        assert {key for key in selected if key.startswith("kept")} | keys == keys
        assert keys <= {row.key for row in view.selected.rows()}
        assert bench.model.key(view.currentIndex()) == "kept7"


def test_rows_that_change_side_by_side_are_told_at_once_and_move_at_once(qtbot: QtBot) -> None:
    bench = Bench()
    rows = [_row(f"k{n}", f"{n:03}", f"g{n // 25}", n) for n in range(100)]
    bench.show(*rows)
    bench.sort(1, ASCENDING)
    told: list[str] = []
    bench.model.dataChanged.connect(lambda *_: told.append("changed"))
    bench.model.rowsMoved.connect(lambda *_: told.append("moved"))
    bench.model.layoutChanged.connect(lambda *_: told.append("rearranged"))
    bench.show(*(replace(row, users=100 - row.users) for row in rows))
    bench.check()
    assert told.count("rearranged") == 1
    assert told.count("moved") == 0
    assert told.count("changed") == 8, "once for the rows of each group, once for each group"


def test_a_group_comes_with_its_first_row_and_goes_with_its_last(qtbot: QtBot) -> None:
    bench = Bench()
    told: list[str] = []
    bench.model.rowsInserted.connect(lambda parent, *_: told.append(f"in {parent.isValid()}"))
    bench.model.rowsRemoved.connect(lambda parent, *_: told.append(f"out {parent.isValid()}"))
    bench.show(_row("a", "a", "shop"), _row("b", "b", "shop"))
    assert told == ["in False"]
    bench.drop("a")
    assert told == ["in False", "out True"]
    bench.drop("b")
    assert told == ["in False", "out True", "out False"]
    bench.show(_row("a", "a", "shop"))
    bench.check()


def test_rows_side_by_side_come_and_go_in_one_announcement(qtbot: QtBot) -> None:
    bench = Bench()
    bench.show(*(_row(f"k{n}", f"{n:03}") for n in range(0, 100, 2)))
    told: list[tuple[int, int]] = []
    bench.model.rowsInserted.connect(lambda _parent, first, last: told.append((first, last)))
    bench.model.rowsRemoved.connect(lambda _parent, first, last: told.append((first, last)))
    fresh = [_row(f"x{n}", f"050 {n}") for n in range(20)]
    bench.show(*fresh)
    bench.drop(*(row.key for row in fresh))
    assert told == [(26, 45), (26, 45)]
    bench.check()


def test_a_renamed_row_moves_and_stays_selected(qtbot: QtBot) -> None:
    bench = Bench()
    bench.show(*(_row(f"k{n}", f"{n}") for n in range(5)))
    lasting = QPersistentModelIndex(bench.model.index_of("k0"))
    bench.show(_row("k0", "9"))
    assert lasting.row() == 4
    bench.show(_row("k0", "15"))
    assert lasting.row() == 1
    bench.check()


def test_a_row_that_changes_its_group_leaves_the_old_one(qtbot: QtBot) -> None:
    bench = Bench()
    bench.show(_row("a", "a", "shop"), _row("b", "b", "blog"))
    bench.show(_row("a", "a", "blog"))
    assert bench.model.groups() == ["project:blog"]
    bench.show(_row("a", "a"))
    bench.check()


def test_an_index_of_a_row_that_is_gone_leads_nowhere(qtbot: QtBot) -> None:
    bench = Bench()
    bench.show(_row("a", "a", "shop", 0, ("x",)), _row("b", "b"))
    old = bench.model.index_of("a")
    bench.drop("a")
    assert bench.model.value(old) is None
    assert bench.model.key(old) == ""
    assert bench.model.rowCount(old) == 0
    assert not bench.model.parent(old).isValid()
    assert bench.model.data(old) is None


def test_a_group_of_a_tree_sorted_by_size_stands_where_its_first_member_would(
    qtbot: QtBot,
) -> None:
    bench = Bench()
    bench.show(_row("a", "a", "small", 1), _row("b", "b", "large", 7), _row("c", "c", "small", 3))
    bench.sort(1, DESCENDING)
    assert bench.model.groups() == ["project:large", "project:small"]
    bench.show(_row("a", "a", "small", 9))
    assert bench.model.groups() == ["project:small", "project:large"]
    bench.drop("a")
    assert bench.model.groups() == ["project:large", "project:small"]
    bench.check()


def test_a_child_that_is_told_twice_appears_once(qtbot: QtBot) -> None:
    bench = Bench()
    bench.model.show([_row("a", "a", None, 0, ("x", "x", "y"))])
    assert bench.model.rowCount(bench.model.index_of("a")) == 2
    bench.model.show([_row("a", "a", None, 0, ("y", "x", "y"))])
    assert bench.model.rowCount(bench.model.index_of("a")) == 2
    bench.mirror.check()


def test_changing_nothing_inserts_removes_and_moves_nothing(qtbot: QtBot) -> None:
    bench = Bench()
    rows = [_random_row(random.Random(n), f"k{n}") for n in range(14)]
    bench.show(*rows)
    told: list[str] = []
    for signal in (bench.model.rowsInserted, bench.model.rowsRemoved, bench.model.rowsMoved):
        signal.connect(lambda *_: told.append("news"))
    bench.show(*rows)
    bench.filter(lambda _row: True)
    assert told == []
