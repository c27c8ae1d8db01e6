"""The terminal engines that there are, and making one."""

from __future__ import annotations

from importlib.util import find_spec

from desktop.terminal.protocol import SCROLLBACK, Terminal


def available() -> tuple[str, ...]:
    """The names of those that can be made here, the best one first."""
    return ("ghostty", "python") if find_spec("evp") is not None else ("python",)


def make(columns: int, rows: int, *, name: str = "", scrollback: int = SCROLLBACK) -> Terminal:
    """A terminal of the engine with this name, or of the best where there is none such.

    An engine is imported with its first terminal: it takes time that the window's start has not.
    """
    names = available()
    if (name if name in names else names[0]) == "ghostty":
        from desktop.terminal.ghostty import GhosttyTerminal

        return GhosttyTerminal(columns, rows, scrollback=scrollback)
    from desktop.terminal.python.terminal import PythonTerminal

    return PythonTerminal(columns, rows, scrollback=scrollback)
