"""What the Engine removes once it ends is stopped with a person's consent, asked for once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.engine.errors import Reason, Unreachable
from desktop.engine.records import State
from desktop.model.commands import ContainersCommand, Target, Verb
from desktop.model.consent import Consent, removed_at_their_end
from desktop.model.in_turn import InTurn
from desktop.model.operations import Operation, Operations, Outcome
from tests.model.fake_engine import FakeEngine, FakeWorld, make_container, make_id
from tests.model.test_operations import target
from tests.support.aio import Aio


class Person:
    """Answers, and remembers what was asked."""

    def __init__(self, *answers: bool) -> None:
        self.asked: list[tuple[Target, ...]] = []
        self._answers = list(answers)

    async def ask(self, going: tuple[Target, ...]) -> bool:
        self.asked.append(going)
        return self._answers.pop(0)


def stop(person: Person, targets: Sequence[Target]) -> ContainersCommand:
    return ContainersCommand(Verb.STOP, tuple(targets), consent=Consent(tuple(targets), person.ask))


@pytest.fixture
def engine(world: FakeWorld) -> FakeEngine:
    world.add(*(make_container(number) for number in range(1, 41)))
    for number in range(1, 41):
        goes = number in (2, 30)
        world.inspections[make_id(number)] = {"HostConfig": {"AutoRemove": goes}}
    return FakeEngine(world)


def run(aio: Aio, engine: FakeEngine, command: ContainersCommand | InTurn) -> Operation:
    async def main() -> Operation:
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        return operation

    return aio(main())


def test_nobody_is_asked_where_all_of_them_stay(aio: Aio, engine: FakeEngine) -> None:
    person = Person()
    operation = run(aio, engine, stop(person, [target(1), target(3)]))
    assert operation.outcome is Outcome.DONE
    assert person.asked == []


def test_of_many_that_are_stopped_at_once_those_that_go_are_asked_for_once(
    aio: Aio, engine: FakeEngine
) -> None:
    person = Person(True)
    everything = [target(number) for number in range(1, 41)]
    operation = run(aio, engine, stop(person, everything))
    assert person.asked == [(target(2), target(30))]
    assert operation.outcome is Outcome.DONE
    assert len(operation.succeeded) == 40


def test_without_consent_nothing_is_stopped_and_all_is_cancelled(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    person = Person(False)
    everything = [target(number) for number in range(1, 41)]
    operation = run(aio, engine, stop(person, everything))
    assert len(person.asked) == 1
    assert operation.outcome is Outcome.CANCELLED
    assert (operation.succeeded, operation.failures) == ((), ())
    assert all(each.state is State.RUNNING for each in world.containers.values())


def test_a_container_that_is_stopped_on_the_way_is_asked_for_too(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    start = ContainersCommand(Verb.START, (target(1),))
    person = Person(False)
    operation = run(aio, engine, InTurn((stop(person, [target(2)]),), start))
    assert person.asked == [(target(2),)]
    assert operation.outcome is Outcome.CANCELLED
    assert world.containers[make_id(2)].state is State.RUNNING


def test_what_the_engine_does_not_tell_of_is_not_stopped_and_asked_for_when_it_is_tried_again(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    person = Person()
    world.fail("inspect", Unreachable(Reason.DROPPED))
    command = stop(person, [target(1), target(2)])
    operation = run(aio, engine, command)
    assert operation.outcome is Outcome.FAILED
    assert [type(each.error) for each in operation.failures] == [Unreachable, Unreachable]
    assert all(each.state is State.RUNNING for each in world.containers.values())
    assert command.consent is not None
    assert not command.consent.settled
    world.heal("inspect")
    person = Person(True)
    again = stop(person, [target(1), target(2)])
    assert run(aio, engine, again).outcome is Outcome.DONE
    assert person.asked == [(target(2),)]
    assert again.consent is not None
    assert again.consent.settled


def test_what_is_gone_is_stopped_as_far_as_it_can_be(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    del world.inspections[make_id(2)]
    gone = Target(target(1).kind, "f" * 64, "gone")
    assert aio(removed_at_their_end(engine, [target(2), gone, target(30)])) == (target(30),)
