"""A container's health check: how it is defined, what its runs said, and one more run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.decode import timestamp
from desktop.engine.errors import EngineError, NotFound
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.engine.terminal_records import Channel, ExecSpec
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.terminals.closing import HangUps

Json = Mapping[str, Any]

# What the Engine takes where nothing is said: moby, daemon/health.go.
INTERVAL = TIMEOUT = 30.0
RETRIES = 3
_SHELL = ("/bin/sh", "-c")
_WINDOWS_SHELL = ("cmd", "/S", "/C")
OUTPUT_BYTES = 4096  # of a run that are kept, as the Engine does
END_SECONDS = 20.0  # for the end of one that takes too long: programs are run in the container
_LOOKS = 40
_LOOK_SECONDS = 0.05
_NO_SIZE = (80, 24)  # of a terminal that there is not


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One run of a check. ``exit_code`` is None where it took too long; ``output`` is hostile.

    ``runs_on``: it was told to end and did not, as far as is known.
    """

    started: float
    seconds: float
    exit_code: int | None
    output: str
    cut: bool = False
    runs_on: bool = False


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

    ``take`` receives the run. A check that fails has run: that is no failure of the command. One
    that takes too long, or is cancelled, is ended.
    """

    target: Target
    check: HealthCheck
    take: Callable[[CheckRun], None] = field(compare=False)
    hang_ups: HangUps = field(default_factory=HangUps, compare=False)
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
        said, code, runs_on = bytearray(), None, False
        spec = ExecSpec(self.check.arguments, tty=False, stdin=False)
        async with engine.terminals.open_exec(target.key, spec, *_NO_SIZE) as channel:
            try:
                async with asyncio.timeout(self.check.timeout):
                    while heard := await channel.read():
                        said += b"".join(it.data for it in heard)[: OUTPUT_BYTES + 1 - len(said)]
                    code = await channel.exit_code()
                seconds = time.monotonic() - begun
                if code is None:
                    raise NotFound("its container is gone", status=404)
            except (TimeoutError, asyncio.CancelledError) as why:
                seconds = time.monotonic() - begun
                runs_on = not await self._ended(engine, target.key, channel)
                if isinstance(why, asyncio.CancelledError):
                    raise
        output = said[:OUTPUT_BYTES].decode(errors="replace")
        cut = len(said) > OUTPUT_BYTES
        self.take(CheckRun(started, seconds, code, output, cut, runs_on))

    async def _ended(self, engine: Engine, container: str, channel: Channel) -> bool:
        """End the program, which nobody waits for any more; whether it is seen to have ended."""
        try:
            async with asyncio.timeout(END_SECONDS):
                for _look in range(_LOOKS):
                    if (pid := await channel.pid()) is not None:
                        await self.hang_ups.tell(engine, container, (pid,))
                        break
                    await asyncio.sleep(_LOOK_SECONDS)  # it may just begin
                while await channel.read():
                    pass
                await channel.exit_code()
        except (EngineError, TimeoutError):
            return False
        return True
