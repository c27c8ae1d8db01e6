"""A terminal's screen, or in its place a question that comes before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.terminal.card import Card
from desktop.ui.terminal.view import TerminalView


class Front(QStackedWidget):
    """Shows the screen again as soon as a person has agreed."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__()
        self._view = view
        self.card: Card | None = None
        self.addWidget(view)

    def ask(self, card: Card, agreed: Callable[[str], None]) -> None:
        """Ask by this card, instead of any other."""
        self._drop()
        self.card = card
        card.agreed.connect(lambda value: self._on_agreed(agreed, value))
        self.addWidget(card)
        self.setCurrentWidget(card)
        card.setFocus()

    def _on_agreed(self, agreed: Callable[[str], None], value: str) -> None:
        self._drop()
        self._view.setFocus()
        agreed(value)

    def _drop(self) -> None:
        self.setCurrentWidget(self._view)
        if self.card is not None:
            self.removeWidget(self.card)
            self.card.deleteLater()
            self.card = None
