from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from desktop.engine.errors import EngineFault, Garbled, Reason, Unreachable
from desktop.engine.records import Changes, Event, Kind, State
from desktop.model.session import Link, Session, Status
from desktop.model.store import Change, Store
from tests.model.clock import now, settle
from tests.model.fake_engine import (
    HERE,
    THERE,
    FakeWorld,
    lost,
    make_container,
    make_id,
    make_image,
    make_info,
    make_network,
    make_volume,
    nowhere,
)
from tests.support.aio import Aio


class Watched:
    """A session on a world, and what it told."""

    def __init__(self, world: FakeWorld) -> None:
        self.world = world
        self.store = Store()
        self.session = Session(self.store, world.find, world.connect)
        self.told: list[Status] = []
        self.changes: list[Change] = []
        self.session.status_changed.subscribe(self.told.append)
        self.store.changed.subscribe(self.changes.append)

    @property
    def status(self) -> Status:
        return self.session.status

    async def until(self, holds: Callable[[], object]) -> None:
        """Until something holds, after whatever the session tells or any time that passes."""
        while not holds():  # noqa: ASYNC110 - the clock jumps
            await asyncio.sleep(0.01)

    async def until_link(self, link: Link) -> None:
        await self.until(lambda: self.status.link is link)
        if link is Link.LIVE:
            await asyncio.sleep(1)  # the first lists have used up the pace


@asynccontextmanager
async def running(world: FakeWorld) -> AsyncIterator[Watched]:
    watched = Watched(world)
    task = asyncio.ensure_future(watched.session.run())
    try:
        yield watched
        assert not task.done(), task
    finally:
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
        assert watched.status.link is Link.CLOSED
        assert all(engine.closed == 1 for engine in world.connected)
        assert not any(engine.streaming for engine in world.connected)


def full(world: FakeWorld) -> FakeWorld:
    world.add(make_container(1), make_image(), make_network(), make_volume())
    return world


