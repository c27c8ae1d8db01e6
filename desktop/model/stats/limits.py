"""What a container may use, from its inspection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PERIOD = 100_000  # microseconds: the kernel's, where a quota comes without one


def cpu_limit(inspection: Mapping[str, Any]) -> float | None:
    """The CPUs of ``--cpus``, ``--cpu-quota`` or ``--cpuset-cpus``, the least; None: no limit."""
    host = _host(inspection)
    quota = _number(host, "CpuQuota") / (_number(host, "CpuPeriod") or _PERIOD)
    found = (_number(host, "NanoCpus") / 1e9, quota, _count(host.get("CpusetCpus")))
    return min((limit for limit in found if limit > 0), default=None)


def memory_limit(inspection: Mapping[str, Any]) -> int:
    """The bytes of ``--memory``; 0: no limit."""
    return int(_number(_host(inspection), "Memory"))


def _host(inspection: Mapping[str, Any]) -> Mapping[str, Any]:
    found = inspection.get("HostConfig")
    return found if isinstance(found, Mapping) else {}


def _number(host: Mapping[str, Any], name: str) -> float:
    value = host.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def _count(cpus: object) -> int:
    """How many CPUs a list such as ``0-3,8`` names; 0 for one that makes no sense."""
    try:
        ranges = [part.partition("-") for part in str(cpus or "").split(",") if part]
        return sum(int(last or first) - int(first) + 1 for first, _dash, last in ranges)
    except ValueError:
        return 0
