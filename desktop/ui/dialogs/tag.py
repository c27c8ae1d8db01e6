"""Give an image one more name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.image_commands import TagImage
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.dialogs.naming import new_name
from desktop.ui.icons import Icon
from desktop.ui.text import tr


async def tag_image(parent: QWidget | None, store: Store, target: Target) -> TagImage | None:
    """Ask for the new name."""
    form = TagForm(parent, store, target)
    return await answer(form, form.command)


class TagForm(Form):
    """One field for the reference."""

    def __init__(self, parent: QWidget | None, store: Store, target: Target) -> None:
        super().__init__(parent, store, title=tr("Tag image"), verb=tr("Tag"), picture=Icon.TAG)
        self.target = target
        self.reference = self.add_field(
            Field(
                tr("&Reference"),
                line_edit(placeholder="registry.example.com/repository:tag"),
                self._judge,
                hint=tr("Without a tag it becomes latest."),
            )
        )

    def command(self) -> TagImage:
        return TagImage(self.target, self.reference.text or "REFERENCE")

    def over(self) -> str:
        if self.store.images.get(self.target.key) is not None:
            return ""
        return words.removed_meanwhile(self.store, Kind.IMAGE, [self.target.name])

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.IMAGE

    def renew(self) -> None:
        if words.still_there(self.store, self.target) is None:
            # The name went to another image: this one is known by its id now.
            self.target = Target(Kind.IMAGE, self.target.key, self.target.key)
        self.say(tr("Tag image {name}", name=words.short(self.target.name)))

    def _judge(self, text: str) -> Verdict:
        return new_name(self.store, text, self.target.key)
