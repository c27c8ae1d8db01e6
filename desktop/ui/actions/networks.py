"""The actions on networks, and on containers in them: a part of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Ability, Kind
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.icons import Icon
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import networks
else:
    networks = Deferred("networks")

OF_CONTAINERS = (
    Spec(
        "container.connect",
        mark("Connect…"),
        Icon.CONNECT,
        networks.connect,
        kind=Kind.CONTAINER,
        suits=networks.is_there,
        live=True,
        separated=True,
        tip=mark("To one more network, also while it runs"),
    ),
    Spec(
        "container.disconnect",
        mark("Disconnect…"),
        Icon.DISCONNECT,
        networks.disconnect,
        kind=Kind.CONTAINER,
        suits=networks.has_network,
        live=True,
        tip=mark("From a network that it is in"),
    ),
)

OF_NETWORKS = (
    Spec(
        "network.connect",
        mark("Connect…"),
        Icon.CONNECT,
        networks.connect_here,
        kind=Kind.NETWORK,
        suits=networks.is_entered,
        one=True,
        live=True,
        toolbar=True,
        tip=mark("A container, which gets an address in it"),
    ),
    Spec(
        "network.disconnect",
        mark("Disconnect…"),
        Icon.DISCONNECT,
        networks.disconnect_here,
        kind=Kind.NETWORK,
        suits=networks.is_used,
        one=True,
        live=True,
        toolbar=True,
        tip=mark("A container that is in it"),
    ),
)

SWARM = (
    Spec(
        "network.swarm_init",
        mark("Initialise a Swarm…"),
        Icon.ENGINE,
        networks.init_swarm,
        live=True,
        ability=Ability.SWARM,
        separated=True,
        tip=mark("Make this Engine the manager of a new Swarm, for overlay networks"),
    ),
    Spec(
        "network.swarm_join",
        mark("Join a Swarm…"),
        Icon.JOIN,
        networks.join_swarm,
        live=True,
        ability=Ability.SWARM,
        tip=mark("Enter the Swarm of another Engine"),
    ),
    Spec(
        "network.swarm_leave",
        mark("Leave the Swarm…"),
        Icon.DISCONNECT,
        networks.leave_swarm,
        live=True,
        ability=Ability.SWARM,
        tip=mark("The way back out of Swarm mode"),
    ),
)
