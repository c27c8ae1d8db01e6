"""What the Engine removes by itself once it ends (``--rm``) is asked for before it is stopped.

A list does not tell it, so that it is looked up: by the operation itself, which shows at once and
can be cancelled, however long the Engine takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from desktop.engine.errors import EngineError, NotFound
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.inspection import container_facts

_AT_ONCE = 8


async def removed_at_their_end(engine: Engine, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Those of the containers that the Engine removes when they end; not those that are gone."""
    limit = asyncio.Semaphore(_AT_ONCE)

    async def goes(target: Target) -> bool:
        async with limit:
            try:
                return container_facts(await engine.inspect(Kind.CONTAINER, target.key)).auto_remove
            except NotFound:
                return False

    try:
        async with asyncio.TaskGroup() as group:
            asked = [(target, group.create_task(goes(target))) for target in targets]
    except ExceptionGroup as several:
        raise several.exceptions[0] from None
    return tuple(target for target, task in asked if task.result())


class Consent:
    """Asks a person once, where any of the containers goes, whichever of them is stopped first.

    ``ask`` is told those that go. Where the answer is no, all is cancelled; where the Engine does
    not tell, none is stopped.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        ask: Callable[[tuple[Target, ...]], Awaitable[bool]],
    ) -> None:
        self._targets = tuple(targets)
        self._ask = ask
        self._turn = asyncio.Lock()
        self._given: bool | None = None
        self._problem: EngineError | None = None

    @property
    def settled(self) -> bool:
        """Whether all may go on, and be tried again, without a question."""
        return self._given is True

    async def given(self, engine: Engine) -> None:
        """Go on once there is consent, or where none is needed."""
        async with self._turn:
            if self._problem is not None:
                raise self._problem
            if self._given is None:
                try:
                    going = await removed_at_their_end(engine, self._targets)
                except EngineError as problem:
                    self._problem = problem
                    raise
                self._given = not going or await self._ask(going)
        if not self._given:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
            await asyncio.sleep(0)
