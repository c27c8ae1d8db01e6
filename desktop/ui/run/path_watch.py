"""Whether the folders and files are there that a container is to have, before it is made."""

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
        self.missing_files: tuple[str, ...] = ()
        self._draft = draft
        self._latest = Latest()
        self._folder = surroundings().folder
        self._wanted: tuple[tuple[Bind, str], ...] = ()
        self._files: tuple[str, ...] = ()
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
        if self._wanted or self._files:
            self._latest.ask(self._look)

    async def close(self) -> None:
        """Look no more."""
        await self._latest.close()

    def _on_draft_changed(self) -> None:
        spec = self._draft.spec
        wanted = tuple(host_paths.binds(spec, self._folder))
        files = (*spec.environment_files, *spec.label_files)
        if (wanted, files) != (self._wanted, self._files):
            self._wanted, self._files = wanted, files
            self._tell(
                tuple(each for each in self.found if (each.bind, each.path) in wanted),
                tuple(each for each in self.missing_files if each in files),
            )
            self._latest.ask(self._look)

    async def _look(self) -> None:
        local = ports.is_local(self._draft.session.status.endpoint)
        spec = self._draft.spec
        files = await host_paths.missing_files(spec, self._folder)
        self._tell(await host_paths.look(spec, self._folder, local=local), files)

    def _tell(self, found: tuple[HostPath, ...], missing_files: tuple[str, ...]) -> None:
        if (found, missing_files) != (self.found, self.missing_files):
            self.found, self.missing_files = found, missing_files
            self.changed.emit()
