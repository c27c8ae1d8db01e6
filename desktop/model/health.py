"""A container's health check: how it is defined, what its runs said, and one more run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.decode import timestamp
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Target, Verb

Json = Mapping[str, Any]

# What the Engine takes where nothing is said: moby, daemon/health.go.
INTERVAL = TIMEOUT = 30.0
RETRIES = 3
_SHELL = ("/bin/sh", "-c")
_WINDOWS_SHELL = ("cmd", "/S", "/C")
OUTPUT_BYTES = 4096  # of a run that are kept, as the Engine does


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One run of a check. ``exit_code`` is None where it took too long; ``output`` is hostile."""

    started: float
    seconds: float
    exit_code: int | None
    output: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """How a check is defined and where it stands. Times are seconds; runs are the newest first."""

    arguments: Line
    shown: str  # as it was written
    status: str = ""
    failures: int = 0
    interval: float = INTERVAL
    timeout: float = TIMEOUT
    retries: int = RETRIES
    start_period: float = 0.0
    user: str = ""
    runs: tuple[CheckRun, ...] = ()


def health_check(inspection: Json) -> HealthCheck | None:
    """From ``docker inspect``; None where the container has no check."""
    config, state = _object(inspection, "Config"), _object(inspection, "State")
    wanted, health = _object(config, "Healthcheck"), _object(state, "Health")
    test = wanted.get("Test")
    kind, *words = [str(word) for word in test] if isinstance(test, list) and test else [""]
    if kind not in ("CMD", "CMD-SHELL") or not words:
        return None
    shell: tuple[str, ...] = ()
    if kind == "CMD-SHELL":
        chosen = config.get("Shell")
        usual = _WINDOWS_SHELL if inspection.get("Platform") == "windows" else _SHELL
        shell = tuple(map(str, chosen)) if isinstance(chosen, list) and chosen else usual
    runs = health.get("Log")
    runs = runs if isinstance(runs, list) else []
    return HealthCheck(
        arguments=(*shell, *words),
        shown=" ".join(words),
        status=str(health.get("Status") or ""),
        failures=int(_number(health, "FailingStreak")),
        interval=_number(wanted, "Interval") / 1e9 or INTERVAL,
        timeout=_number(wanted, "Timeout") / 1e9 or TIMEOUT,
        retries=int(_number(wanted, "Retries")) or RETRIES,
        start_period=_number(wanted, "StartPeriod") / 1e9,
        user=str(config.get("User") or ""),
        runs=tuple(_run(run) for run in reversed(runs) if isinstance(run, dict)),
    )


def _run(run: Json) -> CheckRun:
    started, ended = (timestamp(str(run.get(key) or "")) for key in ("Start", "End"))
    output = str(run.get("Output") or "")
    return CheckRun(
        started,
        max(0.0, ended - started) if ended else 0.0,
        int(_number(run, "ExitCode")),
        output[:OUTPUT_BYTES],
        len(output) > OUTPUT_BYTES,
    )


def _object(item: Json, key: str) -> Json:
    value = item.get(key)
    return value if isinstance(value, dict) else {}


def _number(item: Json, key: str) -> float:
    value = item.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


@dataclass(frozen=True, slots=True)
class RunCheck:
    """Run a container's check once, as the Engine would; its own state stays as it is.

    ``take`` receives the run. A check that fails has run: that is no failure of the command.
    """

    target: Target
    check: HealthCheck
    take: Callable[[CheckRun], None] = field(compare=False)
    verb: Verb = Verb.CHECK
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "exec", self.target.name, *self.check.arguments),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        started, begun = engine.clock(), time.monotonic()
        try:
            async with asyncio.timeout(self.check.timeout):
                done = await engine.observe.execute(target.key, self.check.arguments)
        except TimeoutError:
            self.take(CheckRun(started, time.monotonic() - begun, None, ""))
            return
        said = done.stdout + done.stderr
        self.take(
            CheckRun(
                started,
                time.monotonic() - begun,
                done.exit_code,
                said[:OUTPUT_BYTES].decode(errors="replace"),
                done.cut or len(said) > OUTPUT_BYTES,
            )
        )
