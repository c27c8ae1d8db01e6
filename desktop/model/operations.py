"""Every command that runs or ran, with its progress, its end, and its way back.

An operation acts on its command's targets at once, a few at a time, never on the same object
twice at a time. Cancelling it is asyncio's cancelling and nothing else. The same verb can't run
twice on the same object.
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

from desktop.engine.errors import EngineError, Reason, Unreachable
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.model.busy import BusyObjects
from desktop.model.commands import Command, Line, Report, Skipped, Target, Verb, only
from desktop.model.in_turn import InTurn
from desktop.model.observers import Observers
from desktop.model.pace import Throttle
from desktop.model.secrets import masked_text
from desktop.model.start_engine import StartEngine

log = logging.getLogger(__name__)

AT_ONCE = 8
KEPT = 500
REPORTS_A_SECOND = 10.0


_NEARLY = 0.99


class Outcome(enum.Enum):
    """Where an operation stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # on one target at least
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Failure:
    """A target on which the command failed, or which it skipped, and why."""

    target: Target
    error: EngineError


class NoEngine(EngineError):
    """No Engine is connected, or not any more: nothing was asked of it."""


class Busy(Exception):
    """The same action already runs on this target."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.name)
        self.target = target


class Operation:
    """One run of one command. ``started`` is ``time.time``'s seconds."""

    def __init__(self, number: int, command: Command, where: str) -> None:
        self.number = number
        self.command = command
        self.where = where  # the endpoint's title
        self.outcome = Outcome.RUNNING
        self.failures: tuple[Failure, ...] = ()
        self.succeeded: tuple[Target, ...] = ()
        self.cancelling = False  # asked to end, and not ended yet
        self.progress: Progress | None = None
        self.started = time.time()
        self._begun = time.monotonic()
        self._heard = self._begun
        self._took: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()
        self._waiting: dict[Target, None] = dict.fromkeys(command.targets)
        self._everything: tuple[Target, ...] = tuple(self._waiting)
        self._prepared: set[tuple[int, Target]] = set()  # what is done of an InTurn's first steps

    @property
    def done(self) -> int:
        """How many targets it is through with."""
        return len(self.succeeded) + len(self.failures)

    @property
    def seconds(self) -> float:
        """How long it has been running, or how long it took."""
        return time.monotonic() - self._begun if self._took is None else self._took

    @property
    def silent_seconds(self) -> float:
        """How long nothing was reported of it."""
        return time.monotonic() - self._heard

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.outcome is Outcome.RUNNING

    @property
    def fraction(self) -> float | None:
        """How far it is, from 0 to 1; None while that is not known.

        What is only known about is never all done.
        """
        if self.progress is not None and self.progress.total:
            return max(0.0, min(1.0, self.progress.done / self.progress.total))
        if self.progress is not None and self.progress.about:
            return max(0.0, min(_NEARLY, self.progress.done / self.progress.about))
        total = len(self._everything)
        return self.done / total if total > 1 else None

    @property
    def entries(self) -> tuple[tuple[tuple[Line, ...], bool], ...]:
        """Its docker lines for a script: those that took effect (True), then those that did not.

        What was cancelled under way, or was lost with the connection, counts as without effect.
        """
        if isinstance(self.command, InTurn) and self._prepared and not self.succeeded:
            return self._entries_in_turn(self.command)
        without = [t for t in self._everything if t not in self.succeeded]
        parts = ((self.succeeded, True), (tuple(without), False))
        return tuple(
            (only(self.command, targets).lines(), effective)
            for targets, effective in parts
            if targets
        )

    def _entries_in_turn(self, command: InTurn) -> tuple[tuple[tuple[Line, ...], bool], ...]:
        """Those of an InTurn of which only the first steps took effect, or parts of them."""
        effective: list[Line] = []
        without: list[Line] = []
        for number, step in enumerate(command.before):
            for wanted, lines in ((True, effective), (False, without)):
                targets = [t for t in step.targets if ((number, t) in self._prepared) is wanted]
                lines += only(step, tuple(targets)).lines() if targets else ()
        return (tuple(effective), True), ((*without, *command.last.lines()), False)

    async def wait(self) -> Outcome:
        """Wait for its end."""
        await self._ended.wait()
        return self.outcome

    def _end(self) -> None:
        complete = self.done == len(self._everything)
        failed = any(not isinstance(failure.error, Skipped) for failure in self.failures)
        if failed and complete:
            self.outcome = Outcome.FAILED
        else:
            self.outcome = Outcome.DONE if complete else Outcome.CANCELLED
        self.cancelling = False
        self._took = time.monotonic() - self._begun
        self._waiting.clear()
        self._ended.set()


