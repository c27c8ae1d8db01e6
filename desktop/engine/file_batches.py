"""Entries of a folder as bounded batches, from a thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

from desktop.engine.file_records import FileEntry

BATCH = 10_000  # entries at most; then the reader waits
AT_ONCE = 1_000  # entries of a folder that are handed over as they come
PAUSE = 0.03  # seconds between two batches of the others


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


async def unhurried(
    batches: AsyncIterator[tuple[FileEntry, ...]],
) -> AsyncGenerator[tuple[FileEntry, ...], None]:
    """The same in fewer batches, where there are many.

    The reader and the loop take turns for each, and on a busy machine wait long for their turn: a
    hundred thousand entries, which come by the dozen, would take ten times as long.
    """
    count = 0
    async for batch in batches:
        yield batch
        count += len(batch)
        if count > AT_ONCE:
            await asyncio.sleep(PAUSE)
