"""Wide characters and graphemes of several code points."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Make


def test_wide_character_takes_two_columns(make: Make) -> None:
    terminal = make("a世b")
    assert tuple(terminal.rows[0].cells) == ("a", "世", "", "b")
    assert terminal.cursor == (0, 4)


def test_narrow_text_is_a_string_whatever_its_script(make: Make) -> None:
    assert make("é─Жλ").rows[0].cells == "é─Жλ"


def test_wide_character_that_does_not_fit_wraps(make: Make) -> None:
    terminal = make("123456789世")
    assert terminal.text[:2] == ["123456789", "世"]
    assert terminal.rows[0].wrapped
    assert make("123456789X\r123456789世").text[:2] == ["123456789", "世"]


def test_wide_character_that_does_not_fit_is_left_out_without_autowrap(make: Make) -> None:
    assert make("\x1b[?7l123456789世").shown == "123456789"


@pytest.mark.parametrize(
    ("written", "cells"),
    [
        ("世\x1b[1GX", ("X",)),
        ("世\x1b[2GX", (" ", "X")),
        ("a世b\x1b[1GXY", ("X", "Y", " ", "b")),
        ("世b\x1b[1G\x1b[X", (" ", " ", "b")),
        ("世b\x1b[1G\x1b[P", (" ", "b")),
        ("世b\x1b[2G\x1b[@", (" ", " ", " ", "b")),
    ],
)
def test_half_a_wide_character_leaves_a_blank(
    make: Make, written: str, cells: tuple[str, ...]
) -> None:
    assert tuple(make(written).rows[0].cells) == cells


def test_wide_character_that_is_pushed_over_the_edge_leaves_a_blank(make: Make) -> None:
    assert make("12345678世\r\x1b[@").text[0] == " 12345678"


def test_combining_mark_joins_its_letter(make: Make) -> None:
    terminal = make("e\u0301x")
    assert tuple(terminal.rows[0].cells) == ("e\u0301", "x")
    assert terminal.text[0] == "e\u0301x"


def test_combining_mark_joins_the_letter_in_the_last_column(make: Make) -> None:
    terminal = make("012345678e\u0301")
    assert terminal.rows[0].cells[9] == "e\u0301"
    assert terminal.rows[1].cells == ""


def test_mark_with_nothing_before_it_takes_no_column(make: Make) -> None:
    assert make("\u0301a").cursor == (0, 1)


def test_emoji_take_two_columns(make: Make) -> None:
    assert make("🎉x").cursor == (0, 3)


@pytest.mark.parametrize(
    "grapheme",
    [
        "👩\u200d👩\u200d👧",
        "👩\u200d❤\ufe0f\u200d👨",
        "👍🏽",
        "🇫🇷",
        "☀\ufe0f",
    ],
)
def test_emoji_of_several_code_points_are_one_cell(make: Make, grapheme: str) -> None:
    terminal = make(grapheme + "x")
    assert tuple(terminal.rows[0].cells) == (grapheme, "", "x")


def test_letters_are_not_joined_by_a_joiner(make: Make) -> None:
    terminal = make("a\u200db")
    assert len(terminal.rows[0].cells) == 2
    assert tuple(make("👩\u200d𠀀").rows[0].cells)[-2:] == ("𠀀", "")


def test_flags_are_pairs(make: Make) -> None:
    assert tuple(make("🇫🇷🇩🇪").rows[0].cells) == ("🇫🇷", "", "🇩🇪", "")


def test_cell_holds_a_bounded_number_of_marks(make: Make) -> None:
    terminal = make("a" + "\u0301" * 5000 + "b")
    assert len(terminal.rows[0].cells[0]) <= 32
    assert terminal.rows[0].cells[1] == "b"


def test_style_of_a_wide_character_covers_both_columns(make: Make) -> None:
    assert make("\x1b[31m世").rows[0].spans[0].end == 2


def test_private_characters_are_kept(make: Make) -> None:
    assert make("\ue0b0\U000f0001\U00100001").text[0] == "\ue0b0\U000f0001\U00100001"
