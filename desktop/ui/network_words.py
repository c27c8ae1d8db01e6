"""Why an Engine refuses something of networks or of Swarm mode, and what to do about it.

Its own texts are read: see :mod:`desktop.model.network_refusals`, which has those that are read
for the next step, too.
"""

from __future__ import annotations

import re

from desktop.model import network_refusals as refusals
from desktop.model.commands import SWARM_VERBS, Verb
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr

_TEXTS = (
    (
        refusals.SUBNET_OVERLAPS,
        mark("its subnet overlaps with another network's. Choose another subnet."),
    ),
    (
        r"network with name \S+ already exists",
        mark("a network has this name already. Choose another name."),
    ),
    (
        r"could not find an available, non-overlapping IPv6 address pool",
        mark("the Engine has no IPv6 addresses to give away. Type an IPv6 subnet."),
    ),
    (
        r"could not find an available, non-overlapping IPv4 address pool|all predefined address"
        r" pools have been fully subnetted",
        mark("the Engine has no free subnet left. Remove unused networks, or type a subnet."),
    ),
    (
        r"doesn't support multiple subnets",
        mark("this driver takes one subnet of each kind. Leave one out."),
    ),
    (
        refusals.NO_MANAGER,
        mark("overlay needs Swarm mode, and this Engine is no manager of one."),
    ),
    (
        r"invalid subinterface vlan name|loopback interface is not a valid \w+ parent"
        r"|interface \S+ was not found|Link not found",
        mark("the parent is no network interface of the Engine's machine. Choose another."),
    ),
    (
        r"network \S+ is already using parent interface|dm-\S+ is already used",
        mark("another network has this parent already. Choose another parent."),
    ),
    (
        r"^operation not supported$",
        mark("the kernel of the Engine's machine can't do this driver. Choose another driver."),
    ),
    (
        r"endpoint with name \S+ already exists in network",
        mark("it is in this network already."),
    ),
    (
        r"is not connected to (?:the )?network",
        mark("it is not in this network. The list may be about to say so."),
    ),
    (
        r"sharing network namespace with another container or host cannot be connected",
        mark(
            "it shares the network of the host, or of another container. Create another like it,"
            " with a network of its own."
        ),
    ),
    (
        refusals.ALONE_IN_NONE,
        mark("it is in the network none, which is alone. Disconnect it from that one first."),
    ),
    (
        r"cannot be disconnected from host network or connected to host network",
        mark(
            "the network host can't be entered or left. Create another like it, with another"
            " network."
        ),
    ),
    (
        refusals.NO_ALIASES,
        mark("on this network there are no aliases. Use one that you have created."),
    ),
    (
        refusals.ADDRESS_REFUSED[2],
        mark("on this network addresses can't be chosen. Use one that you have created."),
    ),
    (
        refusals.ADDRESS_REFUSED[3],
        mark("its subnet was chosen by the Engine, so addresses can't be. Leave the address out."),
    ),
    (
        r"not manually attachable",
        mark("this overlay network is for services only. Create one that is attachable."),
    ),
    (
        refusals.ADDRESS_REFUSED[0],
        mark("this address is taken. Choose another, or leave it out."),
    ),
    (
        refusals.ADDRESS_REFUSED[1],
        mark("this address is not in the network's subnet. Choose another, or leave it out."),
    ),
    (
        r"has active endpoints",
        mark("containers are in it. Disconnect those first."),
    ),
    (
        r"is a pre-defined network and cannot be removed",
        mark("it is a network of the Engine's own, which stays."),
    ),
)
_OF_SWARMS = (
    (
        refusals.IN_A_SWARM,
        mark("this Engine is in a Swarm already. Leave that one first."),
    ),
    (
        r"could not choose an IP address to advertise|could not find the system's IP address"
        r"|must specify a listening address",
        mark("the Engine can't tell which of its addresses others reach it by. Type the address."),
    ),
    (
        r"advertise address must be",
        mark("the address is none of this machine, nor one of its interfaces."),
    ),
    (
        r"join token",
        mark("the token is not the Swarm's. Copy it anew on a manager."),
    ),
    (
        refusals.MANAGER_STAYS,
        mark("this Engine is a manager of the Swarm, and leaves it by force only."),
    ),
    (
        r"This node is not part of a swarm",
        mark("this Engine is in no Swarm."),
    ),
    (
        r"Timeout was reached before node",
        mark("the manager did not answer in time; the Engine goes on trying. Check the address."),
    ),
    (
        r"rpc error: code = Unavailable|error while dialing|connection refused",
        mark("no manager answers at this address. Check it, and that port 2377 is open."),
    ),
)
_OPTION = re.compile(r"failed to parse (\S+) value")


def why(verb: Verb, text: str) -> str:
    """The reason in our words; empty where the text is another."""
    if found := _OPTION.search(text):
        option = visible(found[1], limit=60)
        return tr("the driver option {option} has a value that it can't have.", option=option)
    texts = _OF_SWARMS if verb in SWARM_VERBS else _TEXTS
    return next((tr(said) for pattern, said in texts if re.search(pattern, text)), "")
