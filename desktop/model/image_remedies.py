"""What to do about images that could not be removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.engine.errors import EngineError
from desktop.engine.records import Container, Kind
from desktop.model import impact
from desktop.model.advice import Advice, Remedy
from desktop.model.commands import RemoveContainers, Target, Verb
from desktop.model.image_commands import IsParent, RemoveImages
from desktop.model.impact import Block
from desktop.model.in_turn import InTurn
from desktop.model.store import Store


def of_removal(command: RemoveImages, error: EngineError, store: Store) -> Iterator[Remedy]:
    """What lets the images go that were refused."""
    if isinstance(error, IsParent):
        yield from _remove_parent(command, error, store)
        return
    [loss] = impact.of(command, store).losses
    if not isinstance(loss, impact.ImageLoss) or loss.block is None:
        return
    users = (*loss.running, *loss.stopped)
    if loss.block.forceable:
        forced = replace(command, force=True)
        yield Remedy(Advice.FORCE, forced, targets_of(users), destructive=True)
    if users and loss.block in (Block.USED, Block.USED_RUNNING):
        yield Remedy(
            Advice.REMOVE_USERS,
            InTurn((RemoveContainers(targets_of(users), force=bool(loss.running)),), command),
            targets_of(users),
            destructive=True,
        )


def _remove_parent(command: RemoveImages, error: IsParent, store: Store) -> Iterator[Remedy]:
    """What was made of it goes first, where no container needs that; or only the name goes."""
    children = tuple(
        Target(Kind.IMAGE, image.id, name)
        for image in error.children
        for name in image.references or (image.id,)
    )
    if children and not any(store.users(Kind.IMAGE, image.id) for image in error.children):
        again = InTurn((RemoveImages(children),), command)
        yield Remedy(Advice.REMOVE_CHILDREN, again, children, destructive=True)
    [target] = command.targets
    record = store.images.get(target.key)
    if record is not None and target.name in record.references:
        yield Remedy(Advice.UNTAG, replace(command, verb=Verb.UNTAG))


def targets_of(containers: Iterable[Container]) -> tuple[Target, ...]:
    """Containers, to be acted on."""
    return tuple(Target(Kind.CONTAINER, c.id, c.name) for c in containers)
