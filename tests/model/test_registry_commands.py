"""Pulling, pushing and signing in as commands: what they ask, what they learn, what they show."""

from __future__ import annotations

import pytest

from desktop.engine.errors import EngineError, EngineFault, NotPermitted, Reason, Unreachable
from desktop.engine.records import Kind, PartState, Progress, ProgressPart
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_records import HUB, Secret, SignIn
from desktop.model.commands import Command, Target
from desktop.model.image_commands import Came, OtherPlatform, PullImage
from desktop.model.in_turn import InTurn
from desktop.model.operations import Failure, Operation, Operations, Outcome
from desktop.model.registry_commands import Pushed, PushImage, SignInTo, SignOutOf
from desktop.model.remedies import Advice, Remedy, remedies
from desktop.model.run.command import RunContainer
from desktop.model.run.pages import NotPulled
from desktop.model.run.resolve import Surroundings
from desktop.model.run.spec import ContainerSpec
from desktop.model.store import Store
from tests.model.fake_engine import FakeEngine, FakeWorld, make_image
from tests.support.aio import Aio

SECRET = "s3cret-of-mine"
PUSH = PushImage(Target(Kind.IMAGE, "sha256:1", "127.0.0.1:5000/app:1"))


def run(aio: Aio, world: FakeWorld, command: Command) -> Operation:
    async def main() -> Operation:
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        operation = operations.start(command)
        await operation.wait()
        return operation

    return aio(main())


def test_a_pull_learns_whether_something_new_came(aio: Aio) -> None:
    world = FakeWorld()
    first = PullImage("app:1", platform="linux/arm64")
    assert run(aio, world, first).outcome is Outcome.DONE
    assert first.learned == [Came.NEW]


def test_a_pull_of_what_is_here_learns_that_it_is_the_same(aio: Aio) -> None:
    world = FakeWorld()
    world.inspections = {"app:1": {"Id": "sha256:1"}}
    same = PullImage("app:1")
    run(aio, world, same)
    assert same.learned == [Came.SAME]


def test_a_pull_that_moves_a_name_learns_that_it_is_newer(aio: Aio) -> None:
    world = FakeWorld()
    world.add(make_image(1, "app:1"))

    def moved(name: str) -> None:
        if name == "pull":
            world.vanish(make_image(1, "app:1"))

    world.on_call = moved
    newer = PullImage("app:1")
    run(aio, world, newer)
    assert newer.learned == [Came.NEWER]


def test_a_pull_for_another_platform_learns_for_which_the_name_is_now(aio: Aio) -> None:
    world = FakeWorld()
    world.inspections = {"app:1": {"Id": "sha256:1", "Os": "linux", "Architecture": "amd64"}}
    arm = {"Id": "sha256:2", "Os": "linux", "Architecture": "arm64", "Variant": "v8"}

    def moved(name: str) -> None:
        if name == "pull":
            world.inspections = {"app:1": arm}

    world.on_call = moved
    other = PullImage("app:1", platform="linux/arm64")
    run(aio, world, other)
    assert other.learned == [OtherPlatform("linux/arm64/v8")]


@pytest.mark.parametrize(
    ("states", "was_there"),
    [
        ((PartState.CACHED, PartState.CACHED), True),
        ((PartState.CACHED, PartState.DONE), False),
        ((), False),
    ],
)
def test_a_push_learns_its_digest_and_whether_each_layer_was_there(
    aio: Aio, states: tuple[PartState, ...], was_there: bool
) -> None:
    world = FakeWorld()
    parts = tuple(ProgressPart(str(number), state) for number, state in enumerate(states))
    world.progress = [Progress("", 0, None, parts)]
    world.registries.digest = "sha256:9"
    push = PushImage(PUSH.target)
    run(aio, world, push)
    assert push.learned == [Pushed("sha256:9", was_there)]


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (PullImage("a:1", platform="linux/arm64"), "docker pull --platform linux/arm64 a:1"),
        (PUSH, "docker push 127.0.0.1:5000/app:1"),
        (SignInTo(SignIn("reg:1", "me", Secret(SECRET))), "docker login --username me reg:1"),
        (SignInTo(SignIn(HUB, "me", Secret(SECRET))), "docker login --username me"),
        (SignOutOf("reg:1"), "docker logout reg:1"),
        (SignOutOf(HUB), "docker logout"),
    ],
)
def test_the_line_is_dockers_and_holds_no_secret(command: Command, line: str) -> None:
    assert [" ".join(words) for words in command.lines()] == [line]
    assert SECRET not in repr(command)


