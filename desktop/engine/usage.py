"""What takes space on the Engine's disk, from the answer to ``/system/df``."""

from __future__ import annotations

from desktop.engine.decode import Json, decode_all, mapping, text, texts, timestamp, words
from desktop.engine.observations import (
    CacheUsage,
    ContainerUsage,
    DiskUsage,
    ImageUsage,
    VolumeUsage,
)

_NAMELESS = "<none>:<none>"


def disk_usage(answer: Json) -> DiskUsage:
    """The whole answer."""
    found = mapping(answer)
    return DiskUsage(
        layers=int(found.get("LayersSize") or 0),
        images=tuple(decode_all(_image, found.get("Images"))),
        containers=tuple(decode_all(_container, found.get("Containers"))),
        volumes=tuple(decode_all(_volume, found.get("Volumes"))),
        cache=tuple(decode_all(_cache, found.get("BuildCache"))),
    )


def _image(item: Json) -> ImageUsage:
    return ImageUsage(
        id=text(item["Id"]),
        references=tuple(name for name in texts(item.get("RepoTags")) if name != _NAMELESS),
        created=int(item.get("Created") or 0),
        size=int(item.get("Size") or 0),
        shared=max(0, int(item.get("SharedSize") or 0)),  # -1: not counted
        containers=max(0, int(item.get("Containers") or 0)),
    )


def _container(item: Json) -> ContainerUsage:
    names = texts(item.get("Names"))
    return ContainerUsage(
        id=text(item["Id"]),
        name=next((name[1:] for name in names if name.count("/") == 1), ""),
        image=text(item.get("Image")),
        state=text(item.get("State")),
        created=int(item.get("Created") or 0),
        size=int(item.get("SizeRw") or 0),
    )


def _volume(item: Json) -> VolumeUsage:
    counted = mapping(item.get("UsageData"))
    size = int(counted.get("Size", -1))
    return VolumeUsage(
        name=text(item["Name"]),
        driver=text(item.get("Driver")),
        created=timestamp(text(item.get("CreatedAt"))),
        labels=words(item.get("Labels")),
        size=size if size >= 0 else None,
        containers=max(0, int(counted.get("RefCount", 0))),
    )


def _cache(item: Json) -> CacheUsage:
    return CacheUsage(
        id=text(item["ID"]),
        kind=text(item.get("Type")),
        description=text(item.get("Description")),
        created=timestamp(text(item.get("CreatedAt"))),
        last_used=timestamp(text(item.get("LastUsedAt"))),
        used=int(item.get("UsageCount") or 0),
        size=int(item.get("Size") or 0),
        in_use=bool(item.get("InUse")),
        shared=bool(item.get("Shared")),
    )
