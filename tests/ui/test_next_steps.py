"""Next steps after several failures of one operation: one step for all of them, or none."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest

import desktop.model
from desktop.engine.archive_look import Contents
from desktop.engine.archive_records import CommitSpec, ImportSpec
from desktop.engine.errors import Conflict, EngineError, EngineFault, NotFound, Reason, Unreachable
from desktop.engine.file_records import Place
from desktop.engine.network_records import SwarmInit, SwarmJoin
from desktop.engine.observations import Limits
from desktop.engine.records import Kind, NetworkSpec, VolumeSpec
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_records import Secret, SignIn
from desktop.model.archive_commands import BadArchive, LoadImages
from desktop.model.build.spec import BuildSpec
from desktop.model.commands import Command, ContainersCommand, Target, Verb
from desktop.model.health import HealthCheck
from desktop.model.operations import Failure, NoEngine, Operation, Outcome
from desktop.model.private import PrivateEngineKeeper
from desktop.model.reach.testing import ReachStory
from desktop.model.run.resolve import Surroundings
from desktop.model.run.spec import ContainerSpec
from desktop.model.ssh.records import SshSpec
from desktop.model.ssh.story import SshStory
from desktop.model.store import Store
from desktop.model.whole_file import FileTrouble
from desktop.ui.activity.steps import next_steps
from tests.model.fake_engine import make_container

ONE, TWO = Path("/media/one.tar"), Path("/media/two.tar")
RUNNING = (make_container(1, "a"), make_container(2, "b"))
CONTAINERS = tuple(Target(Kind.CONTAINER, each.id, each.name) for each in RUNNING)
GONE = Unreachable(Reason.DROPPED)
ERRORS: tuple[EngineError, ...] = (
    GONE,
    NoEngine(),
    BadArchive(ONE, Contents.FILES),
    BadArchive(ONE, Contents.IMAGES),
    FileTrouble(ONE, PermissionError(13, "Permission denied"), writing=False),
    EngineFault("no space left on device"),
    Conflict("in use"),
    NotFound("no such thing"),
    RegistryFailed(RegistryFault.SIGN_IN, "reg.example"),
    RegistryFailed(RegistryFault.REFUSED, "reg.example"),
)


def _commands() -> list[type[Any]]:
    """Every command there is."""
    found = {}
    for module in pkgutil.walk_packages(desktop.model.__path__, "desktop.model."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, type) and dataclasses.is_dataclass(each) and hasattr(each, "act"):
                found[each.__name__] = each
    return [found[name] for name in sorted(found)]


def _made(command: type[Any], folder: Path) -> Command:
    """One of that command, of two things where it can be; a new type of a field goes in here."""
    values: dict[str, Any] = {
        "tuple[Target, ...]": CONTAINERS,
        "Target": CONTAINERS[0],
        "Path": ONE,
        "Path | Url": ONE,
        "Path | str": ONE,
        "tuple[Path, ...]": (ONE, TWO),
        "tuple[Path | str, ...]": (ONE, TWO),
        "str": "a",
        "int": 1,
        "bytes": b"",
        "tuple[str, ...]": ("/a", "/b"),
        "tuple[tuple[str, str], ...]": (),
        "tuple[tuple[str, tuple[str, ...]], ...]": (),
        "tuple[Check, ...]": (),
        "tuple[Machine, ...]": (),
        "Mapping[Target, Candidate]": {},
        "Verb": Verb.START,
        "Place": Place(Kind.CONTAINER, CONTAINERS[0].key, "a"),
        "Command": LoadImages((ONE, TWO)),
        "tuple[Command, ...]": (ContainersCommand(Verb.STOP, CONTAINERS),),
        "ImportSpec": ImportSpec(),
        "CommitSpec": CommitSpec(),
        "BuildSpec": BuildSpec(),
        "NetworkSpec": NetworkSpec("n"),
        "VolumeSpec": VolumeSpec("v"),
        "SwarmInit": SwarmInit(),
        "SwarmJoin": SwarmJoin("host:2377", "a"),
        "SignIn": SignIn("reg.example", "me", Secret("x")),
        "ContainerSpec": ContainerSpec("app:1"),
        "Surroundings": Surroundings("", {}, lambda _path: b""),
        "SshSpec": SshSpec(),
        "SshStory": SshStory(),
        "ReachStory": ReachStory(),
        "HealthCheck": HealthCheck(("true",), "true"),
        "Limits": Limits(),
        "PrivateEngineKeeper": PrivateEngineKeeper(folder),
    }
    needed = {
        field.name: str(field.type)
        for field in dataclasses.fields(command)
        if field.default is field.default_factory is dataclasses.MISSING
    }
    made: Command = command(
        **{
            name: (lambda *_: None) if kind.startswith("Callable") else values[kind]
            for name, kind in needed.items()
        }
    )
    return made


def _failed(command: Command, *errors: EngineError) -> Operation:
    targets = command.targets
    operation = Operation(1, command, "here")
    operation.failures = tuple(
        Failure(targets[number % len(targets)], error) for number, error in enumerate(errors)
    )
    operation.outcome = Outcome.FAILED
    return operation


@pytest.mark.parametrize("command", _commands(), ids=lambda each: str(each.__name__))
def test_two_failures_of_any_command_have_next_steps_that_can_be_run(
    command: type[Any], tmp_path: Path
) -> None:
    store = Store()
    store.take_containers(None, RUNNING)
    for error in ERRORS:
        operation = _failed(_made(command, tmp_path), error, error)
        for step in next_steps(operation, store):
            assert step.text
            assert step.command is None or step.command.targets


def test_archives_that_the_engine_went_away_from_are_loaded_again_all_of_them() -> None:
    load = LoadImages((ONE, TWO, Path("/media/loaded.tar")))
    (step,) = next_steps(_failed(load, GONE, GONE), Store())
    assert (step.text, step.command) == ("Try again", LoadImages((ONE, TWO)))


def test_archives_of_files_are_imported_one_by_one_for_each_has_a_name_of_its_own() -> None:
    load = LoadImages((ONE, TWO))
    wrong = [BadArchive(path, Contents.FILES) for path in (ONE, TWO)]
    operation = _failed(load, *wrong)
    assert next_steps(operation, Store()) == ()
    for failure in operation.failures:
        (step,) = next_steps(operation, Store(), failure)
        assert step.text == "Import"
