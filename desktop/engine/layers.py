"""How far the layers of an image are that is pulled or pushed, from the Engine's lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.engine.records import PartState, Progress, ProgressPart

MOST_LAYERS = 1000  # of which one image has 127 at most

# The Engine's own words about a layer; from moby's sources, and stable.
_STATES = {
    "Pulling fs layer": PartState.WAITING,
    "Waiting": PartState.WAITING,
    "Preparing": PartState.WAITING,
    "Already exists": PartState.CACHED,
    "Layer already exists": PartState.CACHED,
    "Pull complete": PartState.DONE,
    "Pushed": PartState.DONE,
}
_COUNTED = ("Downloading", "Pushing")  # bytes that cross the network
_UNPACKED = "Extracting"
_MOUNTED = "Mounted from"  # another repository of the registry has it
_ENDED = (PartState.DONE, PartState.CACHED, PartState.FAILED)
_NO_LAYER = "Pulling from"  # its id is the tag


def _bytes(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


class LayerMerger:
    """Sums up the layers of a pull or push; only the newest state of each matters.

    The total is known once the size of each layer is: the Engine tells it when that layer's turn
    has come.
    """

    full = False

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._parts: dict[str, ProgressPart] = {}
        self._bytes: dict[str, tuple[int, int]] = {}  # over the network, done and in all
        self._begun: dict[str, float] = {}
        self._text = ""
        self.digest = ""  # by which a registry has what was pushed

    def add(self, line: Mapping[str, Any]) -> None:
        """Merge one line."""
        aux = line.get("aux")
        if isinstance(aux, dict) and aux.get("Digest"):
            self.digest = str(aux["Digest"])
        status = str(line.get("status") or "")
        layer = str(line.get("id") or "")
        if "error" in line or "errorDetail" in line:
            self._fail()
        if not status:
            return
        if status.startswith(_NO_LAYER) or not layer:
            self._text = status
            return
        self._text = f"{layer}: {status}"
        if layer in self._parts or len(self._parts) < MOST_LAYERS:
            self._parts[layer] = self._part(layer, status, line.get("progressDetail"))

    def take(self) -> Progress:
        """All layers known so far, and the sum over them."""
        done = sum(each[0] for each in self._bytes.values())
        total = sum(each[1] for each in self._bytes.values())
        unknown = any(
            part.state not in _ENDED and not self._bytes.get(name, (0, 0))[1]
            for name, part in self._parts.items()
        )
        now = self._clock()
        parts = tuple(self._timed(part, now) for part in self._parts.values())
        return Progress(self._text, done, None if unknown else total or None, parts)

    def _part(self, layer: str, status: str, detail: Any) -> ProgressPart:
        state = _STATES.get(status, PartState.RUNNING)
        if status.startswith(_MOUNTED):
            state = PartState.CACHED
        done, total = 0, 0
        if isinstance(detail, dict) and not detail.get("units"):  # else they are seconds
            done, total = _bytes(detail.get("current")), _bytes(detail.get("total"))
        known_done, known_total = self._bytes.get(layer, (0, 0))
        if status in _COUNTED:
            total = total or known_total
            # The size of a layer that is pushed is a guess, and may turn out too small.
            total = max(total, done) if total else 0
            self._bytes[layer] = done, total
        else:
            whole = state in _ENDED or status in ("Download complete", _UNPACKED)
            if whole and known_total:
                self._bytes[layer] = known_total, known_total
            if status != _UNPACKED:
                done, total = (known_total, known_total) if whole else (known_done, known_total)
        if state is not PartState.WAITING:
            self._begun.setdefault(layer, self._clock())
        part = ProgressPart(layer, state, status, done, total or None)
        return self._timed(part, self._clock(), ends=state in _ENDED)

    def _timed(self, part: ProgressPart, now: float, *, ends: bool = False) -> ProgressPart:
        """With its time, which stands still once it has ended."""
        begun = self._begun.get(part.name)
        if begun is None or part.state is PartState.CACHED or (part.state in _ENDED and not ends):
            return part
        return replace(part, seconds=now - begun)

    def _fail(self) -> None:
        """An error came: what was under way goes no further."""
        for name, part in self._parts.items():
            if part.state is PartState.RUNNING:
                ended = replace(part, state=PartState.FAILED)
                self._parts[name] = self._timed(ended, self._clock(), ends=True)
