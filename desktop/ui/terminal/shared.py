"""What all terminals of a window share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.model import preferences
from desktop.model.terminals.broadcast import BroadcastGroup
from desktop.model.terminals.closing import HangUps
from desktop.model.terminals.home import Connect
from desktop.model.terminals.shells import Shells
from desktop.ui.settings import Settings

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

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
        return self._settings.chosen(preferences.TERMINAL_ENGINE)

    @property
    def rows(self) -> int:
        """How many rows a terminal keeps above its screen."""
        return self._settings.chosen(preferences.TERMINAL_ROWS)

    def dress(self, view: TerminalView) -> Callable[[], None]:
        """Give a terminal the font that a person chose, now and whenever it is another one.

        The answer ends that.
        """

        def renew(name: str = preferences.TERMINAL_FONT.name) -> None:
            if name in (preferences.TERMINAL_FONT.name, preferences.TERMINAL_SIZE.name):
                chosen = self._settings.chosen
                family = chosen(preferences.TERMINAL_FONT)
                view.set_lettering(family, chosen(preferences.TERMINAL_SIZE))

        renew()
        return self._settings.changed.subscribe(renew)

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
