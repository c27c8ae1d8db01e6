"""What nothing uses, why, and what its removal frees: what ``docker … prune --all`` would take.

Nothing is listed that a container is known to use, however old the measuring is.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.engine.observations import CacheUsage, ContainerUsage, DiskUsage, VolumeUsage
from desktop.engine.records import Kind, Network, State, Volume
from desktop.model.store import Store
from desktop.model.usage.summary import Group

_ANONYMOUS_LABEL = "com.docker.volume.anonymous"  # Engine 23 and later
_STOPPED = {
    State.EXITED: "exited",
    State.CREATED: "created",
    State.DEAD: "dead",
}
_BUILDERS_OWN = ("internal", "frontend")  # record types that ``builder prune`` keeps


class Why(enum.Enum):
    """Why a thing counts as unused."""

    EXITED = "exited"
    NEVER_STARTED = "created"
    DEAD = "dead"
    DANGLING = "dangling"  # an image without a name, which no container uses
    NOT_USED = "not used"  # an image with a name, which no container uses
    ANONYMOUS = "anonymous"  # a volume whose name the Engine made up, which no container mounts
    NOT_MOUNTED = "not mounted"  # a volume with a name
    NO_CONTAINER = "no container"  # a network
    ONLY_STOPPED = "only stopped"  # a network whose containers can't start without it
    CACHED = "cached"  # a record of the build cache, which no build uses
    CACHED_SHARED = "cached, shared"  # the same, and its layer is also that of an image


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may go. Bytes; times are seconds since 1970, 0 where not known.

    ``frees``: what its removal alone frees at least, None where that is not known. ``shared``: the
    bytes that stay because other images have the same layers. ``since``: when ``why`` began to be
    so, else ``made``. ``names``: all that an image is called; of a network of stopped
    containers, theirs. ``ticked``: whether docker's prune takes it without ``--all``.
    """

    group: Group
    key: str
    name: str
    why: Why
    size: int | None = None
    frees: int | None = None
    shared: int = 0
    since: float = 0.0
    names: tuple[str, ...] = ()
    ticked: bool = True
    exit_code: int | None = None
    made: float = 0.0


def plan(usage: DiskUsage, store: Store) -> tuple[Candidate, ...]:
    """Everything that nothing uses, group by group, what frees most first."""
    found: list[Candidate] = [
        *_images(usage, store),
        *_containers(usage, store),
        *_volumes(usage, store),
        *_cache(usage.cache),
        *_networks(store),
    ]
    order = list(Group)
    return tuple(sorted(found, key=lambda c: (order.index(c.group), -(c.frees or 0), c.name)))


def _images(usage: DiskUsage, store: Store) -> Iterator[Candidate]:
    listed = store.images.standing.loaded
    for image in usage.images:
        record = store.images.get(image.id)
        used = image.containers or store.user_count(Kind.IMAGE, image.id)
        if used or (listed and record is None):
            continue
        names = image.references if record is None else record.references
        yield Candidate(
            Group.IMAGES,
            image.id,
            names[0] if names else image.id,
            Why.NOT_USED if names else Why.DANGLING,
            size=image.size,
            frees=image.size - image.shared,
            shared=image.shared,
            since=float(image.created),
            names=names,
            ticked=not names,
        )


def _containers(usage: DiskUsage, store: Store) -> Iterator[Candidate]:
    listed = store.containers.standing.loaded
    for container in usage.containers:
        record = store.containers.get(container.id)
        if record is not None:
            state = _STOPPED.get(record.state, "")
            since = record.since or float(record.created)
            yield from _container(container, state, record.name, since, record.exit_code)
        elif not listed:
            yield from _container(container, container.state, container.name, container.created)


def _container(
    usage: ContainerUsage, state: str, name: str, since: float, exit_code: int | None = None
) -> Iterator[Candidate]:
    if state in _STOPPED.values():
        yield Candidate(
            Group.CONTAINERS,
            usage.id,
            name or usage.id,
            Why(state),
            size=usage.size,
            frees=usage.size,
            since=since,
            exit_code=exit_code if state == "exited" else None,
        )


def _volumes(usage: DiskUsage, store: Store) -> Iterator[Candidate]:
    listed = store.volumes.standing.loaded
    for volume in usage.volumes:
        record = store.volumes.get(volume.name)
        used = volume.containers or store.user_count(Kind.VOLUME, volume.name)
        # Another volume may have its name by now. Podman does not tell here when it was made.
        same = record is not None and volume.created in (record.created, 0.0)
        if not used and (same or not listed):
            made = volume.created if record is None else record.created
            anonymous = _anonymous(volume)
            yield Candidate(
                Group.VOLUMES,
                volume.name,
                volume.name,
                Why.ANONYMOUS if anonymous else Why.NOT_MOUNTED,
                size=volume.size,
                frees=volume.size,
                since=made,
                ticked=anonymous,
                made=made,
            )


def _anonymous(volume: VolumeUsage) -> bool:
    unnamed = Volume(volume.name, volume.driver, "", "", 0.0, {}, {}).anonymous
    return unnamed or _ANONYMOUS_LABEL in volume.labels


def _cache(records: Iterable[CacheUsage]) -> Iterator[Candidate]:
    for record in records:
        if record.in_use:
            continue
        yield Candidate(
            Group.CACHE,
            record.id,
            record.description or record.id,
            Why.CACHED_SHARED if record.shared else Why.CACHED,
            size=record.size,
            frees=0 if record.shared else record.size,
            shared=record.size if record.shared else 0,
            since=record.last_used or record.created,
            ticked=not record.shared and record.kind not in _BUILDERS_OWN,
            made=record.created,
        )


def _networks(store: Store) -> Iterator[Candidate]:
    if not (store.users_known and store.networks.standing.loaded):
        return
    for network in store.networks:
        users = store.users(Kind.NETWORK, network.id)
        if not network.predefined and not any(user.is_running for user in users):
            yield _network(network, tuple(user.name or user.id for user in users))


def _network(network: Network, stopped: tuple[str, ...]) -> Candidate:
    return Candidate(
        Group.NETWORKS,
        network.id,
        network.name,
        Why.ONLY_STOPPED if stopped else Why.NO_CONTAINER,
        frees=0,
        since=network.created,
        names=stopped,
        ticked=not stopped,
    )
