"""Links on the screen: those that the program marked (OSC 8), and plain addresses.

Both are hostile text. Only http and https count, as nothing else is ever opened; where a marked
link leads need not be what it reads: show the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop.terminal.logical_lines import Extent, LogicalLine, Position, logical_line
from desktop.terminal.protocol import Terminal

LONGEST = 4096

# Neither blanks and controls, nor what sets an address off: quotes, angle brackets, the lines of
# a table; nor what is not to be seen or turns the text's direction.
_URL = re.compile(
    r"(?<![a-z0-9])https?://[^\s\x00-\x20\x7f-\xa0<>\"`{}|\\^"
    r"\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2500-\u259f\ufeff\ufff0-\uffff"
    rf"、。，；：！？「」『』（）《》【】“”‘’…]{{1,{LONGEST}}}",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_BRACKETS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Link(Extent):
    """An address, and where it stands; ``marked`` where its text is the program's own."""

    target: str
    marked: bool


def link_at(terminal: Terminal, line: int, column: int) -> Link | None:
    """The link of that cell."""
    logical = logical_line(terminal, line)
    if logical is None:
        return None
    position = Position(line, column)
    for link in _marked(logical):
        if link.start <= position < link.end:
            return link if is_openable(link.target) else None
    offset = logical.offset(position)
    for start, end in urls_in(logical.text):
        if start <= offset < end:
            first, last = logical.position(start), logical.end_position(end)
            return Link(first, last, logical.text[start:end], marked=False)
    return None


def is_openable(target: str) -> bool:
    """Whether it may be offered at all: http or https, a host, and nothing invisible."""
    if len(target) > LONGEST or _UNSAFE.search(target):
        return False
    try:
        parts = urlsplit(target)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def urls_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the plain addresses of a text are, without what only follows them in a sentence."""
    for found in _URL.finditer(text):
        url = _trimmed(found[0])
        if is_openable(url):
            yield found.start(), found.start() + len(url)


def _trimmed(url: str) -> str:
    """Without punctuation at the end, and brackets that were opened before it."""
    surplus = {last: url.count(last) - url.count(first) for last, first in _BRACKETS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in ".,;:!?'*_~":
            break
        end -= 1
    return url[:end]


def _marked(logical: LogicalLine) -> Iterator[Link]:
    """Its marked links, each whole where it goes on in the next row."""
    link: Link | None = None
    for number, row in enumerate(logical.rows, logical.first):
        for span in row.spans:
            if not span.link:
                continue
            start, end = Position(number, span.start), Position(number, span.end)
            if link and link.target == span.link and _adjoin(link.end, start, logical):
                link = Link(link.start, end, link.target, marked=True)
                continue
            if link:
                yield link
            link = Link(start, end, span.link, marked=True)
    if link:
        yield link


def _adjoin(end: Position, start: Position, logical: LogicalLine) -> bool:
    """Whether nothing is between; a wide character may have left a row's last column free."""
    if end.line == start.line:
        return end.column == start.column
    return start == (end.line + 1, 0) and end.column >= logical.columns - 1
