"""Reading the logs of some containers into one book, without a gap and without a line twice.

First what there is, to its end and in the order of time; then what comes. After a loss, or when
nobody looked, the same again from where it ended. What can't be proven to be whole is marked.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial

from desktop.engine.errors import EngineError, Garbled, NotFound, Rejected
from desktop.engine.observations import LogBatch, LogLine, LogQuery
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.follower import all_done, cause
from desktop.model.logs.book import EVERY_SOURCE, MOST_LINES, Book, News
from desktop.model.logs.history import AT_ONCE, merged
from desktop.model.logs.rows import RowKind
from desktop.model.logs.sources import Reading, Source
from desktop.model.observers import Observers
from desktop.model.pace import Backoff
from desktop.model.session import Session
from desktop.model.store import Change

TAIL = 1000  # lines of history of each container, unless others are asked for
SECONDS = 1 / 30  # between two batches of one container


class LogReader:
    """Reads while ``run`` is awaited, ``watched`` is True and the book is not full.

    ``tail``, ``since`` and ``until`` are as ``LogQuery`` has them; with ``until`` nothing is
    followed.
    """

    def __init__(
        self,
        session: Session,
        containers: Sequence[str],
        *,
        tail: int | None = TAIL,
        since: str = "",
        until: str = "",
        book: Book | None = None,
    ) -> None:
        self.book = Book() if book is None else book
        self.sources = tuple(Source(number, key) for number, key in enumerate(containers))
        self.changed: Observers[Source] = Observers()
        self._session = session
        self._query = LogQuery(tail=tail, since=since, until=until)
        self._watched = False
        self._full = False
        self._lost = False  # and marked so
        self._news = asyncio.Event()
        self._backoff = Backoff()

    @property
    def watched(self) -> bool:
        """Whether somebody looks: otherwise nothing is read."""
        return self._watched

    @watched.setter
    def watched(self, watched: bool) -> None:
        self._watched = watched
        self._news.set()

    async def run(self) -> None:
        """Until cancelled."""
        session = self._session
        unsubscribe = (
            session.status_changed.subscribe(lambda _status: self._news.set()),
            session.store.changed.subscribe(self._on_change),
            self.book.changed.subscribe(self._on_book_changed),
        )
        try:
            while True:
                if not self._is_wanted:
                    self._set_all(Reading.HIDDEN)
                await self._until(lambda: self._is_wanted)
                if session.engine is None:
                    self._set_all(Reading.LOST)
                await self._until(lambda: session.engine is not None or not self._is_wanted)
                engine = session.engine
                if self._is_wanted and engine is not None and await self._read_from(engine):
                    await self._until(partial(self._is_over, engine), self._backoff.next())
        finally:
            for each in unsubscribe:
                each()
            self._set_all(Reading.HIDDEN)

    @property
    def _is_wanted(self) -> bool:
        return self._watched and not self.book.full

    async def _until(self, holds: Callable[[], bool], seconds: float | None = None) -> None:
        """Until something holds, or that long."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            pass

    async def _read_from(self, engine: Engine) -> bool:
        """Read while somebody looks and the Engine is there; whether it was lost."""
        reading = asyncio.ensure_future(self._read(engine))
        reading.add_done_callback(lambda _task: self._news.set())
        try:
            await self._until(lambda: self._is_over(engine) or _has_failed(reading))
            failed = _has_failed(reading)
        finally:
            reading.cancel()
            await all_done(reading)
        if failed and not reading.cancelled() and (problem := reading.exception()) is not None:
            self._part(engine, cause(problem))
        elif failed or self._session.engine is not engine:
            self._part(engine, self._session.status.error)
        else:
            return False
        return True

    def _is_over(self, engine: Engine) -> bool:
        return not self._is_wanted or self._session.engine is not engine

    def _part(self, engine: Engine, error: EngineError | None) -> None:
        """Say that the Engine is lost."""
        if self._session.engine is engine:
            self._session.suspect()
        if not self._lost:
            self._lost = True
            self.book.mark(RowKind.DISCONNECTED, time=self._now())
        self._set_all(Reading.LOST, error)

    async def _read(self, engine: Engine) -> None:
        """All that there is, then what comes; ends when nothing can come any more."""
        await self._catch_up(engine, self.sources)
        self._backoff.reset()
        if self._query.until:
            self._set_all(Reading.ENDED)
            return
        async with asyncio.TaskGroup() as group:
            for source in self.sources:
                if source.is_readable:
                    group.create_task(self._follow(source, engine))

    async def _catch_up(self, engine: Engine, sources: Sequence[Source]) -> None:
        """Read what there is, of several in the order of time."""
        async with AsyncExitStack() as stack:
            streams = []
            for source in sources:
                self._set(source, Reading.HISTORY)
                source.seam.begin()
                logs = engine.observe.logs(source.container, self._query_for(source))
                try:
                    streams.append((source, await stack.enter_async_context(logs)))
                except (Rejected, Garbled) as error:
                    self._refuse(source, error)
            await merged(streams, partial(self._next, is_all=True), self._take)

    def _query_for(self, source: Source, *, follow: bool = False) -> LogQuery:
        query = self._query
        since = source.seam.since
        if since:
            return LogQuery(MOST_LINES, since, query.until, follow)
        return LogQuery(query.tail, query.since, query.until, follow)

    async def _next(
        self, source: Source, batches: AsyncIterator[LogBatch], *, is_all: bool = False
    ) -> LogBatch | None:
        """The next batch with its new lines only; None at the end, however it ended.

        With ``is_all`` nothing is written to it any more.
        """
        try:
            batch = await anext(batches, None)
        except (Rejected, Garbled) as error:
            self._refuse(source, error)
            return None
        self._resumed()
        seam, skipped = source.seam, 0
        if batch is not None:
            skipped = seam.skip(batch.skipped)
            lines, gap = seam.new(batch.lines)
        elif is_all:
            lines, gap = seam.end()
        else:
            return None
        if gap:
            self.book.mark(RowKind.GAP, source.number, time=self._now())
        return LogBatch(tuple(lines), skipped) if batch is not None or lines else None

    async def _take(self, source: Source, lines: Sequence[LogLine], skipped: int = 0) -> None:
        """Put lines into the book, a few at a time."""
        for begin in range(0, max(1, len(lines)), AT_ONCE):
            some = lines[begin : begin + AT_ONCE]
            source.seam.add(some)
            if some or skipped:
                self.book.add(source.number, some, skipped=skipped)
            skipped = 0
            await asyncio.sleep(0)

    async def _follow(self, source: Source, engine: Engine) -> None:
        """Take what comes, also after the container has stopped and started again."""
        record = self._session.store.containers.get(source.container)
        if source.is_running is None:
            source.is_running = record is not None and record.is_running
        backoff = Backoff()
        while True:
            self._set(source, Reading.FOLLOWING)
            source.seam.begin()
            logs = engine.observe.logs(source.container, self._query_for(source, follow=True))
            try:
                async with logs as batches:
                    while batch := await self._next(source, batches):
                        await self._take(source, batch.lines, batch.skipped)
                        backoff.reset()
                        await asyncio.sleep(SECONDS)
            except (Rejected, Garbled) as error:
                self._refuse(source, error)
            if source.is_readable:  # the Engine may end before it has told all of a fast one
                await self._catch_up(engine, (source,))
            if not source.is_readable or not await self._until_running(source, engine, backoff):
                return

    async def _until_running(self, source: Source, engine: Engine, backoff: Backoff) -> bool:
        """Its log has ended: wait until the container starts again. False where it is removed."""
        if source.is_running:
            self.book.mark(RowKind.STOPPED, source.number, time=self._now())
        source.is_running = False
        while True:
            source.news.clear()
            found = await engine.containers([source.container])
            if not found:
                self._set(source, Reading.GONE)
                return False
            if found[0].is_running:
                break
            self._set(source, Reading.STOPPED)
            # Where the store has not seen it stop it may not see it start either.
            known = self._session.store.containers.get(source.container)
            unseen = known is None or known.is_running
            try:
                async with asyncio.timeout(backoff.next() if unseen else None):
                    await source.news.wait()
            except TimeoutError:
                pass
        source.is_running = True
        self.book.mark(RowKind.STARTED, source.number, time=self._now())
        return True

    def _on_book_changed(self, _news: News) -> None:
        if self.book.full is not self._full:
            self._full = self.book.full
            self._news.set()

    def _on_change(self, change: Change) -> None:
        if change.kind is Kind.CONTAINER:
            keys = {record.key for record in change.appeared + change.changed + change.vanished}
            for source in self.sources:
                if source.container in keys:
                    source.news.set()

    def _resumed(self) -> None:
        """The Engine answers again."""
        if self._lost:
            self._lost = False
            self.book.mark(RowKind.RESUMED, EVERY_SOURCE, time=self._now())

    def _refuse(self, source: Source, error: EngineError) -> None:
        is_gone = isinstance(error, NotFound)
        self._set(source, Reading.GONE if is_gone else Reading.REFUSED, error)

    def _set_all(self, reading: Reading, error: EngineError | None = None) -> None:
        for source in self.sources:
            if source.is_readable:
                self._set(source, reading, error)

    def _set(self, source: Source, reading: Reading, error: EngineError | None = None) -> None:
        if (source.reading, source.error) != (reading, error):
            source.reading, source.error = reading, error
            self.changed.tell(source)

    def _now(self) -> str:
        """The Engine's time, as a line has it."""
        moment = datetime.datetime.fromtimestamp(self._session.clock(), datetime.UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%S.%f}000Z"


def _has_failed(task: asyncio.Task[None]) -> bool:
    """Whether it ended otherwise than well, also where the connection was closed beneath it."""
    return task.done() and (task.cancelled() or task.exception() is not None)
