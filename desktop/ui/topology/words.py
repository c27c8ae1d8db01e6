"""What a part of the picture is, in a sentence: for tooltips and for screen readers."""

from __future__ import annotations

from desktop.model.topology.picture import Card, Panel, Pin
from desktop.ui import wording
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.topology.items import CardItem, HostItem, Node, PanelItem, PinItem
from desktop.ui.wording import listed

_LONGEST = 80
_MOST_NAMES = 8


def spoken(node: Node, names: dict[str, str]) -> str:
    """The node in words; ``names`` are those of networks and containers by key."""
    match node:
        case PanelItem():
            return _panel(node.what, names)
        case CardItem():
            return _card(node.card, names)
        case PinItem():
            return _pin(node.pin, names)
        case HostItem():
            return tr("Host {name}", name=_short(node.name)) if node.name else tr("Host")
    return ""


def _panel(panel: Panel, names: dict[str, str]) -> str:
    count = tr("%n container(s)", "", len(panel.members))
    if panel.record is None:
        return tr("{name}: {facts}", name=tr("In no network"), facts=count)
    facts = [panel.record.driver, *(pool.subnet for pool in panel.record.subnets)]
    facts += [tr("internal")] if panel.record.internal else []
    inside = [names.get(key, "") for key in panel.members[:_MOST_NAMES]]
    facts += [count, *([_names(inside)] if inside else [])]
    name = tr("Network {name}", name=_short(panel.name))
    return tr("{name}: {facts}", name=name, facts=visible(", ".join(facts), limit=400))


def _card(card: Card, names: dict[str, str]) -> str:
    record = card.record
    facts = [wording.state(record), visible(record.image, limit=_LONGEST)]
    for place in record.networks:
        name = _short(names.get(place.network_id) or place.network)
        addresses = [address for address in (place.ipv4, place.ipv6) if address]
        facts.append(f"{name} {' '.join(addresses)}".strip())
    if card.owner is not None:
        facts.append(tr("network of {name}", name=_short(card.owner.name)))
    name = tr("Container {name}", name=_short(record.name))
    return tr("{name}: {facts}", name=name, facts=visible(", ".join(facts), limit=400))


def _pin(pin: Pin, names: dict[str, str]) -> str:
    found = pin.publication
    return tr(
        "Port {port} of {addresses} leads to port {number} of {name}",
        port=f"{found.host_port}/{found.protocol}",
        addresses=listed(address or tr("all addresses") for address in found.addresses),
        number=found.number,
        name=_short(names.get(pin.container, "")),
    )


def _names(names: list[str]) -> str:
    return listed(_short(name) for name in names)


def _short(name: str) -> str:
    return visible(name, limit=_LONGEST)
