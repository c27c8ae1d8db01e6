"""Removing what is unused, thing by thing, and never what came into use since it was listed.

The Engine's own prune calls could take more than a person has seen. So each thing is removed by
itself and without force, which the Engine refuses where something uses it. What the Engine would
not refuse is looked at a moment before.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from desktop.engine.decode import texts, timestamp
from desktop.engine.errors import Conflict, NotFound, NotPermitted
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Skipped, Target, Verb
from desktop.model.image_commands import HAS_CHILDREN
from desktop.model.usage.plan import Candidate
from desktop.model.usage.summary import Group

BUILD_CACHE = "build cache"
"""The key of all targets that are records of the build cache, which is of no ``Kind``.

An operation takes the targets of one key one after the other, as it must be here: a record can't
go before those that were built upon it.
"""

_KINDS = {
    Group.IMAGES: Kind.IMAGE,
    Group.CONTAINERS: Kind.CONTAINER,
    Group.VOLUMES: Kind.VOLUME,
    Group.CACHE: Kind.IMAGE,
    Group.NETWORKS: Kind.NETWORK,
}
_NAMELESS = "<none>:<none>"


class Use(enum.Enum):
    """Why a thing that was listed is left alone."""

    STARTED = "started"  # a container that runs again
    USED = "used"  # by a container, a build, or something built upon it
    PARENT = "parent"  # an image of which another one was made
    RENAMED = "renamed"  # an image that gained or lost names
    REPLACED = "replaced"  # a volume: another one has its name by now
    GONE = "gone"  # somebody else removed it


class CameIntoUse(Skipped):
    """A thing is not what it was when it was listed: nothing was done to it."""

    def __init__(self, use: Use, explanation: str = "") -> None:
        super().__init__(explanation)
        self.use = use


@dataclass(frozen=True, slots=True)
class Prune:
    """Remove things that nothing uses. Make it with :func:`prune`."""

    targets: tuple[Target, ...]
    candidates: Mapping[Target, Candidate] = field(compare=False, repr=False)
    # The Engine stumbles where it removes an image and the one that it was made of at once.
    image: asyncio.Lock = field(default_factory=asyncio.Lock, compare=False, repr=False)
    verb: Verb = Verb.PRUNE

    @property
    def kind(self) -> Kind:
        return self.targets[0].kind

    def lines(self) -> tuple[Line, ...]:
        by_group: dict[Group, list[str]] = {}
        for target in self.targets:
            candidate = self.candidates[target]
            names = candidate.names if candidate.group is Group.IMAGES else ()
            by_group.setdefault(candidate.group, []).extend(names or (target.name,))
        return tuple(line for group, names in by_group.items() for line in _lines(group, names))

    def freed(self, targets: Collection[Target]) -> int:
        """The bytes that the removal of these targets frees at least."""
        return sum(self.candidates[target].frees or 0 for target in targets)

    def in_part(self, targets: Collection[Target]) -> bool:
        """Whether these targets may free more: layers that only they share, unknown sizes."""
        return in_part(self.candidates[target] for target in targets)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        candidate = self.candidates[target]
        remove = {
            Group.IMAGES: _remove_image,
            Group.CONTAINERS: _remove_container,
            Group.VOLUMES: _remove_volume,
            Group.CACHE: _remove_from_cache,
            Group.NETWORKS: _remove_network,
        }[candidate.group]
        one_at_a_time = candidate.group is Group.IMAGES
        try:
            async with self.image if one_at_a_time else contextlib.nullcontext():
                await remove(engine, candidate)
        except NotFound as gone:
            raise CameIntoUse(Use.GONE, gone.explanation) from gone


def prune(candidates: Iterable[Candidate]) -> Prune:
    """The command that removes these. Of images and cache, what was made last goes first."""
    listed = sorted(candidates, key=_turn)
    named = {_target(candidate): candidate for candidate in listed}
    return Prune(tuple(named), named)


def _turn(candidate: Candidate) -> tuple[int, float, int]:
    match candidate.group:
        case Group.CACHE:
            return 2, -candidate.made, 0
        case Group.IMAGES:  # of one second, the larger one was made of the other
            return 1, -candidate.since, -(candidate.size or 0)
        case _:
            return 0, 0.0, 0


def in_part(candidates: Iterable[Candidate]) -> bool:
    """Whether together they may free more than the sum of what each frees."""
    listed = list(candidates)
    unknown = any(candidate.frees is None for candidate in listed)
    return unknown or sum(1 for c in listed if c.group is Group.IMAGES and c.shared) > 1


def _target(candidate: Candidate) -> Target:
    kind = _KINDS[candidate.group]
    if candidate.group is Group.CACHE:
        return Target(kind, BUILD_CACHE, candidate.key)
    return Target(kind, candidate.key, candidate.name)


def _lines(group: Group, names: list[str]) -> tuple[Line, ...]:
    match group:
        case Group.CONTAINERS:
            return (("docker", "rm", *names),)
        case Group.IMAGES:
            return (("docker", "rmi", *names),)
        case Group.VOLUMES:
            return (("docker", "volume", "rm", *names),)
        case Group.NETWORKS:
            return (("docker", "network", "rm", *names),)
        case Group.CACHE:  # the filter takes one id
            begin = ("docker", "builder", "prune", "--all", "--force", "--filter")
            return tuple((*begin, f"id={name}") for name in names)


async def _remove_container(engine: Engine, candidate: Candidate) -> None:
    try:
        await engine.remove_container(candidate.key)
    except Conflict as refusal:
        now = await engine.containers([candidate.key])
        if any(container.is_running for container in now):
            raise CameIntoUse(Use.STARTED, refusal.explanation) from refusal
        raise


async def _remove_image(engine: Engine, candidate: Candidate) -> None:
    found = await engine.inspect(Kind.IMAGE, candidate.key)
    names = [name for name in texts(found.get("RepoTags")) if name != _NAMELESS]
    if set(names) != set(candidate.names):
        raise CameIntoUse(Use.RENAMED)
    # The Engine takes all names but the last one without a look at who uses the image.
    if len(names) > 1 and any(c.image_id == candidate.key for c in await engine.containers()):
        raise CameIntoUse(Use.USED)
    try:
        for name in names[1:]:
            await engine.remove_image(name)
        # By its name, one of which another was made would lose the name, and stay.
        await engine.remove_image(candidate.key)
    except Conflict as refusal:
        use = Use.PARENT if HAS_CHILDREN in refusal.explanation else Use.USED
        raise CameIntoUse(use, refusal.explanation) from refusal


async def _remove_volume(engine: Engine, candidate: Candidate) -> None:
    found = await engine.inspect(Kind.VOLUME, candidate.key)
    if timestamp(str(found.get("CreatedAt") or "")) != candidate.made:
        raise CameIntoUse(Use.REPLACED)
    try:
        await engine.remove_volume(candidate.key)
    except Conflict as refusal:
        raise CameIntoUse(Use.USED, refusal.explanation) from refusal


async def _remove_network(engine: Engine, candidate: Candidate) -> None:
    # The Engine lets go a network whose containers are stopped; they could not start without it.
    for container in await engine.containers():
        inside = {a.network_id or a.network for a in container.networks}
        known = not container.is_running and (container.name or container.id) in candidate.names
        if inside & {candidate.key, candidate.name} and not known:
            raise CameIntoUse(Use.USED)
    try:
        await engine.remove_network(candidate.key)
    except (Conflict, NotPermitted) as refusal:
        raise CameIntoUse(Use.USED, refusal.explanation) from refusal


async def _remove_from_cache(engine: Engine, candidate: Candidate) -> None:
    if candidate.key not in await engine.remove_build_cache([candidate.key]):
        raise CameIntoUse(Use.USED)
