"""The lines of a build as steps and output, in bounded memory."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.engine.build_records import BuildFailed, BuildNews, Output
from desktop.engine.records import PartState, Progress, ProgressPart

MOST_STEPS = 1000
MOST_LAYERS = 1000
OUTPUT_AT_ONCE = 1 << 18  # characters; the reader waits until they are taken
LONGEST_PIECE = 1 << 16

# "Step 2/4 : RUN make", and Podman's "STEP 2/4: RUN make".
_STEP = re.compile(r"(?:Step|STEP) (\d{1,6})/(\d{1,6}) ?: (.*)", re.DOTALL)
_BUILT = re.compile(r"Successfully built ([0-9a-f]{12,64})\s*")
_NO_SPACE = re.compile(r"[^\n]*no space left on device[^\n]*", re.IGNORECASE)
_NO_SPACE_KEY = "o space left on device"  # a quick look first: most output says no such thing
_CACHED = re.compile(r" ---> Using cache\s*|--> Using cache [0-9a-f]+\s*")


class StepMerger:
    """Reads what the Engine's own builder says; for a :class:`~desktop.engine.pump.Pump`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._steps: list[ProgressPart] = []
        self._began = 0.0
        self._output: list[Output] = []
        self._pieces: list[str] = []  # what the step at _writing has written since
        self._writing = -1
        self._waiting = 0
        self.cramped = ""  # what the step that runs has written of a disk that is full
        self._pulled: dict[str, tuple[int, int]] = {}  # bytes of each layer, and of how many
        self._image = ""
        self.sent: tuple[int, int | None] | None = None

    @property
    def full(self) -> bool:
        return self._waiting >= OUTPUT_AT_ONCE

    @property
    def current(self) -> int:
        """The place of the step that runs; -1 before the first."""
        return len(self._steps) - 1

    def add(self, line: Mapping[str, Any]) -> None:
        """Merge one line."""
        aux = line.get("aux")
        if isinstance(aux, dict) and isinstance(aux.get("ID"), str):
            self._image = aux["ID"]
        if text := _said(line):
            self._fail(text)
        elif isinstance(stream := line.get("stream"), str):
            self._read(stream[:LONGEST_PIECE])
        elif isinstance(line.get("status"), str):
            self._read_pull(line)

    def take(self) -> BuildNews:
        """The steps so far, and what was written since the last time."""
        if self._pieces:
            self._bundle()
        output, self._output, self._waiting = tuple(self._output), [], 0
        return BuildNews(self._progress(), output, self._image)

    def finish(self) -> None:
        """The Engine has said all: what runs is done."""
        self._end(PartState.DONE)

    def _progress(self) -> Progress:
        if self.current < 0:
            done, total = self.sent or (0, None)
            return Progress("", done, total)
        steps = list(self._steps)
        last = steps[-1]
        if last.state is PartState.RUNNING:
            steps[-1] = replace(last, seconds=self._clock() - self._began)
        return Progress(last.name, 0, None, tuple(steps))

    def _read(self, text: str) -> None:
        if found := _STEP.match(text):
            self._begin(f"{found[1]}/{found[2]} {found[3].strip()}")
        elif _CACHED.match(text):
            self._change(state=PartState.CACHED)
        elif (found := _BUILT.match(text)) and not self._image:
            self._image = found[1]
        self._write(text)

    def _read_pull(self, line: Mapping[str, Any]) -> None:
        layer, status, detail = (
            str(line.get("id") or ""),
            line["status"],
            line.get("progressDetail"),
        )
        text = f"{layer}: {status}" if layer else status
        if isinstance(detail, dict) and status == "Downloading" and len(self._pulled) < MOST_LAYERS:
            self._pulled[layer] = (_bytes(detail.get("current")), _bytes(detail.get("total")))
        elif layer in self._pulled:
            self._pulled[layer] = (self._pulled[layer][1], self._pulled[layer][1])
        done, total = (sum(both) for both in zip((0, 0), *self._pulled.values(), strict=True))
        self._change(text=text[:200], done=done, total=total or None)
        if not detail:
            self._write(f"{text}\n"[:LONGEST_PIECE])

    def _begin(self, name: str) -> None:
        self._end(PartState.DONE)
        if len(self._steps) < MOST_STEPS:
            self._steps.append(ProgressPart(name[:500], PartState.RUNNING))
        self._began = self._clock()
        self.cramped = ""
        self._pulled.clear()

    def _fail(self, text: str) -> None:
        self._end(PartState.FAILED)
        self._write(f"{text}\n"[:LONGEST_PIECE])

    def _end(self, state: PartState) -> None:
        if self._steps and self._steps[-1].state in (PartState.RUNNING, PartState.CACHED):
            kept = self._steps[-1].state is PartState.CACHED and state is PartState.DONE
            seconds = self._clock() - self._began
            if self._steps[-1].seconds is None:
                self._change(state=PartState.CACHED if kept else state, seconds=seconds, text="")

    def _change(self, **changed: Any) -> None:
        if self._steps:
            self._steps[-1] = replace(self._steps[-1], **changed)

    def _write(self, text: str) -> None:
        if self._pieces and self._writing != self.current:
            self._bundle()
        self._writing = self.current
        self.cramped = full_disk(text) or self.cramped
        self._pieces.append(text)
        self._waiting += len(text)

    def _bundle(self) -> None:
        self._output.append(Output(self._writing, "".join(self._pieces)))
        self._pieces.clear()


def full_disk(text: str) -> str:
    """The line that tells of a full disk; "" where none does."""
    found = _NO_SPACE.search(text) if _NO_SPACE_KEY in text.lower() else None
    return found[0].strip()[:500] if found is not None else ""


def _bytes(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _said(line: Mapping[str, Any]) -> str:
    detail = line.get("errorDetail")
    text = line.get("error") or (detail.get("message") if isinstance(detail, dict) else None)
    return str(text) if text else ""


def failure(line: Mapping[str, Any], step: int) -> BuildFailed | None:
    """The failure that a line tells of."""
    text = _said(line)
    return BuildFailed(text, step) if text else None
