from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.engine.observations import LINE_BYTES, LogLine, Output
from desktop.model.logs.book import Book
from desktop.model.logs.levels import Level
from desktop.model.logs.patterns import BadPattern, Matcher, Pattern
from desktop.model.logs.rows import Row, RowKind
from desktop.model.logs.search import Search
from desktop.model.logs.view import Filter, View, ViewNews
from tests.support.aio import Aio

TEXTS = ["a", "b", "ab", "ERROR a", "  a", "  more", "INFO", "\tat x", "Traceback b", "a\x1b[1mb"]
LINES = st.lists(
    st.builds(
        lambda time, text, output: LogLine(f"{time:030d}", output, text.encode()),
        st.integers(0, 50),
        st.sampled_from(TEXTS),
        st.sampled_from(Output),
    ),
    max_size=8,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 1), LINES),
        st.sampled_from(["mark", "clear", "pause", "resume"]),
    ),
    max_size=10,
)
FILTERS = st.builds(
    Filter,
    sources=st.sampled_from([None, frozenset({0})]),
    outputs=st.sampled_from([None, frozenset({Output.STDERR})]),
    levels=st.sampled_from([None, frozenset({Level.ERROR}), frozenset({Level.NONE, Level.INFO})]),
    pattern=st.sampled_from([None, Pattern("a"), Pattern("^(a|ERR)", regex=True, case=True)]),
    without=st.booleans(),
    context=st.integers(0, 2),
)


def rows_of(view: View) -> list[Row]:
    return [view[place] for place in range(len(view))]


def texts_of(view: View) -> list[str]:
    return [
        row.raw.decode() if row.kind is RowKind.LINE else row.kind.name for row in rows_of(view)
    ]


def do(step: object, book: Book, view: View) -> None:
    match step:
        case (int(source), list(lines)):
            book.add(source, lines)
        case "mark":
            book.mark(RowKind.STOPPED, 1)
        case "clear":
            book.clear()
        case "pause":
            view.paused = True
        case "resume":
            view.paused = False


async def until_done(*busy: View | Search) -> None:
    while any(each.busy for each in busy):  # noqa: ASYNC110 - it works in the meantime
        await asyncio.sleep(0)


RUN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@given(STEPS, FILTERS)
@RUN
def test_a_view_that_followed_is_the_one_from_scratch(
    clock_aio: Aio, steps: list[object], wanted: Filter
) -> None:
    async def main() -> None:
        book = Book()
        view = View(book)
        view.show(wanted)
        for step in steps:
            do(step, book, view)
        view.paused = False
        again = View(book)
        again.show(wanted)
        await until_done(view, again)
        assert rows_of(view) == rows_of(again)
        view.show(Filter())
        assert len(view) == len(book)

    clock_aio(main())


@given(STEPS, FILTERS, st.integers(3, 20))
@RUN
def test_news_of_a_view_tell_what_has_changed(
    clock_aio: Aio, steps: list[object], wanted: Filter, most_rows: int
) -> None:
    async def main() -> None:
        book = Book(most_rows)
        view = View(book)
        view.show(wanted)
        copy = rows_of(view)

        def follow(news: ViewNews) -> None:
            del copy[: news.went]
            assert news.first <= len(copy)
            copy[news.first :] = [view[place] for place in range(news.first, len(view))]
            assert copy == rows_of(view)
            assert all(row.number < news.since for row in copy[: news.first])
            assert all(row.number >= news.since for row in copy[news.first :])

        view.changed.subscribe(follow)
        for step in steps:
            do(step, book, view)
            assert copy == rows_of(view)

    clock_aio(main())


@given(STEPS, FILTERS, st.sampled_from(["a", "more", "x|b"]), st.integers(3, 200))
@RUN
def test_a_search_that_followed_is_the_one_from_scratch(
    clock_aio: Aio, steps: list[object], wanted: Filter, text: str, most_rows: int
) -> None:
    async def main() -> None:
        book = Book(most_rows)
        view = View(book)
        search = Search(view, Pattern(text, regex=True))
        for count, step in enumerate(steps):
            do(step, book, view)
            if count == 2:
                view.show(wanted)
        await until_done(view, search)
        again = Search(view, search.pattern)
        await until_done(again)
        assert found(search) == found(again)
        matcher = Matcher(search.pattern)
        lines = [row for row in rows_of(view) if row.kind is RowKind.LINE]
        assert found(search) == [row.number for row in lines if matcher.matches(row.raw)]

    clock_aio(main())


def found(search: Search) -> list[int]:
    """The numbers of all that it finds, by going to each."""
    search.current = None
    return [number for _ in range(search.count) if (number := search.next()) is not None]


def book_of(*texts: str) -> Book:
    book = Book()
    book.add(0, [LogLine("", Output.STDOUT, text.encode()) for text in texts])
    return book


def test_context_is_shown_as_grep_shows_it(clock_aio: Aio) -> None:
    async def main() -> None:
        view = View(book_of("0x", "1", "2", "3", "4", "5x", "6", "7x", "8", "9", "10"))
        view.show(Filter(pattern=Pattern("x"), context=1))
        await until_done(view)
        assert texts_of(view) == ["0x", "1", "SEPARATOR", "4", "5x", "6", "7x", "8"]
        assert view.index_of(5) == 4
        assert view.index_of(9) == 8
        assert [view[place].number for place in range(len(view))] == [0, 1, 4, 4, 5, 6, 7, 8]

    clock_aio(main())


