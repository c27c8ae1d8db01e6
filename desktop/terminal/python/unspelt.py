"""A row whose text is known and its columns are not yet: in a flood most scroll off unseen."""

from __future__ import annotations

from desktop.terminal.cells import EMPTY
from desktop.terminal.python.joining import Spelling
from desktop.terminal.python.line import Line


class UnspeltLine(Line):
    """Finds its columns when it is asked for them. It is written with the plain pen."""

    __slots__ = ("_spelling", "_text")

    def __init__(self, text: str, spelling: Spelling) -> None:
        self._text = text
        self._spelling = spelling
        self.pens = ""
        self.wrapped = False
        self.changed = True
        self.row = EMPTY

    @property
    def spelt(self) -> bool:
        """Whether somebody has asked."""
        return not self._text

    def fits(self, columns: int) -> bool:
        return (not self.spelt and 2 * len(self._text) <= columns) or super().fits(columns)

    def __getattr__(self, name: str) -> str:
        """Of ``cells`` alone, as long as nothing has set them."""
        if name != "cells":
            raise AttributeError(name)
        self.cells = self._spelling.cells(self._text)
        self._text = ""
        return self.cells
