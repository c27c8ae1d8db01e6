"""What to do next about an operation that failed: the model's remedies, in words for buttons."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.engine.records import Kind
from desktop.model.archive_commands import LoadImages
from desktop.model.commands import Command, Target, Verb, only
from desktop.model.in_turn import InTurn
from desktop.model.operations import Failure, Operation, Outcome
from desktop.model.remedies import Advice, Remedy, remedies
from desktop.model.store import Store
from desktop.ui import quoting
from desktop.ui.plain import visible
from desktop.ui.text import tr

_LONGEST_NAME = 40  # on a button


@dataclass(frozen=True, slots=True)
class Step:
    """A command and the text of its button; or the ``section`` to look at, or an ``action``.

    ``about``: others that it takes or stops on the way; with ``danger`` it must be asked for
    once more, naming them.
    """

    text: str
    command: Command | None = None
    about: tuple[Target, ...] = ()
    danger: bool = False
    registry: str = ""  # to be signed in to before
    section: str = ""
    action: str = ""  # by its name: it asks what has to be asked
    asks: bool = False  # what the command was filled in by is to be opened, filled

    @property
    def must_ask(self) -> bool:
        """Whether it takes what the failed command would not have taken."""
        return self.danger and bool(self.about)


def next_steps(
    operation: Operation, store: Store, failure: Failure | None = None
) -> tuple[Step, ...]:
    """The steps, the gentlest first; for one failure, or for all of them where that can be."""
    if operation.outcome is not Outcome.FAILED:
        return ()
    chosen = operation.failures if failure is None else (failure,)
    found = [remedy for each in chosen for remedy in remedies(operation, each, store)]
    steps = []
    for advice in dict.fromkeys(remedy.advice for remedy in found):
        if advice is Advice.FREE_SPACE:
            steps.append(Step(tr("Show disk usage"), section="usage"))
            continue
        if advice is Advice.LEAVE_SWARM:
            steps.append(Step(tr("Leave the Swarm…"), action="network.swarm_leave"))
            continue
        same = [remedy for remedy in found if remedy.advice is advice and remedy.command]
        if same and (step := _step(same)) is not None:
            steps.append(step)
    command = operation.command
    if command.kind is Kind.CONTAINER and command.verb in (Verb.RUN, Verb.CREATE):
        steps.append(Step(tr("Change and try again…"), command, asks=True))
    return tuple(steps)


def _step(same: list[Remedy]) -> Step | None:
    """One step of remedies with the same advice; None where they can't be one."""
    first = same[0]
    about = _each(target for remedy in same for target in remedy.about)
    danger = first.advice in (Advice.FORCE, Advice.REMOVE_USERS, Advice.REMOVE_CHILDREN)
    command = _joined([remedy.command for remedy in same if remedy.command is not None])
    if command is None:
        return None
    return Step(_words(first, about), command, about, danger, first.registry)


def _joined(commands: list[Command]) -> Command | None:
    """One command that does what these do; None where there is none."""
    first = commands[0]
    if len(commands) == 1:
        return first
    if isinstance(first, LoadImages):
        loads = [each for each in commands if isinstance(each, LoadImages)]
        archives = dict.fromkeys(path for each in loads for path in each.archives)
        return dataclasses.replace(first, archives=tuple(archives))
    targets = _each(target for each in commands for target in each.targets)
    joined = only(first, targets)
    return joined if joined.targets == targets and not isinstance(first, InTurn) else None


def _each(targets: Iterable[Target]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(targets))


def _words(remedy: Remedy, about: tuple[Target, ...]) -> str:
    count = len(about)
    name = visible(quoting.shown_name(about[0].name), limit=_LONGEST_NAME) if about else ""
    match remedy.advice:
        case Advice.RETRY:
            return tr("Try again")
        case Advice.SIGN_IN:
            return tr("Sign in…")
        case Advice.FORCE:
            return tr("Remove by force")
        case Advice.STOP_FIRST:
            return tr("Stop and remove")
        case Advice.LOAD:
            return tr("Load")
        case Advice.IMPORT:
            return tr("Import")
        case Advice.UNPAUSE:
            return tr("Unpause")
        case Advice.STOP_HOLDER if count == 1:
            return tr("Stop {name} and try again", name=name)
        case Advice.DISCONNECT_USERS if count == 1:
            return tr("Disconnect {name} and remove", name=name)
        case Advice.DISCONNECT_USERS:
            return tr("Disconnect %n container(s) and remove", "", count)
        case Advice.STOP_USERS if count == 1:
            return tr("Stop {name} and remove", name=name)
        case Advice.STOP_USERS:
            return tr("Stop %n container(s) and remove", "", count)
        case Advice.ANY_SUBNET:
            return tr("Let the Engine choose the subnet")
        case Advice.ANY_ADDRESS:
            return tr("Let the Engine choose the address")
        case Advice.NO_ALIASES:
            return tr("Connect without aliases")
        case Advice.LEAVE_NONE:
            return tr("Disconnect from {name} and try again", name=name)
        case Advice.UNTAG:
            return tr("Take only the name")
        case Advice.REMOVE_CHILDREN if count > 1:
            return tr("Remove %n image name(s) and try again", "", count)
        case Advice.REMOVE_USERS | Advice.REMOVE_CHILDREN if count == 1:
            return tr("Remove {name} and try again", name=name)
        case Advice.REMOVE_USERS:
            return tr("Remove %n container(s) and try again", "", count)
        case _:
            return tr("Stop %n container(s) and try again", "", count)
