"""Saving a container's whole log to a file, from the Engine."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.engine.errors import EngineError
from desktop.engine.observations import LogQuery
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.engine.threads import Latest, run_in_thread
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.shell import AND_ERRORS, TO_FILE


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
        file = _File(self.path, Latest(report))
        try:
            await engine.observe.save_log(
                target.key, LogQuery(), file.write, timestamps=self.timestamps
            )
            await run_in_thread(file.finish, name="save-log")
        except _NotWritten as problem:
            raise EngineError(str(problem)) from problem
        finally:
            await run_in_thread(file.discard, name="save-log")


class _NotWritten(Exception):
    """The disk is full, or the like: no fault of the Engine's."""


class _File:
    """Written beside its place, in threads, and put there when it is whole."""

    def __init__(self, path: Path, reports: Latest[Progress]) -> None:
        self._path = path
        self._partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        self._reports = reports
        self._file: BinaryIO | None = None
        self._written = 0

    def write(self, data: bytes) -> None:
        """Some more of the log."""
        try:
            if self._file is None:
                self._file = self._partial.open("xb")
            self._file.write(data)
        except OSError as problem:
            raise _NotWritten(str(problem)) from problem
        self._written += len(data)
        self._reports.put(Progress("", self._written))

    def finish(self) -> None:
        """Put it in its place."""
        self.write(b"")
        try:
            if self._file is not None:
                self._file.close()
            self._partial.replace(self._path)
        except OSError as problem:
            raise _NotWritten(str(problem)) from problem

    def discard(self) -> None:
        """Leave nothing beside."""
        with contextlib.suppress(OSError):
            if self._file is not None:
                self._file.close()
        with contextlib.suppress(OSError):
            self._partial.unlink(missing_ok=True)
