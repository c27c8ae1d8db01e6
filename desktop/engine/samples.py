"""What containers use at a moment: read by many threads, decoded together."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from desktop.engine.decode import Json, decode_one, mapping, text, timestamp
from desktop.engine.errors import Garbled
from desktop.engine.observations import Sample
from desktop.engine.threads import post

log = logging.getLogger(__name__)

SOON = 0.02  # seconds until an urgent line is handed over: what comes with it goes along

_NEVER = "0001-01-01"  # Go's zero time: the container does not run


class Reading(NamedTuple):
    """A sample, and when it came on our clock."""

    container: str
    sample: Sample
    moment: float


class Gathering:
    """What many threads read, handed over on the loop together, ``seconds`` after the first.

    However many streams there are, the loop wakes once for all. Lines are decoded there and then:
    one after the other they take a quarter of the time that they take in threads that just woke.
    A line of a container that is ``urgent`` does not wait, and takes along what waits.
    """

    def __init__(
        self,
        callback: Callable[[list[Reading]], None],
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._callback = callback
        self._seconds = seconds
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self.urgent: frozenset[str] = frozenset()
        self._lock = threading.Lock()
        self._lines: list[tuple[str, bytes, float]] = []
        self._later: asyncio.TimerHandle | None = None
        self._due = math.inf
        self._closed = False

    def put(self, container: str, line: bytes) -> None:
        """Called in any thread with a line of the Engine's JSON."""
        if not line.strip():
            return
        with self._lock:
            self._lines.append((container, line, self._clock()))
            first = len(self._lines) == 1
        urgent = container in self.urgent
        if first or urgent:
            post(self._loop, self._wait, min(SOON, self._seconds) if urgent else self._seconds)

    def close(self) -> None:
        """What is still to be handed over is not any more."""
        self._closed = True
        if self._later is not None:
            self._later.cancel()

    def _wait(self, seconds: float) -> None:
        due = self._loop.time() + seconds
        if self._closed or self._due <= due:
            return
        if self._later is not None:
            self._later.cancel()
        self._due = due
        self._later = self._loop.call_later(seconds, self._hand_over)

    def _hand_over(self) -> None:
        self._later, self._due = None, math.inf
        with self._lock:
            put, self._lines = self._lines, []
        if not put:
            return  # they went along with others
        readings = [
            Reading(container, found, moment)
            for container, line, moment in put
            if (found := _sample_of(line)) is not None
        ]
        self._callback(readings)


def _sample_of(line: bytes) -> Sample | None:
    """A garbled line says nothing; the next one may."""
    try:
        item = json.loads(line)
        if text(item.get("read")).startswith(_NEVER):
            return None
        return decode_one(sample, item)
    except (Garbled, ValueError, TypeError, AttributeError, RecursionError) as problem:
        log.info("no sample: %s", problem)
        return None


def sample(item: Json) -> Sample:
    """One of the Engine's samples; sums over networks and block devices, as docker's client does.

    See ``calculateMemUsageUnixNoCache`` and ``calculateBlockIO`` in docker/cli's stats_helpers.go.
    """
    cpu = mapping(item.get("cpu_stats"))
    work = mapping(cpu.get("cpu_usage"))
    memory = mapping(item.get("memory_stats"))
    details = mapping(memory.get("stats"))
    usage = memory.get("usage")
    # cgroup v1 and v2 name what may be given back at once differently.
    cache = details.get("total_inactive_file", details.get("inactive_file"))
    if usage is not None and cache is not None and cache >= usage:
        cache = 0
    networks = item.get("networks")
    blocks = mapping(item.get("blkio_stats")).get("io_service_bytes_recursive")
    return Sample(
        time=timestamp(text(item.get("read"))) or 0.0,
        cpu=int(work.get("total_usage") or 0),
        host_cpu=_whole(cpu.get("system_cpu_usage")),
        cpus=int(cpu.get("online_cpus") or len(work.get("percpu_usage") or ()) or 1),
        memory=None if usage is None else int(usage) - int(cache or 0),
        memory_limit=_whole(memory.get("limit")),
        cache=_whole(cache),
        received=_network(networks, "rx_bytes"),
        sent=_network(networks, "tx_bytes"),
        read=_blocks(blocks, "read"),
        written=_blocks(blocks, "write"),
        pids=_whole(mapping(item.get("pids_stats")).get("current")),
    )


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def _network(networks: Any, name: str) -> int | None:
    if not networks:
        return None
    return sum(int(counted.get(name) or 0) for counted in mapping(networks).values())


def _blocks(blocks: Any, operation: str) -> int | None:
    if blocks is None:
        return None
    return sum(
        int(entry.get("value") or 0)
        for entry in blocks
        if text(entry.get("op")).lower() == operation
    )
