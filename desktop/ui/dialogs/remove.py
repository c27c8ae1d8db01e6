"""Remove containers, images, networks or volumes, after saying exactly what goes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from PySide6.QtWidgets import QWidget

from desktop.engine.archive_records import Lineage
from desktop.engine.errors import EngineError
from desktop.engine.records import Kind
from desktop.model import impact
from desktop.model.commands import (
    Command,
    RemoveContainers,
    RemoveNetworks,
    RemoveVolumes,
    Target,
    Verb,
)
from desktop.model.image_commands import RemoveImages
from desktop.model.impact import ImageLoss, Impact, Loss
from desktop.model.store import Change, Store
from desktop.ui.dialogs import losses, remove_words, words
from desktop.ui.dialogs.fields import Option
from desktop.ui.dialogs.findings import Fact, Finding, Findings
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.icons import Icon
from desktop.ui.text import tr
from desktop.ui.theme import Tone

# Targets, force, anonymous volumes or (of images) only names.
Make = Callable[[tuple[Target, ...], bool, bool], Command]
_HERE = re.compile(r"\((?:unix|npipe)://")


async def remove_containers(
    parent: QWidget | None, store: Store, targets: Sequence[Target], *, where: str = ""
) -> RemoveContainers | None:
    """Ask before containers go; ``where`` is the Engine's title."""
    if not targets:
        return None
    form = RemoveForm(parent, store, Kind.CONTAINER, targets, where, RemoveContainers)
    return await answer(
        form, lambda: RemoveContainers(form.going, force=form.forced, volumes=form.with_volumes)
    )


async def remove_images(
    parent: QWidget | None,
    store: Store,
    targets: Sequence[Target],
    *,
    where: str = "",
    ask: Callable[[], Awaitable[Lineage]] | None = None,
) -> RemoveImages | None:
    """Ask before images, or names of them, go; ``where`` is the Engine's title.

    ``ask`` tells which image was made of which.
    """
    if not targets:
        return None
    form = RemoveForm(parent, store, Kind.IMAGE, targets, where, _images)
    learning = asyncio.get_running_loop().create_task(_learn(form, ask)) if ask else None
    try:
        return await answer(
            form,
            lambda: RemoveImages(
                form.going, force=form.forced, verb=Verb.UNTAG if form.only_names else Verb.REMOVE
            ),
        )
    finally:
        if learning is not None:
            learning.cancel()


async def _learn(form: RemoveForm, ask: Callable[[], Awaitable[Lineage]]) -> None:
    with suppress(EngineError):  # the removal itself tells of it, too
        form.learn(await ask())


async def remove_networks(
    parent: QWidget | None, store: Store, targets: Sequence[Target], *, where: str = ""
) -> RemoveNetworks | None:
    """Ask before networks go; ``where`` is the Engine's title."""
    if not targets:
        return None
    form = RemoveForm(parent, store, Kind.NETWORK, targets, where, _networks)
    return await answer(form, lambda: RemoveNetworks(form.going))


async def remove_volumes(
    parent: QWidget | None, store: Store, targets: Sequence[Target], *, where: str = ""
) -> RemoveVolumes | None:
    """Ask before volumes and their data go; ``where`` is the Engine's title."""
    if not targets:
        return None
    form = RemoveForm(parent, store, Kind.VOLUME, targets, where, _volumes)
    return await answer(form, lambda: RemoveVolumes(form.going))


def _images(targets: tuple[Target, ...], force: bool, only_names: bool) -> Command:
    return RemoveImages(targets, force=force, verb=Verb.UNTAG if only_names else Verb.REMOVE)


def _networks(targets: tuple[Target, ...], _force: bool, _volumes: bool) -> Command:
    return RemoveNetworks(targets)


def _volumes(targets: tuple[Target, ...], _force: bool, _with_volumes: bool) -> Command:
    return RemoveVolumes(targets)


