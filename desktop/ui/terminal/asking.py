"""What a terminal asks a person."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.terminal.paste import Ask
from desktop.ui.plain import Answer, ask, visible
from desktop.ui.terminal import words
from desktop.ui.terminal.view import TerminalView
from desktop.ui.text import tr

_LONGEST_SHOWN = 400  # characters of a paste


async def ask_to_paste(view: TerminalView, text: str, reason: Ask) -> None:
    """Paste it if a person agrees."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n") + 1
    answer = await ask(
        view,
        tr("Paste %n line(s)?", "", lines),
        words.why_asked(reason),
        visible(text, limit=_LONGEST_SHOWN, lines=True),
        [Answer("paste", tr("Paste")), Answer("no", tr("Cancel"))],
    )
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    if answer == "paste":
        view.clipboard.send(text)
