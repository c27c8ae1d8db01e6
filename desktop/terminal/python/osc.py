"""Operating system commands: title, colours, links, clipboard."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from desktop.terminal import palette, titles
from desktop.terminal.protocol import ClipboardOffered, Colors

if TYPE_CHECKING:
    from desktop.terminal.python.terminal import PythonTerminal

MOST_LINK = 2048
MOST_CLIPBOARD = 1 << 20  # bytes
MOST_COLORS = 32  # in one sequence

_DYNAMIC = {"10": "foreground", "11": "background", "12": "cursor"}


def command(terminal: PythonTerminal, text: str, end: str) -> None:
    """Do what one says, without its introducer; an answer ends as the question did."""
    code, _, rest = text.partition(";")
    if code in ("0", "2"):
        terminal.set_title(titles.clean(rest))
    elif code == "4":
        _set_palette(terminal, rest, end)
    elif code in _DYNAMIC:
        _set_dynamic(terminal, int(code), rest, end)
    elif code == "8":
        _set_link(terminal, rest)
    elif code == "52":
        _offer_clipboard(terminal, rest)
    elif code == "104":
        _reset_palette(terminal, rest)
    elif code in ("110", "111", "112"):
        terminal.change_colors(**{_DYNAMIC[code[1:]]: None})


def _set_palette(terminal: PythonTerminal, rest: str, end: str) -> None:
    parts = rest.split(";", 2 * MOST_COLORS)[: 2 * MOST_COLORS]
    entries = dict(terminal.colors.palette)
    for index, value in zip(parts[::2], parts[1::2], strict=False):
        if not _is_index(index):
            continue
        if value == "?":
            now = palette.entry(int(index), terminal.theme, Colors(palette=entries))
            terminal.outbox.reply(f"\x1b]4;{int(index)};{palette.written(now)}{end}")
        elif color := palette.parsed(value):
            entries[int(index)] = color
    terminal.change_colors(palette=entries)


def _reset_palette(terminal: PythonTerminal, rest: str) -> None:
    gone = {int(index) for index in rest.split(";")[:256] if _is_index(index)}
    entries = terminal.colors.palette
    terminal.change_colors(
        palette={index: entries[index] for index in entries if rest and index not in gone}
    )


def _set_dynamic(terminal: PythonTerminal, code: int, rest: str, end: str) -> None:
    """OSC 10 with several colours goes on with 11 and 12."""
    for at, value in enumerate(rest.split(";", 3)[:3], code):
        field = _DYNAMIC.get(str(at))
        if field is None:
            return
        if value == "?":
            color = getattr(terminal.colors, field) or getattr(terminal.theme, field)
            terminal.outbox.reply(f"\x1b]{at};{palette.written(color)}{end}")
        elif color := palette.parsed(value):
            terminal.change_colors(**{field: color})


def _set_link(terminal: PythonTerminal, rest: str) -> None:
    """What is too long or holds controls is no link."""
    link = rest.partition(";")[2]
    if len(link) > MOST_LINK or titles.without_unseen(link) != link:
        link = ""
    terminal.screen.set_pen(terminal.screen.pen_value._replace(link=link))


def _offer_clipboard(terminal: PythonTerminal, rest: str) -> None:
    """Writing only: a question gets no answer."""
    encoded = rest.partition(";")[2]
    if encoded == "?" or not encoded:
        return
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return
    if len(data) <= MOST_CLIPBOARD:
        terminal.outbox.tell(ClipboardOffered(data.decode("utf-8", "replace")))


def _is_index(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 255
