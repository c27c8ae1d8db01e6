from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from desktop.engine.errors import EngineFault, NotFound
from desktop.engine.observations import LogBatch, LogLine, Output
from desktop.engine.records import State
from desktop.model.logs.book import Book
from desktop.model.logs.reader import LogReader
from desktop.model.logs.rows import RowKind
from desktop.model.logs.sources import Reading
from desktop.model.session import Session
from desktop.model.store import Store
from tests.model.fake_engine import FakeWorld, lost, make_container, make_id, make_info
from tests.support.aio import Aio

WEB, DB = make_id(1), make_id(2)


def line(second: float, text: str = "", output: Output = Output.STDOUT) -> LogLine:
    """A line of that time of a minute; its text tells the time, unless another is given."""
    return LogLine(f"2024-01-01T00:00:{second:012.9f}Z", output, (text or f"{second:g}").encode())


class Story:
    """A reader on a world, and what it has read."""

    def __init__(self, world: FakeWorld, *keys: str, **options: object) -> None:
        self.world = world
        self.session = Session(Store(), world.find, world.connect)
        self.reader = LogReader(self.session, keys, **options)  # type: ignore[arg-type]
        self.reader.watched = True

    @property
    def rows(self) -> list[str]:
        """Lines as they are, markers by their names."""
        book = self.reader.book
        return [
            row.raw.decode() if row.kind is RowKind.LINE else row.kind.name
            for row in map(book.__getitem__, range(book.begin, book.end))
        ]

    @property
    def readings(self) -> list[Reading]:
        return [source.reading for source in self.reader.sources]

    async def until(self, holds: Callable[[], object]) -> None:
        """Until something holds, whatever time that takes."""
        async with asyncio.timeout(600):
            while not holds():  # noqa: ASYNC110 - the clock jumps
                await asyncio.sleep(0.01)

    async def until_following(self) -> None:
        def all_streams() -> bool:
            engine = self.session.engine
            return engine is not None and all(
                source.reading is Reading.FOLLOWING
                and engine.observe.streaming("logs", source.container)  # type: ignore[attr-defined]
                for source in self.reader.sources
            )

        await self.until(all_streams)

    async def until_rows(self, *rows: str) -> None:
        try:
            await self.until(lambda: self.rows == list(rows))
        except TimeoutError:
            assert self.rows == list(rows)

    def write(self, key: str, *lines: LogLine) -> None:
        """The container writes."""
        self.world.watched.logs[key] += lines
        self.say(key, LogBatch(lines))

    def say(self, key: str, item: object) -> None:
        for engine in self.world.connected:
            engine.observe.say("logs", key, item)

    async def cut(self) -> None:
        """The connection is lost, and with it every stream."""
        self.world.drop()
        for source in self.reader.sources:
            self.say(source.container, lost())
        await self.until(lambda: Reading.LOST in self.readings)

    def stop(self, key: str) -> None:
        self.world.watched.silent.add(key)
        self.world.change(replace(self.world.containers[key], state=State.EXITED, exit_code=0))
        self.say(key, None)

    def start(self, key: str) -> None:
        self.world.watched.silent.discard(key)
        self.world.change(replace(self.world.containers[key], state=State.RUNNING))


@asynccontextmanager
async def reading(world: FakeWorld, *keys: str, **options: object) -> AsyncIterator[Story]:
    story = Story(world, *keys, **options)
    tasks = [asyncio.ensure_future(each) for each in (story.session.run(), story.reader.run())]
    try:
        yield story
        assert not any(task.done() for task in tasks), tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        for engine in world.connected:
            assert not any(engine.observe.streaming("logs", key) for key in keys)


@pytest.fixture
def world() -> FakeWorld:
    world = FakeWorld()
    world.add(make_container(1, "web"), make_container(2, "db"))
    return world


def test_history_comes_first_and_then_what_is_written(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1), line(2)]
        async with reading(world, WEB) as story:
            await story.until_following()
            story.write(WEB, line(2, "2 too"), line(3))
            await story.until_rows("1", "2", "2 too", "3")

    clock_aio(main())


def test_only_the_tail_is_read_at_first(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(second) for second in range(50)]
        async with reading(world, WEB, tail=2) as story:
            await story.until_following()
            assert story.rows == ["48", "49"]

    clock_aio(main())


def test_nothing_is_followed_where_there_is_an_end(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(second) for second in range(9)]
        async with reading(world, WEB, tail=None, since=line(3).time, until=line(5).time) as story:
            await story.until(lambda: story.readings == [Reading.ENDED])
            assert story.rows == ["3", "4", "5"]

    clock_aio(main())


