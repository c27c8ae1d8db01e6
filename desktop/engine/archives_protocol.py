"""What the model asks of an Engine about images as archives, and about what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from desktop.engine.archive_records import (
    CommitSpec,
    HistoryEntry,
    ImageLayers,
    ImportSpec,
    Lineage,
    Loaded,
    Source,
)
from desktop.engine.records import Progress

Report = Callable[[Progress], None]
Write = Callable[[bytes], object]


class Archives(Protocol):
    """Archives come and go in pieces: an image of any size takes little memory here.

    A ``write`` is called in a thread; what it raises ends the transfer, and is raised.
    """

    async def save(self, images: Sequence[str], write: Write) -> None:
        """Hand over what ``docker save`` writes."""

    async def export(self, container: str, write: Write) -> None:
        """Hand over what ``docker export`` writes."""

    async def load(self, archive: Path, report: Report) -> Loaded:
        """Send an archive of images; raises OSError if it can't be read."""

    async def import_image(self, source: Source, spec: ImportSpec, report: Report) -> str:
        """Make an image of the files in a tar, and say its id; raises OSError as ``load`` does."""

    async def commit(self, container: str, spec: CommitSpec) -> str:
        """Make an image of a container's files, and say its id."""

    async def history(self, image: str) -> list[HistoryEntry]:
        """How an image was made, the last step first."""

    async def lineage(self) -> Lineage:
        """Which image was made of which."""

    async def layers(self, image: str, report: Report) -> ImageLayers:
        """Which files each layer has. The whole image is read, and not kept."""
