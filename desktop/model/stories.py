"""What was seen to happen to containers' lives, to tell afterwards why they stopped."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable

from desktop.engine.records import Event

STORIES_KEPT = 1000
EVENTS_KEPT = 16


class Stories:
    """The last events of each container; of the containers, those of which was heard last."""

    def __init__(self) -> None:
        self._stories: OrderedDict[str, deque[Event]] = OrderedDict()

    def remember(self, events: Iterable[Event]) -> None:
        """Take in events, the oldest first."""
        for event in events:
            story = self._stories.setdefault(event.id, deque(maxlen=EVENTS_KEPT))
            self._stories.move_to_end(event.id)
            story.append(event)
        while len(self._stories) > STORIES_KEPT:
            self._stories.popitem(last=False)

    def of(self, container: str) -> tuple[Event, ...]:
        """A container's story, the newest last."""
        return tuple(self._stories.get(container, ()))

    def clear(self) -> None:
        """Forget everything."""
        self._stories.clear()
