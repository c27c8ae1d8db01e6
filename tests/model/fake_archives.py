"""The archives of the fake Engine: bytes that the test chooses, and images that appear."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

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
from desktop.engine.threads import run_in_thread

Meet = Callable[..., Awaitable[None]]
Report = Callable[[Progress], None]


@dataclass
class Stored:
    """What the archives of a fake world hold."""

    pieces: list[bytes] = field(default_factory=lambda: [b"a tar"])
    loaded: Loaded = field(default_factory=Loaded)
    history: list[HistoryEntry] = field(default_factory=list)
    lineage: Lineage = field(default_factory=Lineage)
    layers: ImageLayers = field(default_factory=lambda: ImageLayers(()))


class FakeArchives:
    """Keeps :class:`desktop.engine.archives_protocol.Archives`.

    ``appear`` puts an image of that name there, and says its id.
    """

    def __init__(
        self,
        meet: Meet,
        stored: Stored,
        progress: Callable[[], Sequence[Progress]],
        appear: Callable[[str], str],
    ) -> None:
        self._meet = meet
        self._stored = stored
        self._progress = progress
        self._appear = appear

    async def save(self, images: Sequence[str], write: Callable[[bytes], object]) -> None:
        await self._hand_over(write)
        await self._meet("save", tuple(images))

    async def export(self, container: str, write: Callable[[bytes], object]) -> None:
        await self._hand_over(write)
        await self._meet("export", container)

    async def load(self, archive: Path, report: Report) -> Loaded:
        self._tell(report)
        await self._meet("load", archive)
        for name in self._stored.loaded.references:
            self._appear(name)
        return self._stored.loaded

    async def import_image(self, source: Source, spec: ImportSpec, report: Report) -> str:
        self._tell(report)
        shown = len(source) if isinstance(source, bytes) else source
        await self._meet("import_image", shown, spec)
        return self._appear(spec.reference)

    async def commit(self, container: str, spec: CommitSpec) -> str:
        await self._meet("commit", container, spec)
        return self._appear(spec.reference)

    async def history(self, image: str) -> list[HistoryEntry]:
        await self._meet("history", image)
        return self._stored.history

    async def lineage(self) -> Lineage:
        await self._meet("lineage")
        return self._stored.lineage

    async def layers(self, image: str, report: Report) -> ImageLayers:
        self._tell(report)
        await self._meet("layers", image)
        return self._stored.layers

    def _tell(self, report: Report) -> None:
        for progress in self._progress():
            report(progress)

    async def _hand_over(self, write: Callable[[bytes], object]) -> None:
        for piece in self._stored.pieces:
            await run_in_thread(write, piece, name="fake-archive")
