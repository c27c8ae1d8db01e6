"""What a terminal does for a program that has none: echo, erasing, whole lines, line ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from desktop.engine.observations import Output
from desktop.engine.terminal_records import Heard

_CTRL_C, _CTRL_D, _CTRL_U = "\x03", "\x04", "\x15"
_RETURN, _ERASE = "\r\n", "\x7f\b"
LONGEST_LINE = 4096  # characters that are kept, as a terminal of Linux does
# Arrow keys and the like mean nothing to a line.
_KEYS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")


@dataclass(frozen=True, slots=True)
class Typed:
    """What comes of some typing: what is sent, what is shown of it, and what was asked for."""

    send: bytes = b""
    echo: bytes = b""
    ends: bool = False  # Ctrl+D at the begin of a line
    interrupts: bool = False  # Ctrl+C


class LineEditor:
    """Gathers what is typed to lines, as the terminal that is not there would."""

    def __init__(self) -> None:
        self._line = ""
        self._rest = b""  # of a character that is not whole yet

    def type(self, data: bytes) -> Typed:
        """Take some typing."""
        text, self._rest = _whole(self._rest + data)
        send, echo = "", ""
        ends = interrupts = False
        for letter in _KEYS.sub("", text):
            if letter in _RETURN:
                send += self._line + "\n"
                echo += "\r\n"
                self._line = ""
            elif letter in _ERASE:
                echo += _erased(self._line[-1:])
                self._line = self._line[:-1]
            elif letter == _CTRL_U:
                echo += "".join(map(_erased, self._line))
                self._line = ""
            elif letter == _CTRL_C:
                interrupts = True
                echo += "^C\r\n"
                self._line = ""
            elif letter == _CTRL_D:
                ends = ends or not self._line
                send += self._line
                self._line = ""
            elif (letter == "\t" or letter.isprintable()) and len(self._line) < LONGEST_LINE:
                self._line += letter
                echo += letter if letter != "\t" else " "
        return Typed(send.encode(), echo.encode(), ends, interrupts)


def _erased(letter: str) -> str:
    wide = letter and unicodedata.east_asian_width(letter) in "WF"
    return "\b \b" * (2 if wide else len(letter))


class PlainOutput:
    """Both outputs as a terminal shows them: lines begin at the left, characters are whole.

    A character may come in two parts with the other output between.
    """

    def __init__(self) -> None:
        self._rest = dict.fromkeys(Output, b"")
        self._after_return = False

    def shown(self, heard: tuple[Heard, ...]) -> bytes:
        """What to show of what was heard."""
        return b"".join(self._one(output, data) for output, data in heard)

    def _one(self, output: Output, data: bytes) -> bytes:
        data = self._rest[output] + data
        end = len(data) - _begun(data)
        data, self._rest[output] = data[:end], data[end:]
        return plain_lines(data)


_LINE_END: Callable[[bytes, bytes], bytes] = re.compile(rb"\r?\n").sub


def plain_lines(data: bytes) -> bytes:
    """With the line ends that a terminal wants."""
    return _LINE_END(b"\r\n", data)


def _begun(data: bytes) -> int:
    """How many bytes at the end belong to a character of UTF-8 that is not whole."""
    for back in range(1, min(3, len(data)) + 1):
        byte = data[-back]
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if length > back else 0
        if byte < 0x80:
            return 0
    return 0


def _whole(data: bytes) -> tuple[str, bytes]:
    end = len(data) - _begun(data)
    return data[:end].decode(errors="replace"), data[end:]
