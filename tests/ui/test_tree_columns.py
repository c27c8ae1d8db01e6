"""What the cells say, also of records that mean no good."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.engine.records import Kind, Port, Record, State, Subnet
from desktop.model.commands import Verb
from desktop.model.risks import Risk
from desktop.model.store import Store
from desktop.ui.plain import tooltip
from desktop.ui.trees.columns import Align, Column, Facts, columns, group_summary
from desktop.ui.trees.rows import MAKE_ROWS, Group, Row, Value
from tests.support.records import (
    NOW,
    attached,
    image_id,
    make_container,
    make_image,
    make_network,
    make_volume,
    mounted,
)

HOSTILE = (
    "<img src=x>",
    "<b>x</b>&y",
    "evil\u202egnp.exe",
    "a\x1b[31m\nb\x00",
    "n" * 300,
    "\ud800",
)


def _store(name: str) -> Store:
    store = Store()
    container = make_container(
        1, name, image=name, command=name, project=name,
        ports=(Port(80, "tcp", name, 8080), Port(1, name)),
        networks=(attached(name, 1, name, name),),
        mounts=(mounted(name, name),), labels={name: name},
    )  # fmt: skip
    store.take_images([make_image(1, f"{name}:{name}"), make_image(2, digests=(name,))])
    store.take_networks(None, [make_network(1, name, driver=name, subnets=(Subnet(name, name),))])
    store.take_volumes(None, [make_volume(name, driver=name)])
    store.take_containers(None, [container])
    return store


def _facts(store: Store, verb: Verb | None = None) -> Facts:
    return Facts(store, lambda _kind, _key: verb, lambda: NOW)


def _values(kind: Kind, store: Store) -> Iterator[Value]:
    for record in store.table(kind):
        for row in MAKE_ROWS[kind](record, store):
            yield row
            yield from row.children
            if row.group is not None:
                yield row.group


def _row(kind: Kind, record: Record, store: Store | None = None) -> Row:
    return MAKE_ROWS[kind](record, store or Store())[0]


def _column(kind: Kind, name: str, store: Store | None = None) -> Column:
    found = columns(kind, _facts(store or Store()))
    return next(column for column in found if column.name == name)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", Kind)
def test_every_cell_shows_hostile_text_as_what_it_is(kind: Kind, name: str) -> None:
    store = _store(name)
    for column in columns(kind, _facts(store)):
        for value in _values(kind, store):
            shown = [column.text(value), column.spoken(value), *column.chips(value)]
            assert all(text.isprintable() for text in shown), (column.name, shown)
            tip = tooltip(column.tip(value))
            assert "<img" not in tip
            assert "<b>" not in tip


@pytest.mark.parametrize("kind", Kind)
def test_every_column_sorts_whatever_there_is(kind: Kind) -> None:
    store = Store()
    for name in HOSTILE:
        one = _store(name)
        values = list(_values(kind, one))
        for column in columns(kind, _facts(one)):
            random.Random(1).shuffle(values)
            rows = [value for value in values if isinstance(value, Row)]
            sorted(rows, key=column.order)
    assert len({column.name for column in columns(kind, _facts(store))}) == len(
        columns(kind, _facts(store))
    )


def test_a_row_says_what_is_being_done_to_it() -> None:
    row = _row(Kind.CONTAINER, make_container())
    cells = columns(Kind.CONTAINER, _facts(Store(), Verb.STOP))
    status = next(column for column in cells if column.name == "status")
    assert status.text(row) == "stopping…"
    assert cells[0].spoken(row) == "web, Running, stopping…"


def test_a_containers_row_is_spoken_with_its_state_and_status() -> None:
    name = _column(Kind.CONTAINER, "name")
    running = _row(Kind.CONTAINER, make_container())
    created = _row(Kind.CONTAINER, make_container(state=State.CREATED, since=None))
    assert name.spoken(running) == "web, Running, Up 2 hours"
    assert name.spoken(created) == "web, Created"


def test_running_containers_come_first_by_status_and_the_newest_of_them_at_the_top() -> None:
    order = _column(Kind.CONTAINER, "status").order
    containers = [
        make_container(1, "gone", state=State.EXITED),
        make_container(2, "old", since=NOW - 900),
        make_container(3, "young", since=NOW - 5),
        make_container(4, "paused", state=State.PAUSED),
    ]
    rows = sorted((_row(Kind.CONTAINER, c) for c in containers), key=order)
    assert [row.title for row in rows] == ["young", "old", "paused", "gone"]


def test_ports_sort_by_number_and_those_that_are_published_first() -> None:
    order = _column(Kind.CONTAINER, "ports").order
    containers = [
        make_container(1, "none"),
        make_container(2, "inside", ports=(Port(80, "tcp"),)),
        make_container(3, "9000", ports=(Port(80, "tcp", "", 9000),)),
        make_container(4, "800", ports=(Port(80, "tcp", "", 8800), Port(81, "tcp", "", 800))),
    ]
    rows = sorted((_row(Kind.CONTAINER, c) for c in containers), key=order)
    assert [row.title for row in rows] == ["800", "9000", "inside", "none"]


def test_addresses_sort_as_numbers() -> None:
    order = _column(Kind.NETWORK, "subnet").order
    found = [
        make_network(n, text, subnets=(Subnet(text),) if text else ())
        for n, text in enumerate(["172.20.0.0/16", "172.3.0.0/16", "fd00::/64", "", "rubbish"])
    ]
    rows = sorted((_row(Kind.NETWORK, n) for n in found), key=order)
    assert [row.title for row in rows][:3] == ["172.3.0.0/16", "172.20.0.0/16", "fd00::/64"]


def test_numbers_align_right() -> None:
    for kind, name in ((Kind.IMAGE, "size"), (Kind.VOLUME, "size"), (Kind.NETWORK, "containers")):
        assert _column(kind, name).align is Align.RIGHT


def test_what_nobody_uses_is_called_unused() -> None:
    listed = Store()
    used_by = _column(Kind.VOLUME, "used by", listed)
    assert used_by.text(_row(Kind.VOLUME, make_volume("cache"))) == ""  # not known yet
    listed.take_containers(None, [])
    assert used_by.text(_row(Kind.VOLUME, make_volume("cache"))) == "unused"
    store = _store("data")
    row = _row(Kind.VOLUME, make_volume("data"), store)
    assert _column(Kind.VOLUME, "used by", store).chips(row) == ["data"]


def test_an_id_is_short_and_whole_in_its_tooltip() -> None:
    row = _row(Kind.IMAGE, make_image(7, "a:b"))
    column = _column(Kind.IMAGE, "id")
    assert column.text(row) == "0" * 12
    assert column.tip(row) == image_id(7)


def test_a_time_that_was_rounded_is_not_told_as_exact() -> None:
    status = _column(Kind.CONTAINER, "status")
    rounded = _row(Kind.CONTAINER, make_container(since_within=3600))
    exact = _row(Kind.CONTAINER, make_container(since_within=0))
    assert "since about" in status.tip(rounded)
    assert "since about" not in status.tip(exact)


def test_a_group_counts_its_members_and_an_image_once() -> None:
    project = Group("project:shop", "shop", Kind.CONTAINER)
    members: list[Value] = [
        _row(Kind.CONTAINER, make_container(1)),
        _row(Kind.CONTAINER, make_container(2, state=State.EXITED)),
    ]
    assert group_summary(project, members) == "1 of 2 running"
    repository = Group("repository:a", "a", Kind.IMAGE)
    image = _row(Kind.IMAGE, make_image(1, "a:b", size=2_000_000))
    assert group_summary(repository, [image, image]) == "1 image, 2MB"


def test_a_container_with_power_over_the_machine_is_said_to_have_it() -> None:
    risks = {make_container(1).id: ((Risk.PRIVILEGED, ()), (Risk.MOUNTS, ("/etc\u202e",)))}
    facts = replace(_facts(Store()), risks=lambda key: risks.get(key, ()))
    name = columns(Kind.CONTAINER, facts)[0]
    risky, plain = (_row(Kind.CONTAINER, make_container(number)) for number in (1, 2))
    assert name.text(risky) == make_container(1).name
    for said in (name.tip(risky), name.spoken(risky)):
        assert "Privileged" in said
        assert "/etc" in said
        assert "\u202e" not in said
    assert "Privileged" not in name.tip(plain) + name.spoken(plain)


def test_who_has_the_network_of_another_container_says_whose() -> None:
    store = Store()
    owner, guest = make_container(1, "web"), make_container(2, "probe")
    guest = replace(guest, shares=owner.id)
    store.take_containers(None, [owner, guest])
    column = _column(Kind.CONTAINER, "networks", store)
    assert column.text(_row(Kind.CONTAINER, guest, store)) == "network of web"
    assert column.chips(_row(Kind.CONTAINER, guest, store)) == ["network of web"]
    assert column.chips(_row(Kind.CONTAINER, owner, store)) == []
