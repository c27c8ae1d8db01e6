"""What may be done to images: see :mod:`desktop.model.commands`."""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.archive_records import Lineage
from desktop.engine.decode import texts
from desktop.engine.errors import Conflict, NotFound
from desktop.engine.protocol import Engine
from desktop.engine.records import Image, Kind
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.image_names import taken_along


@dataclass(frozen=True, slots=True)
class TagImage:
    """Give an image one more name."""

    target: Target
    reference: str
    verb: Verb = Verb.TAG
    kind: Kind = Kind.IMAGE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "tag", self.target.name, self.reference),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        await engine.tag(target.key, self.reference)


@dataclass(frozen=True, slots=True)
class RemoveImages:
    """Remove images by id, or single names of images by reference.

    A target's ``name`` is what is asked for: taking the last name away removes the image. ``verb``
    is UNTAG where every target keeps another name.
    """

    targets: tuple[Target, ...]
    force: bool = False
    verb: Verb = Verb.REMOVE
    kind: Kind = Kind.IMAGE
    # The Engine stumbles where it removes an image and the one that it was made of at once.
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, compare=False, repr=False)
    known: list[Lineage] = field(default_factory=list, compare=False, repr=False)

    def lines(self) -> tuple[Line, ...]:
        options = ("--force",) if self.force else ()
        return (("docker", "rmi", *options, *(t.name for t in self.targets)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        async with self.one_at_a_time:
            await self._remove(engine, target)

    async def _remove(self, engine: Engine, target: Target) -> None:
        with suppress(NotFound):  # gone already is removed
            if _is_name(target):
                found = await engine.inspect(Kind.IMAGE, target.name)
                if _digits(str(found.get("Id", ""))) != _digits(target.key):
                    return  # another image has this name by now: it is gone from this one
                if self.verb is not Verb.UNTAG and _is_last(target.name, found):
                    # The Engine would take the name, keep the image, and list it no more.
                    await self._refuse_parent(engine, target)
            try:
                await engine.remove_image(target.name, force=self.force)
            except Conflict as refusal:
                if HAS_CHILDREN in refusal.explanation:
                    await self._refuse_parent(engine, target, refusal)
                raise

    async def _refuse_parent(
        self, engine: Engine, target: Target, refusal: Conflict | None = None
    ) -> None:
        """Raise where others were made of it that don't go with it."""
        if not self.known or self._staying(target):  # which may have gone since
            self.known[:] = [await engine.archives.lineage()]
        children = self._staying(target)
        if children or refusal is not None:
            raise IsParent(children, refusal.explanation if refusal else "") from refusal

    def _staying(self, target: Target) -> list[Image]:
        """What was made of it, as far as is known, and does not go by this command."""
        going = {each.key for each in self.targets}
        return [i for known in self.known for i in known.made_of(target.key) if i.id not in going]


HAS_CHILDREN = "dependent child images"  # in the Engine's refusal; from moby's sources


class IsParent(Conflict):
    """Others were made of the image: the furthest first, none where nobody tells."""

    def __init__(self, children: Iterable[Image], explanation: str = "") -> None:
        super().__init__(explanation, status=409)
        self.children = tuple(children)


class Came(enum.Enum):
    """What a pull brought."""

    NEW = "new"  # an image where there was none of that name
    NEWER = "newer"  # another one than had the name
    SAME = "same"  # the one that was here already


@dataclass(frozen=True, slots=True)
class OtherPlatform:
    """A pull brought an image for another platform than that which had the name."""

    platform: str  # ``linux/arm64/v8``


@dataclass(frozen=True, slots=True)
class PullImage:
    """Pull an image by its reference. What came is ``learned`` when it has ended."""

    reference: str
    platform: str = ""
    verb: Verb = Verb.PULL
    kind: Kind = Kind.IMAGE
    learned: list[Came | OtherPlatform] = field(default_factory=list, compare=False, repr=False)

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.IMAGE, "", self.reference),)

    def lines(self) -> tuple[Line, ...]:
        options = ("--platform", self.platform) if self.platform else ()
        return (("docker", "pull", *options, self.reference),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        before = await _identity(engine, target.name)
        await engine.pull(target.name, report, platform=self.platform)
        after = await _identity(engine, target.name)
        self.learned[:] = [_came(before, after)]


@dataclass(frozen=True, slots=True)
class _Identity:
    """Which image has a name, and what it is for."""

    id: str = ""
    platform: str = ""


def _came(before: _Identity, after: _Identity) -> Came | OtherPlatform:
    if not before.id:
        return Came.NEW
    if after.id == before.id:
        return Came.SAME
    if before.platform and after.platform and before.platform != after.platform:
        return OtherPlatform(after.platform)
    return Came.NEWER


async def _identity(engine: Engine, name: str) -> _Identity:
    """The image that has a name; an empty one where none has."""
    try:
        found = await engine.inspect(Kind.IMAGE, name)
    except NotFound:
        return _Identity()
    parts = (found.get(key) for key in ("Os", "Architecture", "Variant"))
    return _Identity(str(found.get("Id", "")), "/".join(str(part) for part in parts if part))


def _is_last(name: str, found: Mapping[str, Any]) -> bool:
    """Whether the image has no name left without this one."""
    names = (*texts(found.get("RepoTags")), *texts(found.get("RepoDigests")))
    return name in names and set(names) == set(taken_along(name, names))


def _is_name(target: Target) -> bool:
    """Whether an image's target is a reference, not the image's id or the beginning of it."""
    return bool(target.key) and not _digits(target.key).startswith(_digits(target.name))


def _digits(image_id: str) -> str:
    return image_id.removeprefix("sha256:")
