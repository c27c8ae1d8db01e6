"""What takes space, with only what a test is about written out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.engine.observations import (
    CacheUsage,
    ContainerUsage,
    DiskUsage,
    ImageUsage,
    VolumeUsage,
)
from desktop.engine.records import Container, Image, Network, Volume
from desktop.model.store import Store


def image_usage(image: Image, size: int = 1000, *, shared: int = 0, used: int = 0) -> ImageUsage:
    return ImageUsage(image.id, image.references, image.created, size, shared, used)


def container_usage(container: Container, size: int = 10) -> ContainerUsage:
    state = container.state.value
    return ContainerUsage(
        container.id, container.name, container.image, state, container.created, size
    )


def volume_usage(volume: Volume, size: int | None = 100, *, used: int = 0) -> VolumeUsage:
    return VolumeUsage(
        volume.name, volume.driver, volume.created, volume.labels, size, containers=used
    )


def cache_usage(id: str, size: int = 50, **changed: Any) -> CacheUsage:
    plain = CacheUsage(
        id=id,
        kind="regular",
        description="COPY . .",
        created=1.0,
        last_used=2.0,
        used=1,
        size=size,
        in_use=False,
        shared=False,
    )
    return replace(plain, **changed)


def disk_usage(*things: Any, layers: int = 0) -> DiskUsage:
    """All of these together."""

    def of(kind: type) -> tuple[Any, ...]:
        return tuple(thing for thing in things if isinstance(thing, kind))

    return DiskUsage(layers, of(ImageUsage), of(ContainerUsage), of(VolumeUsage), of(CacheUsage))


def listed(*records: Any) -> Store:
    """A store that holds these, and knows that there is nothing else."""
    store = Store()
    store.take_containers(None, [r for r in records if isinstance(r, Container)])
    store.take_images([r for r in records if isinstance(r, Image)])
    store.take_networks(None, [r for r in records if isinstance(r, Network)])
    store.take_volumes(None, [r for r in records if isinstance(r, Volume)])
    return store
