"""Searching in what a terminal keeps."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.terminal import search
from desktop.terminal.cells import Row
from desktop.terminal.logical_lines import Extent, Position
from desktop.terminal.search import MOST_MATCHES, BadPattern, Query, Search
from tests.terminal.fake_terminal import FakeTerminal, wrapped, written


def done(terminal: FakeTerminal, query: Query) -> Search:
    found = Search(terminal, query)
    while not found.step():
        pass
    return found


def found_in(terminal: FakeTerminal, text: str, **how: bool) -> list[tuple[int, int, int, int]]:
    return [(*m.start, *m.end) for m in done(terminal, Query(text, **how)).matches]


def test_text_is_found_where_it_stands() -> None:
    terminal = written("one two", "two", "three")
    assert found_in(terminal, "two") == [(0, 4, 0, 7), (1, 0, 1, 3)]
    assert found_in(terminal, "t.o") == []
    assert found_in(terminal, "t.o", regex=True) == [(0, 4, 0, 7), (1, 0, 1, 3)]
    assert found_in(terminal, "") == []
    assert found_in(terminal, "x*", regex=True) == []


def test_text_is_found_across_rows_that_were_wrapped() -> None:
    terminal = written("one two three four", "next", columns=6)
    assert found_in(terminal, "two three") == [(0, 4, 2, 1)]
    assert found_in(terminal, "four") == [(2, 2, 2, 6)]
    assert found_in(terminal, r"r\w*$", regex=True) == [(2, 5, 2, 6)]
    assert found_in(terminal, "fournext") == []


def test_columns_are_right_after_wide_characters() -> None:
    terminal = written("日本e\u0301語 x日", columns=20)
    assert found_in(terminal, "語 x") == [(0, 5, 0, 9)]
    assert found_in(terminal, "日") == [(0, 0, 0, 2), (0, 9, 0, 11)]


@pytest.mark.parametrize(
    ("query", "minds"),
    [
        (Query("error"), False),
        (Query("Error"), True),
        (Query(r"\S+ error", regex=True), False),
        (Query(r"\S+ Error", regex=True), True),
        (Query("Error", case=False), False),
        (Query("error", case=True), True),
    ],
)
def test_case_counts_if_there_is_a_capital(query: Query, minds: bool) -> None:
    terminal = written("an Error", "an ERROR")
    assert query.minds_case is minds
    found = done(terminal, query).matches
    assert len(found) == (0 if query.case else 1 if minds else 2)


def test_newest_comes_first_and_each_has_its_number() -> None:
    terminal = written("a a", "b", "a")
    found = done(terminal, Query("a"))
    newest = found.older(Position(99, 0))
    assert newest == Extent(Position(2, 0), Position(2, 1))
    middle = found.older(newest.start)
    assert middle.start == (0, 2)
    assert found.older(middle.start).start == (0, 0)
    assert found.older(Position(0, 0)) is None
    assert found.newer(middle.start) == newest
    assert found.newer(newest.start) is None
    assert [found.number_of(match) for match in found.matches] == [3, 2, 1]


def test_rows_are_asked_for_their_marks() -> None:
    terminal = written("a b", "one two three four", "b", columns=6)
    found = done(terminal, Query("two three|b", regex=True))
    assert [m.start for m in found.in_rows(0, 1)] == [(0, 2)]
    assert [m.start for m in found.in_rows(1, 3)] == [(1, 4)]
    assert [m.start for m in found.in_rows(2, 3)] == [(1, 4)]
    assert [m.start for m in found.in_rows(3, 5)] == [(1, 4), (4, 0)]
    match = found.in_rows(2, 3)[0]
    assert [match.columns_in(line, 6) for line in range(5)] == [None, (4, 6), (0, 6), (0, 1), None]


def test_work_is_done_in_steps_the_newest_rows_first() -> None:
    terminal = written(*[f"line {number}" for number in range(10_000)])
    found = Search(terminal, Query("line"))
    assert not found.step(0)
    assert [match.start.line for match in found.matches] == [9999]
    steps = 0
    while not found.step(0):
        steps += 1
    assert steps == 9_998
    assert len(found.matches) == 10_000
    assert terminal.asked < 11_000


def test_what_is_written_meanwhile_is_found_after_a_refresh() -> None:
    terminal = written("x 0", "x 1", "x 2", "prompt")
    found = Search(terminal, Query("x"))
    found.step(0)
    terminal.kept[-1] = Row("x 3 (the screen changed)")
    terminal.kept.append(Row("x 4"))
    found.refresh()
    while not found.step(0):
        pass
    assert [match.start.line for match in found.matches] == [0, 1, 2, 3, 4]
    terminal.kept[-1] = Row("gone")
    found.refresh()
    assert found.step()
    assert [match.start.line for match in found.matches] == [0, 1, 2, 3]


def test_what_scrolls_off_is_forgotten() -> None:
    terminal = written("x", "x", "x", "x", "x")
    found = done(terminal, Query("x"))
    terminal.scroll_off(2)
    found.refresh()
    assert found.step()
    assert [match.start.line for match in found.matches] == [2, 3, 4]


def test_rows_numbered_anew_are_searched_anew() -> None:
    terminal = written("x", "y", "z", "x")
    found = done(terminal, Query("x"))
    terminal.kept = [Row("y"), Row("x"), Row("z")]
    terminal.numbering += 1
    assert found.step()
    assert [match.start for match in found.matches] == [(1, 0)]


def test_line_without_end_is_searched_in_pieces() -> None:
    terminal = FakeTerminal(10, wrapped("needle hay" * 3_000, 10))
    assert len(found_in(terminal, "needle")) == 3_000


def test_count_is_bounded() -> None:
    terminal = written(*["x" * 50] * 300, columns=60)
    found = done(terminal, Query("x"))
    assert found.is_cut_off
    assert len(found.matches) == MOST_MATCHES
    assert found.matches[-1].start == (299, 49)


def test_pattern_that_takes_too_long_is_given_up() -> None:
    terminal = written("a" * 30 + "!", *["b"] * 5, columns=60)
    found = done(terminal, Query("(a|aa)+$", regex=True))
    assert found.is_too_slow
    found.refresh()
    assert found.is_done


def test_pattern_that_is_slow_on_every_line_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10_000_000))
    monkeypatch.setattr(search.time, "perf_counter", lambda: next(clock) * 0.001)
    terminal = written(*["a"] * 3_000)
    found = done(terminal, Query("b", regex=True))
    assert found.is_too_slow
    assert terminal.asked < 2_000


@pytest.mark.parametrize("pattern", ["(", "a{99999999999}", "[", "x" * 1001])
def test_wrong_pattern_says_so(pattern: str) -> None:
    with pytest.raises(BadPattern):
        Search(written("x"), Query(pattern, regex=True))


@given(
    lines=st.lists(st.text("ab日 ", max_size=40), min_size=3, max_size=8),
    columns=st.integers(2, 9),
    text=st.text("ab日", min_size=1, max_size=3),
    seed=st.integers(),
)
def test_matches_are_those_of_the_lines_whatever_happens_between(
    lines: list[str], columns: int, text: str, seed: int
) -> None:
    choices = random.Random(seed)
    lines = [re.sub(" +日", "日", line).rstrip(" ") for line in lines]
    terminal = written(*lines[:3], columns=columns)
    found = Search(terminal, Query(text))
    for line in lines[3:]:
        for _ in range(choices.randrange(3)):
            found.step(0)
        terminal.kept += wrapped(line, columns)
        found.refresh()
    while not found.step(0):
        pass
    count = sum(len(re.findall(text, line)) for line in lines)
    assert len(found.matches) == count
    assert list(found.matches) == sorted(found.matches, key=lambda match: match.start)
