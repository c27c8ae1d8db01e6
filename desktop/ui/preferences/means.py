"""What the pages of the settings work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.engine.endpoint import Endpoint
from desktop.ui.actions import Actions
from desktop.ui.settings import Settings


def _nothing() -> None:
    """Where nobody asks for it."""


@dataclass(frozen=True, slots=True)
class Means:
    """What the pages work with. ``actions`` is asked each time: another language has others."""

    settings: Settings
    actions: Callable[[], Actions]
    use: Callable[[Endpoint], object]
    """Connect to this place now."""
    in_use: Callable[[], str]
    """The address of the Engine in use; "" for none."""
    begin_tour: Callable[[], object] = field(default=_nothing)
