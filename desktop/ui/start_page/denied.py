"""What to do where a socket is there, and this user may not use it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import Reason, Unreachable
from desktop.model.secrets import masked_text
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.start_page.pieces import CommandRow, muted
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font
from desktop.ui.unreachable import unreachable
from desktop.ui.way_in import WayIn, way_in

_LONGEST_QUOTE = 400


class DeniedCard(QFrame):
    """The exact cause, the command that lets this user in, and what that means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, WayIn] | None = None
        self.setProperty("banner", "warning")
        self._sentence = PlainLabel(wrap=True)
        self._sentence.setFont(font(Type.NAME))
        self._cause = PlainLabel(wrap=True)
        self.command = CommandRow()
        self._meaning = muted()
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for widget in (self._sentence, self._cause, self.command, self._meaning):
            column.addWidget(widget)
        self.hide()

    def show_attempts(self, attempts: tuple[Attempt, ...]) -> None:
        """Speak of the first place that is denied; hide where none is."""
        denied = next((found for each in attempts if (found := _denied(each))), None)
        self.setVisible(denied is not None)
        if denied is None:
            self._shown = None
            return
        endpoint, error = denied
        said = visible(masked_text(error.explanation), limit=_LONGEST_QUOTE)
        way = way_in(endpoint, error, said)
        if self._shown == (endpoint.url, way):
            return
        self._shown = (endpoint.url, way)
        sentence, _advice = unreachable(endpoint, error)
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        join = tr("To join it:") if way.command else ""
        self._cause.setText(f"{way.cause} {join}".strip())
        self.command.show_command(way.command)
        self._meaning.setVisible(bool(way.meaning))
        self._meaning.setText(way.meaning)

    def close_down(self) -> None:
        self.command.close_down()


def _denied(attempt: Attempt) -> tuple[Endpoint, Unreachable] | None:
    error = attempt.error
    if isinstance(error, Unreachable) and error.reason is Reason.DENIED:
        return attempt.endpoint, error
    return None
