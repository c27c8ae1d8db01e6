"""A build of a folder with many files and a large one, against docker's own command line."""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from desktop.engine.build_records import BuildRequest
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.model.build.command import BuildImage
from desktop.model.build.spec import BuildSpec
from desktop.model.build.story import BuildStory
from desktop.model.operations import Operations
from desktop.model.store import Store
from desktop.ui.build.page import BuildPage, Ways
from tests.bench import inside
from tests.journeys.hands import seconds_of_our_own
from tests.support.real_engine import IMAGE, RealEngine

ROUNDS = 6
FILES = 2000
LARGE = 200_000_000
HUGE = 2 << 30
LINES = 200_000
WRITES = f"yes '\033[32mcompiled\033[0m a part of the whole' | head -n {LINES}"
BEAT = 0.005  # seconds
Told = tuple[str, float, str, float, str]


def figures(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """Name, value, unit, aim and detail of each."""
    context = _context(folder)
    ways = {
        "ours": lambda: asyncio.run(_build(engine.url, context)),
        "theirs": lambda: _build_by_docker(engine.url, context),
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    worked: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        # Whoever comes second would wait for what the first has left to be written to the disk.
        for name in sorted(ways, reverse=bool(number % 2)):
            os.sync()
            began, before = time.perf_counter(), _processor_seconds(engine)
            ways[name]()
            took[name].append(time.perf_counter() - began)
            worked[name].append(_processor_seconds(engine) - before)
        engine.docker("image", "prune", "--force")
    ours, theirs = took["ours"], took["theirs"]
    a, b = statistics.median(ours), statistics.median(theirs)
    sizes = f"{FILES} files and {LARGE / 1e6:.0f} MB"
    detail = f"{a * 1000:.0f} ms against {b * 1000:.0f} ms, medians of {ROUNDS}; {sizes}"
    yield "a build, against docker build", round(a / b, 2), "×", 1.1, detail
    a, b = statistics.median(worked["ours"]), statistics.median(worked["theirs"])
    detail = f"{a:.2f} s against {b:.2f} s, medians of {ROUNDS}; the Engine's work and the client's"
    yield "processor time of a build, against docker build", round(a / b, 2), "×", 1.1, detail
    (context / "Dockerfile").write_text(f"FROM {IMAGE}\nCOPY . /c\nRUN {WRITES}\n")
    stalls = sorted(inside.run(lambda: _watched(engine.url, context)))
    common = f"99th percentile {stalls[int(len(stalls) * 0.99)] * 1000:.0f} ms"
    longest = round(stalls[-1] * 1000, 1)
    yield "longest stall while a build is watched", longest, "ms", 50, f"{LINES} lines; {common}"
    with (context / "huge").open("wb") as huge:
        huge.truncate(HUGE)
    (context / "Dockerfile").write_text(f"FROM {IMAGE}\nCOPY Dockerfile /\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    asyncio.run(_build(engine.url, context))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield "memory grown by a context of 2 GiB", round(grown, 1), "MiB", 64, "at its most"


def _processor_seconds(engine: RealEngine) -> float:
    """A measure that does not depend on who else uses the disk and the processors.

    What the Engine, and we with all that we have run, have used of processors; see proc(5).
    """
    fields = Path(f"/proc/{engine.pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own + sum(each.ru_utime + each.ru_stime for each in used)


def _build_by_docker(url: str, context: Path) -> None:
    subprocess.run(
        ["docker", "--host", url, "build", "--no-cache", "--quiet", context],
        env={**os.environ, "DOCKER_BUILDKIT": "0"},  # the same builder
        check=True,
        capture_output=True,
    )


async def _watched(url: str, context: Path) -> list[float]:
    """How long we held up each beat of the loop while a page followed a build that writes much."""
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))
    operations, story = Operations(lambda: engine), BuildStory()
    stalls: list[float] = []

    async def beat() -> None:
        last = seconds_of_our_own()
        while True:
            await asyncio.sleep(BEAT)
            now = seconds_of_our_own()
            stalls.append(now - last - BEAT)
            last = now

    operation = operations.start(BuildImage(BuildSpec(context, no_cache=True), story.tell))
    ways = Ways(int, lambda _step: None, lambda: story.steps, None, lambda _step: 0, print)
    page = BuildPage("bench", story, operation, operations, Store(), ways)
    page.resize(1200, 500)
    page.show()
    await asyncio.sleep(1)  # it is made and shown: that is not the build
    beating = asyncio.ensure_future(beat())
    await operation.wait()
    while not page.log.complete:  # noqa: ASYNC110 - measured
        await asyncio.sleep(0.01)  # looked at this often
    beating.cancel()
    page.close()
    page.deleteLater()
    await engine.close()
    return stalls


def _context(folder: Path) -> Path:
    context = folder / "context"
    context.mkdir(parents=True)
    (context / "Dockerfile").write_text(f"FROM {IMAGE}\nCOPY . /c\nRUN true\n")
    (context / ".dockerignore").write_text("**/*.skip\n!**/kept.skip\n")
    for number in range(FILES):
        place = context / f"d{number % 50}"
        place.mkdir(exist_ok=True)
        (place / f"f{number}.txt").write_text(f"{number}\n" * 100)
    block = bytes(range(256)) * 4096
    with (context / "large").open("wb") as large:
        for _block in range(LARGE // len(block)):
            large.write(block)
    return context


async def _build(url: str, context: Path) -> None:
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))
    try:
        await engine.builds.build(BuildRequest(context, no_cache=True), lambda _news: None)
    finally:
        await engine.close()
