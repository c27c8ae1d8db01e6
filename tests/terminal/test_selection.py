"""What is selected, against a reference that looks at one cell after the other."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.terminal.cells import Row
from desktop.terminal.logical_lines import Position
from desktop.terminal.selection import (
    Selection,
    Unit,
    begin,
    clipped,
    everything,
    extended,
    selected_text,
)
from tests.terminal.fake_terminal import FakeTerminal, written


def selected(
    terminal: FakeTerminal, start: tuple[int, int], end: tuple[int, int], unit: Unit
) -> Selection:
    return extended(begin(terminal, Position(*start), unit), terminal, Position(*end))


def text_of(
    terminal: FakeTerminal,
    start: tuple[int, int],
    end: tuple[int, int],
    unit: Unit = Unit.CHARACTER,
) -> str:
    return selected_text(terminal, selected(terminal, start, end, unit))


def word_at(terminal: FakeTerminal, line: int, column: int, **how: str) -> str:
    return selected_text(terminal, begin(terminal, Position(line, column), Unit.WORD, **how))


def test_characters_from_boundary_to_boundary() -> None:
    terminal = written("hello world", "second", "third")
    assert text_of(terminal, (0, 6), (0, 11)) == "world"
    assert text_of(terminal, (0, 11), (0, 6)) == "world"
    assert text_of(terminal, (0, 6), (1, 3)) == "world\nsec"
    assert text_of(terminal, (0, 4), (0, 6)) == "o "
    assert text_of(terminal, (1, 3), (1, 3)) == ""
    assert text_of(terminal, (0, 15), (2, 2)) == "\nsecond\nth"


def test_rows_that_were_wrapped_are_joined() -> None:
    terminal = written("one two three four five six", "end", columns=10)
    assert [row.text for row in terminal.kept] == ["one two th", "ree four f", "ive six", "end"]
    assert text_of(terminal, (0, 4), (3, 3)) == "two three four five six\nend"
    assert text_of(terminal, (0, 0), (0, 10)) == "one two th"


def test_blank_at_the_end_of_a_wrapped_row_is_part_of_the_line() -> None:
    terminal = written("0123456 8 next", columns=10)
    assert terminal.kept[0].cells == "0123456 8"
    assert text_of(terminal, (0, 0), (1, 9)) == "0123456 8 next"
    assert text_of(terminal, (0, 9), (1, 2)) == " ne"


def test_column_that_a_wide_character_left_free_is_no_blank() -> None:
    terminal = written("012345678日本", columns=10)
    assert text_of(terminal, (0, 0), (1, 9)) == "012345678日本"


def test_wide_characters_are_never_cut_in_half() -> None:
    terminal = written("a日本b")
    row = terminal.kept[0]
    half = selected(terminal, (0, 2), (0, 4), Unit.CHARACTER)
    assert half.columns_in(0, row, 20) == (1, 5)
    assert selected_text(terminal, half) == "日本"
    assert text_of(terminal, (0, 2), (0, 4), Unit.BLOCK) == "日本"
    assert selected(terminal, (0, 2), (0, 2), Unit.CHARACTER).columns_in(0, row, 20) is None


def test_blanks_at_the_ends_of_lines_are_left_out() -> None:
    terminal = written("a")
    terminal.kept[:2] = [Row("ab   "), Row(("c", "e\u0301", " ", " "))]
    assert text_of(terminal, (0, 0), (2, 5)) == "ab\nce\u0301\n"


def test_block_takes_the_same_columns_of_each_row() -> None:
    terminal = written("abcdef", "gh", "ijklmn")
    assert text_of(terminal, (2, 4), (0, 1), Unit.BLOCK) == "bcd\nh\njkl"
    block = selected(terminal, (0, 4), (2, 1), Unit.BLOCK)
    assert [block.columns_in(line, row, 20) for line, row in enumerate(terminal.kept)] == [
        (1, 4)
    ] * 3
    wrapped = written("0123456789abc", columns=10)
    assert text_of(wrapped, (0, 1), (1, 3), Unit.BLOCK) == "12\nbc"


@pytest.mark.parametrize(
    ("line", "clicked", "word"),
    [
        ("say hello, world", "hell", "hello"),
        ("cat /usr/local/bin/x-y_z.txt now", "local", "/usr/local/bin/x-y_z.txt"),
        ("cp ~/a.b ../c", "~", "~/a.b"),
        ("cp ~/a.b ../c", "../", "../c"),
        ("ls ..", "..", ".."),
        ("run --rm=true x", "rm", "--rm=true"),
        ("see (https://example.com/a_(b)?c=d#e).", "example", "https://example.com/a_(b)?c=d#e"),
        ("at http://user:pw@[::1]:8080/x, then", "8080", "http://user:pw@[::1]:8080/x"),
        ("error: file.py:12", "error", "error"),
        ("a  b", "  ", "  "),
        ("x = [1]", "[", "["),
        ("naïve e\u0301tude", "e\u0301", "e\u0301tude"),
        ("日本 語", "本", "日本"),
    ],
)
def test_double_click_selects_what_is_meant(line: str, clicked: str, word: str) -> None:
    terminal = written(line, columns=60)
    cells = [*terminal.kept[0].cells]
    before = "".join(cells).index(clicked)
    column = next(i for i in range(len(cells)) if len("".join(cells[:i])) >= before)
    assert word_at(terminal, 0, column) == word


def test_word_goes_on_in_the_next_row() -> None:
    terminal = written("look at https://example.com/a/long/path here", columns=16)
    for line, column in [(0, 12), (1, 3), (2, 1)]:
        assert word_at(terminal, line, column) == "https://example.com/a/long/path"


def test_what_belongs_to_a_word_is_a_setting() -> None:
    terminal = written("a-b:c")
    assert word_at(terminal, 0, 0) == "a-b"
    assert word_at(terminal, 0, 0, word_characters="-:") == "a-b:c"
    assert word_at(terminal, 0, 0, word_characters="") == "a"


def test_double_click_on_nothing_selects_nothing() -> None:
    terminal = written("abc")
    assert begin(terminal, Position(0, 9), Unit.WORD).is_empty
    assert begin(terminal, Position(99, 0), Unit.WORD).is_empty


def test_drag_after_a_double_click_selects_whole_words_both_ways() -> None:
    terminal = written("alpha beta gamma")
    selection = begin(terminal, Position(0, 7), Unit.WORD)
    assert selected_text(terminal, selection) == "beta"
    assert selected_text(terminal, extended(selection, terminal, Position(0, 12))) == "beta gamma"
    back = extended(extended(selection, terminal, Position(0, 12)), terminal, Position(0, 1))
    assert selected_text(terminal, back) == "alpha beta"


def test_triple_click_selects_the_whole_line_however_it_is_wrapped() -> None:
    terminal = written("first", "one two three four five six", "last", columns=10)
    for line in (1, 2, 3):
        selection = begin(terminal, Position(line, 4), Unit.LINE)
        assert selected_text(terminal, selection) == "one two three four five six"
    assert text_of(terminal, (2, 0), (4, 1), Unit.LINE) == "one two three four five six\nlast"


def test_selection_stays_on_its_text_and_is_cut_off_where_that_is_forgotten() -> None:
    terminal = written("one", "two", "three", "four", "five", rows=2)
    selection = selected(terminal, (1, 1), (3, 2), Unit.CHARACTER)
    terminal.kept.append(Row("six"))
    assert selected_text(terminal, selection) == "wo\nthree\nfo"
    terminal.scroll_off(2)
    assert selected_text(terminal, selection) == "three\nfo"
    terminal.scroll_off(2)
    assert selected_text(terminal, selection) == ""
    assert clipped(selection, terminal) is None


def test_block_that_is_cut_off_keeps_its_columns() -> None:
    terminal = written("abc", "def", "ghi", "jkl", rows=2)
    selection = selected(terminal, (0, 1), (2, 2), Unit.BLOCK)
    terminal.scroll_off(1)
    assert selected_text(terminal, selection) == "e\nh"


def test_selection_is_void_once_rows_are_numbered_anew() -> None:
    terminal = written("one", "two", "three")
    selection = everything(terminal)
    assert selected_text(terminal, selection) == "one\ntwo\nthree"
    terminal.numbering += 1
    assert selected_text(terminal, selection) == ""


def test_drag_may_go_on_when_its_begin_is_forgotten() -> None:
    terminal = written("one", "two", "three", "four", "five", rows=2)
    selection = begin(terminal, Position(0, 1), Unit.WORD)
    terminal.scroll_off(2)
    grown = extended(selection, terminal, Position(3, 1))
    assert selected_text(terminal, grown) == "three\nfour"


LINES = st.lists(
    st.text(st.sampled_from("ab ./日é語"), max_size=30).map(lambda line: line.rstrip(" ")),
    min_size=3,
    max_size=8,
)


def naive(terminal: FakeTerminal, selection: Selection) -> str:
    """The text by the cell: which are covered, and where a line ends."""
    pieces, last = [], selection.end.line
    for number in range(selection.start.line, last + 1):
        row = terminal.kept[number - terminal.first_line]
        cells = [*row.cells] + [" "] * (terminal.columns - len(row.cells))
        following = terminal.kept[number + 1 - terminal.first_line :][:1]
        is_free = (
            len(row.cells) < terminal.columns and following and following[0].cells[1:2] == ("",)
        )
        if row.wrapped and is_free:
            cells.pop()
        covered = set()
        for column, cell in enumerate(cells):
            if selection.start <= (number, column) < selection.end:
                covered.add(column)
                if cell == "":
                    covered.add(column - 1)
        text = "".join(cells[column] for column in sorted(covered))
        if row.wrapped:
            pieces.append(text)
            continue
        blanks = len("".join(cells)) - len("".join(cells).rstrip(" "))
        cut = max((column + 1 for column in covered), default=0) - (len(cells) - blanks)
        pieces.append(text[: max(0, len(text) - max(0, cut))])
        if number < last:
            pieces.append("\n")
    return "".join(pieces)


@given(lines=LINES, columns=st.integers(2, 12), data=st.data())
def test_selected_text_is_what_is_covered(
    lines: list[str], columns: int, data: st.DataObject
) -> None:
    terminal = written(*lines, columns=columns)
    positions = st.tuples(st.integers(0, len(terminal.kept) - 1), st.integers(0, columns))
    start, end = data.draw(positions), data.draw(positions)
    selection = selected(terminal, start, end, Unit.CHARACTER)
    assert selected_text(terminal, selection) == naive(terminal, selection)
    other_way = selected(terminal, end, start, Unit.CHARACTER)
    assert replace(other_way, anchor=selection.anchor, head=selection.head) == selection


@given(lines=LINES, columns=st.integers(2, 12), data=st.data())
def test_what_is_painted_is_whole_and_what_a_click_selects_holds_it(
    lines: list[str], columns: int, data: st.DataObject
) -> None:
    terminal = written(*lines, columns=columns)
    positions = st.builds(
        Position, st.integers(0, len(terminal.kept) - 1), st.integers(0, columns - 1)
    )
    start, end = data.draw(positions), data.draw(positions)
    unit = data.draw(st.sampled_from(Unit))
    selection = selected(terminal, start, end, unit)
    for number, row in enumerate(terminal.kept):
        covered = selection.columns_in(number, row, columns)
        if covered is None:
            continue
        for boundary in covered:
            assert boundary >= len(row.cells) or row.cells[boundary] != ""
    if unit is Unit.LINE or (unit is Unit.WORD and not selection.is_empty):
        assert selection.start <= min(start, end) or unit is Unit.WORD
        assert selected_text(terminal, selection) in selected_text(terminal, everything(terminal))


# A blank in the last column and a wide character after it is the one thing that rows don't tell.
UNAMBIGUOUS = st.one_of(
    *[
        st.lists(
            st.text(st.sampled_from(letters), max_size=30).map(lambda line: line.rstrip(" ")),
            min_size=3,
            max_size=8,
        )
        for letters in ("ab ./é", "ab./日é語")
    ]
)


@given(lines=UNAMBIGUOUS, columns=st.integers(2, 12))
def test_everything_selected_is_what_was_written(lines: list[str], columns: int) -> None:
    terminal = written(*lines, columns=columns)
    assert selected_text(terminal, everything(terminal)) == "\n".join(lines)


def test_selection_of_a_full_scrollback_reads_each_row_about_once() -> None:
    choices = random.Random(3)
    lines = ["x" * choices.randrange(60) for _ in range(10_000)]
    terminal = written(*lines, columns=80)
    assert selected_text(terminal, everything(terminal)) == "\n".join(lines)
    assert terminal.asked < 11_000
