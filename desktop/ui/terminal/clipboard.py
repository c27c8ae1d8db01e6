"""Copying from a terminal and pasting into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QClipboard, QGuiApplication

from desktop.terminal.paste import encode_paste, reason_to_ask
from desktop.terminal.selection import everything, selected_pieces
from desktop.ui.terminal.gathering import Gathering

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView


class Clipboard:
    """The system's clipboard, and on X11 also what is selected there."""

    def __init__(self, view: TerminalView) -> None:
        self._view = view
        self._copying = Gathering(view.terminal, view)
        self._offering = Gathering(view.terminal, view)

    @property
    def busy(self) -> bool:
        """Whether a long text is still read, which relies on the numbers of the rows."""
        return self._copying.busy or self._offering.busy

    def close_down(self) -> None:
        """Read nothing more."""
        self._copying.stop()
        self._offering.stop()

    def selected_line(self) -> str:
        """What is selected, if it is within one line."""
        text = ""
        selection = self._view.marking.selected()
        if selection is not None:
            for piece in selected_pieces(self._view.terminal, selection):
                if "\n" in piece:
                    return ""
                text += piece
        return text

    def copy(self) -> None:
        """Put what is selected into the clipboard, lines that the terminal wrapped joined."""
        selection = self._view.marking.selected()
        if selection is not None:
            self._copying.begin(selection, QGuiApplication.clipboard().setText)

    def offer_selection(self) -> None:
        """Something was selected: on X11 a middle click elsewhere pastes it."""
        clipboard = QGuiApplication.clipboard()
        selection = self._view.marking.selected()
        if selection is not None and clipboard.supportsSelection():
            mode = QClipboard.Mode.Selection
            self._offering.begin(selection, lambda text: clipboard.setText(text, mode))

    def select_all(self) -> None:
        """Select scrollback and screen."""
        self._view.marking.selection = everything(self._view.terminal)
        self._view.canvas.restyle()
        self.offer_selection()

    def paste(self) -> None:
        """Paste what is in the clipboard, or ask first."""
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_selection(self) -> None:
        """Paste what is selected on X11; where there is no such thing, the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection():
            self.paste_text(clipboard.text(QClipboard.Mode.Selection))
        else:
            self.paste()

    def paste_middle(self) -> None:
        """A middle click pastes what is selected, where the system knows that habit."""
        if QGuiApplication.clipboard().supportsSelection():
            self.paste_selection()

    def paste_text(self, text: str) -> None:
        """Paste it, or have the page ask first: it then calls ``send()``."""
        reasons = (reason_to_ask(text, modes) for modes in self._view.readers())
        reason = next((reason for reason in reasons if reason is not None), None)
        if reason is not None:
            self._view.paste_questioned.emit(text, reason)
        else:
            self.send(text)

    def send(self, text: str) -> None:
        """Paste it."""
        self._view.type(lambda modes: encode_paste(text, modes))