def test_a_trace_is_shown_whole_where_a_part_of_it_is_wanted(clock_aio: Aio) -> None:
    async def main() -> None:
        book = book_of("before", "ERROR x", "\tat one", "\tat two", "after")
        view = View(book)
        trace = ["ERROR x", "\tat one", "\tat two"]
        for wanted in (
            Filter(levels=frozenset({Level.ERROR})),
            Filter(pattern=Pattern("ERROR")),
            Filter(pattern=Pattern("two")),
        ):
            view.show(wanted)
            await until_done(view)
            assert texts_of(view) == trace
        view.show(Filter(pattern=Pattern("ERROR"), without=True))
        await until_done(view)
        assert view.spans("an ERROR") == []
        assert texts_of(view) == ["before", "after"]

    clock_aio(main())


def test_a_paused_view_stands_still(clock_aio: Aio) -> None:
    async def main() -> None:
        book = book_of("a")
        view = View(book)
        view.paused = True
        book.add(0, [LogLine("", Output.STDOUT, b"b")])
        assert texts_of(view) == ["a"]
        assert view.held_back == 1
        view.paused = False
        assert texts_of(view) == ["a", "b"]
        assert view.held_back == 0

    clock_aio(main())


def test_what_a_paused_view_shows_stays_however_much_comes(clock_aio: Aio) -> None:
    async def main() -> None:
        book = Book(3)
        view = View(book)
        book.add(0, [LogLine("", Output.STDOUT, b"%d" % number) for number in range(3)])
        view.paused = True
        book.add(0, [LogLine("", Output.STDOUT, b"%d" % number) for number in range(3, 5)])
        assert not book.full
        book.add(0, [LogLine("", Output.STDOUT, b"%d" % number) for number in range(5, 90)])
        assert texts_of(view) == ["0", "1", "2"]
        assert book.full
        assert (view.held_back, book.dropped) == (87, 0)
        view.paused = False
        assert texts_of(view) == ["87", "88", "89"]
        assert not book.full
        assert book.dropped == 87

    clock_aio(main())


def test_a_wrong_pattern_says_where_and_changes_nothing(clock_aio: Aio) -> None:
    async def main() -> None:
        view = View(book_of("a", "b"))
        with pytest.raises(BadPattern) as caught:
            view.show(Filter(pattern=Pattern("a(", regex=True)))
        assert caught.value.position == 2
        assert caught.value.message == "missing )"
        assert texts_of(view) == ["a", "b"]
        with pytest.raises(BadPattern):
            Search(view, Pattern("x" * 2000))

    clock_aio(main())


@pytest.mark.parametrize("length", [60, LINE_BYTES - 1])
def test_a_pattern_that_never_ends_is_given_up(clock_aio: Aio, length: int) -> None:
    async def main() -> None:
        view = View(book_of("first ab", "a" * length + "b", "a b"))
        search = Search(view, Pattern("(a|a|aa)+$", regex=True))
        await until_done(search)
        assert search.given_up
        view.show(Filter(pattern=Pattern("(a|a|aa)+$", regex=True)))
        await until_done(view)
        assert view.given_up
        view.show(Filter(pattern=Pattern("b")))
        assert not view.given_up
        await until_done(view)
        assert len(view) == 3

    clock_aio(main())


@pytest.mark.parametrize("is_regex", [False, True])
def test_all_that_is_kept_of_a_line_is_searched(clock_aio: Aio, is_regex: bool) -> None:
    async def main() -> None:
        filling = "x" * (LINE_BYTES - 100)
        view = View(
            book_of("first", f'{{"a": "{filling}", "needle": 1}}', "é" + filling + "needle")
        )
        wanted = Pattern("needle", regex=is_regex)
        search = Search(view, wanted)
        await until_done(search)
        assert found(search) == [1, 2]
        assert search.spans(filling + "needle") == [(len(filling), 6)]
        view.show(Filter(pattern=wanted))
        await until_done(view)
        assert [view[place].number for place in range(len(view))] == [1, 2]

    clock_aio(main())


def test_search_goes_round_and_marks_where_it_is(clock_aio: Aio) -> None:
    async def main() -> None:
        view = View(book_of("x1", "y", "X2", "x3"))
        search = Search(view, Pattern("x"))
        await until_done(search)
        assert search.count == 3
        assert search.place is None
        assert [search.next() for _ in range(4)] == [0, 2, 3, 0]
        assert search.previous() == 3
        assert search.place == 2
        assert search.next(0) == 2
        assert [search.has(number) for number in range(4)] == [True, False, True, True]
        assert search.spans("x and X") == [(0, 1), (6, 1)]
        for wanted, count in (
            (Pattern("x", case=True), 2),
            (Pattern("["), 0),
            (Pattern("none"), 0),
        ):
            search = Search(view, wanted)
            await until_done(search)
            assert search.count == count
        assert search.next() is None

    clock_aio(main())


def test_the_current_find_moves_with_its_row(clock_aio: Aio) -> None:
    async def main() -> None:
        book = Book()
        book.add(0, [LogLine("1", Output.STDOUT, b"one"), LogLine("3", Output.STDOUT, b"three")])
        search = Search(View(book), Pattern("three"))
        await until_done(search)
        search.next()
        book.add(1, [LogLine("2", Output.STDOUT, b"two")])
        await until_done(search)
        assert search.current == 2
        assert search.place == 0

    clock_aio(main())
