"""The question before the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.plain import Answer, ask
from desktop.ui.text import tr

_MOST_SAID = 5


async def may_quit(parent: QWidget, running: int, at_stake: Sequence[str] = ()) -> bool:
    """Whether a person agrees to quit while so many operations run, and this would end."""
    if not running and not at_stake:
        return True
    said = [tr("%n operation(s) still run(s|).", "", running)] if running else []
    said += at_stake[:_MOST_SAID]
    if len(at_stake) > _MOST_SAID:
        said.append(tr("And %n more terminal(s).", "", len(at_stake) - _MOST_SAID))
    answer = await ask(
        parent,
        tr("Quit Portside?"),
        "\n".join(said),
        tr("Quitting ends this; what is done already stays done."),
        [Answer("quit", tr("Quit"), danger=True), Answer("stay", tr("Cancel"))],
    )
    return answer == "quit"
