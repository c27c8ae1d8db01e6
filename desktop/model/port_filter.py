"""Which published ports are shown.

=============  ==============================================================
``port:``      the number, on the machine or inside
``name:``      part of the container's name
``address:``   part of an address of the machine
``protocol:``  tcp, udp or sctp
``state:``     the container's: running, exited, …
``is:``        ``open`` (to the network), ``conflict``
=============  ==============================================================
"""

from __future__ import annotations

from desktop.engine.records import Container
from desktop.model import filters
from desktop.model.ports import Publication

_KEYS = ("port", "name", "address", "protocol", "state", "is")


def parse(text: str) -> filters.Filter:
    """Read what was typed into the box."""
    return filters.parse(text, _KEYS)


def matches(
    words: filters.Filter, container: Container, port: Publication, *, conflict: bool
) -> bool:
    """Whether a published port passes."""
    return all(
        _holds(term, container, port, conflict=conflict) is not term.negated for term in words.terms
    )


def _holds(term: filters.Term, container: Container, port: Publication, *, conflict: bool) -> bool:
    value = term.value
    match term.key:
        case "port":
            return value in (str(port.host_port), str(port.number))
        case "name":
            return value in container.name.lower()
        case "address":
            return any(value in address for address in port.addresses)
        case "protocol":
            return port.protocol.startswith(value)
        case "state":
            return container.state.value.startswith(value)
        case "is":
            return (value == "open" and port.everywhere) or (value == "conflict" and conflict)
    texts = (
        str(port.host_port),
        f"{port.number}/{port.protocol}",
        *(f"{address}:{port.host_port}" for address in port.addresses),
        container.name,
        container.image,
        container.project,
    )
    return any(value in text.lower() for text in texts)
