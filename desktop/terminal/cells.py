"""What a terminal's rows hold: characters in columns, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""

Color: TypeAlias = int | RGB | None
"""An entry of the palette (0 to 255), a colour, or None: the terminal's default."""


class Underline(IntEnum):
    """How text is underlined: SGR 4:N."""

    NONE = 0
    SINGLE = 1
    DOUBLE = 2
    CURLY = 3
    DOTTED = 4
    DASHED = 5


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is drawn: what SGR has set."""

    foreground: Color = None
    background: Color = None
    underline_color: Color = None
    underline: Underline = Underline.NONE
    bold: bool = False
    faint: bool = False
    italic: bool = False
    blink: bool = False
    inverse: bool = False
    invisible: bool = False
    strikethrough: bool = False
    overline: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Span:
    """The columns from ``start`` up to ``end`` share a style and, with OSC 8, a link."""

    start: int
    end: int
    style: Style
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as it was. A terminal gives the same object again while the row is unchanged.

    ``cells`` holds the grapheme of each column: a ``str`` where every one is a single code point,
    else a tuple. A wide one is followed by ``""``. Blank cells of the default style at the end are
    left out. ``spans`` are in order, do not overlap, and leave out what is plain; they may reach
    beyond ``cells``, where blanks are coloured.
    """

    cells: str | tuple[str, ...] = ""
    spans: tuple[Span, ...] = ()
    wrapped: bool = False
    """Whether its line goes on in the next row, as the terminal wrapped it."""

    @property
    def text(self) -> str:
        """Its characters, without the blanks at the end."""
        return "".join(self.cells).rstrip(" ")

    def whole(self) -> Iterator[Span]:
        """Its spans with the plain ones between them, up to its last column."""
        at = 0
        for span in self.spans:
            if span.start > at:
                yield Span(at, span.start, PLAIN)
            yield span
            at = span.end
        if at < len(self.cells):
            yield Span(at, len(self.cells), PLAIN)


EMPTY = Row()
