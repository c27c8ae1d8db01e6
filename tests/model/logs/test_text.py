from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.logs.text import TAB, Span, Style, plain, styled, text_of

PIECES = st.one_of(
    st.binary(max_size=8),
    st.text(max_size=8).map(str.encode),
    st.sampled_from(
        [
            b"\x1b[31m", b"\x1b[0m", b"\x1b[1;38;5;200m", b"\x1b[38;2;1;2;3;4m", b"\x1b[2J", b"\r",
            b"\t", b"\x1b]52;c;cm0=\x07", b"\x9b31m", "\u202eevil".encode(), "\u200b".encode(),
            b"\x00", b"\x08", b"\xff\xfe", b"text", b"\x1b[38;5m", b"\x1b[", b"\x1b[999999999m",
        ]
    ),
)  # fmt: skip
LINES = st.lists(PIECES, max_size=12).map(b"".join)
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@given(LINES)
def test_nothing_hostile_survives(raw: bytes) -> None:
    text = plain(raw).text
    assert not [c for c in text if unicodedata.category(c) in UNSEEN]
    text.encode()


@given(LINES)
def test_spans_lie_in_order_within_the_text(raw: bytes) -> None:
    shown = plain(raw)
    end = 0
    for span in shown.spans:
        assert span.start >= end
        assert span.length > 0
        assert span.style != Style()
        end = span.start + span.length
    assert end <= len(shown.text)


@given(LINES)
def test_the_text_alone_is_the_text_that_is_shown(raw: bytes) -> None:
    assert text_of(raw) == plain(raw).text


VISIBLE = st.characters(
    categories=("L", "N", "P", "S", "M"), exclude_characters="\u115f\u1160\u2800\u3164\uffa0"
)


@given(st.text(VISIBLE.filter(lambda character: character < "\U000e0000")))
def test_what_can_be_seen_is_shown_as_it_is(text: str) -> None:
    assert plain(text.encode()) == (text, ())


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\0b\x1b]0;title\x07", "a^@b^[]0;title^G"),
        (b"\xff\xc3", "‹FF›‹C3›"),
        ("\u202eabc\u2066".encode(), "‹U+202E›abc‹U+2066›"),
        ("\x9b31m".encode(), "‹U+009B›31m"),
        (b"a\tb", "a" + " " * (TAB - 1) + "b"),
        (b"\x1b[31mab\x1b[0m\tc", "ab" + " " * (TAB - 2) + "c"),
        (b"10 %\r20 %\r100 %", "100 %"),
        (b"longer than\rthis", "longer than^Mthis"),
        (b"hidden\x08\rover it", "hidden^H^Mover it"),
        (b"line\r", "line"),
        ("日本語 naïve 🐳".encode(), "日本語 naïve 🐳"),
    ],
)
def test_a_line_reads_as(raw: bytes, text: str) -> None:
    assert plain(raw).text == text
    assert text_of(raw) == text


@pytest.mark.parametrize(
    ("parameters", "style"),
    [
        ("", Style()),
        ("1;31", Style(bold=True, foreground=1)),
        ("97;104", Style(foreground=15, background=12)),
        ("38;5;200;4", Style(foreground=200, underline=True)),
        ("38:2:1:2:3", Style(foreground=(1, 2, 3))),
        ("48;2;1;2;300", Style()),
        ("38;5", Style()),
        ("7;2;3;9", Style(inverse=True, dim=True, italic=True, struck=True)),
        ("31;0;1;22", Style()),
        ("77", Style()),
    ],
)
def test_sgr_is_obeyed(parameters: str, style: Style) -> None:
    assert styled(Style(), parameters) == style


def test_colours_become_spans_and_controls_are_told_apart() -> None:
    shown = plain(b"a\x1b[31mred\x1b[39m b\0")
    assert shown.text == "ared b^@"
    assert shown.spans == (
        Span(1, 3, Style(foreground=1)),
        Span(6, 2, Style(escaped=True)),
    )


def test_only_the_beginning_of_a_long_line_is_read() -> None:
    assert plain(b"x" * 1000, 10).text == "x" * 10
    assert text_of(b"\0" * 1000, 10) == "^@" * 10
