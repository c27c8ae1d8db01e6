"""Samples as an Engine would give them."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from typing import Any

from desktop.engine.observations import Sample

SECOND = 1_000_000_000


def sample(second: int = 0, **changed: Any) -> Sample:
    """After so many seconds of half a CPU out of two; ``changed`` are its fields."""
    plain = Sample(
        time=1_700_000_000.0 + second,
        cpu=second * SECOND // 2,
        host_cpu=second * 2 * SECOND,
        cpus=2,
        memory=64 << 20,
        memory_limit=256 << 20,
        cache=8 << 20,
        received=second * 1000,
        sent=second * 500,
        read=second * 4096,
        written=0,
        pids=3,
    )
    return replace(plain, **changed)


def line(of: Sample) -> bytes:
    """The sample as the Engine writes it."""
    at = datetime.datetime.fromtimestamp(of.time, datetime.UTC)
    blocks = [{"op": "Read", "value": of.read}, {"op": "Write", "value": of.written}]
    item = {
        "read": at.isoformat().replace("+00:00", "Z"),
        "pids_stats": {"current": of.pids},
        "blkio_stats": {"io_service_bytes_recursive": None if of.read is None else blocks},
        "cpu_stats": {
            "cpu_usage": {"total_usage": of.cpu},
            "system_cpu_usage": of.host_cpu,
            "online_cpus": of.cpus,
        },
        "memory_stats": {
            "usage": None if of.memory is None else of.memory + (of.cache or 0),
            "limit": of.memory_limit,
            "stats": {"inactive_file": of.cache},
        },
        "networks": {"eth0": {"rx_bytes": of.received, "tx_bytes": of.sent}}
        if of.received is not None
        else None,
    }
    return json.dumps(item).encode() + b"\n"
