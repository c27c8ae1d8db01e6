"""A container's last minutes, in few bytes."""

from __future__ import annotations

from array import array

from desktop.engine.observations import Sample
from desktop.model.stats.usage import Usage, usage

POINTS = 600  # ten minutes at a sample a second
SERIES = ("cpu", "memory", "receiving", "sending", "reading", "writing")
_NAN = float("nan")


class History:
    """What was used when. ``latest`` is None while nothing is known of now.

    Values are floats, NaN where one is not known: a line is broken there.
    """

    __slots__ = ("_before", "_values", "latest", "times")

    def __init__(self) -> None:
        self.latest: Usage | None = None
        self.times = array("d")
        """On the clock that ``add`` is given."""
        self._values = {name: array("d") for name in SERIES}
        self._before: tuple[Sample, float] | None = None

    def __len__(self) -> int:
        return len(self.times)

    def values(self, name: str) -> array[float]:
        """One of ``SERIES``, a value for each of ``times``."""
        return self._values[name]

    def add(self, sample: Sample, now: float) -> None:
        """Take in the next sample, which came ``now``; one from before a gap is too late."""
        if self.times and now <= self.times[-1]:
            return
        before, then = self._before or (None, None)
        self.latest = usage(before, sample, None if then is None else now - then)
        self._before = sample, now
        self._append(now, self.latest)

    def interrupt(self, now: float) -> None:
        """Nothing is known from now on: a gap, unless there is one already."""
        if self._before is not None:
            self.latest = self._before = None
            self._append(now, None)

    def _append(self, now: float, known: Usage | None) -> None:
        self.times.append(now)
        for name, values in self._values.items():
            value = getattr(known, name, None)
            values.append(_NAN if value is None else value)
        if len(self.times) > POINTS:
            for column in (self.times, *self._values.values()):
                del column[0]
