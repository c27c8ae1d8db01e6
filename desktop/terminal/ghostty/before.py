"""What is done to the bytes before evp sees them, for what it does not know or does not tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Protocol

from desktop.terminal import palette
from desktop.terminal.cells import RGB
from desktop.terminal.ghostty.links import Links
from desktop.terminal.protocol import CursorShape

_LONGEST_LINK = 2048
_LONGEST_WAIT = 8192  # of a sequence that has not ended yet

_ALWAYS = (
    rb"\x1b(?:\](?:8;[^;\x07\x1b]*;(?P<link>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|12;(?P<color>[^\x07\x1b]*)(?P<end>\x07|\x1b\\)"
    rb"|(?P<uncolor>112)(?:\x07|\x1b\\))"
    rb"|\[(?:(?P<shape>\d{0,4}) q|>(?P<keys>4?(?:;\d{0,4})?)m|(?P<tabs>0*)g|(?P<soft>)!p"
    rb"|(?P<extra>\d*);[\d;]*(?P<move>[ABCDae])|(?P<zero>0+)(?P<once>[ILMPSTZae])|(?P<unknown>[\d;]*)k"
    rb"|(?P<times>\d{3,})b|(?P<asked>\d{1,4})\$p"
    rb"|(?P<margins>\d*;\d*);[\d;]*r|(?P<restore>)u"
    rb"|\?(?P<screen>(?:\d*;)*(?:47|1047|1049)(?:;\d*)*[hl]))"
    rb"|(?P<restored>)8|(?P<hard>)c"
)
_REWRITTEN: dict[str, Callable[[re.Match[bytes]], bytes]] = {
    "tabs": lambda _found: b"\x1bH\x1b[0g",  # evp would set a stop that is not there
    "extra": lambda found: b"\x1b[" + found["extra"] + found["move"],
    "zero": lambda found: b"\x1b[1" + found["once"],  # evp would do nothing
    "unknown": lambda _found: b"",
    "margins": lambda found: b"\x1b[" + found["margins"] + b"r",
}
"""Where evp and xterm differ."""

_OUTSIDE = re.compile(_ALWAYS + rb")")
_LIKELY = re.compile(
    rb"\x1b(?:\[(?:0++[ILMPSTZa]|\d*+(?:[gkbeu]| q|\$p|;[\d;]*+[ABCDaekr])|!p|>|\?)"
    rb"|\](?:8;|12;|112)|[8c])"
)
"""What one of them begins with, found five times as fast: most sequences are none of them."""
_WITHIN_LINK = re.compile(_ALWAYS + rb"|\[(?P<style>[\d;:]*)m)")
_UNFINISHED = re.compile(rb"\x1b(?:\](?:[^\x07\x1b]*\x1b?)?|\[[0-?]*[ !]?)?\Z")


class Asked(Protocol):
    """The terminal, which has been fed all pieces so far."""

    @property
    def columns(self) -> int: ...

    @property
    def rows(self) -> int: ...

    def where(self) -> tuple[int, int]:
        """The cursor's row and column, from 1."""

    def answer_cursor_color(self, end: bytes) -> None: ...

    def answer_ansi_mode(self, number: int) -> None: ...

    def after_reset(self) -> None: ...


