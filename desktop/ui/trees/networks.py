"""What the tree of networks tells."""

from __future__ import annotations

import ipaddress
from typing import Any

from desktop.engine.records import Network
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.trees.cells import (
    Align,
    Column,
    Facts,
    Paint,
    cell_of,
    id_column,
    name_column,
    order_of,
)
from desktop.ui.trees.rows import Child, Row, Value


def _address_order(text: str) -> Any:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return (9, 0)
    return (network.version, int(network.network_address))


def networks_columns(facts: Facts) -> tuple[Column, ...]:
    """Name, driver, scope, addresses, and how many containers are in it."""
    del facts

    def first_subnet(network: Network) -> str:
        return network.subnets[0].subnet if network.subnets else ""

    def address(value: Value) -> str:
        if isinstance(value, Child) and value.attachment is not None:
            addresses = filter(None, (value.attachment.ipv4, value.attachment.ipv6))
            return visible(", ".join(addresses))
        return subnets(value)

    subnets = cell_of(Network, lambda n: ", ".join(s.subnet for s in n.subnets))
    return (
        name_column(tr("Name")),
        Column(
            "driver",
            tr("Driver"),
            cell_of(Network, lambda n: n.driver),
            order_of(Network, lambda n: n.driver, ""),
            12,
        ),
        Column(
            "scope",
            tr("Scope"),
            cell_of(Network, lambda n: n.scope),
            order_of(Network, lambda n: n.scope, ""),
            9,
        ),
        Column(
            "subnet",
            tr("Subnet, address"),
            address,
            order_of(Network, lambda n: _address_order(first_subnet(n)), (0, 0)),
            22,
            Paint.MONO,
        ),
        Column(
            "gateway",
            tr("Gateway"),
            cell_of(Network, lambda n: ", ".join(s.gateway for s in n.subnets if s.gateway)),
            order_of(Network, lambda n: [s.gateway for s in n.subnets], []),
            16,
            Paint.MONO,
        ),
        Column(
            "internal",
            tr("Internal"),
            cell_of(Network, lambda n: tr("internal") if n.internal else ""),
            order_of(Network, lambda n: not n.internal, False),
            10,
        ),
        Column(
            "containers",
            tr("Containers"),
            lambda v: str(v.users) if isinstance(v, Row) and v.users else "",
            lambda v: v.users if isinstance(v, Row) else 0,
            11,
            align=Align.RIGHT,
        ),
        id_column(),
    )
