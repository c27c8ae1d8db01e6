"""One run that sets up SSH between containers, step by step, and proves it."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from desktop.engine.errors import EngineError, Rejected
from desktop.engine.protocol import Engine
from desktop.engine.records import Progress
from desktop.model.commands import Report, Target
from desktop.model.reach.machines import look_up
from desktop.model.reach.verdict import Expect, Way, judge
from desktop.model.ssh import scripts
from desktop.model.ssh.records import (
    Did,
    Login,
    NotReady,
    Server,
    SshFailed,
    SshSpec,
    Step,
    mark_of,
    read_did,
    read_public,
    read_server,
)
from desktop.model.ssh.story import SshStory, host_of, look

_LONGEST = 600  # characters of what a program has said
_COMMENT = re.compile(r"[^A-Za-z0-9_.-]+")
_AT_ONCE = 6


class Setup:
    """One run of it."""

    def __init__(
        self,
        engine: Engine,
        story: SshStory,
        spec: SshSpec,
        containers: Iterable[Target],
        report: Report,
    ) -> None:
        self._engine = engine
        self._story = story
        self._spec = spec
        self._names = {each.key: each.name for each in containers}
        self._report = report
        self._done = 0
        self._servers: dict[str, Server] = {}

    async def run(self) -> None:
        """All of it; raises :class:`NotReady` or :class:`SshFailed`."""
        try:
            await self._run()
        finally:
            self._story.at(None)

    async def _run(self) -> None:
        story, spec = self._story, self._spec
        networks = {network.id: network for network in await self._engine.networks()}
        machines = await look_up(self._engine, self._names, networks)
        story.begin(machines)
        story.at(Step.LOOK)

        async def look_at(key: str) -> None:
            story.take_look(key, await look(self._engine, key, spec))

        await self._in_each(look_at)
        if missing := [name for key, name in self._names.items() if not story.looked[key].ready]:
            raise NotReady(tuple(missing))
        await self._make_keys()
        await self._exchange()
        await self._serve()
        story.at(Step.LOGIN)
        await self._prove()

    async def _make_keys(self) -> None:
        async def make(key: str) -> None:
            said = await self._do(Step.KEYS, key, scripts.SERVER)
            self._servers[key] = read_server(said)
            comment = f"{self._spec.user}@{_COMMENT.sub('-', self._names[key])}"
            words = self._spec.key_type.value, comment
            public = read_public(await self._do_theirs(Step.KEYS, key, scripts.KEYS, *words))
            self._story.take_public(key, public)

        await self._in_each(make)

    async def _exchange(self) -> None:
        machines, public = self._story.machines, self._story.public

        async def authorize(key: str) -> None:
            lines = [
                f"{public[it]} {_COMMENT.sub('-', name)} {mark_of(it)}"
                for it, name in self._names.items()
                if it != key
            ]
            await self._do_theirs(Step.AUTHORIZE, key, scripts.AUTHORIZE, *lines)

        async def know(key: str) -> None:
            words: list[str] = []
            for other in self._names:
                host = host_of(machines[key], machines[other]) if other != key else ""
                if host:
                    known = self._servers[other].lines(host, mark_of(other))
                    words += (mark_of(other), str(len(known)), *known)
            await self._do_theirs(Step.KNOW, key, scripts.KNOW, *words)

        await self._in_each(authorize)
        await self._in_each(know)

    async def _serve(self) -> None:
        async def configure(key: str) -> None:
            await self._do(Step.CONFIGURE, key, scripts.CONFIGURE)

        async def start(key: str) -> None:
            changed = {Did.CONFIG, Did.HOST_KEYS} & self._story.did.get(key, frozenset())
            await self._do(Step.START, key, scripts.START, "changed" if changed else "")

        await self._in_each(configure)
        await self._in_each(start)

    async def _in_each(self, work: Callable[[str], Awaitable[None]]) -> None:
        """In all containers at once; what one began is ended, also where another fails."""
        ends = await asyncio.gather(*map(work, self._names), return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                if isinstance(end, SshFailed):
                    end.done = self._changed()
                raise end

    def _changed(self) -> tuple[tuple[str, frozenset[Did]], ...]:
        return tuple((self._names[key], did) for key, did in self._story.did.items() if did)

    async def _do(self, step: Step, key: str, script: str, *words: str, user: str = "0") -> str:
        """Run it as root."""
        if self._story.step is not step:
            self._story.at(step)
        arguments = ("sh", "-c", script, "sh", self._spec.user, *words)
        done = await self._engine.observe.execute(key, arguments, user=user)
        said = done.stdout.decode(errors="replace")
        self._story.take_did(key, read_did(said))
        if done.exit_code:
            told = done.stderr.decode(errors="replace").strip() or said.strip()
            raise SshFailed(step, self._names[key], told[-_LONGEST:])
        self._done += 1
        self._report(Progress("", self._done, 6 * len(self._names)))
        return said

    async def _do_theirs(self, step: Step, key: str, script: str, *words: str) -> str:
        """Run it as the user, who alone writes to what is the user's."""
        return await self._do(step, key, script, *words, user=self._spec.user)

    async def _prove(self) -> None:
        limit = asyncio.Semaphore(_AT_ONCE)
        machines = self._story.machines

        async def one(source: str, target: str) -> None:
            host = host_of(machines[source], machines[target])
            async with limit:
                port = self._servers[target].port
                login = await log_in(self._engine, source, self._spec.user, host, port)
            verdict = judge(machines[source], machines[target], Way.ADDRESS)
            apart = verdict.expect is Expect.NO
            self._story.take_login((source, target), replace(login, apart=apart))

        pairs = [(one_, two) for one_ in self._names for two in self._names if one_ != two]
        try:
            async with asyncio.TaskGroup() as group:
                for pair in pairs:
                    group.create_task(one(*pair))
        except ExceptionGroup as several:
            raise several.exceptions[0] from None
        failed = [pair for pair in pairs if not self._story.logins[pair].works]
        if failed:
            source, target = failed[0]
            login = self._story.logins[failed[0]]
            name = f"{self._names[source]} → {self._names[target]}"
            raise SshFailed(Step.LOGIN, name, login.said)


async def log_in(engine: Engine, source: str, user: str, host: str, port: int) -> Login:
    """Try it as a program would: nobody is asked, and no unknown host is believed."""
    if not host:
        return Login(works=False)
    options = ("BatchMode=yes", "ConnectTimeout=5", "StrictHostKeyChecking=yes")
    settled = [word for each in options for word in ("-o", each)]
    arguments = ["ssh", *settled, "-p", str(port), "--", host, "true"]
    began = time.monotonic()
    try:
        done = await engine.observe.execute(source, arguments, user=user)
    except EngineError as error:
        if not isinstance(error, Rejected):
            raise
        return Login(works=False, said=error.explanation[:_LONGEST], host=host, port=port)
    took = (time.monotonic() - began) * 1000
    said = (done.stderr + done.stdout).decode(errors="replace").strip()[:_LONGEST]
    if done.exit_code:
        return Login(works=False, said=said, host=host, port=port)
    return Login(works=True, milliseconds=took, host=host, port=port)
