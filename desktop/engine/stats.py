"""A container's resources, once a second, as ``docker stats`` reads them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from desktop.engine.decode import Json, decode_one, mapping, text, timestamp
from desktop.engine.observations import Sample
from desktop.engine.stream import json_lines
from desktop.engine.threads import post
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

T = TypeVar("T")

_NEVER = "0001-01-01"  # Go's zero time: the container does not run


def read_samples(container: str, take: Callable[[Sample], object], wire: Wire) -> None:
    """Hand over each sample until the container is removed or the wire is cut; none at rest."""
    client: Any = wire.client
    try:
        response = client._get(
            client._url("/containers/{0}/stats", container),
            params={"stream": True},
            stream=True,
            timeout=None,
        )
        for item in json_lines(wire, response):
            if not text(item.get("read")).startswith(_NEVER):
                take(decode_one(sample, item))
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


class Gathering(Generic[T]):
    """What many threads say, handed over on the loop together, ``seconds`` after the first of it.

    However many streams there are, the loop wakes once for all.
    """

    def __init__(self, callback: Callable[[list[T]], None], seconds: float) -> None:
        self._callback = callback
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._said: list[T] = []
        self._later: asyncio.TimerHandle | None = None

    def put(self, item: T) -> None:
        """Called in any thread."""
        with self._lock:
            self._said.append(item)
            first = len(self._said) == 1
        if first:
            post(self._loop, self._wait)

    def close(self) -> None:
        """What is still to be handed over is not any more."""
        self._callback = _nothing
        if self._later is not None:
            self._later.cancel()

    def _wait(self) -> None:
        self._later = self._loop.call_later(self._seconds, self._hand_over)

    def _hand_over(self) -> None:
        self._later = None
        with self._lock:
            said, self._said = self._said, []
        self._callback(said)


def _nothing(_said: object) -> None:
    pass


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
