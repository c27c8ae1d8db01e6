"""How much each kind of thing takes, with the numbers of ``docker system df``.

The arithmetic is that of docker/cli, cli/command/formatter/disk_usage.go.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from desktop.engine.observations import DiskUsage
from desktop.model.store import Store

_ACTIVE = ("running", "paused", "restarting")


class Group(enum.Enum):
    """What is counted together and pruned together, in the order of ``docker system df``."""

    IMAGES = "image"
    CONTAINERS = "container"
    VOLUMES = "volume"
    CACHE = "builder"
    NETWORKS = "network"  # take no space


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of ``docker system df``; bytes.

    ``used``, ``shared`` and ``unused`` make up ``size``. Shared layers belong to several images:
    they are free when the last of these is gone, so docker counts them as ``reclaimable``.
    """

    group: Group
    total: int
    active: int
    size: int = 0
    reclaimable: int = 0
    used: int = 0
    shared: int = 0
    unused: int = 0


def summaries(usage: DiskUsage, store: Store) -> tuple[Summary, ...]:
    """A summary of each group; the networks are the store's, for ``docker system df`` has none."""
    return (_images(usage), _containers(usage), _volumes(usage), _cache(usage), _networks(store))


def _images(usage: DiskUsage) -> Summary:
    used = sum(image.size - image.shared for image in usage.images if image.containers)
    unused = sum(image.size - image.shared for image in usage.images if not image.containers)
    return Summary(
        Group.IMAGES,
        total=len(usage.images),
        active=sum(1 for image in usage.images if image.containers),
        size=usage.layers,
        reclaimable=usage.layers - used,
        used=used,
        shared=max(0, usage.layers - used - unused),
        unused=unused,
    )


def _containers(usage: DiskUsage) -> Summary:
    active = [container for container in usage.containers if container.state in _ACTIVE]
    size = sum(container.size for container in usage.containers)
    used = sum(container.size for container in active)
    return _simple(Group.CONTAINERS, len(usage.containers), len(active), size, used)


def _volumes(usage: DiskUsage) -> Summary:
    active = [volume for volume in usage.volumes if volume.containers]
    size = sum(volume.size or 0 for volume in usage.volumes)
    used = sum(volume.size or 0 for volume in active)
    return _simple(Group.VOLUMES, len(usage.volumes), len(active), size, used)


def _cache(usage: DiskUsage) -> Summary:
    # What is shared with images is counted there.
    size = sum(record.size for record in usage.cache if not record.shared)
    used = sum(record.size for record in usage.cache if record.in_use and not record.shared)
    active = sum(1 for record in usage.cache if record.in_use)
    return _simple(Group.CACHE, len(usage.cache), active, size, used)


def _networks(store: Store) -> Summary:
    networks = [network for network in store.networks if not network.predefined]
    active = sum(1 for n in networks if store.user_count(store.networks.kind, n.id))
    return Summary(Group.NETWORKS, len(networks), active)


def _simple(group: Group, total: int, active: int, size: int, used: int) -> Summary:
    free = size - used
    return Summary(group, total, active, size, reclaimable=free, used=used, unused=free)
