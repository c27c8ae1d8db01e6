"""The numbers of ``docker system df``; the Engine's tests hold them against the command."""

from __future__ import annotations

from desktop.engine.records import State
from desktop.model.usage.summary import Group, Summary, summaries
from tests.model.fake_engine import (
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


def summary(group: Group, *things: object, layers: int = 0) -> Summary:
    found = summaries(disk_usage(*things, layers=layers), listed())
    return next(each for each in found if each.group is group)


def test_layers_that_images_share_are_neither_used_nor_unused() -> None:
    used = image_usage(make_image(1, "app:1"), 1000, shared=400, used=2)
    unused = image_usage(make_image(2, "app:2"), 700, shared=400)
    assert summary(Group.IMAGES, used, unused, layers=1300) == Summary(
        Group.IMAGES, 2, 1, size=1300, reclaimable=700, used=600, shared=400, unused=300
    )


def test_paused_and_restarting_containers_are_in_use() -> None:
    states = (State.RUNNING, State.PAUSED, State.RESTARTING, State.EXITED, State.CREATED)
    things = [
        container_usage(make_container(number, state=state), 10)
        for number, state in enumerate(states)
    ]
    assert summary(Group.CONTAINERS, *things) == Summary(
        Group.CONTAINERS, 5, 3, size=50, reclaimable=20, used=30, unused=20
    )


def test_a_volume_whose_driver_tells_no_size_counts_without_one() -> None:
    things = (
        volume_usage(make_volume("a"), 100, used=1),
        volume_usage(make_volume("b"), 30),
        volume_usage(make_volume("c"), None),
    )
    assert summary(Group.VOLUMES, *things) == Summary(
        Group.VOLUMES, 3, 1, size=130, reclaimable=30, used=100, unused=30
    )


def test_cache_that_images_share_counts_as_theirs() -> None:
    things = (
        cache_usage("a", 100, in_use=True),
        cache_usage("b", 30),
        cache_usage("c", 999, shared=True),
    )
    assert summary(Group.CACHE, *things) == Summary(
        Group.CACHE, 3, 1, size=130, reclaimable=30, used=100, unused=30
    )


def test_networks_are_counted_without_the_engines_own() -> None:
    front, back = make_network(1, "front"), make_network(2, "back")
    web = make_container(networks=(attached(front),))
    store = listed(front, back, make_network(3, "bridge", predefined=True), web)
    (found,) = (s for s in summaries(disk_usage(), store) if s.group is Group.NETWORKS)
    assert (found.total, found.active, found.size) == (2, 1, 0)
