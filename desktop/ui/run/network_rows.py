"""Networks as rows of a table."""

from __future__ import annotations

import re

from desktop.model.run import networks
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.problems import Fault, Invalid
from desktop.model.store import Store
from desktop.ui.run.rows import Cells, Column, RowKind, bare
from desktop.ui.text import mark

_MORE = ("link-local-ip", "driver-opt", "gw-priority")


def _read_network(cells: Cells) -> NetworkChoice:
    name, aliases, ipv4, ipv6, mac, more = cells
    if not name:
        if any(cells):
            raise Invalid(Fault.NO_NAME, "")
        raise Invalid(Fault.EMPTY, "")
    rest = networks.read_network(f"name=x,{more}") if more else NetworkChoice()
    return NetworkChoice(
        name,
        tuple(each for each in re.split(r"[,\s]+", aliases) if each),
        networks.ADDRESS.read(ipv4),
        networks.ADDRESS.read(ipv6),
        networks.MAC.read(mac) if mac else "",
        rest.link_local,
        rest.driver_options,
        rest.priority,
    )


def _write_network(choice: NetworkChoice) -> Cells:
    text = networks.write_network(
        NetworkChoice(
            "x",
            link_local=choice.link_local,
            driver_options=choice.driver_options,
            priority=choice.priority,
        )
    )
    more = text.removeprefix("name=x,").removeprefix("x")
    aliases = ",".join(choice.aliases)
    return choice.name, aliases, choice.ipv4, choice.ipv6, choice.mac_address, more


def _read_network_line(line: str) -> NetworkChoice | None:
    text = bare(line)
    return networks.read_network(text) if text else None


def _networks(store: Store, _cells: Cells) -> list[str]:
    containers = (f"container:{each.name}" for each in store.containers if each.name)
    return [*sorted(network.name for network in store.networks), *sorted(containers)]


NETWORKS = RowKind(
    ("networks",),
    (
        Column(mark("Network"), 0, known=_networks),
        Column(mark("Aliases"), 12),
        Column(mark("IPv4"), 14),
        Column(mark("IPv6"), 14),
        Column(mark("MAC"), 17),
        Column(mark("Options"), 12, known=lambda _s, _c: [f"{name}=" for name in _MORE]),
    ),
    _read_network,
    _write_network,
    _read_network_line,
)
