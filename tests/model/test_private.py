"""The keeper of the private Engine: with a fake Engine, and with the real dockerd."""

from __future__ import annotations

import asyncio
import ctypes
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.host_programs import Kind, Obstacle, Way
from desktop.engine.private_engine import PrivateEngine
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.model.private import CLOSE_SECONDS, Life, PrivateEngineKeeper, PrivateState
from tests.model.clock import settle
from tests.support.aio import Aio, plain_aio
from tests.support.processes import engine_processes, mounts_below, wait_for_end

DOCKERD = Way(Kind.DOCKERD, "dockerd", ("/usr/sbin/dockerd",))
PASSWORD = Way(Kind.DOCKERD, "dockerd", ("/usr/sbin/dockerd",), asks_password=True)
BROKEN = Way(Kind.ROOTLESS, "rootless dockerd", ("sh",), (Obstacle.NO_TUN,))
PODMAN = Way(Kind.PODMAN, "podman", ("podman",))
COLIMA = Way(Kind.PRODUCT, "Colima", ("colima", "start"))


class FakeEngine:
    """Answers at a real socket file; starts and stops when the test lets it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "docker.sock"
        self.endpoint = Endpoint(f"unix://{self.path}", "private Engine", Origin.PRIVATE)
        self.adopted = False
        self.log: list[str] = []
        self.may_start = asyncio.Event()
        self.may_stop = asyncio.Event()
        self.may_start.set()
        self.may_stop.set()
        self.failure: StartFailed | None = None
        self.started_by: Way | None = None
        self.listening: socket.socket | None = None

    async def start(self, way: Way, folder: Path) -> PrivateEngine:
        self.log.append("start")
        self.started_by = way
        try:
            await self.may_start.wait()
        except asyncio.CancelledError:
            self.log.append("cancelled")
            raise
        if self.failure is not None:
            raise self.failure
        self.die()
        self.path.unlink(missing_ok=True)
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(self.path))
        self.listening.listen()
        return self  # type: ignore[return-value]

    def die(self) -> None:
        """End as on ``kill -9``: the socket's file stays."""
        if self.listening is not None:
            self.listening.close()

    async def stop(self) -> None:
        self.log.append("stop")
        try:
            await self.may_stop.wait()
        finally:
            self.die()
            self.path.unlink(missing_ok=True)

    def keep(self) -> None:
        self.log.append("keep")
        self.die()


@pytest.fixture
def aio() -> Iterator[Aio]:
    """A loop with a real clock: the keeper has threads, and one test a real Engine."""
    with plain_aio() as runner:
        yield runner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def _keeper(
    folder: Path, engine: FakeEngine, *ways: Way
) -> tuple[PrivateEngineKeeper, list[PrivateState]]:
    async def launch(way: Way) -> None:
        engine.log.append(f"launch {way.name}")

    keeper = PrivateEngineKeeper(folder, engine.start, launch, lambda: ways)
    states: list[PrivateState] = []
    keeper.changed.subscribe(states.append)
    return keeper, states


def _lives(states: list[PrivateState]) -> list[Life]:
    """The lives in order, each once."""
    return [s.life for n, s in enumerate(states) if n == 0 or states[n - 1].life is not s.life]


def test_a_start_without_a_way_takes_the_best_that_needs_no_password(
    aio: Aio, folder: Path
) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        keeper, states = _keeper(folder, engine, BROKEN, PASSWORD, COLIMA, PODMAN)
        assert await keeper.start() == engine.endpoint
        assert engine.started_by == PODMAN
        assert _lives(states) == [Life.STARTING, Life.RUNNING]
        assert keeper.state.endpoint == engine.endpoint
        await keeper.stop()
        assert _lives(states)[2:] == [Life.STOPPING, Life.IDLE]

    aio(scenario())