class RemoveForm(Form):
    """What goes, thing by thing, and what the Engine would refuse: that is left out."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        kind: Kind,
        targets: Sequence[Target],
        where: str,
        make: Make,
    ) -> None:
        super().__init__(
            parent,
            store,
            title=remove_words.title(kind, len(targets)),
            verb=tr("Remove"),
            picture=Icon.REMOVE,
            danger=True,
        )
        self._kind = kind
        self._asked = tuple(targets)
        self._where = where
        self._make = make
        self._impact = Impact()
        self._lineage: Lineage | None = None
        self._summary = ToneLabel()
        self.findings = Findings(tr("What is removed"))
        self.add(self._summary)
        self.add(self.findings)
        self._force: Option | None = None
        self._volumes: Option | None = None
        if kind in (Kind.CONTAINER, Kind.IMAGE):
            self._force = self._option(Option(tr("&Force"), remove_words.force_note(kind)))
        self._children: Option | None = None
        self._names: Option | None = None
        if kind is Kind.CONTAINER:
            note = tr("Those that no other container uses go too.")
            self._volumes = self._option(Option(tr("Remove anonymous &volumes"), note))

    def learn(self, lineage: Lineage) -> None:
        """What was made of these images is known now: where there is any, there is a choice."""
        self._lineage = lineage
        self.refresh()
        if self._children is None and any(_children(loss) for loss in self._impact.losses):
            note = tr("Those go first; each is listed above.")
            self._children = self._option(Option(tr("Remove what was &made of it, too"), note))
            note = tr("The image and its layers stay, and are listed no more.")
            self._names = self._option(Option(tr("Take only the &name"), note))

    def _option(self, option: Option) -> Option:
        option.toggled.connect(self.refresh)
        self.add(option)
        return option

    @property
    def forced(self) -> bool:
        return self._force is not None and self._force.checked

    @property
    def with_volumes(self) -> bool:
        return self._volumes is not None and self._volumes.checked

    @property
    def _more(self) -> bool:
        """The other option of the kind."""
        return self.with_volumes or (self._names is not None and self._names.checked)

    def _targets(self) -> tuple[Target, ...]:
        """What was asked for, after what was made of it where that goes, too."""
        if self._children is None or not self._children.checked or self._lineage is None:
            return self._asked
        made = {i.id: i for each in self._asked for i in self._lineage.made_of(each.key)}
        below = (
            Target(Kind.IMAGE, image.id, name)
            for image in made.values()
            for name in image.references or (image.id,)
        )
        return tuple(dict.fromkeys((*below, *self._asked)))

    @property
    def going(self) -> tuple[Target, ...]:
        """What the Engine will remove, as far as we know."""
        return tuple(loss.target for loss in self._impact.losses if loss.block is None)

    @property
    def only_names(self) -> bool:
        """Whether no image goes, only names of images that keep others."""
        going = [loss for loss in self._impact.losses if loss.block is None]
        return all(isinstance(loss, ImageLoss) and not loss.removed for loss in going)

    def command(self) -> Command:
        return self._make(self.going or self._asked, self.forced, self._more)

    def ready(self) -> bool:
        return bool(self.going)

    def over(self) -> str:
        if self._living():
            return ""
        names = list(dict.fromkeys(target.name for target in self._asked))
        return words.removed_meanwhile(self.store, self._kind, names)

    def concerns(self, change: Change) -> bool:
        # The store tells of an image, a network or a volume also when only its users changed.
        keys = {target.key for target in self._asked}
        if change.kind is Kind.VOLUME and self._kind is Kind.CONTAINER:
            records = (self.store.containers.get(key) for key in keys)
            keys = {mount.volume for record in records if record for mount in record.mounts}
        elif change.kind is not self._kind:
            return False
        news = (*change.appeared, *change.changed, *change.vanished)
        return any(record.key in keys for record in news)

    def renew(self) -> None:
        living = self._living()
        wanted = self._make(tuple(living.values()), self.forced, self._more)
        found = impact.of(wanted, self.store, self._lineage)
        self._impact = found
        subtitle, tone = self._place()
        self.say(self._question(), subtitle, tone=tone)
        self._say_summary()
        told = dict(zip(living, found.losses, strict=True))
        self.findings.show_findings(
            [
                _finding(target, told.get(target), users_known=found.users_known)
                for target in self._targets()
            ]
        )

    def _living(self) -> dict[Target, Target]:
        """What is still there, each with its present name, by how it was asked for."""
        return {
            target: words.renewed(self.store, target)
            for target in self._targets()
            if words.still_there(self.store, target) is not None
        }

    def _question(self) -> str:
        going, asked = len(self.going), len(self._targets())
        if asked == 1:
            name = words.short(self._impact.losses[0].target.name)
            return remove_words.one(self._kind, name)
        if going < asked:
            return remove_words.some(self._kind, going, asked)
        return remove_words.many(self._kind, going)

    def _place(self) -> tuple[str, Tone]:
        """Which Engine it is, where that is not this machine's."""
        if not self._where or _HERE.search(self._where):
            return "", Tone.MUTED
        return tr("On the Engine {where}", where=self._where), Tone.WARNING

    def _say_summary(self) -> None:
        going, stay = len(self.going), len(self._impact.blocked)
        parts = []
        if going:
            parts.append(remove_words.summary(self._kind, going))
        if stay and len(self._targets()) > 1:
            parts.append(tr("%n of them (stays|stay): see below.", "", stay))
        self._summary.setVisible(any(parts))
        lost = bool(going) and self._kind is Kind.VOLUME
        self._summary.say(
            " ".join(part for part in parts if part), Tone.DANGER if lost else Tone.MUTED
        )


def _children(loss: Loss) -> bool:
    return isinstance(loss, ImageLoss) and bool(loss.children)


def _finding(asked: Target, loss: Loss | None, *, users_known: bool) -> Finding:
    if loss is None:
        return Finding(words.whole(asked.name), "", (Fact(tr("It was removed meanwhile.")),))
    return losses.finding(loss, users_known=users_known)
