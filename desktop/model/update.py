"""Changing the limits and the restart policy of containers as they are, running or not."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.observations import Limits
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Target, Verb


@dataclass(frozen=True, slots=True)
class UpdateContainers:
    """``docker update``: what is None in ``limits`` stays as it is."""

    targets: tuple[Target, ...]
    limits: Limits
    verb: Verb = Verb.UPDATE
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "update", *options(self.limits), *(t.name for t in self.targets)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        await engine.update(target.key, self.limits)


_OPTIONS = {
    "cpus": "--cpus",
    "cpu_shares": "--cpu-shares",
    "memory": "--memory",
    "memory_reservation": "--memory-reservation",
    "swap": "--memory-swap",
    "pids": "--pids-limit",
}


def options(limits: Limits) -> Line:
    """The options of ``docker update`` (and ``docker run``) that say the same."""
    found: list[str] = []
    for name, option in _OPTIONS.items():
        if (value := getattr(limits, name)) is not None:
            found += [option, f"{value:g}" if name == "cpus" else str(value)]
    if limits.restart is not None:
        attempts = f":{limits.restart_attempts}" if limits.restart_attempts else ""
        found += ["--restart", limits.restart + attempts]
    return tuple(found)
