"""Subnet, gateway and range of one IP version, judged while one types."""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.engine.records import Subnet
from desktop.model.store import Store
from desktop.model.subnets import (
    Pool,
    address_of,
    is_reserved,
    may_become,
    overlapping,
    pool_of,
    room,
)
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.text import tr

_TYPING = {4: re.compile(r"[0-9.]*(?:/[0-9]*)?"), 6: re.compile(r"[0-9a-fA-F:.]*(?:/[0-9]*)?")}
_SMALLEST = {4: 30, 6: 126}
_EXAMPLES = {
    4: ("172.28.0.0/16", "172.28.0.1", "172.28.5.0/24"),
    6: ("fd00:28::/64", "fd00:28::1", "fd00:28::5:0/112"),
}


class AddressFields:
    """Three fields; ``driver`` tells the driver that is chosen, for what must not overlap.

    ``chosen``: the Engine chooses a subnet where none is given.
    """

    def __init__(
        self, version: int, store: Store, driver: Callable[[], str], *, chosen: bool = True
    ) -> None:
        self._version = version
        self._store = store
        self._driver = driver
        self._chosen = chosen
        subnet, gateway, ip_range = _EXAMPLES[version]
        self._subnet_like = tr("A subnet is like {example}.", example=subnet)
        self._gateway_like = tr("A gateway is an address like {example}.", example=gateway)
        self._range_like = tr("A range is like {example}.", example=ip_range)
        six = version == 6
        self.subnet = Field(
            tr("IPv&6 subnet") if six else tr("&Subnet"),
            line_edit(placeholder=subnet),
            self._judge_subnet,
        )
        self.gateway = Field(
            tr("IPv6 gate&way") if six else tr("&Gateway"),
            line_edit(placeholder=gateway),
            self._judge_gateway,
        )
        self.ip_range = Field(
            tr("IPv6 ra&nge") if six else tr("IP &range"),
            line_edit(placeholder=ip_range),
            self._judge_range,
        )

    @property
    def fields(self) -> tuple[Field, Field, Field]:
        return (self.subnet, self.gateway, self.ip_range)

    def show(self, shown: bool) -> None:
        for field in self.fields:
            field.setVisible(shown)

    def pool(self) -> tuple[Subnet, ...]:
        """What was typed, or nothing."""
        typed = Subnet(self.subnet.text, self.gateway.text, self.ip_range.text)
        return (typed,) if any((typed.subnet, typed.gateway, typed.ip_range)) else ()

    def _judge_subnet(self, text: str) -> Verdict:
        if not text and not self._chosen:
            return unfinished(tr("This Engine chooses none: type one."))
        if not text:
            return ok(tr("Left empty, the Engine chooses one."))
        subnet = pool_of(text)
        if subnet is None or subnet.version != self._version:
            return self._unlike(text, self._subnet_like)
        if "/" not in text:
            return unfinished(tr("A subnet ends with the length of its prefix, such as /16."))
        if text.lower() != str(subnet) and address_of(text.partition("/")[0]) != (
            subnet.network_address
        ):
            return wrong(tr("This address lies in subnet {subnet}.", subnet=subnet))
        if subnet.prefixlen > _SMALLEST[self._version]:
            return wrong(tr("A subnet this small has no room for a container."))
        return self._overlap(subnet)

    def _overlap(self, subnet: Pool) -> Verdict:
        taken = overlapping(subnet, self._store.networks, self._driver())
        if taken is not None:
            network, pool = taken
            return wrong(
                tr(
                    "It overlaps with {subnet} of network {name}.",
                    subnet=pool.subnet,
                    name=words.short(network.name),
                )
            )
        if self._version == 6:
            return ok(tr("Addresses without end."))
        return ok(tr("%n address(es).", "", room(subnet)))

    def _judge_gateway(self, text: str) -> Verdict:
        if not text:
            return ok(tr("Left empty, the Engine chooses it."))
        gateway = address_of(text)
        if gateway is None or gateway.version != self._version:
            return self._unlike(text, self._gateway_like)
        subnet = self._typed_subnet()
        if subnet is None:
            return unfinished(tr("A gateway needs a subnet."))
        if gateway not in subnet:
            said = tr("The gateway must lie within {subnet}.", subnet=subnet)
            return unfinished(said) if may_become(text, subnet) else wrong(said)
        if is_reserved(gateway, subnet):
            return wrong(tr("This address is reserved in subnet {subnet}.", subnet=subnet))
        return ok()

    def _judge_range(self, text: str) -> Verdict:
        if not text:
            return ok(tr("Containers get addresses of the whole subnet."))
        found = pool_of(text)
        if found is None or found.version != self._version:
            return self._unlike(text, self._range_like)
        if "/" not in text:
            return unfinished(tr("A range ends with the length of its prefix, such as /24."))
        subnet = self._typed_subnet()
        if subnet is None:
            return unfinished(tr("A range needs a subnet."))
        if found.network_address not in subnet or found.broadcast_address not in subnet:
            return wrong(tr("The range must lie within {subnet}.", subnet=subnet))
        if self._version == 6:
            return ok()
        return ok(tr("Containers get %n address(es) from here.", "", found.num_addresses))

    def _typed_subnet(self) -> Pool | None:
        text = self.subnet.text
        found = pool_of(text) if "/" in text else None
        return found if found is not None and found.version == self._version else None

    def _unlike(self, text: str, example: str) -> Verdict:
        """Not an address: perhaps not yet."""
        may_be = _TYPING[self._version].fullmatch(text)
        return unfinished(example) if may_be else wrong(example)