def test_logs_are_merged_by_time_each_in_its_own_order(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1), line(4), line(3, "3 late"), line(6)]
        world.watched.logs[DB] += [line(2), line(5)]
        async with reading(world, WEB, DB) as story:
            await story.until_following()
            assert story.rows == ["1", "2", "4", "3 late", "5", "6"]
            story.write(WEB, line(9))
            await story.until(lambda: story.rows[-1] == "9")
            story.write(DB, line(7), line(8), line(10))
            await story.until_rows("1", "2", "4", "3 late", "5", "6", "7", "8", "9", "10")

    clock_aio(main())


def test_after_a_loss_it_goes_on_without_gap_or_repetition(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def main() -> None:
        same = [line(1, "same"), line(1, "same"), line(1, "other"), line(1, "same")]
        world.watched.logs[WEB] += same
        async with reading(world, WEB) as story:
            await story.until_following()
            await story.cut()
            assert story.rows[-1] == "DISCONNECTED"
            world.watched.logs[WEB] += [line(1, "same"), line(2)]
            await story.until_following()
            seen = ["same", "same", "other", "same"]
            assert story.rows == [*seen, "DISCONNECTED", "RESUMED", "same", "2"]

    clock_aio(main())


def test_a_lost_stream_alone_is_resumed_too(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1)]
        async with reading(world, WEB) as story:
            await story.until_following()
            story.say(WEB, lost())
            world.watched.logs[WEB] += [line(2)]
            await story.until_rows("1", "DISCONNECTED", "RESUMED", "2")

    clock_aio(main())


def test_a_log_that_was_rotated_away_leaves_a_mark(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1), line(2)]
        async with reading(world, WEB) as story:
            await story.until_following()
            await story.cut()
            world.watched.logs[WEB] = [line(8), line(9)]
            await story.until_following()
            assert story.rows == ["1", "2", "DISCONNECTED", "RESUMED", "GAP", "8", "9"]

    clock_aio(main())


def test_a_log_of_which_the_known_end_is_left_has_no_gap(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1), line(1, "again"), line(1, "again")]
        async with reading(world, WEB) as story:
            await story.until_following()
            await story.cut()
            world.watched.logs[WEB] = [line(1, "again"), line(9)]
            await story.until_following()
            assert story.rows[3:] == ["DISCONNECTED", "RESUMED", "9"]

    clock_aio(main())


def test_a_line_without_end_goes_on_where_it_ended(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1, "ready> ")._replace(unfinished=True)]
        async with reading(world, WEB) as story:
            await story.until_following()
            await story.cut()
            world.watched.logs[WEB] = [line(1, "ready> yes"), line(2)]
            await story.until_following()
            assert story.rows == ["ready> ", "DISCONNECTED", "RESUMED", "yes", "2"]

    clock_aio(main())


def test_a_container_that_starts_again_is_followed_on(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1)]
        async with reading(world, WEB) as story:
            await story.until_following()
            story.stop(WEB)
            await story.until(lambda: story.readings == [Reading.STOPPED])
            assert story.rows == ["1", "STOPPED"]
            story.start(WEB)
            await story.until_following()
            story.write(WEB, line(2))
            await story.until_rows("1", "STOPPED", "STARTED", "2")

    clock_aio(main())


