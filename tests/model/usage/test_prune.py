"""What was listed goes, and nothing else; what came into use meanwhile is kept, and that is said.

The Engine's own refusals are real in ``tests/engine/test_usage.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from desktop.engine.errors import Conflict, EngineFault
from desktop.engine.observations import DiskUsage
from desktop.engine.records import Container, Image, Network, State, Volume
from desktop.model.operations import Operation, Operations, Outcome
from desktop.model.usage.plan import Candidate, Why, plan
from desktop.model.usage.prune import CameIntoUse, Prune, Use, prune
from desktop.model.usage.summary import Group
from tests.model.fake_engine import (
    FakeEngine,
    FakeWorld,
    attached,
    make_container,
    make_image,
    make_network,
    make_volume,
)
from tests.model.usage.records import (
    cache_usage,
    container_usage,
    disk_usage,
    image_usage,
    listed,
    volume_usage,
)
from tests.support.aio import Aio

OLD = make_container(1, "old", state=State.EXITED)
DANGLING = make_image(2)
NAMED = make_image(3, "app:1", "app:2")
DATA = make_volume("data")
IDLE = make_network(4, "idle")
CREATED = "1970-01-01T00:00:00Z"
USAGE = disk_usage(
    container_usage(OLD, 10),
    image_usage(DANGLING, 200, shared=50),
    image_usage(NAMED, 1000, shared=0),
    volume_usage(DATA, 3000),
    cache_usage("base", 40_000, created=1.0),
    cache_usage("built", 500_000, created=2.0),
)


@pytest.fixture
def world(world: FakeWorld) -> FakeWorld:
    world.add(OLD, DANGLING, NAMED, DATA, IDLE)
    world.watched.usage = USAGE
    world.inspections[DATA.name] = {"Name": DATA.name, "CreatedAt": CREATED}
    image = {"Id": NAMED.id, "RepoTags": list(NAMED.references)}
    world.inspections[NAMED.id] = image
    world.inspections[DANGLING.id] = {"Id": DANGLING.id, "RepoTags": ["<none>:<none>"]}
    return world


def candidates(usage: DiskUsage = USAGE) -> tuple[Candidate, ...]:
    return plan(usage, listed(OLD, DANGLING, NAMED, DATA, IDLE))


def of(*records: Container | Image | Network | Volume) -> Prune:
    keys = {record.key for record in records}
    return prune(candidate for candidate in candidates() if candidate.key in keys)


def run(aio: Aio, world: FakeWorld, command: Prune) -> Operation:
    engine = FakeEngine(world)

    async def main() -> Operation:
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        return operation

    return aio(main())


def kept(operation: Operation) -> list[tuple[str, Use]]:
    return [
        (failure.target.name, failure.error.use)
        for failure in operation.failures
        if isinstance(failure.error, CameIntoUse)
    ]


def removals(world: FakeWorld) -> set[str]:
    return {str(call[1]) for call in world.calls if call[0].startswith("remove_")}


def test_all_that_was_listed_goes_and_what_it_frees_is_told(aio: Aio, world: FakeWorld) -> None:
    command = prune(candidates())
    operation = run(aio, world, command)
    assert operation.outcome is Outcome.DONE
    assert not operation.failures
    left = (world.containers, world.images, world.volumes, world.networks)
    assert not any(left)
    assert command.freed(operation.succeeded) == 10 + 150 + 1000 + 3000 + 540_000


def test_the_lines_name_each_thing_and_the_newest_cache_first() -> None:
    assert set(prune(candidates()).lines()) == {
        ("docker", "rm", "old"),
        ("docker", "rmi", "app:1", "app:2", DANGLING.id),
        ("docker", "volume", "rm", "data"),
        ("docker", "network", "rm", "idle"),
        ("docker", "builder", "prune", "--all", "--force", "--filter", "id=built"),
        ("docker", "builder", "prune", "--all", "--force", "--filter", "id=base"),
    }
    cache = [line[-1] for line in prune(candidates()).lines() if line[1] == "builder"]
    assert cache == ["id=built", "id=base"]


def test_nothing_is_removed_by_force(aio: Aio, world: FakeWorld) -> None:
    run(aio, world, prune(candidates()))
    forced = [call for call in world.calls if call[0].startswith("remove_") and True in call]
    assert not forced


def test_cache_goes_one_after_the_other_what_was_made_last_first(
    aio: Aio, world: FakeWorld
) -> None:
    run(aio, world, prune(candidates()))
    assert world.called("remove_build_cache") == [(("built",),), (("base",),)]


def test_images_go_one_after_the_other_what_was_made_last_first(aio: Aio, world: FakeWorld) -> None:
    made = {image.id: image for image in (make_image(n, f"app:{n}") for n in range(71, 75))}
    world.add(*made.values())
    for image in made.values():
        world.inspections[image.id] = {"RepoTags": list(image.references)}
    begun: list[str] = []
    world.on_call = begun.append
    listed = [
        Candidate(
            Group.IMAGES,
            key,
            made[key].references[0],
            Why.NOT_USED,
            size,
            size,
            since=since,
            names=made[key].references,
        )
        for key, since, size in zip(made, (1.0, 2.0, 2.0, 3.0), (1, 1, 2, 1), strict=True)
    ]
    operation = run(aio, world, prune(listed))
    assert not operation.failures
    order = [key for key, _force in world.called("remove_image")]
    first, second, third, last = made
    assert order == [last, third, second, first]
    calls = [call for call in begun if call in ("inspect", "remove_image")]
    assert calls == ["inspect", "remove_image"] * 4


def test_an_image_of_which_another_was_made_is_kept_with_its_name(
    aio: Aio, world: FakeWorld
) -> None:
    image = make_image(71, "app:71")
    world.add(image)
    world.inspections[image.id] = {"RepoTags": ["app:71"]}
    world.fail("remove_image", Conflict("image has dependent child images", status=409))
    listed = Candidate(Group.IMAGES, image.id, "app:71", Why.NOT_USED, 1, 1, names=("app:71",))
    operation = run(aio, world, prune([listed]))
    assert kept(operation) == [("app:71", Use.PARENT)]
    assert [key for key, _force in world.called("remove_image")] == [image.id]


def test_a_container_that_was_started_is_kept(aio: Aio, world: FakeWorld) -> None:
    world.add(make_container(1, "old"))
    operation = run(aio, world, of(OLD, IDLE))
    assert operation.outcome is Outcome.DONE
    assert kept(operation) == [("old", Use.STARTED)]
    assert OLD.id in world.containers
    assert IDLE.id not in world.networks


def test_an_image_that_gained_a_name_is_kept(aio: Aio, world: FakeWorld) -> None:
    world.inspections[DANGLING.id] = {"Id": DANGLING.id, "RepoTags": ["new:1"]}
    assert kept(run(aio, world, of(DANGLING))) == [(DANGLING.id, Use.RENAMED)]
    assert not world.called("remove_image")


def test_no_name_of_an_image_goes_that_a_container_uses(aio: Aio, world: FakeWorld) -> None:
    world.add(make_container(7, image_id=NAMED.id, state=State.CREATED))
    assert kept(run(aio, world, of(NAMED))) == [("app:1", Use.USED)]
    assert not world.called("remove_image")


@pytest.mark.parametrize(
    ("record", "call"),
    [(DANGLING, "remove_image"), (DATA, "remove_volume"), (IDLE, "remove_network")],
)
def test_what_the_engine_refuses_to_remove_is_kept(
    aio: Aio, world: FakeWorld, record: Image | Volume | Network, call: str
) -> None:
    world.fail(call, Conflict("in use", status=409))
    operation = run(aio, world, of(record))
    assert [use for _name, use in kept(operation)] == [Use.USED]
    assert operation.outcome is Outcome.DONE


def test_another_volume_of_the_same_name_is_kept(aio: Aio, world: FakeWorld) -> None:
    world.inspections[DATA.name] = {"Name": DATA.name, "CreatedAt": "2026-01-01T00:00:00Z"}
    assert kept(run(aio, world, of(DATA))) == [("data", Use.REPLACED)]
    assert DATA.name in world.volumes


def test_a_network_is_kept_that_even_a_stopped_container_came_to_need(
    aio: Aio, world: FakeWorld
) -> None:
    world.add(make_container(8, "later", state=State.CREATED, networks=(attached(IDLE),)))
    assert kept(run(aio, world, of(IDLE))) == [("idle", Use.USED)]
    assert IDLE.id in world.networks


def test_a_network_goes_with_the_stopped_containers_known_that_were_told(
    aio: Aio, world: FakeWorld
) -> None:
    down = make_container(8, "down", state=State.EXITED, networks=(attached(IDLE),))
    world.add(down)
    (found,) = (c for c in plan(disk_usage(), listed(IDLE, down)) if c.key == IDLE.id)
    assert run(aio, world, prune([found])).outcome is Outcome.DONE
    assert IDLE.id not in world.networks


def test_cache_that_a_build_uses_is_kept(aio: Aio, world: FakeWorld) -> None:
    world.watched.usage = disk_usage(
        cache_usage("base", 40_000, in_use=True), cache_usage("built", 500_000)
    )
    command = prune(c for c in candidates() if c.key in ("base", "built"))
    operation = run(aio, world, command)
    assert kept(operation) == [("base", Use.USED)]
    assert command.freed(operation.succeeded) == 500_000


def test_what_somebody_else_removed_counts_as_found_no_more(aio: Aio, world: FakeWorld) -> None:
    world.containers.clear()
    operation = run(aio, world, of(OLD))
    assert kept(operation) == [("old", Use.GONE)]


def test_what_fails_otherwise_has_failed(aio: Aio, world: FakeWorld) -> None:
    world.fail("remove_volume", EngineFault("disk on fire", status=500))
    operation = run(aio, world, of(DATA, OLD))
    assert operation.outcome is Outcome.FAILED
    assert not kept(operation)
    assert removals(world) == {"data", OLD.id}


@pytest.mark.parametrize(
    ("taken", "more"),
    [
        (["only"], False),
        (["one", "other"], True),
        (["unknown"], True),
    ],
)
def test_more_may_be_freed_where_images_share_or_a_size_is_not_known(
    taken: Iterable[str], more: bool
) -> None:
    one, other, only = make_image(1, "one"), make_image(2, "other"), make_image(3, "only")
    unknown = make_volume("unknown")
    usage = disk_usage(
        image_usage(one, 100, shared=50),
        image_usage(other, 100, shared=50),
        image_usage(only, 100),
        volume_usage(unknown, None),
    )
    listed_now = plan(usage, listed(one, other, only, unknown))
    command = prune(candidate for candidate in listed_now if candidate.name in taken)
    assert command.in_part(command.targets) is more
