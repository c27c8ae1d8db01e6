"""A build of a folder with many files and a large one, against docker's own command line."""

from __future__ import annotations

import asyncio
import resource
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from desktop.engine.build_records import BuildRequest
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from tests.support.real_engine import IMAGE, RealEngine

ROUNDS = 5
FILES = 2000
LARGE = 200_000_000
HUGE = 2 << 30
Told = tuple[str, float, str, float, str]


def figures(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """Name, value, unit, aim and detail of each."""
    context = _context(folder)
    ours, theirs = [], []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run(
            ["docker", "--host", engine.url, "build", "--no-cache", "--quiet", context],
            check=True,
            capture_output=True,
        )
        theirs.append(time.perf_counter() - began)
        began = time.perf_counter()
        asyncio.run(_build(engine.url, context))
        ours.append(time.perf_counter() - began)
        engine.docker("image", "prune", "--force")
    a, b = statistics.median(ours), statistics.median(theirs)
    sizes = f"{FILES} files and {LARGE / 1e6:.0f} MB"
    detail = f"{a * 1000:.0f} ms against {b * 1000:.0f} ms, medians of {ROUNDS}; {sizes}"
    yield "a build, against docker build", round(a / b, 2), "×", 1.1, detail
    with (context / "huge").open("wb") as huge:
        huge.truncate(HUGE)
    (context / "Dockerfile").write_text(f"FROM {IMAGE}\nCOPY Dockerfile /\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    asyncio.run(_build(engine.url, context))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield "memory grown by a context of 2 GiB", round(grown, 1), "MiB", 64, "at its most"


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
