"""Taking down what is typed at a shell, until a person has looked it over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.model.recorded_steps import Step
from desktop.model.recording import Recorder
from desktop.ui.terminal.view import TerminalView


class TakingDown(QObject):
    """Listens to a view while it is wanted. Begun again, it goes on where it was."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__(view)
        self._recorder: Recorder | None = None
        self._wanted = False
        self._view = view
        view.sent.connect(self._on_typed)
        view.feeding.fed.connect(self._on_fed)

    @property
    def steps(self) -> Sequence[Step]:
        """What was typed so far."""
        return self._recorder.steps if self._recorder is not None else ()

    def want(self, wanted: bool) -> None:
        """Listen, or no more."""
        self._wanted = wanted
        if wanted and self._recorder is None:
            self._recorder = Recorder(self._view.terminal)

    def forget(self) -> None:
        """Begin anew."""
        self._recorder = Recorder(self._view.terminal) if self._wanted else None

    def _on_typed(self, data: bytes) -> None:
        if self._wanted and self._recorder is not None:
            self._recorder.about_to_send(data)

    def _on_fed(self) -> None:
        if self._wanted and self._recorder is not None:
            self._recorder.was_fed()
