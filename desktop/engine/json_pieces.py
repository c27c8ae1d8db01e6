"""A long list in JSON, parsed a piece at a time.

``json.loads`` holds the interpreter until it is done, whichever thread it is in: of a hundred
thousand entries the window would hear nothing for a tenth of a second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_PIECE = 64 << 10  # bytes: a millisecond or so
# Between two objects of a list. In a string its quote would end the string, and no letter follows.
_BETWEEN = re.compile(rb'\},(?=\{"\w)')


def entries(body: bytes) -> Iterator[Any]:
    """The entries of a list of flat objects; ``null`` has none. Anything else raises ValueError."""
    body = body.strip()
    if body == b"null":
        return
    if body[:1] != b"[" or body[-1:] != b"]":
        raise ValueError(f"a list was expected, not {body[:200]!r}")
    begin, last = 1, len(body) - 1
    while begin < last:
        found = _BETWEEN.search(body, begin + _PIECE, last)
        end = last if found is None else found.start() + 1
        yield from json.loads(b"[%b]" % body[begin:end])
        begin = end + 1