class Before:
    """Rewrites a stream, and keeps the modes that evp does not tell of.

    It asks the ``terminal`` between two pieces, and tells it of a reset.
    """

    def __init__(self, links: Links, terminal: Asked) -> None:
        self._links = links
        self._terminal = terminal
        self._rest = b""
        self._link = b""  # the mark of the one that is open
        self.modify_other_keys = 0
        self.cursor_color: RGB | None = None
        self.shape, self.blinks = CursorShape.BLOCK, True

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What evp is to be fed, piece by piece: it has taken each before the next is made."""
        if self._rest:
            data, self._rest = self._rest + data, b""
        if b"\x18" in data or b"\x1a" in data:  # evp prints those that end no sequence
            data = data.replace(b"\x18", b"\x1b\x18").replace(b"\x1a", b"\x1b\x1a")
        if b"\x1b" not in data:
            yield data
            return
        at = 0
        while found := self._next(data, at):
            kind = next(name for name, value in found.groupdict().items() if value is not None)
            if found.start() > at:
                yield data[at : found.start()]
            at = found.end()
            yield from self._instead(kind, found)
        at = self._keep_unfinished(data, at)
        if at < len(data) - len(self._rest):
            yield data[at : len(data) - len(self._rest)]

    def _next(self, data: bytes, at: int) -> re.Match[bytes] | None:
        """The next sequence of interest."""
        if self._link:
            return _WITHIN_LINK.search(data, at)
        while likely := _LIKELY.search(data, at):
            if found := _OUTSIDE.match(data, likely.start()):
                return found
            at = likely.end()
        return None

    def _keep_unfinished(self, data: bytes, at: int) -> int:
        """Only what could become of interest waits, and not for long."""
        begin = data.rfind(b"\x1b", max(at, len(data) - _LONGEST_WAIT))
        if begin > at and data[begin:] == b"\x1b":  # it may end a string that began before
            before = data.rfind(b"\x1b]", at, begin)
            if before >= 0 and _UNFINISHED.match(data, before):
                begin = before
        if begin >= 0 and _UNFINISHED.match(data, begin):
            self._rest = data[begin:]
        return at

    def _instead(self, kind: str, found: re.Match[bytes]) -> Iterator[bytes]:
        """What evp is fed instead of a sequence of interest."""
        value = found[kind]
        if kind in _REWRITTEN:
            yield _REWRITTEN[kind](found)
        elif kind == "link":
            yield self._open_link(value)
        elif kind == "style":
            yield found[0] + self._link
        elif kind == "screen":
            yield found[0]  # by itself: rows are counted on one of the screens
        elif kind == "times":
            most = self._terminal.columns * self._terminal.rows
            yield b"\x1b[%db" % (min(int(value[:6]), most) if len(value) < 7 else most)
        elif kind == "asked":
            self._terminal.answer_ansi_mode(int(value))
        elif kind == "hard":
            self._forget()
            yield found[0]
            self._terminal.after_reset()
        elif kind == "soft":
            yield self._soft_reset()
        elif kind in ("restore", "restored"):
            yield found[0]
            yield (
                b"\x1b[%d;%dH" % self._terminal.where()
            )  # a wrap that was about to be is not restored
        else:
            self._learn(kind, value, found["end"])
            yield found[0]

    def _learn(self, kind: str, value: bytes, end: bytes) -> None:
        """A mode that evp does not tell of."""
        if kind == "shape":
            self._set_shape(int(value or 0))
        elif kind == "keys":
            level = int(value.partition(b";")[2] or 0)
            self.modify_other_keys = min(level, 2) if value.startswith(b"4") else 0
        elif value == b"?":
            self._terminal.answer_cursor_color(end)
        else:
            self.cursor_color = palette.parsed(value.decode(errors="replace"))

    def _open_link(self, target: bytes) -> bytes:
        if not target or len(target) > _LONGEST_LINK:
            was_open, self._link = bool(self._link), b""
            return b"\x1b[59m" if was_open else b""
        self._link = self._links.mark(target.decode(errors="replace"))
        return self._link

    def _set_shape(self, number: int) -> None:
        shapes = (CursorShape.BLOCK, CursorShape.UNDERLINE, CursorShape.BAR)
        if number <= 6:
            self.shape = shapes[max(0, number - 1) // 2]
            self.blinks = number % 2 == 1 or number == 0

    def _soft_reset(self) -> bytes:
        """DECSTR, as xterm does it; the cursor stays."""
        self._set_shape(0)
        self.modify_other_keys = 0
        row, column = self._terminal.where()
        return (
            b"\x1b[?25h\x1b[4l\x1b[?6l\x1b[?7h\x1b[?1l\x1b[?45l\x1b>\x1b[r\x1b[0m\x1b(B\x1b)B\x0f"
            b"\x1b[H\x1b7\x1b[%d;%dH" % (row, column)
        )

    def _forget(self) -> None:
        self._set_shape(0)
        self.modify_other_keys = 0
        self.cursor_color, self._link = None, b""
