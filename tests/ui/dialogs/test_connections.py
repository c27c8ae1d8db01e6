"""The forms that connect and disconnect containers, and those of Swarm mode."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.engine.network_records import Swarm, SwarmInit, SwarmJoin, SwarmState
from desktop.engine.records import Attachment, Container, Kind, Network, State, Subnet
from desktop.model.commands import Target
from desktop.model.network_commands import (
    ConnectContainers,
    DisconnectContainers,
    InitSwarm,
    JoinSwarm,
    LeaveSwarm,
)
from desktop.model.store import Store
from desktop.ui import dialogs
from tests.model.fake_engine import attached, make_container, make_network
from tests.support.dialogs import Opened, Opener

BRIDGE = make_network(700, "bridge", subnets=(Subnet("172.17.0.0/16", "172.17.0.1"),))
SHOP = make_network(
    701,
    "shop",
    subnets=(Subnet("10.5.0.0/24", "10.5.0.1"), Subnet("fd00:5::/64", "fd00:5::1")),
)
BACK = make_network(702, "back", subnets=(Subnet("10.6.0.0/24", "10.6.0.1"),), internal=True)
SERVICES = make_network(703, "services", driver="overlay", scope="swarm")
HOST = make_network(704, "host", driver="host")
WEB = make_container(1, "web", networks=(attached(SHOP, "10.5.0.2"),))
DB = make_container(2, "db", state=State.EXITED, networks=(attached(SHOP, ""), attached(BACK, "")))
NEAR = make_container(3, "near", networks=(attached(HOST, ""),))
INACTIVE = Swarm(SwarmState.INACTIVE)


@pytest.fixture
def store(store: Store) -> Store:
    store.take_networks(None, [BRIDGE, SHOP, BACK, SERVICES, HOST])
    store.take_containers(None, [WEB, DB, NEAR])
    return store


def of(record: Container | Network) -> Target:
    kind = Kind.CONTAINER if isinstance(record, Container) else Kind.NETWORK
    return Target(kind, record.id, record.name)


def box(dialog: Opened[object], name: str) -> QComboBox:
    found = dialog.named(name)
    assert isinstance(found, QComboBox)
    return found


def offered(dialog: Opened[object], name: str) -> list[str]:
    found = box(dialog, name)
    return [found.itemText(row) for row in range(found.count())]


def test_a_container_is_offered_the_networks_that_it_is_not_in(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.connect_containers(window, store, [of(WEB)]))
    assert offered(dialog, "Network") == ["back", "bridge", "services"]
    assert "Nothing outside is reached from this network." in dialog.said
    dialog.type("Aliases", "front, www")
    dialog.type("IPv4 address", "10.6.0.7")
    assert dialog.line == (
        "docker network connect --ip 10.6.0.7 --alias front --alias www back web"
    )
    dialog.click("Connect")
    assert dialog.result() == ConnectContainers((of(WEB),), of(BACK), ("front", "www"), "10.6.0.7")


def test_a_network_is_offered_the_containers_that_are_not_in_it(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.connect_containers(window, store, (), of(BACK)))
    assert offered(dialog, "Container") == ["web"]  # not the one in the network of the host
    dialog.click("Connect")
    assert dialog.result() == ConnectContainers((of(WEB),), of(BACK))


@pytest.mark.parametrize(
    ("network", "field", "typed", "said"),
    [
        (SHOP, "IPv4 address", "10.5.0.2", "Container web has this address."),
        (SHOP, "IPv4 address", "10.5.0.1", "It is the gateway's address."),
        (SHOP, "IPv4 address", "10.5.0.255", "This address is reserved in subnet 10.5.0.0/24."),
        (SHOP, "IPv4 address", "10.9.0.7", "It must lie within 10.5.0.0/24."),
        (SHOP, "IPv4 address", "here", "An address is like 172.28.0.7."),
        (SHOP, "IPv6 address", "fd00:6::7", "It must lie within fd00:5::/64."),
        (BACK, "IPv6 address", "fd00:6::7", "It has no subnet of this kind."),
        (BRIDGE, "IPv4 address", "172.17.0.9", "On this network addresses can't be chosen"),
        (BRIDGE, "Aliases", "db", "On this network there are no aliases"),
        (SHOP, "Aliases", "a/b", "a/b can't be a name in a network."),
    ],
)
def test_what_the_engine_would_refuse_is_said_below_the_field(
    opened: Opener,
    window: QWidget,
    store: Store,
    network: Network,
    field: str,
    typed: str,
    said: str,
) -> None:
    free = make_container(5, "free")
    store.take_containers([free.id], [free])
    dialog = opened(dialogs.connect_containers(window, store, (), of(network)))
    box(dialog, "Container").setCurrentText("free")
    dialog.type(field, typed)
    assert said in dialog.said
    assert not dialog.enabled("Connect")


def test_an_overlay_for_services_takes_no_container(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.connect_containers(window, store, [of(WEB)]))
    box(dialog, "Network").setCurrentText("services")
    assert "It is for services only" in dialog.said
    assert not dialog.enabled("Connect")


def test_several_containers_are_connected_at_once_without_an_address(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.connect_containers(window, store, [of(WEB), of(DB)]))
    box(dialog, "Network").setCurrentText("bridge")
    assert not dialog.enabled("IPv4 address")
    assert dialog.line == ("docker network connect bridge web\ndocker network connect bridge db")


def test_who_is_in_all_networks_is_told_so(opened: Opener, window: QWidget, store: Store) -> None:
    everywhere = replace(WEB, networks=tuple(attached(n) for n in (BRIDGE, SHOP, BACK, SERVICES)))
    store.take_containers([WEB.id], [everywhere])
    dialog = opened(dialogs.connect_containers(window, store, [of(WEB)]))
    assert "There is no network that it could enter. Create one first." in dialog.said


def test_what_is_chosen_stays_chosen_when_another_network_comes(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.connect_containers(window, store, [of(WEB)]))
    box(dialog, "Network").setCurrentText("bridge")
    store.take_networks([make_network(710, "aaa").id], [make_network(710, "aaa")])
    assert offered(dialog, "Network")[0] == "aaa"
    assert box(dialog, "Network").currentText() == "bridge"


def test_leaving_the_last_network_is_said_beforehand(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.disconnect_containers(window, store, [of(WEB)]))
    assert "It is the last network of web: nothing is reached then" in dialog.said
    assert dialog.line == "docker network disconnect shop web"
    dialog.click("Disconnect")
    assert dialog.result() == DisconnectContainers((of(WEB),), of(SHOP))


def test_only_those_that_are_in_the_network_leave_it(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.disconnect_containers(window, store, [of(WEB), of(DB)]))
    assert offered(dialog, "Network") == ["back", "shop"]
    assert dialog.line == "docker network disconnect back db"


def test_a_network_lets_a_stopped_container_go_too(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.disconnect_containers(window, store, (), of(SHOP)))
    assert offered(dialog, "Container") == ["db", "web"]
    dialog.click("Disconnect")
    assert dialog.result() == DisconnectContainers((of(DB),), of(SHOP))


def test_who_is_in_the_network_of_the_host_can_leave_none(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.disconnect_containers(window, store, [of(NEAR)]))
    assert "It is in no network that it could leave." in dialog.said


def test_a_network_known_by_name_only_is_left_as_well(
    opened: Opener, window: QWidget, store: Store
) -> None:
    created = make_container(6, "created", state=State.CREATED, networks=(Attachment("shop", ""),))
    store.take_containers([created.id], [created])
    dialog = opened(dialogs.disconnect_containers(window, store, [of(created)]))
    assert dialog.line == "docker network disconnect shop created"


# Swarm


def test_a_swarm_is_initialised_with_what_that_changes_and_the_way_back(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.init_swarm(window, store, INACTIVE))
    for said in ("becomes the manager of a new Swarm", "2377", "Leave the Swarm…"):
        assert said in dialog.said
    assert dialog.line == "docker swarm init"
    dialog.type("Advertised address", "10.0.0.7")
    assert dialog.line == "docker swarm init --advertise-addr 10.0.0.7"
    dialog.click("Initialise")
    assert dialog.result() == InitSwarm(SwarmInit("10.0.0.7"))


def test_a_swarm_is_joined_and_its_token_is_not_shown(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.join_swarm(window, store, INACTIVE))
    dialog.type("Manager", "10.0.0.7")
    dialog.type("Token", "SWMTKN-1-abc")
    assert not dialog.enabled("Join")
    dialog.type("Manager", "10.0.0.7:2377")
    assert "SWMTKN" not in dialog.form.line._text.toPlainText()
    dialog.click("Join")
    assert dialog.result() == JoinSwarm(SwarmJoin("10.0.0.7:2377", "SWMTKN-1-abc"))


def test_who_is_in_a_swarm_already_has_to_leave_it_first(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.join_swarm(window, store, Swarm(SwarmState.ACTIVE, manager=True)))
    assert "It has to leave that one first." in dialog.said


def test_the_last_manager_leaves_by_force_once_it_was_told_what_goes(
    opened: Opener, window: QWidget, store: Store
) -> None:
    last = Swarm(SwarmState.ACTIVE, manager=True, nodes=1, managers=1)
    dialog = opened(dialogs.leave_swarm(window, store, last))
    assert "The networks services." in dialog.said
    assert "the Swarm ends, with services, secrets and configs" in dialog.said
    assert not dialog.enabled("Leave")
    dialog.click("Leave by force")
    assert dialog.line == "docker swarm leave --force"
    dialog.click("Leave")
    assert dialog.result() == LeaveSwarm(force=True)


@pytest.mark.parametrize(("managers", "told"), [(2, True), (3, False), (4, False)])
def test_a_manager_without_whom_there_is_no_majority_is_told_so(
    opened: Opener, window: QWidget, store: Store, managers: int, told: bool
) -> None:
    swarm = Swarm(SwarmState.ACTIVE, manager=True, nodes=6, managers=managers)
    dialog = opened(dialogs.leave_swarm(window, store, swarm))
    assert ("That is no majority" in dialog.said) is told


def test_a_worker_leaves_without_force(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.leave_swarm(window, store, Swarm(SwarmState.ACTIVE)))
    assert dialog.line == "docker swarm leave"
    dialog.click("Leave")
    assert dialog.result() == LeaveSwarm()
