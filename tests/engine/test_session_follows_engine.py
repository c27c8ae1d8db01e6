"""The session on a real Engine: live, killed, back, hung, and busy with twenty containers."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import EngineError, Reason, Unreachable
from desktop.engine.records import Kind, State
from desktop.engine.threads import run_in_thread
from desktop.model import follower
from desktop.model.commands import ContainersCommand, RenameContainer, Target, Verb
from desktop.model.operations import NoEngine, Operations, Outcome
from desktop.model.session import Link, Session, Status
from desktop.model.store import Change, Store
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, WAIT, RealEngine

Start = Callable[..., RealEngine]


@asynccontextmanager
async def following(engine: RealEngine) -> AsyncIterator[tuple[Session, Operations]]:
    endpoint = Endpoint(engine.url, "test", Origin.HOST_OPTION)

    async def find() -> tuple[Endpoint, tuple[()]]:
        return endpoint, ()

    session = Session(Store(), find, DockerEngine.connect)
    operations = Operations(lambda: session.engine, session.suspect)
    task = asyncio.ensure_future(session.run())
    try:
        yield session, operations
    finally:
        await operations.close()
        task.cancel()
        await asyncio.wait([task])


async def until(session: Session, holds: Callable[[], bool]) -> None:
    """Until something holds, looked at after each thing that the session tells."""
    told = asyncio.Event()

    def tell(_news: Status | Change | Kind) -> None:
        told.set()

    ends = [
        session.status_changed.subscribe(tell),
        session.store.changed.subscribe(tell),
        session.store.standing_changed.subscribe(tell),
    ]
    try:
        while not holds():
            await told.wait()
            told.clear()
    finally:
        for end in ends:
            end()


def live(session: Session) -> bool:
    return session.status.link is Link.LIVE


def containers(session: Session) -> dict[str, State]:
    return {c.name: c.state for c in session.store.containers}


def run(engine: RealEngine, name: str, *options: str) -> str:
    return engine.docker("run", "-d", "--name", name, *options, IMAGE, *WAIT)


def test_it_follows_an_engine_through_kill_and_restart(aio: Aio, second_engine: Start) -> None:
    engine = second_engine(image=True)

    async def scenario() -> None:
        async with following(engine) as (session, _operations):
            await until(session, lambda: live(session))
            kept = await run_in_thread(run, engine, "kept", "--restart", "always", name="docker")
            await run_in_thread(run, engine, "gone", name="docker")
            running = {"kept": State.RUNNING, "gone": State.RUNNING}
            await until(session, lambda: containers(session) == running)
            assert [e.action for e in session.story(kept)] == ["start"]

            await run_in_thread(engine.kill, name="kill")
            await until(session, lambda: session.status.link is Link.LOST)
            assert containers(session) == running, "the last known state"
            assert all(session.store.table(kind).standing.stale for kind in Kind)

            def change() -> None:
                engine.start()
                engine.docker("rm", "--force", "gone")
                run(engine, "new")

            await run_in_thread(change, name="change")
            await until(session, lambda: live(session))
            expected = {"kept": State.RUNNING, "new": State.RUNNING}
            await until(session, lambda: containers(session) == expected)
            assert not session.status.replaced

    aio(scenario(), timeout=90)


def test_an_engine_that_hangs_is_found_out_by_an_operation(
    aio: Aio, second_engine: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "CHECK_SECONDS", 0.5)
    engine = second_engine(image=True)
    key = run(engine, "web")

    async def scenario() -> None:
        async with following(engine) as (session, _operations):
            await until(session, lambda: live(session))
            os.kill(engine.pid, signal.SIGSTOP)  # accepts, and answers nothing
            try:
                session.suspect()
                await until(session, lambda: session.status.link is Link.LOST)
                error = session.status.error
                assert isinstance(error, Unreachable)
                assert error.reason is Reason.TIMEOUT
                assert session.engine is None
            finally:
                os.kill(engine.pid, signal.SIGCONT)
            session.retry_now()
            await until(session, lambda: live(session))
            assert key in session.store.containers

    aio(scenario(), timeout=90)


def test_twenty_containers_are_stopped_while_the_engine_is_killed(
    aio: Aio, second_engine: Start
) -> None:
    engine = second_engine(image=True)

    with ThreadPoolExecutor() as hands:
        deaf = ("run", "-d", IMAGE, "sleep", "1000")
        keys = [*hands.map(lambda _number: engine.docker(*deaf), range(20))]

    async def scenario() -> None:
        async with following(engine) as (session, operations):
            await until(session, lambda: live(session))
            targets = tuple(Target(Kind.CONTAINER, key, key) for key in keys)
            operation = operations.start(ContainersCommand(Verb.STOP, targets))
            await run_in_thread(engine.kill, name="kill")  # each stop takes ten seconds
            assert await operation.wait() is Outcome.FAILED
            errors: list[EngineError] = [failure.error for failure in operation.failures]
            assert len(errors) == 20, "every one of them is accounted for"
            assert all(isinstance(error, (Unreachable, NoEngine)) for error in errors)
            await until(session, lambda: session.status.link is Link.LOST)
            again = operations.start(RenameContainer(targets[0], "x"))
            assert await again.wait() is Outcome.FAILED
            assert isinstance(again.failures[0].error, NoEngine)

    aio(scenario(), timeout=90)
