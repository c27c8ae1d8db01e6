"""What a program may ask, and nothing else: who the terminal is, where the cursor is, modes.

The title, the clipboard, settings (DECRQSS) and an answerback are never told: what a container
writes would come back as if it were typed.
"""

from __future__ import annotations

from desktop.terminal.python.modes import state
from desktop.terminal.python.outbox import Outbox
from desktop.terminal.python.screen import Screen


def identify(outbox: Outbox) -> None:
    """DA: a VT220 with colours."""
    outbox.reply("\x1b[?62;22c")


def identify_further(outbox: Outbox) -> None:
    """DA2."""
    outbox.reply("\x1b[>1;10;0c")


def report_status(screen: Screen, outbox: Outbox, what: int) -> None:
    """DSR: 5 is all well, 6 the cursor's place."""
    if what == 5:
        outbox.reply("\x1b[0n")
    elif what == 6:
        row = screen.y - screen.top if screen.settings.origin else screen.y
        outbox.reply(f"\x1b[{row + 1};{min(screen.x, screen.columns - 1) + 1}R")


def report_mode(screen: Screen, outbox: Outbox, mode: str) -> None:
    """DECRQM."""
    outbox.reply(f"\x1b[{mode};{state(screen, mode)}$y")
