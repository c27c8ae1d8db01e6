"""What is saved of a terminal: it reads, paints, and does no more than what was on the screen."""

from __future__ import annotations

import html.parser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.terminal import engines
from desktop.terminal.cells import PLAIN, Row, Span, Style
from desktop.terminal.export import RowsChanged, as_ansi, as_html, as_text
from desktop.terminal.protocol import Colors, Frame, Terminal, Theme
from tests.terminal.fake_terminal import FakeTerminal, written

THEME = Theme(foreground=(1, 2, 3), background=(250, 251, 252))


def engine(columns: int = 20, rows: int = 5) -> Terminal:
    return engines.make(columns, rows, name="python")


def fed(*pieces: str, columns: int = 20) -> Terminal:
    terminal = engine(columns)
    for piece in pieces:
        terminal.feed(piece.encode())
    return terminal


def rows_of(terminal: Terminal) -> list[Row]:
    rows = [*terminal.lines(terminal.first_line, terminal.screen_line + terminal.rows)]
    while rows and rows[-1] == Row():
        rows.pop()
    return rows


def again(terminal: Terminal) -> Terminal:
    fresh = engine(terminal.columns, terminal.rows)
    for piece in as_ansi(terminal):
        fresh.feed(piece.encode())
    return fresh


class Page(html.parser.HTMLParser):
    """What a browser makes of a page: its text, elements and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "pre" in self._open:
            self.text += data


def page_of(terminal: Terminal | HtmlTerminal, title: str = "web") -> Page:
    return Page("".join(as_html(terminal, THEME, title)))


class HtmlTerminal(FakeTerminal):
    """One that also has colours."""

    def frame(self) -> Frame:
        return Frame(self.columns, (), None, Colors(palette={1: (9, 9, 9)}))


def with_row(row: Row) -> HtmlTerminal:
    return HtmlTerminal(20, [row], rows=1)


def test_text_has_lines_as_they_were_written() -> None:
    terminal = fed("one two three four five six\r\n\r\n  日本\x1b[31m red \x1b[0m \r\nend")
    assert "".join(as_text(terminal)) == "one two three four five six\n\n  日本 red\nend\n"


def test_text_of_ten_thousand_rows_comes_in_small_pieces() -> None:
    lines = ["x" * 70] * 10_000
    terminal = written(*lines, columns=50)
    pieces = [*as_text(terminal)]
    assert "".join(pieces) == "\n".join(lines) + "\n"
    assert max(map(len, pieces)) < 20_000


def test_empty_terminal_is_nothing() -> None:
    assert [*as_text(engine())] == []
    assert [*as_ansi(engine())] == []


SGR = st.one_of(
    st.sampled_from(
        ["", "1", "2", "3", "4", "4:2", "4:3", "4:4", "4:5", "5", "7", "8", "9", "53", "31", "97",
         "42", "103", "38;5;200", "48;5;17", "38;2;1;2;3", "48;2;3;2;1", "4;58:5:9", "22", "24",
         "21;58:2::7:8:9"]
    ),
)  # fmt: skip
PIECES = st.lists(
    st.one_of(
        SGR.map(lambda codes: f"\x1b[{codes}m"),
        st.text(st.sampled_from("abc 日e\u0301.-"), max_size=14),
        st.sampled_from(["\r\n", "\r\n", "\x1b[K", "\x1b[2K", "\x1b[3C", "\x1b[4;8H", "\x1b[2J"]),
        st.sampled_from(["\x1b]8;;http://a.b/\x07", "\x1b]8;;http://c.d/\x07", "\x1b]8;;\x07"]),
    ),
    max_size=25,
)


@given(pieces=PIECES, columns=st.integers(2, 12))
@example(pieces=["\x1b[4;8H", "a" * 8, "\x1b[42m", "\x1b[4;8H", "aa"], columns=2)
def test_ansi_paints_the_same_rows_again(pieces: list[str], columns: int) -> None:
    terminal = fed(*pieces, columns=columns)
    assert rows_of(again(terminal)) == rows_of(terminal)


@pytest.mark.parametrize("after", ["", "\r\nb"])
def test_ansi_keeps_a_row_that_was_erased_after_its_line_went_on_there(after: str) -> None:
    terminal = fed("aaa\x1b[2K", after, columns=2)
    assert rows_of(again(terminal)) == rows_of(terminal)
    assert rows_of(terminal)[0].wrapped


def test_ansi_paints_every_style_again() -> None:
    flags = ("bold", "faint", "italic", "blink", "inverse", "invisible", "strikethrough")
    codes = dict(zip(flags, (1, 2, 3, 5, 7, 8, 9), strict=True)) | {"overline": 53}
    for name, code in codes.items():
        terminal = fed(f"\x1b[{code}mx\x1b[0m y")
        assert rows_of(again(terminal))[0].spans == (Span(0, 1, Style(**{name: True})),)


def test_ansi_of_hostile_cells_has_only_its_own_sequences() -> None:
    row = Row(("\x1b", "c", "\x9b"), (Span(0, 1, PLAIN, "http://a/\x1b\\\x07\x1bc"),))
    assert "".join(as_ansi(with_row(row))) == "\x1b]8;;http://a/\\c\x1b\\\x1b]8;;\x1b\\c\r\n"


def test_page_shows_text_as_text() -> None:
    hostile = "</pre><script>alert(1)</script>&amp;"
    terminal = fed(hostile, columns=60)
    page = page_of(terminal, title="</title><script>\x1b")
    assert page.text.strip() == hostile
    assert set(page.elements) == {"html", "head", "meta", "title", "style", "body", "pre"}


def test_page_links_only_to_what_may_be_opened() -> None:
    def links(target: str) -> list[str | None]:
        page = page_of(with_row(Row("click", (Span(0, 5, PLAIN, target),))))
        assert not [name for name, _ in page.attributes if name.startswith("on")]
        return [value for name, value in page.attributes if name == "href"]

    good = "https://example.com/?a=1&b=\"'><b onclick=x>".replace(" ", "%20")
    assert links(good) == [good]
    for target in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "x"):
        assert links(target) == []


def test_page_loads_nothing() -> None:
    page = page_of(fed("x"))
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    assert not {name for name, _ in page.attributes} & {"src", "href"}


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (Style(foreground=1), "color: #090909"),  # as the program has changed it
        (Style(foreground=2), "color: #00cd00"),
        (Style(background=(1, 2, 3)), "background: #010203"),
        (Style(inverse=True), "color: #fafbfc; background: #010203"),
        (Style(faint=True), "color: #7d7e7f"),
        (Style(foreground=1, invisible=True), "color: transparent"),
        (Style(bold=True, italic=True), "font-weight: bold; font-style: italic"),
        (Style(underline=3, underline_color=2), "text-decoration: underline wavy #00cd00"),
        (Style(strikethrough=True, overline=True), "text-decoration: line-through overline"),
        (Style(blink=True), None),
    ],
)
def test_page_has_the_colours_of_the_theme(style: Style, written: str | None) -> None:
    page = page_of(with_row(Row("x", (Span(0, 1, style),))))
    assert dict(page.attributes).get("style") == written


@given(pieces=PIECES, columns=st.integers(2, 12))
def test_page_has_the_text_and_is_well_formed(pieces: list[str], columns: int) -> None:
    terminal = fed(*pieces, columns=columns)
    lines = [line.rstrip() for line in page_of(terminal).text.removeprefix("\n").split("\n")]
    text = "".join(as_text(terminal))
    assert "\n".join(lines).rstrip("\n") == "\n".join(
        line.rstrip() for line in text.split("\n")
    ).rstrip("\n")


def test_rows_numbered_anew_in_between_are_noticed() -> None:
    terminal = written(*["x"] * 1000)
    pieces = as_text(terminal)
    next(pieces)
    terminal.numbering += 1
    with pytest.raises(RowsChanged):
        next(pieces)
