"""The graph of the picture, and where its parts stand."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from desktop.engine.records import Attachment, State
from desktop.model.store import Store
from desktop.model.topology.boxes import Box, Point
from desktop.model.topology.layout import Layout, lay_out
from desktop.model.topology.picture import ALONE, HOST, Picture, picture_of
from tests.model.fake_engine import make_container, make_network, published
from tests.model.topology.pictures import (
    APP,
    BACK,
    BRIDGE,
    DB,
    FRONT,
    WEB,
    many,
    shop,
    store_of,
    within,
)


def test_each_container_lives_in_one_network_and_is_led_to_the_others() -> None:
    picture = picture_of(shop())
    homes = {card.record.name: card.home for card in picture.cards}
    assert homes == {"app": BACK.id, "db": BACK.id, "web": FRONT.id}
    assert {card.record.name: card.others for card in picture.cards}["app"] == (FRONT.id,)
    assert [pin.container for pin in picture.pins] == [WEB.id]


def test_networks_that_share_a_container_stand_beside_each_other_and_the_engines_own_last() -> None:
    others = [make_network(710 + n, f"b{n}") for n in range(4)]
    picture = picture_of(store_of([BRIDGE, FRONT, *others, BACK], [APP]))
    names = [panel.name for panel in picture.panels]
    assert abs(names.index("front") - names.index("back")) == 1
    assert names[-1] == "bridge"


def test_who_is_in_no_network_stands_apart() -> None:
    lost = make_container(9, "lost", networks=())
    picture = picture_of(store_of([FRONT], [lost]))
    assert picture.panels[-1].key == ALONE
    assert picture.panels[-1].members == (lost.id,)


def test_who_has_the_network_of_another_is_where_that_one_is() -> None:
    guest = replace(make_container(8, "guest", networks=()), shares=APP.id)
    friend = replace(make_container(9, "friend", networks=()), shares=guest.id)
    left = replace(make_container(10, "left", networks=()), shares="gone")
    picture = picture_of(store_of([FRONT, BACK], [APP, guest, friend, left]))
    cards = {card.record.name: card for card in picture.cards}
    assert {name: card.home for name, card in cards.items()} == {
        "app": BACK.id, "guest": BACK.id, "friend": BACK.id, "left": ALONE
    }  # fmt: skip
    assert [cards[name].owner for name in ("app", "guest", "friend")] == [None, APP, APP]
    assert picture.neighbours(guest.id) == {APP.id, BACK.id}
    assert picture.neighbours(APP.id) == {guest.id, friend.id, FRONT.id, BACK.id}


def test_an_owner_is_known_by_its_name_too() -> None:
    guest = replace(make_container(8, "guest", networks=()), shares="app")
    picture = picture_of(store_of([FRONT, BACK], [APP, guest]))
    assert [card.owner for card in picture.cards] == [None, APP]
    assert {card.home for card in picture.cards} == {BACK.id}


def test_two_that_have_each_others_network_are_in_none() -> None:
    one = replace(make_container(8, "one", networks=()), shares=make_container(9).id)
    two = replace(make_container(9, "two", networks=()), shares=one.id)
    picture = picture_of(store_of([FRONT], [one, two]))
    assert {card.home for card in picture.cards} == {ALONE}


def test_a_container_that_was_never_started_knows_its_network_by_name() -> None:
    created = make_container(9, state=State.CREATED, networks=(Attachment("front", ""),))
    picture = picture_of(store_of([FRONT], [created]))
    assert picture.cards[0].home == FRONT.id


def test_a_stopped_container_has_no_port_of_the_machine() -> None:
    stopped = replace(WEB, state=State.EXITED)
    assert picture_of(store_of([FRONT], [stopped])).pins == ()


def test_a_port_on_both_kinds_of_address_is_one() -> None:
    both = replace(WEB, ports=(published(80, 8080), published(80, 8080, "::")))
    assert len(picture_of(store_of([FRONT], [both])).pins) == 1


def test_neighbours_are_what_lines_and_places_join() -> None:
    picture = picture_of(shop())
    (pin,) = picture.pins
    assert picture.neighbours(APP.id) == {FRONT.id, BACK.id}
    assert picture.neighbours(WEB.id) == {FRONT.id, pin.key, HOST}
    assert picture.neighbours(BACK.id) == {APP.id, DB.id}
    assert picture.neighbours(HOST) == {pin.key, WEB.id}


def check(picture: Picture, layout: Layout) -> None:
    """Nothing covers anything, cards are in their panels, all is within the whole."""
    whole = Box(0, 0, *layout.size)
    assert all(whole.holds(box) for box in layout.boxes.values())
    apart = [layout.boxes[each.key] for each in (*picture.panels, *picture.pins)]
    apart.append(layout.boxes[HOST])
    assert not [pair for pair in itertools.combinations(apart, 2) if pair[0].overlaps(pair[1])]
    for panel in picture.panels:
        inside = [layout.boxes[key] for key in panel.members]
        assert all(layout.boxes[panel.key].holds(box) for box in inside)
        assert not [two for two in itertools.combinations(inside, 2) if two[0].overlaps(two[1])]


def busy(seed: int) -> Picture:
    chance = random.Random(seed)
    networks = [make_network(1000 + n) for n in range(chance.randint(0, 12))]
    containers = [
        make_container(
            n + 1,
            networks=within(*chance.sample(networks, min(len(networks), chance.randint(0, 3)))),
            ports=tuple(published(80 + p, 2000 + 10 * n + p) for p in range(chance.randint(0, 4))),
        )
        for n in range(chance.randint(0, 60))
    ]
    return picture_of(store_of(networks, containers))


@pytest.mark.parametrize("seed", range(25))
def test_nothing_covers_anything_whatever_there_is(seed: int) -> None:
    picture = busy(seed)
    check(picture, lay_out(picture))


def test_the_same_picture_is_laid_out_the_same_however_it_came_about() -> None:
    def turned(store: Store) -> Store:
        return store_of([*store.networks][::-1], [*store.containers][::-1])

    assert lay_out(picture_of(turned(many()))) == lay_out(picture_of(many()))


def test_two_hundred_containers_make_a_picture_of_a_screens_shape() -> None:
    picture = picture_of(many())
    layout = lay_out(picture)
    check(picture, layout)
    width, height = layout.size
    assert 1.4 < width / height < 2.0


def test_lines_begin_and_end_at_the_edges_of_what_they_join() -> None:
    picture = picture_of(many())
    layout = lay_out(picture)
    assert len(layout.lines) == len(picture.pins) + sum(len(card.others) for card in picture.cards)
    for line in layout.lines:
        for key, (x, y) in ((line.start, line.points[0]), (line.end, line.points[-1])):
            box = layout.boxes[key]
            on_side = x in (box.x, box.right) and box.y <= y <= box.bottom
            on_end = y in (box.y, box.bottom) and box.x <= x <= box.right
            assert on_side or on_end


@pytest.mark.parametrize("seed", range(20))
def test_no_line_runs_through_a_container_or_a_network_that_it_does_not_join(seed: int) -> None:
    picture = busy(seed)
    layout = lay_out(picture)
    homes = {card.key: card.home for card in picture.cards}
    for line in layout.lines:
        own = {line.start, line.end, homes.get(line.start, ""), homes.get(line.end, ""), HOST}
        panels = [panel.key for panel in picture.panels if panel.key not in own]
        cards = [card.key for card in picture.cards if card.key not in own]
        for one, other in itertools.pairwise(line.points):
            assert one[0] == other[0] or one[1] == other[1], "lines are level or upright"
            for key in (*panels, *cards):
                assert not runs_through(layout.boxes[key], one, other), (line, key)


def runs_through(box: Box, one: Point, other: Point) -> bool:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return left < box.right and right > box.x and top < box.bottom and bottom > box.y
