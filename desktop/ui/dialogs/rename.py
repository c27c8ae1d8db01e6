"""Give a container another name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.model.commands import RenameContainer, Target
from desktop.model.store import Change, Store
from desktop.ui import wording
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.text import tr


async def rename_container(
    parent: QWidget | None, store: Store, target: Target
) -> RenameContainer | None:
    """Ask for the new name."""
    form = RenameForm(parent, store, target)
    return await answer(form, form.command)


class RenameForm(Form):
    """One field, with the present name in it."""

    def __init__(self, parent: QWidget | None, store: Store, target: Target) -> None:
        super().__init__(
            parent,
            store,
            title=tr("Rename container"),
            verb=tr("Rename"),
            picture=Icon.RENAME,
        )
        self.target = words.renewed(store, target)
        self._edit = line_edit(self.target.name)
        self.name = self.add_field(Field(tr("&Name"), self._edit, self._judge))

    def command(self) -> RenameContainer:
        return RenameContainer(self.target, self.name.text or "NAME")

    def over(self) -> str:
        if self.store.containers.get(self.target.key) is not None:
            return ""
        return words.removed_meanwhile(self.store, Kind.CONTAINER, [self.target.name])

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.CONTAINER

    def renew(self) -> None:
        untouched = self.name.text == self.target.name
        self.target = words.renewed(self.store, self.target)
        if untouched and self.name.text != self.target.name:
            self._edit.setText(self.target.name)
        self.say(tr("Rename container {name}", name=words.short(self.target.name)))

    def _judge(self, text: str) -> Verdict:
        if text == self.target.name:
            return unfinished()
        for other in self.store.containers:
            if other.name == text and other.id != self.target.key:
                return wrong(
                    tr(
                        "Another container has this name: {id}, {state}.",
                        id=words.short(other.id),
                        state=wording.state(other),
                    )
                )
        return words.name_verdict(text)
