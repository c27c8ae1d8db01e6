"""Image: what the container is made from, or a command line that says all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.model import reference
from desktop.model.run.settings import PULLS
from desktop.model.store import Store
from desktop.ui import units
from desktop.ui.dialogs.fields import Verdict, ok, wrong
from desktop.ui.dialogs.words import odd_registry, reference_problem
from desktop.ui.run.draft import Draft
from desktop.ui.run.editors import LineEditor
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.image_watch import local_image
from desktop.ui.run.page import AnyEditor, WizardPage
from desktop.ui.run.paste import PasteArea
from desktop.ui.text import mark, tr


def _names(store: Store) -> Sequence[str]:
    return sorted({name for image in store.images for name in image.references})


GROUPS = (
    Group(
        "",
        (
            Entry(
                "image",
                mark("Image"),
                mark("A name, or registry/name:tag."),
                "nginx:1.27",
                known=_names,
                wide=True,
            ),
            Entry(
                "pull",
                mark("Pull"),
                mark("missing pulls what is not here."),
                usual="missing",
                choices=PULLS,
            ),
            Entry("platform", mark("Platform"), example="linux/arm64"),
        ),
    ),
)


class ImagePage(WizardPage):
    """The image's name, and a place to paste a line."""

    def __init__(self, draft: Draft) -> None:
        self.paste = PasteArea(draft)
        super().__init__(draft, tr("Image"), tr("What the container is made from."), GROUPS)

    def end(self) -> None:
        self.column.addWidget(self.paste)

    def make(self, entry: Entry | TableEntry) -> AnyEditor:
        if isinstance(entry, Entry) and entry.field == "image":
            return ImageEditor(self.draft, entry)
        return super().make(entry)

    def first(self) -> QWidget | None:
        return self.editors["image"]


class ImageEditor(LineEditor):
    """Says whether the image is here."""

    def _judge(self, text: str) -> Verdict:
        if not text:
            return super()._judge(text)
        found = local_image(self._draft.session.store, text)
        pull = self._draft.spec.pull
        if found is not None:
            size = units.size(found.size)
            if pull == "always":
                return ok(tr("Here, {size}; pulled again first.", size=size))
            return ok(tr("Here, {size}.", size=size))
        try:
            wanted = reference.parse(text)
        except reference.Invalid as problem:
            if problem.fault is reference.Fault.IDENTIFIER or text.startswith("sha256:"):
                return wrong(tr("No image here has this ID."))
            return reference_problem(problem)
        if wanted.odd_domain:
            return odd_registry(wanted.domain)
        if pull == "never":
            return ok(tr("Not here, and it is not to be pulled: the Engine will refuse."))
        return ok(tr("Not here: {name} is pulled first.", name=wanted.full))
