"""What of a program's title may be shown."""

from __future__ import annotations

import re

MOST_TITLE = 256  # characters
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def without_unseen(text: str) -> str:
    """Without controls, and marks that break or reorder lines."""
    return _UNSEEN.sub("", text)


def clean(title: str) -> str:
    """That, and short."""
    return without_unseen(title[: 4 * MOST_TITLE])[:MOST_TITLE]
