"""What a reader keeps of real containers' logs is what ``docker logs`` tells, whatever happens."""

from __future__ import annotations

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.observations import LINE_BYTES, Output
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Target
from desktop.model.logs.book import Book
from desktop.model.logs.reader import LogReader
from desktop.model.logs.rows import RowKind
from desktop.model.logs.save import SaveLog, SaveMergedLogs
from desktop.model.logs.sources import Reading
from desktop.model.logs.text import plain
from desktop.model.session import Session
from desktop.model.store import Store
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, RealEngine

Docker = Callable[..., str]


class Reads:
    """A reader, and what it has read."""

    def __init__(self, url: str, keys: tuple[str, ...], **options: object) -> None:
        endpoint = Endpoint(url, "test", Origin.HOST_OPTION)

        async def find() -> tuple[Endpoint, tuple[()]]:
            return endpoint, ()

        self.session = Session(Store(), find, DockerEngine.connect)
        self.reader = LogReader(self.session, keys, tail=None, **options)  # type: ignore[arg-type]
        self.reader.watched = True
        self.book = self.reader.book

    def texts(self, output: Output, source: int = 0) -> list[bytes]:
        rows = map(self.book.__getitem__, range(self.book.begin, self.book.end))
        return [
            row.raw
            for row in rows
            if row.kind is RowKind.LINE and (row.source, row.output) == (source, output)
        ]

    def markers(self) -> list[str]:
        rows = map(self.book.__getitem__, range(self.book.begin, self.book.end))
        return [row.kind.name for row in rows if row.kind is not RowKind.LINE]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until something holds, looked at after each thing that is told."""
        told = asyncio.Event()
        ends = [
            self.book.changed.subscribe(lambda _news: told.set()),
            self.reader.changed.subscribe(lambda _source: told.set()),
        ]
        try:
            while not holds():
                await told.wait()
                told.clear()
        finally:
            for end in ends:
                end()

    async def until_reading(self, *readings: Reading) -> None:
        await self.until(lambda: [s.reading for s in self.reader.sources] == list(readings))


@asynccontextmanager
async def reading(url: str, *keys: str, **options: object) -> AsyncIterator[Reads]:
    reads = Reads(url, keys, **options)
    tasks = [asyncio.ensure_future(each) for each in (reads.session.run(), reads.reader.run())]
    try:
        yield reads
        assert not any(task.done() for task in tasks), tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def told_by_docker(url: str, key: str, *options: str) -> dict[Output, list[bytes]]:
    done = subprocess.run(
        ["docker", "-H", url, "logs", *options, key], capture_output=True, check=True
    )
    return {
        Output.STDOUT: _lines(done.stdout),
        Output.STDERR: _lines(done.stderr),
    }


def _lines(text: bytes) -> list[bytes]:
    """The last one may have no end."""
    return text.removesuffix(b"\n").split(b"\n") if text else []


def check_same(reads: Reads, url: str, key: str, source: int = 0) -> None:
    for output, theirs in told_by_docker(url, key).items():
        ours = reads.texts(output, source)
        differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
        assert (differing[:1], len(ours)) == ([], len(theirs)), output


WRITES = (
    "i=0; while [ $i -lt 9000 ]; do echo out $i; echo err $i >&2; i=$((i+1)); "
    "[ $((i % 100)) -gt 0 ] || usleep 20000; done; exec sleep 1000"
)


def test_a_connection_cut_again_and_again_leaves_no_gap_and_no_line_twice(
    aio: Aio, engine_host: str, docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", WRITES))

    async def main(proxy: Proxy) -> None:
        async with reading(proxy.url, key) as reads:
            for count in (1000, 5000, 12000):
                await reads.until(lambda count=count: reads.book.lines >= count)  # type: ignore[misc]
                proxy.cut()
                await reads.until_reading(Reading.LOST)
                await reads.until_reading(Reading.FOLLOWING)
            await reads.until(lambda: reads.book.lines >= 18_000)
            check_same(reads, engine_host, key)
            assert reads.markers() == ["DISCONNECTED", "RESUMED"] * 3

    with Proxy(Path(urlsplit(engine_host).path)) as proxy:
        aio(main(proxy), timeout=90)


def test_what_is_written_while_nobody_looks_is_read_afterwards(
    aio: Aio, engine_host: str, docker_run: Callable[..., str]
) -> None:
    keys = [docker_run(command=("sh", "-c", WRITES)) for _ in range(2)]

    async def main() -> None:
        async with reading(engine_host, *keys) as reads:
            await reads.until(lambda: reads.book.lines >= 4000)
            reads.reader.watched = False
            await reads.until_reading(Reading.HIDDEN, Reading.HIDDEN)
            reads.reader.watched = True
            await reads.until(lambda: reads.book.lines >= 36_000)
            for source, key in enumerate(keys):
                check_same(reads, engine_host, key, source)
            assert reads.markers() == []
            rows = map(reads.book.__getitem__, range(reads.book.begin, reads.book.end))
            latest = ["", ""]
            times = []
            for row in rows:
                latest[row.source] = max(latest[row.source], row.time)
                times.append(latest[row.source])
            assert times == sorted(times)

    aio(main(), timeout=90)


def test_lines_that_the_engine_wrote_out_of_order_are_read_once(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    """Each output stamps its lines by itself: a busy Engine writes the one's long after."""
    engine = second_engine(image=True)
    key = engine.docker("create", IMAGE, "true")
    engine.docker("start", "--attach", key)
    path = Path(engine.docker("inspect", "--format", "{{.LogPath}}", key))
    lines = [
        f'{{"log":"{number}\\n","stream":"{("stdout", "stderr")[number % 3 == 0]}",'
        f'"time":"2024-01-01T00:00:00.{number - 200 * (number % 100 == 0):09d}Z"}}\n'
        for number in range(1000, 2000)
    ]
    path.write_text("".join(lines[:800]))

    async def main() -> None:
        async with reading(engine.url, key) as reads:
            await reads.until_reading(Reading.STOPPED)
            reads.reader.watched = False
            await reads.until_reading(Reading.HIDDEN)
            path.write_text("".join(lines))
            reads.reader.watched = True
            await reads.until_reading(Reading.STOPPED)
            check_same(reads, engine.url, key)
            assert (reads.book.lines, reads.markers()) == (1000, [])

    aio(main())


