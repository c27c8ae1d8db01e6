"""What to do about a failure: next steps as commands, by the error's type and by what is known.

The Engine's words are never trusted alone: of a port that a start did not get the store must know
who has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.engine.archive_look import Contents
from desktop.engine.archive_records import ImportSpec
from desktop.engine.build_records import BaseRefused
from desktop.engine.errors import (
    Conflict,
    EngineError,
    EngineFault,
    NotFound,
    NotPermitted,
    Unreachable,
)
from desktop.engine.records import Container, Kind, State
from desktop.engine.registry_errors import RegistryFailed, RegistryFault, fault_of
from desktop.model import image_remedies, impact, network_remedies
from desktop.model.advice import Advice as Advice
from desktop.model.advice import Remedy as Remedy
from desktop.model.archive_commands import (
    BadArchive,
    CommitContainer,
    ExportContainer,
    ImportImage,
    LoadImages,
    SaveImages,
    reference_for,
)
from desktop.model.commands import (
    Command,
    ContainersCommand,
    CreateNetwork,
    RemoveContainers,
    RemoveNetworks,
    RemoveVolumes,
    RenameContainer,
    Target,
    Verb,
    only,
)
from desktop.model.engine_texts import is_full, taken_port
from desktop.model.image_commands import PullImage, RemoveImages
from desktop.model.image_remedies import targets_of
from desktop.model.impact import Block
from desktop.model.in_turn import InTurn, steps
from desktop.model.network_commands import DisconnectContainers
from desktop.model.operations import Failure, NoEngine, Operation
from desktop.model.ports import holders
from desktop.model.possible import applicable
from desktop.model.registry_commands import PushImage, SignInTo, SignOutOf, registry_of
from desktop.model.run.pages import NotPulled
from desktop.model.start_engine import StartEngine
from desktop.model.store import Store
from desktop.model.whole_file import FileTrouble


def remedies(operation: Operation, failure: Failure, store: Store) -> tuple[Remedy, ...]:
    """The next steps after one target's failure, the gentlest first; often none."""
    command, target, error = (
        only(operation.command, (failure.target,)),
        failure.target,
        failure.error,
    )
    if isinstance(command, LoadImages):
        command = command.alone(target)
    if isinstance(error, (Unreachable, NoEngine)):
        return tuple(_again(command, target, store))
    if isinstance(command, InTurn):
        command = command.last
    full = _full(command, error)
    if isinstance(command, network_remedies.COMMANDS):
        full = (*full, *network_remedies.of(command, error.explanation, store))
    if (unpulled := _unpulled(error)) is not None:
        return (*full, *unpulled)
    match command:
        case RemoveContainers():
            found = _remove_container(command, target, store)
        case RemoveImages():
            found = image_remedies.of_removal(command, error, store)
        case RemoveVolumes():
            found = _remove_volume(command, store)
        case RemoveNetworks():
            found = _remove_network(command, store)
        case RenameContainer() if isinstance(error, Conflict):
            found = _named((c for c in store.containers if c.name == command.name), target)
        case CreateNetwork() if isinstance(error, Conflict):
            holders = (n for n in store.networks if n.name == command.spec.name)
            about = tuple(Target(Kind.NETWORK, n.id, n.name) for n in holders)
            found = iter([Remedy(Advice.OTHER_NAME, about=about)] if about else [])
        case ContainersCommand(verb=Verb.START | Verb.RESTART):
            found = _start(command, target, error, store)
        case StartEngine():
            found = iter([Remedy(Advice.RETRY, command)])
        case LoadImages() | ImportImage() if isinstance(error, BadArchive):
            found = _other_way(error)
        case (
            SaveImages() | ExportContainer() | CommitContainer() | LoadImages() | ImportImage()
        ) if isinstance(error, (FileTrouble, EngineFault)):
            found = iter([Remedy(Advice.RETRY, command)])
        case PullImage() | PushImage() | SignInTo() | SignOutOf():
            found = _registry(command, target, error)
        case _ if command.verb is Verb.BUILD:
            found = _build(command, error)
        case _:
            found = iter(())
    return (*full, *found)


# What writes on the Engine's own disk. What is copied may have gone to another one.
_FILLS = (
    Verb.PULL,
    Verb.LOAD,
    Verb.IMPORT,
    Verb.PACK,
    Verb.COMMIT,
    Verb.BUILD,
    Verb.CREATE,
    Verb.RUN,
    Verb.START,
)


def _full(command: Command, error: EngineError) -> tuple[Remedy, ...]:
    fills = command.verb in _FILLS and not isinstance(error, FileTrouble)
    return (Remedy(Advice.FREE_SPACE),) if fills and is_full(error.explanation) else ()


def _again(command: Command, target: Target, store: Store) -> Iterator[Remedy]:
    """Once more, unless it turned out that it was done after all."""
    for step in steps(command):
        if isinstance(step, SignInTo):  # whose password is forgotten by now
            last = command.last if isinstance(command, InTurn) else command
            yield Remedy(Advice.SIGN_IN, last, registry=step.wanted.registry)
            return
    if target.key:
        record = store.get(target.kind, target.key)
        if record is None or not applicable(command.verb, record):
            return
        if any(loss.block is Block.GONE for loss in impact.of(command, store).losses):
            return  # the name is another image's by now
    yield Remedy(Advice.RETRY, command, destructive=command.verb in (Verb.REMOVE, Verb.UNTAG))


