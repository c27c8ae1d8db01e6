"""Watching containers: what :class:`desktop.engine.protocol.Observer` promises."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, Protocol, TypeVar

from desktop.engine import executing, logs, stats, usage
from desktop.engine.decode import WRONG_SHAPE, decode_all, decode_one, mapping, text, texts
from desktop.engine.errors import Garbled
from desktop.engine.json_pieces import entries
from desktop.engine.observations import (
    Difference,
    DiskUsage,
    Executed,
    FileChange,
    LogBatch,
    LogQuery,
    Processes,
)
from desktop.engine.pump import Pump
from desktop.engine.samples import Gathering
from desktop.engine.threads import run_with_tool
from desktop.engine.wire import Wire

T = TypeVar("T")


class Call(Protocol):
    """Run one call of docker-py in a thread that is kept for such."""

    def __call__(self, work: Callable[[Any], T], /) -> Awaitable[T]: ...


class DockerObserver:
    """Streams have a thread and a connection of their own, questions share a few."""

    def __init__(self, wire: Callable[[float | None], Wire], ask: Call, act: Call) -> None:
        self._wire = wire
        self._ask = ask
        self._act = act

    def logs(
        self, container: str, query: LogQuery
    ) -> AbstractAsyncContextManager[AsyncIterator[LogBatch]]:
        return Pump(
            partial(self._wire, None),
            partial(logs.read_lines, container, query),
            logs.LineMerger(keep_all=not query.follow),
            name="logs",
        )

    async def save_log(
        self,
        container: str,
        query: LogQuery,
        write: Callable[[bytes], object],
        *,
        timestamps: bool = False,
    ) -> None:
        copy = partial(logs.copy_log, container, query, write, timestamps)
        await run_with_tool(partial(self._wire, None), copy, name="save-log")

    async def stats(self, container: str, gathering: Gathering) -> None:
        read = partial(stats.read_samples, container, gathering)
        await run_with_tool(partial(self._wire, None), read, name="stats")

    async def processes(self, container: str, columns: str = "") -> Processes:
        answer = await self._ask(lambda client: client.top(container, columns or None))
        return decode_one(_processes, answer)

    async def file_changes(self, container: str) -> list[FileChange]:
        return await self._act(partial(_file_changes, container))

    async def execute(
        self, container: str, arguments: Sequence[str], *, user: str = "", privileged: bool = False
    ) -> Executed:
        work = partial(executing.execute, container, list(arguments), user, privileged)
        return await run_with_tool(partial(self._wire, None), work, name="exec")

    async def disk_usage(self) -> DiskUsage:
        answer = await self._act(lambda client: client.df())
        return decode_one(usage.disk_usage, answer)


def _processes(answer: Mapping[str, Any]) -> Processes:
    rows = decode_all(texts, mapping(answer).get("Processes"))
    return Processes(texts(answer.get("Titles")), tuple(rows))


def _file_changes(container: str, client: Any) -> list[FileChange]:
    """There may be a hundred thousand: they are parsed where they are read, and not in one go."""
    response = client._get(client._url("/containers/{0}/changes", container))
    client._raise_for_status(response)
    try:
        return [_file_change(item) for item in entries(response.content)]
    except WRONG_SHAPE as problem:
        raise Garbled(f"{type(problem).__name__}: {problem}") from problem


def _file_change(item: Mapping[str, Any]) -> FileChange:
    return FileChange(text(item["Path"]), Difference(item["Kind"]))
