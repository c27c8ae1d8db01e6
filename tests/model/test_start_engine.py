"""The start of an Engine on this machine, as an operation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.host_programs import Kind, Way
from desktop.engine.private_engine import PrivateEngine
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.model.operations import Operations, Outcome
from desktop.model.private import PrivateEngineKeeper
from desktop.model.remedies import Advice, remedies
from desktop.model.start_engine import StartEngine
from desktop.model.store import Store
from tests.model.clock import settle
from tests.support.aio import Aio, plain_aio

DOCKERD = Way(Kind.DOCKERD, "dockerd", ("dockerd",))
COLIMA = Way(Kind.PRODUCT, "Colima", ("colima", "start"))
PLACE = Endpoint("unix:///run/portside/docker.sock", "private Engine", Origin.PRIVATE)


class FakeEngine:
    """What a start brings."""

    endpoint = PLACE
    adopted = False

    async def stop(self) -> None:
        """It ends."""


class Machine:
    """A keeper whose starts end as the test says, and what was used afterwards."""

    def __init__(self, folder: Path) -> None:
        self.may_start = asyncio.Event()
        self.failure: StartFailed | None = None
        self.used: list[Endpoint | None] = []
        self.keeper = PrivateEngineKeeper(folder, self._start, self._launch, lambda: (DOCKERD,))
        self.operations = Operations(lambda: None)  # no Engine is there

    async def _start(self, way: Way, folder: Path) -> PrivateEngine:
        await self.may_start.wait()
        if self.failure is not None:
            raise self.failure
        return FakeEngine()  # type: ignore[return-value]

    async def _launch(self, way: Way) -> None:
        await self.may_start.wait()

    def command(self, way: Way | None = None) -> StartEngine:
        return StartEngine(self.keeper, self.used.append, way)


@pytest.fixture
def aio() -> Iterator[Aio]:
    """A loop with a real clock: the keeper looks for ways in a thread."""
    with plain_aio() as runner:
        yield runner


@pytest.mark.parametrize(("way", "place"), [(None, PLACE), (DOCKERD, PLACE), (COLIMA, None)])
def test_a_start_needs_no_engine_and_turns_to_what_it_brought(
    aio: Aio, tmp_path: Path, way: Way | None, place: Endpoint | None
) -> None:
    async def scenario() -> None:
        machine = Machine(tmp_path)
        machine.may_start.set()
        operation = machine.operations.start(machine.command(way))
        assert await operation.wait() is Outcome.DONE
        assert machine.used == [place]
        await machine.keeper.close()

    aio(scenario())


def test_a_start_that_failed_can_be_tried_again(aio: Aio, tmp_path: Path) -> None:
    async def scenario() -> None:
        machine = Machine(tmp_path)
        machine.may_start.set()
        machine.failure = StartFailed(StartProblem.DISK_FULL)
        operation = machine.operations.start(machine.command(DOCKERD))
        assert await operation.wait() is Outcome.FAILED
        [failure] = operation.failures
        assert failure.error is machine.failure
        [remedy] = remedies(operation, failure, Store())
        assert remedy.advice is Advice.RETRY
        assert remedy.command == operation.command
        assert machine.used == []

    aio(scenario())


def test_a_start_is_cancelled_as_an_operation_and_by_the_keeper(aio: Aio, tmp_path: Path) -> None:
    async def scenario() -> None:
        machine = Machine(tmp_path)
        for cancel in (machine.operations.cancel, lambda _: machine.keeper.cancel_start()):
            operation = machine.operations.start(machine.command(DOCKERD))
            await settle()
            cancel(operation)
            assert await operation.wait() is Outcome.CANCELLED
        assert machine.used == []

    aio(scenario())
