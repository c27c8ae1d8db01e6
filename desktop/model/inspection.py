"""The facts of ``docker inspect``, read from the Engine's JSON as data.

Engines differ in what they tell, and an odd one tells ``null`` or another type: what is missing
becomes empty, and nothing here raises.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.engine.decode import timestamp
from desktop.engine.records import Event, Kind, Port, Subnet
from desktop.model.facts import (
    DEFAULT_GRACE_SECONDS,
    Check,
    ContainerFacts,
    Facts,
    ImageCheck,
    ImageFacts,
    Member,
    MountFacts,
    NetworkFacts,
    Pairs,
    Place,
    VolumeFacts,
)

Json = Mapping[str, Any]

SENSITIVE_PATHS = ("/", "/etc", "/root", "/proc", "/sys", "/dev", "/boot", "/var/lib/docker")
_LONGEST_OUTPUT = 4000
_UNLIMITED_RESTARTS = ("", "no")


def read_facts(kind: Kind, item: Json) -> Facts:
    """The facts of an object of that kind."""
    match kind:
        case Kind.CONTAINER:
            return container_facts(item)
        case Kind.IMAGE:
            return image_facts(item)
        case Kind.NETWORK:
            return network_facts(item)
        case Kind.VOLUME:
            return volume_facts(item)


def container_facts(item: Json) -> ContainerFacts:
    """From ``GET /containers/{id}/json``."""
    state, config, host = (
        _object(item, "State"),
        _object(item, "Config"),
        _object(item, "HostConfig"),
    )
    network = _object(item, "NetworkSettings")
    # The Engine tells them in another order each time.
    mounts = tuple(sorted(map(_mount, _objects(item, "Mounts")), key=lambda m: m.destination))
    status = _text(state, "Status")
    ended = status not in ("running", "paused", "created", "")
    return ContainerFacts(
        id=_text(item, "Id"),
        name=_text(item, "Name").removeprefix("/"),
        image=_text(config, "Image"),
        image_id=_text(item, "Image"),
        platform=_text(item, "Platform"),
        created=timestamp(_text(item, "Created")),
        status=status,
        exit_code=_number(state, "ExitCode") if ended else None,
        started=timestamp(_text(state, "StartedAt")),
        finished=timestamp(_text(state, "FinishedAt")),
        pid=_number(state, "Pid"),
        restarts=_number(item, "RestartCount"),
        restart_policy=_restart_policy(_object(host, "RestartPolicy")),
        auto_remove=host.get("AutoRemove") is True,
        entrypoint=_words(config, "Entrypoint"),
        command=_words(config, "Cmd"),
        working_dir=_text(config, "WorkingDir"),
        user=_text(config, "User"),
        hostname=_text(config, "Hostname"),
        tty=config.get("Tty") is True,
        grace=_number(config, "StopTimeout") or DEFAULT_GRACE_SECONDS,
        memory=_number(host, "Memory"),
        cpus=_number(host, "NanoCpus") / 1e9,
        check=_check(state, config),
        ports=_ports(network, host, config),
        mounts=mounts,
        places=tuple(_place(name, each) for name, each in _named(network, "Networks")),
        environment=_assignments(config, "Env"),
        labels=_pairs(config, "Labels"),
        privileged=host.get("Privileged") is True,
        host_namespaces=_host_namespaces(host),
        capabilities=_words(host, "CapAdd"),
        devices=tuple(_text(each, "PathOnHost") for each in _objects(host, "Devices")),
        unconfined=tuple(o for o in _words(host, "SecurityOpt") if o.endswith("unconfined")),
        sensitive_mounts=tuple(
            m.source for m in mounts if m.kind == "bind" and is_sensitive(m.source)
        ),
    )


def image_facts(item: Json) -> ImageFacts:
    """From ``GET /images/{id}/json``."""
    config = _object(item, "Config")
    parts = (_text(item, "Os"), _text(item, "Architecture"), _text(item, "Variant"))
    layers = _object(item, "RootFS").get("Layers")
    return ImageFacts(
        id=_text(item, "Id"),
        references=_words(item, "RepoTags"),
        digests=_words(item, "RepoDigests"),
        created=timestamp(_text(item, "Created")),
        size=_number(item, "Size"),
        platform="/".join(part for part in parts if part),
        author=_text(item, "Author"),
        comment=_text(item, "Comment"),
        entrypoint=_words(config, "Entrypoint"),
        command=_words(config, "Cmd"),
        working_dir=_text(config, "WorkingDir"),
        user=_text(config, "User"),
        stop_signal=_text(config, "StopSignal"),
        ports=tuple(name for name, _value in _named(config, "ExposedPorts")),
        volumes=tuple(name for name, _value in _named(config, "Volumes")),
        environment=_assignments(config, "Env"),
        labels=_pairs(config, "Labels"),
        layers=len(layers) if isinstance(layers, list) else None,
        check=_image_check(_object(config, "Healthcheck")),
    )


def _image_check(wanted: Json) -> ImageCheck:
    kind, *words = _words(wanted, "Test") or ("",)
    return ImageCheck(
        command={"CMD-SHELL": " ".join(words), "CMD": shlex.join(words)}.get(kind, ""),
        interval=_number(wanted, "Interval"),
        timeout=_number(wanted, "Timeout"),
        retries=_number(wanted, "Retries"),
        start_period=_number(wanted, "StartPeriod"),
        start_interval=_number(wanted, "StartInterval"),
    )


def network_facts(item: Json) -> NetworkFacts:
    """From ``GET /networks/{id}``."""
    return NetworkFacts(
        id=_text(item, "Id"),
        name=_text(item, "Name"),
        driver=_text(item, "Driver"),
        scope=_text(item, "Scope"),
        created=timestamp(_text(item, "Created")),
        subnets=tuple(
            Subnet(_text(pool, "Subnet"), _text(pool, "Gateway"), _text(pool, "IPRange"))
            for pool in _objects(_object(item, "IPAM"), "Config")
        ),
        internal=item.get("Internal") is True,
        attachable=item.get("Attachable") is True,
        ipv6=item.get("EnableIPv6") is True,
        options=_pairs(item, "Options"),
        labels=_pairs(item, "Labels"),
        members=tuple(
            Member(
                key,
                _text(each, "Name"),
                _text(each, "IPv4Address"),
                _text(each, "IPv6Address"),
                _text(each, "MacAddress"),
            )
            for key, each in _named(item, "Containers")
        ),
    )


def volume_facts(item: Json) -> VolumeFacts:
    """From ``GET /volumes/{name}``."""
    size = _object(item, "UsageData").get("Size")
    return VolumeFacts(
        name=_text(item, "Name"),
        driver=_text(item, "Driver"),
        scope=_text(item, "Scope"),
        mountpoint=_text(item, "Mountpoint"),
        created=timestamp(_text(item, "CreatedAt")),
        size=size if isinstance(size, int) and size >= 0 else None,
        options=_pairs(item, "Options"),
        labels=_pairs(item, "Labels"),
        status=_pairs(item, "Status"),
    )


def grace_given(events: Iterable[Event], finished: float) -> float | None:
    """Seconds between the first signal and SIGKILL of the stop that ended at ``finished``."""
    kills = sorted(e.time / 1e9 for e in events if e.action == "kill")
    near = [moment for moment in kills if finished - 3600 <= moment <= finished + 5]
    if len(near) < 2 or near[-1] < finished - 5:
        return None
    return near[-1] - near[-2]


def is_sensitive(path: str) -> bool:
    """Whether a folder or socket of the machine gives a container power over it."""
    return path in SENSITIVE_PATHS or path.endswith(("/docker.sock", "/podman.sock"))


def _object(item: Json, key: str) -> Json:
    value = item.get(key)
    return value if isinstance(value, dict) else {}


def _objects(item: Json, key: str) -> list[Json]:
    value = item.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _named(item: Json, key: str) -> list[tuple[str, Json]]:
    return [
        (str(name), value if isinstance(value, dict) else {})
        for name, value in sorted(_object(item, key).items())
    ]


def _text(item: Json, key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _number(item: Json, key: str) -> int:
    value = item.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _words(item: Json, key: str) -> tuple[str, ...]:
    """A list of texts; a lone text, as old Engines tell a command, is a list of one."""
    value = item.get(key)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _pairs(item: Json, key: str) -> Pairs:
    pairs = ((str(name), value) for name, value in _object(item, key).items())
    return tuple(sorted((n, v if isinstance(v, str) else str(v)) for n, v in pairs))


def _assignments(item: Json, key: str) -> Pairs:
    """``NAME=value`` in the Engine's order; a name without a value has an empty one."""
    return tuple((n, v) for n, _equals, v in (w.partition("=") for w in _words(item, key)))


