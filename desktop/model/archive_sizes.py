"""What an archive may come to before it is written: nobody tells exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.engine.decode import texts
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind

# With containerd's snapshotters an image counts its packed layers, too, and saves only those.
_UNPACKED = ("overlay2", "vfs", "btrfs", "zfs", "fuse-overlayfs", "aufs", "windowsfilter")


async def about_saved(engine: Engine, names: Sequence[str]) -> int | None:
    """Bytes of these images; None where they share layers, of which nobody tells the sizes."""
    if engine.info.storage_driver not in _UNPACKED:
        return None
    found: dict[str, Mapping[str, Any]] = {}
    try:
        for name in names:
            image = await engine.inspect(Kind.IMAGE, name)
            found[str(image.get("Id") or "")] = image
    except EngineError:
        return None  # the saving tells what is wrong
    layers = [layer for image in found.values() for layer in _layers(image)]
    return _sum(found.values()) if len(layers) == len(set(layers)) else None


async def about_exported(engine: Engine, container: str) -> int | None:
    """Bytes of the image that a container was made of: most have few files of their own."""
    if engine.info.storage_driver not in _UNPACKED:
        return None
    try:
        made = await engine.inspect(Kind.CONTAINER, container)
        return _sum([await engine.inspect(Kind.IMAGE, str(made.get("Image") or ""))])
    except EngineError:
        return None


def _layers(image: Mapping[str, Any]) -> tuple[str, ...]:
    told = image.get("RootFS")
    return texts(told.get("Layers")) if isinstance(told, Mapping) else ()


def _sum(images: Any) -> int | None:
    sizes = [image.get("Size") for image in images]
    return sum(size for size in sizes if isinstance(size, int)) or None
