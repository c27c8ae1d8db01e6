"""Logs that break off, are garbage, or come faster than anybody reads: what is read of them.

The rows of the table are proven in the window, in ``test_logs_in_the_window``.
"""

from __future__ import annotations

import asyncio
import hashlib
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.observations import LINE_BYTES
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.logs.book import MOST_LINES
from desktop.model.logs.reader import LogReader
from desktop.model.logs.rows import Row, RowKind
from desktop.model.logs.save import SaveLog
from desktop.model.logs.sources import Reading
from desktop.model.logs.text import plain, text_of
from desktop.model.session import Session
from desktop.model.store import Store
from tests.faults.under_fault import memory, outside
from tests.journeys.hands import until
from tests.support.aio import Aio
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, RealEngine


@asynccontextmanager
async def reading(url: str, *keys: str) -> AsyncIterator[tuple[Session, LogReader]]:
    """A session and a reader that somebody looks at."""
    endpoint = Endpoint(url, "test", Origin.HOST_OPTION)

    async def find() -> tuple[Endpoint, tuple[()]]:
        return endpoint, ()

    session = Session(Store(), find, DockerEngine.connect)
    reader = LogReader(session, keys)
    reader.watched = True
    tasks = [asyncio.ensure_future(each) for each in (session.run(), reader.run())]
    try:
        yield session, reader
        assert not any(task.done() for task in tasks), tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def rows(reader: LogReader) -> list[Row]:
    book = reader.book
    return [book[number] for number in range(book.begin, book.end)]


def lines(reader: LogReader) -> list[bytes]:
    return [row.raw for row in rows(reader) if row.kind is RowKind.LINE]


COUNTS = "i=0; while :; do echo $i; i=$((i+1)); usleep 2000; done"


def is_whole(numbers: list[bytes]) -> bool:
    """Whether each number is there once, in order."""
    return [int(number) for number in numbers] == list(range(len(numbers)))


def test_a_log_goes_on_without_gap_or_repetition_when_its_connection_is_cut(
    aio: Aio, proxy: Proxy, docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", COUNTS))

    async def main() -> None:
        async with reading(proxy.url, key) as (_session, reader):
            for _cut in range(3):
                seen = len(lines(reader))
                await until(lambda seen=seen: len(lines(reader)) > seen + 50, "it is followed")
                proxy.cut()
                await until(lambda: reader.sources[0].reading is Reading.LOST, "it is told")
                assert len(lines(reader)) > seen, "the text is kept"
                await until(lambda: reader.sources[0].reading is Reading.FOLLOWING, "it goes on")
            kinds = {row.kind for row in rows(reader)}
            assert {RowKind.DISCONNECTED, RowKind.RESUMED} <= kinds
            assert RowKind.GAP not in kinds
            assert is_whole(lines(reader))

    aio(main(), timeout=60)


def test_a_paused_log_for_which_there_is_no_room_goes_on_where_it_stood(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", COUNTS))

    async def main() -> None:
        async with reading(engine_host, key) as (_session, reader):
            await until(lambda: len(lines(reader)) > 50, "it is followed")
            reader.book.hold(True)
            reader.book.keep(100)
            await until(lambda: reader.sources[0].reading is Reading.HIDDEN, "it is full")
            seen = lines(reader)
            assert is_whole(seen)
            newest = 0
            while newest < len(seen) + 500:
                newest = int(await outside(docker, "logs", "--tail", "1", key))
            assert lines(reader) == seen, "no more is read"
            reader.book.keep(MOST_LINES)
            reader.book.hold(False)
            await until(lambda: len(lines(reader)) > newest + 50, "it goes on")
            assert is_whole(lines(reader))
            assert {row.kind for row in rows(reader)} == {RowKind.LINE}

    aio(main(), timeout=60)


def test_a_log_goes_on_when_its_engine_was_killed(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    engine = second_engine(image=True, arguments=("--live-restore",))
    counts = "i=0; while :; do echo $i; i=$((i+1)); usleep 20000; done"
    key = engine.docker("run", "-d", IMAGE, "sh", "-c", counts)

    async def main() -> None:
        async with reading(engine.url, key) as (_session, reader):
            await until(lambda: len(lines(reader)) > 20)
            await outside(engine.kill)
            await until(lambda: reader.sources[0].reading is Reading.LOST, "it is told")
            seen = len(lines(reader))
            assert rows(reader)[-1].kind is RowKind.DISCONNECTED
            await outside(engine.start)
            await until(lambda: len(lines(reader)) > seen + 20, "it goes on")
            told = lines(reader)
            assert len(set(told)) == len(told), "nothing comes twice"
            assert is_whole(told) or RowKind.GAP in {row.kind for row in rows(reader)}

    aio(main(), timeout=90)


GARBAGE = (
    r"printf '\033]52;c;ZXZpbA==\a\033]0;title\a\033[31mred\033[0m\n';"
    r"printf '\377\376\000 not utf-8\n';"
    r"printf 'exe\342\200\256txt.evil\n';"
    "head -c 20000 /dev/urandom; echo;"
    "head -c 10000000 /dev/zero | tr '\\0' x; echo; echo end"
)


def test_garbage_in_a_log_is_shown_escaped_and_a_long_line_is_cut(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", GARBAGE))
    docker("wait", key)

    async def main() -> None:
        before = memory()
        async with reading(engine_host, key) as (_session, reader):
            await until(lambda: b"end" in lines(reader), "all is read")
            found = [row for row in rows(reader) if row.kind is RowKind.LINE]
            longest = max(found, key=lambda row: row.more)
            assert len(longest.raw) == LINE_BYTES
            assert len(longest.raw) + longest.more == 10_000_000
            for row in found:
                for shown in (plain(row.raw).text, text_of(row.raw)):
                    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)
            assert "red" in text_of(found[0].raw)
            assert memory() - before < 100 << 20

    aio(main(), timeout=60)


FLOOD = 100_000


def test_a_flood_of_lines_shows_the_newest_counts_the_rest_and_is_saved_whole(
    aio: Aio,
    engine_host: str,
    docker_run: Callable[..., str],
    docker: Callable[..., str],
    tmp_path: Path,
) -> None:
    waits = f"until [ -e /go ]; do usleep 10000; done; seq 1 {FLOOD}"
    key = docker_run(command=("sh", "-c", waits))

    async def main() -> None:
        before = memory()
        async with reading(engine_host, key) as (session, reader):
            await until(lambda: reader.sources[0].reading is Reading.FOLLOWING)
            await outside(docker, "exec", "--detach", key, "touch", "/go")
            await until(lambda: reader.book.taken == FLOOD, "all is told or counted")
            book = reader.book
            assert book[book.end - 1].raw == b"%d" % FLOOD, "the newest is shown"
            assert book.lines + book.skipped + book.dropped == FLOOD
            assert book.lines <= MOST_LINES
            assert bool(book.skipped) == any(r.kind is RowKind.SKIPPED for r in rows(reader))
            assert memory() - before < 100 << 20
            engine = session.engine
            assert engine is not None
            saved = SaveLog(Target(Kind.CONTAINER, key, key), tmp_path / "saved.log")
            await saved.act(engine, saved.target, lambda _progress: None)
        whole = b"".join(b"%d\n" % number for number in range(1, FLOOD + 1))
        assert hashlib.sha256((tmp_path / "saved.log").read_bytes()).digest() == (
            hashlib.sha256(whole).digest()
        )

    aio(main(), timeout=90)
