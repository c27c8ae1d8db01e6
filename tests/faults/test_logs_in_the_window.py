"""The same faults of logs as a person sees them: in the Logs tab of the running window."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from desktop.engine import logs
from desktop.model.logs.book import MOST_LINES
from desktop.model.logs.rows import Row, RowKind
from desktop.model.operations import Outcome
from desktop.ui.logs.lines import Line
from desktop.ui.logs.log_page import LogPage
from desktop.ui.logs.log_view import LogView
from tests.faults.test_logs import GARBAGE, is_whole
from tests.faults.under_fault import is_live, is_lost, memory, outside, under_fault
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, RealEngine

pytestmark = pytest.mark.display


async def log_of(hands: Hands, name: str) -> LogView:
    """The log of a container, opened by keys."""
    await until(lambda: hands.state(name), "its row appears")
    hands.select(name)
    hands.keys("Ctrl+L")

    def found() -> list[LogView]:
        logs = [page.log for page in hands.window.findChildren(LogPage) if page.isVisible()]
        return [log.log_view for log in logs if log is not None and log.names() == [name]]

    await until(found, "its log opens")
    return found()[0]


def page_of(view: LogView) -> LogPage:
    """The page around a log, with what it says below it."""
    page = view.parentWidget()
    while not isinstance(page, LogPage):
        assert page is not None
        page = page.parentWidget()
    return page


def rows(view: LogView) -> list[Row]:
    return [view.view[place] for place in range(len(view.view))]


def lines(view: LogView) -> list[bytes]:
    return [row.raw for row in rows(view) if row.kind is RowKind.LINE]


def painted(view: LogView) -> list[Line]:
    """What is on the screen of it."""
    return [line for _rect, _place, line in view.seen]


COUNTS = "i=0; while :; do echo $i; i=$((i+1)); usleep 20000; done"


@pytest.mark.row(6)
def test_a_followed_log_outlives_its_engine_in_the_window(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True, arguments=("--live-restore",))
    engine.docker("run", "-d", "--name", "counts", IMAGE, "sh", "-c", COUNTS)

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine.url) as hands:
            view = await log_of(hands, "counts")
            await until(lambda: len(lines(view)) > 20, "it is followed")
            await outside(engine.kill)
            await until(lambda: is_lost(hands), "the loss is known")
            page = page_of(view)
            await until(lambda: "Disconnected" in hands.read(page), "it is said below the log")
            assert hands.window.banner.isVisible()
            await until(lambda: painted(view)[-1].row.kind is RowKind.DISCONNECTED, "and in it")
            kept = lines(view)
            assert len(kept) > 20
            assert is_whole(kept)
            assert view.isVisible(), "the text stays"

            await outside(engine.start)
            await until(lambda: is_live(hands), "the Engine is back")
            await until(lambda: len(lines(view)) > len(kept) + 20, "it goes on by itself")
            assert not hands.window.banner.isVisible()
            await until(lambda: "Following" in hands.read(page), "and says so")
            await outside(engine.docker, "kill", "counts")
            await until(lambda: "Stopped" in hands.read(page), "all is read")
            told = await outside(engine.docker, "logs", "counts")
            assert lines(view) == told.encode().splitlines(), "no line twice, none missing"
            assert lines(view)[: len(kept)] == kept
            kinds = [row.kind for row in rows(view) if row.kind is not RowKind.LINE]
            assert kinds == [RowKind.DISCONNECTED, RowKind.RESUMED, RowKind.STOPPED]

    aio(journey(), timeout=120)


@pytest.fixture
def clipboard(qapp: object) -> Iterator[Callable[[], str]]:
    """``clipboard()`` returns what is in it; it held the word of somebody else."""
    found = QGuiApplication.clipboard()
    found.setText("of somebody else")
    yield found.text
    found.clear()


@pytest.mark.row(17)
def test_garbage_in_a_log_is_read_and_never_obeyed_by_the_window(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    clipboard: Callable[[], str],
    tmp_path: Path,
) -> None:
    docker("wait", docker_run(name="garbage", command=("sh", "-c", GARBAGE)))

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            title = hands.window.windowTitle()
            before = memory()
            view = await log_of(hands, "garbage")
            await until(lambda: b"end" in lines(view), "all is read")
            await until(lambda: painted(view)[-1].text == "end", "its end is shown")
            seen = await _read_all(view)
            for line in seen:
                shown = line.text + line.rest + view.accessibleDescription()
                assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)
            assert "red" in seen[0].text

            QTest.keyClick(view, Qt.Key.Key_Up)
            (number,) = {line.row.number for line in seen if line.row.more}
            assert view.current == number
            await _show_the_rest(view, number)
            assert memory() - before < 100 << 20
            assert clipboard() == "of somebody else"
            assert hands.window.windowTitle() == title
            assert hands.window.windowHandle().title() == title

    aio(journey(), timeout=60)


async def _read_all(view: LogView) -> list[Line]:
    """Each line, as it comes by on the way down."""
    QTest.keyClick(view, Qt.Key.Key_Home)
    await until(lambda: painted(view)[0].row.number == 0, "it begins at the top")
    found = {}
    for place in range(len(view.view)):
        number = view.view[place].number
        await until(lambda number=number: number in _numbers(view), f"line {number} is seen")
        found |= {line.row.number: line for line in painted(view)}
        QTest.keyClick(view, Qt.Key.Key_Down)
    return [*found.values()]


def _numbers(view: LogView) -> set[int]:
    return {line.row.number for line in painted(view)}


async def _show_the_rest(view: LogView, number: int) -> None:
    """By mouse, on the words that stand for it."""
    folded = view.line_of(number)
    assert folded is not None
    assert folded.rest == "10MB more"
    assert len(folded.text) < 2_000
    where = next(rect for rect, _place, line in view.seen if line.row.number == number)
    chevron = QPoint(int(view.painting.columns.chevron) + 2, int(where.top()) + 5)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=chevron)
    await until(lambda: any(line.open for line in painted(view)), "it opens")
    opened = next(line for line in painted(view) if line.open)
    assert len(opened.text) == 64 << 10
    assert "save the log to see all" in opened.rest
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    QTest.keyClick(view, Qt.Key.Key_End)
    await until(lambda: painted(view)[-1].text == "end", "one can go past it")


FLOOD = 400_000
AT_ONCE = 2_500
PAUSE = 35_000  # microseconds between two heaps of lines, for some 50,000 a second
WRITES = (
    "until [ -e /go ]; do usleep 10000; done;"
    f"i=1; while [ $i -le {FLOOD} ]; do seq $i $((i+{AT_ONCE - 1})); i=$((i+{AT_ONCE}));"
    f" usleep {PAUSE}; done"
)


@contextlib.asynccontextmanager
async def memory_bounded(most: int) -> AsyncIterator[None]:
    """Fail where more than so many bytes are held meanwhile."""
    before = memory()
    grown = [0]

    async def look() -> None:
        while True:
            grown.append(memory() - before)
            await asyncio.sleep(0.05)

    looking = asyncio.ensure_future(look())
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.wait([looking])
    assert max(grown) < most, f"{max(grown) >> 20} MiB more were held"


@pytest.mark.row(18)
@pytest.mark.parametrize("waiting", [logs.WAITING_LINES, 500], ids=["as it is", "little room"])
def test_a_flood_of_lines_is_shown_by_its_newest_counted_in_place_and_saved_whole(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    waiting: int,
) -> None:
    monkeypatch.setattr(logs, "WAITING_LINES", waiting)  # a quick machine skips nothing else
    docker_run(name="flood", command=("sh", "-c", WRITES))

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            view = await log_of(hands, "flood")
            page = page_of(view)
            await until(lambda: "Following" in hands.read(page), "it is followed")
            async with memory_bounded(100 << 20):
                await outside(docker, "exec", "flood", "touch", "/go")
                await _watch_the_flood(hands, view)
            await until(lambda: _newest(view) == FLOOD, "the newest is shown")
            book = view.view.book
            assert book.lines <= MOST_LINES
            assert book.lines + book.skipped + book.dropped == FLOOD
            assert book.skipped > 0 or waiting > AT_ONCE
            for count, words in ((book.dropped, "older ones let go"), (book.skipped, "skipped")):
                assert not count or f"{count:,} {words}" in hands.read(page)
            await _skipped_are_counted_in_place(view)

            save = hands.find(QToolButton, "Save…")
            QTest.mouseClick(save, Qt.MouseButton.LeftButton)
            await hands.choose_file(tmp_path / "saved.log", "Save")
            operations = hands.application.operations
            await until(lambda: [o for o in operations if o.outcome is Outcome.DONE], "it is saved")

    aio(journey(), timeout=120)
    whole = b"".join(b"%d\n" % number for number in range(1, FLOOD + 1))
    saved = (tmp_path / "saved.log").read_bytes()
    assert hashlib.sha256(saved).digest() == hashlib.sha256(whole).digest()


async def _watch_the_flood(hands: Hands, view: LogView) -> None:
    """What is on the screen is always of the newest, until all is read or counted."""
    book, page = view.view.book, page_of(view)
    last = 0
    while "Stopped" not in hands.read(page):
        await asyncio.sleep(0.1)
        newest = _newest(view)
        assert newest >= last
        if book.taken:
            known = max(int(row.raw) for row in rows_at_the_end(view))
            assert known - newest < 50_000, "less than a second behind"
        last = newest


def rows_at_the_end(view: LogView) -> list[Row]:
    book = view.view.book
    found = [book[number] for number in range(max(book.begin, book.end - 10), book.end)]
    return [row for row in found if row.kind is RowKind.LINE]


def _newest(view: LogView) -> int:
    """The number on the last line that is on the screen."""
    return max((int(line.text) for line in painted(view) if line.is_line), default=0)


async def _skipped_are_counted_in_place(view: LogView) -> None:
    """Each number follows the one before, or a mark that says how many are not there."""
    expected: int | None = None
    for place in range(len(view.view)):
        row = view.view[place]
        if row.kind is RowKind.SKIPPED:
            expected = None if expected is None else expected + row.skipped
        elif row.kind is RowKind.LINE:
            assert expected in (None, int(row.raw)), f"{row.raw!r} where {expected} should be"
            expected = int(row.raw) + 1
        if place % 1000 == 0:
            await asyncio.sleep(0)
    assert expected == FLOOD + 1