def offered(command: Command, error: EngineError) -> list[Remedy]:
    operation = Operation(1, command, "here")
    operation.outcome = Outcome.FAILED
    return list(remedies(operation, Failure(command.targets[0], error), Store()))


@pytest.mark.parametrize(
    "error",
    [
        EngineFault("no basic auth credentials"),
        NotPermitted("denied: requested access to the resource is denied"),
        RegistryFailed(RegistryFault.WRONG_SECRET, "127.0.0.1:5000"),
    ],
)
def test_who_is_not_let_in_is_offered_to_sign_in(error: EngineError) -> None:
    assert offered(PUSH, error) == [Remedy(Advice.SIGN_IN, PUSH, registry="127.0.0.1:5000")]


def test_a_sign_in_that_failed_on_the_way_is_offered_with_what_was_to_follow() -> None:
    wanted = SignInTo(SignIn("127.0.0.1:5000", "me", Secret(SECRET)))
    error = RegistryFailed(RegistryFault.WRONG_SECRET, "127.0.0.1:5000")
    [remedy] = offered(InTurn((wanted,), PUSH), error)
    assert (remedy.advice, remedy.command) == (Advice.SIGN_IN, PUSH)


def test_a_container_whose_image_is_not_let_out_begins_with_a_sign_in_and_a_pull() -> None:
    run_it = RunContainer(
        ContainerSpec(image="127.0.0.1:5000/app:1"), Surroundings("/", {}, lambda _path: b"")
    )
    error = NotPulled("127.0.0.1:5000/app:1", EngineFault("no basic auth credentials"))
    pull = PullImage("127.0.0.1:5000/app:1")
    assert offered(run_it, error) == [Remedy(Advice.SIGN_IN, pull, registry="127.0.0.1:5000")]
    assert offered(run_it, NotPulled("app:1", EngineFault("unexpected EOF"))) == []


def test_a_password_is_forgotten_once_it_was_used(aio: Aio) -> None:
    for error in (None, EngineFault("unexpected EOF")):
        world = FakeWorld()
        if error is not None:
            world.fail("sign_in", error)
        wanted = SignIn("reg.example", "me", Secret(SECRET))
        operation = run(aio, world, SignInTo(wanted))
        assert operation.outcome is (Outcome.DONE if error is None else Outcome.FAILED)
        assert wanted.secret.text == ""


def test_a_sign_in_is_not_tried_again_without_its_password() -> None:
    command = SignInTo(SignIn("reg.example", "me", Secret(SECRET)))
    found = offered(command, EngineFault("i/o timeout"))
    assert found == [Remedy(Advice.SIGN_IN, command, registry="reg.example")]


def test_what_was_lost_with_the_engine_begins_with_the_sign_in_again() -> None:
    signing = SignInTo(SignIn("127.0.0.1:5000", "me", Secret(SECRET)))
    lost = Unreachable(Reason.DROPPED)
    again = [Remedy(Advice.SIGN_IN, PUSH, registry="127.0.0.1:5000")]
    assert offered(InTurn((signing,), PUSH), lost) == again


def test_a_connection_that_broke_is_tried_again() -> None:
    assert offered(PUSH, EngineFault("unexpected EOF")) == [Remedy(Advice.RETRY, PUSH)]


def test_who_asks_too_often_may_sign_in_or_try_again() -> None:
    found = offered(PullImage("app:1"), EngineFault("toomanyrequests: …"))
    assert [each.advice for each in found] == [Advice.SIGN_IN, Advice.RETRY]
    assert found[0].registry == HUB
