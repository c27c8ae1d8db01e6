"""What can't be made beside what is there already: a name that is taken, an address outside."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.engine.records import EngineInfo, Network
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.spec import ContainerSpec
from desktop.model.store import Store
from desktop.ui.dialogs.words import short
from desktop.ui.text import tr

_CPU = 1_000_000_000  # of the billionths that a record counts


@dataclass(frozen=True, slots=True)
class Trouble:
    """A sentence about a field; ``part`` is the text that is wrong.

    ``missing``: nothing is wrong, but something is not there yet. ``half``: typing on may help.
    """

    field: str
    text: str
    part: str = ""
    missing: bool = False
    half: bool = False


def troubles(spec: ContainerSpec, store: Store, info: EngineInfo | None) -> Iterator[Trouble]:
    """What the Engine would refuse, as far as it is known here."""
    if info is not None and info.cpus and (spec.cpus or 0) > info.cpus * _CPU:
        said = tr("The Engine's machine has %n (CPU|CPUs).", "", info.cpus)
        yield Trouble("cpus", said, str(spec.cpus))
    if spec.name and any(each.name == spec.name for each in store.containers):
        said = tr("Another container has the name {name}.", name=short(spec.name))
        yield Trouble("name", said, spec.name)
    if store.networks:
        for choice in spec.networks:
            yield from _network(choice, store)


def _network(choice: NetworkChoice, store: Store) -> Iterator[Trouble]:
    if not choice.is_user_defined:
        return
    found = next((each for each in store.networks if _is(each, choice.name)), None)
    if found is None:
        text = tr("There is no network {name}.", name=short(choice.name))
        yield Trouble("networks", text, choice.name)
        return
    for text in filter(None, (choice.ipv4, choice.ipv6)):
        if (subnets := _outside(text, found)) is not None:
            said = tr("{address} is outside of {subnet}.", address=text, subnet=subnets)
            yield Trouble("networks", said, text)


def _is(network: Network, name: str) -> bool:
    return network.name == name or (len(name) >= 12 and network.id.startswith(name))


def _outside(text: str, network: Network) -> str | None:
    """The subnets that an address is not in; None where it is in one, or nothing is known."""
    try:
        address = ipaddress.ip_address(text)
        pools = [ipaddress.ip_network(each.subnet, strict=False) for each in network.subnets]
    except ValueError:
        return None
    pools = [pool for pool in pools if pool.version == address.version]
    if not pools or any(address in pool for pool in pools):
        return None
    return ", ".join(str(pool) for pool in pools)
