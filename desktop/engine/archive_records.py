"""Images as archives: what is asked for, and what is found. Text is hostile, sizes are bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, NewType

from desktop.engine.observations import Difference
from desktop.engine.records import Image

Url = NewType("Url", str)
Source = Path | bytes | Url  # of an import: a file here, its content, or what the Engine fetches


@dataclass(frozen=True, slots=True)
class CommitSpec:
    """The image that a container is to become; without a ``reference`` it has no name.

    ``changes`` are lines of a Dockerfile: ``CMD``, ``ENV``, ``EXPOSE``, …
    """

    reference: str = ""
    author: str = ""
    message: str = ""
    pause: bool = True
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """The image that a tar of files is to become; without a ``reference`` it has no name."""

    reference: str = ""
    message: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an archive held: names, ids of images without one, and what became of older images.

    ``displaced`` are names that were taken from an image that was here.
    """

    references: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step in the making of an image; ``created`` is seconds since 1970, 0 if not told.

    ``id`` is empty where the step was made elsewhere, or is none of its own.
    """

    id: str
    created: float
    created_by: str
    size: int
    tags: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """What was made of what, as far as the Engine keeps it: for what was built or committed here.

    ``images`` are all, the intermediate ones of builds, too; ``parents`` are by the child's id.
    """

    images: tuple[Image, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)

    def made_of(self, key: str) -> tuple[Image, ...]:
        """Those made of an image, also through others: the furthest first, no steps of builds."""
        above = {image.id: self._above(image.id) for image in self.images}
        inner = set(self.parents.values())
        found = [
            image
            for image in self.images
            if key in above[image.id] and (image.references or image.id not in inner)
        ]
        return tuple(sorted(found, key=lambda image: -len(above[image.id])))

    def _above(self, key: str) -> list[str]:
        """What it was made of, the nearest first."""
        found: list[str] = []
        parent = self.parents.get(key)
        while parent and parent not in found:
            found.append(parent)
            parent = self.parents.get(parent)
        return found


class LayerFile(NamedTuple):
    """An entry of a layer: a path, its bytes (0 for all but files), and what it does to the path.

    ``difference`` is DELETED for what the layer takes away; whether the others are new or changed
    depends on the layers below. ``opaque``: a folder of which nothing below shows through.
    """

    path: str
    size: int
    difference: Difference
    opaque: bool = False
    folder: bool = False


Layer = tuple[LayerFile, ...]


@dataclass(frozen=True, slots=True)
class ImageLayers:
    """The files of an image's layers, the lowest first.

    ``steps`` says of each step of its history, the oldest first, which layer it made; None for
    one that made none. Empty where the image does not tell.
    """

    layers: tuple[Layer, ...]
    steps: tuple[int | None, ...] = ()
