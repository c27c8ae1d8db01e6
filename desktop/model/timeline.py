"""What has happened on the Engine, as its events tell it, the newest last."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from desktop.engine.protocol import Engine
from desktop.engine.records import Changes, Event
from desktop.model.observers import Observers

EVENTS_KEPT = 5000


class Timeline:
    """The last ``EVENTS_KEPT`` events. ``missed`` came too fast to be kept one by one.

    ``grown`` is told with the new ones, in order; None when it is another timeline now.
    """

    def __init__(self) -> None:
        self.missed = 0
        self.grown: Observers[tuple[Event, ...] | None] = Observers()
        self._events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self._asked = False

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    def take(self, changes: Changes) -> None:
        """Take in what a batch of changes stands for.

        A stream that is opened again begins a little earlier: what comes twice is known.
        """
        self.missed += changes.count - len(changes.events)
        if fresh := self._unknown(changes.events):
            self._events.extend(fresh)
            self.grown.tell(fresh)

    async def recall(self, engine: Engine) -> None:
        """Put before it what the Engine remembers of earlier; asked for once an Engine."""
        if self._asked:
            return
        self._asked = True
        try:
            past = await engine.past_events("", 0.0, engine.clock())
        except BaseException:
            self._asked = False
            raise
        if earlier := self._unknown(past):
            everything = sorted((*self._events, *earlier), key=lambda event: event.time)
            self._events = deque(everything, maxlen=EVENTS_KEPT)
            self.grown.tell(None)

    def clear(self) -> None:
        """Forget everything: another Engine is followed."""
        self.missed = 0
        self._asked = False
        self._events.clear()
        self.grown.tell(None)

    def _unknown(self, events: Iterable[Event]) -> tuple[Event, ...]:
        events = tuple(events)
        if not events or not self._events:
            return events
        earliest = min(event.time for event in events)
        known = set()
        for event in reversed(self._events):
            known.add(_identity(event))
            if event.time < earliest - _DISORDER:
                break
        return tuple(event for event in events if _identity(event) not in known)


_DISORDER = 1_000_000_000  # nanoseconds by which the Engine's events may be out of order


def _identity(event: Event) -> tuple[int, str, str]:
    return event.time, event.id, event.action
