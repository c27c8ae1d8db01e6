from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.errors import EngineFault
from desktop.engine.records import Attachment, Container, Kind, Record, State, Volume
from desktop.model.store import Change, Standing, Store
from tests.model.fake_engine import (
    NOW,
    attached,
    make_container,
    make_id,
    make_image,
    make_network,
    make_volume,
    mounted,
)

FEW = st.integers(0, 4)
NETWORKS = [make_network(700 + n, f"n{n}") for n in range(5)]
IMAGE_IDS = ["sha256:" + make_id(900 + n) for n in range(5)]


class Replay:
    """An observer that knows the store only by what it was told."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tables: dict[Kind, dict[str, Record]] = {kind: {} for kind in Kind}
        self.told = 0
        store.changed.subscribe(self.hear)

    def hear(self, change: Change) -> None:
        self.told += 1
        table = self.tables[change.kind]
        assert change.appeared or change.changed or change.vanished
        keys = [r.key for r in (*change.appeared, *change.changed, *change.vanished)]
        assert len(keys) == len(set(keys)), "each object at most once"
        for record in change.vanished:
            assert table.pop(record.key) == record
        for record in change.appeared:
            assert record.key not in table
            table[record.key] = record
        for record in change.changed:
            assert record.key in table
            table[record.key] = record
        # When it is told, it is true already.
        assert {r.key: r for r in self.store.table(change.kind)} == table


@st.composite
def containers(draw: st.DrawFn) -> Container:
    number = draw(FEW)
    running = draw(st.booleans())
    networks = draw(st.lists(st.sampled_from(NETWORKS), max_size=2, unique_by=lambda n: n.id))
    known = draw(st.booleans())  # before its first start a container has its networks' names only
    return make_container(
        number,
        name=f"c{number}-{draw(st.integers(0, 1))}",
        state=State.RUNNING if running else State.EXITED,
        image_id=draw(st.sampled_from([*IMAGE_IDS, ""])),
        networks=tuple(attached(n) if known else Attachment(n.name, "") for n in networks),
        mounts=tuple(mounted(f"v{n}") for n in draw(st.lists(FEW, max_size=2))),
    )


def several(records: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(records, max_size=5, unique_by=lambda r: r.key)


IMAGES = FEW.map(lambda n: make_image(900 + n)) | FEW.map(lambda n: make_image(900 + n, f"i:{n}"))
VOLUMES = FEW.map(lambda n: make_volume(f"v{n}"))
IDS = st.none() | st.frozensets(FEW.map(make_id), max_size=5)
STEPS = st.one_of(
    st.tuples(st.just("containers"), IDS, several(containers())),
    st.tuples(st.just("images"), st.none(), several(IMAGES)),
    st.tuples(
        st.just("networks"),
        st.none() | st.frozensets(st.sampled_from([n.id for n in NETWORKS])),
        several(st.sampled_from(NETWORKS)),
    ),
    st.tuples(
        st.just("volumes"), st.none() | st.frozensets(FEW.map("v{}".format)), several(VOLUMES)
    ),
    st.tuples(st.just("sizes"), st.none(), several(VOLUMES)),
    st.tuples(st.just("stale"), st.none(), st.just([])),
    st.tuples(st.just("problem"), st.none(), st.just([])),
    st.tuples(st.just("clear"), st.none(), st.just([])),
)


def take(store: Store, step: tuple[str, frozenset[str] | None, list[Any]]) -> None:
    what, asked, records = step
    if what == "containers":
        store.take_containers(asked, records)
    elif what == "images":
        store.take_images(records)
    elif what == "networks":
        store.take_networks(asked, records)
    elif what == "volumes":
        store.take_volumes(asked, records)
    elif what == "sizes":
        store.take_volume_sizes({r.name: len(records) for r in records})
    elif what == "stale":
        store.mark_stale()
    elif what == "problem":
        store.mark_problem(Kind.IMAGE, EngineFault("x", status=500))
    else:
        store.clear()


def users_from_scratch(store: Store, kind: Kind, record: Any) -> set[str]:
    found = set()
    for container in store.containers:
        uses: set[Any]
        if kind is Kind.IMAGE:
            uses = {container.image_id}
        elif kind is Kind.NETWORK:  # the id says it, else the name
            uses = {a.network_id or ("name", a.network) for a in container.networks}
        else:
            uses = {m.volume for m in container.mounts}
        if record.key in uses or (kind is Kind.NETWORK and ("name", record.name) in uses):
            found.add(container.id)
    return found


@settings(max_examples=300)
@given(st.lists(STEPS, max_size=25))
def test_whoever_replays_the_changes_knows_the_tables(steps: list[Any]) -> None:
    store = Store()
    replay = Replay(store)
    for step in steps:
        take(store, step)
        for kind in Kind:
            assert {r.key: r for r in store.table(kind)} == replay.tables[kind]
            for record in store.table(kind):
                if kind is not Kind.CONTAINER:
                    users = users_from_scratch(store, kind, record)
                    assert {c.id for c in store.users(kind, record.key)} == users
                    assert store.user_count(kind, record.key) == len(users)


@given(st.lists(STEPS, max_size=12), several(containers()), several(IMAGES))
def test_what_is_equal_is_not_told(
    steps: list[Any], some: list[Container], images: list[Any]
) -> None:
    store = Store()
    for step in steps:
        take(store, step)
    store.take_containers(None, some)
    store.take_images(images)
    told: list[Change] = []
    store.changed.subscribe(told.append)
    store.take_containers(None, some)
    store.take_containers({c.id for c in some[:2]}, some[:2])
    store.take_images(images)
    assert not told


@given(st.lists(STEPS, max_size=12), several(containers()))
def test_things_whose_users_changed_are_told_as_changed(
    steps: list[Any], some: list[Container]
) -> None:
    store = Store()
    for step in steps:
        take(store, step)
    before = {
        (kind, record.key): store.users(kind, record.key)
        for kind in (Kind.IMAGE, Kind.NETWORK, Kind.VOLUME)
        for record in store.table(kind)
    }
    told: set[tuple[Kind, str]] = set()
    store.changed.subscribe(lambda c: told.update((c.kind, r.key) for r in c.changed))
    store.take_containers(None, some)
    for (kind, key), users in before.items():
        if store.users(kind, key) != users:
            assert (kind, key) in told


def test_an_answer_that_tells_more_than_was_asked_keeps_the_relations() -> None:
    # With many ids, the whole list is asked for and taken as the answer about these ids.
    store = Store()
    store.take_networks(None, NETWORKS)
    one = make_container(1, networks=(attached(NETWORKS[0]),))
    store.take_containers(None, [one])
    moved = replace(one, networks=(attached(NETWORKS[1]),))
    store.take_containers({make_id(77)}, [moved])
    assert store.users(Kind.NETWORK, NETWORKS[0].id) == []
    assert store.users(Kind.NETWORK, NETWORKS[1].id) == [moved]


def test_a_container_that_never_ran_uses_its_network() -> None:
    store = Store()
    created = make_container(1, state=State.CREATED, networks=(Attachment("n0", ""),))
    store.take_containers(None, [created])
    store.take_networks(None, NETWORKS)
    assert store.users(Kind.NETWORK, NETWORKS[0].id) == [created]
    assert store.user_count(Kind.NETWORK, NETWORKS[0].id) == 1
    assert store.user_count(Kind.NETWORK, NETWORKS[1].id) == 0


def test_a_filtered_answer_without_an_id_means_that_it_is_gone() -> None:
    store = Store()
    store.take_containers(None, [make_container(1), make_container(2)])
    store.take_containers({make_id(1), make_id(3)}, [])
    assert [c.id for c in store.containers] == [make_id(2)]


def test_the_beginning_of_a_state_stays_while_the_status_text_grows_coarser() -> None:
    store = Store()
    exact = make_container(1, since=NOW - 59, since_within=1.0)
    store.take_containers(None, [exact])
    told: list[Change] = []
    store.changed.subscribe(told.append)
    for age in range(60, 3 * 3600, 60):  # "Up 2 minutes", …, "Up 2 hours"
        unit = 60.0 if age < 3600 else 3600.0
        text_age = age // unit * unit
        later = NOW - 59 + age
        store.take_containers(None, [replace(exact, since=later - text_age, since_within=unit)])
    assert not told
    assert store.containers.get(exact.id) == exact


def test_a_state_that_began_anew_has_a_new_beginning() -> None:
    store = Store()
    store.take_containers(None, [make_container(1, since=NOW - 3600, since_within=3600.0)])
    restarted = make_container(1, since=NOW + 7200, since_within=1.0)
    store.take_containers(None, [restarted])
    assert store.containers.get(make_id(1)) == restarted


def test_a_known_size_stays_until_a_new_one_is_measured() -> None:
    store = Store()
    store.take_volumes(None, [make_volume("v")])
    store.take_volume_sizes({"v": 7, "unknown": 8})
    store.take_volumes(None, [make_volume("v")])
    found = store.volumes.get("v")
    assert found is not None
    assert found.size == 7
    assert len(store.volumes) == 1


def standings(store: Store) -> Iterable[Standing]:
    return [store.table(kind).standing for kind in Kind]


def test_standing_tells_how_far_the_records_can_be_trusted() -> None:
    store = Store()
    told: list[Kind] = []
    store.standing_changed.subscribe(told.append)
    problem = EngineFault("broken", status=500)
    images = store.images

    store.mark_problem(Kind.IMAGE, problem)
    assert images.standing == Standing(loaded=False, stale=True, problem=problem)
    store.take_images([])
    assert images.standing == Standing(loaded=True)
    store.mark_problem(Kind.IMAGE, problem)
    assert images.standing == Standing(loaded=True, stale=True, problem=problem)
    store.mark_stale()
    assert images.standing == Standing(loaded=True, stale=True)
    assert store.containers.standing == Standing(loaded=False, stale=True)
    store.take_containers({make_id(1)}, [make_container(1)])
    assert store.containers.standing.stale, "a part does not make the whole true"
    told.clear()
    store.mark_stale()
    assert not told, "nothing new"
    store.clear()
    assert all(standing == Standing() for standing in standings(store))
    assert sorted(k.value for k in told) == sorted(k.value for k in Kind)


def test_clearing_tells_that_all_vanished_and_forgets_who_uses_what() -> None:
    store = Store()
    store.take_images([make_image()])
    store.take_containers(None, [make_container(1)])
    counts: list[int] = []
    store.changed.subscribe(
        lambda _change: counts.append(store.user_count(Kind.IMAGE, make_image().id))
    )
    store.clear()
    assert counts == [0, 0]
    store.take_images([make_image()])
    assert store.users(Kind.IMAGE, make_image().id) == []


def test_unsubscribing_ends_the_telling_even_from_within() -> None:
    store = Store()
    told: list[Change] = []

    def once(change: Change) -> None:
        told.append(change)
        unsubscribe()

    unsubscribe = store.changed.subscribe(once)
    store.take_images([make_image()])
    store.take_images([])
    unsubscribe()
    assert len(told) == 1


def measured(volume: Volume) -> Store:
    store = Store()
    store.take_volumes(None, [volume])
    store.take_volume_sizes({volume.name: 7})
    return store


def sizes(store: Store) -> list[int | None]:
    return [volume.size for volume in store.volumes]


def test_a_volume_keeps_its_size_when_its_files_change() -> None:
    """Docker 20.10 then tells another time of creation."""
    store = measured(make_volume("v", created=1.0))
    store.take_volumes(["v"], [make_volume("v", created=2.0)])
    store.take_volumes(None, [make_volume("v", created=3.0)])
    assert sizes(store) == [7]


@pytest.mark.parametrize("change", [{"driver": "nfs"}, {"mountpoint": "/elsewhere"}])
def test_a_volume_elsewhere_has_not_the_size_of_the_one_before(change: dict[str, Any]) -> None:
    store = measured(make_volume("v"))
    store.take_volumes(["v"], [make_volume("v", **change)])
    assert sizes(store) == [None]


def test_a_volume_made_anew_under_the_same_name_has_not_the_size_of_the_old_one() -> None:
    store = measured(make_volume("v"))
    told: list[Change] = []
    store.changed.subscribe(told.append)
    store.forget_sizes(["v", "unknown"])
    store.take_volumes(["v"], [make_volume("v")])
    assert sizes(store) == [None]
    assert told == [Change(Kind.VOLUME, changed=(make_volume("v"),))]


def test_a_volume_made_anew_while_the_engine_was_out_of_sight_is_known_by_its_time() -> None:
    store = measured(make_volume("v", created=1.0))
    store.mark_stale()
    store.take_volumes(None, [make_volume("v", created=1.0)])
    assert sizes(store) == [7]
    store.mark_stale()
    store.take_volumes(None, [make_volume("v", created=2.0)])
    assert sizes(store) == [None]


def test_a_moment_that_an_inspection_told_outlives_lists_that_round_it() -> None:
    store, heard = Store(), list[Change]()
    listed = make_container(1, since=NOW - 3600, since_within=3600.0)
    store.take_containers(None, [listed])
    store.changed.subscribe(heard.append)
    exact = replace(listed, since=NOW - 5460, since_within=0.0)
    store.take_moment(exact)
    assert [change.changed for change in heard] == [(exact,)]
    store.take_moment(exact)
    store.take_containers(None, [replace(listed, since=NOW - 7200)])
    assert store.containers.get(listed.key) == exact
    assert len(heard) == 1, "nothing is new"


def test_a_moment_of_another_state_is_none_of_this_one() -> None:
    store = Store()
    listed = make_container(1, state=State.EXITED, exit_code=0, since_within=3600.0)
    store.take_containers(None, [listed])
    store.take_moment(replace(listed, state=State.RUNNING, since=NOW, since_within=0.0))
    store.take_moment(make_container(2))
    assert list(store.containers) == [listed]
