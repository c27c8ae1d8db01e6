from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.engine.archive_records import Lineage
from desktop.engine.build_records import BaseRefused, BuildFailed
from desktop.engine.errors import (
    Conflict,
    EngineError,
    EngineFault,
    NotFound,
    NotPermitted,
    Reason,
    Unreachable,
)
from desktop.engine.records import Image, Kind, NetworkSpec, State
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_records import Secret, SignIn
from desktop.model.archive_commands import SaveImages
from desktop.model.build.command import BuildImage
from desktop.model.build.spec import BuildSpec
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
)
from desktop.model.image_commands import IsParent, PullImage, RemoveImages
from desktop.model.in_turn import InTurn
from desktop.model.operations import Failure, NoEngine, Operation, Operations, Outcome
from desktop.model.registry_commands import SignInTo
from desktop.model.remedies import Advice, Remedy, remedies
from desktop.model.store import Store
from desktop.model.whole_file import FileTrouble
from tests.model.clock import settle
from tests.model.fake_engine import (
    FakeEngine,
    FakeWorld,
    attached,
    make_container,
    make_id,
    make_image,
    make_network,
    make_volume,
    mounted,
    published,
)
from tests.model.test_impact import store_of, target
from tests.support.aio import Aio

CONFLICT = Conflict("no", status=409)
RUNNING, EXITED = make_container(1, "web"), make_container(2, "job", state=State.EXITED)


def offered(command: Command, error: EngineError, store: Store) -> tuple[Remedy, ...]:
    operation = Operation(1, command, "here")
    return remedies(operation, Failure(command.targets[0], error), store)


def start(record: object = EXITED) -> ContainersCommand:
    return ContainersCommand(Verb.START, (target(record),))  # type: ignore[arg-type]


@pytest.mark.parametrize("error", [Unreachable(Reason.DROPPED), NoEngine()])
def test_what_got_no_answer_can_be_tried_again(error: EngineError) -> None:
    [remedy] = offered(start(), error, store_of(EXITED))
    assert (remedy.advice, remedy.command) == (Advice.RETRY, start())
    assert not remedy.destructive


def test_only_the_target_that_failed_is_tried_again() -> None:
    both = ContainersCommand(Verb.START, (target(EXITED), target(RUNNING)))
    [remedy] = offered(both, Unreachable(Reason.TIMEOUT), store_of(EXITED, RUNNING))
    assert remedy.command == start()


def test_what_turned_out_to_be_done_is_not_tried_again() -> None:
    removed = RemoveContainers((target(EXITED),))
    assert not offered(removed, Unreachable(Reason.DROPPED), store_of())
    assert not offered(start(RUNNING), Unreachable(Reason.DROPPED), store_of(RUNNING))


def test_a_name_that_went_to_another_image_is_not_taken_from_that_one() -> None:
    image, other = make_image(900, "b:1"), make_image(901, "a:1")
    untag = RemoveImages((Target(Kind.IMAGE, image.id, "a:1"),), verb=Verb.UNTAG)
    assert not offered(untag, Unreachable(Reason.TIMEOUT), store_of(image, other))
    assert not offered(untag, CONFLICT, store_of(image, other))


def test_a_running_container_is_stopped_first_or_removed_by_force() -> None:
    command = RemoveContainers((target(RUNNING),), volumes=True)
    stop, force = offered(command, CONFLICT, store_of(RUNNING))
    assert stop.advice is Advice.STOP_FIRST
    assert stop.command is not None
    assert stop.command.lines() == (
        ("docker", "stop", "web"),
        ("docker", "rm", "--volumes", "web"),
    )
    assert force.advice is Advice.FORCE
    assert force.command == RemoveContainers((target(RUNNING),), force=True, volumes=True)
    assert stop.destructive
    assert force.destructive


def test_a_container_that_stopped_meanwhile_needs_no_remedy() -> None:
    assert not offered(RemoveContainers((target(EXITED),)), CONFLICT, store_of(EXITED))


