"""Places in a text as Qt counts them: in UTF-16, where an emoji is two. Python counts it as one.

What goes to Qt as a place or a length in a text, or comes from it, is converted here.
"""

from __future__ import annotations

import re

_PAIR = re.compile("[\U00010000-\U0010ffff]")


def has_pairs(text: str) -> bool:
    """Whether the two ways of counting differ."""
    return not text.isascii() and _PAIR.search(text) is not None


def to_qt(text: str, place: int) -> int:
    """Python's place in a text as Qt's."""
    return place if text.isascii() else place + len(_PAIR.findall(text, 0, place))


def from_qt(text: str, place: int) -> int:
    """Qt's place in a text as Python's; within a pair it is the one before."""
    if text.isascii():
        return min(place, len(text))
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * place]
    return len(before.decode("utf-16-le", "ignore"))
