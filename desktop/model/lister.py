"""Keeping one kind's table true: one list call at a time, for whatever has gathered until then."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

from desktop.engine.errors import EngineError, Garbled, Rejected
from desktop.engine.records import Kind
from desktop.model.pace import Backoff, Pace
from desktop.model.secrets import masked_text

log = logging.getLogger(__name__)

SLOW_SECONDS = 3.0
SECOND_LOOK_SECONDS = 0.5
SECOND_LOOK_LATEST = 1.5

Ask = Callable[[Collection[str] | None], Awaitable[None]]


class Lister:
    """Asks for one kind, again and again, as long as ``run`` is awaited.

    ``ask(keys)`` lists those keys (None: all) and takes the answer in. A list that the Engine
    refuses, or answers with nonsense, is this kind's problem alone: ``on_problem`` is told, and
    the whole kind is asked for again, ever more slowly. Any other error ends ``run``.
    """

    def __init__(
        self,
        kind: Kind,
        ask: Ask,
        pace: Pace,
        *,
        on_problem: Callable[[Kind, EngineError], None],
        on_slow: Callable[[Kind, bool], None],
    ) -> None:
        self._kind = kind
        self._ask = ask
        self._pace = pace
        self._on_problem = on_problem
        self._on_slow = on_slow
        self._wanted: set[str] | None = set()  # None: all of them
        self._again: set[str] = set()  # to be asked for a second time
        self._again_by = 0.0
        self._second_look: asyncio.TimerHandle | None = None
        self._wake = asyncio.Event()
        self._hurry = asyncio.Event()
        self._round: asyncio.Future[None] | None = None  # the next list's end
        self.ended = False

    def want(self, keys: Collection[str] | None) -> None:
        """Ask for these (None: for all) as soon as the pace allows."""
        if keys is None:
            self._wanted = None
        elif self._wanted is not None:
            self._wanted.update(keys)
        if self._wanted is None or self._wanted:
            self._wake.set()

    def want_twice(self, keys: Collection[str]) -> None:
        """Ask for these now, and once more when it is quiet, or a little later anyway.

        Docker 20.10 tells die, pause and unpause before its own lists know of them, and the list
        that answers such an event may be the last one for a long time.
        """
        self.want(keys)
        if not keys:
            return
        now = asyncio.get_running_loop().time()
        if not self._again:
            self._again_by = now + SECOND_LOOK_LATEST
        self._again.update(keys)
        if self._second_look is not None:
            self._second_look.cancel()
        self._second_look = asyncio.get_running_loop().call_at(
            min(now + SECOND_LOOK_SECONDS, self._again_by), self._look_again
        )

    def _look_again(self) -> None:
        keys, self._again = self._again, set()
        self._second_look = None
        self.want(keys)

    async def listed(self, *, now: bool = False) -> None:
        """Ask for all, and return after the answer, or when there will be none.

        ``now``: a person asked; don't wait until a failed list may be asked for again.
        """
        if self.ended:
            return
        self.want(None)
        if now:
            self._hurry.set()
        if self._round is None:
            self._round = asyncio.get_running_loop().create_future()
        await asyncio.wait([self._round])

    async def run(self) -> None:
        """Until cancelled, or until the Engine does not answer any more."""
        backoff = Backoff()
        try:
            while True:
                await self._wake.wait()
                await self._pace.wait()
                self._wake.clear()
                self._hurry.clear()
                wanted, self._wanted = self._wanted, set()
                ended, self._round = self._round, None
                try:
                    problem = await self._list(wanted)
                finally:
                    _settle(ended)
                if problem is None:
                    backoff.reset()
                else:
                    self.want(None)
                    await self._unless_hurried(backoff.next())
        finally:
            self.ended = True
            if self._second_look is not None:
                self._second_look.cancel()
            _settle(self._round)

    async def _list(self, wanted: Collection[str] | None) -> EngineError | None:
        slow = asyncio.get_running_loop().call_later(SLOW_SECONDS, self._on_slow, self._kind, True)
        try:
            await self._ask(wanted)
        except (Rejected, Garbled) as problem:
            log.info("listing %ss failed: %s", self._kind.value, masked_text(str(problem)))
            self._on_problem(self._kind, problem)
            return problem
        finally:
            slow.cancel()
            self._on_slow(self._kind, False)
        return None

    async def _unless_hurried(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        except TimeoutError:
            pass


def _settle(future: asyncio.Future[None] | None) -> None:
    if future is not None and not future.done():
        future.set_result(None)