def test_a_used_image_names_its_users() -> None:
    image = make_image(900, "app:1")
    command = RemoveImages((Target(Kind.IMAGE, image.id, "app:1"),))
    force, users = offered(command, CONFLICT, store_of(image, EXITED))
    assert (force.advice, force.about) == (Advice.FORCE, (target(EXITED),))
    assert users.advice is Advice.REMOVE_USERS
    assert users.command is not None
    assert users.command.lines() == (("docker", "rm", "job"), ("docker", "rmi", "app:1"))


def test_an_image_of_a_running_container_by_id_cannot_be_forced() -> None:
    image = make_image(900, "app:1")
    command = RemoveImages((Target(Kind.IMAGE, image.id, image.id),))
    [users] = offered(command, CONFLICT, store_of(image, RUNNING))
    assert users.advice is Advice.REMOVE_USERS
    assert users.command is not None
    assert users.command.lines()[0] == ("docker", "rm", "--force", "web")


def test_an_image_with_several_names_is_forced_by_its_id() -> None:
    image = make_image(900, "a:1", "b:1")
    command = RemoveImages((Target(Kind.IMAGE, image.id, image.id),))
    [force] = offered(command, CONFLICT, store_of(image))
    assert force.advice is Advice.FORCE


def lineage(*children: Image, of: Image) -> Lineage:
    """Each was made of the one before it, the first one of ``of``."""
    chain = (of, *children)
    return Lineage(chain, {below.id: above.id for above, below in pairwise(chain)})


def test_an_image_that_others_were_made_of_goes_after_them_or_loses_only_its_name() -> None:
    image, near, far = make_image(900, "app:1"), make_image(901, "b:1", "b:2"), make_image(902)
    command = RemoveImages((Target(Kind.IMAGE, image.id, "app:1"),))
    error = IsParent(lineage(near, far, of=image).made_of(image.id))
    children, untag = offered(command, error, store_of(image, near, far))
    assert (children.advice, children.destructive) == (Advice.REMOVE_CHILDREN, True)
    assert children.command is not None
    assert children.command.lines() == (
        ("docker", "rmi", far.id, "b:1", "b:2"),
        ("docker", "rmi", "app:1"),
    )
    assert untag == Remedy(Advice.UNTAG, replace(command, verb=Verb.UNTAG))


def test_what_a_container_needs_is_not_offered_to_go_with_the_image_below_it() -> None:
    image, child = make_image(900, "app:1"), make_image(901, "b:1")
    user = replace(EXITED, image_id=child.id)
    command = RemoveImages((Target(Kind.IMAGE, image.id, image.id),))
    assert not offered(command, IsParent([child]), store_of(image, child, user))


def test_an_image_that_nobody_knows_to_be_in_use_has_no_remedy() -> None:
    image = make_image(900, "app:1")
    command = RemoveImages((Target(Kind.IMAGE, image.id, image.id),))
    assert not offered(command, CONFLICT, store_of(image))


def test_an_engine_without_space_is_to_be_looked_at_before_it_is_tried_again() -> None:
    full = EngineFault("write /var/lib/docker/tmp/x: no space left on device")
    found = offered(PullImage("app:1"), full, store_of())
    assert [each.advice for each in found] == [Advice.FREE_SPACE, Advice.RETRY]
    here = FileTrouble(Path("x.tar"), OSError(28, "No space left on device"), writing=True)
    save = SaveImages((Target(Kind.IMAGE, "", "app:1"),), Path("x.tar"))
    assert [each.advice for each in offered(save, here, store_of())] == [Advice.RETRY]


def test_a_mounted_volume_names_its_containers() -> None:
    volume = make_volume("v")
    user = make_container(3, "db", state=State.EXITED, mounts=(mounted(volume),))
    command = RemoveVolumes((target(volume),))
    [remedy] = offered(command, CONFLICT, store_of(volume, user))
    assert (remedy.advice, remedy.about) == (Advice.REMOVE_USERS, (target(user),))
    assert remedy.command is not None
    assert remedy.command.lines() == (("docker", "rm", "db"), ("docker", "volume", "rm", "v"))