def _restart_policy(item: Json) -> str:
    """As ``docker run --restart`` takes it; empty for none."""
    name, most = _text(item, "Name"), _number(item, "MaximumRetryCount")
    if name in _UNLIMITED_RESTARTS:
        return ""
    return f"{name}:{most}" if most else name


def _check(state: Json, config: Json) -> Check | None:
    health = _object(state, "Health")
    status = _text(health, "Status")
    if status in ("", "none"):
        return None
    runs = _objects(health, "Log")
    last: Json = runs[-1] if runs else {}
    test = _words(_object(config, "Healthcheck"), "Test")
    return Check(
        status=status,
        failures=_number(health, "FailingStreak"),
        exit_code=_number(last, "ExitCode") if runs else None,
        output=_text(last, "Output").strip()[:_LONGEST_OUTPUT],
        ended=timestamp(_text(last, "End")),
        command=" ".join(test[1:]) if test[:1] == ("CMD-SHELL",) else shlex.join(test[1:]),
    )


def _ports(network: Json, host: Json, config: Json) -> tuple[Port, ...]:
    """What is published now; of a container that does not run, what will be."""
    found: dict[str, list[Port]] = {}
    for places in (_object(config, "ExposedPorts"), _object(host, "PortBindings")):
        for name, bindings in places.items():
            found[name] = _bound(name, bindings)
    for name, bindings in _object(network, "Ports").items():
        found[name] = _bound(name, bindings)
    every = [port for ports in found.values() for port in ports]
    every.sort(key=lambda p: (p.number, p.protocol, p.host_port or 0, p.host_ip))
    return tuple(every)


