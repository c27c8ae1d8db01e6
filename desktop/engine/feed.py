"""Merging the Engine's events, on the thread that reads them, into what must be asked for again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from desktop.engine import decode
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.records import Changes, Event, Kind
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

DEATHS_KEPT = 256

# Container events that change nothing a list or a view tells. With health checks, three of them
# come per check and container.
_SILENT = frozenset(
    (
        "attach",
        "archive-path",
        "commit",
        "copy",
        "detach",
        "exec_create",
        "exec_detach",
        "exec_die",
        "exec_start",
        "export",
        "extract-to-dir",
        "resize",
        "top",
    )
)
# What tells afterwards why a container stopped.
_TELLING = frozenset(("die", "kill", "oom", "stop", "start", "restart"))


def read_events(since: float, wire: Wire) -> Iterator[Event]:
    """The events from ``since`` on, until the wire is cut; any other end raises."""
    client: Any = wire.client
    try:
        response = client._get(
            client._url("/events"), params={"since": f"{since:.9f}"}, stream=True, timeout=None
        )
        client._raise_for_status(response)
        for item in client._stream_helper(response, decode=True):
            yield decode.event(item)
    except FOREIGN as problem:
        raise translated(problem) from problem
    # The Engine never says "end": a stream that ends was lost.
    raise Unreachable(Reason.DROPPED, "the event stream ended")


class ChangeMerger:
    """However many events come, one entry per object: bounded by what exists."""

    full = False

    def __init__(self) -> None:
        self._containers: set[str] = set()
        self._networks: set[str] = set()
        self._volumes: set[str] = set()
        self._images = False
        self._deaths: deque[Event] = deque(maxlen=DEATHS_KEPT)
        self._count = 0
        self._last = 0

    def add(self, event: Event) -> None:
        """Merge one event."""
        self._count += 1
        self._last = max(self._last, event.time)
        if event.kind == Kind.CONTAINER.value:
            action = event.action.split(":", 1)[0]
            if action in _SILENT:
                return
            self._containers.add(event.id)
            if action in _TELLING:
                self._deaths.append(event)
        elif event.kind == Kind.IMAGE.value:
            self._images = True
        elif event.kind == Kind.NETWORK.value:
            self._networks.add(event.id)
            if container := event.attributes.get("container"):
                self._containers.add(container)
        elif event.kind == Kind.VOLUME.value:
            self._volumes.add(event.id)

    def take(self) -> Changes:
        """What has gathered; empty again afterwards."""
        changes = Changes(
            containers=frozenset(self._containers),
            images=self._images,
            networks=frozenset(self._networks),
            volumes=frozenset(self._volumes),
            deaths=tuple(self._deaths),
            count=self._count,
            last=self._last,
        )
        self.__init__()  # type: ignore[misc]  # begins anew
        return changes
