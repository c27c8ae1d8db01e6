"""What a log says besides its lines: levels, times, and what happened to it."""

from __future__ import annotations

import datetime
import enum

from desktop.engine.observations import Output
from desktop.model.logs.levels import Level
from desktop.model.logs.rows import Row, RowKind
from desktop.ui import units
from desktop.ui.text import mark, tr
from desktop.ui.units import number


class Times(enum.Enum):
    """How the time of a line is shown."""

    OFF = mark("No timestamps")
    TIME = mark("Time")
    FULL = mark("Date and time")
    AGO = mark("How long ago")


_AGES = (0.0, 59.0, 60.0, 59 * 60.0, 3600.0, 47 * 3600.0, 700 * 86400.0)

LEVELS = {
    Level.NONE: mark("No level"),
    Level.TRACE: mark("Trace"),
    Level.DEBUG: mark("Debug"),
    Level.INFO: mark("Info"),
    Level.WARNING: mark("Warning"),
    Level.ERROR: mark("Error"),
    Level.FATAL: mark("Fatal"),
}

OUTPUTS = {Output.STDOUT: "stdout", Output.STDERR: "stderr"}


def time_of(time: str, times: Times, now: float = 0.0) -> str:
    """The time of a line on this machine's clock, to the millisecond; or seen from ``now``."""
    if times is Times.OFF or not time:
        return ""
    try:
        there = datetime.datetime.fromisoformat(time[:19] + "+00:00").astimezone()
    except (ValueError, OverflowError):
        return time
    if times is Times.AGO:
        return units.ago(there.timestamp(), now)
    milliseconds = time[20:23].rstrip("Z").ljust(3, "0")
    shape = "%H:%M:%S" if times is Times.TIME else "%Y-%m-%d %H:%M:%S"
    return f"{there.strftime(shape)}.{milliseconds}"


def moment(time: str) -> float:
    """The time of a line as seconds since 1970; 0 for none."""
    try:
        return datetime.datetime.fromisoformat(time[:19] + "+00:00").timestamp()
    except (ValueError, OverflowError):
        return 0.0


def sample_of(times: Times) -> str:
    """A time as wide as any."""
    if times is Times.AGO:
        return max((units.ago(1.0, 1.0 + age) for age in _AGES), key=len)
    return time_of("2024-01-02T03:04:05.678Z", times)


def marker(row: Row, name: str) -> str:
    """What a row says that is no line of a container's; ``name`` is the container's."""
    when = time_of(row.time, Times.TIME)[:8]
    match row.kind:
        case RowKind.SKIPPED:
            count = number(row.skipped)
            return tr(
                "{number} line(s) came too fast and (is|are) skipped here",
                "",
                row.skipped,
                number=count,
            )
        case RowKind.DISCONNECTED:
            return tr("Disconnected from the Engine at {time}", time=when)
        case RowKind.RESUMED:
            return tr("Connected again at {time}", time=when)
        case RowKind.GAP:
            return tr("Lines may be missing here")
        case RowKind.STOPPED:
            return tr("{name} stopped", name=name)
        case RowKind.STARTED:
            return tr("{name} started again", name=name)
        case RowKind.CLEARED:
            return tr("Cleared at {time}", time=when)
    return ""


def spoken(row: Row, text: str, level: Level, name: str) -> str:
    """A row as a screen reader tells it: what is shown by colours and marks, in words."""
    if row.kind is not RowKind.LINE:
        return marker(row, name)
    parts = [name] if name else []
    if level:
        parts.append(tr(LEVELS[level]))
    if row.output is Output.STDERR:
        parts.append(OUTPUTS[row.output])
    return ": ".join([*parts, text[:500]])
