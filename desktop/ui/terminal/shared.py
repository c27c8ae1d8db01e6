"""What all terminals of a window share."""

from __future__ import annotations

import json

from desktop.model.terminals.broadcast import BroadcastGroup
from desktop.model.terminals.closing import HangUps
from desktop.model.terminals.home import Connect
from desktop.model.terminals.shells import Shells
from desktop.ui.settings import Settings

_KEY = "terminal.shells"


class SharedTerminals:
    """The shells that were found, the group that is typed into at once, the engine to take."""

    def __init__(self, settings: Settings, connect: Connect | None = None) -> None:
        self._settings = settings
        self.connect = connect
        self.group = BroadcastGroup()
        self.hang_ups = HangUps()
        self.shells = Shells(dict(pair for pair in map(_pair, settings.texts(_KEY)) if pair))

    @property
    def engine(self) -> str:
        """The terminal engine that a person prefers; "" for the best."""
        return self._settings.text("terminal.engine")

    def remember(self) -> None:
        """Keep what was found for the next start."""
        known = [json.dumps(pair) for pair in self.shells.known.items()]
        self._settings.put(_KEY, known)


def _pair(text: str) -> tuple[str, str] | None:
    try:
        image, shell = json.loads(text)
    except (ValueError, TypeError):
        return None
    return (image, shell) if isinstance(image, str) and isinstance(shell, str) else None
