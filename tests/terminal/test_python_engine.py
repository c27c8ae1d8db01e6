"""What the engine in Python promises beyond the protocol."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from types import FunctionType, ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.terminal.python.terminal import PythonTerminal

_MIB = 1 << 20


def _styles(at: int) -> bytes:
    return b"".join(b"\x1b[38;2;%d;%d;%dm " % (at, each >> 8, each & 255) for each in range(3000))


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
    "styles": (30, _styles),
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
def test_flood_takes_bounded_memory(flood: str) -> None:
    terminal = PythonTerminal(80, 25, scrollback=100)
    slices, written = _FLOODS[flood]
    terminal.feed(b"\x1b[" if "control" in flood else b"a")
    for at in range(slices):
        terminal.feed(written(at))
        terminal.frame()
    assert _held(terminal) < 16 * _MIB


def test_full_scrollback_takes_little_memory() -> None:
    terminal = PythonTerminal(200, 60)
    for _ in range(50):
        terminal.feed((b"x" * 200 + b"\r\n") * 201)
    assert terminal.screen_line - terminal.first_line >= 9000
    assert _held(terminal) < 6 * _MIB


def test_a_row_that_is_written_again_as_it_was_is_the_same_object() -> None:
    terminal = PythonTerminal(10, 4)
    terminal.feed(b"\x1b[31mtext")
    before = terminal.frame().rows[0]
    terminal.feed(b"\x1b[H\x1b[2Jother")
    terminal.feed(b"\x1b[H\x1b[2K\x1b[mtext")
    assert terminal.frame().rows[0] is not before
    before = terminal.frame().rows[0]
    terminal.feed(b"\r\x1b[Kxxx\x1b[H\x1b[1Ktext")
    assert terminal.frame().rows[0] is before


def test_styles_are_true_while_more_are_written_than_are_remembered() -> None:
    terminal = PythonTerminal(80, 25, scrollback=1000)
    for at in range(20):
        terminal.feed(b"\x1b[m" + _styles(at) + b"\x1b[m\x1b[31mr")
        *before, last = [span for row in terminal.frame().rows for span in row.spans]
        assert last.style.foreground == 1
        assert [span.style.foreground for span in before[-500:]] == [
            (at, each >> 8, each & 255) for each in range(2500, 3000)
        ]


def test_graphemes_are_true_while_more_are_written_than_are_remembered() -> None:
    terminal = PythonTerminal(80, 25, scrollback=1000)
    written = [chr(0x4E00 + each) + "\u0301" for each in range(20_000)]
    for at in range(0, 20_000, 1000):
        terminal.feed("".join(written[at : at + 1000]).encode())
    shown = "".join(row.text for row in terminal.frame().rows)
    assert shown == "".join(written)[-len(shown) :]
    oldest = terminal.lines(0, 1)[0].text
    assert oldest == "".join(each[0] for each in written[:40]), "it lost its marks, not its letters"


def test_no_character_turns_the_direction_of_a_row() -> None:
    terminal = PythonTerminal(80, 2)
    terminal.feed("a\u202eb\u2066c".encode())
    assert terminal.frame().rows[0].cells == "abc"


def test_one_line_that_fills_the_scrollback_wraps_anew_in_proportion() -> None:
    terminal = PythonTerminal(100, 10)
    for _ in range(64):
        terminal.feed(b"\x1b[31mx\x1b[m" + b"y" * 16_000)
    terminal.resize(99, 10)
    rows = terminal.lines(terminal.first_line, terminal.screen_line + 10)
    assert {len(row.cells) for row in rows[:-10]} == {99}
    assert all(row.wrapped for row in rows[:-10])
    assert any(row.spans for row in rows)


def _joined(terminal: PythonTerminal) -> list[str]:
    """What was written, line by line, however it is wrapped now."""
    lines, line = [], ""
    for row in terminal.lines(terminal.first_line, terminal.screen_line + terminal.rows):
        line += "".join(row.cells).ljust(terminal.columns) if row.wrapped else "".join(row.cells)
        if not row.wrapped:
            lines.append(line.rstrip(" "))
            line = ""
    return "\n".join(lines).rstrip("\n").split("\n")


@given(
    lines=st.lists(st.text("abc é─", max_size=30).map(lambda text: text.rstrip(" ")), max_size=8),
    sizes=st.lists(st.tuples(st.integers(1, 14), st.integers(1, 6)), max_size=6),
)
def test_lines_stay_whole_however_they_are_wrapped(
    lines: Sequence[str], sizes: Sequence[tuple[int, int]]
) -> None:
    written = "\r\n".join([*lines, "end"])
    terminal = PythonTerminal(10, 4)
    terminal.feed(written.encode())
    for size in sizes:
        terminal.resize(*size)
        assert _joined(terminal) == [*lines, "end"]
        cursor = terminal.frame().cursor
        assert cursor is not None
        shown = terminal.frame().rows[cursor.row].text[: cursor.column + 1]
        assert shown.endswith("d"), "the cursor stays behind its text"
