"""The terminal engines that there are, and making one."""

from __future__ import annotations

from desktop.terminal.protocol import SCROLLBACK, Terminal
from desktop.terminal.python.terminal import PythonTerminal


def available() -> tuple[str, ...]:
    """The names of those that can be made here, the best one first."""
    return ("python",)


def make(columns: int, rows: int, *, name: str = "", scrollback: int = SCROLLBACK) -> Terminal:
    """A terminal of the engine with this name, or of the best."""
    return PythonTerminal(columns, rows, scrollback=scrollback)
