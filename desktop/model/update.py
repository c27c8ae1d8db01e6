"""Changing the limits and the restart policy of containers as they are, running or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.observations import Limits
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Target, Verb


@dataclass(frozen=True, slots=True)
class UpdateContainers:
    """``docker update``: what is None in ``limits`` stays as it is.

    ``warn`` receives what the Engine warns of.
    """

    targets: tuple[Target, ...]
    limits: Limits
    warn: Callable[[Target, tuple[str, ...]], None] = field(
        default=lambda _target, _warnings: None, compare=False
    )
    verb: Verb = Verb.UPDATE
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "update", *options(self.limits), *(t.name for t in self.targets)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        if warnings := await engine.update(target.key, self.limits):
            self.warn(target, warnings)


_OPTIONS = {
    "cpus": "--cpus",
    "cpu_shares": "--cpu-shares",
    "memory": "--memory",
    "memory_reservation": "--memory-reservation",
    "swap": "--memory-swap",
    "pids": "--pids-limit",
}


def options(limits: Limits) -> Line:
    """The options of ``docker update`` (and ``docker run``) that say the same."""
    found: list[str] = []
    for name, option in _OPTIONS.items():
        if (value := getattr(limits, name)) is not None:
            found += [option, f"{value:g}" if name == "cpus" else str(value)]
    if limits.restart is not None:
        attempts = f":{limits.restart_attempts}" if limits.restart_attempts else ""
        found += ["--restart", limits.restart + attempts]
    return tuple(found)


def limits_of(inspection: Mapping[str, Any]) -> Limits:
    """What a container may use now, from ``docker inspect``: 0 or -1 is no limit."""
    host = inspection.get("HostConfig")
    host = host if isinstance(host, dict) else {}
    policy = host.get("RestartPolicy")
    policy = policy if isinstance(policy, dict) else {}

    def number(item: Mapping[str, Any], key: str) -> int:
        value = item.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    quota, period = number(host, "CpuQuota"), number(host, "CpuPeriod") or 100_000
    return Limits(
        cpus=number(host, "NanoCpus") / 1e9 or max(quota, 0) / period,
        cpu_shares=number(host, "CpuShares"),
        memory=number(host, "Memory"),
        memory_reservation=number(host, "MemoryReservation"),
        swap=number(host, "MemorySwap"),
        pids=number(host, "PidsLimit") or -1,
        restart=str(policy.get("Name") or "no"),
        restart_attempts=number(policy, "MaximumRetryCount"),
    )
