"""Facts to show, in sections, and the Qt model of them: one row for each title and each fact."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from desktop.engine.records import Kind
from desktop.ui import theme
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import tr
from desktop.ui.theme import Tone

AnyIndex = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
LONGEST_SHOWN = 600
_JOINT = re.compile(r"[./_-](?=\w)")


class Look(enum.Enum):
    """How a value is painted."""

    TEXT = "text"
    MONO = "mono"
    CHIP = "chip"
    SENTENCE = "sentence"  # a whole width, on a tinted ground
    PENDING = "pending"  # on its way


@dataclass(frozen=True, slots=True)
class OpenUrl:
    """Activating the fact opens an address."""

    url: QUrl


@dataclass(frozen=True, slots=True)
class ShowObject:
    """Activating the fact shows another object."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact. Texts are as they came: hostile until they are painted.

    ``key`` tells it apart within its section. ``hidden`` is shown instead of the value until a
    person asks for it; ``copied`` is what is copied where that is more than what is shown.
    ``label_link``: what leads to the other object is the label, not the value.
    """

    key: str
    label: str = ""
    value: str = ""
    detail: str = ""
    look: Look = Look.TEXT
    mono_label: bool = False
    lines: bool = False
    tip: str = ""
    hidden: str = ""
    copied: str = ""
    tone: Tone = Tone.TEXT
    mark: theme.State | None = None
    go: OpenUrl | ShowObject | None = None
    label_link: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a title, with their number where it is of interest; ``wide``: in all columns."""

    key: str
    title: str
    facts: tuple[Fact, ...]
    wide: bool = False
    count: int = 0

    @property
    def has_secrets(self) -> bool:
        return any(fact.hidden for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a section's title (no fact), or one of its facts. Texts are ready to paint."""

    key: str
    section: Section
    fact: Fact | None = None
    label: str = ""
    value: str = ""
    detail: str = ""
    shown: bool = True  # a secret is in the open


class FactsModel(QAbstractListModel):
    """The rows. What was revealed stays so until ``show`` is told of another object."""

    secrets_toggled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._lines: list[Line] = []
        self._revealed: set[str] = set()

    @property
    def lines(self) -> Sequence[Line]:
        return self._lines

    def show(self, sections: Iterable[Section]) -> None:
        """Show another object's facts, its secrets hidden."""
        self.beginResetModel()
        self._revealed.clear()
        self._sections = tuple(sections)
        self._lines = self._make_lines()
        self.endResetModel()

    def update(self, sections: Iterable[Section]) -> None:
        """Show the same object's facts as they are now: rows stay where they can."""
        self._sections = tuple(sections)
        self._take(self._make_lines())

    def is_revealed(self, line: Line) -> bool:
        """Whether a secret, or each of a section's, is in the open."""
        if line.fact is not None:
            return line.key in self._revealed
        return self._all_revealed(line.section)

    def _all_revealed(self, section: Section) -> bool:
        keys = [_key(section, fact) for fact in section.facts if fact.hidden]
        return bool(keys) and all(key in self._revealed for key in keys)

    def toggle(self, index: AnyIndex) -> None:
        """Show a secret or hide it again; on a title, all of the section's."""
        line = self.line(index)
        if line is None:
            return
        facts = line.section.facts if line.fact is None else (line.fact,)
        keys = {_key(line.section, fact) for fact in facts if fact.hidden}
        if self.is_revealed(line):
            self._revealed -= keys
        else:
            self._revealed |= keys
        if keys:
            self._take(self._make_lines())
            self.secrets_toggled.emit()

    def line(self, index: AnyIndex) -> Line | None:
        """What a row shows."""
        return self._lines[index.row()] if index.isValid() else None

    def row_of(self, key: str) -> int:
        """The row of a line's key, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def copied(self, index: AnyIndex, *, named: bool = False, hidden: bool = False) -> str:
        """A fact's text for the clipboard. Of a hidden secret what is shown, unless asked."""
        line = self.line(index)
        if line is None:
            return ""
        if line.fact is None:
            return line.section.title
        fact = line.fact
        text = fact.copied or fact.value
        if fact.hidden and not (hidden or line.shown):
            text = fact.hidden
        if not named or not fact.label:
            return text
        return f"{fact.label}={text}" if fact.mono_label else f"{fact.label}: {text}"

    def _make_lines(self) -> list[Line]:
        lines = []
        for section in self._sections:
            if section.title:
                shown = self._all_revealed(section)
                count = str(section.count) if section.count else ""
                lines.append(Line(section.key, section, None, "", section.title, count, shown))
            for fact in section.facts:
                key = _key(section, fact)
                shown = not fact.hidden or key in self._revealed
                value = fact.value if shown else fact.hidden
                lines.append(
                    Line(
                        key,
                        section,
                        fact,
                        _label(fact),
                        visible(value, limit=LONGEST_SHOWN, lines=fact.lines),
                        visible(fact.detail, limit=LONGEST_SHOWN),
                        shown,
                    )
                )
        return lines

    def _take(self, lines: list[Line]) -> None:
        """From the rows that are to those that will be, by their keys."""
        wanted = {line.key for line in lines}
        for last in range(len(self._lines) - 1, -1, -1):
            if self._lines[last].key not in wanted:
                self.beginRemoveRows(QModelIndex(), last, last)
                del self._lines[last]
                self.endRemoveRows()
        kept = {line.key for line in self._lines}
        if [line.key for line in self._lines] != [line.key for line in lines if line.key in kept]:
            self._reorder(lines)
        first_changed = last_changed = -1
        row = 0
        while row < len(lines):
            new = row
            here = self._lines[row].key if row < len(self._lines) else None
            while new < len(lines) and lines[new].key != here:
                new += 1
            if new > row:
                self.beginInsertRows(QModelIndex(), row, new - 1)
                self._lines[row:row] = lines[row:new]
                self.endInsertRows()
                row = new
                continue
            if self._lines[row] != lines[row]:
                self._lines[row] = lines[row]
                first_changed = row if first_changed < 0 else first_changed
                last_changed = row
            row += 1
        if first_changed >= 0:
            self.dataChanged.emit(self.index(first_changed, 0), self.index(last_changed, 0), [])

    def _reorder(self, lines: list[Line]) -> None:
        place = {line.key: number for number, line in enumerate(lines)}
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._lines[index.row()].key for index in before]
        self._lines.sort(key=lambda line: place[line.key])
        self.changePersistentIndexList(before, [self.index(self.row_of(k), 0) for k in keys])
        self.layoutChanged.emit()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.value
        if role == Qt.ItemDataRole.EditRole:
            return self.copied(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.fact is not None:
            return _tip(line.fact, line)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        line = self.line(index)
        if line is None:
            return flag.NoItemFlags
        if line.fact is None and not line.section.has_secrets:
            return flag.ItemIsEnabled | flag.ItemNeverHasChildren
        if line.fact is not None and line.fact.look is Look.PENDING:
            return flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        # "Editable" opens a field that can only be read, to select a part of a value.
        return flags | flag.ItemIsEditable if line.fact is not None else flags


def _key(section: Section, fact: Fact) -> str:
    return f"{section.key}/{fact.key}"


def _label(fact: Fact) -> str:
    """The label as it is painted; a dotted name may be broken behind its dots."""
    shown = visible(fact.label, limit=200)
    return _JOINT.sub("\\g<0>\u200b", shown) if fact.mono_label else shown


def _spoken(line: Line) -> str:
    if line.fact is None:
        return f"{line.value} {line.detail}".rstrip()
    if line.fact.look is Look.PENDING:
        return tr("Loading")
    value = line.value if line.shown or line.value != line.fact.hidden else tr("hidden")
    words = f"{visible(line.fact.label)}: {value}" if line.label else value
    return f"{words}, {line.detail}" if line.detail else words


def _tip(fact: Fact, line: Line) -> str | None:
    if fact.tip:
        return tooltip(fact.tip)
    text = fact.copied or fact.value
    if line.shown and len(text) > LONGEST_SHOWN:
        return tooltip(text)
    return None
