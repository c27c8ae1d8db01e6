"""Measures of the pages that people keep open: a log in a flood, a long log, and statistics."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pty
import resource
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.model.logs.patterns import Pattern
from desktop.model.logs.search import Search
from desktop.model.logs.sources import Reading
from desktop.model.operations import Operations
from desktop.model.session import Link, Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.ui import theme
from desktop.ui.logs.log_page import LogPage
from desktop.ui.logs.open_log import Part
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from desktop.ui.stats.page import StatsPage
from desktop.ui.stats.sparkline import SECONDS

BEAT = 0.005
SETTLE_SECONDS = 8.0
STATS_SECONDS = 15.0
LINE = "INFO request 77 handled by worker with status 200 and a text that is long enough to be one"


@contextlib.asynccontextmanager
async def surrounded(url: str, folder: Path) -> AsyncIterator[Surroundings]:
    """What a page needs, on a live session."""
    endpoint = Endpoint(url, "bench", Origin.HOST_OPTION)

    async def find() -> tuple[Endpoint | None, tuple[Any, ...]]:
        return endpoint, ()

    session = Session(Store(), find, DockerEngine.connect)
    following = asyncio.ensure_future(session.run())
    live = asyncio.Event()
    session.status_changed.subscribe(lambda s: live.set() if s.link is Link.LIVE else None)
    await live.wait()
    operations = Operations(lambda: session.engine)
    try:
        yield Surroundings(
            session=session,
            operations=operations,
            settings=Settings(folder),
            stats=StatsWatcher(session),
            run=lambda command: None if command is None else operations.start(command),
            open_url=lambda _url: None,
            reveal=lambda _kind, _key: None,
            select=lambda _kind, _key: None,
        )
    finally:
        following.cancel()
        await asyncio.wait([following])


@contextlib.contextmanager
def _stalls() -> Iterator[list[float]]:
    """How long the loop let each beat wait, in seconds."""
    found: list[float] = []

    async def beat() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            found.append(now - last - BEAT)
            last = now

    task = asyncio.ensure_future(beat())
    try:
        yield found
    finally:
        task.cancel()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


@dataclass
class Flooded:
    """What a flood did to the window: seconds, lines, and megabytes at ten seconds and the end."""

    stalls: list[float] = field(default_factory=list)
    lines: int = 0
    skipped: int = 0
    seconds: float = 0.0
    early: float = 0.0
    late: float = 0.0


async def follow_flood(url: str, folder: Path, container: str, seconds: float) -> Flooded:
    """Follow a container that has begun to write as fast as it is told to."""
    done = Flooded()
    async with surrounded(url, folder) as surroundings:
        page = LogPage(surroundings, [container])
        page.resize(1000, 700)
        page.show()
        assert page.log is not None
        book = page.log.reader.book
        await asyncio.sleep(2)  # the page is made and reads: its start is not the flood
        began, first, skipped = time.perf_counter(), book.taken, book.skipped
        with _stalls() as stalls:
            await asyncio.sleep(10)  # from here on memory may not grow
            done.early = _resident()
            await asyncio.sleep(seconds - 10)
            done.late = _resident()
        done.seconds = time.perf_counter() - began
        done.lines, done.skipped = book.taken - first, book.skipped - skipped
        done.stalls = stalls
        await page.close_down()
        page.close()
        page.deleteLater()
    return done


async def open_and_search(url: str, folder: Path, container: str, count: int) -> float:
    """Seconds from asking for a whole log of so many lines to having searched it."""
    async with surrounded(url, folder) as surroundings:
        page = LogPage(surroundings)
        page.show_part(Part(tail=None))
        page.resize(1000, 700)
        page.show()
        began = time.perf_counter()
        page.show_containers([container])
        assert page.log is not None
        reader = page.log.reader
        while reader.sources[0].reading is not Reading.STOPPED:  # noqa: ASYNC110 - measured
            await asyncio.sleep(0.002)  # looked at this often: what it may be wrong by
        search = Search(page.log.view, Pattern("request 77"))
        while search.busy:  # noqa: ASYNC110
            await asyncio.sleep(0.002)  # as above
        took = time.perf_counter() - began
        assert search.count == count, f"{search.count} of {count} lines were found"
        search.close()
        await page.close_down()
        page.close()
        page.deleteLater()
    return took


def grep(url: str, container: str) -> float:
    """Seconds for ``docker logs | grep -c``."""
    logs = ["docker", "--host", url, "logs", container]
    began = time.perf_counter()
    with subprocess.Popen(logs, stdout=subprocess.PIPE) as reads:
        subprocess.run(
            ["grep", "-c", "request 77"], stdin=reads.stdout, check=True, capture_output=True
        )
    return time.perf_counter() - began


async def table(url: str, folder: Path) -> float:
    """Percent of a CPU while the table of statistics is open."""
    async with surrounded(url, folder) as surroundings:
        page = StatsPage(surroundings)
        page.resize(1100, 54 * theme.row_height())
        page.show()
        await asyncio.sleep(SECONDS + SETTLE_SECONDS)  # until the lines are as long as they get
        assert len(page.table.visible_keys()) == len(page.model.rows) == 50, "all are in sight"
        before = time.process_time()
        await asyncio.sleep(STATS_SECONDS)
        used = (time.process_time() - before) / STATS_SECONDS * 100
        await page.close_down()
        page.close()
        page.deleteLater()
    return used


def docker_stats(url: str) -> float:
    """Percent of a CPU that ``docker stats`` uses in a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["docker", "--host", url, "stats"], stdin=theirs, stdout=theirs, stderr=theirs
    ) as shows:
        drain = threading.Thread(target=_drain, args=(ours,), daemon=True)
        drain.start()
        time.sleep(SETTLE_SECONDS)  # its start is not its running
        before = _cpu_seconds(shows.pid)
        time.sleep(STATS_SECONDS)  # what is measured
        used = (_cpu_seconds(shows.pid) - before) / STATS_SECONDS * 100
        shows.terminate()
    os.close(theirs)
    drain.join(5)
    os.close(ours)
    return used


def _drain(terminal: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(terminal, 65536):
            pass


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
