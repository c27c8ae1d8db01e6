"""Statistics are those of ``docker stats``, and end with who looks at them."""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import subprocess
from collections.abc import Callable

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.threads import run_in_thread
from desktop.model.session import Link, Session
from desktop.model.stats.usage import Usage
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from tests.support.aio import Aio
from tests.support.leaks import OwnThreads

ROUNDS = 4
# Both ways over the network, to a disk, then its memory, then its CPU.
LOAD = (
    "set -- $(ip route); ping -q -i 0.01 -c 200 -s 1400 $3 >/dev/null;"
    " head -c 20000000 /dev/zero >/file; sync;"
    " x=$(head -c 30000000 /dev/zero | tr '\\0' x); echo full; while :; do :; done"
)
UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "kB": 1e3, "MB": 1e6, "GB": 1e9, "B": 1}


class Live:
    """A session on a real Engine, and a watcher."""

    def __init__(self, host: str) -> None:
        endpoint = Endpoint(host, "test", Origin.HOST_OPTION)

        async def find() -> tuple[Endpoint, tuple[()]]:
            return endpoint, ()

        self.session = Session(Store(), find, DockerEngine.connect)
        self.watcher = StatsWatcher(self.session)

    async def until(self, holds: Callable[[], object]) -> None:
        """Until something holds; asks after each turn of news."""
        news = asyncio.Event()
        ends = (
            self.session.status_changed.subscribe(lambda _status: news.set()),
            self.session.store.changed.subscribe(lambda _change: news.set()),
            self.watcher.changed.subscribe(lambda _keys: news.set()),
        )
        while not holds():
            news.clear()
            await news.wait()
        for end in ends:
            end()

    async def __aenter__(self) -> Live:
        self._running = asyncio.ensure_future(self.session.run())
        await self.until(lambda: self.session.status.link is Link.LIVE)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.watcher.close()
        self._running.cancel()
        await asyncio.wait([self._running])


def _size(text: str) -> float:
    unit = next(unit for unit in UNITS if text.endswith(unit))
    return float(text.removesuffix(unit)) * UNITS[unit]


def test_figures_are_those_of_docker_stats(
    aio: Aio, docker_run: Callable[..., str], docker: Callable[..., str], engine_host: str
) -> None:
    key = docker_run("--cpus", "0.5", "--memory", "128m", command=("sh", "-c", LOAD))
    waits = ["docker", "-H", engine_host, "logs", "--follow", key]
    with subprocess.Popen(waits, stdout=subprocess.PIPE) as log:  # until its memory is full
        assert log.stdout is not None
        log.stdout.readline()
        log.kill()
    ask = ("stats", "--no-stream", "--no-trunc", "--format", "{{json .}}", key)

    async def scenario() -> tuple[list[Usage], list[dict[str, str]]]:
        ours: list[Usage] = []
        theirs: list[dict[str, str]] = []
        async with Live(engine_host) as live:
            live.watcher.watch(live, [key], promptly=True)

            def take(_keys: frozenset[str]) -> None:
                history = live.watcher.history(key)
                if history is not None and history.latest and history.latest.cpu is not None:
                    ours.append(history.latest)

            live.watcher.changed.subscribe(take)
            await live.until(lambda: ours)
            for _round in range(ROUNDS):
                said = await run_in_thread(lambda: docker(*ask), name="docker")
                theirs.append(json.loads(said))
            await live.until(lambda: len(ours) >= ROUNDS)
        return ours, theirs

    ours, theirs = aio(scenario(), timeout=60)

    def mean(figures: list[float | None]) -> float:
        return statistics.fmean(figure for figure in figures if figure is not None)

    used, limit = zip(*(each["MemUsage"].split(" / ") for each in theirs), strict=True)
    assert mean([each.memory for each in ours]) == pytest.approx(
        mean([*map(_size, used)]), rel=0.05
    )
    assert ours[-1].memory_limit == _size(limit[-1]) == 128 << 20
    share = mean([float(each["MemPerc"].rstrip("%")) for each in theirs])
    assert mean([each.memory_percent for each in ours]) == pytest.approx(share, rel=0.05)
    received, sent = map(_size, theirs[-1]["NetIO"].split(" / "))
    assert min(received, sent) > 200_000, "there is something to compare"
    assert (ours[-1].received, ours[-1].sent) == pytest.approx((received, sent), rel=0.05)
    blocks = tuple(map(_size, theirs[-1]["BlockIO"].split(" / ")))
    assert (ours[-1].read, ours[-1].written) == pytest.approx(blocks, rel=0.05)
    assert ours[-1].pids == int(theirs[-1]["PIDs"])


def test_the_cpu_is_that_of_docker_stats_second_by_second(
    aio: Aio, docker_run: Callable[..., str], engine_host: str
) -> None:
    key = docker_run("--cpus", "0.5", command=("sh", "-c", "while :; do :; done"))

    def look() -> list[float]:
        """What docker shows: it reads the same samples, each second's once for all who look."""
        ask = ["docker", "-H", engine_host, "stats", "--format", "{{.CPUPerc}}", key]
        shown: list[float] = []
        with subprocess.Popen(ask, stdout=subprocess.PIPE, text=True) as shows:
            assert shows.stdout is not None
            for line in shows.stdout:
                for found in map(float, re.findall(r"([0-9.]+)%", line)):
                    if found not in shown:
                        shown.append(found)
                if len(shown) > ROUNDS + 1:
                    break
            shows.kill()
        return shown[1:]  # the first is reckoned from before we looked

    async def scenario() -> tuple[list[float], list[float]]:
        ours: list[float] = []
        async with Live(engine_host) as live:
            live.watcher.watch(live, [key], promptly=True)

            def cpu() -> list[float]:
                history = live.watcher.history(key)
                return [each for each in history.values("cpu") if each == each] if history else []

            await live.until(cpu)
            shown = await run_in_thread(look, name="docker")
            count = len(cpu())
            await live.until(lambda: len(cpu()) > count)
            ours = cpu()
        return ours, shown

    ours, shown = aio(scenario(), timeout=60)
    for figure in shown:
        nearest = min(ours, key=lambda each: abs(each - figure))
        assert nearest == pytest.approx(figure, abs=0.0051), (ours, shown)


def test_threads_end_when_nobody_looks_and_come_back_with_the_container(
    aio: Aio,
    docker_run: Callable[..., str],
    docker: Callable[..., str],
    engine_host: str,
    own_threads: OwnThreads,
) -> None:
    keys = [docker_run() for _container in range(3)]

    async def scenario() -> None:
        async with Live(engine_host) as live:
            histories = live.watcher.history

            def known(key: str) -> bool:
                history = histories(key)
                return history is not None and history.latest is not None

            live.watcher.watch(live, keys, promptly=True)
            await live.until(lambda: all(map(known, keys)))
            assert len(own_threads("stats")) == 3
            docker("stop", keys[0])
            await live.until(lambda: live.watcher.streaming == set(keys[1:]))
            assert not known(keys[0])
            docker("start", keys[0])
            await live.until(lambda: known(keys[0]))
            docker("rm", "--force", keys[1])
            await live.until(lambda: histories(keys[1]) is None)
            await live.watcher.leave(live)
            assert not own_threads("stats")

    aio(scenario(), timeout=60)
