"""Moments as ``docker logs --since`` takes them: ``90s``, ``2h30m``, ``2024-01-02T13:23:37``."""

from __future__ import annotations

import datetime
import re

from desktop.ui.units import moment_of

_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{3,6})?)?")
_SPAN = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


def stamp(moment: datetime.datetime) -> str:
    """As ``LogLine.time``."""
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%f}000Z"


def stamp_of(text: str, now: float) -> str | None:
    """What was typed, as ``LogLine.time``; None where it is no moment. ``now``: seconds."""
    text = text.strip()
    if not text:
        return ""
    span = _SPAN.fullmatch(text)
    try:
        if span is not None:
            hours, minutes, seconds = (int(part or 0) for part in span.groups())
            ago = datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
            return stamp(datetime.datetime.fromtimestamp(now, datetime.UTC) - ago)
        return stamp(_moment(text, now))
    except (ValueError, OverflowError):
        return None


def _moment(text: str, now: float) -> datetime.datetime:
    """As docker takes it, as the log shows it, or as the window does; raises ValueError."""
    if _CLOCK.fullmatch(text):  # the last time that it was that late
        today = datetime.datetime.fromtimestamp(now).astimezone()
        clock = datetime.time.fromisoformat(text)
        moment = datetime.datetime.combine(today.date(), clock).astimezone()
        if moment <= today:
            return moment
        yesterday = today.date() - datetime.timedelta(days=1)
        return datetime.datetime.combine(yesterday, clock).astimezone()
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        if (shown := moment_of(text)) is None:
            raise
        return datetime.datetime.fromtimestamp(shown, datetime.UTC)
