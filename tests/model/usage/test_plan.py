"""What is unused, why, and what is ticked without anybody's doing."""

from __future__ import annotations

import pytest

from desktop.engine.records import State
from desktop.model.usage.plan import Candidate, Why, plan
from desktop.model.usage.summary import Group
from tests.model.fake_engine import (
    attached,
    make_container,
    make_image,
    make_network,
    make_volume,
    mounted,
)
from tests.model.usage.records import (
    cache_usage,
    container_usage,
    disk_usage,
    image_usage,
    listed,
    volume_usage,
)

ANONYMOUS = "ab" * 32


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (State.EXITED, Why.EXITED),
        (State.CREATED, Why.NEVER_STARTED),
        (State.DEAD, Why.DEAD),
        (State.RUNNING, None),
        (State.PAUSED, None),
        (State.RESTARTING, None),
        (State.REMOVING, None),
    ],
)
def test_containers_without_a_process_are_unused(state: State, why: Why | None) -> None:
    web = make_container(1, "web", state=state, since=500.0, exit_code=3)
    found = plan(disk_usage(container_usage(web, 12)), listed(web))
    assert [(c.name, c.why, c.size, c.frees, c.since, c.ticked) for c in found] == (
        [("web", why, 12, 12, 500.0, True)] if why else []
    )


def test_only_images_without_a_name_are_ticked() -> None:
    named, dangling = make_image(1, "app:1", "app:2"), make_image(2)
    usage = disk_usage(image_usage(named, 900, shared=300), image_usage(dangling, 500, shared=500))
    first, second = plan(usage, listed(named, dangling))
    assert (first.name, first.why, first.frees, first.ticked) == ("app:1", Why.NOT_USED, 600, False)
    assert first.names == ("app:1", "app:2")
    assert (second.why, second.frees, second.shared, second.ticked) == (Why.DANGLING, 0, 500, True)


def test_an_image_of_a_stopped_container_is_used() -> None:
    image = make_image(1, "app:1")
    web = make_container(1, image_id=image.id, state=State.EXITED)
    assert not plan(disk_usage(image_usage(image)), listed(image, web))
    assert not plan(disk_usage(image_usage(image, used=1)), listed(image))


def test_only_anonymous_volumes_are_ticked() -> None:
    volumes = [
        make_volume(ANONYMOUS, created=5.0),
        make_volume("labelled", labels={"com.docker.volume.anonymous": ""}),
        make_volume("data"),
        make_volume("mounted"),
    ]
    web = make_container(1, state=State.EXITED, mounts=(mounted("mounted"),))
    found = plan(disk_usage(*(volume_usage(each) for each in volumes)), listed(*volumes, web))
    assert {c.name: (c.why, c.ticked) for c in found} == {
        ANONYMOUS: (Why.ANONYMOUS, True),
        "labelled": (Why.ANONYMOUS, True),
        "data": (Why.NOT_MOUNTED, False),
    }


def test_a_volume_of_unknown_size_frees_nobody_knows_what() -> None:
    volume = make_volume("data")
    (found,) = plan(disk_usage(volume_usage(volume, None)), listed(volume))
    assert found.frees is None


def test_cache_whose_layers_are_images_frees_nothing() -> None:
    records = (
        cache_usage("a", 100),
        cache_usage("b", 90, shared=True),
        cache_usage("c", 80, kind="frontend"),
        cache_usage("d", 70, in_use=True),
    )
    found = plan(disk_usage(*records), listed())
    assert [(c.key, c.why, c.frees, c.ticked) for c in found] == [
        ("a", Why.CACHED, 100, True),
        ("c", Why.CACHED, 80, False),
        ("b", Why.CACHED_SHARED, 0, False),
    ]


def test_a_network_of_stopped_containers_is_listed_with_them_and_not_ticked() -> None:
    front, back, idle = (make_network(n, name) for n, name in enumerate(("front", "back", "idle")))
    up = make_container(1, "up", networks=(attached(front),))
    down = make_container(2, "down", state=State.EXITED, networks=(attached(back),))
    found = plan(
        disk_usage(),
        listed(front, back, idle, make_network(9, "bridge", predefined=True), up, down),
    )
    assert [(c.name, c.why, c.names, c.ticked) for c in found] == [
        ("back", Why.ONLY_STOPPED, ("down",), False),
        ("idle", Why.NO_CONTAINER, (), True),
    ]


def test_networks_are_not_listed_while_their_containers_are_not_known() -> None:
    store = listed(make_network(1, "idle"))
    store.mark_stale()
    assert not plan(disk_usage(), store)


def test_what_came_into_use_or_went_since_the_measuring_is_not_listed() -> None:
    image, volume, gone = make_image(1, "app:1"), make_volume("data"), make_volume("gone")
    web = make_container(1, "web", state=State.EXITED)
    usage = disk_usage(
        image_usage(image), container_usage(web), volume_usage(volume), volume_usage(gone)
    )
    now = make_container(1, "web", image_id=image.id, mounts=(mounted(volume),))
    assert len(plan(usage, listed(image, web, volume, gone))) == 4
    assert not plan(usage, listed(image, now, volume))


def test_another_volume_of_the_same_name_is_not_listed() -> None:
    usage = disk_usage(volume_usage(make_volume("data", created=1.0)))
    assert not plan(usage, listed(make_volume("data", created=2.0)))


def test_what_frees_most_comes_first_in_its_group() -> None:
    small, large = make_image(1, "a:1"), make_image(2, "b:1")
    old = make_container(1, "old", state=State.EXITED)
    usage = disk_usage(image_usage(small, 10), image_usage(large, 20), container_usage(old, 99))
    found: tuple[Candidate, ...] = plan(usage, listed(small, large, old))
    assert [(c.group, c.name) for c in found] == [
        (Group.IMAGES, "b:1"),
        (Group.IMAGES, "a:1"),
        (Group.CONTAINERS, "old"),
    ]
