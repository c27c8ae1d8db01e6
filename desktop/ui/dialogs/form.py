"""What all dialogs are: a heading, fields, the docker command line, and two buttons.

A dialog is a coroutine that answers with one command, or None where nothing is to be done::

    command = await rename_container(window, store, target)

No nested event loop: the dialog is opened, and its end awaited. It lives in the true world: it
follows the store while it is open, and what was typed stays. Where its object vanishes it says
so, and can only be closed. Cancelling the task closes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.records import Kind
from desktop.model.commands import Line
from desktop.model.store import Change, Store
from desktop.ui.awaiting import awaited
from desktop.ui.dialogs.command_line import CommandLine
from desktop.ui.dialogs.fields import Field, set_property
from desktop.ui.dialogs.labels import Mark, ToneLabel
from desktop.ui.icons import Icon
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font
from desktop.ui.wording import elsewhere

WIDTH = 480
_MARGIN = 6 * GRID

C = TypeVar("C")


class Written(Protocol):
    """What can be written as docker command lines: a command, and what opens a terminal."""

    def lines(self) -> tuple[Line, ...]: ...


class Form(QDialog):
    """The common part. A form names its command as it stands now, and why it can't be any more."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        *,
        title: str,
        verb: str,
        picture: Icon,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.fields: list[Field] = []
        self._over = False
        self._danger = danger
        self.setWindowTitle(visible(title))
        self.setMinimumWidth(WIDTH)
        self._heading = _Heading(title, picture, Tone.DANGER if danger else Tone.MUTED)
        self.banner = Banner()
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * GRID)
        self.line = CommandLine()
        self.verb_button = QPushButton(verb)
        self.cancel_button = QPushButton(tr("Cancel"))
        self._lay_out()
        self._dress_buttons()

    # For the forms

    def command(self) -> Written:
        """What is to be done, as far as it is known: what is missing stands in capitals."""
        raise NotImplementedError

    def over(self) -> str:
        """Why nothing is left to be done here, in a sentence; empty while there is."""
        return ""

    def renew(self) -> None:
        """The store changed: show names and facts as they are now."""

    def ready(self) -> bool:
        """Whether the command may be given."""
        return all(field.accepted for field in self.fields)

    def concerns(self, change: Change) -> bool:
        """Whether this news may matter here."""
        del change
        return True

    def add_field(self, field: Field) -> Field:
        """Put a field below the others."""
        self.fields.append(field)
        self._column.addWidget(field)
        field.changed.connect(self._on_field_changed)
        return field

    def add_fields(self, *fields: Field) -> None:
        """Put fields side by side, below the others."""
        row = QHBoxLayout()
        row.setSpacing(4 * GRID)
        for field in fields:
            self.fields.append(field)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            field.changed.connect(self._on_field_changed)
        self._column.addLayout(row)

    def name_engine(self, where: str) -> None:
        """Say which Engine it is, where that is not this machine's."""
        if said := elsewhere(where):
            self.add(ToneLabel(said, tone=Tone.WARNING))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something else below the others."""
        self._column.addWidget(widget, stretch)

    def add_room(self) -> None:
        """Below all others, for when the form is higher than it has to be."""
        self._column.addStretch(1)

    def add_at_left(self, widget: QWidget) -> None:
        """Put something below the others that is no wider than it has to be."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, heading: str, subtitle: str = "", *, tone: Tone = Tone.MUTED) -> None:
        """What the form is about."""
        self._heading.say(heading, subtitle, tone)

    def refresh(self) -> None:
        """Look at the store and at what was typed, and show what follows."""
        reason = self.over()
        if self._over:  # for good; but what has ended may be removed after all
            if reason:
                self.banner.say(reason, Tone.WARNING, dismissible=False)
            return
        if reason:
            self._give_up(reason)
            return
        self.renew()
        for field in self.fields:
            field.check()
        self.show_command()

    def show_command(self) -> None:
        """Show the command line; allow the verb if it may be done."""
        ready = self.ready() and not self._over
        self.verb_button.setEnabled(ready)
        self.line.show_lines(self.command().lines(), complete=ready)

    # The rest

    def _on_field_changed(self) -> None:
        for field in self.fields:  # one may depend on another
            if field is not self.sender():
                field.check()
        self.show_command()

    def _on_store_changed(self, change: Change) -> None:
        if self.concerns(change):
            self.refresh()

    def _on_standing_changed(self, kind: Kind) -> None:
        if not self._over and kind is Kind.CONTAINER:  # what else is used, and whether it is known
            self.refresh()

    def _give_up(self, reason: str) -> None:
        self._over = True
        self.show_command()
        self.banner.say(reason, Tone.WARNING, dismissible=False)
        self._content.setEnabled(False)
        self.verb_button.hide()
        self.cancel_button.setText(tr("Close"))
        self.cancel_button.setAccessibleName(tr("Close"))
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        body.setAutoFillBackground(True)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(_MARGIN, 5 * GRID, _MARGIN, 5 * GRID)
        inner.setSpacing(4 * GRID)
        inner.addWidget(self._heading)
        inner.addWidget(self.banner)
        inner.addWidget(self._content, 1)
        inner.addWidget(self.line)
        ruler = QWidget()
        ruler.setFixedHeight(1)
        ruler.setBackgroundRole(QPalette.ColorRole.Mid)
        ruler.setAutoFillBackground(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.verb_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(_MARGIN, 3 * GRID, _MARGIN, 3 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(ruler)
        column.addWidget(buttons)

    def _dress_buttons(self) -> None:
        for button in (self.verb_button, self.cancel_button):
            button.setMinimumWidth(22 * GRID)
        # Enter on a focused Cancel cancels, but only the verb is in colour.
        set_property(self.cancel_button, "quiet", True)
        if self._danger:
            set_property(self.verb_button, "tone", "danger")
            self.verb_button.setAutoDefault(False)
            self.cancel_button.setDefault(True)
        else:
            set_property(self.verb_button, "main", True)
            self.verb_button.setDefault(True)

    def _first_focus(self) -> QWidget:
        if self._danger or self._over or not self.fields:
            return self.cancel_button
        return self.fields[0].editor

    def _fit(self) -> None:
        """Grow with what is said: a layout alone forgets how high wrapped text is."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)

    def accept(self) -> None:
        if self.verb_button.isEnabled() and not self._over:
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = self._first_focus()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        line = self.fields[0].line if self.fields else None
        if line is not None and line is first:
            line.selectAll()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return handled


async def answer(form: Form, command: Callable[[], C]) -> C | None:
    """Open the form and await its end: the command, or None. Afterwards the form is deleted."""
    ends = (
        form.store.changed.subscribe(form._on_store_changed),
        form.store.standing_changed.subscribe(form._on_standing_changed),
    )

    def unsubscribe() -> None:
        for end in ends:
            end()

    taken: list[C] = []
    form.accepted.connect(lambda: taken.append(command()))
    form.finished.connect(unsubscribe)
    form.destroyed.connect(unsubscribe)  # with the parent's window
    form.refresh()
    try:
        async with awaited(form) as accepted:
            return taken[0] if accepted else None
    finally:
        unsubscribe()


class _Heading(QWidget):
    """What will be done to what: an icon, a line, and a quieter one below."""

    def __init__(self, text: str, picture: Icon, tone: Tone) -> None:
        super().__init__()
        self._text = PlainLabel(text, wrap=True)
        self._text.setFont(font(Type.HEADING))
        self._subtitle = ToneLabel()
        self._subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(self._text)
        words.addWidget(self._subtitle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * GRID)
        row.addWidget(Mark(picture, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, text: str, subtitle: str, tone: Tone) -> None:
        self._text.setText(text)
        self._subtitle.say(subtitle, tone)
        self._subtitle.setVisible(bool(subtitle))
