from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.engine.archive_records import Lineage
from desktop.engine.errors import EngineError, EngineFault, NotFound, Reason, Unreachable
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, NetworkSpec, Progress, VolumeSpec
from desktop.engine.registry_records import Secret, SignIn
from desktop.model import operations as module
from desktop.model.commands import (
    Command,
    ContainersCommand,
    CreateNetwork,
    CreateVolume,
    MeasureVolumes,
    RemoveContainers,
    RemoveNetworks,
    RemoveVolumes,
    RenameContainer,
    Target,
    Verb,
)
from desktop.model.image_commands import IsParent, PullImage, RemoveImages, TagImage
from desktop.model.operations import Busy, NoEngine, Operation, Operations, Outcome
from desktop.model.registry_commands import PushImage, SignInTo, SignOutOf
from desktop.model.starter import PackStarter
from tests.model.clock import now, settle
from tests.model.fake_engine import (
    FakeEngine,
    FakeWorld,
    lost,
    make_container,
    make_id,
    make_image,
    make_network,
    make_volume,
)
from tests.support.aio import Aio


def target(number: int, name: str = "") -> Target:
    return Target(Kind.CONTAINER, make_id(number), name or f"c{number}")


SIGNING = SignIn("reg:1", "me", Secret("x"))


def stop(*numbers: int) -> ContainersCommand:
    return ContainersCommand(Verb.STOP, tuple(target(number) for number in numbers))


@pytest.fixture
def engine(world: FakeWorld) -> FakeEngine:
    world.add(*(make_container(number) for number in range(1, 41)))
    return FakeEngine(world)


@pytest.fixture
def operations(engine: FakeEngine) -> Operations:
    return Operations(lambda: engine)


