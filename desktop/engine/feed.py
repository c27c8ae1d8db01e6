"""Merging the Engine's events, on the thread that reads them, into what must be asked for again."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Generator
from dataclasses import replace
from typing import Any

from desktop.engine import decode
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.records import Changes, Event, Kind
from desktop.engine.stream import json_lines
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

DEATHS_KEPT = 256
EVENTS_KEPT = 1000

# Container events that change nothing a list or a view tells. With health checks, three of them
# come per check and container.
_SILENT = frozenset(
    (
        "attach",
        "archive-path",
        "commit",
        "copy",
        "detach",
        "exec",  # Podman
        "exec_create",
        "exec_detach",
        "exec_die",
        "exec_died",  # Podman
        "exec_start",
        "export",
        "extract-to-dir",
        "resize",
        "top",
    )
)
# What tells afterwards why a container stopped.
_TELLING = frozenset(("die", "kill", "oom", "stop", "start", "restart"))
# What the Engine itself adds to an event; with them come all labels of the object, in each event.
_OWN_ATTRIBUTES = frozenset(
    (
        "container",
        "destination",
        "driver",
        "execDuration",
        "execID",
        "exitCode",
        "image",
        "name",
        "oldName",
        "propagation",
        "read/write",
        "signal",
        "type",
    )
)


def read_events(since: float, wire: Wire) -> Generator[Event, None, None]:
    """The events from ``since`` on, until the wire is cut; any other end raises."""
    # A float holds a time to 0.2 µs only. What comes twice does no harm.
    yield from _read(wire, {"since": f"{since - 0.001:.9f}"}, timeout=None)
    # The Engine never says "end": a stream that ends was lost.
    raise Unreachable(Reason.DROPPED, "the event stream ended")


def read_past_events(key: str, since: float, until: float, wire: Wire) -> list[Event]:
    """What the Engine remembers of one container, or of all, from ``since`` to ``until``."""
    parameters = {"since": f"{since:.9f}", "until": f"{until:.9f}"}
    if key:
        parameters["filters"] = json.dumps({"container": [key]})
    return list(_read(wire, parameters))


def _read(wire: Wire, parameters: dict[str, str], **options: Any) -> Generator[Event, None, None]:
    client: Any = wire.client
    try:
        response = client._get(client._url("/events"), params=parameters, stream=True, **options)
        for item in json_lines(wire, response):
            yield _without_labels(decode.decode_one(decode.event, item))
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def _without_labels(event: Event) -> Event:
    own = {key: text for key, text in event.attributes.items() if key in _OWN_ATTRIBUTES}
    return replace(event, attributes=own)


class ChangeMerger:
    """However many events come, one entry per object: bounded by what exists.

    Of the events themselves the newest are kept, to be read by people.
    """

    full = False

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._containers: set[str] = set()
        self._networks: set[str] = set()
        self._volumes: set[str] = set()
        self._removed_volumes: set[str] = set()
        self._images = False
        self._deaths: deque[Event] = deque(maxlen=DEATHS_KEPT)
        self._events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self._count = 0
        self._last = 0

    def add(self, event: Event) -> None:
        """Merge one event."""
        self._count += 1
        self._last = max(self._last, event.time)
        self._events.append(event)
        if event.kind == Kind.CONTAINER.value:
            action = event.action.split(":", 1)[0]
            if action in _SILENT:
                return
            if event.id:
                self._containers.add(event.id)
            if action in _TELLING:
                self._deaths.append(event)
        elif event.kind == Kind.IMAGE.value:
            self._images = self._images or event.action not in ("push", "save")
        elif event.kind == Kind.NETWORK.value:
            self._networks.add(event.id)
            if container := event.attributes.get("container"):
                self._containers.add(container)
        elif event.kind == Kind.VOLUME.value:
            self._volumes.add(event.id)
            if event.action in ("destroy", "remove"):  # as Docker says, and as Podman does
                self._removed_volumes.add(event.id)

    def take(self) -> Changes:
        """What has gathered; empty again afterwards."""
        changes = Changes(
            containers=frozenset(self._containers),
            images=self._images,
            networks=frozenset(self._networks),
            volumes=frozenset(self._volumes),
            removed_volumes=frozenset(self._removed_volumes),
            deaths=tuple(self._deaths),
            events=tuple(self._events),
            count=self._count,
            last=self._last,
        )
        self._begin()
        return changes
