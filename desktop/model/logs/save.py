"""Saving whole logs to a file, from the Engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.observations import LogBatch, LogLine, LogQuery
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.engine.threads import Latest, run_in_thread
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.logs.history import merged
from desktop.model.shell import AND_ERRORS, TO_FILE
from desktop.model.whole_file import whole_file

LONGEST = 16 << 20  # bytes of a line that are saved; how many follow them is said


@dataclass(frozen=True, slots=True)
class SaveLog:
    """Write all that a container has written to ``path``, both outputs in the Engine's order.

    What ``path`` held before stays until all is there.
    """

    target: Target
    path: Path
    timestamps: bool = False
    verb: Verb = Verb.SAVE_LOG
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    def lines(self) -> tuple[Line, ...]:
        options = ("--timestamps",) if self.timestamps else ()
        to_file = (TO_FILE, str(self.path), AND_ERRORS)
        return (("docker", "logs", *options, self.target.name, *to_file),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        latest = Latest(report)
        async with whole_file(self.path) as file:

            def write(data: bytes) -> None:
                file.write(data)
                latest.put(Progress("", file.written))

            await engine.observe.save_log(target.key, LogQuery(), write, timestamps=self.timestamps)


@dataclass(frozen=True, slots=True)
class SaveMergedLogs:
    """Write all that some containers have written to ``path``, line by line in the order of time.

    The container's name stands before each line, as ``docker compose logs`` writes it.
    """

    containers: tuple[Target, ...]
    path: Path
    timestamps: bool = False
    verb: Verb = Verb.SAVE_LOG
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.CONTAINER, "", ", ".join(each.name for each in self.containers)),)

    def lines(self) -> tuple[Line, ...]:
        return ()  # docker merges those of a Compose project only

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        latest = Latest(report)
        width = max(len(each.name) for each in self.containers)
        query = LogQuery(longest=LONGEST)
        async with whole_file(self.path) as file, AsyncExitStack() as stack:

            async def take(container: Target, lines: Sequence[LogLine]) -> None:
                name = f"{container.name:<{width}} | ".encode()
                text = b"".join(name + self._told(line) for line in lines)
                await run_in_thread(file.write, text, name="save-log")
                latest.put(Progress("", file.written))

            streams = [
                (each, await stack.enter_async_context(engine.observe.logs(each.key, query)))
                for each in self.containers
            ]
            await merged(streams, _following, take)

    def _told(self, line: LogLine) -> bytes:
        stamp = line.time.encode() + b" " if self.timestamps else b""
        rest = b" [%d bytes more]" % line.more if line.more else b""
        return stamp + line.text + rest + b"\n"


async def _following(_container: Target, batches: AsyncIterator[LogBatch]) -> LogBatch | None:
    return await anext(batches, None)
