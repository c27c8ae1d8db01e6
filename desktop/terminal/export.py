"""What a terminal keeps, to be saved: as text, with ANSI's sequences, or as a page of HTML.

Each comes in pieces and reads the rows as it goes. Feed the terminal nothing that wraps rows anew
in between: :class:`RowsChanged`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from desktop.terminal import palette
from desktop.terminal.cells import EMPTY, PLAIN, RGB, Color, Row, Span, Style, Underline
from desktop.terminal.links import is_openable
from desktop.terminal.logical_lines import end_line, full_width, rows_forwards
from desktop.terminal.protocol import Colors, Terminal, Theme

_ROWS = 128  # of one piece
_ERASED = Row(" ")  # what a line went on in: a blank makes a terminal wrap it there again
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class RowsChanged(Exception):
    """The rows were numbered anew while they were read: begin again."""


def as_text(terminal: Terminal) -> Iterator[str]:
    """Lines as they were written, without colours and the blanks at their ends."""
    for piece in _pieces(terminal):
        yield "".join(
            _filled(row, width) if row.wrapped else f"{row.text}\n" for row, width in piece
        )


def as_ansi(terminal: Terminal) -> Iterator[str]:
    """What paints the same again, on a terminal that has as many columns."""
    goes_on = False
    for piece in _pieces(terminal):
        parts = []
        for row, width in piece:
            parts.append(_ansi_row(row, width, terminal.columns if goes_on else 0))
            goes_on = row.wrapped
        yield "".join(parts)


def as_html(terminal: Terminal, theme: Theme, title: str) -> Iterator[str]:
    """A page that needs and loads nothing else; all text in it is hostile, and stays text."""
    colors = terminal.frame().colors
    foreground = _hex(colors.foreground or theme.foreground)
    background = _hex(colors.background or theme.background)
    yield (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_escaped(title)}</title>\n<style>\n"
        f"body {{ color: {foreground}; background: {background}; }}\n"
        "pre { font-family: monospace; white-space: pre-wrap; overflow-wrap: anywhere; }\n"
        "a { color: inherit; }\n</style></head>\n<body><pre>\n"
    )
    painter = _Painter(theme, colors)
    for piece in _pieces(terminal):
        yield "".join(painter.row(row, width) for row, width in piece)
    yield "</pre></body></html>\n"


def _pieces(terminal: Terminal) -> Iterator[list[tuple[Row, int]]]:
    """All rows but the empty ones at the end, each with how wide it is if its line goes on."""
    numbering, columns = terminal.numbering, terminal.columns
    piece: list[tuple[Row, int]] = []
    empty: list[tuple[Row, int]] = []
    goes_on = False
    for _, row, following in rows_forwards(terminal, terminal.first_line, end_line(terminal)):
        if goes_on and row == EMPTY:
            row = _ERASED
        goes_on = row.wrapped
        last = goes_on and following is None
        empty.append((row, 0 if last else full_width(row, following, columns)))
        if row != EMPTY:
            piece += empty
            empty = []
        if len(piece) >= _ROWS:
            yield piece
            piece = []
            if terminal.numbering != numbering:
                raise RowsChanged
    if piece:
        yield piece


def _filled(row: Row, width: int) -> str:
    return "".join(row.cells) + " " * (width - len(row.cells))


def _runs(row: Row, width: int) -> Iterator[tuple[str, Span]]:
    """The text of each span, with blanks where there are no cells."""
    at = 0
    for span in row.whole():
        text = "".join(row.cells[span.start : span.end])
        blanks = span.end - max(span.start, len(row.cells))
        yield _CONTROL.sub("", text) + " " * blanks, span
        at = span.end
    if row.wrapped and at < width:
        yield " " * (width - at), Span(at, width, PLAIN)


def _ansi_row(row: Row, width: int, after: int) -> str:
    """Where a line goes on ``after`` is how many columns there are, 0 elsewhere."""
    parts = []
    for text, span in _runs(row, width):
        if span.link:
            text = f"\x1b]8;;{_CONTROL.sub('', span.link)}\x1b\\{text}\x1b]8;;\x1b\\"
        parts.append(text if span.style == PLAIN else f"\x1b[{_sgr(span.style)}m{text}\x1b[m")
    whole = [*row.whole()]
    if whole and whole[0].style.background is not None and whole[-1].end < after:
        parts.append("\x1b[K")  # the row came with that background, when the line was wrapped
    return "".join(parts) + ("" if row.wrapped else "\r\n")


_SGR = {
    "bold": 1, "faint": 2, "italic": 3, "blink": 5, "inverse": 7, "invisible": 8,
    "strikethrough": 9, "overline": 53,
}  # fmt: skip


def _sgr(style: Style) -> str:
    codes = [str(code) for name, code in _SGR.items() if getattr(style, name)]
    if style.underline:
        codes.append("4" if style.underline is Underline.SINGLE else f"4:{style.underline:d}")
    codes += [*_sgr_color(style.foreground, 30), *_sgr_color(style.background, 40)]
    if isinstance(style.underline_color, int):
        codes.append(f"58:5:{style.underline_color}")
    elif style.underline_color is not None:
        codes.append("58:2::{}:{}:{}".format(*style.underline_color))
    return ";".join(codes)


def _sgr_color(color: Color, base: int) -> Iterator[str]:
    if color is None:
        return
    if not isinstance(color, int):
        yield "{};2;{};{};{}".format(base + 8, *color)
    elif color < 8:
        yield str(base + color)
    elif color < 16:
        yield str(base + 60 + color - 8)
    else:
        yield f"{base + 8};5;{color}"


class _Painter:
    """Writes rows as HTML in the colours of a theme, as the program has changed them."""

    def __init__(self, theme: Theme, colors: Colors) -> None:
        self._theme = theme
        self._colors = colors
        self._written = {PLAIN: ""}

    def row(self, row: Row, width: int) -> str:
        parts = []
        for text, span in _runs(row, width):
            html = escape(text)
            if style := self._style(span.style):
                html = f'<span style="{style}">{html}</span>'
            if is_openable(span.link):
                html = f'<a href="{escape(span.link)}" rel="noopener noreferrer">{html}</a>'
            parts.append(html)
        return "".join(parts) + ("" if row.wrapped else "\n")

    def _style(self, style: Style) -> str:
        if style not in self._written:
            if len(self._written) > 4096:  # each cell may have a style of its own
                self._written = {PLAIN: ""}
            self._written[style] = "; ".join(self._declarations(style))
        return self._written[style]

    def _declarations(self, style: Style) -> Iterator[str]:
        foreground = self._rgb(style.foreground, "foreground")
        background = self._rgb(style.background, "background")
        if style.inverse:
            foreground, background = background, foreground
        if style.faint:
            foreground = _between(foreground, background)
        if style.invisible:
            yield "color: transparent"
        elif style.inverse or style.faint or style.foreground is not None:
            yield f"color: {_hex(foreground)}"
        if style.inverse or style.background is not None:
            yield f"background: {_hex(background)}"
        if style.bold:
            yield "font-weight: bold"
        if style.italic:
            yield "font-style: italic"
        if lines := _decoration(style):
            if style.underline_color is not None:
                lines += f" {_hex(self._rgb(style.underline_color, 'foreground'))}"
            yield f"text-decoration: {lines}"

    def _rgb(self, color: Color, default: str) -> RGB:
        if color is None:
            changed: RGB | None = getattr(self._colors, default)
            themed: RGB = getattr(self._theme, default)
            return changed or themed
        if isinstance(color, int):
            return palette.entry(color, self._theme, self._colors)
        return color


_LINES = {
    Underline.NONE: "", Underline.SINGLE: "underline", Underline.DOUBLE: "underline double",
    Underline.CURLY: "underline wavy", Underline.DOTTED: "underline dotted",
    Underline.DASHED: "underline dashed",
}  # fmt: skip


def _decoration(style: Style) -> str:
    through = ("line-through" if style.strikethrough else "", "overline" if style.overline else "")
    return " ".join(filter(None, (_LINES[style.underline], *through)))


def _escaped(text: str) -> str:
    return escape(_CONTROL.sub(" ", text))


def _hex(color: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)


def _between(one: RGB, other: RGB) -> RGB:
    red, green, blue = ((a + b) // 2 for a, b in zip(one, other, strict=True))
    return red, green, blue
