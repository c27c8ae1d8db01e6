"""Measures of moving images: each against docker's command line on the same work.

A work is a row of ``works``: how it begins anew, what we do, and what is typed instead. Ours runs
as in the window: as an operation, with its parts shown in the activity panel.
"""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import statistics
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.records import Kind
from desktop.model.commands import Command, Target
from desktop.model.image_commands import PullImage
from desktop.model.operations import Operations, Outcome
from desktop.model.registry_commands import PushImage
from desktop.model.store import Store
from desktop.ui.activity.panel import ActivityPanel
from tests.bench import inside, large
from tests.journeys.hands import Heartbeat, seconds_of_our_own
from tests.support.real_engine import RealEngine
from tests.support.registry import Registry

ROUNDS = 5
HUGE = 512 << 20  # bytes; the Engine packs them, which takes its time
LAYER = 64_000_000  # bytes that can't be compressed
AIM = 1.1
BEAT = 0.01
STALL = 50.0  # milliseconds

Told = tuple[str, float, str, float, str]


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do, by us and by docker, each time after ``anew``."""

    name: str
    anew: Callable[[], object]
    ours: Command
    theirs: tuple[str, ...]


def figures(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """The measures, one after the other."""
    registry = Registry(folder / "registry")
    registry.start()
    try:
        for work in works(engine, registry):
            yield from compared(engine, work)
        yield from memory(engine, registry, folder)
    finally:
        registry.close()


def works(engine: RealEngine, registry: Registry) -> Iterator[Work]:
    """What is measured, made ready when its turn comes."""
    image = f"{registry.host}/bench/app:1"
    engine.docker("import", "-", image, stdin=_archive(), seconds=120)
    push = PushImage(Target(Kind.IMAGE, "", image))
    yield Work("push", lambda: _empty(registry), push, ("push", image))
    engine.docker("push", image, seconds=120)
    yield Work("pull", lambda: _without(engine, image), PullImage(image), ("pull", image))


def memory(engine: RealEngine, registry: Registry, folder: Path) -> Iterator[Told]:
    """What a large image takes here while it is pushed and pulled."""
    image = f"{registry.host}/bench/huge:1"
    large.import_image(engine, folder, image, HUGE)
    size = f"{HUGE >> 20} MiB"
    push = PushImage(Target(Kind.IMAGE, "", image))
    grown = large.grown(engine.url, push)
    assert push.learned, "the registry has it"
    yield f"memory grown by pushing {size}", grown, "MiB", 64, "at its most"
    engine.docker("rmi", image)
    grown = large.grown(engine.url, PullImage(image))
    yield f"memory grown by pulling {size}", grown, "MiB", 64, "at its most"
    engine.docker("rmi", image)


def compared(engine: RealEngine, work: Work) -> Iterator[Told]:
    """One work, by us and by docker in turn."""
    ours: list[float] = []
    theirs: list[float] = []
    stalls: list[float] = []
    works: list[float] = []
    for _round in range(ROUNDS + 1):
        work.anew()
        began = time.perf_counter()
        engine.docker(*work.theirs, seconds=300)
        theirs.append(time.perf_counter() - began)
        work.anew()
        seconds, (stall, busy) = inside.run(lambda: _run(engine.url, work.ours))
        ours.append(seconds)
        stalls.append(stall)
        works.append(busy)
    a, b = statistics.median(ours[1:]), statistics.median(theirs[1:])
    detail = f"{a * 1000:.0f} ms against {b * 1000:.0f} ms, medians of {ROUNDS}"
    yield f"{work.name}, against docker {work.name}", round(a / b, 2), "×", AIM, detail
    usual, worst = statistics.median(stalls[1:]) * 1000, max(stalls[1:]) * 1000
    own = max(works[1:]) * 1000  # the rest was others' on a machine that both share
    detail = f"median of {ROUNDS}, the worst was {worst:.0f} ms; of them {own:.0f} ms of our work"
    yield f"longest stall in a {work.name}", round(usual, 1), "ms", STALL, detail


class _Heart(Heartbeat):
    """The longest stall beyond its own beat, and the most work of our own between two beats."""

    busiest = 0.0

    async def _beat(self) -> None:
        last, worked = seconds_of_our_own(), time.thread_time()
        while True:
            await asyncio.sleep(BEAT)
            now, work = seconds_of_our_own(), time.thread_time()
            self.longest = max(self.longest, now - last - BEAT)
            self.busiest = max(self.busiest, work - worked)
            last, worked = now, work


async def _run(url: str, command: Command) -> tuple[float, tuple[float, float]]:
    """How long an operation takes that is looked at, and the longest stall of the window in it."""
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))
    operations = Operations(lambda: engine)
    panel = ActivityPanel(operations, Store(), None)
    panel.resize(1100, 400)
    panel.show()
    await asyncio.sleep(0.2)  # the panel's first painting is no part of it
    try:
        async with _Heart() as heart:  # the Engine has the processors, too, and that is no stall
            began = time.perf_counter()
            operation = operations.start(command)
            outcome = await operation.wait()
            seconds = time.perf_counter() - began
        assert outcome is Outcome.DONE, operation.failures
    finally:
        panel.close_down()
        panel.close()
        panel.deleteLater()
        await engine.close()
    return seconds, (heart.longest, heart.busiest)


def _empty(registry: Registry) -> None:
    """The registry has nothing any more."""
    registry.stop()
    shutil.rmtree(registry.folder / "images", ignore_errors=True)
    registry.start()


def _without(engine: RealEngine, image: str) -> None:
    """The Engine has not this image, nor its layers."""
    if engine.docker("images", "--quiet", image):
        engine.docker("rmi", "--force", image)


def _archive() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("random")
        member.size = LAYER
        archive.addfile(member, io.BytesIO(os.urandom(LAYER)))
    return packed.getvalue()
