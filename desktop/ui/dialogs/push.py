"""Push an image to a registry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.engine.registry_records import HUB
from desktop.model import reference
from desktop.model.commands import Command, Target
from desktop.model.image_commands import TagImage
from desktop.model.in_turn import InTurn
from desktop.model.registry_commands import PushImage
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, completing, line_edit, ok, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.registry.words import shown
from desktop.ui.text import tr


async def push_image(
    parent: QWidget | None,
    store: Store,
    target: Target,
    *,
    recent: Sequence[str] = (),
    registries: Sequence[str] = (),
) -> Command | None:
    """Ask under which name to push it.

    ``recent`` are names that were pushed before, ``registries`` those that are known.
    """
    form = PushForm(parent, store, target, recent, registries)
    return await answer(form, form.command)


class PushForm(Form):
    """One field for the reference: where it goes. A new name is given to the image first."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        target: Target,
        recent: Sequence[str],
        registries: Sequence[str],
    ) -> None:
        super().__init__(parent, store, title=tr("Push image"), verb=tr("Push"), picture=Icon.PUSH)
        self.target = target
        self._recent = recent
        self._registries = registries
        self._names: frozenset[str] = frozenset()
        self._known = QStringListModel(self)
        named = not _is_id(target)
        line = line_edit(target.name if named else "", placeholder="registry.example.com/name:tag")
        completing(line, self._known)
        self.reference = self.add_field(
            Field(
                tr("&Reference"),
                line,
                self._judge,
                hint=tr("The registry, a slash, a name and a tag: where it is to go."),
            )
        )

    def command(self) -> Command:
        text = self.reference.text or "REFERENCE"
        try:
            name = reference.parse(text).familiar
        except reference.Invalid:
            name = text
        push = PushImage(Target(Kind.IMAGE, self.target.key, name))
        if name in self._names or not self.reference.accepted:
            return push
        return InTurn((TagImage(self.target, name),), push)

    def over(self) -> str:
        if self.store.images.get(self.target.key) is not None:
            return ""
        return words.removed_meanwhile(self.store, Kind.IMAGE, [self.target.name])

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.IMAGE

    def renew(self) -> None:
        record = self.store.images.get(self.target.key)
        self._names = frozenset(record.references if record is not None else ())
        own = self.target.name.rpartition("/")[2] if not _is_id(self.target) else "name:tag"
        elsewhere = (f"{registry}/{own}" for registry in self._registries)
        offered = [*dict.fromkeys((*sorted(self._names), *self._recent, *elsewhere))]
        if offered != self._known.stringList():
            self._known.setStringList(offered)
        self.say(tr("Push image {name}", name=words.short(self.target.name)))

    def _judge(self, text: str) -> Verdict:
        try:
            wanted = reference.parse(text)
        except reference.Invalid as problem:
            return words.reference_problem(problem)
        if wanted.digest:
            return wrong(tr("A digest can't be given: it follows from what the image holds."))
        if wanted.odd_domain:
            return words.odd_registry(wanted.domain)
        where = shown(wanted.domain)
        if wanted.domain == HUB and wanted.path.startswith("library/"):
            name = wanted.path.removeprefix("library/")
            return wrong(
                tr(
                    "Docker Hub takes it only below your own name, {example}. For another registry,"
                    " begin with its host.",
                    example=f"USER/{words.short(name)}",
                )
            )
        if wanted.familiar in self._names:
            return ok(tr("Goes to {where} as {name}.", where=where, name=wanted.familiar))
        return ok(
            tr(
                "The image gets the name {name}, too, and goes to {where}.",
                where=where,
                name=wanted.familiar,
            )
        )


def _is_id(target: Target) -> bool:
    """Whether the image has no name."""
    return target.name.removeprefix("sha256:") == target.key.removeprefix("sha256:")
