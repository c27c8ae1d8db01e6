"""Whatever a terminal is fed, it raises nothing and keeps what its protocol says."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.terminal import engines
from desktop.terminal.cells import PLAIN, Row
from desktop.terminal.protocol import Terminal

_SCROLLBACK = 20

_numbers = st.one_of(
    st.integers(0, 12), st.sampled_from([65535, 65536, 99999999999999999999, 2004, 1049, 1000])
)
_parameters = st.lists(st.one_of(_numbers.map(str), st.just("")), max_size=6).map(";".join)
_controls = st.builds(
    lambda private, parameters, final: f"\x1b[{private}{parameters}{final}",
    st.sampled_from(["", "", "", "?", ">", "="]),
    _parameters,
    st.sampled_from(
        [*"@ABCDEFGHIJKLMPSTXZ`abcdefghlmnrsu", " q", "$p", "!p", "'}", "'~", " @", " A"]
    ),
)
_DEC_MODES = (1, 5, 6, 7, 25, 45, 47, 1000, 1047, 1048, 1049, 2026)
_modes = st.builds(
    lambda mode, end: f"\x1b[{mode}{end}",
    st.sampled_from([*(f"?{mode}" for mode in _DEC_MODES), "4", "20"]),
    st.sampled_from("hl"),
)
_commands = st.sampled_from(
    [
        "\x1b]0;title\a",
        "\x1b]8;;http://x/\x1b\\",
        "\x1b]8;;\a",
        "\x1b]4;1;#abcdef;2;?\a",
        "\x1b]11;?\x1b\\",
        "\x1b]104\a",
        "\x1b]52;c;QUFB\a",
        "\x1bPq#0\x1b\\",
        "\x1b[38;2;1;2;3m",
        "\x1b[48:5:7m",
        "\x1b[4:3m",
        "\x1b[\n3\rC",
        "\x1b[1;5r",
        "\x1b[2;3r",
    ]
)
_escapes = st.sampled_from(
    [f"\x1b{end}" for end in [*"78DEHMc=>\\", "(0", "(B", ")0", "#8", "", "[", "]"]]
)
_texts = st.one_of(
    st.text(
        st.sampled_from("ab 世한🎉👩☀❤👍🏽🇫🇷é\u0301\u200d\ufe0f\u20e3─\x7f\x9b\U00100000"),
        max_size=12,
    ),
    st.sampled_from(["\r\n", "\n", "\r", "\b", "\t", "\v", "\x0e", "\x0f", "\a", "\x18", "\x1a"]),
    st.text(max_size=6),
)
_written = st.one_of(
    st.one_of(_texts, _controls, _modes, _commands, _escapes).map(
        lambda text: text.encode("utf-8", "replace")
    ),
    st.binary(max_size=8),
)
_sizes = st.tuples(st.integers(1, 14), st.integers(1, 6))
_deeds = st.lists(st.one_of(_written, _written, _written, _sizes), max_size=60)


def _do(terminal: Terminal, deed: bytes | tuple[int, int]) -> None:
    if isinstance(deed, bytes):
        terminal.feed(deed)
    else:
        terminal.resize(*deed)


def _check_row(row: Row, columns: int) -> None:
    assert len(row.cells) <= columns
    assert not row.cells or row.cells[-1] != " ", "blanks at the end are left out"
    assert not row.cells or row.cells[0] != "", "half a wide character"
    for left, right in zip(row.cells, row.cells[1:], strict=False):
        assert left or right, "two halves side by side"
    at = 0
    for span in row.spans:
        assert at <= span.start < span.end <= columns
        assert span.style != PLAIN or span.link
        at = span.end


def _check(terminal: Terminal) -> None:
    frame = terminal.frame()
    assert frame.columns == terminal.columns
    assert len(frame.rows) == terminal.rows
    for row in frame.rows:
        _check_row(row, frame.columns)
    again = terminal.frame().rows
    assert all(new is old for new, old in zip(again, frame.rows, strict=True))
    if frame.cursor is not None:
        assert 0 <= frame.cursor.row < terminal.rows
        assert 0 <= frame.cursor.column < terminal.columns
    assert 0 <= terminal.first_line <= terminal.screen_line
    assert terminal.screen_line - terminal.first_line <= _SCROLLBACK
    end = terminal.screen_line + terminal.rows
    everything = terminal.lines(terminal.first_line, end)
    assert len(everything) == end - terminal.first_line
    assert tuple(everything[-terminal.rows :]) == frame.rows


def _state(terminal: Terminal) -> object:
    end = terminal.screen_line + terminal.rows
    return (
        terminal.frame(),
        list(terminal.lines(terminal.first_line, end)),
        terminal.first_line,
        terminal.modes,
        terminal.title,
        terminal.take_replies(),
        set(terminal.take_notices()),
    )


def _made(name: str) -> Terminal:
    return engines.make(10, 4, name=name, scrollback=_SCROLLBACK)


_slow = settings(suppress_health_check=list(HealthCheck), max_examples=150)


@_slow
@given(deeds=_deeds)
def test_whatever_is_fed_keeps_the_protocol(deeds: Sequence[bytes | tuple[int, int]]) -> None:
    for name in engines.available():
        terminal = _made(name)
        for deed in deeds:
            _do(terminal, deed)
            _check(terminal)


@_slow
@given(written=st.lists(_written, max_size=20).map(b"".join), data=st.data())
def test_slices_of_any_size_give_the_same_screen(written: bytes, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(written)), max_size=12).map(sorted))
    for name in engines.available():
        whole, sliced, single = _made(name), _made(name), _made(name)
        whole.feed(written)
        for start, end in zip([0, *cuts], [*cuts, len(written)], strict=True):
            sliced.feed(written[start:end])
        for byte in written:
            single.feed(bytes([byte]))
        state = _state(whole)
        assert _state(sliced) == state
        assert _state(single) == state


@_slow
@given(written=st.lists(_written, max_size=20).map(b"".join), sizes=st.lists(_sizes, max_size=4))
def test_what_is_shown_does_not_depend_on_who_looks(
    written: bytes, sizes: Sequence[tuple[int, int]]
) -> None:
    for name in engines.available():
        watched, alone = _made(name), _made(name)
        for terminal in (watched, alone):
            for size in sizes:
                terminal.feed(written)
                if terminal is watched:
                    _check(terminal)
                terminal.resize(*size)
        assert watched.frame() == alone.frame()
