"""Entries of a folder as bounded batches, from a thread."""

from __future__ import annotations

from desktop.engine.file_records import FileEntry

BATCH = 2000  # entries at most; then the reader waits


class BatchMerger:
    """Keeps :class:`desktop.engine.pump.Merger`; the reader waits for who takes none."""

    def __init__(self) -> None:
        self._entries: list[FileEntry] = []

    @property
    def full(self) -> bool:
        return len(self._entries) >= BATCH

    def add(self, item: FileEntry) -> None:
        self._entries.append(item)

    def take(self) -> tuple[FileEntry, ...]:
        taken, self._entries = tuple(self._entries), []
        return taken
