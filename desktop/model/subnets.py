"""What follows from the addresses of networks, before an Engine is asked."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from desktop.engine.records import Container, EngineInfo, Network, Subnet

Pool = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

SWARM_SCOPE = "swarm"


def pool_of(text: str) -> Pool | None:
    """A subnet as an Engine tells it; None where it makes no sense."""
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def address_of(text: str) -> Address | None:
    """One address; None where it is none (yet)."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def scope_of(driver: str) -> str:
    """Within which subnets must not overlap: an overlay's is the whole Swarm."""
    return SWARM_SCOPE if driver == "overlay" else "local"


def overlapping(
    subnet: Pool, networks: Iterable[Network], driver: str
) -> tuple[Network, Subnet] | None:
    """The network that has some of these addresses already, and its subnet."""
    scope = scope_of(driver)
    for network in networks:
        for pool in network.subnets if network.scope == scope else ():
            other = pool_of(pool.subnet)
            if other is not None and other.version == subnet.version and _meet(subnet, other):
                return network, pool
    return None


def subnet_with(address: Address, network: Network) -> Subnet | None:
    """The subnet of a network that the address lies in."""
    for pool in network.subnets:
        found = pool_of(pool.subnet)
        if found is not None and address in found:
            return pool
    return None


def pools(network: Network, version: int) -> list[str]:
    """Its subnets of IPv4 or IPv6."""
    found = ((pool.subnet, pool_of(pool.subnet)) for pool in network.subnets)
    return [text for text, pool in found if pool is not None and pool.version == version]


def may_become(text: str, subnet: Pool) -> bool:
    """Whether typing on may lead into the subnet: 172.28.0.1 may become 172.28.0.10."""
    if str(subnet.network_address).startswith(text):  # fd00::5, of fd00::5:0/112
        return True
    longer = (address_of(f"{text}{digits}") for digits in range(100))
    return any(each is not None and each in subnet for each in longer)


def holder_of(
    address: Address, network: Network, containers: Iterable[Container]
) -> Container | None:
    """The running container that has the address in this network."""
    for container in containers:
        for place in container.networks:
            if place.network_id == network.id and address in (
                address_of(place.ipv4),
                address_of(place.ipv6),
            ):
                return container
    return None


def is_reserved(address: Address, subnet: Pool) -> bool:
    """Whether no container may have it: the first one, and the last of IPv4."""
    if address == subnet.network_address:
        return True
    return subnet.version == 4 and address == subnet.broadcast_address


def room(subnet: Pool) -> int:
    """How many addresses it has for the gateway and for containers."""
    return max(0, subnet.num_addresses - (2 if subnet.version == 4 else 1))


def chooses_ipv6(info: EngineInfo) -> bool:
    """Whether the Engine has IPv6 subnets to give away: Docker's from version 27 on, Podman's."""
    major = info.version.partition(".")[0]
    return info.product != "Docker Engine" or not major.isdigit() or int(major) >= 27


def _meet(one: Pool, other: Pool) -> bool:
    if isinstance(one, ipaddress.IPv4Network) and isinstance(other, ipaddress.IPv4Network):
        return one.overlaps(other)
    if isinstance(one, ipaddress.IPv6Network) and isinstance(other, ipaddress.IPv6Network):
        return one.overlaps(other)
    return False
