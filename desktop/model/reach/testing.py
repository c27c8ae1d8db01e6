"""The test of who reaches whom, as a command, and what it has come to so far."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from desktop.engine.errors import EngineError, Unreachable
from desktop.engine.protocol import Engine
from desktop.engine.records import Image, Kind, Progress
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.observers import Observers
from desktop.model.reach import datagrams
from desktop.model.reach.asking import ask_port
from desktop.model.reach.machines import Machine
from desktop.model.reach.probing import Finding, Prober, failed
from desktop.model.reach.verdict import (
    LOOPBACK,
    Check,
    Expect,
    Reason,
    Verdict,
    by_key,
    checks_of,
    judge,
)
from desktop.model.terminals.helper import helper_image

_AT_ONCE = 6
_QUIET = (Reason.NO_ANSWER, Reason.NO_ROUTE, Reason.NAME_UNKNOWN)  # as where there is no way
_PINGING = ("starter", "busybox", "alpine")  # images whose programs are known


class ReachStory:
    """What is known of each question: the verdict at once, the finding when it was tried."""

    def __init__(self) -> None:
        self.told: Observers[Check | None] = Observers()
        """One question has its finding; None: all are others."""
        self.machines: tuple[Machine, ...] = ()
        self.verdicts: dict[Check, Verdict] = {}
        self.findings: dict[Check, Finding] = {}
        self.asked: set[Check] = set()

    def show(self, machines: Sequence[Machine]) -> None:
        """These are the containers now. What was found about others than before is forgotten."""
        if tuple(machines) == self.machines:
            return
        before = by_key(self.machines)
        same = {each.key for each in machines if before.get(each.key) == each}
        self.machines = tuple(machines)
        known = by_key(machines)
        self.verdicts = {
            check: judge(known[check.source], known[check.target], check.way)
            for check in checks_of(machines)
        }
        self.findings = {
            check: found
            for check, found in self.findings.items()
            if check in self.verdicts and {check.source, check.target} <= same
        }
        self.told.tell(None)

    def begin(self, checks: Iterable[Check]) -> None:
        """These are tried again."""
        self.asked = set(checks)
        for check in self.asked:
            self.findings.pop(check, None)
        self.told.tell(None)

    def take(self, check: Check, finding: Finding) -> None:
        """A question was answered."""
        self.asked.discard(check)
        if check in self.verdicts:
            self.findings[check] = finding
            self.told.tell(check)

    def end(self) -> None:
        """No more answers come."""
        if self.asked:
            self.asked = set()
            self.told.tell(None)

    def testable(self) -> list[Check]:
        """What can be tried: both run, and there is something to ask for."""
        return [check for check, verdict in self.verdicts.items() if verdict.host]


def reason_of(verdict: Verdict, finding: Finding | None) -> Reason:
    """Why: the networks' reason explains a failure that they foretell."""
    if finding is None or finding.reason is None:
        return verdict.reason
    foretold = verdict.reason not in (
        Reason.COMMON_NETWORK,
        Reason.SHARED_NAMESPACE,
        Reason.FROM_HOST,
        Reason.LINKED,
        Reason.BY_HOST,
    )
    quiet = finding.unclear or finding.reason in _QUIET
    return verdict.reason if foretold and quiet else finding.reason


def is_unclear(verdict: Verdict, finding: Finding) -> bool:
    """Whether it may be reached or not, by the networks and by the test."""
    return finding.unclear and reason_of(verdict, finding) is finding.reason


def pinging_image(images: Iterable[Image]) -> str | None:
    """A local image whose helper can ping, or None."""
    return helper_image(images, _PINGING)


@dataclass(frozen=True, slots=True)
class ReachTest:
    """Try all that can be tried among the story's containers. Nothing is changed in any of them.

    A helper is made of ``image`` where a container lacks tools or may not ping, and removed.
    """

    story: ReachStory = field(compare=False)
    checks: tuple[Check, ...]
    machines: tuple[Machine, ...]
    image: str | None = None
    verb: Verb = Verb.TEST
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.CONTAINER, "", ", ".join(each.name for each in self.machines)),)

    def lines(self) -> tuple[Line, ...]:
        names = {each.key: each.name for each in self.machines}
        return tuple(
            dict.fromkeys(
                _line(names[check.source], check, verdict)
                for check in self.checks
                if (verdict := self.story.verdicts.get(check)) is not None and verdict.host
            )
        )

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        self.story.begin(self.checks)
        try:
            async with AsyncExitStack() as stack:
                probers = {}
                for machine in self.machines:
                    prober = Prober(engine, machine, self.image)
                    probers[machine.key] = await stack.enter_async_context(prober)
                await self._all(probers, report)
        finally:
            self.story.end()

    async def _all(self, probers: Mapping[str, Prober], report: Report) -> None:
        limit = asyncio.Semaphore(_AT_ONCE)
        through = 0

        async def one(check: Check) -> None:
            nonlocal through
            async with limit:
                try:
                    finding = await self._ask(check, probers)
                except Unreachable:
                    raise
                except EngineError as error:
                    finding = failed(error)
            self.story.take(check, finding)
            through += 1
            report(Progress("", through, len(self.checks)))

        async def in_turn(sources: Iterable[Iterable[Check]]) -> None:
            for checks in sources:
                async with asyncio.TaskGroup() as group:
                    for check in checks:
                        group.create_task(one(check))

        try:
            async with asyncio.TaskGroup() as stacks:
                for sources in self._by_stack():
                    stacks.create_task(in_turn(sources))
        except ExceptionGroup as several:  # the Engine is gone: each has met that
            problem: Exception = several
            while isinstance(problem, ExceptionGroup):
                problem = problem.exceptions[0]
            raise problem from None

    def _by_stack(self) -> Iterable[Iterable[Iterable[Check]]]:
        """By the network that a source has, and by source.

        Pings tell their answers by their process ids, which two containers have each its own of,
        and both hear all that comes to a network that they share.
        """
        stack_of = {machine.key: machine.stack for machine in self.machines}
        stacks: dict[str, dict[str, list[Check]]] = {}
        for check in self.checks:
            sources = stacks.setdefault(stack_of[check.source], {})
            sources.setdefault(check.source, []).append(check)
        return [sources.values() for sources in stacks.values()]

    async def _ask(self, check: Check, probers: Mapping[str, Prober]) -> Finding:
        verdict, prober = self.story.verdicts[check], probers[check.source]
        if check.port is not None:
            return await ask_port(check.port, verdict.host, prober, probers[check.target])
        found = await prober.ping(verdict.host)
        if found.reason is Reason.NO_ANSWER and verdict.expect is Expect.YES:
            return await prober.ping(verdict.host)  # one gets lost now and then
        return found


def _line(source: str, check: Check, verdict: Verdict) -> Line:
    inside: Line = ("ping", "-c", "1", "-W", "2", verdict.host)
    if check.port is not None:
        host, number = verdict.host or LOOPBACK, str(check.port.number)
        tcp = check.port.protocol == "tcp"
        inside = ("nc", "-z", "-w", "2", host, number) if tcp else datagrams.line(host, number)
    return ("docker", "exec", source, *inside)
