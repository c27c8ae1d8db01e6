"""Publishing ports: ``-p``, by the grammar of docker's command line (go-connections' ``nat``).

The Engine itself takes ``80/xyz`` without a word, so this is where it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.model.run.notation import read_address
from desktop.model.run.problems import Fault, Invalid

PROTOCOLS = ("tcp", "udp", "sctp")
LAST_PORT = 65535
_RANGE = re.compile(r"(\d+)(?:-(\d+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ports:
    """One port, or several in a row."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def count(self) -> int:
        return self.last - self.first + 1


def port(number: int) -> Ports:
    """A single one."""
    return Ports(number, number)


@dataclass(frozen=True, slots=True)
class PortMapping:
    """Ports of a container and where they are reached on the host.

    Without ``host`` the Engine chooses; one port with several ``host`` ports takes a free one of
    them. Without ``address`` it is reached on all.
    """

    container: Ports
    protocol: str = "tcp"
    host: Ports | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class ExposedPorts:
    """``--expose``: ports that the container is said to listen on."""

    ports: Ports
    protocol: str = "tcp"


def read_mapping(text: str) -> PortMapping:
    """``[ADDRESS:][HOST]:CONTAINER[/PROTOCOL]``, or ``target=…,published=…``."""
    if "=" in text:
        text = _short_form(text)
    *before, inner = text.split(":")
    host = before.pop() if before else ""
    address = ":".join(before)
    if address.startswith("["):
        if not address.endswith("]"):
            raise Invalid(Fault.NOT_AN_ADDRESS, address)
        address = address[1:-1]
        read_address(address)
    elif address:
        read_address(address)
    exposed = read_exposed(inner)
    found = PortMapping(exposed.ports, exposed.protocol, _read_host(host), address)
    ports = found.host
    if ports is not None and ports.count != found.container.count != 1:
        raise Invalid(Fault.UNEQUAL_RANGES, f"{ports}:{found.container}")
    return found


def _short_form(text: str) -> str:
    """``target=80,published=8080,protocol=tcp`` as ``8080:80/tcp``."""
    parts = {"protocol": "tcp", "published": "", "target": ""}
    for part in text.split(","):
        name, equals, value = part.partition("=")
        if not equals or name not in (*parts, "mode"):
            raise Invalid(Fault.UNKNOWN_PART, part)
        parts[name] = value
    return f"{parts['published']}:{parts['target']}/{parts['protocol']}"


def _read_host(text: str) -> Ports | None:
    if not text:
        return None
    return port(0) if text == "0" else read_range(text)  # 0 is left to the Engine, too


def write_mapping(mapping: PortMapping) -> str:
    """As ``-p`` takes it."""
    address = f"[{mapping.address}]" if ":" in mapping.address else mapping.address
    inner = write_exposed(ExposedPorts(mapping.container, mapping.protocol))
    if address or mapping.host is not None:
        host = "" if mapping.host is None else str(mapping.host)
        return f"{address}:{host}:{inner}" if address else f"{host}:{inner}"
    return inner


def read_exposed(text: str) -> ExposedPorts:
    """``80``, ``80-90/udp``"""
    if ":" in text:
        raise Invalid(Fault.NOT_A_PORT, text)
    numbers, _, protocol = text.partition("/")
    protocol = protocol.lower() or "tcp"
    ports = read_range(numbers)
    if protocol not in PROTOCOLS:
        raise Invalid(Fault.PROTOCOL, protocol)
    return ExposedPorts(ports, protocol)


def write_exposed(exposed: ExposedPorts) -> str:
    """As ``--expose`` takes it."""
    return str(exposed.ports) + ("" if exposed.protocol == "tcp" else f"/{exposed.protocol}")


def read_range(text: str) -> Ports:
    """``80`` or ``80-90``."""
    found = _RANGE.fullmatch(text)
    if found is None:
        raise Invalid(Fault.NOT_A_PORT, text)
    first, last = _number(found[1]), _number(found[2] or found[1])
    if last < first:
        raise Invalid(Fault.BACKWARD_RANGE, text)
    return Ports(first, last)


def _number(digits: str) -> int:
    digits = digits.lstrip("0")
    if not digits:
        raise Invalid(Fault.PORT_ZERO, "0")
    if len(digits) > 5 or int(digits) > LAST_PORT:
        raise Invalid(Fault.PORT_TOO_LARGE, digits)
    return int(digits)


# The Engine's API


def exposed_of(mappings: Iterable[PortMapping], exposed: Iterable[ExposedPorts]) -> dict[str, Any]:
    """``ExposedPorts``: one entry for each port."""
    all_of = [*exposed, *(ExposedPorts(m.container, m.protocol) for m in mappings)]
    return {key: {} for one in all_of for key in _keys(one.ports, one.protocol)}


def bindings_of(mappings: Iterable[PortMapping]) -> dict[str, list[dict[str, str]]]:
    """``PortBindings``."""
    found: dict[str, list[dict[str, str]]] = {}
    for mapping in mappings:
        for offset, key in enumerate(_keys(mapping.container, mapping.protocol)):
            host = "" if mapping.host is None else str(mapping.host)
            if mapping.host is not None and mapping.container.count > 1:
                host = str(mapping.host.first + offset)
            found.setdefault(key, []).append({"HostIp": mapping.address, "HostPort": host})
    return found


def _keys(ports: Ports, protocol: str) -> list[str]:
    return [f"{number}/{protocol}" for number in range(ports.first, ports.last + 1)]


def mappings_from(bindings: Mapping[str, Any] | None) -> tuple[PortMapping, ...]:
    """What ``PortBindings`` say, ports in a row joined; also what we would refuse."""
    found = []
    for key, of_key in (bindings or {}).items():
        number, _, protocol = key.partition("/")
        places: list[Mapping[str, str]] = of_key or [{}]
        for place in places:
            host, address = place.get("HostPort"), place.get("HostIp") or ""
            found.append(
                PortMapping(
                    _told(number), protocol or "tcp", _told(host) if host else None, address
                )
            )
    found.sort(key=lambda mapping: (mapping.protocol, mapping.container.first))
    joined: list[PortMapping] = []
    for mapping in found:
        if joined and (longer := _joined(joined[-1], mapping)):
            joined[-1] = longer
        else:
            joined.append(mapping)
    return tuple(joined)


def _joined(one: PortMapping, next_: PortMapping) -> PortMapping | None:
    same = (one.protocol, one.address) == (next_.protocol, next_.address)
    if not same or next_.container.first != one.container.last + 1:
        return None
    container = Ports(one.container.first, next_.container.last)
    if one.host is None or next_.host is None:
        return replace(one, container=container) if one.host is next_.host else None
    if one.host.count != one.container.count or next_.host.count != 1:
        return None
    if 0 in (one.host.first, next_.host.first) or next_.host.first != one.host.last + 1:
        return None
    return replace(one, container=container, host=Ports(one.host.first, next_.host.last))


def exposed_from(keys: Iterable[str]) -> tuple[ExposedPorts, ...]:
    """What ``ExposedPorts`` say; also what we would refuse."""
    parts = (key.partition("/") for key in keys)
    found = [ExposedPorts(_told(number), protocol or "tcp") for number, _, protocol in parts]
    return tuple(sorted(found, key=lambda one: (one.protocol, one.ports.first)))


def _told(text: str) -> Ports:
    """What the Engine says, unchecked; raises ValueError."""
    first, _, last = text.partition("-")
    return Ports(int(first), int(last or first))
