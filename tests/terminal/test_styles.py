"""SGR, and how rows tell it."""

from __future__ import annotations

import pytest

from desktop.terminal.cells import PLAIN, Span, Style, Underline
from tests.terminal.conftest import Make


@pytest.mark.parametrize(
    ("parameters", "style"),
    [
        ("1", Style(bold=True)),
        ("2", Style(faint=True)),
        ("3", Style(italic=True)),
        ("4", Style(underline=Underline.SINGLE)),
        ("21", Style(underline=Underline.DOUBLE)),
        ("4:2", Style(underline=Underline.DOUBLE)),
        ("4:3", Style(underline=Underline.CURLY)),
        ("4:4", Style(underline=Underline.DOTTED)),
        ("4:5", Style(underline=Underline.DASHED)),
        ("4;4:0", PLAIN),
        ("5", Style(blink=True)),
        ("7", Style(inverse=True)),
        ("8", Style(invisible=True)),
        ("9", Style(strikethrough=True)),
        ("53", Style(overline=True)),
        ("31;42", Style(foreground=1, background=2)),
        ("91;102", Style(foreground=9, background=10)),
        ("38;5;200", Style(foreground=200)),
        ("48;5;7", Style(background=7)),
        ("38:5:200", Style(foreground=200)),
        ("38;2;1;2;3", Style(foreground=(1, 2, 3))),
        ("48:2::1:2:3", Style(background=(1, 2, 3))),
        ("48:2:1:2:3", Style(background=(1, 2, 3))),
        ("4;58;5;1", Style(underline=Underline.SINGLE, underline_color=1)),
        ("4;58:2::9:8:7", Style(underline=Underline.SINGLE, underline_color=(9, 8, 7))),
        ("38;5;1;1", Style(foreground=1, bold=True)),
        ("38;2;1;2;3;1", Style(foreground=(1, 2, 3), bold=True)),
        ("1;31;0", PLAIN),
        ("1;22", PLAIN),
        ("3;23;4;24;5;25;7;27;8;28;9;29;53;55", PLAIN),
        ("31;42;39;49", PLAIN),
        ("4;58;5;1;59", Style(underline=Underline.SINGLE)),
        ("38;2;300;0;0", None),
        ("38;5;999", None),
        ("38", PLAIN),
        ("777", PLAIN),
    ],
)
def test_text_has_its_style(make: Make, parameters: str, style: Style | None) -> None:
    found = make(f"\x1b[{parameters}mx").style()
    if style is not None:
        assert found == style


def test_parameter_that_is_left_out_at_the_end_is_zero(make: Make) -> None:
    assert make("\x1b[1;31;mx").style() == PLAIN


def test_spans_leave_out_what_is_plain_and_join_what_is_alike(make: Make) -> None:
    terminal = make("ab\x1b[31mcd\x1b[0;31mef\x1b[mgh")
    red = Style(foreground=1)
    assert terminal.rows[0].spans == (Span(2, 6, red),)
    assert list(terminal.rows[0].whole()) == [
        Span(0, 2, PLAIN),
        Span(2, 6, red),
        Span(6, 8, PLAIN),
    ]


def test_writing_over_changes_the_style_of_what_is_written(make: Make) -> None:
    terminal = make("\x1b[31mabcdef\x1b[1;3H\x1b[32mX\x1b[1;5H\x1b[mY")
    assert [(span.start, span.end, span.style.foreground) for span in terminal.rows[0].spans] == [
        (0, 2, 1),
        (2, 3, 2),
        (3, 4, 1),
        (5, 6, 1),
    ]


def test_styles_move_with_their_characters(make: Make) -> None:
    terminal = make("ab\x1b[31mc\x1b[m\r\x1b[2@")
    assert terminal.rows[0].spans == (Span(4, 5, Style(foreground=1)),)
    assert terminal.write("\x1b[3P").rows[0].spans == (Span(1, 2, Style(foreground=1)),)


def test_the_whole_screen_may_be_inverse(make: Make) -> None:
    terminal = make("\x1b[?5h")
    assert terminal.terminal.frame().inverse
    assert not terminal.write("\x1b[?5l").terminal.frame().inverse


def test_an_unchanged_row_is_the_same_object_also_when_it_has_moved(make: Make) -> None:
    terminal = make("\x1b[31m1\r\n2\r\n3\r\n4")
    before = terminal.rows
    assert terminal.rows == before
    assert all(new is old for new, old in zip(terminal.rows, before, strict=True))
    after = terminal.write("\r\n5").rows
    assert all(new is old for new, old in zip(after[:3], before[1:], strict=True))
    changed = terminal.write("\x1b[1;1HX").rows
    assert changed[0] is not after[0]
    assert changed[1] is after[1]
