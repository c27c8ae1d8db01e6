"""Several commands as one, each begun when the one before has succeeded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Command, Line, Report, Target, Verb


@dataclass(frozen=True, slots=True)
class InTurn:
    """First ``before``, whole, then ``last``, which has one target. It counts as ``last``."""

    before: tuple[Command, ...]
    last: Command

    @property
    def verb(self) -> Verb:
        return self.last.verb

    @property
    def kind(self) -> Kind:
        return self.last.kind

    @property
    def targets(self) -> tuple[Target, ...]:
        return self.last.targets

    def lines(self) -> tuple[Line, ...]:
        return tuple(line for each in (*self.before, self.last) for line in each.lines())

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        await self.prepare(engine, report, lambda _step, _target: None)
        await self.last.act(engine, target, report)

    async def prepare(
        self, engine: Engine, report: Report, done: Callable[[int, Target], None]
    ) -> None:
        """Do what comes before; ``done`` is told each step's number and each of its targets."""
        for step, command in enumerate(self.before):
            for each in command.targets:
                await command.act(engine, each, report)
                done(step, each)


def steps(command: Command) -> tuple[Command, ...]:
    """The commands that it consists of: itself, where it is no sequence."""
    return (*command.before, command.last) if isinstance(command, InTurn) else (command,)
