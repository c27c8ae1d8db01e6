"""What a program writes is hostile: it gets neither memory nor time out of proportion."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FunctionType, ModuleType

import pytest

from tests.terminal.conftest import Make

_MIB = 1 << 20

_FLOODS: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "a control sequence that never ends": (400, lambda _: b"1;" * 30_000),
    "a command that never ends": (400, lambda at: b"t" * 60_000 if at else b"\x1b]0;"),
    "a device string that never ends": (400, lambda at: b"t" * 60_000 if at else b"\x1bPq"),
    "marks that join one letter": (20, lambda _: "\u0301".encode() * 30_000),
    "titles": (
        10,
        lambda at: b"".join(b"\x1b]0;%d\a" % (at * 5000 + each) for each in range(5000)),
    ),
    "bells": (20, lambda _: b"\a" * 60_000),
    "questions": (5, lambda _: b"\x1b[6n" * 15_000),
    "links": (
        400,
        lambda at: b"".join(
            b"\x1b]8;;http://x/%d/%s\ax" % (at * 30 + each, b"y" * 2000) for each in range(30)
        ),
    ),
    "colors of the palette": (
        5,
        lambda at: b"".join(
            b"\x1b]4;%d;#%06x\a" % (each % 256, at * 3000 + each) for each in range(3000)
        ),
    ),
    "styles": (
        30,
        lambda at: b"".join(
            b"\x1b[38;2;%d;%d;%dm " % (at, each >> 8, each & 255) for each in range(3000)
        ),
    ),
    "graphemes": (
        15,
        lambda at: "".join(
            chr(0x4E00 + at * 64 + each // 64) + chr(0x300 + each % 64) + "\u0301"
            for each in range(9000)
        ).encode(),
    ),
}


def _held(terminal: object) -> int:
    """The bytes of all that a terminal refers to, as far as Python knows."""
    seen: dict[int, object] = {}
    waiting = [terminal]
    while waiting:
        each = waiting.pop()
        if id(each) not in seen and not isinstance(each, (type, ModuleType, FunctionType)):
            seen[id(each)] = each
            waiting += gc.get_referents(each)
    return sum(map(sys.getsizeof, seen.values()))


@pytest.mark.parametrize("flood", _FLOODS)
def test_flood_takes_bounded_memory(make: Make, flood: str) -> None:
    terminal = make(columns=80, rows=25, scrollback=100)
    slices, written = _FLOODS[flood]
    terminal.write("\x1b[" if "control" in flood else "a")
    for at in range(slices):
        terminal.write(written(at))
        terminal.terminal.frame()
    assert _held(terminal.terminal) < 16 * _MIB


def test_full_scrollback_takes_little_memory(make: Make) -> None:
    terminal = make(columns=200, rows=60)
    for _ in range(50):
        terminal.write((b"x" * 200 + b"\r\n") * 201)
    assert terminal.terminal.screen_line - terminal.terminal.first_line >= 9000
    assert _held(terminal.terminal) < 6 * _MIB


@pytest.mark.parametrize(
    "sequence",
    [
        f"\x1b[{'9' * 4000}{final}"
        for final in [*"@ABCDEFGILMPSTXZ`abdekmhlr", "'}", "'~", " @", " A", " q", ";1H", ";1f"]
    ],
)
def test_count_beyond_measure_is_as_much_as_the_screen_has(make: Make, sequence: str) -> None:
    terminal = make(f"abc{sequence}")
    terminal.write("\x1b[?25h")
    assert len(terminal.rows) == 4
    row, column = terminal.cursor
    assert 0 <= row < 4
    assert 0 <= column < 10


def test_repeating_fills_the_screen_at_most(make: Make) -> None:
    terminal = make("x\x1b[65535b")
    assert len(terminal.scrollback) <= 4


def test_only_so_many_parameters_count(make: Make) -> None:
    parameters = ";".join(["1"] * 5000 + ["31"])
    assert make(f"\x1b[{parameters}mx").style().foreground is None
    assert make(f"\x1b[?{';'.join(['25'] * 5000)};2004hok").shown == "ok"


def test_what_follows_a_sequence_too_long_is_shown(make: Make) -> None:
    terminal = make()
    for part in ("\x1b[", "1;" * 100_000, "m", "after"):
        terminal.write(part)
    assert terminal.shown == "after"


def test_number_too_long_is_no_error(make: Make) -> None:
    assert make(f"\x1b[{'0' * 3000}3Cx").shown.endswith("x")
    assert make(f"\x1b]4;{'9' * 5000};#123456\a\x1b]104;{'9' * 5000}\ax").shown == "x"
    assert make("\x1b[²;٣mx\x1b]4;²;?\ay").shown.endswith("y")
