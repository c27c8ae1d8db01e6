"""Images as archives: what is asked for, and what is found. Text is hostile, sizes are bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NewType

from desktop.engine.observations import Difference

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