def test_a_network_with_running_containers_names_them() -> None:
    net = make_network(700, "net")
    user = make_container(3, "db", networks=(attached(net),))
    command = RemoveNetworks((target(net),))
    [leave, remedy] = offered(command, NotPermitted("active", status=403), store_of(net, user))
    assert (leave.advice, leave.about) == (Advice.DISCONNECT_USERS, (target(user),))
    assert leave.command is not None
    assert leave.command.lines() == (
        ("docker", "network", "disconnect", "net", "db"),
        ("docker", "network", "rm", "net"),
    )
    assert (remedy.advice, remedy.about) == (Advice.STOP_USERS, (target(user),))
    assert remedy.command is not None
    assert remedy.command.lines() == (("docker", "stop", "db"), ("docker", "network", "rm", "net"))


def test_a_name_that_is_taken_tells_by_whom() -> None:
    command = RenameContainer(target(EXITED), "web")
    [remedy] = offered(command, CONFLICT, store_of(EXITED, RUNNING))
    assert remedy == Remedy(Advice.OTHER_NAME, about=(target(RUNNING),))
    assert not offered(command, CONFLICT, store_of(EXITED))
    net = make_network(700, "net")
    create = CreateNetwork(NetworkSpec("net"))
    [remedy] = offered(create, CONFLICT, store_of(net))
    assert remedy == Remedy(Advice.OTHER_NAME, about=(target(net),))


@pytest.mark.parametrize(
    "words",
    [
        "driver failed programming external connectivity on endpoint job (c0e31c51): Bind for "
        "127.0.0.1:8080 failed: port is already allocated",
        "Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use",
        "listen tcp6 [::1]:8080: bind: address already in use",
        "failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use",
    ],
)
def test_a_port_that_is_taken_tells_which_container_has_it(words: str) -> None:
    holder = make_container(3, "proxy", ports=(published(80, 8080),))
    error = EngineFault(words, status=500)
    [remedy] = offered(start(), error, store_of(EXITED, holder))
    assert (remedy.advice, remedy.port) == (Advice.STOP_HOLDER, 8080)
    assert remedy.about == (target(holder),)
    assert remedy.command is not None
    assert remedy.command.lines() == (("docker", "stop", "proxy"), ("docker", "start", "job"))
    [remedy] = offered(start(), error, store_of(EXITED))
    assert remedy == Remedy(Advice.OTHER_PORT, port=8080)


def test_another_fault_at_a_start_has_no_remedy() -> None:
    holder = make_container(3, "proxy", ports=(published(80, 8080),))
    error = EngineFault("cannot reach 10.0.0.1:8080", status=500)
    assert not offered(start(), error, store_of(EXITED, holder))


def test_a_paused_container_is_unpaused_instead() -> None:
    paused = make_container(3, state=State.PAUSED)
    [remedy] = offered(start(paused), CONFLICT, store_of(paused))
    assert remedy.command == ContainersCommand(Verb.UNPAUSE, (target(paused),))


def test_a_start_whose_network_is_gone_tells_it() -> None:
    net = make_network(700, "net")
    lonely = make_container(3, state=State.EXITED, networks=(attached(net),))
    error = NotFound("network … not found", status=404)
    [remedy] = offered(start(lonely), error, store_of(lonely))
    assert (remedy.advice, remedy.about) == (Advice.MISSING_NETWORK, (target(net),))
    assert not offered(start(lonely), error, store_of(lonely, net))
    assert not offered(start(lonely), error, store_of())


def test_a_pull_that_failed_can_be_tried_again() -> None:
    [remedy] = offered(PullImage("app:1"), EngineFault("registry down", status=500), store_of())
    assert remedy == Remedy(Advice.RETRY, PullImage("app:1"))
    assert not offered(PullImage("app:1"), NotFound("no such", status=404), store_of())


