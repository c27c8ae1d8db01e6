"""Links on the screen: what they lead to, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.terminal.cells import PLAIN, Row, Span
from desktop.terminal.links import is_openable, link_at, urls_in
from tests.terminal.fake_terminal import written


def urls(text: str) -> list[str]:
    return [text[start:end] for start, end in urls_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.com.", ["https://example.com"]),
        ("(see http://example.com/a)", ["http://example.com/a"]),
        ("https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("[x](https://example.com/?q=[1])", ["https://example.com/?q=[1]"]),
        ("<https://example.com/a>, \"http://b.c/\"", ["https://example.com/a", "http://b.c/"]),
        ("'https://example.com/it's'!", ["https://example.com/it's"]),
        ("│https://example.com/x│", ["https://example.com/x"]),
        ("请看https://example.com/路径。好", ["https://example.com/路径"]),
        ("HTTPS://EXAMPLE.COM/A", ["HTTPS://EXAMPLE.COM/A"]),
        ("http://localhost:8080/ http://[::1]:80/", ["http://localhost:8080/", "http://[::1]:80/"]),
        ("https://a.b/c?d=e&f=%20#g;h", ["https://a.b/c?d=e&f=%20#g;h"]),
        ("x\u202ehttps://a.b/\u202ecod.exe", ["https://a.b/"]),
        ("https:// http://. http://[ https:///x", []),
        ("xhttp://a.b file:///etc/passwd javascript:alert(1) mailto:a@b ftp://a.b", []),
        ("shttp://a.b", []),
    ],
)  # fmt: skip
def test_addresses_in_a_text(text: str, found: list[str]) -> None:
    assert urls(text) == found


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.c", "ssh://a.b", "//a.b", "a.b",
        "https://", "https:///etc", "http://[::1", "http://a.b/\n", " http://a.b", "http://a.b/\x1b",
        "http://a.b/\u202e", "http://a.b/" + "x" * 5000, "x-http://a.b", "data:text/html,x", "",
    ],
)  # fmt: skip
def test_nothing_else_is_ever_offered(target: str) -> None:
    assert not is_openable(target)
    terminal = written("click")
    terminal.kept[0] = Row("click", (Span(0, 5, PLAIN, target),))
    assert link_at(terminal, 0, 2) is None


def test_marked_link_leads_where_it_says_not_where_it_reads() -> None:
    terminal = written("https://good.example/")
    terminal.kept[0] = Row("http://good/ x", (Span(0, 12, PLAIN, "https://evil.example/"),))
    link = link_at(terminal, 0, 3)
    assert link.target == "https://evil.example/"
    assert link.marked
    assert (link.start, link.end) == ((0, 0), (0, 12))
    assert link_at(terminal, 0, 13) is None


def test_marked_link_that_is_not_offered_hides_no_plain_one_elsewhere() -> None:
    terminal = written("x")
    terminal.kept[0] = Row("http://a.b http://c.d", (Span(0, 10, PLAIN, "file:///x"),))
    assert link_at(terminal, 0, 3) is None
    assert link_at(terminal, 0, 13).target == "http://c.d"


def test_links_go_on_in_the_next_row() -> None:
    url = "https://example.com/a/long/path"
    terminal = written(f"at {url} end", columns=12)
    for line, column in [(0, 3), (0, 11), (1, 0), (2, 9)]:
        link = link_at(terminal, line, column)
        assert link.target == url
        assert (link.start, link.end) == ((0, 3), (2, 10))
    assert link_at(terminal, 0, 2) is None
    assert link_at(terminal, 2, 10) is None

    marked = "https://e.x/"
    terminal.kept[0] = Row(
        "ab", (Span(0, 2, PLAIN, "http://o.x"), Span(8, 12, PLAIN, marked)), wrapped=True
    )
    terminal.kept[1] = Row("cdef", (Span(0, 2, PLAIN, marked), Span(2, 4, PLAIN, marked)))
    link = link_at(terminal, 1, 3)
    assert (link.target, link.start, link.end) == (marked, (0, 8), (1, 4))
    assert link.columns_in(0, 12) == (8, 12)
    assert link.columns_in(1, 12) == (0, 4)


def test_columns_count_wide_characters() -> None:
    terminal = written("日本 http://a.b/ 語", columns=30)
    link = link_at(terminal, 0, 5)
    assert (link.target, link.start, link.end) == ("http://a.b/", (0, 5), (0, 16))
    assert link_at(terminal, 0, 4) is None


def test_there_is_no_link_where_nothing_is() -> None:
    terminal = written("x")
    for line, column in [(0, 19), (2, 0), (99, 0), (-1, 0)]:
        assert link_at(terminal, line, column) is None


@given(text=st.text(st.sampled_from("http:/s.[]()@'a日\u202e ,"), max_size=60))
def test_whatever_is_found_may_be_opened(text: str) -> None:
    assert all(is_openable(url) for url in urls("http://" + text))
