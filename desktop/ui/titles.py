"""What an operation is called while it runs, and what became of it when it has ended."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.model.commands import Command, ContainersCommand, RenameContainer, Verb
from desktop.model.image_commands import TagImage
from desktop.model.in_turn import InTurn
from desktop.model.operations import Operation, Outcome
from desktop.model.start_engine import StartEngine
from desktop.ui import problems
from desktop.ui.plain import visible
from desktop.ui.text import tr


def title(command: Command) -> str:
    """``Stop web``, ``Stop 20 containers``, ``Pull ubuntu:24.04``."""
    if isinstance(command, InTurn):
        steps = [title(each) for each in (*command.before, command.last)]
        return tr(", then: ").join(steps)
    count = len(set(command.targets))
    if count > 1:
        return _title_of_many(command.verb, command.kind, count)
    return _title_of_one(command, _name(command))


def result(operation: Operation) -> str:
    """``Stopped web``, ``Stopped 19 of 20 containers``, ``Cancelled``; how far it is if it runs.

    Of a single target on which it failed: ``Failed``; :mod:`desktop.ui.problems` has the sentence.
    """
    command = operation.command
    if isinstance(command, InTurn):
        command = command.last
    total = len(set(command.targets))
    done = len(operation.succeeded)
    if operation.outcome is Outcome.RUNNING:
        if operation.progress is not None and operation.progress.text:
            return visible(operation.progress.text, limit=120)
        return tr("{done} of {total}", done=operation.done, total=total) if total > 1 else ""
    if operation.outcome is Outcome.CANCELLED:
        if total > 1:
            return tr("Cancelled after {done} of {total}", done=operation.done, total=total)
        return tr("Cancelled")
    if total == 1:
        return tr("Failed") if operation.failures else _past_of_one(command, _name(command))
    if operation.failures:
        return _past_of_some(command.verb, command.kind, done, total)
    return _past_of_many(command.verb, command.kind, total)


def _name(command: Command) -> str:
    if isinstance(command, StartEngine) and not command.product:
        return tr("the private Engine")
    return problems.shown_name(command.targets[0].name) if command.targets else ""


def _title_of_one(command: Command, name: str) -> str:
    if isinstance(command, ContainersCommand) and command.verb is Verb.KILL:
        if command.signal != "KILL":
            return tr("Send {signal} to {name}", signal=command.signal, name=name)
    elif isinstance(command, RenameContainer):
        return tr("Rename {name} to {new}", name=name, new=visible(command.name))
    elif isinstance(command, TagImage):
        return tr("Tag {name} as {new}", name=name, new=visible(command.reference))
    match command.verb:
        case Verb.START:
            return tr("Start {name}", name=name)
        case Verb.STOP:
            return tr("Stop {name}", name=name)
        case Verb.RESTART:
            return tr("Restart {name}", name=name)
        case Verb.PAUSE:
            return tr("Pause {name}", name=name)
        case Verb.UNPAUSE:
            return tr("Unpause {name}", name=name)
        case Verb.KILL:
            return tr("Kill {name}", name=name)
        case Verb.RENAME:
            return tr("Rename {name}", name=name)
        case Verb.REMOVE:
            return tr("Remove {name}", name=name)
        case Verb.TAG:
            return tr("Tag {name}", name=name)
        case Verb.UNTAG:
            return tr("Untag {name}", name=name)
        case Verb.PULL:
            return tr("Pull {name}", name=name)
        case Verb.LOAD:
            return tr("Load {name}", name=name)
        case Verb.PACK:
            return tr("Pack {name}", name=name)
        case Verb.MEASURE:
            return tr("Measure volumes")
        case Verb.CREATE:
            return _create(command.kind, name)


def _create(kind: Kind, name: str) -> str:
    match kind:
        case Kind.CONTAINER:
            return tr("Create container {name}", name=name)
        case Kind.IMAGE:
            return tr("Create image {name}", name=name)
        case Kind.NETWORK:
            return tr("Create network {name}", name=name)
        case Kind.VOLUME:
            return tr("Create volume {name}", name=name)


def _title_of_many(verb: Verb, kind: Kind, count: int) -> str:
    match verb, kind:
        case Verb.START, _:
            return tr("Start %n container(s)", "", count)
        case Verb.STOP, _:
            return tr("Stop %n container(s)", "", count)
        case Verb.RESTART, _:
            return tr("Restart %n container(s)", "", count)
        case Verb.PAUSE, _:
            return tr("Pause %n container(s)", "", count)
        case Verb.UNPAUSE, _:
            return tr("Unpause %n container(s)", "", count)
        case Verb.KILL, _:
            return tr("Kill %n container(s)", "", count)
        case Verb.REMOVE, Kind.CONTAINER:
            return tr("Remove %n container(s)", "", count)
        case Verb.REMOVE, Kind.IMAGE:
            return tr("Remove %n image(s)", "", count)
        case Verb.REMOVE, Kind.NETWORK:
            return tr("Remove %n network(s)", "", count)
        case Verb.REMOVE, Kind.VOLUME:
            return tr("Remove %n volume(s)", "", count)
        case Verb.UNTAG, _:
            return tr("Untag %n image name(s)", "", count)
        case _:
            return tr("{verb} on {count} objects", verb=verb.value.capitalize(), count=count)


def _past_of_one(command: Command, name: str) -> str:
    if isinstance(command, RenameContainer):
        return tr("Renamed to {new}", new=visible(command.name))
    if isinstance(command, TagImage):
        return tr("Tagged as {new}", new=visible(command.reference))
    match command.verb:
        case Verb.START:
            return tr("Started {name}", name=name)
        case Verb.STOP:
            return tr("Stopped {name}", name=name)
        case Verb.RESTART:
            return tr("Restarted {name}", name=name)
        case Verb.PAUSE:
            return tr("Paused {name}", name=name)
        case Verb.UNPAUSE:
            return tr("Unpaused {name}", name=name)
        case Verb.KILL:
            if isinstance(command, ContainersCommand) and command.signal != "KILL":
                return tr("Sent {signal} to {name}", signal=command.signal, name=name)
            return tr("Killed {name}", name=name)
        case Verb.RENAME:
            return tr("Renamed {name}", name=name)
        case Verb.REMOVE:
            return tr("Removed {name}", name=name)
        case Verb.TAG:
            return tr("Tagged {name}", name=name)
        case Verb.UNTAG:
            return tr("Untagged {name}", name=name)
        case Verb.PULL:
            return tr("Pulled {name}", name=name)
        case Verb.LOAD:
            return tr("Loaded {name}", name=name)
        case Verb.PACK:
            return tr("Packed {name}", name=name)
        case Verb.MEASURE:
            return tr("Measured volumes")
        case Verb.CREATE:
            return tr("Created {name}", name=name)


def _past_of_many(verb: Verb, kind: Kind, count: int) -> str:
    match verb, kind:
        case Verb.START, _:
            return tr("Started %n container(s)", "", count)
        case Verb.STOP, _:
            return tr("Stopped %n container(s)", "", count)
        case Verb.RESTART, _:
            return tr("Restarted %n container(s)", "", count)
        case Verb.PAUSE, _:
            return tr("Paused %n container(s)", "", count)
        case Verb.UNPAUSE, _:
            return tr("Unpaused %n container(s)", "", count)
        case Verb.KILL, _:
            return tr("Killed %n container(s)", "", count)
        case Verb.REMOVE, Kind.CONTAINER:
            return tr("Removed %n container(s)", "", count)
        case Verb.REMOVE, Kind.IMAGE:
            return tr("Removed %n image(s)", "", count)
        case Verb.REMOVE, Kind.NETWORK:
            return tr("Removed %n network(s)", "", count)
        case Verb.REMOVE, Kind.VOLUME:
            return tr("Removed %n volume(s)", "", count)
        case Verb.UNTAG, _:
            return tr("Untagged %n image name(s)", "", count)
        case _:
            return tr("Done on all %n object(s)", "", count)


def _past_of_some(verb: Verb, kind: Kind, done: int, total: int) -> str:
    match verb, kind:
        case Verb.START, _:
            return tr("Started {done} of %n container(s)", "", total, done=done)
        case Verb.STOP, _:
            return tr("Stopped {done} of %n container(s)", "", total, done=done)
        case Verb.RESTART, _:
            return tr("Restarted {done} of %n container(s)", "", total, done=done)
        case Verb.PAUSE, _:
            return tr("Paused {done} of %n container(s)", "", total, done=done)
        case Verb.UNPAUSE, _:
            return tr("Unpaused {done} of %n container(s)", "", total, done=done)
        case Verb.KILL, _:
            return tr("Killed {done} of %n container(s)", "", total, done=done)
        case Verb.REMOVE, Kind.CONTAINER:
            return tr("Removed {done} of %n container(s)", "", total, done=done)
        case Verb.REMOVE, Kind.IMAGE:
            return tr("Removed {done} of %n image(s)", "", total, done=done)
        case Verb.REMOVE, Kind.NETWORK:
            return tr("Removed {done} of %n network(s)", "", total, done=done)
        case Verb.REMOVE, Kind.VOLUME:
            return tr("Removed {done} of %n volume(s)", "", total, done=done)
        case Verb.UNTAG, _:
            return tr("Untagged {done} of %n image name(s)", "", total, done=done)
        case _:
            return tr("Done on {done} of %n object(s)", "", total, done=done)
