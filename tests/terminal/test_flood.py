"""Many plain lines at once give what each of them would give by itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.terminal.python.terminal import PythonTerminal

_before = st.sampled_from(
    [
        *("", "\x1b[31m", "\x1b[44m", "\x1b[2;3r", "\x1b[4h", "\x1b(0", "\x1b[3;4H", "\x1b[?1049h"),
        *("\x1b[?6h", "\x1b[?7l", "\x1b[20h", "世", "\x1b[1;3r\x1b[3;1H", "\x1b[9;1Habc", "xy"),
    ]
)
_line = st.text(st.sampled_from("ab ~é世\u0301👍🏽\u202e\x85"), max_size=9)
_floods = st.lists(
    st.one_of(
        st.lists(_line, min_size=1, max_size=30).map(lambda lines: "\r\n".join(lines)),
        st.lists(_line, min_size=4, max_size=60).map(lambda lines: "\r\n".join([*lines, ""])),
        st.sampled_from(["\r", "\n", "\b", "\t", "\x7f", "\x1b[2b", "\x1b[A", "\x1b[K"]),
    ),
    max_size=6,
)


def _state(terminal: PythonTerminal) -> object:
    end = terminal.screen_line + terminal.rows
    rows = list(terminal.lines(terminal.first_line, end))
    return terminal.frame(), rows, terminal.first_line, terminal.screen_line


@settings(max_examples=400)
@given(
    before=st.lists(_before, max_size=3),
    floods=_floods,
    scrollback=st.sampled_from([0, 5, 99]),
    columns=st.sampled_from([1, 6, 16]),
)
def test_lines_at_once_are_as_lines_one_by_one(
    before: Sequence[str], floods: Sequence[str], scrollback: int, columns: int
) -> None:
    at_once, alone = (PythonTerminal(columns, 4, scrollback=scrollback) for _ in range(2))
    written = "".join([*before, *floods]).encode()
    for piece in [*before, *floods]:
        at_once.feed(piece.encode())
    for number in range(len(written)):
        alone.feed(written[number : number + 1])
    assert _state(at_once) == _state(alone)


@pytest.mark.parametrize(
    "before",
    [
        "\x1b[4;1Habcdef\r",  # what stands in the last row is written over, not away
        "1\r\n2\r\n3\r\n4\x1b[2;4r\x1b[4;1H",  # the first row stays
        "1\r\n2\r\n3\r\n4\x1b[1;3r\x1b[4;1H",  # the last one does not scroll
        "\x1b[4;1Habcdef\r\x1b[4h",
        "\x1b[4;1H\x1b(0",
        "\x1b[4;1H\x1b[31;44m",
        "\x1b[4;3H",
    ],
)
def test_what_was_before_is_heeded(before: str) -> None:
    lines = "".join(f"{letter}\r\n" for letter in "qxy~z世éabc")
    at_once, alone = (PythonTerminal(6, 4, scrollback=20) for _ in range(2))
    at_once.feed(before.encode())
    at_once.feed(lines.encode())
    for byte in (before + lines).encode():
        alone.feed(bytes([byte]))
    assert _state(at_once) == _state(alone)


def test_only_what_is_kept_is_made() -> None:
    terminal = PythonTerminal(20, 4, scrollback=10)
    terminal.feed(b"".join(b"line %d\r\n" % number for number in range(5000)))
    assert (terminal.first_line, terminal.screen_line) == (4987, 4997)
    rows = terminal.lines(4987, 5001)
    assert [row.text for row in rows] == [f"line {number}" for number in range(4987, 5000)] + [""]


def test_the_columns_of_a_row_are_found_when_somebody_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = PythonTerminal(20, 4, scrollback=1000)
    spelt: list[str] = []
    cells = terminal.screen.spelling.cells
    monkeypatch.setattr(
        terminal.screen.spelling, "cells", lambda text: spelt.append(text) or cells(text)
    )
    terminal.feed("".join(f"世界 {number}\r\n" for number in range(100)).encode())
    before = len(spelt)
    assert before < 20
    (row,) = terminal.lines(50, 51)
    assert row.text == "世界 50"
    assert row.cells[:5] == ("世", "", "界", "", " ")
    assert spelt[before:] == ["世界 50"]
    terminal.lines(50, 51)
    terminal.resize(30, 4)
    assert spelt[before:] == ["世界 50"], "found once, and not where all fit another width"


def test_a_slice_may_end_within_a_character_of_a_flood() -> None:
    lines = "".join(f"世界é{number}\r\n" for number in range(200)).encode()
    terminal = PythonTerminal(20, 4, scrollback=1000)
    for at in range(0, len(lines), 97):
        terminal.feed(lines[at : at + 97])
    rows = terminal.lines(0, 200)
    assert [row.text for row in rows] == [f"世界é{number}" for number in range(200)]


def test_more_graphemes_than_there_are_characters_for_lose_their_marks_when_looked_at() -> None:
    """A row that waits to be looked at has not told yet which it needs."""
    terminal = PythonTerminal(1000, 2, scrollback=2000)
    letters = [
        "".join(
            f"a{chr(0x300 + line % 80)}{chr(0x300 + line // 80)}{chr(0x300 + at)}"
            for at in range(100)
        )
        for line in range(1000)
    ]
    terminal.feed("".join(f"{letter}\r\n" for letter in letters).encode())
    rows = terminal.lines(terminal.first_line, terminal.screen_line)
    assert {len(row.cells) for row in rows} == {100}
    assert {cell[0] for row in rows for cell in row.cells} == {"a"}
    terminal.feed("a\u0301\r\n".encode())  # makes room
    assert terminal.lines(terminal.screen_line, terminal.screen_line + 1)[0].text == "a\u0301"
