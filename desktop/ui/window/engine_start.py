"""A private Engine that a person starts and stops from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.endpoint import Origin
from desktop.model.private import Life, PrivateState
from desktop.model.start_engine import StartEngine
from desktop.ui.deeds import Deeds
from desktop.ui.window.parts import Parts

if TYPE_CHECKING:
    from desktop.engine.host_programs import Way


class EngineStart:
    """Starts one and moves to it; looks for another when it was stopped."""

    def __init__(self, parts: Parts, deeds: Deeds) -> None:
        self._keeper = parts.keeper
        self._session = parts.session
        self._deeds = deeds
        self.close_down = parts.keeper.changed.subscribe(self._on_private_changed)

    def request(self, way: Way | None) -> None:
        """Start one, in this way or the best one."""
        self._deeds.run(StartEngine(self._keeper, self._session.move_to, way))

    def _on_private_changed(self, state: PrivateState) -> None:
        endpoint = self._session.status.endpoint
        private = endpoint is not None and endpoint.origin is Origin.PRIVATE
        if private and state.life is Life.IDLE:
            self._session.move_to(None)
