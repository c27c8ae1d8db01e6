from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.observations import LogLine, Output
from desktop.model.logs.book import Book
from desktop.model.logs.levels import Level, Levels, classify, said, stands_alone

NONE, TRACE, DEBUG, INFO, WARNING, ERROR, FATAL = Level


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("2024-01-01 12:00:00 ERROR something", ERROR),
        ("2024/01/01 00:00:00 [error] 29#29: *1 open() failed", ERROR),
        ("[warn] deprecated", WARNING),
        ("E0412 10:11:12.000000       1 server.go:1] refused", ERROR),
        ("I0412 10:11:12.000000       1 server.go:1] fine", INFO),
        ('time="2024-01-01" level=warning msg="slow"', WARNING),
        ("ts=1 caller=a.go lvl=dbug msg=x", DEBUG),
        ('{"level":"fatal","msg":"x"}', FATAL),
        ('{"time":1,"level":30,"msg":"pino"}', INFO),
        ('{"level":3,"short_message":"gelf"}', ERROR),
        ('{"severity": "CRITICAL"}', FATAL),
        ("ERROR:root:message", ERROR),
        ("WARNING  [module] message", WARNING),
        ("2024-01-01 00:00:00 UTC [1] LOG:  database system is ready", INFO),
        ("2024-01-01 00:00:00 UTC [1] FATAL:  password failed", FATAL),
        ("[2024-01-01T00:00:00Z INFO  app] message", INFO),
        ("2024-01-01 [Warning] [MY-010055] [Server] x", WARNING),
        ("error: unknown option", ERROR),
        ("dbug: Microsoft.Hosting[0]", DEBUG),
        ("trce: Microsoft.Hosting[0]", TRACE),
        ("npm ERR! code 1", ERROR),
        ('172.17.0.1 - - "GET /error/INFO.html" 200', NONE),
        ("informative", NONE),
        ("the warning signs", NONE),
        ("", NONE),
    ],
)
def test_a_line_tells_its_level(line: str, level: Level) -> None:
    assert said(line) is level


def book_of(text: str, output: Output = Output.STDOUT) -> Book:
    book = Book()
    lines = textwrap.dedent(text).strip("\n").split("\n")
    book.add(0, [LogLine("", output, line.encode()) for line in lines])
    return book


TRACES = {
    "java": """
        INFO before
        ERROR request failed
        java.lang.IllegalStateException: no
        \tat a.B.c(B.java:1)
        \tat a.B.d(B.java:2)
        Caused by: java.io.IOException: gone
        \tat a.B.e(B.java:3)
        \t... 2 more
        INFO after
    """,
    "python": """
        INFO before
        ERROR:root:failed
        Traceback (most recent call last):
          File "a.py", line 1, in f
            g()
        KeyError: 'x'

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "a.py", line 2, in f
        ValueError: no
        INFO after
    """,
    "go": """
        INFO before
        panic: runtime error: index out of range

        goroutine 1 [running]:
        main.main()
        \t/app/main.go:7 +0x1d
        exit status 2
        INFO after
    """,
}


@pytest.mark.parametrize("text", TRACES.values(), ids=TRACES.keys())
def test_a_trace_belongs_to_the_line_that_begins_it(text: str) -> None:
    book = book_of(text)
    levels = Levels(book)
    last = book.end - 1
    grave = levels.level(1)
    assert grave >= ERROR
    assert [levels.level(n) for n in range(book.end)] == [INFO, *(grave,) * (last - 1), INFO]
    assert [levels.head(n) for n in range(book.end)] == [0, *(1,) * (last - 1), last]


def test_what_is_indented_after_a_level_belongs_to_it() -> None:
    levels = Levels(book_of("WARN\n  more\nplain\n  indented"))
    assert [levels.level(n) for n in range(4)] == [WARNING, WARNING, NONE, NONE]
    assert levels.head(3) == 3


def test_the_outputs_and_sources_do_not_mix() -> None:
    book = Book()
    book.add(0, [LogLine("1", Output.STDERR, b"ERROR"), LogLine("2", Output.STDOUT, b"  out")])
    book.add(1, [LogLine("3", Output.STDERR, b"  other")])
    book.add(0, [LogLine("4", Output.STDERR, b"  more")])
    levels = Levels(book)
    assert [levels.level(n) for n in range(4)] == [ERROR, NONE, NONE, ERROR]
    assert levels.head(3) == 0


PIECES = [line for text in TRACES.values() for line in textwrap.dedent(text).split("\n")]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(lines: list[str], random: object) -> None:
    made = [LogLine("", Output.STDOUT, line.encode()) for line in lines]
    in_order, at_random = Book(), Book()
    in_order.add(0, made)
    at_random.add(0, made)
    numbers = list(range(len(lines)))
    expected = [Levels(in_order).level(number) for number in numbers]
    random.shuffle(numbers)  # type: ignore[attr-defined]
    levels = Levels(at_random)
    found = {number: levels.level(number) for number in numbers}
    assert [found[number] for number in range(len(lines))] == expected


@given(st.one_of(st.text(), st.sampled_from(PIECES)), st.integers(0, 31))
def test_a_line_that_stands_alone_has_one_mark(text: str, before: int) -> None:
    if stands_alone(text):
        assert classify(text, before) == classify(text, 0)
