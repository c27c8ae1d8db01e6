"""Saving a container's whole log to a file, from the Engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.engine.observations import LogQuery
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.engine.threads import Latest
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.shell import AND_ERRORS, TO_FILE
from desktop.model.whole_file import whole_file


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
