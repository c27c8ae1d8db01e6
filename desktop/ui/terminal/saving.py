"""Saving what a terminal keeps, in a format that a person chooses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from time import perf_counter

from desktop.model.whole_file import write_whole
from desktop.terminal.export import RowsChanged, as_ansi, as_html, as_text
from desktop.ui.dialogs.save_file import ask_where_to_save
from desktop.ui.terminal.view import TerminalView
from desktop.ui.text import tr

_TURN = 0.008  # seconds of the loop at a time
_TRIES = 5


async def save_terminal(view: TerminalView, name: str) -> str | None:
    """Ask for the file, and write it; what is to be said of that, or None."""
    filters = [
        (tr("Text (*.txt)"), "txt"),
        (tr("Text with ANSI colours (*.ansi)"), "ansi"),
        (tr("Web page (*.html)"), "html"),
    ]
    title = tr("Save the terminal of {name}", name=name)
    chosen = await ask_where_to_save(view, title, name, filters)
    if chosen is None:
        return None
    path, number = chosen
    try:
        text = await _collected(view, name, number)
        await write_whole(path, text)
    except OSError as problem:
        why = problem.strerror or str(problem)
        return tr("Cannot write {path}: {why}.", path=str(path), why=why)
    except RowsChanged:
        return tr("The terminal changed while it was saved. Try again when it rests.")
    return tr("Saved to {path}", path=str(path))


async def _collected(view: TerminalView, name: str, number: int) -> str:
    """All of it, read a little in each turn of the loop."""
    for attempt in range(_TRIES):
        pieces: list[str] = []
        began = perf_counter()
        try:
            for piece in _export(view, name, number):
                pieces.append(piece)
                if perf_counter() - began > _TURN:
                    await asyncio.sleep(0)
                    began = perf_counter()
        except RowsChanged:
            if attempt == _TRIES - 1:
                raise
        else:
            return "".join(pieces)
    raise RowsChanged


def _export(view: TerminalView, name: str, number: int) -> Iterator[str]:
    if number == 0:
        return as_text(view.terminal)
    if number == 1:
        return as_ansi(view.terminal)
    return as_html(view.terminal, view.inks.told, name)
