"""Files copied in and out against docker's command line; and what large ones take of memory."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from desktop.engine.file_records import Place
from desktop.engine.records import Kind
from desktop.model.files.commands import CopyIn, CopyOut
from tests.bench import archives, images
from tests.bench.images import Told, Work
from tests.support.real_engine import IMAGE, WAIT, RealEngine

LARGE = 1 << 30
MANY = 10_000
_SMALL = 2000  # bytes of one of many
_PIECE = 1 << 24  # bytes that are made, and repeated


def figures(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """The measures, one after the other."""
    folder.mkdir()
    key = engine.docker("run", "--detach", "--name", "bench-files", IMAGE, *WAIT)
    place = Place(Kind.CONTAINER, key, "bench-files")
    sources = {"1 GiB": _large(folder / "large"), f"{MANY:,} files": _many(folder / "many")}
    for what, source in sources.items():
        for work in works(engine, place, source, what):
            yield from images.compared(engine, work)
    yield from memory(engine, place, sources["1 GiB"])
    engine.docker("rm", "--force", "bench-files")
    shutil.rmtree(folder)


def works(engine: RealEngine, place: Place, source: Path, what: str) -> Iterator[Work]:
    """A source on its way in, and out again."""
    there, here = f"/{source.name}", source.parent / "out"

    def without() -> None:
        engine.docker("exec", place.key, "rm", "-rf", there)

    line = ("cp", str(source), f"{place.key}:{there}")
    yield Work(f"cp of {what} in", without, CopyIn((source,), place, there), line)
    engine.docker("exec", place.key, "rm", "-rf", there)
    engine.docker(*line, seconds=120)

    def anew() -> None:
        shutil.rmtree(here, ignore_errors=True)
        here.mkdir()

    line = ("cp", f"{place.key}:{there}", str(here))
    yield Work(f"cp of {what} out", anew, CopyOut(place, (there,), here), line)


def memory(engine: RealEngine, place: Place, source: Path) -> Iterator[Told]:
    """What a file of 1 GiB takes on its way in and out."""
    out = source.parent / "out"
    for way, command in (
        ("in", CopyIn((source,), place, "/memory")),
        ("out", CopyOut(place, ("/memory",), out)),
    ):

        def copy(command: CopyIn | CopyOut = command) -> None:
            asyncio.run(archives.run(engine.url, command))

        grown = archives.peak(copy)
        yield f"memory grown by 1 GiB {way}", grown, "MiB", 64, "at its most"


def _large(path: Path) -> Path:
    piece = os.urandom(_PIECE)
    with path.open("wb") as file:
        for _number in range(LARGE // _PIECE):
            file.write(piece)
    return path


def _many(folder: Path) -> Path:
    content = os.urandom(_SMALL)
    for number in range(MANY):
        path = folder / str(number % 100) / str(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
