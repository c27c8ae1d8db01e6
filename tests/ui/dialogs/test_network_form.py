"""The form of a new network: what it writes, and what it says while one types."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.engine.network_records import Swarm, SwarmState
from desktop.engine.records import NetworkSpec, Subnet
from desktop.model.commands import CreateNetwork
from desktop.model.store import Store
from desktop.ui import dialogs
from tests.model.fake_engine import make_info, make_network
from tests.support.dialogs import Opened, Opener

SHOP = make_network(700, "shop", subnets=(Subnet("172.18.0.0/16", "172.18.0.1"),))


@pytest.fixture
def store() -> Store:
    made = Store()
    made.take_containers(None, [])
    made.take_networks(None, [SHOP])
    return made


@dataclass
class Ways:
    """Where the Engine stands, and whether entering a Swarm works."""

    swarm: Swarm = field(default_factory=lambda: Swarm(SwarmState.INACTIVE))
    failure: str = ""
    entered: list[bool] = field(default_factory=list)
    silent: bool = False

    async def state(self) -> Swarm:
        if self.silent:
            await asyncio.Event().wait()
        return self.swarm

    async def enter(self, parent: QWidget, *, joins: bool) -> str:
        assert parent.isVisible()
        self.entered.append(joins)
        if not self.failure:
            self.swarm = Swarm(SwarmState.ACTIVE, manager=True)
        return self.failure


def choose(dialog: Opened[Any], name: str, text: str) -> None:
    box = dialog.named(name)
    assert isinstance(box, QComboBox)
    box.setCurrentText(text)
    assert box.currentText() == text


def settle(dialog: Opened[Any]) -> None:
    """Let what was asked be answered."""
    for _turn in range(4):
        dialog._aio(asyncio.sleep(0))


def test_a_network_is_created_with_its_addresses(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.type("Subnet", "10.5.0.0/24")
    dialog.type("Gateway", "10.5.0.1")
    dialog.click("Internal")
    assert dialog.line == (
        "docker network create --driver bridge --subnet 10.5.0.0/24 --gateway 10.5.0.1 "
        "--internal back"
    )
    dialog.click("Create")
    spec = NetworkSpec("back", "bridge", (Subnet("10.5.0.0/24", "10.5.0.1"),), internal=True)
    assert dialog.result() == CreateNetwork(spec)


def test_a_name_is_enough_for_a_network(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.create_network(window, store))
    assert not dialog.enabled("Create")
    dialog.type("Name", "back")
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == CreateNetwork(NetworkSpec("back"))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("Name", "shop", "A network has this name already."),
        ("Name", "host", "host is a network of the Engine's own."),
        ("Name", "-x", "A name can't begin with a dash."),
        ("Subnet", "172.18.4.0/24", "It overlaps with 172.18.0.0/16 of network shop."),
        ("Subnet", "10.5.0.7/24", "This address lies in subnet 10.5.0.0/24."),
        ("Subnet", "10.5.0.0", "A subnet ends with the length of its prefix"),
        ("Subnet", "10.5.0.0/33", "A subnet is like 172.28.0.0/16."),
        ("Subnet", "fd00::/64", "A subnet is like 172.28.0.0/16."),
        ("Subnet", "10.5.0.0/32", "A subnet this small has no room"),
        ("Subnet", "office", "A subnet is like"),
        ("Gateway", "10.6.0.1", "A gateway needs a subnet."),
        ("Gateway", "x", "A gateway is an address like"),
    ],
)
def test_what_the_engine_would_refuse_of_a_network_is_said_below_the_field(
    opened: Opener, window: QWidget, store: Store, field: str, typed: str, said: str
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.type(field, typed)
    assert said in dialog.said
    assert not dialog.enabled("Create")


def test_a_gateway_must_lie_within_the_subnet(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.type("Subnet", "10.5.0.0/24")
    for gateway, fits in [("10.6.0.1", False), ("10.5.0.0", False), ("10.5.0.255", False)]:
        dialog.type("Gateway", gateway)
        assert dialog.enabled("Create") is fits
    dialog.type("Gateway", "10.5.0.9")
    assert dialog.enabled("Create")
    dialog.type("Subnet", "10.6.0.0/24")  # the other field is judged anew
    assert "The gateway must lie within 10.6.0.0/24." in dialog.said
    assert not dialog.enabled("Create")


def test_a_subnet_taken_meanwhile_is_told_and_nothing_typed_is_lost(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.type("Subnet", "10.5.0.0/24")
    taken = make_network(701, "fast", subnets=(Subnet("10.0.0.0/8"),))
    store.take_networks([taken.id], [taken])
    assert "It overlaps with 10.0.0.0/8 of network fast." in dialog.said
    subnet = dialog.named("Subnet")
    assert isinstance(subnet, QLineEdit)
    assert subnet.text() == "10.5.0.0/24"


def test_overlay_outside_of_a_swarm_says_so_and_offers_the_ways_in(
    opened: Opener, window: QWidget, store: Store
) -> None:
    ways = Ways()
    dialog = opened(dialogs.create_network(window, store, make_info(swarm=False), ways))
    dialog.type("Name", "wide")
    choose(dialog, "Driver", "overlay")
    assert not dialog.enabled("Create")
    assert "overlay needs Swarm mode, and this Engine is not in it." in dialog.said
    dialog.click("Initialise a Swarm…")
    settle(dialog)
    assert ways.entered == [False]
    assert "needs Swarm mode, and this" not in dialog.said
    dialog.click("Create")
    spec = NetworkSpec("wide", "overlay", attachable=True)
    assert dialog.result() == CreateNetwork(spec)


def test_why_a_swarm_was_not_joined_is_said_in_the_form(
    opened: Opener, window: QWidget, store: Store
) -> None:
    ways = Ways(failure="Cannot join the Swarm: the token is not the Swarm's.")
    dialog = opened(dialogs.create_network(window, store, make_info(swarm=False), ways))
    choose(dialog, "Driver", "overlay")
    dialog.click("Join a Swarm…")
    settle(dialog)
    assert ways.entered == [True]
    assert ways.failure in dialog.said
    assert dialog.named("Join a Swarm…")


def test_while_the_engine_is_asked_whether_one_way_has_led_in_the_other_can_be_gone(
    opened: Opener, window: QWidget, store: Store
) -> None:
    ways = Ways(failure="Cannot join the Swarm: the token is not the Swarm's.")
    dialog = opened(dialogs.create_network(window, store, make_info(swarm=False), ways))
    choose(dialog, "Driver", "overlay")
    settle(dialog)
    ways.silent = True
    dialog.click("Join a Swarm…")
    settle(dialog)
    dialog.click("Initialise a Swarm…")
    settle(dialog)
    assert ways.entered == [True, False]


def test_on_a_worker_overlay_is_for_the_managers(
    opened: Opener, window: QWidget, store: Store
) -> None:
    ways = Ways(Swarm(SwarmState.ACTIVE))
    dialog = opened(dialogs.create_network(window, store, make_info(swarm=False), ways))
    choose(dialog, "Driver", "overlay")
    settle(dialog)
    assert "in a Swarm as a worker" in dialog.said
    assert not dialog.enabled("Create")


def test_all_that_a_network_can_be_told_is_in_its_line(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "both")
    dialog.type("Subnet", "10.5.0.0/16")
    dialog.type("IP range", "10.5.7.0/24")
    dialog.click("IPv6")
    dialog.type("IPv6 subnet", "fd00:5::/64")
    dialog.type("IPv6 gateway", "fd00:5::1")
    dialog.click("More options")
    dialog.type("Bridge name", "br-both")
    dialog.type("MTU", "1400")
    dialog.type("Labels", "stage=test 'owner=me and you'")
    dialog.type("Driver options", "com.docker.network.bridge.enable_icc=false")
    assert dialog.line == (
        "docker network create --driver bridge --subnet 10.5.0.0/16 --subnet fd00:5::/64"
        " --gateway fd00:5::1 --ip-range 10.5.7.0/24 --ipv6 --label stage=test"
        " --label 'owner=me and you' --opt com.docker.network.bridge.name=br-both"
        " --opt com.docker.network.driver.mtu=1400"
        " --opt com.docker.network.bridge.enable_icc=false both"
    )
    assert dialog.enabled("Create")


def test_an_engine_without_ipv6_subnets_of_its_own_needs_one(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store, make_info(version="20.10.24")))
    dialog.type("Name", "six")
    dialog.click("IPv6")
    assert "This Engine chooses none: type one." in dialog.said
    assert not dialog.enabled("Create")
    dialog.type("IPv6 subnet", "fd00:5::/64")
    assert dialog.enabled("Create")


def test_what_the_form_is_higher_than_it_has_to_be_is_below_all_fields(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    choose(dialog, "Driver", "macvlan")
    name, subnet = dialog.named("Name"), dialog.named("Subnet")
    form = name.window()

    def apart() -> int:
        layout = form.layout()
        assert layout is not None
        layout.activate()
        settle(dialog)
        return subnet.mapTo(form, QPoint()).y() - name.mapTo(form, QPoint()).y()

    near = apart()
    form.resize(form.width(), form.height() + 400)
    assert apart() == near


def test_a_macvlan_has_a_parent_and_a_mode(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "lan")
    choose(dialog, "Driver", "macvlan")
    dialog.type("Parent interface", "eth0.10")
    choose(dialog, "Mode", "private")
    assert dialog.line == (
        "docker network create --driver macvlan --opt parent=eth0.10 --opt macvlan_mode=private lan"
    )


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("IPv6 subnet", "10.5.0.0/16", "A subnet is like fd00:28::/64."),
        ("IPv6 subnet", "fd00:18::/64", "It overlaps with fd00:18::/56 of network shop."),
        ("IP range", "10.9.0.0/24", "A range needs a subnet."),
        ("Bridge name", "a name", "The name of an interface has no spaces"),
        ("Bridge name", "sixteen-letters-", "has 15 characters at most"),
        ("Publish on", "nowhere", "An address is like 127.0.0.1."),
        ("MTU", "70000", "An MTU is from 68 to 65535."),
        ("Labels", "a=1 a=2", "a is there twice."),
        ("Driver options", "=x", "=x has no name before the =."),
    ],
)
def test_what_makes_no_sense_is_said_below_the_field(
    opened: Opener, window: QWidget, store: Store, field: str, typed: str, said: str
) -> None:
    shop = replace(SHOP, subnets=(*SHOP.subnets, Subnet("fd00:18::/56")))
    store.take_networks(None, [shop])
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.click("IPv6")
    dialog.click("More options")
    dialog.type(field, typed)
    assert said in dialog.said
    assert not dialog.enabled("Create")


@pytest.mark.parametrize(
    ("field", "typed"), [("Labels", 'stage="test'), ("MTU", "7"), ("Driver options", "=x")]
)
def test_what_is_wrong_is_not_folded_away(
    opened: Opener, window: QWidget, store: Store, field: str, typed: str
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.click("More options")
    dialog.type(field, typed)
    dialog.click("More options")
    assert not dialog.named(field).isHidden()
    assert not dialog.enabled("Create")
    dialog.type(field, "")
    dialog.click("More options")
    assert dialog.enabled("Create")


def test_what_is_wrong_for_another_driver_is_not_in_the_way(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.click("More options")
    dialog.type("Bridge name", "a name")
    choose(dialog, "Driver", "macvlan")
    assert dialog.enabled("Create")
    dialog.click("More options")
    assert dialog.enabled("Create")


def test_a_range_lies_within_the_subnet(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.create_network(window, store))
    dialog.type("Name", "back")
    dialog.type("Subnet", "10.5.0.0/16")
    dialog.type("IP range", "10.6.0.0/24")
    assert "The range must lie within 10.5.0.0/16." in dialog.said
    dialog.type("IP range", "10.5.3.0/24")
    assert "Containers get 256 addresses from here." in dialog.said
    assert dialog.enabled("Create")


def test_where_nobody_knows_of_a_swarm_overlay_says_what_it_needs(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_network(window, store))
    driver = dialog.named("Driver")
    assert isinstance(driver, QComboBox)
    driver.setCurrentText("overlay")
    dialog.type("Name", "wide")
    assert "needs Swarm mode" in dialog.said
    assert dialog.enabled("Create")
