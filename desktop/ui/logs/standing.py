"""The line below a log: how far it is read, and how many lines there are."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.engine.records import State
from desktop.model.logs.sources import Reading
from desktop.ui import quoting
from desktop.ui.logs.open_log import OpenLog
from desktop.ui.plain import PlainLabel
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID, Type, font
from desktop.ui.units import number

_READING = {
    Reading.HIDDEN: mark("Not followed"),
    Reading.HISTORY: mark("Reading…"),
    Reading.FOLLOWING: mark("Following"),
    Reading.STOPPED: mark("Stopped: all is read"),
    Reading.ENDED: mark("All is read"),
    Reading.LOST: mark("Disconnected: it goes on when the Engine is back"),
    Reading.REFUSED: mark("The log can't be read"),
    Reading.GONE: mark("Removed: these are its last lines"),
}
_TELLING = (Reading.LOST, Reading.FOLLOWING, *Reading)  # the first of several


class Standing(QWidget):
    """One quiet line."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = PlainLabel()
        self.count = PlainLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, GRID // 2, 3 * GRID, GRID // 2)
        for label in (self.reading, self.count):
            label.setFont(font(Type.SMALL))
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            row.addWidget(label, 1 if label is self.reading else 0)

    def show_log(self, log: OpenLog) -> None:
        """How it stands now."""
        self._say(self.reading, _reading(log))
        self._say(self.count, _count(log))

    def _say(self, label: PlainLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)


def why_nothing(log: OpenLog) -> tuple[str, str]:
    """A sentence and an explanation, where all is read and there is no line."""
    source = log.reader.sources[0]
    name = log.names()[0]
    if source.reading is Reading.REFUSED and source.error is not None:
        quoted = quoting.quoted(source.error.explanation, log.session.store)
        return tr("The log of {name} can't be read", name=name), quoted
    if source.reading is Reading.GONE:
        return tr("{name} was removed", name=name), ""
    if source.reading is Reading.LOST:
        return tr("No Engine answers"), tr("The log is read when it is back.")
    if log.part.since or log.part.until:
        return tr("{name} has written nothing in that time", name=name), ""
    record = log.session.store.containers.get(source.container)
    if record is not None and record.state is State.CREATED:
        explained = tr("It was never started.")
    else:
        explained = tr("What it writes to stdout and stderr is shown here.")
    return tr("{name} has written nothing", name=name), explained


def _reading(log: OpenLog) -> str:
    if log.view.paused and log.book.full:
        return tr("Paused: what comes now is read when you go on")
    if log.view.paused:
        return tr("Paused: what comes is kept")
    if log.is_loading:  # also before it has begun to
        return tr(_READING[Reading.HISTORY])
    found = {source.reading for source in log.reader.sources}
    return tr(_READING[next(reading for reading in _TELLING if reading in found)])


def _count(log: OpenLog) -> str:
    book = log.book
    said = [tr("{number} line(s)", "", book.lines, number=number(book.lines))]
    if not log.view.filter.everything:
        said.insert(0, tr("{number} shown", number=number(len(log.view))))
    if book.dropped:
        said.append(tr("{number} older ones let go", number=number(book.dropped)))
    if book.skipped:
        said.append(tr("{number} skipped", number=number(book.skipped)))
    return " · ".join(said)
