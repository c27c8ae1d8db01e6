"""The sections of a container's overview."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.engine.records import Container, Kind, Port, State
from desktop.model.facts import ContainerFacts
from desktop.model.ports import holds_ports, is_everywhere
from desktop.model.reasons import why_stopped
from desktop.model.store import Store
from desktop.ui import links, units, wording
from desktop.ui.details.common_sections import (
    command,
    environment,
    labels,
    moment,
    mono,
    object_id,
    present,
    text,
    yes,
)
from desktop.ui.details.facts import Fact, Look, OpenUrl, Section, ShowObject
from desktop.ui.details.stop_words import restarting_sentence, stop_sentence
from desktop.ui.details.subject import Subject
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone

_CHECK_STATES = {
    "healthy": mark("Healthy"),
    "unhealthy": mark("Unhealthy"),
    "starting": mark("Starting"),
}


def container_sections(subject: Subject, facts: ContainerFacts, now: float) -> list[Section]:
    """Everything about a container, what matters most first."""
    record = subject.record
    assert isinstance(record, Container)
    whole = subject.inspection is not None
    return present(
        _summary(subject, record, facts, now),
        _state(record, facts, now, whole=whole),
        _ports(subject, facts.ports),
        _process(subject, facts, whole=whole),
        _health(facts, now),
        _networks(subject, facts),
        _mounts(facts),
        _access(facts),
        environment(facts.environment),
        labels(facts.labels),
    )


def _summary(
    subject: Subject, record: Container, facts: ContainerFacts, now: float
) -> Section | None:
    """Why it stopped, or what is wrong with it."""
    sentences: list[Fact] = []
    if facts.status == "restarting":
        if subject.inspection is not None:
            said = restarting_sentence(facts, now)
            sentences.append(_sentence("why", said, Tone.WARNING))
    elif subject.told and subject.inspection is not None:
        began = _engine_started(subject.store)
        stop = why_stopped(subject.inspection, subject.events, engine_started=began)
        words, tone = stop_sentence(stop, facts, subject.events, now)
        if words:
            sentences.append(_sentence("why", words, tone))
    elif record.state in (State.EXITED, State.DEAD):
        # What is known at once stands where the reason will be: nothing moves when it comes.
        sentences.append(_sentence("why", wording.status(record, now), Tone.TEXT))
    if facts.check is not None and facts.check.status == "unhealthy" and record.is_running:
        words = tr("Its health check has failed %n time(s).", "", facts.check.failures)
        output = " ".join(facts.check.output.split())
        sentences.append(_sentence("unhealthy", words, Tone.WARNING, detail=output))
    return Section("summary", "", tuple(sentences), wide=True) if sentences else None


def _engine_started(store: Store) -> float:
    """When the Engine began: it makes its bridge anew at each start. 0 where there is none."""
    return next((network.created for network in store.networks if network.name == "bridge"), 0.0)


def _sentence(key: str, words: str, tone: Tone, *, detail: str = "") -> Fact:
    return Fact(key=key, value=words, detail=detail, look=Look.SENTENCE, tone=tone)


def _state(record: Container, facts: ContainerFacts, now: float, *, whole: bool) -> Section:
    state = Fact(
        key="status",
        label=tr("Status"),
        value=wording.status(record, now),
        mark=wording.mark_of(record),
    )
    found = [state]
    if not record.is_running and facts.exit_code is not None:
        found += text("code", tr("Exit code"), str(facts.exit_code))
    found += moment("started", tr("Started"), facts.started, now)
    if not record.is_running:
        found += moment("finished", tr("Finished"), facts.finished, now)
    found += moment("created", tr("Created", "time"), facts.created, now)
    if whole:
        policy = facts.restart_policy or ("no" if not facts.auto_remove else "")
        found += text("policy", tr("Restart policy"), policy)
        if facts.restarts:
            found += text("restarts", tr("Restarts"), str(facts.restarts))
        if facts.auto_remove:
            found += text("remove", tr("When it ends"), tr("it is removed (--rm)"))
        limit = units.memory(facts.memory) if facts.memory else ""
        found += text("memory", tr("Memory limit"), limit)
        found += text("cpus", tr("CPU limit"), units.decimal(facts.cpus, 6) if facts.cpus else "")
        if facts.pid and record.is_running:
            found += text("pid", tr("Process id"), str(facts.pid), look=Look.MONO)
    return Section("state", tr("State"), tuple(found))


def _process(subject: Subject, facts: ContainerFacts, *, whole: bool) -> Section:
    known = subject.store.images.get(facts.image_id)
    go = ShowObject(Kind.IMAGE, facts.image_id) if known is not None else None
    found = text("image", tr("Image"), facts.image, go=go)
    if facts.image_id:
        short = wording.short_id(facts.image_id)
        found += mono("image_id", tr("Image id"), short, tip=facts.image_id, copied=facts.image_id)
    if whole:
        found += command("entrypoint", tr("Entrypoint"), facts.entrypoint)
        found += command("command", tr("Command"), facts.command)
        found += mono("workdir", tr("Working folder"), facts.working_dir or "/")
        found += text("user", tr("User"), facts.user or "root")
        found += mono("hostname", tr("Hostname"), facts.hostname)
        if facts.tty:
            found += yes("tty", tr("Terminal"), value=True)
    elif isinstance(subject.record, Container):
        found += mono("command", tr("Command"), subject.record.command)
    record = subject.record
    if isinstance(record, Container):
        found += text("project", tr("Compose project"), record.project)
        found += text("service", tr("Compose service"), record.service)
    found += object_id(tr("Container id"), facts.id)
    return Section("process", tr("Image and command"), tuple(found))


def _ports(subject: Subject, ports: Iterable[Port]) -> Section | None:
    """The lines of ``docker port``, and of a container that does not run those that will be."""
    record = subject.record
    runs = isinstance(record, Container) and holds_ports(record)
    found = []
    for port in ports:
        name = f"{port.number}/{port.protocol}"
        if not port.host_port:
            found.append(Fact(key=name, label=name, value=tr("not published"), tone=Tone.MUTED))
            continue
        answers = isinstance(record, Container) and record.state is State.RUNNING
        url = links.port_url(port, subject.endpoint) if answers else None
        details = [tr("open to the network")] if is_everywhere(port.host_ip) else []
        if not runs:
            details.append(tr("when it runs"))
        address = wording.address(port)
        found.append(
            Fact(
                key=f"{address}→{name}",
                label=name,
                value=address if port.host_ip else str(port.host_port),
                detail=" · ".join(details),
                look=Look.CHIP if runs else Look.TEXT,
                tip=url.toString() if url is not None else "",
                copied=address,
                go=OpenUrl(url) if url is not None else None,
            )
        )
    return Section("ports", tr("Ports"), tuple(found)) if found else None


def _health(facts: ContainerFacts, now: float) -> Section | None:
    check = facts.check
    if check is None:
        return None
    known = _CHECK_STATES.get(check.status)
    tone = Tone.DANGER if check.status == "unhealthy" else Tone.TEXT
    found = text("state", tr("State"), tr(known) if known else check.status, tone=tone)
    if check.failures:
        found += text("failures", tr("Failures in a row"), str(check.failures))
    found += moment("ended", tr("Last check"), check.ended, now)
    if check.exit_code:
        found += text("code", tr("Exit code"), str(check.exit_code))
    found += mono("output", tr("Last output"), check.output, lines=True)
    found += mono("command", tr("Command"), check.command)
    return Section("health", tr("Health check"), tuple(found))


def _networks(subject: Subject, facts: ContainerFacts) -> Section | None:
    found = []
    for place in facts.places:
        known = place.network_id and subject.store.networks.get(place.network_id) is not None
        address = ", ".join(each for each in (place.ipv4, place.ipv6) if each)
        more = []
        if place.gateway:
            more.append(tr("gateway {address}", address=place.gateway))
        if place.mac:
            more.append(tr("MAC {address}", address=place.mac))
        aliases = [alias for alias in place.aliases if alias != wording.short_id(facts.id)]
        if aliases:
            more.append(tr("also called {names}", names=wording.listed(aliases)))
        found.append(
            Fact(
                key=place.network,
                label=place.network,
                value=address or wording.no_address(running=bool(facts.pid)),
                detail=" · ".join(more),
                look=Look.MONO if address else Look.TEXT,
                tone=Tone.TEXT if address else Tone.MUTED,
                go=ShowObject(Kind.NETWORK, place.network_id) if known else None,
                label_link=True,
            )
        )
    return Section("networks", tr("Networks"), tuple(found)) if found else None


def _mounts(facts: ContainerFacts) -> Section | None:
    found = []
    for mount in facts.mounts:
        kind = {"bind": tr("folder of the machine"), "tmpfs": tr("memory (tmpfs)")}.get(
            mount.kind, tr("volume") if mount.kind == "volume" else mount.kind
        )
        access = tr("read only") if mount.read_only else tr("read and write")
        found.append(
            Fact(
                key=mount.destination,
                label=mount.destination,
                value=mount.volume or mount.source or mount.kind,
                detail=f"{kind} · {access}",
                look=Look.MONO,
                mono_label=True,
                tip=mount.source if mount.volume else "",
                go=ShowObject(Kind.VOLUME, mount.volume) if mount.volume else None,
            )
        )
    return Section("mounts", tr("Mounts"), tuple(found)) if found else None


def _access(facts: ContainerFacts) -> Section | None:
    """What gives the container power over the machine."""

    def warn(key: str, label: str, value: str) -> Fact:
        return Fact(key=key, label=label, value=value, look=Look.CHIP, tone=Tone.WARNING)

    found = []
    if facts.privileged:
        found.append(warn("privileged", tr("Privileged"), tr("equal to root on the machine")))
    found += [warn(f"mount {path}", tr("Mounts"), path) for path in facts.sensitive_mounts]
    shares = tr("Shares with the machine")
    found += [warn(f"host {name}", shares, name) for name in facts.host_namespaces]
    found += [warn(f"cap {name}", tr("Capability"), name) for name in facts.capabilities]
    found += [warn(f"device {path}", tr("Device"), path) for path in facts.devices]
    found += [warn(f"option {name}", tr("Security option"), name) for name in facts.unconfined]
    return Section("access", tr("Access to the machine"), tuple(found)) if found else None
