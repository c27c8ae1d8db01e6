"""The record of operations as rows for Qt: the newest first, below them parts and failures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.engine.records import ProgressPart
from desktop.model.operations import Failure, Operation, Operations, Outcome
from desktop.model.store import Store
from desktop.ui import titles, units
from desktop.ui.activity import parts, record
from desktop.ui.activity.parts import Parts
from desktop.ui.activity.speed import SILENT, Speed
from desktop.ui.plain import tooltip
from desktop.ui.text import mark, tr

AnyIndex = QModelIndex | QPersistentModelIndex
OPERATION_ROLE = int(Qt.ItemDataRole.UserRole) + 1
FAILURE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
PART_ROLE = int(Qt.ItemDataRole.UserRole) + 3
TITLE, RESULT, TIME, COMMAND = range(4)

_HEADINGS = (mark("Operation"), mark("Result"), mark("Time"), mark("Command line"))
_ROOT = QModelIndex()
_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ActivityModel(QAbstractItemModel):
    """Rows by operation number. ``take`` an operation whenever there is news of it.

    An index's id is twice the operation's number, and one more for a row below it: its parts,
    then its failures.
    """

    def __init__(self, operations: Operations, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._store = store
        self._numbers: list[int] = []  # ascending: the last is row 0
        self._shown: dict[int, Operation] = {}
        self._failures: dict[int, tuple[Failure, ...]] = {}  # that have rows
        self._parts: dict[int, Parts] = {}
        self._speeds: dict[int, Speed] = {}
        self._running: set[int] = set()
        for operation in operations:
            self._append(operation)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def running(self) -> int:
        """How many of them still run."""
        return len(self._running)

    def record(self) -> list[Operation]:
        """The operations, the oldest first."""
        return [self._shown[number] for number in self._numbers]

    def operation(self, index: AnyIndex) -> Operation | None:
        """The operation that a row belongs to."""
        return self._shown.get(index.internalId() // 2) if index.isValid() else None

    def failure(self, index: AnyIndex) -> Failure | None:
        """The failure that a row stands for; None for an operation's own row."""
        if not index.isValid() or index.internalId() % 2 == 0:
            return None
        number = index.internalId() // 2
        place, failures = index.row() - len(self._shown_parts(number)), self._failures.get(number)
        return failures[place] if failures and 0 <= place < len(failures) else None

    def part(self, index: AnyIndex) -> ProgressPart | None:
        """The part of an operation that a row stands for."""
        if not index.isValid() or index.internalId() % 2 == 0:
            return None
        shown = self._shown_parts(index.internalId() // 2)
        return shown[index.row()] if index.row() < len(shown) else None

    def index_of(self, number: int, column: int = 0) -> QModelIndex:
        """Where an operation's row is; invalid where it has none."""
        row = self._row(number)
        return _ROOT if row is None else self.createIndex(row, column, 2 * number)

    def speed(self, operation: Operation) -> Speed | None:
        """How fast it goes, where it counts bytes."""
        return self._speeds.get(operation.number)

    # Input

    def take(self, operation: Operation) -> None:
        """There is news of an operation."""
        number = operation.number
        if number not in self._shown:
            if operation.running or not self._numbers or number > self._numbers[-1]:
                self._forget_with_the_record()
                self.beginInsertRows(_ROOT, 0, 0)
                self._append(operation)
                self.endInsertRows()
            return
        if operation.progress is not None and operation.progress.done and operation.running:
            self._speeds.setdefault(number, Speed()).add(operation.progress.done)
        self._take_parts(operation)
        wanted = _failures_with_rows(operation)
        if wanted and number not in self._failures:
            first = len(self._shown_parts(number))
            self.beginInsertRows(self.index_of(number), first, first + len(wanted) - 1)
            self._failures[number] = wanted
            self.endInsertRows()
        if not operation.running:
            self._running.discard(number)
            self._speeds.pop(number, None)
        self._changed(number, TITLE, COMMAND)

    def _shown_parts(self, number: int) -> tuple[ProgressPart, ...]:
        known = self._parts.get(number)
        return known.shown if known is not None else ()

    def _take_parts(self, operation: Operation) -> None:
        """Rows for new parts, and news of the others; what was told stays when it has ended."""
        number, progress = operation.number, operation.progress
        now = progress.parts if progress is not None else ()
        if not now and number not in self._parts:
            return
        known = self._parts.setdefault(number, Parts())
        before, parent = len(known.shown), self.index_of(number)
        if len(now) < before and (now or operation.running):  # something else began
            self.beginRemoveRows(parent, len(now), before - 1)
            known.shown = now
            self.endRemoveRows()
        elif len(now) > before:
            self.beginInsertRows(parent, before, len(now) - 1)
            known.shown = now
            self.endInsertRows()
        elif now:
            known.shown = now
        known.measure()
        self._tell_parts(number)

    def _tell_parts(self, number: int) -> None:
        """All of them may be others."""
        if shown := self._shown_parts(number):
            ident = 2 * number + 1
            self.dataChanged.emit(
                self.createIndex(0, TITLE, ident), self.createIndex(len(shown) - 1, COMMAND, ident)
            )

    def tick(self) -> None:
        """Time has passed for those that run."""
        for number in self._running:
            self._slow_down(self._shown[number])
            self._changed(number, RESULT, TIME)

    def _slow_down(self, operation: Operation) -> None:
        """What nothing is heard of goes no faster than it has gone meanwhile."""
        if operation.silent_seconds < SILENT:
            return
        number = operation.number
        if number in self._speeds and operation.progress is not None:
            self._speeds[number].add(operation.progress.done)
        if number in self._parts:
            self._parts[number].measure()
            self._tell_parts(number)

    def clear_finished(self) -> None:
        """Take the rows of what has ended away."""
        self._drop([number for number in self._numbers if number not in self._running])

    def _append(self, operation: Operation) -> None:
        number = operation.number
        if self._numbers and number < self._numbers[-1]:
            raise AssertionError("operations are numbered as they start")
        self._numbers.append(number)
        self._shown[number] = operation
        if operation.running:
            self._running.add(number)
        if operation.progress is not None and operation.progress.parts:
            self._parts[number] = Parts()
            self._parts[number].shown = operation.progress.parts
        if failures := _failures_with_rows(operation):
            self._failures[number] = failures

    def _forget_with_the_record(self) -> None:
        kept = {operation.number for operation in self._operations}
        self._drop([number for number in self._numbers if number not in kept])

    def _drop(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            row = self._row(number)
            assert row is not None
            self.beginRemoveRows(_ROOT, row, row)
            self._numbers.remove(number)
            del self._shown[number]
            self._running.discard(number)
            self._failures.pop(number, None)
            self._parts.pop(number, None)
            self._speeds.pop(number, None)
            self.endRemoveRows()

    def _changed(self, number: int, first: int, last: int) -> None:
        row = self._row(number)
        if row is not None:
            ident = 2 * number
            self.dataChanged.emit(
                self.createIndex(row, first, ident), self.createIndex(row, last, ident)
            )

    def _row(self, number: int) -> int | None:
        place = bisect_left(self._numbers, number)
        if place == len(self._numbers) or self._numbers[place] != number:
            return None
        return len(self._numbers) - 1 - place

    # Qt's questions

    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        if not 0 <= column < len(_HEADINGS) or row < 0:
            return _ROOT
        if not parent.isValid():
            if row >= len(self._numbers):
                return _ROOT
            return self.createIndex(row, column, 2 * self._numbers[-1 - row])
        if row < self.rowCount(parent):
            return self.createIndex(row, column, parent.internalId() + 1)
        return _ROOT

    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() % 2 == 0:
            return _ROOT
        return self.index_of(index.internalId() // 2)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        if not parent.isValid():
            return len(self._numbers)
        if parent.column() > 0 or parent.internalId() % 2:
            return 0
        number = parent.internalId() // 2
        return len(self._shown_parts(number)) + len(self._failures.get(number, ()))

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(_HEADINGS)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _SELECTABLE if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        operation = self.operation(index)
        if operation is None:
            return None
        part = self.part(index)
        if part is not None:
            return self._part_data(operation, part, index.column(), role)
        failure = self.failure(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if failure is not None:
                first = index.column() == TITLE
                return record.sentence(operation, failure, self._store) if first else ""
            return self._text(operation, index.column())
        if role == OPERATION_ROLE:
            return operation
        if role == FAILURE_ROLE:
            return failure
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._tip(operation, failure, index.column()))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.column() == TITLE:
            return self._text(operation, RESULT) if failure is None else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == TIME else _LEFT
        return None

    def _part_data(
        self, operation: Operation, part: ProgressPart, column: int, role: int
    ) -> object:
        if role == OPERATION_ROLE:
            return operation
        if role == PART_ROLE:
            return part
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column == TIME else _LEFT
        rate = self._parts[operation.number].rate(part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and column == TITLE:
            return parts.result(part, operation, rate)
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in (*shown, Qt.ItemDataRole.ToolTipRole):
            return None
        texts = {TITLE: parts.name(part), RESULT: parts.result(part, operation, rate)}
        if part.seconds is not None:
            texts[TIME] = units.elapsed(part.seconds)
        text = texts.get(column, "")
        return text if role in shown else tooltip(text)

    def _text(self, operation: Operation, column: int) -> str:
        if column == TITLE:
            return titles.title(operation.command)
        if column == RESULT:
            return record.result(operation, self._store, self.speed(operation))
        if column == TIME:
            return units.elapsed(operation.seconds)
        return record.shown_command_lines(operation.command).replace("\n", "; ")

    def _tip(self, operation: Operation, failure: Failure | None, column: int) -> str:
        if failure is not None:
            return record.sentence(operation, failure, self._store)
        if column == TIME:
            return tr("Started {moment}", moment=units.exact(operation.started))
        if column == COMMAND:
            return record.shown_command_lines(operation.command)
        return self._text(operation, column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADINGS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == TIME else _LEFT
        return None


def _failures_with_rows(operation: Operation) -> tuple[Failure, ...]:
    """The failure of a single target is told in the operation's own row."""
    many = len(operation.command.targets) > 1
    return operation.failures if many and operation.outcome is not Outcome.RUNNING else ()
