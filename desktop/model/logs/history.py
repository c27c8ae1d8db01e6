"""What several containers have written already, read at once and handed on in the order of time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from desktop.engine.observations import LogBatch, LogLine

AT_ONCE = 2000  # lines

S = TypeVar("S")  # which container it is
Take = Callable[[S, Sequence[LogLine]], Awaitable[None]]
Next = Callable[[S, AsyncIterator[LogBatch]], Awaitable[LogBatch | None]]


class _Pile(Generic[S]):
    """One container's lines that are read and not handed on yet."""

    def __init__(self, source: S, batches: AsyncIterator[LogBatch]) -> None:
        self.source = source
        self.lines: Sequence[LogLine] = ()
        self.ended = False
        self._batches = batches

    async def fill(self, following: Next[S]) -> None:
        """Read on where there is nothing; ``ended`` afterwards where nothing comes any more."""
        while not self.lines and not self.ended:
            batch = await following(self.source, self._batches)
            self.ended = batch is None
            self.lines = () if batch is None else batch.lines


async def merged(
    streams: Sequence[tuple[S, AsyncIterator[LogBatch]]], following: Next[S], take: Take[S]
) -> None:
    """Read all streams to their ends. No line is taken before all that are older are there."""
    piles = [_Pile(source, batches) for source, batches in streams]
    while piles:
        for pile in piles:
            await pile.fill(following)
        piles = [pile for pile in piles if pile.lines]
        some = max(1, AT_ONCE // max(1, len(piles)))
        until = min((max(line.time for line in pile.lines[:some]) for pile in piles), default="")
        for pile in piles:
            count = _count_until(pile.lines[:some], until)
            if count:
                taken, pile.lines = pile.lines[:count], pile.lines[count:]
                await take(pile.source, taken)


def _count_until(lines: Sequence[LogLine], until: str) -> int:
    """How many of the first lines are not later."""
    return next((index for index, line in enumerate(lines) if line.time > until), len(lines))
