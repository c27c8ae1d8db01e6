"""Take names away from an image that keeps another one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Image, Kind
from desktop.model.commands import Target, Verb
from desktop.model.image_commands import RemoveImages
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Option
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.icons import Icon
from desktop.ui.plain import menu_text
from desktop.ui.text import tr
from desktop.ui.theme import Tone


async def untag_image(
    parent: QWidget | None, store: Store, key: str, names: tuple[str, ...] = ()
) -> RemoveImages | None:
    """Ask which names go; ``names`` are those of the row that it was asked for."""
    form = UntagForm(parent, store, key, names)
    return await answer(form, form.command)


class UntagForm(Form):
    """A box for each name; one at least has to stay, or the image would go."""

    def __init__(
        self, parent: QWidget | None, store: Store, key: str, names: tuple[str, ...]
    ) -> None:
        super().__init__(parent, store, title=tr("Untag image"), verb=tr("Untag"), picture=Icon.TAG)
        self._key = key
        self._own = names
        self._boxes: dict[str, Option] = {}
        self._note = ToneLabel()
        self.add(self._note)

    @property
    def going(self) -> tuple[str, ...]:
        """The names that are ticked."""
        return tuple(name for name, option in self._boxes.items() if option.checked)

    def command(self) -> RemoveImages:
        names = self.going or ("REFERENCE",)
        targets = tuple(Target(Kind.IMAGE, self._key, name) for name in names)
        return RemoveImages(targets, verb=Verb.UNTAG)

    def ready(self) -> bool:
        return 0 < len(self.going) < len(self._boxes)

    def over(self) -> str:
        record = self._record()
        if record is None:
            return words.removed_meanwhile(self.store, Kind.IMAGE, [self._key])
        if len(record.references) < 2:
            return tr("The image has no other name by now. Remove it, or leave it.")
        return ""

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.IMAGE

    def renew(self) -> None:
        record = self._record()
        assert record is not None
        names = sorted(record.references, key=lambda name: (name not in self._own, name))
        for name in [name for name in self._boxes if name not in names]:
            option = self._boxes.pop(name)
            option.hide()
            option.deleteLater()
        for name in names:
            if name not in self._boxes:
                self._boxes[name] = option = Option(menu_text(name, limit=80))
                option.toggled.connect(self._on_toggled)
                self.add(option)
                option.show()
        self.say(
            tr("Untag image {name}", name=words.short(names[0])),
            tr("The image stays, with all its layers: only names are taken away."),
        )
        self._say_note()

    def _on_toggled(self) -> None:
        self._say_note()
        self.show_command()

    def _say_note(self) -> None:
        if self._boxes and len(self.going) == len(self._boxes):
            text = tr("One name must stay: with the last one the image would go. Remove does that.")
            self._note.say(text, Tone.WARNING)
        else:
            self._note.say(tr("Which names are to go?"), Tone.MUTED)

    def _record(self) -> Image | None:
        return self.store.images.get(self._key)
