"""A terminal, looked at as a test does: its text, its cursor, a cell's style."""

from __future__ import annotations

from desktop.terminal.cells import PLAIN, Row, Span, Style
from desktop.terminal.protocol import Terminal


class Looked:
    """A terminal and what a test asks of it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def write(self, written: str | bytes) -> Looked:
        self.terminal.feed(written.encode() if isinstance(written, str) else written)
        return self

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.terminal.frame().rows

    @property
    def text(self) -> list[str]:
        return [row.text for row in self.rows]

    @property
    def shown(self) -> str:
        """Its text, without the empty rows at the end."""
        return "\n".join(self.text).rstrip("\n")

    @property
    def cursor(self) -> tuple[int, int]:
        cursor = self.terminal.frame().cursor
        assert cursor is not None, "the cursor is hidden"
        return cursor.row, cursor.column

    @property
    def scrollback(self) -> list[str]:
        terminal = self.terminal
        return [row.text for row in terminal.lines(terminal.first_line, terminal.screen_line)]

    def span(self, row: int, column: int) -> Span:
        for span in self.rows[row].spans:
            if span.start <= column < span.end:
                return span
        return Span(column, column + 1, PLAIN)

    def style(self, row: int = 0, column: int = 0) -> Style:
        return self.span(row, column).style

    def replies(self) -> bytes:
        return self.terminal.take_replies()
