"""Whether the folders are there that a container is to have, before it is made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.engine.host_paths import Standing
from desktop.model import ports
from desktop.model.run import host_paths
from desktop.model.run.host_paths import Bind, HostPath
from desktop.ui.run.draft import Draft
from desktop.ui.run.here import surroundings
from desktop.ui.run.latest import Latest


class PathWatch(QObject):
    """Looks whenever others are wanted."""

    changed = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.found: tuple[HostPath, ...] = ()
        self._draft = draft
        self._latest = Latest()
        self._folder = surroundings().folder
        self._wanted: tuple[tuple[Bind, str], ...] = ()
        draft.changed.connect(self._on_draft_changed)
        self._on_draft_changed()

    @property
    def missing(self) -> tuple[HostPath, ...]:
        """Those that are not there."""
        return tuple(each for each in self.found if each.standing is Standing.MISSING)

    @property
    def unseen(self) -> tuple[HostPath, ...]:
        """Those of which nobody here can tell."""
        return tuple(each for each in self.found if each.standing is Standing.UNSEEN)

    def look(self) -> None:
        """See again: somebody may have made them."""
        if self._wanted:
            self._latest.ask(self._look)

    async def close(self) -> None:
        """Look no more."""
        await self._latest.close()

    def _on_draft_changed(self) -> None:
        wanted = tuple(host_paths.binds(self._draft.spec, self._folder))
        if wanted != self._wanted:
            self._wanted = wanted
            self._tell(tuple(each for each in self.found if (each.bind, each.path) in wanted))
            self._latest.ask(self._look)

    async def _look(self) -> None:
        local = ports.is_local(self._draft.session.status.endpoint)
        self._tell(await host_paths.look(self._draft.spec, self._folder, local=local))

    def _tell(self, found: tuple[HostPath, ...]) -> None:
        if found != self.found:
            self.found = found
            self.changed.emit()
