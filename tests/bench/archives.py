"""Images saved and loaded, against docker's command line; and what a large one takes of memory."""

from __future__ import annotations

import asyncio
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.records import Kind
from desktop.model.archive_commands import LoadImages, SaveImages
from desktop.model.commands import Command, Target
from desktop.model.image_history import layer_changes
from desktop.model.operations import Operations, Outcome
from tests.bench import images
from tests.bench.images import Told, Work
from tests.support.real_engine import RealEngine

USUAL = 256_000_000  # bytes of the image that is saved and loaded again and again
HUGE = 2 << 30
_RANDOM = 1 << 24  # bytes that are made, and repeated: nothing here is compressed


def figures(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """The measures, one after the other."""
    for work in works(engine, folder):
        yield from images.compared(engine, work)
    yield from memory(engine, folder)


def works(engine: RealEngine, folder: Path) -> Iterator[Work]:
    """Saving and loading an image."""
    name, file = "bench/saved:1", folder / "saved.tar"
    _import(engine, folder, name, USUAL)
    target = Target(Kind.IMAGE, "", name)
    to_file = ("save", "--output", str(file), name)
    yield Work("save", lambda: file.unlink(missing_ok=True), SaveImages((target,), file), to_file)
    engine.docker(*to_file, seconds=120)

    def without() -> None:
        if engine.docker("images", "--quiet", name):
            engine.docker("rmi", name)

    yield Work("load", without, LoadImages((file,)), ("load", "--input", str(file)))
    engine.docker("rmi", name)
    file.unlink()


def memory(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """What an image of 2 GiB takes while it is saved, loaded, and looked into."""
    name, file = "bench/huge:1", folder / "huge.tar"
    _import(engine, folder, name, HUGE)
    target = Target(Kind.IMAGE, "", name)
    grown = peak(lambda: asyncio.run(run(engine.url, SaveImages((target,), file))))
    yield "memory grown by saving 2 GiB", grown, "MiB", 64, f"{file.stat().st_size:,} bytes"
    grown = peak(lambda: asyncio.run(_layers(engine.url, name)))
    yield "memory grown by reading the files of 2 GiB", grown, "MiB", 64, "at its most"
    engine.docker("rmi", name)
    grown = peak(lambda: asyncio.run(run(engine.url, LoadImages((file,)))))
    yield "memory grown by loading 2 GiB", grown, "MiB", 64, "at its most"
    engine.docker("rmi", name)
    file.unlink()


async def run(url: str, command: Command) -> None:
    """Run a command to its end."""
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))
    try:
        operation = Operations(lambda: engine).start(command)
        assert await operation.wait() is Outcome.DONE, operation.failures
    finally:
        await engine.close()


async def _layers(url: str, image: str) -> None:
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))
    try:
        found = await engine.archives.layers(image, lambda _progress: None)
        assert layer_changes(found.layers)[0].changes
    finally:
        await engine.close()


def peak(work: Callable[[], object]) -> float:
    """By how many MiB this process was larger, at its most, than before."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak is the present, proc(5)
    before = _status("VmRSS")
    work()
    return round((_status("VmHWM") - before) / 1024, 1)


def _status(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


def _import(engine: RealEngine, folder: Path, name: str, size: int) -> None:
    """An image of that size, made without ever holding it."""
    piece = os.urandom(_RANDOM)
    with tempfile.TemporaryFile(dir=folder) as file:
        member = tarfile.TarInfo("random")
        member.size = size
        file.write(member.tobuf())
        for _number in range(size // _RANDOM):
            file.write(piece)
        file.write(piece[: size % _RANDOM])
        file.write(bytes(-size % 512 + 1024))
        file.seek(0)
        command = ["docker", "--host", engine.url, "import", "-", name]
        subprocess.run(command, stdin=file, check=True, capture_output=True, timeout=300)
