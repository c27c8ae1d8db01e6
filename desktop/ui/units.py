"""Numbers, sizes, spans and moments: docker's units and words, the person's figures and dates.

The one place where they are written (docs/decisions/027). ``typed`` and ``moment_of`` read what
these have written.
"""

from __future__ import annotations

import datetime
import functools
import re

from PySide6.QtCore import QDateTime, QLocale

from desktop.ui.text import number, tr

__all__ = [
    "ago",
    "day",
    "decimal",
    "duration",
    "elapsed",
    "exact",
    "iso",
    "memory",
    "minute",
    "moment_of",
    "number",
    "percent",
    "size",
    "typed",
]

_SIZES = ("B", "kB", "MB", "GB", "TB", "PB", "EB")
_MEMORY = ("B", "KiB", "MiB", "GiB", "TiB")
_Form = QLocale.FormatType
_WEEKDAY = re.compile(r"\s*[,،]?\s*d{3,4}[,،]?\s*")
_QUOTED = re.compile(r"('[^']*')")
_ZONE = re.compile(r"[\s,]*[([]?t+[)\]]?\s*")


def decimal(value: float, digits: int, *, fixed: bool = False) -> str:
    """``1.23`` or ``1,23``: so many significant digits, or ``fixed``, so many decimals."""
    locale = QLocale()
    # Docker groups no digits in sizes, so that 1023MiB reads as there.
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(value), "f" if fixed else "g", digits)


def percent(value: float, decimals: int = 2) -> str:
    """``12.34%``, as ``docker stats`` writes it."""
    return f"{decimal(value, decimals, fixed=True)}%"


def size(count: int | float) -> str:
    """Bytes as ``docker images`` shows them: three digits, powers of 1000 (go-units' HumanSize).

    But never ``1e+03MB``, which docker writes just below a gigabyte.
    """
    value = float(count)
    for unit in _SIZES:
        if value < 999.5 or unit == _SIZES[-1]:
            return f"{decimal(value, 3)}{unit}"
        value /= 1000
    raise AssertionError("the last unit ends the loop")


def memory(count: int) -> str:
    """Bytes of memory as ``docker stats`` shows them: powers of 1024 (go-units' BytesSize)."""
    value = float(count)
    for unit in _MEMORY:
        if value < 1024 or unit == _MEMORY[-1]:
            return f"{decimal(value, 4)}{unit}"
        value /= 1024
    raise AssertionError("the last unit ends the loop")


def duration(seconds: float) -> str:
    """A time span in docker's words and steps (go-units' HumanDuration)."""
    # What was told as "2 minutes" must not become one by a float's last digit.
    whole = int(max(0.0, seconds) + 0.001)
    if whole < 1:
        return tr("Less than a second")
    if whole < 60:
        return tr("%n second(s)", "", whole)
    minutes = whole // 60
    if minutes == 1:
        return tr("About a minute")
    if minutes < 60:
        return tr("%n minute(s)", "", minutes)
    hours = (whole + 1800) // 3600
    if hours == 1:
        return tr("About an hour")
    if hours < 48:
        return tr("%n hour(s)", "", hours)
    if hours < 24 * 7 * 2:
        return tr("%n day(s)", "", hours // 24)
    if hours < 24 * 30 * 2:
        return tr("%n week(s)", "", hours // 24 // 7)
    if hours < 24 * 365 * 2:
        return tr("%n month(s)", "", hours // 24 // 30)
    return tr("%n year(s)", "", whole // 3600 // 24 // 365)


def ago(moment: float, now: float) -> str:
    """A moment (seconds since 1970) seen from now; empty for none."""
    return tr("{duration} ago", duration=duration(now - moment)) if moment else ""


def elapsed(seconds: float) -> str:
    """A stop-watch's reading: ``0.4 s``, ``12 s``, ``3:07``."""
    if seconds < 10:
        return tr("{seconds} s", seconds=decimal(seconds, 1, fixed=True))
    if seconds < 60:
        return tr("{seconds} s", seconds=int(seconds))
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def exact(moment: float) -> str:
    """A moment (seconds since 1970) to the second, on this machine's clock; empty for none.

    No two readers take it for different days: the month has its name, or the year comes first.
    """
    return _written(moment, f"{_date_form()} {_time_form()}")


def minute(moment: float) -> str:
    """The moment to the minute."""
    return _written(moment, f"{_date_form()} {QLocale().timeFormat(_Form.ShortFormat)}")


def day(moment: float) -> str:
    """The moment's day."""
    return _written(moment, _date_form())


def moment_of(text: str) -> float | None:
    """The moment that ``exact``, ``minute`` or ``day`` has written; None where it is none."""
    day, locale = _date_form(), QLocale()
    for form in (_time_form(), locale.timeFormat(_Form.ShortFormat), ""):
        # Nobody types the narrow spaces that stand before PM.
        read = locale.toDateTime(_spaced(text), _spaced(f"{day} {form}"))
        if read.isValid():
            return read.toMSecsSinceEpoch() / 1000
    return None


def typed(text: str) -> str:
    """What a person typed, with the number as docker reads it: ``1,5g`` becomes ``1.5g``.

    Only as the language writes it: elsewhere the comma could mean fifteen, and the figures
    are another's.
    """
    locale = QLocale()
    zero = ord(locale.zeroDigit())
    text = text.translate({zero + digit: str(digit) for digit in range(10)})
    whole, point, rest = text.partition(locale.decimalPoint())
    if point and whole.strip().isdecimal() and rest[:1].isdecimal():
        return f"{whole}.{rest}"
    return text


def _written(moment: float, form: str) -> str:
    if not moment:
        return ""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(moment)), form)


def _date_form() -> str:
    locale = QLocale()
    return _clear_date(locale.dateFormat(_Form.ShortFormat), locale.dateFormat(_Form.LongFormat))


@functools.cache
def _clear_date(short: str, long: str) -> str:
    """The short form where the year comes first; else the long one, shorter."""
    if re.match(r"y{4}\b", short):
        return short
    return _outside_quotes(_WEEKDAY, " ", long).strip().replace("MMMM", "MMM")


def _time_form() -> str:
    """With seconds, without the zone."""
    return _without_zone(QLocale().timeFormat(_Form.LongFormat))


@functools.cache
def _without_zone(form: str) -> str:
    shown = _outside_quotes(_ZONE, "", form)
    return shown if "s" in shown else "HH:mm:ss"  # a person may have taken them out


def _outside_quotes(pattern: re.Pattern[str], put: str, form: str) -> str:
    parts = _QUOTED.split(form)
    return "".join(p if p.startswith("'") else pattern.sub(put, p) for p in parts)


def _spaced(text: str) -> str:
    return re.sub(r"[ \u202f]+", " ", text).strip()


def iso(moment: float) -> str:
    """The moment as RFC 3339, for scripts and logs."""
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).isoformat(timespec="seconds")
