"""Starting an Engine on this machine, as a command: in the record like any other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.engine.endpoint import Endpoint
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.private import PrivateEngineKeeper

if TYPE_CHECKING:
    from desktop.engine.host_programs import Way


@dataclass(frozen=True, slots=True)
class StartEngine:
    """Start the private Engine, or a product that brings one, and ``use`` it.

    It needs no Engine, has no docker line, and acts on nothing that a tree shows. Without a
    ``way`` the keeper takes the best one.
    """

    keeper: PrivateEngineKeeper = field(compare=False)
    use: Callable[[Endpoint | None], None] = field(compare=False)
    way: Way | None = None
    verb: Verb = Verb.START
    kind: Kind = Kind.CONTAINER

    @property
    def product(self) -> str:
        """The name of the product that is started; empty for the private Engine."""
        return self.way.name if self.way is not None and self.way.is_product else ""

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(self.kind, "", self.product or "private Engine"),)

    def lines(self) -> tuple[Line, ...]:
        return ()

    async def act(self, engine: Engine | None, target: Target, report: Report) -> None:
        del engine, target, report
        endpoint = await self.keeper.start(self.way)
        if endpoint is None and not self.product:
            await _cancelled()  # elsewhere, by the keeper's word: so is this
        self.use(endpoint)


async def _cancelled() -> None:
    task = asyncio.current_task()
    assert task is not None
    task.cancel()
    await asyncio.sleep(0)
