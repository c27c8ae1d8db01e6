"""The candidates of a prune: what each is, why it is unused, what it frees, and a box to tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.model.usage.plan import Candidate
from desktop.model.usage.summary import Group
from desktop.ui import units
from desktop.ui.icons import SMALL, icon
from desktop.ui.plain import tooltip
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, current, font, row_height
from desktop.ui.usage import words

NAME, WHY, AGE, SIZE, FREES = range(5)
_NUMBERS = (SIZE, FREES)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked

Key = tuple[Group, str]


class CandidateTree(QTreeWidget):
    """A row each, below its kind where there are several kinds. Sorts by any column."""

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Key, _Row] = {}
        self.setObjectName("candidates")  # of the style sheet, too
        self.setAccessibleName(tr("What nothing uses"))
        self.setColumnCount(5)
        self.setHeaderLabels([tr("Name"), tr("Why"), tr("Age"), tr("Size"), tr("Frees")])
        for column in _NUMBERS:
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIconSize(QSize(SMALL, SMALL))
        self.setIndentation(5 * GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(5 * row_height())
        header = self.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        for column in range(self.columnCount()):
            wide = column in (NAME, WHY)
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Stretch if wide else mode.ResizeToContents)
        header.setMinimumSectionSize(12 * self.fontMetrics().averageCharWidth())
        self.setSortingEnabled(True)
        header.setSortIndicator(FREES, Qt.SortOrder.DescendingOrder)
        self.itemChanged.connect(self._on_item_changed)

    def show_candidates(self, candidates: Iterable[Candidate], now: float) -> None:
        """List these, ticked as they say."""
        listed = list(candidates)
        kinds = list(dict.fromkeys(candidate.group for candidate in listed))
        with self._quiet():
            self.clear()
            parents: dict[Group, QTreeWidget | QTreeWidgetItem] = dict.fromkeys(kinds, self)
            if len(kinds) > 1:
                parents = {kind: _GroupRow(self, kind, listed) for kind in kinds}
            self.setRootIsDecorated(len(kinds) > 1)
            self._rows = {
                (each.group, each.key): _Row(parents[each.group], each, now) for each in listed
            }
            self.expandAll()
        self.sortByColumn(FREES, Qt.SortOrder.DescendingOrder)

    def update_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Only these are still as they were listed: the others can't be ticked any more."""
        still = {(each.group, each.key): each for each in candidates}
        with self._quiet():
            for key, row in self._rows.items():
                row.follow(still.get(key))
        self.ticks_changed.emit()

    @property
    def ticked(self) -> list[Candidate]:
        """What a person wants to be removed."""
        return [row.candidate for row in self._rows.values() if row.checkState(NAME) is _ON]

    def tick_all(self, ticked: bool) -> None:
        """Tick everything that can be, or nothing."""
        with self._quiet():
            for row in self._rows.values():
                if not row.isDisabled():
                    row.setCheckState(NAME, _ON if ticked else _OFF)
        self.ticks_changed.emit()

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Rows change together, and stay where they are meanwhile."""
        self.blockSignals(True)
        self.setSortingEnabled(False)
        try:
            yield
        finally:
            self.setSortingEnabled(True)
            self.blockSignals(False)
            self.viewport().update()

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        del item
        if column == NAME:
            self.ticks_changed.emit()

    def sizeHint(self) -> QSize:
        rows = len(self._rows) + self.topLevelItemCount() + 2
        return QSize(180 * GRID, min(12, rows) * row_height())


class _GroupRow(QTreeWidgetItem):
    """A kind: ticking it ticks all below. They stay in docker's order however one sorts."""

    def __init__(self, tree: QTreeWidget, group: Group, listed: list[Candidate]) -> None:
        super().__init__(tree)
        self.setSizeHint(NAME, QSize(0, row_height()))
        self._order = list(Group).index(group)
        members = [each for each in listed if each.group is group]
        self.setText(NAME, tr(words.TITLES[group]))
        self.setFont(NAME, font(Type.NAME))
        self.setIcon(NAME, icon(words.PICTURES[group]))
        self.setText(WHY, tr("%n unused", "", len(members)))
        self.setForeground(WHY, QBrush(current().muted))
        self.setTextAlignment(FREES, _RIGHT)
        if group is not Group.NETWORKS:
            self.setText(FREES, units.size(sum(each.frees or 0 for each in members)))
        self.setFlags(
            self.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate
        )

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        before = isinstance(other, _GroupRow) and self._order < other._order
        tree = self.treeWidget()
        descending = tree.header().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return before is not descending


class _Row(QTreeWidgetItem):
    """A candidate."""

    def __init__(
        self, parent: QTreeWidget | QTreeWidgetItem, candidate: Candidate, now: float
    ) -> None:
        super().__init__(parent)
        self.setSizeHint(NAME, QSize(0, row_height()))
        self.candidate = candidate
        sized = candidate.group is not Group.NETWORKS
        self.setText(NAME, words.name(candidate))
        self.setToolTip(NAME, tooltip(words.names(candidate)))
        self.setText(AGE, units.ago(candidate.since, now))
        self.setToolTip(AGE, units.exact(candidate.since))
        self.setText(SIZE, words.size(candidate.size) if sized else "")
        self.setText(FREES, words.size(candidate.frees) if sized else "")
        for column in _NUMBERS:
            self.setTextAlignment(column, _RIGHT)
        for column in (WHY, AGE, SIZE):
            self.setForeground(column, QBrush(current().muted))
        self.setFlags(self.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self.setCheckState(NAME, _ON if candidate.ticked else _OFF)
        self._say_why(words.why(candidate))

    def follow(self, now: Candidate | None) -> None:
        """It is still so (its name may have changed), or can't be pruned any more."""
        same = now is not None and (now.why, now.names) == (
            self.candidate.why,
            self.candidate.names,
        )
        if now is not None and same:
            self.candidate = now
            self.setText(NAME, words.name(now))
        else:
            self.setCheckState(NAME, _OFF)
        if same is self.isDisabled():
            self.setDisabled(not same)
            self._say_why(words.why(self.candidate) if same else tr("Has changed: it is kept"))

    def _say_why(self, text: str) -> None:
        self.setText(WHY, text)
        self.setToolTip(WHY, tooltip(text))

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        if not isinstance(other, _Row):
            return False
        mine, theirs = self.candidate, other.candidate
        match self.treeWidget().sortColumn():
            case column if column in _NUMBERS:
                sizes = [(c.size if column == SIZE else c.frees) or 0 for c in (mine, theirs)]
                return sizes[0] < sizes[1]
            case column if column == AGE:
                return mine.since > theirs.since
            case column:
                return self.text(column).casefold() < other.text(column).casefold()
