"""Give an image one more name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Image, Kind
from desktop.model import reference
from desktop.model.commands import Target
from desktop.model.image_commands import TagImage
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
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
        try:
            wanted = reference.parse(text)
        except reference.Invalid as problem:
            return words.reference_problem(problem)
        if wanted.digest:
            return wrong(tr("A digest can't be given: it follows from what the image holds."))
        if wanted.odd_domain:
            return words.odd_registry(wanted.domain)
        holder = self._holder(wanted.familiar)
        if holder is None:
            return ok(tr("It becomes {name}.", name=wanted.familiar))
        if holder.id == self.target.key:
            return unfinished(tr("The image has this name already."))
        return ok(
            tr(
                "{name} is taken away from image {id}.",
                name=wanted.familiar,
                id=words.short(holder.id),
            )
        )

    def _holder(self, name: str) -> Image | None:
        return next((image for image in self.store.images if name in image.references), None)
