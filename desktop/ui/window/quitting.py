"""The question before the end."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.plain import Answer, ask
from desktop.ui.text import tr


async def may_quit(parent: QWidget, running: int) -> bool:
    """Whether a person agrees to quit while so many operations run."""
    if not running:
        return True
    answer = await ask(
        parent,
        tr("Quit Portside?"),
        tr("%n operation(s) still run(s|).", "", running),
        tr("Quitting cancels them; what they have done already stays done."),
        [Answer("quit", tr("Quit"), danger=True), Answer("stay", tr("Cancel"))],
    )
    return answer == "quit"
