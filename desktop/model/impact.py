"""What a removal takes, exactly, before it is done. Data, no words.

What can't be known from the lists is not told: how much a container's own files are (its writable
layer always goes with it). Whether other images were made of an image is told where it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.engine.archive_records import Lineage
from desktop.engine.records import Container, Image, Kind, Network, State, Volume
from desktop.model.blocks import Block as Block
from desktop.model.commands import (
    Command,
    RemoveContainers,
    RemoveNetworks,
    RemoveVolumes,
    Target,
    Verb,
)
from desktop.model.image_commands import RemoveImages
from desktop.model.image_names import one_name, taken_along
from desktop.model.possible import needs_force
from desktop.model.store import Store


@dataclass(frozen=True, slots=True)
class Held:
    """A volume in which a container keeps data; ``size`` is bytes, None while not measured."""

    name: str
    size: int | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class ContainerLoss:
    """A container that goes, with its own files and its log.

    ``killed``: it runs, and is killed first. ``lost``: volumes that go with all their data.
    ``orphaned``: anonymous volumes that stay and that nothing will point to. ``kept``: the others.
    """

    target: Target
    record: Container | None
    block: Block | None
    killed: bool = False
    lost: tuple[Held, ...] = ()
    orphaned: tuple[Held, ...] = ()
    kept: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageLoss:
    """An image, or only names of it.

    ``names``: the references that go, ``other_names``: those that stay. ``removed``: the image
    itself goes (else it is only untagged). ``running`` and ``stopped``: containers made from it;
    ``children``: images made of it that stay.
    """

    target: Target
    record: Image | None
    block: Block | None
    names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    removed: bool = False
    running: tuple[Container, ...] = ()
    stopped: tuple[Container, ...] = ()
    children: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkLoss:
    """A network. ``stopped`` containers belong to it and will not start again without it."""

    target: Target
    record: Network | None
    block: Block | None
    running: tuple[Container, ...] = ()
    stopped: tuple[Container, ...] = ()


@dataclass(frozen=True, slots=True)
class VolumeLoss:
    """A volume with all its data. ``size`` is bytes, None while not measured."""

    target: Target
    record: Volume | None
    block: Block | None
    size: int | None = None
    running: tuple[Container, ...] = ()
    stopped: tuple[Container, ...] = ()


Loss = ContainerLoss | ImageLoss | NetworkLoss | VolumeLoss


@dataclass(frozen=True, slots=True)
class Impact:
    """What a command takes, target by target in its order; nothing where it removes nothing.

    ``users_known``: else there may be containers that use an image, a network or a volume, and are
    not listed.
    """

    losses: tuple[Loss, ...] = ()
    users_known: bool = True

    @property
    def blocked(self) -> tuple[Loss, ...]:
        """Those that the Engine is going to refuse as the command stands."""
        return tuple(loss for loss in self.losses if loss.block is not None)

    @property
    def forceable(self) -> bool:
        """Whether force would get more of them through."""
        return any(loss.block is not None and loss.block.forceable for loss in self.losses)


def of(command: Command, store: Store, lineage: Lineage | None = None) -> Impact:
    """What the command takes, as far as the store knows, and the ``lineage`` of images."""
    if isinstance(command, RemoveContainers):
        return Impact(_containers(command, store))
    if isinstance(command, RemoveImages):
        losses = _images(command, store)
        if lineage is not None:
            losses = _with_children(losses, lineage, only_names=command.verb is Verb.UNTAG)
        return Impact(losses, store.users_known)
    if isinstance(command, RemoveNetworks):
        networks = tuple(_network(target, store) for target in command.targets)
        return Impact(networks, store.users_known)
    if isinstance(command, RemoveVolumes):
        volumes = tuple(_volume(target, store) for target in command.targets)
        return Impact(volumes, store.users_known)
    return Impact()


def _containers(command: RemoveContainers, store: Store) -> tuple[Loss, ...]:
    records = {target: store.containers.get(target.key) for target in command.targets}
    blocks = {target: _container_block(record, command) for target, record in records.items()}
    going = {target.key for target, block in blocks.items() if block is None}
    told: set[str] = set()  # a shared volume is lost once, with the first of its containers
    losses: list[Loss] = []
    for target, record in records.items():
        if record is None or blocks[target] is not None:
            losses.append(ContainerLoss(target, record, blocks[target]))
            continue
        lost: list[Held] = []
        orphaned: list[Held] = []
        kept: list[Held] = []
        for name in dict.fromkeys(m.volume for m in record.mounts if m.volume):
            held = _held(name, store)
            if not held.anonymous or not {c.id for c in store.users(Kind.VOLUME, name)} <= going:
                kept.append(held)
            elif name not in told:
                told.add(name)
                (lost if command.volumes else orphaned).append(held)
        losses.append(
            ContainerLoss(
                target,
                record,
                None,
                killed=needs_force(record),
                lost=tuple(lost),
                orphaned=tuple(orphaned),
                kept=tuple(kept),
            )
        )
    return tuple(losses)


def _container_block(record: Container | None, command: RemoveContainers) -> Block | None:
    if record is None:
        return Block.GONE
    if record.state is State.REMOVING:
        return Block.REMOVING
    return Block.RUNNING if needs_force(record) and not command.force else None


def _held(name: str, store: Store) -> Held:
    record = store.volumes.get(name)
    if record is None:  # the volumes were not listed yet
        return Held(name, None, Volume(name, "", "", "", 0, {}, {}).anonymous)
    return Held(name, record.size, record.anonymous)


def _with_children(
    losses: tuple[ImageLoss, ...], lineage: Lineage, *, only_names: bool
) -> tuple[ImageLoss, ...]:
    """What others were made of stays as long as they do: it can only lose its names."""
    going = {loss.target.key for loss in losses if loss.block is None}
    children = {
        loss.target.key: tuple(i for i in lineage.made_of(loss.target.key) if i.id not in going)
        for loss in losses
        if loss.removed
    }
    block = None if only_names else Block.PARENT
    return tuple(
        replace(loss, block=block, removed=False, children=made)
        if loss.block is None and (made := children.get(loss.target.key))
        else loss
        for loss in losses
    )


def _images(command: RemoveImages, store: Store) -> tuple[ImageLoss, ...]:
    """As the Engine does it (moby, daemon/images/image_delete.go), one after the other."""
    names_left: dict[str, list[str]] = {}
    losses: list[ImageLoss] = []
    for target in command.targets:
        record = store.images.get(target.key)
        if record is None:
            losses.append(ImageLoss(target, None, Block.GONE))
            continue
        left = names_left.setdefault(record.id, [*record.references, *record.digests])
        users = _split(store.users(Kind.IMAGE, record.id))
        loss = _image(target, record, tuple(left), users, force=command.force)
        if loss.block is None:
            names_left[record.id] = [name for name in left if name not in loss.names]
        losses.append(loss)
    return tuple(losses)


def _image(
    target: Target,
    record: Image,
    names: tuple[str, ...],
    users: tuple[tuple[Container, ...], tuple[Container, ...]],
    *,
    force: bool,
) -> ImageLoss:
    running, stopped = users

    def loss(block: Block | None, going: Iterable[str] = (), *, removed: bool = False) -> ImageLoss:
        gone = tuple(going)
        others = tuple(name for name in names if name not in gone)
        return ImageLoss(target, record, block, gone, others, removed, running, stopped)

    if target.name in (*record.references, *record.digests):
        if target.name not in names:  # an earlier target took it along
            return loss(Block.GONE)
        going = taken_along(target.name, names)
        if len(going) < len(names):
            return loss(None, going)
        if (running or stopped) and not force:
            return loss(Block.USED)
        # By force the last name goes even from under a running container; the image stays then.
        return loss(None, going, removed=not running)
    if not record.id.removeprefix("sha256:").startswith(target.name.removeprefix("sha256:")):
        return loss(Block.GONE)  # the name is another image's by now
    if running:
        return loss(Block.USED_RUNNING)
    if not force and not one_name(names):
        return loss(Block.SEVERAL_NAMES)
    if not force and stopped:
        return loss(Block.USED)
    return loss(None, names, removed=True)


def _network(target: Target, store: Store) -> NetworkLoss:
    record = store.networks.get(target.key)
    if record is None:
        return NetworkLoss(target, None, Block.GONE)
    running, stopped = _split(store.users(Kind.NETWORK, record.id))
    block = Block.PREDEFINED if record.predefined else Block.ATTACHED if running else None
    return NetworkLoss(target, record, block, running, stopped)


def _volume(target: Target, store: Store) -> VolumeLoss:
    record = store.volumes.get(target.key)
    if record is None:
        return VolumeLoss(target, None, Block.GONE)
    running, stopped = _split(store.users(Kind.VOLUME, record.name))
    block = Block.MOUNTED if running or stopped else None
    return VolumeLoss(target, record, block, record.size, running, stopped)


def _split(users: Iterable[Container]) -> tuple[tuple[Container, ...], tuple[Container, ...]]:
    """Those that run, and those that don't."""
    found = tuple(users)
    return (
        tuple(c for c in found if c.is_running),
        tuple(c for c in found if not c.is_running),
    )
