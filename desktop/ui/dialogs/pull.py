"""Pull an image from a registry."""

from __future__ import annotations

import re

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.model import reference
from desktop.model.image_commands import PullImage
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, completing, line_edit, ok
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.text import tr

_TYPED_COMMAND = re.compile(r"\s*docker(?:\s+image)?\s+pull\s+(\S+)\s*")


async def pull_image(parent: QWidget | None, store: Store, reference: str = "") -> PullImage | None:
    """Ask which image to pull; ``reference`` stands in the field already."""
    form = PullForm(parent, store, reference)
    return await answer(form, form.command)


class PullForm(Form):
    """One field, which completes the names of the images that are here."""

    def __init__(self, parent: QWidget | None, store: Store, text: str) -> None:
        super().__init__(parent, store, title=tr("Pull image"), verb=tr("Pull"), picture=Icon.PULL)
        self._known = QStringListModel(self)
        line = line_edit(_named(text), placeholder="nginx:1.27")
        completing(line, self._known)
        line.textChanged.connect(self._on_text_changed)
        self.reference = self.add_field(
            Field(tr("&Reference"), line, self._judge, hint=tr("A name, or registry/name:tag."))
        )
        self._line = line
        self.say(tr("Pull an image"))

    def command(self) -> PullImage:
        return PullImage(self.reference.text or "REFERENCE")

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.IMAGE

    def renew(self) -> None:
        names = sorted({name for image in self.store.images for name in image.references})
        if names != self._known.stringList():
            self._known.setStringList(names)

    def _on_text_changed(self, text: str) -> None:
        """A pasted command line is taken for what it names."""
        named = _named(text)
        if named != text:
            self._line.setText(named)

    def _judge(self, text: str) -> Verdict:
        try:
            wanted = reference.parse(text)
        except reference.Invalid as problem:
            return words.reference_problem(problem)
        if wanted.odd_domain:
            return words.odd_registry(wanted.domain)
        if wanted.default_tag:
            return ok(tr("Takes the default tag: {name}", name=wanted.full))
        here = wanted.familiar in self._known.stringList()
        if here:
            return ok(tr("Takes {name}. One of this name is here already.", name=wanted.full))
        return ok(tr("Takes {name}", name=wanted.full))


def _named(text: str) -> str:
    """What a docker pull line names; any other text as it is."""
    typed = _TYPED_COMMAND.fullmatch(text)
    return text if typed is None else typed[1]
