"""What is being done to each object, by the operations that run."""

from __future__ import annotations

from collections import Counter

from desktop.engine.records import Kind
from desktop.model.commands import Command, Holds, Target, Verb
from desktop.model.in_turn import steps

_Object = tuple[Kind, str]  # its kind and key


class BusyObjects:
    """The objects of operations, which are known by their numbers."""

    def __init__(self) -> None:
        # By operation, in the order in which they began.
        self._verbs: dict[_Object, dict[int, Verb]] = {}
        # How many targets of an operation each object still is.
        self._held: dict[int, Counter[_Object]] = {}

    def verb(self, kind: Kind, key: str) -> Verb | None:
        """What is being done to an object, if anything; of several things, the last begun."""
        verbs = self._verbs.get((kind, key))
        return next(reversed(verbs.values())) if verbs else None

    def take(self, number: int, command: Command) -> None:
        """An operation begins: all its objects are busy, with the last step that concerns them."""
        held = self._held[number] = Counter()
        for step in steps(command):
            held_up = step.holds if isinstance(step, Holds) else ()
            for target in dict.fromkeys((*step.targets, *held_up)):
                key = target.kind, target.key
                held[key] += 1
                self._verbs.setdefault(key, {})[number] = step.verb

    def through_with(self, number: int, target: Target) -> None:
        """An operation is through with one target."""
        key = target.kind, target.key
        self._held[number][key] -= 1
        if self._held[number][key] <= 0:
            self._free(number, key)

    def release(self, number: int) -> None:
        """An operation has ended."""
        for key in self._held.pop(number):
            self._free(number, key)

    def _free(self, number: int, key: _Object) -> None:
        if verbs := self._verbs.get(key):
            verbs.pop(number, None)
            if not verbs:
                del self._verbs[key]