def test_the_stream_is_opened_before_anything_is_listed(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            names = [call[0] for call in world.calls]
            assert names[:3] == ["find", "connect", "changes"]
            assert sorted(names[3:]) == ["containers", "images", "networks", "volumes"]
            assert all(asked == (None,) for asked in world.called("containers"))
            assert world.called("changes") == [(world.info.clock - 2.0,)]
            assert len(watched.store.containers) == len(watched.store.images) == 1
            assert all(watched.store.table(kind).standing.loaded for kind in Kind)
            assert watched.status.info == watched.store.engine == world.info
            assert watched.session.engine is world.connected[0]

    clock_aio(scenario())


def test_an_event_is_answered_by_one_list_of_what_it_names(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.calls.clear()
            began = now()
            world.change(make_container(2))
            await settle()
            assert now() == began, "a lone event is answered at once"
            assert world.calls == [("containers", frozenset({make_id(2)}))]
            assert make_id(2) in watched.store.containers
            world.vanish(make_container(1))
            await settle()
            assert make_id(1) not in watched.store.containers

    clock_aio(scenario())


def test_an_event_during_the_first_lists_is_not_lost(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        world.fail("containers", until=gate, times=1)
        async with running(full(world)) as watched:
            await watched.until(lambda: world.called("containers"))
            world.change(make_container(2))  # the answer under way does not know it
            gate.set()
            await watched.until_link(Link.LIVE)
            await watched.until(lambda: make_id(2) in watched.store.containers)

    clock_aio(scenario())


def test_the_window_is_live_although_one_list_takes_long(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        world.fail("images", until=gate)
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            assert not watched.store.images.standing.loaded
            world.change(make_container(2))
            await watched.until(lambda: make_id(2) in watched.store.containers)
            gate.set()
            await watched.until(lambda: watched.store.images.standing.loaded)

    clock_aio(scenario())


def test_a_list_without_answer_for_three_seconds_is_told_as_slow(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("containers", until=gate)
            world.change(make_container(2))
            began = now()
            await watched.until(lambda: watched.status.slow)
            assert 2.9 <= now() - began <= 3.2
            assert watched.status.link is Link.LIVE
            gate.set()
            await settle()
            assert not watched.status.slow

    clock_aio(scenario())


def test_a_lost_engine_is_said_and_only_the_difference_is_applied_when_it_is_back(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        full(world).add(make_container(2))
        async with running(world) as watched:
            await watched.until_link(Link.LIVE)
            seen = watched.store.containers.get(make_id(1))
            world.fail("connect", lost(Reason.REFUSED))
            world.drop()
            await settle()
            assert watched.status.link is Link.LOST
            assert watched.session.engine is None
            assert all(watched.store.table(kind).standing.stale for kind in Kind)
            assert len(watched.store.containers) == 2, "the last known state stays"
            await watched.until(lambda: len(world.called("connect")) >= 4)
            assert watched.status.link is Link.LOST

            del world.containers[make_id(2)]
            world.add(make_container(3))
            watched.changes.clear()
            world.heal()
            await watched.until_link(Link.LIVE)
            assert watched.store.containers.get(make_id(1)) is seen
            containers = [c for c in watched.changes if c.kind is Kind.CONTAINER]
            assert [r.key for c in containers for r in c.appeared] == [make_id(3)]
            assert [r.key for c in containers for r in c.vanished] == [make_id(2)]
            assert not any(c.changed for c in containers)
            assert not watched.status.replaced
            assert not any(watched.store.table(kind).standing.stale for kind in Kind)

    clock_aio(scenario())


def test_waits_between_attempts_grow_and_begin_anew_after_a_success(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        times: list[float] = []
        world.on_call = lambda name: times.append(now()) if name == "connect" else None
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("connect", lost(Reason.MISSING))
            world.drop()
            await settle()
            first = watched.status.retry_at
            assert first is not None
            assert 0.4 <= first - now() <= 0.6
            await watched.until(lambda: len(times) >= 16)
            waits = [b - a for a, b in itertools.pairwise(times[1:])]
            assert all(w <= 2.4 for w in waits[:6]), "an Engine that restarts is seen soon"
            assert 8 <= waits[-1] <= 12.1
            assert len({round(w / 10, 6) for w in waits[-4:]}) > 1, "with jitter"
            world.heal()
            await watched.until_link(Link.LIVE)
            world.fail("connect", lost(Reason.MISSING))
            world.drop()
            await settle()
            again = watched.status.retry_at
            assert again is not None
            assert 0.4 <= again - now() <= 0.6

    clock_aio(scenario())


def test_retry_now_does_not_wait(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        world.fail("connect", lost(Reason.MISSING))
        async with running(full(world)) as watched:
            await watched.until(lambda: len(world.called("connect")) >= 10)
            await watched.until(lambda: watched.status.retry_at is not None)
            world.heal()
            began = now()
            watched.session.retry_now()
            await settle()
            assert watched.status.link is Link.LIVE
            assert now() == began

    clock_aio(scenario())


def test_another_engine_at_the_same_place_starts_from_nothing(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.say(Changes(deaths=(Event("container", "die", make_id(1), 1, {}),), count=1))
            await settle()
            assert watched.session.story(make_id(1))
            world.info = make_info("engine-2")
            watched.changes.clear()
            world.drop()
            await settle()
            await watched.until_link(Link.LIVE)
            assert watched.status.replaced
            assert watched.changes[0].vanished, "all is forgotten before anything is listed"
            assert not watched.session.story(make_id(1))
            assert make_id(1) in watched.store.containers

    clock_aio(scenario())


def test_podman_that_makes_up_an_id_for_each_answer_is_recognized(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        world.info = make_info("random-1", product="Podman Engine")
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            who = watched.session.engine_id
            world.info = make_info("random-2", product="Podman Engine")
            watched.changes.clear()
            world.drop()
            await settle()
            await watched.until_link(Link.LIVE)
            assert not watched.status.replaced
            assert watched.session.engine_id == who
            assert not watched.changes

    clock_aio(scenario())


def test_only_a_volume_that_was_removed_loses_its_size(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            volumes = watched.store.volumes
            watched.store.take_volume_sizes({"v": 7})
            world.change(make_volume(created=5.0))
            await settle()
            assert [(v.created, v.size) for v in volumes] == [(5.0, 7)]
            # Removed and made again, and the list is asked for when both are over.
            names = frozenset(("v",))
            world.say(Changes(volumes=names, removed_volumes=names, count=2))
            await settle()
            assert [(v.created, v.size) for v in volumes] == [(5.0, None)]

    clock_aio(scenario())


@pytest.mark.parametrize("error", [EngineFault("broken", status=500), Garbled("truncated")])
def test_one_failing_list_is_the_problem_of_its_kind_alone(
    clock_aio: Aio, world: FakeWorld, error: Exception
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            volumes = watched.store.volumes
            world.fail("volumes", error)
            world.change(make_volume("new"), make_container(2))
            await settle()
            assert volumes.standing.problem is error
            assert volumes.standing.stale
            assert [v.name for v in volumes] == ["v"], "the last known state stays"
            assert watched.status.link is Link.LIVE
            assert not watched.store.containers.standing.stale
            assert make_id(2) in watched.store.containers

            asked = len(world.called("volumes"))
            began = now()
            await watched.until(lambda: len(world.called("volumes")) >= asked + 6)
            assert now() - began > 5, "ever more slowly"
            world.heal()
            await watched.until(lambda: not volumes.standing.stale)
            assert volumes.standing.problem is None
            assert {v.name for v in volumes} == {"v", "new"}
            assert world.called("volumes")[-1] == (None,), "all is asked for again"

    clock_aio(scenario())


def test_events_do_not_hurry_a_failing_list(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("volumes", EngineFault("broken", status=500))
            for number in range(100):
                world.change(make_volume(f"v{number}"))
                await asyncio.sleep(0.1)
            assert len(world.called("volumes")) < 12

    clock_aio(scenario())


def test_a_list_that_failed_at_first_is_loaded_later(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        world.fail("images", EngineFault("broken", status=500), times=2)
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            assert not watched.store.images.standing.loaded
            assert watched.store.images.standing.problem is not None
            await watched.until(lambda: watched.store.images.standing.loaded)
            assert len(watched.store.images) == 1

    clock_aio(scenario())


def test_a_list_without_any_answer_loses_the_engine(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("containers", lost(Reason.TIMEOUT), delay=20)
            world.change(make_container(2))
            await watched.until_link(Link.LOST)
            error = watched.status.error
            assert isinstance(error, Unreachable)
            assert error.reason is Reason.TIMEOUT
            assert not watched.status.slow
            world.heal()
            await watched.until_link(Link.LIVE)
            assert make_id(2) in watched.store.containers

    clock_aio(scenario())


def test_an_engine_that_connects_but_never_lists_is_not_called_live(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        for call in ("containers", "images", "networks", "volumes"):
            world.fail(call, lost(Reason.TIMEOUT), delay=20)
        async with running(world) as watched:
            await watched.until_link(Link.NOWHERE)
            assert Link.LIVE not in {status.link for status in watched.told}
            assert [a.endpoint for a in watched.status.attempts] == [HERE]

    clock_aio(scenario())


def test_a_suspected_engine_that_does_not_answer_is_lost(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("connect", until=asyncio.Event(), times=1)
            watched.session.suspect()
            began = now()
            await watched.until_link(Link.LOST)
            assert now() - began <= 10.1
            error = watched.status.error
            assert isinstance(error, Unreachable)
            assert error.reason is Reason.TIMEOUT
            await watched.until_link(Link.LIVE)

    clock_aio(scenario())


def test_a_suspected_engine_that_answers_stays(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            watched.told.clear()
            watched.session.suspect()
            await watched.until(lambda: len(world.connected) == 2 and world.connected[1].closed)
            world.fail("connect", EngineFault("busy", status=503))
            watched.session.suspect()
            await settle()
            assert not watched.told
            assert watched.session.engine is world.connected[0]

    clock_aio(scenario())


@pytest.mark.parametrize("state", ["finding", "connecting", "listing", "live", "lost", "waiting"])
def test_a_move_is_followed_in_any_state(clock_aio: Aio, world: FakeWorld, state: str) -> None:
    async def scenario() -> None:
        hang = asyncio.Event()
        if state == "finding":
            world.fail("find", until=hang)
        if state in ("connecting", "lost"):
            world.fail("connect", until=hang)
        if state == "listing":
            world.fail("containers", until=hang)
        if state == "waiting":
            world.fail("connect", lost(Reason.MISSING))
        if state == "lost":
            world.heal()
        async with running(full(world)) as watched:
            if state in ("live", "lost"):
                await watched.until_link(Link.LIVE)
            if state == "lost":
                world.fail("connect", lost(Reason.MISSING))
                world.drop()
                await watched.until_link(Link.LOST)
            if state == "waiting":
                await watched.until(lambda: watched.status.retry_at is not None)
            if state == "listing":
                await watched.until(lambda: world.called("containers"))
            await settle()
            world.heal()
            world.info = make_info("engine-there")
            began = now()
            watched.session.move_to(THERE)
            await settle()
            assert watched.status.link is Link.LIVE
            assert now() == began
            assert watched.status.endpoint == THERE
            assert not watched.status.replaced, "a person wanted it"
            assert watched.store.containers.standing.loaded
            assert [engine.closed for engine in world.connected[:-1]] == [1] * (
                len(world.connected) - 1
            )

    clock_aio(scenario())


def test_what_the_old_place_had_is_not_shown_as_the_new_places(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("connect", lost(Reason.REFUSED))
            watched.session.move_to(THERE)
            await watched.until_link(Link.NOWHERE)
            assert watched.status.endpoint == THERE
            assert len(watched.store.containers) == 0
            assert not watched.store.containers.standing.loaded

    clock_aio(scenario())


def test_moving_to_nowhere_in_particular_searches_again(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            watched.session.move_to(THERE)
            await watched.until_link(Link.LIVE)
            assert watched.status.endpoint == THERE
            watched.session.move_to(None)
            await settle()
            assert watched.status.link is Link.LIVE
            assert watched.status.endpoint == HERE
            assert len(watched.store.containers) == 1

    clock_aio(scenario())


def test_where_no_engine_is_the_attempts_are_told(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        error = lost(Reason.DENIED)
        world.fail("connect", error)
        async with running(world) as watched:
            await watched.until_link(Link.NOWHERE)
            assert [(a.endpoint, a.error) for a in watched.status.attempts] == [(HERE, error)]
            world.heal()
            await watched.until_link(Link.LIVE)
            assert not watched.status.attempts
            assert watched.status.error is None

    clock_aio(scenario())


def test_it_goes_on_searching_where_no_place_answers(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        store = Store()
        session = Session(store, nowhere, world.connect)
        task = asyncio.ensure_future(session.run())
        await settle()
        status = session.status
        assert (status.link, status.endpoint) == (Link.NOWHERE, None)
        assert status.retry_at is not None
        session.move_to(HERE)
        await settle()
        assert session.engine is not None
        task.cancel()
        await asyncio.wait([task])

    clock_aio(scenario())


@pytest.mark.parametrize("call", ["find", "connect", "changes", "containers", "images", None])
def test_cancelling_leaves_nothing_in_any_state(
    clock_aio: Aio, world: FakeWorld, call: str | None
) -> None:
    async def scenario() -> None:
        if call is not None:
            world.fail(call, until=asyncio.Event())
        async with running(full(world)) as watched:
            if call is None:
                await watched.until_link(Link.LIVE)
            else:
                await watched.until(lambda: world.called(call))
        # That nothing is left is asserted by ``running``, and by ``clock_aio`` of tasks.

    clock_aio(scenario())


def test_cancelling_while_it_waits_for_the_next_attempt_leaves_nothing(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        world.fail("connect", lost())
        async with running(world) as watched:
            await watched.until(lambda: watched.status.retry_at is not None)
        assert watched.status.retry_at is None

    clock_aio(scenario())


def test_a_cancel_at_every_moment_of_a_life_closes_each_engine_once(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        for turns in range(60):
            this = full(FakeWorld())
            session = Session(Store(), this.find, this.connect)
            task = asyncio.ensure_future(session.run())
            for turn in range(turns):
                await asyncio.sleep(0)
                if turn == 25:
                    this.drop()
                if turn == 30:
                    session.move_to(THERE)
            task.cancel()
            await asyncio.wait([task])
            assert [engine.closed for engine in this.connected] == [1] * len(this.connected)

    clock_aio(scenario())


@pytest.mark.parametrize("fault", [RuntimeError("ours"), ValueError("ours")])
def test_a_fault_of_ours_is_logged_and_the_session_goes_on(
    clock_aio: Aio, world: FakeWorld, fault: Exception, expect_log: Callable[[str], None]
) -> None:
    expect_log("the session failed unexpectedly")

    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.drop(fault)
            await settle()
            assert watched.status.link is Link.LOST
            assert type(fault).__name__ in str(watched.status.error)
            await watched.until_link(Link.LIVE)

    clock_aio(scenario())


def test_when_stream_and_lists_fail_at_once_the_lost_connection_is_told(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            gate = asyncio.Event()
            world.fail("containers", lost(Reason.REFUSED), until=gate)
            world.change(make_container(2))
            await settle()
            gate.set()
            world.drop(Garbled("half a line"))
            await settle()
            assert watched.status.link is Link.LOST
            assert isinstance(watched.status.error, (Unreachable, Garbled))

    clock_aio(scenario())


def test_a_view_that_fails_does_not_stop_the_session(
    clock_aio: Aio, world: FakeWorld, expect_log: Callable[[str], None]
) -> None:
    expect_log("an observer failed")

    async def scenario() -> None:
        def broken(_change: Change) -> None:
            raise RuntimeError("a view's fault")

        async with running(full(world)) as watched:
            watched.store.changed.subscribe(broken)
            await watched.until_link(Link.LIVE)
            assert len(watched.store.containers) == 1

    clock_aio(scenario())


def test_a_thousand_events_a_second_cost_ten_lists_a_second(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            await asyncio.sleep(5)
            world.calls.clear()
            began = now()
            for number in range(10_000):
                container = make_container(
                    number % 50 + 1, state=State.RUNNING if number % 2 else State.EXITED
                )
                world.change(container, make_network(number % 5), make_volume(f"v{number % 7}"))
                if number % 3 == 0:
                    world.change(make_image(number % 20))
                await asyncio.sleep(0.001)
            lists = ("containers", "images", "networks", "volumes")
            asked = sum(len(world.called(name)) for name in lists)
            assert asked <= 10 * (now() - began) + 5
            assert all(world.called(name) for name in lists), "no kind starves"
            await asyncio.sleep(1)
            assert {c.id: c.state for c in watched.store.containers} == {
                c.id: c.state for c in world.containers.values()
            }
            assert len(watched.store.images) == len(world.images)

    clock_aio(scenario(), timeout=100)


def test_refresh_lists_everything_and_returns_when_it_is_there(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.session.refresh()  # not connected yet: nothing to do
            await watched.until_link(Link.LIVE)
            world.add(make_container(5), make_volume("silent"))
            await watched.session.refresh()
            assert make_id(5) in watched.store.containers
            assert "silent" in watched.store.volumes

    clock_aio(scenario())


def test_refresh_hurries_a_list_that_failed(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("images", EngineFault("broken", status=500))
            world.change(make_image(901, "x:1"))
            await asyncio.sleep(60)
            world.heal()
            began = now()
            await watched.session.refresh()
            assert now() - began < 1
            assert len(watched.store.images) == 2

    clock_aio(scenario())


def test_refresh_returns_when_the_engine_is_lost_meanwhile(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.fail("images", until=asyncio.Event())
            refreshing = asyncio.ensure_future(watched.session.refresh())
            await settle()
            world.drop()
            await asyncio.wait_for(refreshing, 1)

    clock_aio(scenario())


def test_the_engines_clock_is_kept_after_a_loss(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            assert watched.session.clock() == world.info.clock
            world.fail("connect", lost())
            world.drop()
            await watched.until_link(Link.LOST)
            assert abs(watched.session.clock() - world.info.clock) < 10

    clock_aio(scenario())


def test_stories_are_bounded(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            for number in range(1500):
                events = tuple(
                    Event("container", "kill", make_id(number), t, {}) for t in range(20)
                )
                world.say(Changes(deaths=events, count=20))
            await settle()
            assert not watched.session.story(make_id(0))
            assert [e.time for e in watched.session.story(make_id(1499))] == list(range(4, 20))

    clock_aio(scenario())


def test_a_container_that_left_and_came_back_as_another_is_another(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with running(full(world)) as watched:
            await watched.until_link(Link.LIVE)
            world.vanish(make_container(1))
            world.change(replace(make_container(9), name="c1"))
            await settle()
            assert [c.id for c in watched.store.containers] == [make_id(9)]

    clock_aio(scenario())
