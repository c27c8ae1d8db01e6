"""What is wrong with a container before it is created, field by field.

A value is wrong if the option that says it does not take it: each is written and read again, so
that hands that fill a form and pasted lines meet one grammar. What the Engine would accept and then
not do (a port 70000, a protocol xyz) is refused here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.model import reference
from desktop.model.run import networks
from desktop.model.run.mounts import check_absolute
from desktop.model.run.ports import PortMapping
from desktop.model.run.problems import Fault, Invalid, Problem
from desktop.model.run.spec import OPTIONS, ContainerSpec, Option

SMALLEST_MEMORY = 6 << 20  # moby, daemon/daemon_unix.go: linuxMinMemory
# The same file: verifyPlatformContainerResources. Shares are the kernel's own limits.
CPU_RANGES = {"cpu_period": (1_000, 1_000_000), "cpu_shares": (2, 262_144)}
SMALLEST_QUOTA = 1_000
SMALLEST_HEALTH_TIME = 1_000_000  # one millisecond


def problems(spec: ContainerSpec) -> list[Problem]:
    """All that is wrong with it, in the order of its fields."""
    found = [*_image(spec), *_values(spec), *_together(spec)]
    order = {option.field: index for index, option in enumerate(OPTIONS)}
    return sorted(found, key=lambda problem: order.get(problem.field, -1))


def _image(spec: ContainerSpec) -> Iterator[Problem]:
    if not spec.image:
        yield Problem(Fault.NO_IMAGE, "", field="image")
        return
    try:
        reference.parse(spec.image)
    except reference.Invalid as error:
        if error.fault is not reference.Fault.IDENTIFIER and not spec.image.startswith("sha256:"):
            yield Problem(Fault.IMAGE, spec.image, field="image")


def _values(spec: ContainerSpec) -> Iterator[Problem]:
    for option in OPTIONS:
        value = getattr(spec, option.field)
        words = option.field == "health_command" and not isinstance(value, str)
        if option.part or words:
            continue  # said with the network, or by no line
        if value != option.notation.default:
            for one in value if option.notation.many else (value,):
                if problem := checked(option, one):
                    yield problem


def checked(option: Option, value: Any) -> Problem | None:
    """What is wrong with one value of an option."""
    text = option.notation.write(value)
    try:
        if option.notation.read(text) == value:
            return None
        fault, part = Fault.NOT_WRITABLE, text
    except Invalid as error:
        fault, part = error.fault, error.part
    return Problem(fault, part, option.names[0], option.field)


def _together(spec: ContainerSpec) -> Iterator[Problem]:
    yield from _ports(spec.ports)
    yield from _targets(spec)
    yield from _networks(spec)
    yield from _limits(spec)
    yield from _cpus(spec)
    yield from _health_times(spec)
    if spec.remove and spec.restart.policy != "no":
        yield Problem(Fault.CONFLICT, "--rm", "--restart", "restart")
    if spec.detach and spec.attach:
        yield Problem(Fault.CONFLICT, "--detach", "--attach", "attach")
    if spec.log_driver == "none" and spec.log_options:
        yield Problem(Fault.MISPLACED, spec.log_options[0][0], "--log-opt", "log_options")
    if spec.workdir:
        try:
            check_absolute(spec.workdir)
        except Invalid as error:
            yield Problem(error.fault, error.part, "--workdir", "workdir")
    health = (spec.health_command, spec.health_interval, spec.health_timeout, spec.health_retries)
    more = (spec.health_start_period, spec.health_start_interval)
    if spec.no_healthcheck and any((*health, *more)):
        yield Problem(Fault.CONFLICT, "--no-healthcheck", "--health-cmd", "no_healthcheck")


def _ports(mappings: tuple[PortMapping, ...]) -> Iterator[Problem]:
    """Two that want the same port of the host: the Engine tells at the start only."""
    fixed = [
        (mapping, mapping.host)
        for mapping in mappings
        if mapping.host is not None and mapping.host.count == mapping.container.count
    ]
    for index, (mapping, host) in enumerate(fixed):
        for other, others in fixed[:index]:
            first, last = max(host.first, others.first), min(host.last, others.last)
            same = mapping.protocol == other.protocol and 0 < first <= last
            if same and _overlap(mapping.address, other.address):
                yield Problem(Fault.PORT_TWICE, str(first), "-p", "ports")
                break


def _overlap(one: str, other: str) -> bool:
    return one == other or not one or not other or _is_all(one, other) or _is_all(other, one)


def _is_all(address: str, other: str) -> bool:
    return address == ("::" if ":" in other else "0.0.0.0")  # noqa: S104 - it is compared with


def _targets(spec: ContainerSpec) -> Iterator[Problem]:
    seen: set[str] = set()
    for option, field in (("-v", "volumes"), ("--mount", "mounts"), ("--tmpfs", "tmpfs")):
        for mount in getattr(spec, field):
            target = mount.target.rstrip("/")
            if target in seen:
                yield Problem(Fault.TARGET_TWICE, mount.target, option, field)
            seen.add(target)


def _networks(spec: ContainerSpec) -> Iterator[Problem]:
    def wrong(fault: Fault, part: str) -> Problem:
        return Problem(fault, part, "--network", "networks")

    names = [network.name for network in spec.networks]
    for index, network in enumerate(spec.networks):
        if network.name in names[:index]:
            yield wrong(Fault.NETWORK_TWICE, network.name)
        if not network.is_user_defined:
            said = (*network.aliases, network.ipv4, network.ipv6, *network.link_local)
            for part in filter(None, said):
                yield wrong(Fault.MISPLACED, part)
            if len(names) > 1 and network.name not in ("bridge", "default"):
                yield wrong(Fault.CONFLICT, network.name)
        for read, text in (
            (networks.ADDRESS, network.ipv4),
            (networks.ADDRESS, network.ipv6),
            (networks.MAC, network.mac_address),
        ):
            try:
                read.read(text) if text else None
            except Invalid as error:
                yield wrong(error.fault, error.part)


def _limits(spec: ContainerSpec) -> Iterator[Problem]:
    def wrong(fault: Fault, field: str, option: str) -> Problem:
        return Problem(fault, str(getattr(spec, field)), option, field)

    memory, swap, reserved = spec.memory, spec.memory_swap, spec.memory_reservation
    for name in ("memory", "memory_reservation", "kernel_memory"):
        size = getattr(spec, name)
        if size and size < SMALLEST_MEMORY:
            yield wrong(Fault.TOO_SMALL, name, f"--{name.replace('_', '-')}")
    if memory and reserved and reserved > memory:
        yield wrong(Fault.CONFLICT, "memory_reservation", "--memory-reservation")
    if swap and swap > 0:
        if not memory:
            yield wrong(Fault.MISPLACED, "memory_swap", "--memory-swap")
        elif swap < memory:
            yield wrong(Fault.TOO_SMALL, "memory_swap", "--memory-swap")


def _cpus(spec: ContainerSpec) -> Iterator[Problem]:
    def wrong(fault: Fault, field: str) -> Problem:
        return Problem(fault, str(getattr(spec, field)), f"--{field.replace('_', '-')}", field)

    if spec.cpus and (spec.cpu_quota or spec.cpu_period):
        yield wrong(Fault.CONFLICT, "cpus")
    if spec.cpus and spec.cpus < 10_000_000:
        yield wrong(Fault.TOO_SMALL, "cpus")
    for field, (lowest, highest) in CPU_RANGES.items():
        value = getattr(spec, field)
        if value and not lowest <= value <= highest:
            yield wrong(Fault.OUT_OF_RANGE, field)
    if spec.cpu_quota and 0 < spec.cpu_quota < SMALLEST_QUOTA:
        yield wrong(Fault.TOO_SMALL, "cpu_quota")


def _health_times(spec: ContainerSpec) -> Iterator[Problem]:
    for name in ("interval", "timeout", "start_period", "start_interval"):
        value = getattr(spec, f"health_{name}")
        if value and value < SMALLEST_HEALTH_TIME:
            option, field = f"--health-{name.replace('_', '-')}", f"health_{name}"
            yield Problem(Fault.TOO_SMALL, str(value), option, field)
