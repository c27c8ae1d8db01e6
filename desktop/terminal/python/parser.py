"""Cuts what a program writes into text, controls and escape sequences."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, TypeAlias

MOST_UNFINISHED = 4096
"""A sequence that is longer before it ends is ignored, unless it carries a string."""
MOST_STRING = 1_500_000
"""The longest string of a sequence: a MiB in base64, and some."""

MOST_KEPT = 64
"""Characters of the control sequences that are cut out at once; longer ones are rare."""

_MOST_ESCAPE = 8
"""As many characters of an escape say that it is unknown, however many more come."""

Token: TypeAlias = tuple[str, str]
"""Text, and what is after it, if anything: a control, or a sequence, whole or cut off."""

_PIECE = r"""
    (?= [\x00-\x1f\x7f-\x9f] )
    (?: \x1b\[ (GROUP [0-?]{0,64}+[\ -/]{0,8}+[@-~])
    | (GROUP \r\n | [\x00-\x1a\x1c-\x1f] | [\x7f-\x9f]+)
    | (GROUP
        \x1b (?: [\ -/]+ [0-~] | [0-OQ-WYZ\\`-~] )              # two characters or three
        | \x1b\] [^\x07\x18\x1a\x1b]* (?: \x07 | \x1b\\ )       # OSC
        | \x1b[PX^_] [^\x18\x1a\x1b]* \x1b\\                    # DCS, SOS, PM, APC
        | \x1b\[ [^@-~\x18\x1a\x1b]* (?: [@-~] | (?= [\x18\x1a\x1b] ) )  # with controls, cut off
        | \x1b\] [^\x07\x18\x1a\x1b]* (?= [\x18\x1a] | \x1b[^\\] )
        | \x1b[PX^_] [^\x18\x1a\x1b]* (?= [\x18\x1a] | \x1b[^\\] )
        | \x1b[\ -/]* (?= [^\ -~] )
    )
    | (GROUP \x1b .*)
    )
"""


def _piece(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.DOTALL)


# Text is what stands between: splitting it makes one list of strings, and nothing to collect.
_split = _piece(f"({_PIECE.replace('(GROUP', '(?:')})").split
_alone = _piece(_PIECE.replace("(GROUP", "(")).fullmatch


class Kind(IntEnum):
    """What a piece is that is no text: its group in the pattern."""

    SEQUENCE = 1  # a control sequence
    CONTROL = 2
    OTHER = 3  # a sequence of another kind
    CUT_OFF = 4  # something else came within it; at the end of all, it is unfinished


def kind_of(piece: str) -> Kind:
    """By itself it is what it was where it stood, other than what only the next piece cut off."""
    found = _alone(piece)
    return Kind(found.lastindex or Kind.CUT_OFF) if found else Kind.CUT_OFF


_ends = {
    "[": re.compile(r"[@-~\x18\x1a\x1b]").search,
    "]": re.compile(r"[\x07\x18\x1a\x1b]").search,
    **dict.fromkeys("PX^_", re.compile(r"[\x18\x1a\x1b]").search),
}


class Parser:
    """Keeps what is unfinished from one slice to the next: never more than ``MOST_STRING``."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._unfinished = ""
        self._long: list[str] = []  # the parts of an unfinished string, once that is long
        self._length = 0

    @property
    def rests(self) -> bool:
        """Whether no sequence is unfinished."""
        return not self._unfinished and not self._long

    def decode(self, data: bytes) -> str:
        """The characters that are complete by now."""
        return self._decoder.decode(data)

    def tokens(self, data: bytes) -> Iterator[Token]:
        """What is complete by now."""
        text = self._unfinished + self.decode(data)
        self._unfinished = ""
        if self._long:
            text = self._go_on(text)
        parts = _split(text)
        if len(parts) > 1 and not parts[-1] and kind_of(parts[-2]) is Kind.CUT_OFF:
            self._keep(parts[-2])
            parts[-2] = ""
        parts.append("")
        part: Iterator[Any] = iter(parts)
        return zip(part, part, strict=True)

    def _keep(self, unfinished: str) -> None:
        if unfinished[1:2] not in _ends:
            self._unfinished = unfinished[:_MOST_ESCAPE]
        elif len(unfinished) <= MOST_UNFINISHED:
            self._unfinished = unfinished
        else:
            # The last character may be the escape that begins its end.
            self._long = [unfinished[:2]]
            self._length = 0
            self._add(unfinished[2:].rstrip("\x1b"))
            self._unfinished = "\x1b" if unfinished.endswith("\x1b") else ""

    def _go_on(self, text: str) -> str:
        """Collect a long string up to its end. Returns it with all that comes then, or nothing."""
        kind = self._long[0][1]
        end = _ends[kind](text)
        at = end.start() if end else len(text)
        self._add(text[:at])
        if not end:
            return ""
        if kind != "[" and text[at:] == "\x1b":
            self._unfinished = "\x1b"
            return ""
        whole = "".join(self._long)
        self._long = []
        if kind == "[":
            return text[at:] if text[at] in "\x18\x1a\x1b" else text[at + 1 :]
        return whole + text[at:]

    def _add(self, part: str) -> None:
        """One more part; what is too long loses all it has."""
        self._length += len(part)
        if self._length > MOST_STRING or self._long[0] == "\x1b[":
            del self._long[1:]
        else:
            self._long.append(part)
