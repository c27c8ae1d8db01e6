"""Samples as an Engine would give them."""

from __future__ import annotations

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
