"""Every command that runs or ran, with its progress, its end, and its way back.

An operation acts on its command's targets at once, a few at a time. Cancelling it is asyncio's
cancelling and nothing else. The same verb can't run twice on the same object.
"""

from __future__ import annotations

import asyncio
import enum
import itertools
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.model.commands import Command, Target, Verb
from desktop.model.observers import Observers

log = logging.getLogger(__name__)

AT_ONCE = 8
KEPT = 500
REPORTS_A_SECOND = 10.0


class Outcome(enum.Enum):
    """Where an operation stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # on one target at least
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Failure:
    """A target on which the command failed, and why."""

    target: Target
    error: EngineError


class Busy(Exception):
    """The same action already runs on this target."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.name)
        self.target = target


class Operation:
    """One run of one command. Times are ``time.time``'s and ``time.monotonic``'s seconds."""

    def __init__(self, number: int, command: Command, where: str) -> None:
        self.number = number
        self.command = command
        self.where = where  # the endpoint's title
        self.outcome = Outcome.RUNNING
        self.failures: tuple[Failure, ...] = ()
        self.done = 0  # targets that it is through with
        self.progress: Progress | None = None
        self.started = time.time()
        self._begun = time.monotonic()
        self._took: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._waiting: set[Target] = set(command.targets)

    @property
    def seconds(self) -> float:
        """How long it has been running, or how long it took."""
        return time.monotonic() - self._begun if self._took is None else self._took

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.outcome is Outcome.RUNNING

    @property
    def fraction(self) -> float | None:
        """How far it is, from 0 to 1; None while that is not known."""
        if self.progress is not None and self.progress.total:
            return min(1.0, self.progress.done / self.progress.total)
        total = len(self.command.targets)
        return self.done / total if total > 1 else None

    def acts_on(self, kind: Kind, key: str) -> bool:
        """Whether it still has to do with that object."""
        return any(t.kind is kind and t.key == key for t in self._waiting)

    async def wait(self) -> Outcome:
        """Wait for its end."""
        if self._task is not None:
            await asyncio.wait([self._task])
        return self.outcome


class Operations:
    """The record of all operations, the newest last; the oldest ended ones are forgotten."""

    def __init__(self, engine: Callable[[], Engine | None]) -> None:
        self.changed: Observers[Operation] = Observers()
        self._engine = engine
        self._all: deque[Operation] = deque()
        self._numbers = itertools.count(1)

    def __iter__(self) -> Iterator[Operation]:
        return iter(tuple(self._all))

    @property
    def running(self) -> list[Operation]:
        """Those that have not ended."""
        return [operation for operation in self._all if operation.running]

    def busy(self, kind: Kind, key: str) -> Verb | None:
        """What is being done to an object, if anything."""
        for operation in reversed(self._all):
            if operation.running and operation.acts_on(kind, key):
                return operation.command.verb
        return None

    def start(self, command: Command) -> Operation:
        """Run a command; raises :class:`Busy` where the same runs already."""
        for target in command.targets:
            for other in self.running:
                same = other.command.verb is command.verb and other.command.kind is command.kind
                if same and target in other._waiting:
                    raise Busy(target)
        engine = self._engine()
        where = engine.endpoint.title if engine is not None else ""
        operation = Operation(next(self._numbers), command, where)
        self._all.append(operation)
        self._forget()
        operation._task = asyncio.get_running_loop().create_task(
            self._run(operation, engine), name=f"operation-{operation.number}"
        )
        self.changed.tell(operation)
        return operation

    def cancel(self, operation: Operation) -> None:
        """End it; what it has done already stays done."""
        if operation._task is not None:
            operation._task.cancel()

    async def close(self) -> None:
        """Cancel what runs and wait for it."""
        tasks = [o._task for o in self._all if o._task is not None and not o._task.done()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, operation: Operation, engine: Engine | None) -> None:
        command = operation.command
        limit = asyncio.Semaphore(AT_ONCE)
        failures: list[Failure] = []
        report = self._reporter(operation)

        async def act(target: Target) -> None:
            async with limit:
                try:
                    if engine is None:
                        raise EngineError("no Engine is connected")
                    await command.act(engine, target, report)
                except EngineError as error:
                    log.info("%s %s failed: %s", command.verb.value, target.key or "-", error)
                    failures.append(Failure(target, error))
                except (
                    Exception
                ) as error:  # a fault of ours: shown like any other, and logged whole
                    log.exception("%s failed unexpectedly", command.verb.value)
                    failures.append(
                        Failure(target, EngineError(f"{type(error).__name__}: {error}"))
                    )
            operation.done += 1
            operation._waiting.discard(target)
            self.changed.tell(operation)

        outcome = Outcome.FAILED
        try:
            async with asyncio.TaskGroup() as group:
                for target in command.targets:
                    group.create_task(act(target))
            outcome = Outcome.FAILED if failures else Outcome.DONE
        except asyncio.CancelledError:
            outcome = Outcome.CANCELLED
        finally:
            operation.outcome = outcome
            operation.failures = tuple(failures)
            operation._took = time.monotonic() - operation._begun
            operation._waiting.clear()
            self.changed.tell(operation)

    def _reporter(self, operation: Operation) -> Callable[[Progress], None]:
        told = 0.0

        def report(progress: Progress) -> None:
            nonlocal told
            operation.progress = progress
            now = time.monotonic()
            if now - told >= 1 / REPORTS_A_SECOND:
                told = now
                self.changed.tell(operation)

        return report

    def _forget(self) -> None:
        while len(self._all) > KEPT:
            ended = next((o for o in self._all if not o.running), None)
            if ended is None:
                return
            self._all.remove(ended)
