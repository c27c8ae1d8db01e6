"""The sections of an image's, a network's and a volume's overview."""

from __future__ import annotations

from dataclasses import replace

from desktop.engine.records import Container, Kind, Volume
from desktop.model.facts import ImageFacts, NetworkFacts, VolumeFacts
from desktop.ui import units, wording
from desktop.ui.details.common_sections import (
    command,
    environment,
    labels,
    moment,
    mono,
    object_id,
    present,
    table,
    text,
    users,
    yes,
)
from desktop.ui.details.facts import Fact, Look, Section, ShowObject
from desktop.ui.details.subject import Subject
from desktop.ui.text import tr
from desktop.ui.theme import Tone


def image_sections(subject: Subject, facts: ImageFacts, now: float) -> list[Section]:
    """Everything about an image."""
    whole = subject.inspection is not None
    names = [
        Fact(key=name, label=tr("Name") if number == 0 else "", value=name, look=Look.MONO)
        for number, name in enumerate(facts.references)
    ] or [Fact(key="none", label=tr("Name"), value=tr("none: it dangles"), tone=Tone.MUTED)]
    names += object_id(tr("Image id"), facts.id)
    for number, digest in enumerate(facts.digests):
        names += mono(f"digest {digest}", tr("Digest") if number == 0 else "", digest)
    about = text("size", tr("Size"), units.size(facts.size))
    about += moment("created", tr("Created", "time"), facts.created, now)
    about += text("platform", tr("Platform"), facts.platform)
    about += text("layers", tr("Layers"), "" if facts.layers is None else str(facts.layers))
    about += text("author", tr("Author"), facts.author)
    about += text("comment", tr("Comment"), facts.comment)
    start: list[Fact] = []
    if whole:
        start += command("entrypoint", tr("Entrypoint"), facts.entrypoint)
        start += command("command", tr("Command"), facts.command)
        start += mono("workdir", tr("Working folder"), facts.working_dir or "/")
        start += text("user", tr("User"), facts.user or "root")
        start += text("ports", tr("Exposed ports"), ", ".join(facts.ports))
        start += mono("volumes", tr("Volumes"), ", ".join(facts.volumes))
        start += text("signal", tr("Stop signal"), facts.stop_signal)
    return present(
        Section("names", tr("Names"), tuple(names)),
        Section("about", tr("Image"), tuple(about)),
        Section("start", tr("A container of it starts with"), tuple(start)),
        users(
            subject.store.users(Kind.IMAGE, subject.key), tr("No container uses this image."), now
        ),
        environment(facts.environment),
        labels(facts.labels),
    )


def network_sections(subject: Subject, facts: NetworkFacts, now: float) -> list[Section]:
    """Everything about a network."""
    about = text("driver", tr("Driver"), facts.driver)
    about += text("scope", tr("Scope"), facts.scope)
    about += yes("internal", tr("Internal"), facts.internal)
    about += yes("attachable", tr("Attachable"), facts.attachable)
    about += yes("ipv6", "IPv6", facts.ipv6)
    about += moment("created", tr("Created", "time"), facts.created, now)
    about += object_id(tr("Network id"), facts.id)
    pools: list[Fact] = []
    for number, pool in enumerate(facts.subnets):
        pools += mono(f"subnet {number}", tr("Subnet"), pool.subnet)
        pools += mono(f"gateway {number}", tr("Gateway"), pool.gateway)
        pools += mono(f"range {number}", tr("Range"), pool.ip_range)
    return present(
        Section("about", tr("Network"), tuple(about)),
        Section("pools", tr("Addresses"), tuple(pools)),
        _attached(subject, facts),
        table("options", tr("Options"), facts.options),
        labels(facts.labels),
    )


def _attached(subject: Subject, facts: NetworkFacts) -> Section:
    """Containers with their addresses: those that run, then those that will be in it again."""
    found: dict[str, Fact] = {}
    known = {c.id: c for c in subject.store.users(Kind.NETWORK, subject.key)}
    told = {member.container: member for member in facts.members}
    for key in dict.fromkeys((*told, *known)):
        container, member = known.get(key), told.get(key)
        address, more = _addresses(container, subject.key)
        if member is not None:
            address = ", ".join(each for each in (member.ipv4, member.ipv6) if each) or address
            more = tr("MAC {address}", address=member.mac) if member.mac else ""
        name = container.name if container is not None else member.name if member else ""
        found[key] = Fact(
            key=key,
            label=name or wording.short_id(key),
            value=address or wording.no_address(running=bool(container and container.is_running)),
            detail=more,
            look=Look.MONO if address else Look.TEXT,
            tone=Tone.TEXT if address else Tone.MUTED,
            mark=wording.mark_of(container) if container is not None else None,
            go=ShowObject(Kind.CONTAINER, key) if container is not None else None,
            label_link=True,
        )
    rows = sorted(found.values(), key=lambda fact: (fact.tone is Tone.MUTED, fact.label.casefold()))
    if not rows:
        rows = [Fact(key="none", value=tr("No container is attached."), tone=Tone.MUTED)]
    return Section("users", tr("Attached containers"), tuple(rows), count=len(found))


def _addresses(container: Container | None, network: str) -> tuple[str, str]:
    for place in container.networks if container is not None else ():
        if place.network_id == network:
            return ", ".join(each for each in (place.ipv4, place.ipv6) if each), ""
    return "", ""


def volume_sections(subject: Subject, facts: VolumeFacts, now: float) -> list[Section]:
    """Everything about a volume."""
    record = subject.record
    known = record.size if isinstance(record, Volume) else None
    size = facts.size if facts.size is not None else known
    about = mono("name", tr("Name"), facts.name)
    about += text("driver", tr("Driver"), facts.driver)
    about += text("scope", tr("Scope"), facts.scope)
    about += mono("mountpoint", tr("Mountpoint"), facts.mountpoint)
    about += text("size", tr("Size"), units.size(size) if size is not None else "")
    about += moment("created", tr("Created", "time"), facts.created, now)
    return present(
        Section("about", tr("Volume"), tuple(about)),
        _mounted(subject, now),
        table("options", tr("Options"), facts.options),
        table("status", tr("Status"), facts.status),
        labels(facts.labels),
    )


def _mounted(subject: Subject, now: float) -> Section:
    containers = subject.store.users(Kind.VOLUME, subject.key)
    section = users(containers, tr("No container mounts this volume."), now)
    places = {
        c.id: wording.listed(
            tr("{path} (read only)", path=m.destination) if m.read_only else m.destination
            for m in c.mounts
            if m.volume == subject.key
        )
        for c in containers
    }
    facts = tuple(replace(fact, detail=places.get(fact.key, "")) for fact in section.facts)
    return replace(section, facts=facts)