class Operations:
    """The record of all operations, the newest last; the oldest ended ones are forgotten.

    ``suspect`` is called when an Engine gave an operation no answer: it may be gone.
    """

    def __init__(
        self, engine: Callable[[], Engine | None], suspect: Callable[[], None] = lambda: None
    ) -> None:
        self.changed: Observers[Operation] = Observers()
        self._engine = engine
        self._suspect = suspect
        self._all: deque[Operation] = deque()
        self._numbers = itertools.count(1)
        self._busy = BusyObjects()

    def __iter__(self) -> Iterator[Operation]:
        return iter(tuple(self._all))

    @property
    def running(self) -> list[Operation]:
        """Those that have not ended."""
        return [operation for operation in self._all if operation.running]

    def busy(self, kind: Kind, key: str) -> Verb | None:
        """What is being done to an object, if anything; of several things, the last begun."""
        return self._busy.verb(kind, key)

    def start(self, command: Command) -> Operation:
        """Run a command; raises :class:`Busy` where the same runs already."""
        for other in self.running:
            if other.command.verb is command.verb and other.command.kind is command.kind:
                taken = {target.identity for target in other._waiting}
                for target in command.targets:
                    if target.identity in taken:
                        raise Busy(target)
        engine = self._engine()
        where = engine.endpoint.title if engine is not None else ""
        operation = Operation(next(self._numbers), command, where)
        self._all.append(operation)
        self._busy.take(operation.number, command)
        self._forget()
        operation._task = asyncio.get_running_loop().create_task(
            self._run(operation, engine), name=f"operation-{operation.number}"
        )
        operation._task.add_done_callback(lambda task: self._on_ended(operation, task))
        self.changed.tell(operation)
        return operation

    def cancel(self, operation: Operation) -> None:
        """End it; what it has done already stays done. It has ended when ``wait`` returns."""
        if operation._task is not None and operation.running and not operation.cancelling:
            operation.cancelling = True
            operation._task.cancel()
            self.changed.tell(operation)

    async def close(self) -> None:
        """Cancel what runs and wait for it."""
        running = self.running
        for operation in running:
            self.cancel(operation)
        await asyncio.gather(*(operation.wait() for operation in running))

    async def _run(self, operation: Operation, engine: Engine | None) -> None:
        limit = asyncio.Semaphore(AT_ONCE)
        # Several names of one image go one after the other: the Engine stumbles over itself.
        turns: dict[object, asyncio.Lock] = {}
        with Throttle(lambda: self.changed.tell(operation), REPORTS_A_SECOND) as tell:

            def report(progress: Progress) -> None:
                operation.progress = progress
                operation._heard = time.monotonic()
                tell()

            async def act(target: Target) -> None:
                turn = turns.setdefault((target.kind, target.key or target), asyncio.Lock())
                async with turn, limit:
                    error = await self._act(operation, target, engine, report)
                operation._waiting.pop(target, None)
                self._busy.through_with(operation.number, target)
                if error is None:
                    operation.succeeded += (target,)
                else:
                    operation.failures += (Failure(target, error),)
                if operation._waiting:  # the end is told anyway
                    self.changed.tell(operation)

            async with asyncio.TaskGroup() as group:
                for target in operation._everything:
                    group.create_task(act(target))

    async def _act(
        self, operation: Operation, target: Target, engine: Engine | None, report: Report
    ) -> EngineError | None:
        """Do it to one target; what went wrong, if anything."""
        command = operation.command
        verb = command.verb.value
        try:
            if isinstance(command, StartEngine):
                await command.act(engine, target, report)
                return None
            if engine is None or self._engine() is not engine:
                raise NoEngine
            if isinstance(command, InTurn):

                def done(step: int, each: Target) -> None:
                    operation._prepared.add((step, each))
                    self._busy.through_with(operation.number, each)
                    self.changed.tell(operation)

                await command.prepare(engine, report, done)
                command = command.last
            await command.act(engine, target, report)
        except EngineError as error:
            log.info("%s %s failed: %s", verb, target.key or "-", masked_text(str(error)))
            if isinstance(error, Unreachable):
                self._suspect()
            return error
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            # Not we: the connection was closed beneath it.
            return Unreachable(Reason.DROPPED, "the connection was closed")
        except Exception as error:  # a fault of ours: shown like any other, and logged whole
            log.exception("%s failed unexpectedly", verb)
            return EngineError(f"{type(error).__name__}: {error}")
        return None

    def _on_ended(self, operation: Operation, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("an operation failed unexpectedly", exc_info=fault)
        self._busy.release(operation.number)
        operation._end()
        self.changed.tell(operation)

    def _forget(self) -> None:
        while len(self._all) > KEPT:
            ended = next((o for o in self._all if not o.running), None)
            if ended is None:
                return
            self._all.remove(ended)
