"""What to do next about an operation that failed: commands, each for a button."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from desktop.engine.errors import Conflict
from desktop.engine.records import Container, Kind
from desktop.model.commands import Command, ContainersCommand, RemoveContainers, Target, Verb, only
from desktop.model.operations import Operation, Outcome
from desktop.model.possible import needs_force
from desktop.model.store import Store
from desktop.ui.text import tr


@dataclass(frozen=True, slots=True)
class Step:
    """A command and the text of its button."""

    text: str
    command: Command
    danger: bool = False


def next_steps(operation: Operation, store: Store) -> tuple[Step, ...]:
    """The steps, the most likely one first; none where it went well or still runs."""
    if operation.outcome is not Outcome.FAILED:
        return ()
    command = operation.command
    steps: list[Step] = []
    if isinstance(command, RemoveContainers) and not command.force:
        held = tuple(
            failure.target
            for failure in operation.failures
            if isinstance(failure.error, Conflict) and _runs(failure.target, store)
        )
        if held:
            forced = dataclasses.replace(command, targets=held, force=True)
            steps.append(Step(tr("Stop"), ContainersCommand(Verb.STOP, held)))
            steps.append(Step(tr("Remove by force"), forced, danger=True))
    failed = tuple(failure.target for failure in operation.failures)
    steps.append(Step(tr("Try again"), only(command, failed)))
    return tuple(steps)


def _runs(target: Target, store: Store) -> bool:
    record = store.get(target.kind, target.key) if target.kind is Kind.CONTAINER else None
    return isinstance(record, Container) and needs_force(record)