def _other_way(error: BadArchive) -> Iterator[Remedy]:
    """A file that holds the other kind of thing."""
    if error.contents is Contents.FILES:
        spec = ImportSpec(reference_for(error.path))
        yield Remedy(Advice.IMPORT, ImportImage(error.path, spec))
    elif error.contents is Contents.IMAGES:
        yield Remedy(Advice.LOAD, LoadImages((error.path,)))


def _unpulled(error: EngineError) -> tuple[Remedy, ...] | None:
    """What brings an image that a container was to be made of; None where that was not it."""
    if not isinstance(error, NotPulled):
        return None
    pull = PullImage(error.reference)
    found = _registry(pull, pull.targets[0], error.error)
    return tuple(each for each in found if each.advice is Advice.SIGN_IN)


def _remove_container(command: RemoveContainers, target: Target, store: Store) -> Iterator[Remedy]:
    [loss] = impact.of(command, store).losses
    if loss.block is Block.RUNNING:
        stop = ContainersCommand(Verb.STOP, (target,))
        yield Remedy(Advice.STOP_FIRST, InTurn((stop,), command), destructive=True)
        yield Remedy(Advice.FORCE, replace(command, force=True), destructive=True)


def _remove_volume(command: RemoveVolumes, store: Store) -> Iterator[Remedy]:
    [loss] = impact.of(command, store).losses
    if isinstance(loss, impact.VolumeLoss) and loss.block is Block.MOUNTED:
        users = targets_of((*loss.running, *loss.stopped))
        remove = RemoveContainers(users, force=bool(loss.running))
        yield Remedy(Advice.REMOVE_USERS, InTurn((remove,), command), users, destructive=True)


def _remove_network(command: RemoveNetworks, store: Store) -> Iterator[Remedy]:
    [loss] = impact.of(command, store).losses
    if isinstance(loss, impact.NetworkLoss) and loss.block is Block.ATTACHED:
        users = targets_of(loss.running)
        leave = DisconnectContainers(users, command.targets[0])
        yield Remedy(Advice.DISCONNECT_USERS, InTurn((leave,), command), users, destructive=True)
        stop = ContainersCommand(Verb.STOP, users)
        yield Remedy(Advice.STOP_USERS, InTurn((stop,), command), users, destructive=True)


def _named(holders: Iterable[Container], target: Target) -> Iterator[Remedy]:
    about = targets_of(holder for holder in holders if holder.id != target.key)
    if about:
        yield Remedy(Advice.OTHER_NAME, about=about)


def _start(
    command: ContainersCommand, target: Target, error: EngineError, store: Store
) -> Iterator[Remedy]:
    record = store.containers.get(target.key)
    if record is None:
        return
    if record.state is State.PAUSED:
        yield Remedy(Advice.UNPAUSE, ContainersCommand(Verb.UNPAUSE, (target,)))
    elif isinstance(error, NotFound):
        gone = [a for a in record.networks if a.network_id and a.network_id not in store.networks]
        if gone:
            about = tuple(Target(Kind.NETWORK, a.network_id, a.network) for a in gone)
            yield Remedy(Advice.MISSING_NETWORK, about=about)
    elif isinstance(error, EngineFault):
        yield from _port(command, record, error.explanation, store)


def _build(command: Command, error: EngineError) -> Iterator[Remedy]:
    """Signs in where its images did not come; else it may go through the next time."""
    refused = error.refused if isinstance(error, BaseRefused) else error
    fault = refused.fault if isinstance(refused, RegistryFailed) else None
    if isinstance(refused, RegistryFailed) and fault in _SIGNED_IN_FOR:
        yield Remedy(Advice.SIGN_IN, command, registry=refused.registry)
    if fault not in _NOT_KNOWN:
        yield Remedy(Advice.RETRY, command)


_NOT_KNOWN = (RegistryFault.SIGN_IN, RegistryFault.WRONG_SECRET, RegistryFault.NO_HELPER)
_SIGNED_IN_FOR = (*_NOT_KNOWN, RegistryFault.NO_REPOSITORY, RegistryFault.TOO_MANY)


def _registry(command: Command, target: Target, error: EngineError) -> Iterator[Remedy]:
    """Whoever is not let in signs in first; other troubles may have gone by the next time."""
    fault = fault_of(error)
    signs = isinstance(command, SignInTo | SignOutOf)
    registry = target.name if signs else registry_of(target.name)
    unknown = fault in _NOT_KNOWN or isinstance(error, NotPermitted)
    if unknown or fault is RegistryFault.TOO_MANY or isinstance(command, SignInTo):
        yield Remedy(Advice.SIGN_IN, command, registry=registry)
    if isinstance(command, SignInTo):  # whose password is forgotten by now
        return
    if fault not in _NOT_KNOWN and (fault is not None or isinstance(error, EngineFault)):
        yield Remedy(Advice.RETRY, command)


def _port(
    command: ContainersCommand, record: Container, explanation: str, store: Store
) -> Iterator[Remedy]:
    port = taken_port(explanation)
    if port is None:
        return
    if about := targets_of(holders(port, store, but=record.id)):
        again = InTurn((ContainersCommand(Verb.STOP, about),), command)
        yield Remedy(Advice.STOP_HOLDER, again, about, port=port)
    else:
        yield Remedy(Advice.OTHER_PORT, port=port)
