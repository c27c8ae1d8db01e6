r"""A line's bytes as text that may be painted: its colours as spans, its other controls visible.

Of escape sequences only SGR is obeyed (ECMA-48, 8.3.117). What would not be seen, or would move or
reorder what stands around it, is shown: a control by its key (``^[``), an undecodable byte as
``‹FF›``, anything else as ``‹U+202E›``. No line can do anything but be read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

TAB = 8
Colour = int | tuple[int, int, int] | None  # of the 256, or red, green, blue


class Style(NamedTuple):
    """How a part of a line is to look. ``escaped``: it stands for what can't be shown."""

    foreground: Colour = None
    background: Colour = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    inverse: bool = False
    struck: bool = False
    escaped: bool = False


class Span(NamedTuple):
    """A part of a text that has a style; parts without one have no span."""

    start: int
    length: int
    style: Style


class Shown(NamedTuple):
    """A text, and its spans in order, which do not overlap."""

    text: str
    spans: tuple[Span, ...] = ()


PLAIN = Style()
_ESCAPED = Style(escaped=True)
# What can't be seen: C0 and C1 (tab and escape are looked at before), format characters (bidi, zero
# width), line and paragraph separators, lone surrogates (bytes that are no UTF-8), letters without
# ink.
_UNSEEN = (
    "\x00-\x08\x0a-\x1a\x1c-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_HARMLESS = re.compile(rb"[\x20-\x7e]*")
_SGR = re.compile("\x1b\\[([0-9;:]{0,99})m")
_SPECIAL = re.compile(f"{_SGR.pattern}|\t|([{_UNSEEN}]+|\x1b)")


def plain(raw: bytes, limit: int | None = None) -> Shown:
    """The text and its spans; of a long line only the first ``limit`` bytes."""
    if limit is not None:
        raw = raw[:limit]
    if _HARMLESS.fullmatch(raw):
        return Shown(raw.decode("ascii"))
    return _Reader().read(_overwritten(_decoded(raw)))


def text_of(raw: bytes, limit: int | None = None) -> str:
    """The text alone, sooner: what is searched and filtered is what is shown."""
    if limit is not None:
        raw = raw[:limit]
    if _HARMLESS.fullmatch(raw):
        return raw.decode("ascii")
    text = _overwritten(_decoded(raw))
    bare = _SGR.sub("", text)
    return _Reader().read(text).text if _SPECIAL.search(bare) else bare


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape").removesuffix("\r")


def _overwritten(text: str) -> str:
    r"""What a terminal would still show of a line that was written over, as progress bars do.

    Only where the last part covers all that was there before; otherwise each ``\r`` stays.
    """
    if "\r" not in text:
        return text
    *before, last = text.split("\r")
    length = len(_SGR.sub("", last))
    if any(len(part) > length or _UNSAFE.search(part) for part in map(_uncoloured, before)):
        return text
    return "".join(found[0] for part in before for found in _SGR.finditer(part)) + last


def _uncoloured(text: str) -> str:
    return _SGR.sub("", text)


_UNSAFE = re.compile(f"[{_UNSEEN}\t\x1b]")


class _Reader:
    """Reads one line from left to right."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._at = 0
        self._style = PLAIN

    def read(self, text: str) -> Shown:
        position = 0
        for found in _SPECIAL.finditer(text):
            if found.start() > position:
                self._add(text[position : found.start()], self._style)
            position = found.end()
            if found[1] is not None:
                self._style = styled(self._style, found[1])
            elif found[2] is None:
                self._add(" " * (TAB - self._at % TAB), self._style)
            else:
                self._add("".join(map(_picture, found[2])), _ESCAPED)
        if position < len(text):
            self._add(text[position:], self._style)
        return Shown("".join(self._parts), tuple(self._spans))

    def _add(self, text: str, style: Style) -> None:
        self._parts.append(text)
        if style != PLAIN:
            last = self._spans[-1] if self._spans else None
            if last is not None and last.style == style and last.start + last.length == self._at:
                self._spans[-1] = Span(last.start, last.length + len(text), style)
            else:
                self._spans.append(Span(self._at, len(text), style))
        self._at += len(text)


def _picture(character: str) -> str:
    number = ord(character)
    if number < 0x20:
        return f"^{chr(0x40 + number)}"  # few fonts have the pictures of Unicode
    if number == 0x7F:
        return "^?"
    if 0xDC80 <= number <= 0xDCFF:
        return f"‹{number - 0xDC00:02X}›"
    return f"‹U+{number:04X}›"


_ON = {
    1: {"bold": True},
    2: {"dim": True},
    3: {"italic": True},
    4: {"underline": True},
    7: {"inverse": True},
    9: {"struck": True},
    21: {"underline": True},
    22: {"bold": False, "dim": False},
    23: {"italic": False},
    24: {"underline": False},
    27: {"inverse": False},
    29: {"struck": False},
    39: {"foreground": None},
    49: {"background": None},
}


def styled(style: Style, parameters: str) -> Style:
    """The style after an SGR sequence with these parameters; unknown ones change nothing."""
    numbers = [int(word or 0) for word in parameters.replace(":", ";").split(";")]
    position = 0
    while position < len(numbers):
        number = numbers[position]
        position += 1
        if number == 0:
            style = PLAIN
        elif number in _ON:
            style = style._replace(**_ON[number])  # type: ignore[arg-type]
        elif number in (38, 48):
            colour, position = _colour(numbers, position)
            if colour is not None:
                style = _coloured(style, number == 38, colour)
        elif 30 <= number <= 37 or 40 <= number <= 47:
            style = _coloured(style, number < 40, number % 10)
        elif 90 <= number <= 97 or 100 <= number <= 107:
            style = _coloured(style, number < 100, number % 10 + 8)
    return style


def _coloured(style: Style, foreground: bool, colour: Colour) -> Style:
    if foreground:
        return style._replace(foreground=colour)
    return style._replace(background=colour)


def _colour(numbers: list[int], position: int) -> tuple[Colour, int]:
    """The colour after 38 or 48, and where its parameters end."""
    kind = numbers[position] if position < len(numbers) else None
    if kind == 5:
        found = numbers[position + 1 : position + 2]
        return (found[0] if found and found[0] < 256 else None), position + 2
    if kind == 2:
        red, green, blue = (*numbers[position + 1 : position + 4], 256, 256, 256)[:3]
        whole = max(red, green, blue) < 256
        return ((red, green, blue) if whole else None), position + 4
    return None, position + 1
