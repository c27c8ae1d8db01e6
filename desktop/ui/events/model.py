"""The events that are shown, as rows that come and go one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from desktop.engine.records import Event
from desktop.model.timeline import EVENTS_KEPT
from desktop.ui import units
from desktop.ui.events import words
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import AnyIndex
from desktop.ui.plain import tooltip
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone, current

Role = Qt.ItemDataRole
TIME, KIND, ACTION, NAME, DETAILS = range(5)
_TITLES = (mark("When"), mark("Kind"), mark("Action"), mark("Name"), mark("Details"))
_BAD = ("oom", "die", "kill", "destroy", "delete", "remove", "prune", "untag")


class EventsModel(QAbstractTableModel):
    """At most ``EVENTS_KEPT`` rows; the oldest leave. Only another list is a reset."""

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.newest_first = True
        self._clock = clock
        self._events: list[Event] = []

    def __len__(self) -> int:
        return len(self._events)

    @property
    def latest(self) -> float:
        """The moment of the newest event, in seconds since 1970; 0 for none."""
        return self._events[-1].time / 1e9 if self._events else 0.0

    def event_at(self, row: int) -> Event:
        """The event of a row."""
        return self._events[len(self._events) - 1 - row if self.newest_first else row]

    def row_of(self, event: Event) -> int:
        """Where an event is; -1 if it is not shown."""
        for number in range(len(self._events) - 1, -1, -1):
            if self._events[number] is event:
                return len(self._events) - 1 - number if self.newest_first else number
        return -1

    def show_events(self, events: Iterable[Event], *, newest_first: bool | None = None) -> None:
        """Show another list: of another filter, another object, or another order."""
        self.beginResetModel()
        self._events = list(events)[-EVENTS_KEPT:]
        if newest_first is not None:
            self.newest_first = newest_first
        self.endResetModel()

    def append(self, events: tuple[Event, ...]) -> None:
        """These have happened since."""
        events = events[-EVENTS_KEPT:]
        if not events:
            return
        first = 0 if self.newest_first else len(self._events)
        self.beginInsertRows(QModelIndex(), first, first + len(events) - 1)
        self._events += events
        self.endInsertRows()
        if (over := len(self._events) - EVENTS_KEPT) > 0:
            first = len(self._events) - over if self.newest_first else 0
            self.beginRemoveRows(QModelIndex(), first, first + over - 1)
            del self._events[:over]
            self.endRemoveRows()

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        del parent
        return len(_TITLES)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(_TITLES[section])
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        event, column = self.event_at(index.row()), index.column()
        if role == Role.DisplayRole:
            return self._text(event, column)
        if role == Role.DecorationRole and column == KIND:
            return icon(words.PICTURES.get(event.kind, Icon.ENGINE))
        if role == Role.ForegroundRole:
            if column == ACTION and _is_bad(event):
                return current().tone(Tone.DANGER if event.action == "oom" else Tone.WARNING)
            return current().muted if column in (TIME, DETAILS) else None
        if role == Role.ToolTipRole:
            tips = {TIME: units.exact(event.time / 1e9), DETAILS: words.line(event)}
            return tooltip(tips[column]) if column in tips else None
        return None

    def _text(self, event: Event, column: int) -> str:
        match column:
            case 0:
                return units.ago(event.time / 1e9, self._clock())
            case 1:
                return event.kind
            case 2:
                return words.action(event)
            case 3:
                return words.name(event)
            case _:
                return words.details(event)


def _is_bad(event: Event) -> bool:
    ended_well = event.action == "die" and event.attributes.get("exitCode") == "0"
    return event.action.startswith(_BAD) and not ended_well
