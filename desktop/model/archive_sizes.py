"""What an archive may come to before it is written: nobody tells exactly."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.engine.archive_records import HistoryEntry
from desktop.engine.decode import texts
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind

# With containerd's snapshotters an image counts its packed layers, too, and saves only those.
_UNPACKED = ("overlay2", "vfs", "btrfs", "zfs", "fuse-overlayfs", "aufs", "windowsfilter")


async def about_saved(engine: Engine, names: Sequence[str]) -> int | None:
    """Bytes of these images, what they share once; None where it can't be told.

    Rather too many than too few: which layers have which size is known of most images only.
    """
    if engine.info.storage_driver not in _UNPACKED:
        return None
    about = 0
    counted: set[tuple[str, ...]] = set()
    try:
        for name in names:
            image = await engine.inspect(Kind.IMAGE, name)
            layers, size = _layers(image), image.get("Size")
            if not isinstance(size, int):
                return None
            if layers and layers in counted:
                continue
            shared = max((_alike(layers, other) for other in counted), default=0)
            if shared:
                history = await engine.archives.history(name)
                size -= _least(history, len(layers), shared)
            counted.add(layers)
            about += max(0, size)
    except EngineError:
        return None  # the saving tells what is wrong
    return about or None


def _alike(layers: Sequence[str], others: Sequence[str]) -> int:
    """How many of the lowest layers are the same."""
    pairs = zip(layers, others, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _least(history: Sequence[HistoryEntry], layers: int, lowest: int) -> int:
    """Bytes that the lowest layers have at least: a step without any may be a layer, too."""
    sizes = [entry.size for entry in reversed(history) if entry.size]
    empty = max(0, layers - len(sizes))
    return sum(sizes[: max(0, lowest - empty)])


async def about_exported(engine: Engine, container: str) -> int | None:
    """Bytes of the image that a container was made of: most have few files of their own."""
    if engine.info.storage_driver not in _UNPACKED:
        return None
    try:
        made = await engine.inspect(Kind.CONTAINER, container)
        size = (await engine.inspect(Kind.IMAGE, str(made.get("Image") or ""))).get("Size")
        return size if isinstance(size, int) and size else None
    except EngineError:
        return None


def _layers(image: Mapping[str, Any]) -> tuple[str, ...]:
    told = image.get("RootFS")
    return texts(told.get("Layers")) if isinstance(told, Mapping) else ()
