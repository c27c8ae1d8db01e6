"""What the window is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desktop.model.commands import Command
from desktop.model.operations import Operations
from desktop.model.private import PrivateEngineKeeper
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.ui.settings import Settings
from desktop.ui.theme import Appearance


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window shows and acts on."""

    store: Store
    session: Session
    operations: Operations
    keeper: PrivateEngineKeeper
    settings: Settings
    appearance: Appearance
    pack: Callable[[], Awaitable[Command | None]]