def test_a_start_where_nothing_can_run_an_engine_says_so(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        keeper, _ = _keeper(folder, FakeEngine(folder), BROKEN, PASSWORD, COLIMA)
        with pytest.raises(StartFailed) as caught:
            await keeper.start()
        assert caught.value.problem is StartProblem.NO_PROGRAM
        assert keeper.state.life is Life.FAILED
        assert keeper.state.failure is caught.value

    aio(scenario())


def test_starts_at_the_same_time_share_one_engine(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        keeper, _ = _keeper(folder, engine)
        both = await asyncio.gather(keeper.start(DOCKERD), keeper.start(PODMAN))
        assert tuple(both) == (engine.endpoint, engine.endpoint)
        assert await keeper.start(DOCKERD) == engine.endpoint
        assert engine.log == ["start"]
        await keeper.close()

    aio(scenario())


def test_a_shared_start_goes_on_until_the_last_one_that_waits_is_cancelled(
    aio: Aio, folder: Path
) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        engine.may_start.clear()
        keeper, _ = _keeper(folder, engine)
        first, second = (asyncio.create_task(keeper.start(DOCKERD)) for _ in range(2))
        await settle()
        first.cancel()
        await asyncio.wait([first])
        assert keeper.state.life is Life.STARTING
        second.cancel()
        await asyncio.wait([second])
        assert first.cancelled()
        assert second.cancelled()
        assert engine.log == ["start", "cancelled"]
        assert keeper.state == PrivateState()

    aio(scenario())


def test_a_cancelled_start_answers_none_to_all_who_wait(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        engine.may_start.clear()
        keeper, states = _keeper(folder, engine)
        waiting = asyncio.gather(keeper.start(DOCKERD), keeper.start(DOCKERD))
        await settle()
        keeper.cancel_start()
        assert tuple(await waiting) == (None, None)
        assert _lives(states) == [Life.STARTING, Life.IDLE]
        engine.may_start.set()
        assert await keeper.start(DOCKERD) == engine.endpoint
        await keeper.close()

    aio(scenario())


def test_a_failed_start_is_told_and_can_be_tried_again(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        engine.failure = StartFailed(StartProblem.DISK_FULL, ("no space left on device",))
        keeper, states = _keeper(folder, engine)
        with pytest.raises(StartFailed):
            await keeper.start(DOCKERD)
        assert keeper.state == PrivateState(Life.FAILED, DOCKERD, failure=engine.failure)
        engine.failure = None
        await keeper.start(DOCKERD)
        assert _lives(states)[1:] == [Life.FAILED, Life.STARTING, Life.RUNNING]
        await keeper.close()

    aio(scenario())


def test_a_product_is_launched_and_brings_its_engine_by_itself(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        keeper, _ = _keeper(folder, engine)
        assert await keeper.start(COLIMA) is None
        assert engine.log == ["launch Colima"]
        assert keeper.state.launched == COLIMA
        await keeper.close()

    aio(scenario())


def test_an_engine_that_has_ended_by_itself_is_noticed_and_started_again(
    aio: Aio, folder: Path
) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        keeper, states = _keeper(folder, engine)
        await keeper.start(DOCKERD)
        await keeper.check()
        assert _lives(states)[-1] is Life.RUNNING
        engine.die()
        await keeper.check()
        assert keeper.state == PrivateState(Life.ENDED, DOCKERD)
        states.clear()
        assert await keeper.start(keeper.state.way) == engine.endpoint
        assert engine.log == ["start", "stop", "start"]
        assert _lives(states) == [Life.STARTING, Life.RUNNING]
        await keeper.close()

    aio(scenario())


def test_a_new_start_that_is_cancelled_leaves_an_engine_that_has_ended(
    aio: Aio, folder: Path
) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        keeper, _ = _keeper(folder, engine)
        await keeper.start(DOCKERD)
        engine.die()
        engine.may_start.clear()
        begun = asyncio.Event()
        keeper.changed.subscribe(lambda _state: begun.set())
        again = asyncio.create_task(keeper.start(DOCKERD))
        await begun.wait()
        keeper.cancel_start()
        assert await again is None
        assert keeper.state == PrivateState(Life.ENDED, DOCKERD)

    aio(scenario())


def test_the_end_stops_what_runs_and_leaves_what_is_kept(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        keeper, _ = _keeper(folder, engine)
        await keeper.start(DOCKERD)
        keeper.keep()
        assert keeper.state.kept
        keeper.keep(False)
        await keeper.close()
        assert engine.log == ["start", "stop"]
        await keeper.start(DOCKERD)
        keeper.keep()
        await keeper.close()
        assert engine.log[2:] == ["start", "keep"]
        await keeper.close()  # there is nothing any more
        engine.path.unlink()

    aio(scenario())


def test_an_engine_that_was_kept_before_is_kept_again(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        engine.adopted = True
        keeper, _ = _keeper(folder, engine)
        await keeper.start(DOCKERD)
        assert keeper.state.kept
        await keeper.close()
        assert engine.log == ["start", "keep"]

    aio(scenario())


def test_the_end_does_not_wait_for_an_engine_that_takes_long(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        engine.may_stop.clear()
        keeper, _ = _keeper(folder, engine)
        await keeper.start(DOCKERD)
        await keeper.close(seconds=0.01)
        assert engine.log == ["start", "stop"]

    aio(scenario())


def test_the_end_cancels_a_start_that_is_under_way(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        engine.may_start.clear()
        keeper, _ = _keeper(folder, engine)
        waiting = asyncio.create_task(keeper.start(DOCKERD))
        await settle()
        await keeper.close()
        assert await waiting is None
        assert engine.log == ["start", "cancelled"]

    aio(scenario())


def test_a_start_while_it_stops_waits_for_that(aio: Aio, folder: Path) -> None:
    async def scenario() -> None:
        engine = FakeEngine(folder)
        engine.may_stop.clear()
        keeper, _ = _keeper(folder, engine)
        await keeper.start(DOCKERD)
        stopping = asyncio.create_task(keeper.stop())
        await settle()
        again = asyncio.create_task(keeper.start(DOCKERD))
        await settle()
        assert engine.log == ["start", "stop"]
        engine.may_stop.set()
        await stopping
        assert await again == engine.endpoint
        assert engine.log == ["start", "stop", "start"]
        await keeper.close()

    aio(scenario())


@pytest.fixture
def own_network() -> Iterator[None]:
    """A fresh network namespace for this thread, and for what it starts."""
    libc = ctypes.CDLL(None, use_errno=True)
    new_network = 0x40000000  # CLONE_NEWNET
    with Path("/proc/thread-self/ns/net").open() as before:
        assert libc.unshare(new_network) == 0
        try:
            subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
            yield
        finally:
            assert libc.setns(before.fileno(), new_network) == 0


@pytest.fixture
def real(own_network: None, tmp_path: Path) -> Iterator[Callable[[], PrivateEngineKeeper]]:
    """Keepers of one folder, in which nothing runs afterwards."""
    path = tmp_path / "engine"
    yield lambda: PrivateEngineKeeper(path, find_ways=lambda: (DOCKERD,))
    left = [str(pid) for pid in engine_processes(path)] + [str(it) for it in mounts_below(path)]
    assert not left, "left behind: " + ", ".join(left)


def _ping(endpoint: Endpoint) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(endpoint.url.removeprefix("unix://"))
        connection.sendall(b"GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n")
        return b" 200 " in connection.recv(64)


@pytest.mark.skipif(os.getuid() != 0, reason="dockerd needs root")
def test_a_real_engine_answers_and_ends_with_the_keeper_unless_it_is_kept(
    aio: Aio, real: Callable[[], PrivateEngineKeeper]
) -> None:
    async def scenario() -> int:
        keeper = real()
        assert await keeper.adopt() is None
        endpoint = await keeper.start()
        assert endpoint is not None
        assert _ping(endpoint)
        keeper.keep()
        await keeper.close()
        assert _ping(endpoint)
        second = real()
        assert await second.adopt() == endpoint
        assert second.state.kept
        await second.stop()
        assert second.state == PrivateState()
        assert not Path(endpoint.url.removeprefix("unix://")).exists()
        third = real()
        assert await third.start() == endpoint
        run = Path(endpoint.url.removeprefix("unix://")).parent
        supervisor = int((run / "supervisor.pid").read_text())
        begun = time.monotonic()
        await third.close()
        assert time.monotonic() - begun < CLOSE_SECONDS + 0.5
        return supervisor

    wait_for_end(aio(scenario(), timeout=60), seconds=30)  # it may outlast the keeper a little
