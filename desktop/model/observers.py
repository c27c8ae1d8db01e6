"""Telling what has become true to whoever wants to know, on the loop's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


class Observers(Generic[T]):
    """A list of callbacks, called in the order in which they subscribed."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[T], None]] = []

    def subscribe(self, callback: Callable[[T], None]) -> Callable[[], None]:
        """Call ``callback`` from now on; the answer ends that."""
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return unsubscribe

    def tell(self, value: T) -> None:
        """Call every callback with ``value``. One that fails is logged and holds up nobody."""
        for callback in tuple(self._callbacks):
            try:
                callback(value)
            except Exception:
                log.exception("an observer failed")
