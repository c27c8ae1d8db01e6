"""The timeline holds what happened, once and in order, however the stream was cut."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.records import Changes, Event
from desktop.model.timeline import EVENTS_KEPT, Timeline
from tests.model.fake_engine import NOW, FakeEngine, FakeWorld
from tests.support.aio import Aio


def event(number: int, time: int | None = None) -> Event:
    at = int(NOW * 1e9) + number * 1000 if time is None else time
    return Event("container", "start", f"c{number}", at, {})


def changes(*events: Event) -> Changes:
    return Changes(events=events, count=len(events))


@given(st.integers(0, 60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8))
def test_what_a_reopened_stream_tells_again_is_there_once(
    total: int, cuts: list[tuple[int, int]]
) -> None:
    timeline = Timeline()
    told: list[Event] = []
    timeline.grown.subscribe(lambda new: told.extend(new or ()))
    sent = 0
    for upto, back in [*cuts, (60, 30)]:
        upto = min(upto, total)
        if upto > sent:
            timeline.take(changes(*map(event, range(max(0, sent - back), upto))))
            sent = upto
    timeline.take(changes(*map(event, range(sent, total))))
    assert list(timeline) == told == [event(number) for number in range(total)]


def test_it_is_bounded_and_counts_what_it_never_saw() -> None:
    timeline = Timeline()
    for number in range(0, 2 * EVENTS_KEPT, 100):
        batch = changes(*map(event, range(number, number + 100)))
        timeline.take(replace(batch, count=150))
    assert len(timeline) == EVENTS_KEPT
    assert next(iter(timeline)) == event(EVENTS_KEPT)
    assert timeline.missed == 50 * (2 * EVENTS_KEPT // 100)


def test_what_the_engine_remembers_comes_before_it_and_is_asked_for_once(
    clock_aio: Aio,
) -> None:
    world = FakeWorld(past=[event(number) for number in range(-5, 3)])
    engine = FakeEngine(world)
    timeline = Timeline()

    async def main() -> None:
        timeline.take(changes(event(1), event(2), event(3)))
        await timeline.recall(engine)
        await timeline.recall(engine)

    world.info = replace(world.info, clock=NOW + 1)
    engine._info = world.info
    clock_aio(main())
    assert list(timeline) == [event(number) for number in range(-5, 4)]
    assert len(world.called("past_events")) == 1