def _bound(name: str, bindings: Any) -> list[Port]:
    digits, _slash, protocol = name.partition("/")
    if not digits.isascii() or not digits.isdigit():
        return []
    number, protocol = int(digits), protocol or "tcp"
    made = []
    for each in bindings if isinstance(bindings, list) else ():
        public = _text(each, "HostPort") if isinstance(each, dict) else ""
        if public.isascii() and public.isdigit() and 0 < int(public) < 65536:
            made.append(Port(number, protocol, _text(each, "HostIp"), int(public)))
    return made or [Port(number, protocol)]


def _mount(item: Json) -> MountFacts:
    kind = _text(item, "Type") or "bind"
    return MountFacts(
        kind=kind,
        destination=_text(item, "Destination"),
        source=_text(item, "Source"),
        volume=_text(item, "Name") if kind == "volume" else "",
        read_only=item.get("RW") is False,
        options=_text(item, "Mode"),
    )


def _place(name: str, item: Json) -> Place:
    prefix, prefix6 = _number(item, "IPPrefixLen"), _number(item, "GlobalIPv6PrefixLen")
    ipv4, ipv6 = _text(item, "IPAddress"), _text(item, "GlobalIPv6Address")
    return Place(
        network=name,
        network_id=_text(item, "NetworkID"),
        ipv4=f"{ipv4}/{prefix}" if ipv4 and prefix else ipv4,
        ipv6=f"{ipv6}/{prefix6}" if ipv6 and prefix6 else ipv6,
        gateway=_text(item, "Gateway"),
        mac=_text(item, "MacAddress"),
        aliases=_words(item, "Aliases"),
    )


def _host_namespaces(host: Json) -> tuple[str, ...]:
    modes = {
        "network": "NetworkMode",
        "pid": "PidMode",
        "ipc": "IpcMode",
        "uts": "UTSMode",
        "user": "UsernsMode",
    }
    return tuple(n for n, key in modes.items() if _text(host, key) == "host")
