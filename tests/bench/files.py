"""Files copied in and out against docker's command line, what large ones take of memory, and what a
folder of a hundred thousand does to the window."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.file_records import Place
from desktop.engine.records import Kind
from desktop.model.files.commands import CopyIn, CopyOut
from desktop.ui.files.browser import Browser
from tests.bench import images, inside, large, pages
from tests.bench.images import Told, Work
from tests.faults.under_fault import Gaps, memory
from tests.journeys.hands import until
from tests.support.real_engine import IMAGE, WAIT, RealEngine

LARGE = 1 << 30
MANY = 10_000
HUGE = 100_000
_ROWS_MEMORY = 100  # MiB: a kilobyte each
_PATIENCE = 300  # seconds, on a machine that has other things to do
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
    yield from memory_grown(engine, place, sources["1 GiB"])
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


def memory_grown(engine: RealEngine, place: Place, source: Path) -> Iterator[Told]:
    """What a file of 1 GiB takes on its way in and out."""
    out = source.parent / "out"
    for way, command in (
        ("in", CopyIn((source,), place, "/memory")),
        ("out", CopyOut(place, ("/memory",), out)),
    ):
        grown = large.grown(engine.url, command)
        yield f"memory grown by 1 GiB {way}", grown, "MiB", 64, "at its most"


def huge_folder(engine: RealEngine, place: Place, folder: Path) -> Iterator[Told]:
    """How long the window is held up while a folder is listed, filtered, sorted, scrolled, selected
    and listed again; and what its rows take of memory."""
    make = f"mkdir /huge; cd /huge; seq {HUGE} | xargs touch"
    engine.docker("exec", place.key, "sh", "-c", make, seconds=300)
    huge = inside.run(lambda: _looked_through(engine.url, folder, place))
    detail = f"listed in {huge.seconds:.1f} s; {huge.worst} at its longest; "
    detail += f"{huge.gaps.longest_at_all * 1000:.0f} ms with others' work"
    longest = round(max(huge.longest.values()) * 1000, 1)
    yield f"longest stall in a folder of {HUGE:,}", longest, "ms", images.STALL, detail
    yield f"memory grown by {HUGE:,} rows", huge.grown, "MiB", _ROWS_MEMORY, "when all are told"


@dataclass
class _Huge:
    """What a huge folder did; ``longest`` are seconds by what was done."""

    gaps: Gaps = field(default_factory=Gaps)
    longest: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    grown: float = 0.0

    @property
    def worst(self) -> str:
        return max(self.longest, key=self.longest.__getitem__)

    async def beat(self) -> None:
        await self.gaps.beat()

    async def did(self, what: str, done: Callable[[], object]) -> None:
        """Wait until it is done, and a little longer: it is painted, too."""
        await until(done, what, seconds=_PATIENCE)
        await asyncio.sleep(0.1)  # several frames
        self.gaps.end()
        self.longest[what] = self.gaps.longest
        self.gaps.longest = 0.0


async def _looked_through(url: str, folder: Path, place: Place) -> _Huge:
    huge = _Huge()
    async with pages.surrounded(url, folder) as surroundings:
        browser = Browser(surroundings)
        browser.resize(1000, 700)
        browser.show()
        browser.show_place(place, "/", live=True, running=True)
        await until(lambda: not browser.browsing.loading)
        await asyncio.sleep(0.5)  # its start is no part of it
        huge.gaps.end()
        huge.gaps.longest = huge.gaps.longest_at_all = 0.0
        beating = asyncio.ensure_future(huge.beat())
        await _use(huge, browser)
        beating.cancel()
        await asyncio.wait([beating])
        await browser.close_down()
        browser.close()
        browser.deleteLater()
    return huge


async def _use(huge: _Huge, browser: Browser) -> None:
    model, tree = browser.model, browser.tree
    began, before = time.perf_counter(), memory()
    browser.go("/huge")
    await huge.did("listing", lambda: _whole(browser) and not browser.browsing.loading)
    huge.seconds, huge.grown = time.perf_counter() - began, (memory() - before) / 2**20
    for text, count in (("99", 3_000), ("", HUGE)):
        browser.filter_box.setText(text)
        fewer = count < HUGE
        await huge.did("filtering", partial(_is_filtered, browser, fewer))
    for column in range(model.columnCount()):
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            first = model.index(0, 0).data()
            tree.sortByColumn(column, order)
            await huge.did(
                f"sorting by column {column}", partial(_begins_otherwise, browser, first)
            )
    bar = tree.verticalScrollBar()
    for part in range(1, 101):
        bar.setValue(bar.maximum() * part // 100)
        await asyncio.sleep(0.02)  # as fast as a wheel turns
    last = model.index(HUGE - 1, 0)
    await huge.did("scrolling", lambda: tree.visualRect(last).intersects(tree.rect()))
    everything = partial(_has_chosen, browser, HUGE)
    QTest.keyClick(tree, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    await huge.did("selecting all", everything)
    QTest.keyClick(tree, Qt.Key.Key_Home)
    await huge.did("going to the first", partial(_has_chosen, browser, 1))
    QTest.keyClick(tree, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    await huge.did("selecting to the last", everything)
    usual = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(60_000)  # however slowly it is typed
    QTest.keyClicks(tree, "54321")
    QApplication.setKeyboardInputInterval(usual)
    await huge.did("typing a name", lambda: tree.currentIndex().data() == "54321")
    tree.selectAll()
    browser.refresh()
    await huge.did("listing again", lambda: not browser.browsing.loading)


def _whole(browser: Browser) -> bool:
    return browser.model.rowCount() == HUGE


def _has_chosen(browser: Browser, count: int) -> bool:
    return browser.tree.chosen_count()[0] == count


def _is_filtered(browser: Browser, fewer: bool) -> bool:
    return (browser.model.rowCount() < HUGE) is fewer


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
