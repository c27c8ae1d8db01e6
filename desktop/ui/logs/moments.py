"""Moments as ``docker logs --since`` takes them: ``90s``, ``2h30m``, ``2024-01-02T13:23:37``."""

from __future__ import annotations

import datetime
import re

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
        return stamp(datetime.datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None
