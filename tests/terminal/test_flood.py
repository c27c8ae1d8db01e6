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
_line = st.text(st.sampled_from("ab ~"), max_size=9)
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
@given(before=st.lists(_before, max_size=3), floods=_floods, scrollback=st.sampled_from([0, 5, 99]))
def test_lines_at_once_are_as_lines_one_by_one(
    before: Sequence[str], floods: Sequence[str], scrollback: int
) -> None:
    at_once, alone = (PythonTerminal(6, 4, scrollback=scrollback) for _ in range(2))
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
    lines = "".join(f"{letter}\r\n" for letter in "qxy~zabc")
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