def test_a_restart_that_the_store_has_not_seen_is_followed(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def main() -> None:
        async with reading(world, WEB) as story:
            await story.until_following()
            record = world.containers[WEB]
            world.add(replace(record, state=State.EXITED))  # without an event
            story.say(WEB, None)
            await story.until(lambda: story.readings == [Reading.STOPPED])
            world.add(record)
            await story.until_following()
            assert story.rows == ["STOPPED", "STARTED"]

    clock_aio(main())


def test_a_stopped_container_is_read_to_its_end_without_a_word(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def main() -> None:
        world.watched.silent.add(WEB)
        world.add(make_container(1, "web", state=State.EXITED))
        world.watched.logs[WEB] += [line(1)]
        async with reading(world, WEB) as story:
            await story.until(lambda: story.readings == [Reading.STOPPED])
            assert story.rows == ["1"]
            asked = len(world.called("logs"))
            await asyncio.sleep(3600)
            assert len(world.called("logs")) == asked

    clock_aio(main())


def test_nothing_is_read_while_nobody_looks(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1)]
        async with reading(world, WEB) as story:
            await story.until_following()
            story.reader.watched = False
            await story.until(lambda: story.readings == [Reading.HIDDEN])
            assert story.session.engine is not None
            assert not story.session.engine.observe.streaming("logs", WEB)  # type: ignore[attr-defined]
            world.watched.logs[WEB] += [line(1, "1 too"), line(2)]
            await asyncio.sleep(3600)
            assert story.rows == ["1"]
            story.reader.watched = True
            await story.until_following()
            assert story.rows == ["1", "1 too", "2"]

    clock_aio(main())


@pytest.mark.parametrize("since_is_a_place", [True, False])
def test_a_line_that_was_written_late_is_no_gap_and_comes_once(
    clock_aio: Aio, world: FakeWorld, since_is_a_place: bool
) -> None:
    async def main() -> None:
        world.watched.since_is_a_place = since_is_a_place
        out = [line(second / 100) for second in range(100, 600)]
        late = line(1, "late", Output.STDERR)
        world.watched.logs[WEB] += [*out[:400], late, *out[400:]]
        async with reading(world, WEB) as story:
            await story.until_following()
            story.reader.watched = False
            await story.until(lambda: story.readings == [Reading.HIDDEN])
            world.watched.logs[WEB] += [line(9)]
            story.reader.watched = True
            await story.until_following()
            told = [each.text.decode() for each in world.watched.logs[WEB]]
            assert story.rows == told

    clock_aio(main())


def test_a_driver_that_can_not_be_read_says_why(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        refusal = EngineFault("configured logging driver does not support reading", status=500)
        world.fail("logs", refusal)
        async with reading(world, WEB) as story:
            await story.until(lambda: story.readings == [Reading.REFUSED])
            assert story.reader.sources[0].error is refusal
            asked = len(world.called("logs"))
            await asyncio.sleep(3600)
            assert len(world.called("logs")) == asked

    clock_aio(main())


def test_one_that_is_removed_keeps_its_lines_and_the_other_goes_on(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1)]
        async with reading(world, WEB, DB) as story:
            await story.until_following()
            world.vanish(world.containers[WEB])
            story.say(WEB, None)
            await story.until(lambda: story.readings == [Reading.GONE, Reading.FOLLOWING])
            story.write(DB, line(2))
            await story.until_rows("1", "STOPPED", "2")

    clock_aio(main())


def test_another_engine_has_not_this_container(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1)]
        async with reading(world, WEB) as story:
            await story.until_following()
            world.info = make_info("engine-2")
            world.containers.clear()
            world.fail("logs", NotFound("No such container", status=404))
            await story.cut()
            await story.until(lambda: story.readings == [Reading.GONE])
            assert story.rows == ["1", "DISCONNECTED"]

    clock_aio(main())


def test_skipped_lines_are_counted(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1), line(2)]
        async with reading(world, WEB) as story:
            await story.until_following()
            story.say(WEB, LogBatch((line(8), line(9)), skipped=12))
            await story.until_rows("1", "2", "SKIPPED", "8", "9")
            assert story.reader.book[2].skipped == 12
            assert story.reader.book.taken == 16

    clock_aio(main())


def test_a_cleared_book_goes_on_with_what_comes(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(1)]
        async with reading(world, WEB) as story:
            await story.until_following()
            story.reader.book.clear()
            await story.cut()
            world.watched.logs[WEB] += [line(2)]
            await story.until_rows("CLEARED", "DISCONNECTED", "RESUMED", "2")

    clock_aio(main())


def test_a_full_book_is_read_on_when_there_is_room_and_nothing_is_missing(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def main() -> None:
        world.watched.logs[WEB] += [line(second) for second in range(10)]
        async with reading(world, WEB, book=Book(10)) as story:
            await story.until_following()
            book = story.reader.book
            book.hold(True)
            for second in range(10, 40):
                story.write(WEB, line(second))
            await story.until(lambda: story.readings == [Reading.HIDDEN])
            assert story.rows == [f"{second}" for second in range(20)]
            story.write(WEB, line(40))
            book.hold(False)
            await story.until_rows(*(f"{second}" for second in range(31, 41)))
            assert (book.taken, book.dropped, book.skipped) == (41, 31, 0)

    clock_aio(main())


def test_history_that_a_full_book_has_no_room_for_is_read_later(
    clock_aio: Aio, world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main() -> None:
        monkeypatch.setattr("desktop.model.logs.reader.AT_ONCE", 5)
        world.watched.logs[WEB] += [line(second) for second in range(40)]
        book = Book(10)
        book.hold(True)
        async with reading(world, WEB, book=book) as story:
            await story.until(lambda: book.full and story.readings == [Reading.HIDDEN])
            count = len(book)
            assert 20 <= count < 40
            assert story.rows == [f"{second}" for second in range(count)]
            book.clear()
            await story.until_rows("CLEARED", *(f"{second}" for second in range(count, 40)))

    clock_aio(main())
