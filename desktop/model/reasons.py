"""Why a container is not running, from what the Engine says of it and what was seen to happen.

The answer is data; the window makes the sentence.
"""

from __future__ import annotations

import enum
import signal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.engine.decode import timestamp
from desktop.engine.records import Event


class Why(enum.Enum):
    """The reasons, in the order in which they are considered."""

    RUNS = "runs"
    NEVER_STARTED = "never started"
    START_FAILED = "start failed"
    NOT_FOUND = "command not found"
    NOT_EXECUTABLE = "command not executable"
    OUT_OF_MEMORY = "out of memory"
    STOPPED = "stopped"  # docker stop, and it ended by itself
    STOPPED_HARD = "stopped hard"  # docker stop, and it had to be killed
    KILLED = "killed"  # docker kill
    SIGNALLED = "signalled"  # ended by a signal that Docker did not send
    ENGINE_DOWN = "engine down"  # the Engine was stopped or died with it
    FINISHED = "finished"  # exit code 0, by itself
    FAILED = "failed"  # another exit code, by itself


@dataclass(frozen=True, slots=True)
class Stop:
    """Why, and the facts for the sentence.

    ``detail`` is the Engine's own text (hostile); ``finished`` is seconds since 1970, 0 if never.
    """

    why: Why
    exit_code: int | None = None
    signal: str = ""
    detail: str = ""
    finished: float = 0.0


def why_stopped(inspection: Mapping[str, Any], events: Iterable[Event] = ()) -> Stop:
    """The reason, from ``docker inspect`` and the events of its last life (oldest first)."""
    state: Mapping[str, Any] = inspection.get("State") or {}
    code = int(state.get("ExitCode") or 0)
    detail = str(state.get("Error") or "")
    finished = timestamp(str(state.get("FinishedAt") or ""))
    status = state.get("Status")
    if state.get("Running") or status in ("running", "paused", "restarting"):
        return Stop(Why.RUNS)

    def stop(why: Why, name: str = "") -> Stop:
        return Stop(why, code, name, detail, finished)

    if status == "created" and not finished:
        return stop(Why.START_FAILED if detail or code else Why.NEVER_STARTED)
    if state.get("OOMKilled"):
        return stop(Why.OUT_OF_MEMORY)
    if code == 127 and detail:
        return stop(Why.NOT_FOUND)
    if code == 126 and detail:
        return stop(Why.NOT_EXECUTABLE)
    if detail and code >= 125:
        return stop(Why.START_FAILED)
    asked = _last_life(events, finished)
    signals = [_signal_name(e.attributes.get("signal", "")) for e in asked if e.action == "kill"]
    if any(event.action == "oom" for event in asked):
        return stop(Why.OUT_OF_MEMORY)
    if any(event.action in ("stop", "restart") for event in asked):
        hard = len(signals) > 1 and signals[-1] == "SIGKILL"
        return stop(Why.STOPPED_HARD if hard else Why.STOPPED, signals[0] if signals else "")
    if signals:
        return stop(Why.KILLED, signals[-1])
    if code == 255 and not asked:
        return stop(Why.ENGINE_DOWN)
    if code == 0:
        return stop(Why.FINISHED)
    if 128 < code <= 128 + 64:
        return stop(Why.SIGNALLED, _signal_name(str(code - 128)))
    return stop(Why.FAILED)


def _last_life(events: Iterable[Event], finished: float) -> list[Event]:
    """What happened between the last start and the end at ``finished``, and the stop after it."""
    life: list[Event] = []
    for event in sorted(_by_time(events).values(), key=lambda e: e.time):
        if event.action == "start":
            if event.time / 1e9 >= finished:
                break
            life = []
        else:
            life.append(event)
    # A "die" at another time is of another life: the events of this one are lost.
    deaths = [e.time / 1e9 for e in life if e.action == "die"]
    if deaths and finished and abs(deaths[-1] - finished) > 5:
        return []
    return life


def _by_time(events: Iterable[Event]) -> dict[tuple[int, str], Event]:
    """Each event once: the feed and the Engine's memory both tell some of them."""
    return {(event.time, event.action): event for event in events}


def _signal_name(number: str) -> str:
    """``15`` as ``SIGTERM``; a name stays what it is."""
    if not number.isdigit():
        return number
    try:
        return signal.Signals(int(number)).name
    except ValueError:
        return f"signal {number}"
