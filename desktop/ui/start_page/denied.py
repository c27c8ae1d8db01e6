"""What to do where a socket is there, and this user may not use it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.engine.discovery import Attempt
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.socket_group import GroupAdvice, docker_group_advice
from desktop.ui.plain import PlainLabel
from desktop.ui.start_page import remedies
from desktop.ui.start_page.pieces import CommandRow, muted
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font
from desktop.ui.unreachable import unreachable


class DeniedCard(QFrame):
    """The exact cause, the command that lets this user in, and what that means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, GroupAdvice | None] | None = None
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
        denied = next((each for each in attempts if _is_denied(each)), None)
        self.setVisible(denied is not None)
        if denied is None or denied.error is None:
            self._shown = None
            return
        url = denied.endpoint.url
        local = url.startswith("unix://")
        facts = docker_group_advice(url.removeprefix("unix://")) if local else None
        if self._shown == (url, facts):
            return
        self._shown = (url, facts)
        sentence, advice = unreachable(denied.endpoint, denied.error)
        command = remedies.join_group(facts) if facts is not None else ""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.command.show_command(command)
        if facts is not None and command:
            self._cause.setText(_cause(facts))
        else:
            self._cause.setText(advice)
        self._meaning.setVisible(bool(command))
        self._meaning.setText(
            tr(
                "Then log out and in again. What it means: members of that group are equal to root"
                " on this machine, as any container can be given the whole of it."
            )
        )

    def close_down(self) -> None:
        self.command.close_down()


def _is_denied(attempt: Attempt) -> bool:
    return isinstance(attempt.error, Unreachable) and attempt.error.reason is Reason.DENIED


def _cause(facts: GroupAdvice) -> str:
    return tr(
        "Only root and the group {group} may use the socket, and {user} is not a member. To join:",
        group=facts.group,
        user=facts.user,
    )
