"""The ports of the Engine's machine: who has one, and which one is free."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop.engine import host_ports
from desktop.engine.endpoint import Endpoint
from desktop.engine.records import Container, Kind, Port, State
from desktop.model.commands import Target
from desktop.model.store import Store

HIGHEST = 65535
_TRIED = 1000  # ports, in search of a free one
_PRIVILEGED = 1024
_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - read, not bound


@dataclass(frozen=True, slots=True)
class Publication:
    """A port of the machine that leads to one of a container's, on one or more addresses."""

    host_port: int
    protocol: str
    number: int
    addresses: tuple[str, ...]

    @property
    def everywhere(self) -> bool:
        """Whether it is on all addresses of the machine, and so open to its networks."""
        return any(is_everywhere(address) for address in self.addresses)

    @property
    def loopback(self) -> bool:
        """Whether only the machine itself gets there."""
        return all(_is_loopback(address) for address in self.addresses)

    def overlaps(self, other: Publication) -> bool:
        """Whether the machine can't have both."""
        if (self.host_port, self.protocol) != (other.host_port, other.protocol):
            return False
        return any(_overlap(one, two) for one in self.addresses for two in other.addresses)


@dataclass(frozen=True, slots=True)
class HeldByContainer:
    """A container has it."""

    target: Target


@dataclass(frozen=True, slots=True)
class HeldByHost:
    """Something else on the machine has it."""


Holder = HeldByContainer | HeldByHost


def publications(ports: Iterable[Port]) -> tuple[Publication, ...]:
    """The published ones; IPv4 and IPv6 of the same publication are one."""
    found: dict[tuple[int, str, int], list[str]] = {}
    for port in ports:
        if port.host_port:
            addresses = found.setdefault((port.host_port, port.protocol, port.number), [])
            if port.host_ip not in addresses:
                addresses.append(port.host_ip)
    return tuple(
        Publication(*key, tuple(sorted(addresses, key=lambda each: (":" in each, each))))
        for key, addresses in found.items()
    )


def holds_ports(container: Container) -> bool:
    """Whether it is in a state in which it has ports of the machine.

    An Engine may tell some also of one whose start has failed.
    """
    return container.state in (State.RUNNING, State.PAUSED)


def held(container: Container) -> tuple[Port, ...]:
    """The ports that it has now."""
    return container.ports if holds_ports(container) else ()


def holders(
    port: int, store: Store, *, address: str = "", protocol: str = "", but: str = ""
) -> list[Container]:
    """The containers that have a port of the machine, without the one whose id is ``but``.

    Of an empty ``address`` or ``protocol``, any counts.
    """
    return [
        container
        for container in store.containers
        if container.id != but
        and any(
            each.host_port == port
            and protocol in ("", each.protocol)
            and _overlap(address, each.host_ip)
            for each in held(container)
        )
    ]


async def holders_of(
    store: Store, address: str, wanted: range, protocol: str, *, local: bool
) -> dict[int, Holder]:
    """Who has which of several ports of the machine, on an address or (empty) on any of them.

    Of those that are not told nobody is known to have them. ``local``: the Engine's machine is this
    one, where they can be tried (see :func:`is_local`).
    """
    found: dict[int, Holder] = {}
    for container in store.containers:
        target = Target(Kind.CONTAINER, container.id, container.name)
        for each in held(container):
            number = each.host_port or 0
            same = number in wanted and protocol == each.protocol
            if same and _overlap(address, each.host_ip):
                found.setdefault(number, HeldByContainer(target))
    if local:
        rest = [number for number in wanted if number not in found]
        taken = await host_ports.taken(address, rest, protocol)
        found.update(dict.fromkeys(taken, HeldByHost()))
    return dict(sorted(found.items()))


async def free_port(
    store: Store,
    address: str,
    near: int,
    protocol: str,
    *,
    local: bool,
    count: int = 1,
    but: Collection[int] = (),
) -> int | None:
    """A port that nobody is known to have: the next one, or 8080 for 80; None when none is.

    ``count``: the first of so many in a row. None is one of ``but``. Of another machine it is known
    only what the Engine's containers have.
    """
    start = near + 8000 if near < _PRIVILEGED else near + 1
    tried = _TRIED + count - 1
    ports = [port for port in range(start, start + tried) if port <= HIGHEST]
    ports += range(max(_PRIVILEGED, near - tried), near) if len(ports) < tried else ()
    taken = {each.host_port for container in store.containers for each in held(container)}
    untaken = [port for port in ports if port not in taken and port not in but]
    if local:
        return await host_ports.first_free(address, untaken, protocol, count=count)
    rows = (untaken[at : at + count] for at in range(len(untaken) - count + 1))
    return next((row[0] for row in rows if row[-1] == row[0] + count - 1), None)


def is_local(endpoint: Endpoint | None) -> bool:
    """Whether the Engine is reached in a way that only one on this machine is."""
    if endpoint is None:
        return False
    parts = urlsplit(endpoint.url)
    if parts.scheme in ("unix", "npipe"):
        return True
    host = parts.hostname or ""
    return parts.scheme != "ssh" and (host == "localhost" or _is_loopback(host))


def is_everywhere(address: str) -> bool:
    """Whether it stands for all addresses of the machine, of one family or of both."""
    return address in _EVERYWHERE


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _overlap(one: str, two: str) -> bool:
    if not one or not two:
        return True
    if (":" in one) != (":" in two):
        return False
    return one == two or is_everywhere(one) or is_everywhere(two)