def test_what_comes_in_turn_runs_in_turn(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        world.add(RUNNING)
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        stop = ContainersCommand(Verb.STOP, (target(RUNNING),))
        command = InTurn((stop,), RemoveContainers((target(RUNNING),)))
        operation = operations.start(command)
        assert operations.busy(Kind.CONTAINER, make_id(1)) is Verb.REMOVE
        assert await operation.wait() is Outcome.DONE
        names = [call[0] for call in world.calls]
        assert names == ["stop", "remove_container"]

    clock_aio(scenario())


def test_what_took_effect_in_turn_is_told_and_busy_until_then(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        first, second, volume = make_container(1), make_container(2), make_volume("v")
        world.add(first, second, volume)
        gate = asyncio.Event()
        world.on_call = lambda name: (
            world.fail("remove_container", EngineFault("no", status=500), until=gate)
            if len(world.called("remove_container")) == 2
            else None
        )
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        remove = RemoveContainers((target(first), target(second)), force=True)
        stop = ContainersCommand(Verb.STOP, (target(first),))
        last = RemoveVolumes((Target(Kind.VOLUME, "v", "v"),))

        def busy() -> list[Verb | None]:
            things = [(Kind.CONTAINER, first.id), (Kind.CONTAINER, second.id), (Kind.VOLUME, "v")]
            return [operations.busy(*thing) for thing in things]

        operation = operations.start(InTurn((stop, remove), last))
        assert busy() == [Verb.REMOVE, Verb.REMOVE, Verb.REMOVE]
        await settle()
        assert busy() == [None, Verb.REMOVE, Verb.REMOVE]
        gate.set()
        assert await operation.wait() is Outcome.FAILED
        assert busy() == [None, None, None]
        assert operation.entries == (
            (
                (("docker", "stop", "c1"), ("docker", "rm", "--force", "c1")),
                True,
            ),
            ((("docker", "rm", "--force", "c2"), ("docker", "volume", "rm", "v")), False),
        )

    clock_aio(scenario())


def test_what_fails_in_turn_ends_there(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        world.add(RUNNING)
        world.fail("stop", EngineFault("no", status=500))
        engine = FakeEngine(world)
        stop = ContainersCommand(Verb.STOP, (target(RUNNING),))
        command = InTurn((stop,), RemoveContainers((target(RUNNING),)))
        operation = Operations(lambda: engine).start(command)
        assert await operation.wait() is Outcome.FAILED
        assert not world.called("remove_container")
        assert operation.entries == ((command.lines(), False),)

    clock_aio(scenario())


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (RegistryFault.SIGN_IN, [Advice.SIGN_IN]),
        (RegistryFault.WRONG_SECRET, [Advice.SIGN_IN]),
        (RegistryFault.NO_REPOSITORY, [Advice.SIGN_IN, Advice.RETRY]),
        (RegistryFault.TOO_MANY, [Advice.SIGN_IN, Advice.RETRY]),
        (RegistryFault.REFUSED, [Advice.RETRY]),
    ],
)
def test_a_build_whose_image_did_not_come_is_built_again(
    fault: RegistryFault, advice: list[Advice]
) -> None:
    build = BuildImage(BuildSpec(), lambda _news: None)
    refused = RegistryFailed(fault, "reg.example", "no basic auth credentials")
    found = offered(build, BaseRefused(refused), store_of())
    assert [each.advice for each in found] == advice
    assert all(each.command is build for each in found)
    assert found[0].registry == ("reg.example" if advice[0] is Advice.SIGN_IN else "")
    signs = InTurn((SignInTo(SignIn("reg.example", "me", Secret("x"))),), build)
    assert offered(signs, refused, store_of()) == found, "nobody could sign in"


def test_a_step_that_speaks_of_a_registry_is_no_registry_that_failed() -> None:
    build = BuildImage(BuildSpec(), lambda _news: None)
    said = "The command '/bin/sh -c curl 401 Unauthorized' returned a non-zero code: 1"
    [again] = offered(build, BuildFailed(said, 1), store_of())
    assert again == Remedy(Advice.RETRY, build)
