"""The watching part of the fake Engine: logs, samples and the like, as the test scripts them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from desktop.engine.observations import (
    DiskUsage,
    Executed,
    FileChange,
    LogBatch,
    LogLine,
    LogQuery,
    Processes,
)
from desktop.engine.samples import Gathering

T = TypeVar("T")
Meet = Callable[..., Awaitable[None]]
Queue = asyncio.Queue[Any]


@dataclass
class Watched:
    """What the fake's containers say, by id; it outlives connections, as a world does."""

    logs: dict[str, list[LogLine]] = field(default_factory=lambda: defaultdict(list))
    silent: set[str] = field(default_factory=set)  # do not run: to follow their logs ends at once
    since_is_a_place: bool = False  # as of Docker 26: what follows may be older
    processes: dict[str, Processes] = field(default_factory=dict)
    columns: dict[str, Processes] = field(default_factory=dict)  # where they are asked for by name
    file_changes: dict[str, list[FileChange]] = field(default_factory=dict)
    executed: Executed = field(default_factory=lambda: Executed(0, b"", b""))
    programs: dict[str, Executed] = field(default_factory=dict)  # by a word of their arguments
    usage: DiskUsage = field(default_factory=lambda: DiskUsage(0, (), (), (), ()))


class FakeObserver:
    """Keeps :class:`desktop.engine.protocol.Observer`; ``meet`` records calls and their troubles.

    ``say`` gives a batch (``logs``) or a line of JSON (``stats``), an error that ends it, or None
    for a clean end to every open stream of that name of a container.
    """

    def __init__(self, watched: Watched, meet: Meet) -> None:
        self.watched = watched
        self._meet = meet
        self._open: dict[tuple[str, str], list[Queue]] = defaultdict(list)

    def say(self, name: str, container: str, item: Any) -> None:
        """To every open stream."""
        for queue in self._open[name, container]:
            queue.put_nowait(item)

    def streaming(self, name: str, container: str) -> bool:
        """Whether such a stream is open."""
        return bool(self._open[name, container])

    def logs(
        self, container: str, query: LogQuery
    ) -> AbstractAsyncContextManager[AsyncIterator[LogBatch]]:
        lines = [
            line
            for line in self._since(query.since, self.watched.logs[container])
            if not query.until or line.time <= query.until
        ]
        if query.tail is not None:
            lines = lines[len(lines) - min(query.tail, len(lines)) :]
        first = [LogBatch(tuple(lines))] if lines else []
        endless = query.follow and container not in self.watched.silent
        return self._stream("logs", container, first, query, endless=endless)

    def _since(self, since: str, lines: list[LogLine]) -> list[LogLine]:
        first = next((at for at, line in enumerate(lines) if line.time >= since), len(lines))
        if self.watched.since_is_a_place:
            return lines[first:]
        return [line for line in lines[first:] if line.time >= since]

    async def save_log(
        self,
        container: str,
        query: LogQuery,
        write: Callable[[bytes], object],
        *,
        timestamps: bool = False,
    ) -> None:
        for line in self.watched.logs[container]:
            write((f"{line.time} ".encode() if timestamps else b"") + line.text + b"\n")
        await self._meet("save_log", container, query)

    async def stats(self, container: str, gathering: Gathering) -> None:
        no_line: list[bytes] = []
        async with self._stream("stats", container, no_line, endless=True) as lines:
            async for line in lines:
                gathering.put(container, line)

    async def processes(self, container: str, columns: str = "") -> Processes:
        await self._meet("processes", container, columns)
        return self.watched.columns.get(columns, self.watched.processes[container])

    async def file_changes(self, container: str) -> list[FileChange]:
        await self._meet("file_changes", container)
        return self.watched.file_changes[container]

    async def execute(
        self, container: str, arguments: Sequence[str], *, user: str = "", privileged: bool = False
    ) -> Executed:
        await self._meet("execute", container, tuple(arguments), user, privileged)
        known = (done for word, done in self.watched.programs.items() if word in arguments)
        return next(known, self.watched.executed)

    async def disk_usage(self) -> DiskUsage:
        await self._meet("disk_usage")
        return self.watched.usage

    @asynccontextmanager
    async def _stream(
        self, name: str, container: str, first: list[T], *arguments: Any, endless: bool
    ) -> AsyncIterator[AsyncIterator[T]]:
        await self._meet(name, container, *arguments)
        queue: Queue = asyncio.Queue()
        self._open[name, container].append(queue)

        async def items() -> AsyncIterator[T]:
            for item in first:
                yield item
            while endless and (item := await queue.get()) is not None:
                if isinstance(item, Exception):
                    raise item
                yield item

        try:
            yield items()
        finally:
            self._open[name, container].remove(queue)