def test_a_killed_engine_loses_nothing_and_a_container_started_again_goes_on(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    engine = second_engine(image=True)
    script = "i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); done; exec sleep 1000"
    key = engine.docker("run", "-d", IMAGE, "sh", "-c", script)

    async def main() -> None:
        async with reading(engine.url, key) as reads:
            await reads.until(lambda: reads.book.lines >= 3000)
            await run_in_thread(engine.kill, name="kill")
            await reads.until_reading(Reading.LOST)
            await run_in_thread(engine.start, name="start")
            await reads.until_reading(Reading.STOPPED)
            await run_in_thread(engine.docker, "start", key, name="docker")
            await reads.until(lambda: reads.book.lines >= 6000)
            check_same(reads, engine.url, key)
            assert reads.markers() == ["DISCONNECTED", "RESUMED", "STOPPED", "STARTED"]

    aio(main(), timeout=90)


def test_a_flood_is_bounded_and_counted(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", "until [ -e /go ]; do usleep 1000; done; seq 1 300000"))

    async def main() -> None:
        book = Book(100_000)
        async with reading(engine_host, key, book=book) as reads:
            await reads.until_reading(Reading.FOLLOWING)
            await run_in_thread(docker, "exec", "--detach", key, "touch", "/go", name="docker")
            await reads.until_reading(Reading.STOPPED)
            assert book.lines + book.dropped + book.skipped == book.taken == 300_000
            assert len(book) <= 100_000
            kept = [int(text) for text in reads.texts(Output.STDOUT)]
            assert kept[-1] == 300_000
            assert kept == sorted(set(kept))

    aio(main(), timeout=90)


GARBAGE = (
    "head -c 10000000 /dev/zero | tr '\\0' x; echo; head -c 300000 /dev/urandom; echo; "
    "printf 'a\\033]52;c;AAAA\\007\\033[31mred\\000\\n\\r\\n\\n'; printf unfinished"
)


@pytest.mark.parametrize("options", [(), ("-t",)], ids=["pipes", "tty"])
def test_what_no_terminal_should_see_is_kept_as_it_is_and_shown_harmless(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    docker_run: Callable[..., str],
    options: tuple[str, ...],
) -> None:
    key = docker_run(*options, command=("sh", "-c", GARBAGE))
    docker("wait", key)

    async def main() -> None:
        async with reading(engine_host, key) as reads:
            await reads.until_reading(Reading.STOPPED)
            lines = told_by_docker(engine_host, key)[Output.STDOUT]
            if options:
                lines = [line.removesuffix(b"\r") for line in lines]
            assert reads.texts(Output.STDOUT) == [line[:LINE_BYTES] for line in lines]
            first = reads.book[0]
            assert len(first.raw) + first.more == 10_000_000
            for text in reads.texts(Output.STDOUT):
                assert plain(text, 4096).text.isprintable() or not text.isascii()

    aio(main(), timeout=90)


def test_a_driver_that_can_not_be_read_says_so_in_the_engines_words(
    aio: Aio, engine_host: str, docker_run: Callable[..., str]
) -> None:
    key = docker_run("--log-driver", "none")

    async def main() -> None:
        async with reading(engine_host, key) as reads:
            await reads.until_reading(Reading.REFUSED)
            error = reads.reader.sources[0].error
            assert error is not None
            assert "does not support reading" in error.explanation

    aio(main())


@pytest.mark.parametrize("timestamps", [False, True])
def test_a_saved_log_is_what_docker_logs_writes(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    docker_run: Callable[..., str],
    tmp_path: Path,
    timestamps: bool,
) -> None:
    key = docker_run(command=("sh", "-c", f"{GARBAGE}; seq 1 20000"))
    docker("wait", key)
    target = Target(Kind.CONTAINER, key, "web")
    command = SaveLog(target, tmp_path / "web.log", timestamps)

    async def main() -> None:
        async with connected(engine_host) as engine:
            await command.act(engine, target, lambda _progress: None)

    aio(main(), timeout=60)
    options = ("--timestamps",) if timestamps else ()
    theirs = subprocess.run(
        ["docker", "-H", engine_host, "logs", *options, key],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    ).stdout
    assert command.path.read_bytes() == theirs
    assert list(tmp_path.iterdir()) == [command.path]


@pytest.mark.parametrize("timestamps", [False, True])
def test_the_logs_of_several_are_saved_as_one_in_the_order_of_time(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path, timestamps: bool
) -> None:
    keys = [docker_run(command=("sh", "-c", "seq 1 3001"), name="alpha")]
    docker("wait", *keys)
    ten_million = "head -c 10000000 /dev/zero | tr '\\0' x; echo; printf 'no end'"
    keys.append(docker_run(command=("sh", "-c", ten_million), name="bee"))
    docker("wait", *keys)
    docker("start", "--attach", keys[0])  # writes again, after the other
    containers = tuple(
        Target(Kind.CONTAINER, key, name) for key, name in zip(keys, ("alpha", "bee"), strict=True)
    )
    path = tmp_path / "merged.log"
    command = SaveMergedLogs(containers, path, timestamps)

    async def main() -> None:
        async with connected(engine_host) as engine:
            [all_of_them] = command.targets
            await command.act(engine, all_of_them, lambda _progress: None)

    aio(main(), timeout=60)
    numbers = [b"%d" % number for number in range(1, 3002)]
    saved = path.read_bytes().splitlines()
    if timestamps:
        stamps = [line.partition(b"| ")[2][:30] for line in saved]
        assert stamps == sorted(stamps)
        assert all(re.fullmatch(rb"[\d-]{10}T[\d:.]{18}Z", stamp) for stamp in stamps)
        saved = [re.sub(rb"\| .{31}", b"| ", line, count=1) for line in saved]
    alpha = [b"alpha | " + text for text in numbers]
    assert saved[:3001] == alpha
    assert saved[3001:3003] == [b"bee   | " + b"x" * 10_000_000, b"bee   | no end"]
    assert saved[3003:] == alpha
    assert list(tmp_path.iterdir()) == [path]
