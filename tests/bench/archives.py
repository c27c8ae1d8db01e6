"""Images saved and loaded, against docker's command line; and what a large one takes of memory."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.records import Kind
from desktop.model.archive_commands import LoadImages, SaveImages
from desktop.model.commands import Target
from desktop.model.image_history import layer_changes
from tests.bench import images, large
from tests.bench.images import Told, Work
from tests.support.real_engine import RealEngine

USUAL = 256_000_000  # bytes of the image that is saved and loaded again and again
HUGE = 2 << 30


def figures(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """The measures, one after the other."""
    for work in works(engine, folder):
        yield from images.compared(engine, work)
    yield from memory(engine, folder)


def works(engine: RealEngine, folder: Path) -> Iterator[Work]:
    """Saving and loading an image."""
    name, file = "bench/saved:1", folder / "saved.tar"
    large.import_image(engine, folder, name, USUAL)
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
    large.import_image(engine, folder, name, HUGE)
    target = Target(Kind.IMAGE, "", name)
    grown = large.grown(engine.url, SaveImages((target,), file))
    yield "memory grown by saving 2 GiB", grown, "MiB", 64, f"{file.stat().st_size:,} bytes"
    grown = large.peak(lambda: asyncio.run(_layers(engine.url, name)))
    yield "memory grown by reading the files of 2 GiB", grown, "MiB", 64, "at its most"
    engine.docker("rmi", name)
    grown = large.grown(engine.url, LoadImages((file,)))
    yield "memory grown by loading 2 GiB", grown, "MiB", 64, "at its most"
    engine.docker("rmi", name)
    file.unlink()


async def _layers(url: str, image: str) -> None:
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))
    try:
        found = await engine.archives.layers(image, lambda _progress: None)
        assert layer_changes(found.layers)[0].changes
    finally:
        await engine.close()