def test_a_command_is_done_to_each_target(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        operation = operations.start(stop(1, 2, 3))
        assert operation.running
        assert operation.where == world.endpoint.title
        assert await operation.wait() is Outcome.DONE
        assert sorted(world.called("stop")) == [(make_id(n),) for n in (1, 2, 3)]
        assert set(operation.succeeded) == set(operation.command.targets)
        assert operation.done == 3
        assert not operations.running
        assert list(operations) == [operation]

    clock_aio(scenario())


def test_one_target_that_fails_does_not_hold_up_the_others(
    clock_aio: Aio, operations: Operations
) -> None:
    async def scenario() -> None:
        operation = operations.start(stop(1, 99, 3))
        assert await operation.wait() is Outcome.FAILED
        assert [f.target for f in operation.failures] == [target(99)]
        assert isinstance(operation.failures[0].error, NotFound)
        assert set(operation.succeeded) == {target(1), target(3)}

    clock_aio(scenario())


def test_a_few_at_a_time(clock_aio: Aio, world: FakeWorld, operations: Operations) -> None:
    async def scenario() -> None:
        world.fail("stop", delay=10)
        began = now()
        operation = operations.start(stop(*range(1, 21)))
        await settle()
        assert len(world.called("stop")) == module.AT_ONCE
        assert await operation.wait() is Outcome.DONE
        assert now() - began == pytest.approx(30, abs=0.01)

    clock_aio(scenario())


def test_cancelling_ends_what_runs_and_starts_no_more(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        world.fail("stop", until=gate)
        operation = operations.start(stop(*range(1, 21)))
        await settle()
        operations.cancel(operation)
        operations.cancel(operation)
        assert operation.cancelling
        assert await operation.wait() is Outcome.CANCELLED
        assert not operation.cancelling
        assert len(world.called("stop")) == module.AT_ONCE
        assert operation.done == 0
        assert operations.busy(Kind.CONTAINER, make_id(1)) is None

    clock_aio(scenario())


def test_what_was_done_before_the_cancel_stays_done(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        world.on_call = lambda name: (
            world.fail("stop", until=asyncio.Event()) if len(world.called("stop")) == 3 else None
        )
        operation = operations.start(stop(1, 2, 3, 4))
        await settle()
        operations.cancel(operation)
        assert await operation.wait() is Outcome.CANCELLED
        assert set(operation.succeeded) == {target(1), target(2)}
        assert operation.entries == (
            ((("docker", "stop", "c1", "c2"),), True),
            ((("docker", "stop", "c3", "c4"),), False),
        )

    clock_aio(scenario())


def test_an_operation_cancelled_before_its_first_step_ends_too(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        operation = operations.start(stop(1))
        operations.cancel(operation)
        assert await operation.wait() is Outcome.CANCELLED
        assert not world.called("stop")

    clock_aio(scenario())


def test_a_cancel_that_comes_too_late_changes_nothing(
    clock_aio: Aio, operations: Operations
) -> None:
    async def scenario() -> None:
        operation = operations.start(stop(1))
        await operation.wait()
        operations.cancel(operation)
        assert await operation.wait() is Outcome.DONE
        assert not operation.cancelling

    clock_aio(scenario())


def test_the_same_verb_cannot_run_twice_on_the_same_object(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        world.fail("stop", until=gate)
        operation = operations.start(stop(1, 2))
        with pytest.raises(Busy) as busy:
            operations.start(stop(3, 2))
        assert busy.value.target == target(2)
        with pytest.raises(Busy):  # renamed meanwhile: it is the same
            operations.start(ContainersCommand(Verb.STOP, (target(2, "renamed"),)))
        killing = operations.start(ContainersCommand(Verb.KILL, (target(2),)))
        other = operations.start(stop(3))
        await settle()
        gate.set()
        for each in (operation, killing, other):
            await each.wait()
        await operations.start(stop(2)).wait()

    clock_aio(scenario())


def test_two_names_of_one_image_are_two_things(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        image = make_image(900, "a:1", "b:1", "c:1")
        world.add(image)
        world.fail("remove_image", until=asyncio.Event())

        def untag(name: str) -> RemoveImages:
            return RemoveImages((Target(Kind.IMAGE, image.id, name),), verb=Verb.UNTAG)

        operations.start(untag("a:1"))
        operations.start(untag("b:1"))
        with pytest.raises(Busy):
            operations.start(untag("a:1"))
        await operations.close()

    clock_aio(scenario())


def test_images_and_their_names_go_one_after_the_other(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        image, other = make_image(900, "a:1", "b:1", "c:1"), make_image(901, "d:1")
        world.add(image, other)
        world.fail("remove_image", delay=1)
        names = [(image, "a:1"), (image, "b:1"), (other, "d:1")]
        began = now()
        operation = operations.start(
            RemoveImages(tuple(Target(Kind.IMAGE, i.id, name) for i, name in names))
        )
        await settle()
        assert world.called("remove_image") == [("a:1", False)]
        assert await operation.wait() is Outcome.DONE
        assert now() - began == pytest.approx(3)

    clock_aio(scenario())


def test_an_object_is_busy_until_its_own_part_has_ended(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        world.on_call = lambda name: (
            world.fail("stop", until=gate) if len(world.called("stop")) == 2 else None
        )
        told: list[tuple[Verb | None, Verb | None]] = []

        def look(_operation: object = None) -> None:
            told.append(tuple(operations.busy(Kind.CONTAINER, make_id(n)) for n in (1, 2)))  # type: ignore[arg-type]

        operations.changed.subscribe(look)
        operation = operations.start(stop(1, 2))
        await settle()
        gate.set()
        await operation.wait()
        assert told == [(Verb.STOP, Verb.STOP), (None, Verb.STOP), (None, None)]

    clock_aio(scenario())


def test_asking_what_is_busy_does_not_look_through_the_targets(
    clock_aio: Aio, world: FakeWorld, operations: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        world.fail("stop", until=asyncio.Event())
        operations.start(stop(*range(1, 41)))
        operations.start(ContainersCommand(Verb.PAUSE, (target(1),)))
        with monkeypatch.context() as patch:
            patch.setattr(operations, "_all", ())
            assert operations.busy(Kind.CONTAINER, make_id(1)) is Verb.PAUSE  # the last begun
            assert operations.busy(Kind.CONTAINER, make_id(40)) is Verb.STOP
            assert operations.busy(Kind.CONTAINER, make_id(41)) is None
        await settle()
        assert operations.busy(Kind.CONTAINER, make_id(1)) is Verb.STOP  # paused by now
        await operations.close()
        assert operations.busy(Kind.CONTAINER, make_id(1)) is None

    clock_aio(scenario())


def test_progress_is_told_ten_times_a_second_and_the_last_always(
    clock_aio: Aio, engine: FakeEngine, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        told: list[tuple[float, Progress | None]] = []
        operations.changed.subscribe(lambda o: told.append((now() - began, o.progress)))

        async def pull(
            reference: str, report: Callable[[Progress], None], *, platform: str = ""
        ) -> None:
            for number in range(1000):
                report(Progress("", number, 2000))
                await asyncio.sleep(0.001)
            await gate.wait()

        engine.pull = pull  # type: ignore[method-assign]
        began = now()
        operation = operations.start(PullImage("app:2"))
        await asyncio.sleep(5)
        assert 9 <= len(told) <= 12
        assert told[-1][1] == Progress("", 999, 2000), "also while nothing more comes"
        assert told[-1][0] == pytest.approx(1.0, abs=0.11)
        assert operation.fraction == pytest.approx(999 / 2000)
        gate.set()
        await operation.wait()
        assert told[-1][1] == Progress("", 999, 2000)

    clock_aio(scenario())


def test_progress_on_the_last_moment_is_told_with_the_end(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        world.progress = [Progress("", n, 10) for n in range(11)]
        told: list[tuple[bool, Progress | None]] = []
        operations.changed.subscribe(lambda o: told.append((o.running, o.progress)))
        await operations.start(PullImage("app:2")).wait()
        assert told[-1] == (False, Progress("", 10, 10))
        await asyncio.sleep(1)
        assert len(told) == 3

    clock_aio(scenario())


def test_without_an_engine_a_command_fails_at_once(clock_aio: Aio) -> None:
    async def scenario() -> None:
        suspected: list[bool] = []
        operations = Operations(lambda: None, lambda: suspected.append(True))
        operation = operations.start(stop(1, 2))
        assert operation.where == ""
        assert await operation.wait() is Outcome.FAILED
        assert [type(f.error) for f in operation.failures] == [NoEngine, NoEngine]
        assert not suspected

    clock_aio(scenario())


def test_targets_that_come_after_the_loss_of_the_engine_are_not_tried(
    clock_aio: Aio, engine: FakeEngine, world: FakeWorld
) -> None:
    async def scenario() -> None:
        current: list[Engine | None] = [engine]
        suspected: list[bool] = []
        operations = Operations(lambda: current[0], lambda: suspected.append(True))
        gate = asyncio.Event()
        world.fail("stop", lost(), until=gate)
        operation = operations.start(stop(*range(1, 21)))
        await settle()
        current[0] = None
        gate.set()
        assert await operation.wait() is Outcome.FAILED
        errors = [type(f.error) for f in operation.failures]
        assert errors.count(Unreachable) == module.AT_ONCE
        assert errors.count(NoEngine) == 20 - module.AT_ONCE
        assert len(suspected) == module.AT_ONCE

    clock_aio(scenario())


def test_a_connection_closed_beneath_it_is_a_failure_not_a_success(
    clock_aio: Aio, engine: FakeEngine, operations: Operations
) -> None:
    async def scenario() -> None:
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        async def stopping(container: str, *, timeout: int | None = None) -> None:
            await answer

        engine.stop = stopping  # type: ignore[method-assign]
        operation = operations.start(stop(1))
        await settle()
        answer.cancel()  # what waits in a closed engine's queue is cancelled, not answered
        assert await operation.wait() is Outcome.FAILED
        error = operation.failures[0].error
        assert isinstance(error, Unreachable)
        assert error.reason is Reason.DROPPED

    clock_aio(scenario())


def test_only_an_engine_that_gave_no_answer_is_suspected(
    clock_aio: Aio, engine: FakeEngine, world: FakeWorld
) -> None:
    async def scenario() -> None:
        suspected: list[bool] = []
        operations = Operations(lambda: engine, lambda: suspected.append(True))
        world.fail("stop", EngineFault("broken", status=500))
        await operations.start(stop(1)).wait()
        assert not suspected
        world.fail("stop", lost(Reason.TIMEOUT))
        await operations.start(stop(1)).wait()
        assert suspected

    clock_aio(scenario())


def test_a_fault_of_ours_is_a_failure_and_logged(
    clock_aio: Aio, world: FakeWorld, operations: Operations, expect_log: Callable[[str], None]
) -> None:
    expect_log("stop failed unexpectedly")

    async def scenario() -> None:
        world.fail("stop", ZeroDivisionError("ours"), times=1)
        operation = operations.start(stop(1))
        assert await operation.wait() is Outcome.FAILED
        assert "ZeroDivisionError" in str(operation.failures[0].error)

    clock_aio(scenario())


def test_removing_what_is_gone_already_succeeds(clock_aio: Aio, operations: Operations) -> None:
    async def scenario() -> None:
        commands: list[Command] = [
            RemoveContainers((target(99),)),
            RemoveImages((Target(Kind.IMAGE, "sha256:1", "gone:1"),)),
            RemoveNetworks((Target(Kind.NETWORK, make_id(1), "gone"),)),
            RemoveVolumes((Target(Kind.VOLUME, "gone", "gone"),)),
        ]
        for command in commands:
            assert await operations.start(command).wait() is Outcome.DONE

    clock_aio(scenario())


def test_a_name_that_went_to_another_image_is_not_removed(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        old, new = make_image(900), make_image(901, "app:1")
        world.add(old, new)
        command = RemoveImages((Target(Kind.IMAGE, old.id, "app:1"),), force=True)
        assert await operations.start(command).wait() is Outcome.DONE
        assert not world.called("remove_image")
        by_id = RemoveImages((Target(Kind.IMAGE, old.id, old.id),))
        assert await operations.start(by_id).wait() is Outcome.DONE
        assert world.called("remove_image") == [(old.id, False)]
        assert list(world.images) == [new.id]

    clock_aio(scenario())


@pytest.mark.parametrize("verb", [Verb.REMOVE, Verb.UNTAG])
def test_an_image_that_others_were_made_of_keeps_its_last_name_unless_only_that_is_to_go(
    clock_aio: Aio, world: FakeWorld, operations: Operations, verb: Verb
) -> None:
    async def scenario() -> None:
        base, child = make_image(900, "base:1"), make_image(901, "child:1")
        world.add(base, child)
        for image, name in ((base, "base:1"), (child, "child:1")):
            world.inspections[name] = {"Id": image.id, "RepoTags": [name]}
        world.stored.lineage = Lineage((base, child), {child.id: base.id})
        targets = Target(Kind.IMAGE, base.id, "base:1"), Target(Kind.IMAGE, child.id, "child:1")
        operation = operations.start(RemoveImages(targets[:1], verb=verb))
        await operation.wait()
        errors = [failure.error for failure in operation.failures]
        if verb is Verb.UNTAG:
            assert not errors
        else:
            assert [error.children for error in errors if isinstance(error, IsParent)] == [(child,)]
            assert not world.called("remove_image")
            # Together they go.
            assert await operations.start(RemoveImages(targets)).wait() is Outcome.DONE

    clock_aio(scenario())


def test_a_busybox_that_fails_is_a_failure_with_its_message(
    aio: Aio, world: FakeWorld, tmp_path: Path
) -> None:
    busybox = tmp_path / "busybox"
    busybox.write_text("#!/bin/sh\nexit 3\n")
    busybox.chmod(0o755)

    async def scenario() -> None:
        command = PackStarter(busybox)
        with pytest.raises(EngineError, match="status 3"):
            await command.act(FakeEngine(world), command.targets[0], lambda _progress: None)
        assert not world.called("import_image")

    aio(scenario())


def test_each_command_asks_the_engine_for_what_it_says(
    clock_aio: Aio, world: FakeWorld, operations: Operations
) -> None:
    async def scenario() -> None:
        image, network = make_image(900, "app:1"), make_network(700, "net")
        world.add(image, network, make_volume("v"))
        sizes: dict[str, int] = {}
        world.sizes = {"v": 5}
        commands: list[tuple[Command, tuple[object, ...]]] = [
            (
                ContainersCommand(Verb.KILL, (target(1),), signal="HUP"),
                ("kill", make_id(1), "HUP"),
            ),
            (RenameContainer(target(1), "new"), ("rename", make_id(1), "new")),
            (
                RemoveContainers((target(2),), force=True, volumes=True),
                ("remove_container", make_id(2), True, True),
            ),
            (
                TagImage(Target(Kind.IMAGE, image.id, "app:1"), "app:2"),
                ("tag", image.id, "app:2"),
            ),
            (
                RemoveImages((Target(Kind.IMAGE, image.id, "app:2"),), force=True),
                ("remove_image", "app:2", True),
            ),
            (CreateNetwork(NetworkSpec("n")), ("create_network", NetworkSpec("n"))),
            (
                RemoveNetworks((Target(Kind.NETWORK, network.id, "net"),)),
                ("remove_network", network.id),
            ),
            (CreateVolume(VolumeSpec("w")), ("create_volume", VolumeSpec("w"))),
            (
                RemoveVolumes((Target(Kind.VOLUME, "v", "v"),)),
                ("remove_volume", "v", False),
            ),
            (PullImage("app:3"), ("pull", "app:3")),
            (PushImage(Target(Kind.IMAGE, image.id, "app:1")), ("push", "app:1")),
            (SignInTo(SIGNING), ("sign_in", SIGNING)),
            (SignOutOf("reg:1"), ("sign_out", "reg:1")),
            (MeasureVolumes(sizes.update), ("volume_sizes",)),
        ]
        for command, call in commands:
            operation = operations.start(command)
            assert await operation.wait() is Outcome.DONE, (command, operation.failures)
            assert [done for done in world.calls if done[0] != "inspect"][-1] == call
        assert sizes == {"v": 5}
        for verb in (Verb.START, Verb.STOP, Verb.RESTART, Verb.PAUSE, Verb.UNPAUSE):
            await operations.start(ContainersCommand(verb, (target(3),))).wait()
            assert world.calls[-1] == (verb.value, make_id(3))

    clock_aio(scenario())


def test_the_record_is_bounded_and_keeps_what_runs(
    clock_aio: Aio, world: FakeWorld, operations: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 5)

    async def scenario() -> None:
        world.fail("pause", until=asyncio.Event())
        running = operations.start(ContainersCommand(Verb.PAUSE, (target(1),)))
        ended: list[Operation] = []
        for number in range(2, 12):
            ended.append(operations.start(stop(number)))
            await ended[-1].wait()
        assert list(operations) == [running, *ended[-4:]]
        await operations.close()

    clock_aio(scenario())


def test_closing_ends_everything(clock_aio: Aio, world: FakeWorld, operations: Operations) -> None:
    async def scenario() -> None:
        await operations.close()
        world.fail("stop", until=asyncio.Event())
        some = [operations.start(stop(number)) for number in range(1, 5)]
        await settle()
        await operations.close()
        assert [o.outcome for o in some] == [Outcome.CANCELLED] * 4

    clock_aio(scenario())


def test_an_operation_knows_how_long_it_took(clock_aio: Aio, operations: Operations) -> None:
    async def scenario() -> None:
        operation = operations.start(stop(1, 2))
        assert operation.seconds >= 0
        assert operation.fraction == 0
        await operation.wait()
        assert operation.fraction == 1
        assert operation.seconds == operation.seconds

    clock_aio(scenario())
