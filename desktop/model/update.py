"""Changing the limits and the restart policy of containers as they are, running or not."""

from __future__ import annotations

import re
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


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([bkmgt]?)(?:i?b)?", re.IGNORECASE | re.ASCII)
_POWERS = {"": 0, "b": 0, "k": 10, "m": 20, "g": 30, "t": 40}
_TOO_LARGE = 1 << 63  # docker counts bytes in an int64
_SIZES = ("memory", "memory_reservation", "swap")
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
            found += [option, number_text(name, value)]
    if limits.restart is not None:
        attempts = f":{limits.restart_attempts}" if limits.restart_attempts else ""
        found += ["--restart", limits.restart + attempts]
    return tuple(found)


def number_text(name: str, value: float) -> str:
    """A limit as one types it."""
    if name in _SIZES:
        return size_text(int(value))
    if name == "cpus":  # docker takes billionths, and nothing finer
        return f"{value:.9f}".rstrip("0").rstrip(".")
    return str(value)


def parse_size(text: str) -> int | None:
    """``64m`` and ``1.5GB`` as docker reads them (go-units' RAMInBytes); -1 is no limit."""
    if text.strip() == "-1":
        return -1
    if (found := _SIZE.fullmatch(text.strip())) is None:
        return None
    size = float(found[1]) * (1 << _POWERS[found[2].lower()])
    return int(size) if size < _TOO_LARGE else None


def size_text(count: int) -> str:
    """Bytes as one types them: the largest unit that says it exactly."""
    if count < 0:
        return "-1"
    for unit in "tgmk":
        if count and count % (1 << _POWERS[unit]) == 0:
            return f"{count >> _POWERS[unit]}{unit}"
    return str(count)


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
