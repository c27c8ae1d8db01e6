"""Work on very many objects in the loop's thread, so that nobody waits for it."""

from __future__ import annotations

import asyncio
import gc

_SECONDS = 0.005
_AT_ONCE = 1000


class Turn:
    """So long may the loop be held, until others have their turn."""

    def __init__(self) -> None:
        self._clock = asyncio.get_running_loop().time
        self._ends = self._clock() + _SECONDS

    @property
    def over(self) -> bool:
        """Whether others wait."""
        return self._clock() > self._ends

    async def pass_on(self) -> None:
        """Let them."""
        await asyncio.sleep(0)
        self._ends = self._clock() + _SECONDS


def settle() -> None:
    """What was made so far is old enough: entries by the ten thousand are no cyclic garbage.

    Else each is gone through, again and again, whenever garbage is looked for: that takes tenths of
    a second. This puts all that is young among the oldest, at once and without a look at it.
    """
    gc.freeze()
    gc.unfreeze()


async def let_go(objects: list[object], names: dict[str, int]) -> None:
    """Empty a list and a mapping that nobody else looks at: that takes its time, too."""
    turn = Turn()
    while objects or names:
        del objects[-_AT_ONCE:]
        for _number in range(min(_AT_ONCE, len(names))):
            names.popitem()
        if turn.over:
            await turn.pass_on()
