"""The networks that a container is in: ``--network`` and what goes with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from desktop.model.run import commas
from desktop.model.run.notation import (
    Notation,
    list_notation,
    read_address,
    read_integer,
    read_pair,
    text_notation,
)
from desktop.model.run.problems import Fault, Invalid

_LONG = re.compile(r"\w+=\w+(,\w+=\w+)*", re.ASCII)
_MAC = re.compile(r"(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}|(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}")


def _read_mac(text: str) -> str:
    if not _MAC.fullmatch(text):
        raise Invalid(Fault.NOT_A_MAC_ADDRESS, text)
    return text


def _read_optional_address(text: str) -> str:
    return read_address(text) if text else ""


ALIASES = list_notation()
ADDRESS = text_notation(_read_optional_address)
LINK_LOCAL = list_notation(read_address)
MAC = text_notation(_read_mac)


def _part(key: str, notation: Notation | None = None, *names: str) -> Any:
    """A part of ``--network KEY=…``; the first network has options of their own for some."""
    default = () if notation is None else notation.default
    return field(default=default, metadata={"key": key, "notation": notation, "names": names})


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """One network to be in. ``name`` may also be host, none, or ``container:NAME``."""

    name: str = "default"
    aliases: tuple[str, ...] = _part("alias", ALIASES, "--network-alias", "--net-alias")
    ipv4: str = _part("ip", ADDRESS, "--ip")
    ipv6: str = _part("ip6", ADDRESS, "--ip6")
    mac_address: str = _part("mac-address", MAC, "--mac-address")
    link_local: tuple[str, ...] = _part("link-local-ip", LINK_LOCAL, "--link-local-ip")
    driver_options: tuple[tuple[str, str], ...] = _part("driver-opt")
    priority: int = field(default=0, metadata={"key": "gw-priority"})

    @property
    def is_user_defined(self) -> bool:
        """Whether it is one that somebody made: only those have names and chosen addresses."""
        own = ("default", "bridge", "host", "none", "nat")
        return self.name not in own and not self.name.startswith("container:")

    @property
    def needs_long_form(self) -> bool:
        """Whether it says what there are no options for."""
        return bool(self.driver_options or self.priority or _LONG.search(self.name))


_PARTS = {part.metadata["key"]: part for part in fields(NetworkChoice) if part.metadata}


def read_network(text: str) -> NetworkChoice:
    """``NAME`` or ``name=NAME,alias=…,ip=…``"""
    if not _LONG.search(text):
        if not text.strip():
            raise Invalid(Fault.EMPTY, text)
        return NetworkChoice(text)
    found: dict[str, Any] = {"name": ""}
    for item in commas.read(text):
        key, equals, value = item.partition("=")
        key, value = key.strip(), value.strip()
        if key == "name":
            found["name"] = value
        elif not equals or key not in _PARTS:
            raise Invalid(Fault.UNKNOWN_PART, item)
        else:
            name = _PARTS[key].name
            read = _read_part(key, value)
            found[name] = (*found.get(name, ()), read) if _PARTS[key].default == () else read
    if not found["name"]:
        raise Invalid(Fault.NO_NAME, text)
    return NetworkChoice(**found)


def _read_part(key: str, value: str) -> Any:
    if key == "driver-opt":
        name, option = read_pair(value)
        return name.strip(), option.strip()
    if key == "gw-priority":
        return read_integer(value)
    return _PARTS[key].metadata["notation"].read(value)


def write_network(network: NetworkChoice, *, first: bool = False) -> str:
    """As ``--network`` takes it; ``first`` leaves to options what has one."""
    plain = NetworkChoice(network.name)
    if (first or network == plain) and not network.needs_long_form:
        return network.name
    parts = [f"name={network.name}"]
    for key, part in _PARTS.items():
        value = getattr(network, part.name)
        if value != part.default:
            values = value if isinstance(value, tuple) else (value,)
            pairs = ("=".join(one) if isinstance(one, tuple) else one for one in values)
            parts += [f"{key}={text}" for text in pairs]
    return commas.write(parts)


# The Engine's API


def endpoint_of(network: NetworkChoice) -> dict[str, Any]:
    """One of ``EndpointsConfig``; empty if there is nothing to say."""
    addresses = {
        "IPv4Address": network.ipv4,
        "IPv6Address": network.ipv6,
        "LinkLocalIPs": list(network.link_local),
    }
    parts = {
        "Aliases": list(network.aliases),
        "IPAMConfig": {name: value for name, value in addresses.items() if value},
        "MacAddress": network.mac_address,
        "DriverOpts": dict(network.driver_options),
        "GwPriority": network.priority,
    }
    return {name: value for name, value in parts.items() if value}


def network_from(name: str, endpoint: Mapping[str, Any], key: str, mac: str) -> NetworkChoice:
    """What a container's endpoint says; the Engine adds the short id as an alias by itself."""
    addresses = endpoint.get("IPAMConfig") or {}
    choice = NetworkChoice(name)
    aliases = endpoint.get("Aliases") or ()
    return NetworkChoice(
        name,
        tuple(a for a in aliases if a != key[:12]) if choice.is_user_defined else (),
        addresses.get("IPv4Address") or "",
        addresses.get("IPv6Address") or "",
        mac,
        tuple(addresses.get("LinkLocalIPs") or ()),
        tuple((endpoint.get("DriverOpts") or {}).items()),
        endpoint.get("GwPriority") or 0,
    )
