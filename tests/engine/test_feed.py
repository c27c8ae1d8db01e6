"""Events of a real Engine become what must be asked for again: nothing is lost, little is held.

The Engine is shared: what the test before has left to remove may be told of, too. So a test waits
for the events of its own objects by name, and never for a number of them.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.feed import DEATHS_KEPT, EVENTS_KEPT, ChangeMerger
from desktop.engine.records import Changes, Event
from desktop.engine.threads import run_in_thread
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, LABEL


@pytest.fixture
def proxy(engine_host: str) -> Iterator[Proxy]:
    with Proxy(Path(engine_host.removeprefix("unix://"))) as proxy:
        yield proxy


class Sum:
    """All that a row of batches says."""

    def __init__(self) -> None:
        self.batches: list[Changes] = []

    async def until(self, batches: AsyncIterator[Changes], reached: Callable[[Sum], bool]) -> None:
        async for batch in batches:
            self.batches.append(batch)
            if reached(self):
                return

    def of(self, kind: str) -> set[str]:
        return {key for batch in self.batches for key in getattr(batch, kind)}

    def events(self, key: str) -> list[Event]:
        return [event for batch in self.batches for event in batch.events if event.id == key]


async def _volumes(engine: DockerEngine, names: list[str]) -> None:
    def make_and_remove(name: str) -> Callable[[Any], None]:
        def act(client: Any) -> None:
            client.create_volume(name, labels={LABEL: ""})
            client.remove_volume(name)

        return act

    await asyncio.gather(*(engine._act(make_and_remove(name)) for name in names))


def test_a_burst_of_600_events_loses_nothing(aio: Aio, engine_host: str) -> None:
    """More than the 256 that the Engine remembers: only what is read as it comes arrives."""
    names = [f"burst-{number}" for number in range(300)]

    async def main() -> None:
        async with connected(engine_host) as engine:
            found = Sum()
            async with engine.changes(engine.clock()) as batches:

                async def make() -> None:
                    await _volumes(engine, names)
                    await _volumes(engine, ["burst-end"])

                making = asyncio.create_task(make())
                await found.until(batches, lambda it: "burst-end" in it.of("volumes"))
                await making
        assert found.of("volumes") >= set(names)
        assert found.of("removed_volumes") >= set(names)
        assert len(found.batches) < 600  # merged, though by how much depends on the machine

    aio(main(), timeout=50)


def test_a_loop_that_is_busy_gets_one_batch_for_all_that_has_happened(
    aio: Aio, engine_host: str
) -> None:
    """The merging happens in the thread, and the loop is woken once."""
    names = [f"busy-{number}" for number in range(50)]

    async def main() -> None:
        async with connected(engine_host) as engine:
            loop = asyncio.get_running_loop()
            wakes = 0
            call_soon_threadsafe = loop.call_soon_threadsafe

            def count(*arguments: Any, **options: Any) -> Any:
                nonlocal wakes
                wakes += threading.current_thread().name == "events"
                return call_soon_threadsafe(*arguments, **options)

            loop.call_soon_threadsafe = count  # type: ignore[assignment,method-assign]
            async with engine.changes(engine.clock()) as batches:
                await _volumes(engine, names)
                merger: Any = batches
                await run_in_thread(
                    lambda: _until(lambda: merger._merger._removed_volumes >= set(names)),
                    name="wait",
                )
                batch = await anext(batches)
                assert batch.volumes >= set(names)
                assert batch.removed_volumes >= set(names)
                assert batch.count >= 100
                assert wakes == 1

    aio(main(), timeout=50)


def _until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        threading.Event().wait(0.001)


def test_every_kind_of_object_is_told_of(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    async def main() -> None:
        async with connected(engine_host) as engine:
            found = Sum()
            async with engine.changes(engine.clock()) as batches:
                container = docker_run(name="web")
                docker("tag", IMAGE, "tagged:1")
                network = docker("network", "create", "--label", LABEL, "net")
                docker("network", "connect", "net", "web")
                docker("volume", "create", "--label", LABEL, "vol")
                docker("kill", "--signal", "KILL", "web")
                await found.until(
                    batches,
                    lambda it: (
                        "vol" in it.of("volumes")
                        and any(event.action == "die" for event in it.events(container))
                    ),
                )
        assert container in found.of("containers")
        assert network in found.of("networks")
        assert any(batch.images for batch in found.batches)
        deaths = [event for batch in found.batches for event in batch.deaths]
        (die,) = [e for e in deaths if (e.id, e.action) == (container, "die")]
        assert die.attributes["exitCode"] == "137"
        assert max(batch.last for batch in found.batches) >= die.time

    aio(main(), timeout=50)


def test_what_happened_while_the_stream_was_cut_is_told_on_resumption(
    aio: Aio, proxy: Proxy, engine_host: str
) -> None:
    async def main() -> None:
        async with connected(proxy.url) as engine, connected(engine_host) as direct:
            before, after = Sum(), Sum()
            async with engine.changes(engine.clock()) as batches:
                await _volumes(direct, ["before"])
                await before.until(batches, lambda it: "before" in it.of("removed_volumes"))
                proxy.cut()
                with pytest.raises(Unreachable) as caught:
                    await before.until(batches, lambda it: False)
                assert caught.value.reason is Reason.DROPPED
            await _volumes(direct, ["meanwhile"])
            async with engine.changes(before.batches[-1].last / 1e9) as batches:
                await _volumes(direct, ["after"])
                await after.until(batches, lambda it: "after" in it.of("volumes"))
            assert after.of("volumes") >= {"before", "meanwhile", "after"}

    aio(main(), timeout=50)


def test_the_last_event_is_among_those_that_come_again(aio: Aio, engine_host: str) -> None:
    """``since`` holds nanoseconds in a float, which may be rounded up: it must lose none."""

    async def main() -> None:
        async with connected(engine_host) as engine:
            found = Sum()
            async with engine.changes(engine.clock()) as batches:
                for number in range(10):
                    await _volumes(engine, [f"last-{number}"])
                await found.until(batches, lambda it: "last-9" in it.of("removed_volumes"))
            await _volumes(engine, ["after"])
            ours = [event for number in range(10) for event in found.events(f"last-{number}")]
            assert len(ours) == 20
            for last in ours:
                again = Sum()
                async with engine.changes(last.time / 1e9) as batches:
                    await again.until(batches, lambda it: "after" in it.of("volumes"))
                assert last in again.events(last.id)

    aio(main(), timeout=50)


def test_health_checks_and_execs_ask_for_nothing(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    async def main() -> None:
        async with connected(engine_host) as engine:
            starting, healthy = Sum(), Sum()
            async with engine.changes(engine.clock()) as batches:
                container = docker_run("--health-cmd=true", "--health-interval=200ms", name="web")
                await starting.until(batches, lambda it: told("health_status", it))
                docker("exec", "web", "true")
                docker("top", "web")
                await healthy.until(
                    batches, lambda it: told("top", it) and len(it.events(container)) >= 12
                )
        # It has become healthy only once.
        assert container in starting.of("containers")
        assert container not in healthy.of("containers")

    def told(action: str, it: Sum) -> bool:
        return any(e.action.startswith(action) for batch in it.batches for e in batch.events)

    aio(main(), timeout=50)


def test_what_the_engine_remembers_of_a_container_is_told_at_once(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    container = docker_run(name="web")
    docker_run(name="other")
    docker("stop", "web")

    async def main() -> None:
        async with connected(engine_host) as engine:
            # It does not wait for what is still to come.
            events = await engine.past_events(container, 0, engine.clock() + 1000)
        assert {event.id for event in events if event.kind == "container"} == {container}
        actions = [event.action for event in events]
        assert actions.index("start") < actions.index("kill") < actions.index("die")
        assert all(LABEL not in event.attributes for event in events), "labels are left out"

    aio(main(), timeout=50)


# The merger


def event(kind: str, action: str, key: str, time: int = 0, **attributes: str) -> Event:
    return Event(kind, action, key, time, attributes)


def test_a_batch_is_bounded_by_the_objects_and_not_by_the_events() -> None:
    merger = ChangeMerger()
    for number in range(200_000):
        merger.add(event("container", "die", f"c{number % 10}", number))
    held = sys.getsizeof(merger._containers) + sys.getsizeof(merger._deaths)
    assert held < 20_000
    changes = merger.take()
    assert changes.containers == {f"c{number}" for number in range(10)}
    assert len(changes.deaths) == DEATHS_KEPT
    assert [event.time for event in changes.events] == [*range(200_000 - EVENTS_KEPT, 200_000)]
    assert (changes.count, changes.last) == (200_000, 199_999)
    assert merger.take() == Changes()


_EVENTS = st.builds(
    event,
    st.sampled_from(["container", "image", "network", "volume", "plugin", "daemon", ""]),
    st.sampled_from(["start", "die", "exec_create: sh -c x", "exec_die", "health_status: healthy",
                     "pull", "save", "connect", "create", ""]),
    st.sampled_from(["", "a", "b", "c"]),
    st.integers(0, 10**18),
)  # fmt: skip


@given(events=st.lists(_EVENTS), cuts=st.sets(st.integers(0, 50)))
def test_however_it_is_cut_into_batches_the_sum_is_the_same(
    events: list[Event], cuts: set[int]
) -> None:
    whole, pieces = ChangeMerger(), ChangeMerger()
    batches = []
    for number, one in enumerate(events):
        whole.add(one)
        pieces.add(one)
        if number in cuts:
            batches.append(pieces.take())
    batches.append(pieces.take())
    expected = whole.take()
    for kind in ("containers", "networks", "volumes"):
        assert frozenset().union(*(getattr(it, kind) for it in batches)) == getattr(expected, kind)
    assert any(it.images for it in batches) == expected.images
    assert sum(it.count for it in batches) == expected.count == len(events)
    assert max(it.last for it in batches) == expected.last
    assert "" not in expected.containers
