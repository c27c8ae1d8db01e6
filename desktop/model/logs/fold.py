"""A line that is JSON, taken apart for reading."""

from __future__ import annotations

import json
from typing import Any

LONGEST = 64 << 10  # characters
MOST_LINES = 500
DEEPEST = 20
_INDENT = "  "


def may_unfold(text: str) -> bool:
    """Whether it looks like a JSON object or list; soon told."""
    begin, end = text[:1], text.rstrip()[-1:]
    return 2 < len(text) <= LONGEST and ((begin, end) in (("{", "}"), ("[", "]")))


def unfolded(text: str) -> list[str] | None:
    """The lines of a JSON object or list, in its own order; None where it is none.

    What lies too deep stays on one line; after ``MOST_LINES`` an ellipsis stands.
    """
    if not may_unfold(text):
        return None
    lines: list[str] = []
    try:
        _write(json.loads(text, object_pairs_hook=_Members), "", "", 0, lines)
    except (ValueError, RecursionError):  # nested ever so deep
        return None
    return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"]


class _Members(list[tuple[str, Any]]):
    """An object's members as they stand there, also those of the same name."""


def _write(value: Any, head: str, tail: str, depth: int, lines: list[str]) -> None:
    if len(lines) > MOST_LINES:
        return
    here = _INDENT * depth
    if not isinstance(value, list) or not value or depth >= DEEPEST:
        lines.append(here + head + _flat(value) + tail)
        return
    is_object = isinstance(value, _Members)
    lines.append(here + head + ("{" if is_object else "["))
    for index, item in enumerate(value):
        comma = "," if index < len(value) - 1 else ""
        if is_object:
            _write(item[1], f"{_flat(item[0])}: ", comma, depth + 1, lines)
        else:
            _write(item, "", comma, depth + 1, lines)
    lines.append(here + ("}" if is_object else "]") + tail)


def _flat(value: Any) -> str:
    if isinstance(value, _Members):
        return "{" + ", ".join(f"{_flat(key)}: {_flat(item)}" for key, item in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flat, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
