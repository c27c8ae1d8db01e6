"""What a terminal asks a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl

from desktop.terminal.paste import Ask
from desktop.ui.plain import Answer, ask, visible
from desktop.ui.terminal import words
from desktop.ui.terminal.view import TerminalView
from desktop.ui.text import tr

_LONGEST_SHOWN = 400  # characters of a paste


async def ask_to_open(
    view: TerminalView, target: str, name: str, open_url: Callable[[QUrl], object]
) -> None:
    """Open a link that the program marked, if a person agrees to where it leads."""
    url = QUrl(target)
    answer = await ask(
        view,
        tr("Open this link?"),
        visible(target, limit=_LONGEST_SHOWN),
        tr(
            "The program in {name} says where it leads: to {host}, whatever its words were.",
            name=visible(name, limit=60),
            host=visible(url.host(), limit=100),
        ),
        [Answer("open", tr("Open")), Answer("no", tr("Cancel"))],
    )
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    if answer == "open":
        open_url(url)


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
