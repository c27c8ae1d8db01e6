"""Files copied in and out against docker's command line, what large ones take of memory, and what a
folder of a hundred thousand does to the window."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.engine.file_records import Place
from desktop.engine.records import Kind
from desktop.model.files.commands import CopyIn, CopyOut
from desktop.ui.files.browser import Browser
from desktop.ui.files.model import MOST
from tests.bench import images, inside, large, pages
from tests.bench.images import Told, Work
from tests.faults.under_fault import Gaps
from tests.journeys.hands import until
from tests.support.real_engine import IMAGE, WAIT, RealEngine

LARGE = 1 << 30
MANY = 10_000
HUGE = 100_000
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
    yield from huge_folder(engine, place, folder / "settings")
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
        grown = large.grown(engine.url, command)
        yield f"memory grown by 1 GiB {way}", grown, "MiB", 64, "at its most"


def huge_folder(engine: RealEngine, place: Place, folder: Path) -> Iterator[Told]:
    """How long the window is held up while a folder is listed, filtered, sorted and scrolled."""
    make = f"mkdir /huge; cd /huge; seq {HUGE} | xargs touch"
    engine.docker("exec", place.key, "sh", "-c", make, seconds=300)
    seconds, gaps = inside.run(lambda: _looked_through(engine.url, folder, place))
    detail = f"listed in {seconds:.1f} s; {gaps.longest_at_all * 1000:.0f} ms with others' work"
    longest = round(gaps.longest * 1000, 1)
    yield f"longest stall in a folder of {HUGE:,}", longest, "ms", images.STALL, detail


async def _looked_through(url: str, folder: Path, place: Place) -> tuple[float, Gaps]:
    gaps = Gaps()
    async with pages.surrounded(url, folder) as surroundings:
        browser = Browser(surroundings)
        browser.resize(1000, 700)
        browser.show()
        browser.show_place(place, "/", live=True, running=True)
        await until(lambda: not browser.browsing.loading)
        await asyncio.sleep(0.5)  # its start is no part of it
        gaps.end()
        gaps.longest = gaps.longest_at_all = 0.0
        beating = asyncio.ensure_future(gaps.beat())
        began = time.perf_counter()
        browser.go("/huge")
        await until(lambda: _shown(browser) == HUGE)
        seconds = time.perf_counter() - began
        for text, count in (("99", 3_000), ("", HUGE)):
            browser.filter_box.setText(text)
            fewer = count < HUGE
            await until(partial(_is_filtered, browser, fewer))
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            first = browser.model.index(0, 0).data()
            browser.tree.sortByColumn(0, order)
            await until(partial(_begins_otherwise, browser, first))
        bar = browser.tree.verticalScrollBar()
        while browser.model.rowCount() < MOST:
            bar.setValue(bar.maximum())
            await asyncio.sleep(0.02)  # as fast as a wheel turns
        beating.cancel()
        await asyncio.wait([beating])
        await browser.close_down()
        browser.close()
        browser.deleteLater()
    return seconds, gaps


def _shown(browser: Browser) -> int:
    return len(browser.model.root.arrangement.rows)


def _is_filtered(browser: Browser, fewer: bool) -> bool:
    return (_shown(browser) < HUGE) is fewer


def _begins_otherwise(browser: Browser, first: object) -> bool:
    return bool(browser.model.index(0, 0).data() != first)


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
