"""Sizes and times as docker writes them."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDateTime, QLocale

from desktop.ui.text import tr

_SIZES = ("B", "kB", "MB", "GB", "TB", "PB", "EB")


def number(count: int) -> str:
    """``1,234``, as the person's language groups digits."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:  # which groups nothing
        locale = QLocale("en")
    return locale.toString(count)


def size(count: int | float) -> str:
    """Bytes as ``docker images`` shows them: three digits, powers of 1000 (go-units' HumanSize).

    But never ``1e+03MB``, which docker writes just below a gigabyte.
    """
    value = float(count)
    for unit in _SIZES:
        if value < 999.5 or unit == _SIZES[-1]:
            return f"{value:.3g}{unit}"
        value /= 1000
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
        return tr("{seconds} s", seconds=f"{seconds:.1f}")
    if seconds < 60:
        return tr("{seconds} s", seconds=int(seconds))
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def exact(moment: float) -> str:
    """The date and time of a moment on this machine's clock, as its system writes it."""
    if not moment:
        return ""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(moment)), "yyyy-MM-dd HH:mm:ss")


def iso(moment: float) -> str:
    """The moment as RFC 3339, for scripts and logs."""
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).isoformat(timespec="seconds")
