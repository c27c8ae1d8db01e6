"""The colours of a Dockerfile."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.model.build.dockerfile import KEYWORDS, Dockerfile
from desktop.model.logs.text import Style
from desktop.ui.logs.inks import format_of
from desktop.ui.theme import Theme, current
from desktop.ui.utf16 import to_qt

_KEYWORD = re.compile(r"\s*([A-Za-z]+)(?=\s|$)")
_PARTS = re.compile(
    r"(?P<string>\"(?:[^\"\\]|\\.)*\"?|'[^']*'?)"
    r"|(?P<variable>\$\{[^}]*\}?|\$[A-Za-z_]\w*)"
    r"|(?P<flag>(?<=\s)--[a-z][\w-]*)"
    r"|(?P<document><<-?[\"']?\w+[\"']?)"
    r"|(?P<as>(?<=\s)[aA][sS](?=\s))"
    r"|(?P<operator>&&|\|\||\\\s*$)"
)
# Of the 16 colours of a terminal, which are made to be read on each theme.
_COLOURS = {"string": 2, "variable": 5, "flag": 6, "document": 6, "as": 4, "operator": 8}


class DockerfileHighlighter(QSyntaxHighlighter):
    """Colours each line by what the parser says it is: ``show`` tells it anew."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme: Theme | None = None
        self._first: frozenset[int] = frozenset()
        self._comments: frozenset[int] = frozenset()
        self._bodies: frozenset[int] = frozenset()

    def show(self, dockerfile: Dockerfile) -> None:
        """What its lines are now."""
        first, bodies = set(), set()
        for it in dockerfile.instructions:
            first.add(it.line)
            if it.documents:
                bodies |= set(range(it.line + 1, it.end + 1))
        lines = enumerate(dockerfile.lines, 1)
        comments = {n for n, text in lines if text.lstrip().startswith("#") and n not in bodies}
        now = frozenset(first), frozenset(comments), frozenset(bodies)
        if now != (self._first, self._comments, self._bodies):
            self._first, self._comments, self._bodies = now
            self.rehighlight()

    def dress(self) -> None:
        """In the colours of the theme in force."""
        if self._theme is not current():
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        theme = self._theme = current()
        number = self.currentBlock().blockNumber() + 1
        if number in self._comments:
            self._colour(text, (0, len(text)), _ink(theme.muted, italic=True))
            return
        if number in self._bodies:
            self._colour(text, (0, len(text)), format_of(Style(foreground=2), theme))
            return
        for found in _PARTS.finditer(text):
            style = Style(foreground=_COLOURS[found.lastgroup or ""])
            self._colour(text, found.span(), format_of(style, theme))
        word = _KEYWORD.match(text)
        if number in self._first and word is not None and word[1].upper() in KEYWORDS:
            self._colour(text, word.span(1), format_of(Style(foreground=4, bold=True), theme))

    def _colour(self, text: str, span: tuple[int, int], look: QTextCharFormat) -> None:
        start, end = (to_qt(text, place) for place in span)
        self.setFormat(start, end - start, look)


def _ink(colour: QColor, *, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    made.setFontItalic(italic)
    made.setFontWeight(QFont.Weight.Normal)
    return made
