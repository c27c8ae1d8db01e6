from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.observations import LogLine, Output
from desktop.model.logs import chunk as chunk_module
from desktop.model.logs.book import Book, News
from desktop.model.logs.rows import Row, RowKind


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few rows fill several."""
    monkeypatch.setattr("desktop.model.logs.book.CHUNK_ROWS", 4)
    monkeypatch.setattr("desktop.model.logs.book.CHUNK_BYTES", 64)
    monkeypatch.setattr(chunk_module, "MOST_ROWS", 4)
    monkeypatch.setattr(chunk_module, "MOST_BYTES", 64)


def made(time: int, text: bytes, output: Output = Output.STDOUT, more: int = 0) -> LogLine:
    return LogLine(f"2024-01-01T00:00:{time:02d}.000000000Z", output, text, more)


LINES = st.builds(
    made,
    st.integers(0, 59),
    st.binary(max_size=40).map(lambda text: text.replace(b"\n", b"")),
    st.sampled_from(Output),
    st.integers(0, 2),
)
ADDS = st.lists(
    st.tuples(st.integers(0, 2), st.lists(LINES, max_size=12), st.sampled_from((0, 0, 0, 7))),
    max_size=12,
)


def rows_of(book: Book) -> list[Row]:
    return [book[number] for number in range(book.begin, book.end)]


@given(ADDS)
def test_every_line_is_kept_once_in_its_containers_order(
    adds: list[tuple[int, list[LogLine], int]],
) -> None:
    book = Book()
    expected = defaultdict(list)
    for source, lines, skipped in adds:
        book.add(source, lines, skipped=skipped)
        expected[source] += lines
    for source, lines in expected.items():
        kept = [
            LogLine(row.time, row.output, row.raw, row.more)
            for row in rows_of(book)
            if row.source == source and row.kind is RowKind.LINE
        ]
        assert kept == lines


@given(ADDS)
def test_lines_of_several_containers_are_in_the_order_of_time(
    adds: list[tuple[int, list[LogLine], int]],
) -> None:
    book = Book()
    for source, lines, _skipped in adds:
        in_order = sorted(lines, key=lambda line: line.time)
        book.add(source, in_order)
    latest: dict[int, str] = defaultdict(str)
    times = []
    for row in rows_of(book):
        latest[row.source] = max(latest[row.source], row.time)  # a clock that ran backwards
        times.append(latest[row.source])
    assert times == sorted(times)


@given(ADDS, st.integers(1, 20), st.integers(1, 300))
def test_it_is_bounded_and_its_counts_add_up(
    adds: list[tuple[int, list[LogLine], int]], most_rows: int, most_bytes: int
) -> None:
    book = Book(most_rows, most_bytes)
    taken = skipped = 0
    for source, lines, more in adds:
        book.add(source, lines, skipped=more)
        taken += len(lines) + more
        skipped += more
        rows = rows_of(book)
        assert len(rows) == len(book) <= most_rows
        assert sum(len(row.raw) for row in rows) <= most_bytes
        assert (book.taken, book.skipped) == (taken, skipped)
        kept = sum(row.kind is RowKind.LINE for row in rows)
        assert book.lines == kept
        assert taken == kept + book.dropped + skipped


@given(ADDS, st.integers(3, 30))
@settings(max_examples=200)
def test_news_tell_what_has_changed_and_where_rows_are_now(
    adds: list[tuple[int, list[LogLine], int]], most_rows: int
) -> None:
    book = Book(most_rows)
    told: list[News] = []
    book.changed.subscribe(told.append)
    copy: dict[int, Row] = {}
    for source, lines, skipped in adds:
        before = dict(copy)
        book.add(source, lines, skipped=skipped)
        (news,) = told
        told.clear()
        copy = {number: row for number, row in copy.items() if news.begin <= number < news.since}
        for number in range(news.since, news.end):
            copy[number] = book[number]
        assert list(copy.values()) == rows_of(book)
        for number, row in before.items():
            now = news.moved(number)
            if now >= book.begin:
                assert book[now][1:] == row[1:]


def test_markers_are_rows_of_their_own() -> None:
    book = Book()
    book.add(0, [made(1, b"one"), made(3, b"three")])
    book.mark(RowKind.DISCONNECTED, time="2024-01-01T00:00:09.000000000Z")
    book.add(1, [made(2, b"two"), made(4, b"four")])
    kinds = [
        (row.raw.decode(), row.kind.name, row.source, row.time[17:19]) for row in rows_of(book)
    ]
    assert kinds == [
        ("one", "LINE", 0, "01"),
        ("two", "LINE", 1, "02"),
        ("three", "LINE", 0, "03"),
        ("", "DISCONNECTED", -1, "09"),
        ("four", "LINE", 1, "04"),
    ]


def test_a_cleared_book_counts_anew_and_numbers_on() -> None:
    book = Book()
    book.add(0, [made(second, b"x") for second in range(10)])
    book.clear("2024-01-01T00:00:09.000000000Z")
    assert [row.kind for row in rows_of(book)] == [RowKind.CLEARED]
    assert book.begin == 10
    book.add(0, [made(2, b"late")])
    assert book[11].raw == b"late"
    assert (book.taken, book.lines, book.dropped) == (1, 1, 0)


def test_a_time_that_is_none_stands_after_the_line_before() -> None:
    book = Book()
    book.add(0, [made(5, b"a"), LogLine("", Output.STDOUT, b"b")])
    book.add(1, [made(6, b"c")])
    book.add(0, [LogLine("", Output.STDOUT, b"d")])
    assert [row.raw for row in rows_of(book)] == [b"a", b"b", b"d", b"c"]
    assert book[1].time == ""
