"""Why a container is not running, from what the Engine says of it and what was seen to happen.

The answer is data; the window makes the sentence.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.engine.decode import timestamp
from desktop.engine.records import Event

# Signals that are sent to end a program, whatever exit code it then makes up. After another one
# (HUP mostly means "read your settings again"), only the signal's own exit code shows that it did.
_ENDING = frozenset(("SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL", "SIGABRT"))
# Linux' own, from 1: Windows has few, and macOS counts them otherwise.
_LINUX = """
    HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP
    TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS
"""
_NAMES = tuple(_LINUX.split())
_REAL_TIME = {34: "SIGRTMIN", 64: "SIGRTMAX"}
_KILLED, _TERMINATED = 128 + 9, 128 + 15
# From the end of a container to the start of the Engine that was restarted, beyond its grace.
_RESTART_SECONDS = 20.0


class Why(enum.Enum):
    """The reasons, in the order in which they are considered."""

    RUNS = "runs"
    NOT_FOUND = "command not found"
    NOT_EXECUTABLE = "command not executable"
    START_FAILED = "start failed"
    NEVER_STARTED = "never started"
    OUT_OF_MEMORY = "out of memory"
    ENGINE_DOWN = "engine down"  # the Engine was stopped or died, and took it along
    STOPPED = "stopped"  # docker stop, and it ended by itself
    STOPPED_HARD = "stopped hard"  # docker stop, and it had to be killed
    KILLED = "killed"  # docker kill
    SIGNALLED = "signalled"  # ended by a signal; not by Docker's if that was ``witnessed``
    FINISHED = "finished"  # exit code 0, by itself
    FAILED = "failed"  # another exit code, by itself


@dataclass(frozen=True, slots=True)
class Stop:
    """Why, and the facts for the sentence.

    ``detail`` is the Engine's own text (hostile); ``finished`` is seconds since 1970, 0 if never.
    ``witnessed``: what Docker itself did to it is known. Without that, "by itself" can't be said:
    it may have been stopped before anybody looked.
    """

    why: Why
    exit_code: int | None = None
    signal: str = ""
    detail: str = ""
    finished: float = 0.0
    witnessed: bool = True


def why_stopped(
    inspection: Mapping[str, Any], events: Iterable[Event] = (), *, engine_started: float = 0.0
) -> Stop:
    """The reason, from ``docker inspect`` and the events of its last life.

    ``engine_started`` is when the Engine itself began, in its seconds; 0 if not known.
    """
    state: Mapping[str, Any] = inspection.get("State") or {}
    code = int(state.get("ExitCode") or 0)
    detail = str(state.get("Error") or "")
    started = timestamp(str(state.get("StartedAt") or ""))
    finished = timestamp(str(state.get("FinishedAt") or ""))
    if state.get("Running") or state.get("Status") in ("running", "paused", "restarting"):
        return Stop(Why.RUNS)
    if detail and code in _NOT_RUN:
        return Stop(_NOT_RUN[code], code, "", detail, finished)
    if state.get("Status") == "created" and not finished:
        return Stop(Why.START_FAILED if detail or code else Why.NEVER_STARTED, code, "", detail)
    if state.get("OOMKilled"):
        return Stop(Why.OUT_OF_MEMORY, code, "", detail, finished)

    life = _life(events, started)
    witnessed = any(event.action == "die" for event in life)
    why, name = _told(life, code)
    grace = (inspection.get("Config") or {}).get("StopTimeout") or 10
    ended = why is not None or code in (_KILLED, _TERMINATED)
    if ended and 0 <= engine_started - finished <= grace + _RESTART_SECONDS:
        return Stop(Why.ENGINE_DOWN, code, name, detail, finished, witnessed)
    if why is None:
        why, name = _by_itself(code, lost=started < engine_started <= finished)
    return Stop(why, code, name, detail, finished, witnessed)


_NOT_RUN = {127: Why.NOT_FOUND, 126: Why.NOT_EXECUTABLE, 125: Why.START_FAILED}


def _told(life: list[Event], code: int) -> tuple[Why | None, str]:
    """What Docker did to it, if anything, and with which signal."""
    actions = {event.action for event in life}
    signals = [_signal_name(e.attributes.get("signal", "")) for e in life if e.action == "kill"]
    if "oom" in actions:
        return Why.OUT_OF_MEMORY, ""
    if "stop" in actions:
        if len(signals) > 1 and signals[-1] == "SIGKILL":
            return Why.STOPPED_HARD, signals[-2]
        return Why.STOPPED, signals[-1] if signals else ""
    if signals and (signals[-1] in _ENDING or _signal_name(str(code - 128)) == signals[-1]):
        return Why.KILLED, signals[-1]
    return None, ""


def _by_itself(code: int, *, lost: bool) -> tuple[Why, str]:
    if code == 255 and lost:  # what the Engine makes up for one whose end it did not see
        return Why.ENGINE_DOWN, ""
    if 128 < code <= 128 + 64:
        return Why.SIGNALLED, _signal_name(str(code - 128))
    return (Why.FINISHED if code == 0 else Why.FAILED), ""


def _life(events: Iterable[Event], started: float) -> list[Event]:
    """What happened since the last start, in order, each event once: two sources tell them.

    Not by the "start" event: a program that ends at once has ended before that is told.
    """
    found = {(event.time, event.action): event for event in events if event.time / 1e9 > started}
    return sorted(found.values(), key=lambda event: event.time)


def _signal_name(number: str) -> str:
    """``15`` as ``SIGTERM``; a name stays what it is."""
    if not number.isdecimal():
        return number
    which = int(number)
    if 0 < which <= len(_NAMES):
        return f"SIG{_NAMES[which - 1]}"
    return _REAL_TIME.get(which, f"signal {number}")


def life_of(inspection: Mapping[str, Any]) -> tuple[float, float] | None:
    """From when to when the events of its last life are, in the Engine's seconds; None if none."""
    state: Mapping[str, Any] = inspection.get("State") or {}
    finished = timestamp(str(state.get("FinishedAt") or ""))
    started = timestamp(str(state.get("StartedAt") or ""))
    if not finished:
        return None
    # "docker stop" is told after the end. An Engine that came back tells an end after its start.
    return (min(started, finished) - 1, finished + 5) if started else (finished - 60, finished + 5)
