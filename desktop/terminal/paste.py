"""What a paste sends, and when to ask first."""

from __future__ import annotations

import re
from enum import Enum

from desktop.terminal.keys import encode_text
from desktop.terminal.protocol import Modes

LONG = 5 << 10  # characters

_LINE_END = re.compile(r"\r\n|\n")
# All but tab and the ends of lines. Also the C1 ones: some terminals' programs obey them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_START, _END = "\x1b[200~", "\x1b[201~"


class Ask(Enum):
    """Why to ask before a paste, the worst first."""

    CONTROLS = "controls"  # something in it isn't to be seen; it arrives as a sign for it
    LINES = "lines"  # each line's end acts as Return does
    LONG = "long"


def reason_to_ask(text: str, modes: Modes) -> Ask | None:
    """Why to ask before this is pasted; None where the program knows a paste from typing."""
    if modes.bracketed_paste:
        return None
    if _CONTROL.search(text):
        return Ask.CONTROLS
    if "\n" in text or "\r" in text:
        return Ask.LINES
    return Ask.LONG if len(text) > LONG else None


def encode_paste(text: str, modes: Modes) -> bytes:
    """What the program reads: lines end as Return does, and nothing in it acts as a key.

    A control character, and so a marker of a paste's end, becomes its picture (U+2400 and on).
    """
    text = _CONTROL.sub(_picture, _LINE_END.sub("\r", text))
    if modes.bracketed_paste and text:
        text = f"{_START}{text}{_END}"
    return encode_text(text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
