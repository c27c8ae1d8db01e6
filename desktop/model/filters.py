"""The filter box's little language: words, and ``key:value`` terms.

All terms must hold. A word is looked for in everything that identifies the object. ``-term`` means
the opposite, ``"two words"`` are one. Unknown keys are words: ``nginx:1.27`` finds itself.

=============  ==================================================================
``state:``     containers: running, paused, exited, …, healthy, unhealthy
``label:``     ``label:x`` or ``label:x=y``
``image:``     containers: part of the image's name or id
``network:``   containers: part of a network's name
``volume:``    containers: part of a volume's name
``port:``      containers: a port's number, inside or outside
``project:``   containers: the Compose project
``name:``      part of the name only
``driver:``    networks and volumes
``is:``        ``unused``, ``dangling``, ``internal``, ``anonymous``
=============  ==================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from desktop.engine.records import Container, Image, Kind, Network, Record, State, Volume

InUse = Callable[[Kind, str], int | None]  # None: not known
_TERM = re.compile(r'(-?)(?:([A-Za-z]+):)?((?:"[^"]*"?|[^\s"])*)')


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; ``key`` is empty for a plain word. ``value`` is lower case."""

    key: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A parsed filter. The empty one lets everything through."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def matches(self, record: Record, in_use: InUse) -> bool:
        """Whether the record passes; ``in_use(kind, key)`` counts the containers that use it.

        Of that which is not known to be unused or not, neither is found as unused.
        """
        return all(_holds(term, record, in_use) is not term.negated for term in self.terms)


def parse(text: str, keys: Collection[str] | None = None) -> Filter:
    """Read what was typed; anything is a filter. A key whose value is not typed yet is none.

    ``keys`` are other keys than those of records.
    """
    known = _KEYS if keys is None else keys
    terms = []
    for match in _TERM.finditer(text):
        minus, key, value = match.groups()
        key = key or ""
        if key.lower() not in known:
            key, value = "", f"{key}:{value}" if key else value
        key, value = key.lower(), value.replace('"', "").lower()
        if value:
            terms.append(Term(key, value, bool(minus)))
    return Filter(tuple(terms))


def _holds(term: Term, record: Record, in_use: InUse) -> bool:
    if not term.key:
        return any(term.value in text.lower() for text in _identity(record))
    return _KEYS[term.key](term.value, record, in_use)


def _identity(record: Record) -> tuple[str, ...]:
    if isinstance(record, Container):
        ports = tuple(str(p.host_port) for p in record.ports if p.host_port)
        return (record.name, record.image, record.id, record.project, *ports)
    if isinstance(record, Image):
        return (*_image_names(record), record.id.removeprefix("sha256:"))
    if isinstance(record, Network):
        return (record.name, record.id, *(pool.subnet for pool in record.subnets))
    return (record.name, record.driver)


def _image_names(image: Image) -> tuple[str, ...]:
    """What the tree shows it by: where no tag names it, what it was pulled by does."""
    return image.references or image.digests


def _state(value: str, record: Record, _in_use: InUse) -> bool:
    if not isinstance(record, Container):
        return False
    if value == "stopped":
        return record.state in (State.EXITED, State.CREATED, State.DEAD)
    return record.state.value.startswith(value) or record.health.value == value


def _label(value: str, record: Record, _in_use: InUse) -> bool:
    name, equals, wanted = value.partition("=")
    return any(
        key.lower() == name and (not equals or content.lower() == wanted)
        for key, content in record.labels.items()
    )


def _image(value: str, record: Record, _in_use: InUse) -> bool:
    if isinstance(record, Container):
        return value in record.image.lower() or value in record.image_id
    return isinstance(record, Image) and any(value in name.lower() for name in _image_names(record))


def _network(value: str, record: Record, _in_use: InUse) -> bool:
    return isinstance(record, Container) and any(
        value in a.network.lower() for a in record.networks
    )


def _volume(value: str, record: Record, _in_use: InUse) -> bool:
    return isinstance(record, Container) and any(value in m.volume.lower() for m in record.mounts)


def _port(value: str, record: Record, _in_use: InUse) -> bool:
    return isinstance(record, Container) and any(
        value in (str(p.number), str(p.host_port)) for p in record.ports
    )


def _project(value: str, record: Record, _in_use: InUse) -> bool:
    return isinstance(record, Container) and value in record.project.lower()


def _name(value: str, record: Record, _in_use: InUse) -> bool:
    names = _image_names(record) if isinstance(record, Image) else (record.name,)
    return any(value in name.lower() for name in names)


def _driver(value: str, record: Record, _in_use: InUse) -> bool:
    return isinstance(record, (Network, Volume)) and record.driver.lower().startswith(value)


def _is(value: str, record: Record, in_use: InUse) -> bool:
    if value == "unused":
        kinds = {Image: Kind.IMAGE, Network: Kind.NETWORK, Volume: Kind.VOLUME}
        kind = kinds.get(type(record))
        return kind is not None and in_use(kind, record.key) == 0
    if value == "dangling":
        return isinstance(record, Image) and not record.references
    if value == "internal":
        return isinstance(record, Network) and record.internal
    if value == "anonymous":
        return isinstance(record, Volume) and record.anonymous
    return False


_KEYS: dict[str, Callable[[str, Record, InUse], bool]] = {
    "state": _state,
    "label": _label,
    "image": _image,
    "network": _network,
    "volume": _volume,
    "port": _port,
    "project": _project,
    "name": _name,
    "driver": _driver,
    "is": _is,
}
