"""Create a network."""

from __future__ import annotations

import ipaddress
import re

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.engine.records import Ability, EngineInfo, Kind, NetworkSpec
from desktop.model.commands import CreateNetwork
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Option, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.text import tr

_DRIVERS = ("bridge", "overlay", "macvlan", "ipvlan")
_WINDOWS_DRIVERS = ("nat", "overlay", "transparent", "l2bridge")
_RESERVED = ("bridge", "host", "none", "default")
_TYPING = re.compile(r"[0-9.]*(?:/[0-9]*)?")


async def create_network(
    parent: QWidget | None, store: Store, info: EngineInfo | None = None
) -> CreateNetwork | None:
    """Ask for a new network's name, driver and addresses; ``info`` tells what the Engine can do."""
    form = NetworkForm(parent, store, info)
    return await answer(form, form.command)


class NetworkForm(Form):
    """Name and driver, subnet and gateway, and whether it leads out."""

    def __init__(self, parent: QWidget | None, store: Store, info: EngineInfo | None) -> None:
        super().__init__(
            parent, store, title=tr("Create network"), verb=tr("Create"), picture=Icon.NETWORKS
        )
        self._info = info
        self.name = self.add_field(Field(tr("&Name"), line_edit(), self._judge_name))
        self.driver = self.add_field(Field(tr("&Driver"), self._drivers(), self._judge_driver))
        self.subnet = Field(
            tr("&Subnet"),
            line_edit(placeholder="172.28.0.0/16"),
            self._judge_subnet,
            hint=tr("Left empty, the Engine chooses one."),
        )
        self.gateway = Field(
            tr("&Gateway"),
            line_edit(placeholder="172.28.0.1"),
            self._judge_gateway,
            hint=tr("Left empty, the Engine chooses it."),
        )
        self.add_fields(self.subnet, self.gateway)
        self.internal = Option(
            tr("&Internal"), tr("Containers reach each other, and nothing outside.")
        )
        self.internal.toggled.connect(self.show_command)
        self.add(self.internal)
        self.say(tr("Create a network"))

    def command(self) -> CreateNetwork:
        return CreateNetwork(
            NetworkSpec(
                name=self.name.text or "NAME",
                driver=self.driver.text,
                subnet=self.subnet.text,
                gateway=self.gateway.text,
                internal=self.internal.checked,
            )
        )

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.NETWORK

    def _drivers(self) -> QComboBox:
        drivers = QComboBox()
        windows = self._info is not None and self._info.os == "windows"
        for name in _WINDOWS_DRIVERS if windows else _DRIVERS:
            drivers.addItem(name)
            model = drivers.model()
            if name == "overlay" and self._swarm is False and isinstance(model, QStandardItemModel):
                model.item(drivers.count() - 1).setEnabled(False)
        return drivers

    @property
    def _swarm(self) -> bool | None:
        """Whether the Engine is in Swarm mode; None where nobody has told."""
        if self._info is None:
            return True if any(n.scope == "swarm" for n in self.store.networks) else None
        return self._info.swarm and Ability.SWARM in self._info.abilities

    def _judge_name(self, text: str) -> Verdict:
        if not text:
            return unfinished()
        if text in _RESERVED:
            return wrong(tr("{name} is a network of the Engine's own.", name=text))
        if text.startswith("-"):
            return wrong(tr("A name can't begin with a dash."))
        if not text.isprintable():
            return wrong(tr("A name holds visible characters only."))
        if any(network.name == text for network in self.store.networks):
            return wrong(tr("A network has this name already."))
        return ok()

    def _judge_driver(self, text: str) -> Verdict:
        match text:
            case "overlay" if self._swarm is False:
                return wrong(tr("overlay needs Swarm mode, and this Engine is not in it."))
            case "overlay":
                return ok(tr("Across the Engines of a Swarm: needs Swarm mode on this one."))
            case "macvlan":
                return ok(tr("Each container has a MAC address of its own."))
            case "ipvlan":
                return ok(tr("Containers share a MAC address, and have addresses of their own."))
            case "bridge" if self._swarm is False:
                return ok(
                    tr("Containers on this Engine. overlay needs Swarm mode, and it is not in it.")
                )
            case "bridge":
                return ok(tr("Containers on this Engine reach each other by name."))
        return ok()

    def _judge_subnet(self, text: str) -> Verdict:
        if not text:
            return ok(tr("Left empty, the Engine chooses one."))
        if ":" in text:
            return wrong(tr("Only IPv4 subnets can be given here."))
        try:
            subnet = ipaddress.IPv4Interface(text).network
        except ValueError:
            return _unlike(text, tr("A subnet is like 172.28.0.0/16."))
        if "/" not in text:
            return unfinished(tr("A subnet ends with the length of its prefix, such as /16."))
        if text != str(subnet):
            return wrong(tr("This address lies in subnet {subnet}.", subnet=subnet))
        if subnet.prefixlen > 30:
            return wrong(tr("A subnet this small has no room for a container."))
        return self._overlap(subnet)

    def _overlap(self, subnet: ipaddress.IPv4Network) -> Verdict:
        """Subnets must not overlap within a scope; an overlay's is the whole Swarm's."""
        scope = "swarm" if self.driver.text == "overlay" else "local"
        for network in self.store.networks:
            for pool in network.subnets:
                if network.scope == scope and _overlaps(subnet, pool.subnet):
                    return wrong(
                        tr(
                            "It overlaps with {subnet} of network {name}.",
                            subnet=pool.subnet,
                            name=words.short(network.name),
                        )
                    )
        return ok(tr("%n address(es).", "", subnet.num_addresses - 2))

    def _judge_gateway(self, text: str) -> Verdict:
        if not text:
            return ok(tr("Left empty, the Engine chooses it."))
        try:
            gateway = ipaddress.IPv4Address(text)
        except ValueError:
            return _unlike(text, tr("A gateway is an address like 172.28.0.1."))
        try:
            subnet = ipaddress.IPv4Network(self.subnet.text)
        except ValueError:
            return unfinished(tr("A gateway needs a subnet."))
        if gateway not in subnet:
            return _outside(text, subnet)
        if gateway in (subnet.network_address, subnet.broadcast_address):
            return wrong(tr("This address is reserved in subnet {subnet}.", subnet=subnet))
        return ok()


def _unlike(text: str, example: str) -> Verdict:
    """Not an address: perhaps not yet."""
    return unfinished(example) if _TYPING.fullmatch(text) else wrong(example)


def _outside(text: str, subnet: ipaddress.IPv4Network) -> Verdict:
    said = tr("The gateway must lie within {subnet}.", subnet=subnet)
    # 172.28.0.1 may become 172.28.0.10.
    longer = (f"{text}{digits}" for digits in range(100))
    return unfinished(said) if any(_in(each, subnet) for each in longer) else wrong(said)


def _in(text: str, subnet: ipaddress.IPv4Network) -> bool:
    try:
        return ipaddress.IPv4Address(text) in subnet
    except ValueError:
        return False


def _overlaps(subnet: ipaddress.IPv4Network, other: str) -> bool:
    try:
        return subnet.overlaps(ipaddress.IPv4Network(other, strict=False))
    except ValueError:  # IPv6, or nothing that we know
        return False
