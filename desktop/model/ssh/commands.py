"""Setting up SSH between containers, and taking keys out again, as commands."""

from __future__ import annotations

import asyncio
import re
import shlex
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.engine.errors import EngineError, Rejected
from desktop.engine.file_errors import ProgramFailed
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.observers import Observers
from desktop.model.reach.machines import Machine, look_up
from desktop.model.reach.verdict import Expect, Way, judge
from desktop.model.ssh import scripts
from desktop.model.ssh.records import (
    Did,
    Keys,
    Login,
    Looked,
    NotReady,
    SshFailed,
    SshSpec,
    Step,
    mark_of,
    read_did,
    read_keys,
    read_look,
)

_NOT_THERE = (126, 127)
_LONGEST = 600  # characters of what a program has said
_COMMENT = re.compile(r"[^A-Za-z0-9_.-]+")
_AT_ONCE = 6
Pair = tuple[str, str]


class SshStory:
    """What is known so far: of each container, and of each direction. Both by ids."""

    def __init__(self) -> None:
        self.told: Observers[None] = Observers()
        self.looked: dict[str, Looked] = {}
        self.machines: dict[str, Machine] = {}
        self.did: dict[str, frozenset[Did]] = {}
        self.logins: dict[Pair, Login] = {}
        self.step: Step | None = None

    def take_look(self, key: str, looked: Looked) -> None:
        """One was looked at."""
        self.looked[key] = looked
        self.told.tell(None)

    def begin(self, machines: Iterable[Machine]) -> None:
        """These are set up; what was proven is to be proven again."""
        self.machines = {machine.key: machine for machine in machines}
        self.did = {}
        self.logins = {}
        self.told.tell(None)

    def at(self, step: Step | None) -> None:
        """This is being done; None: nothing more."""
        self.step = step
        self.told.tell(None)

    def take_did(self, key: str, did: frozenset[Did]) -> None:
        """Something was changed in one."""
        self.did[key] = self.did.get(key, frozenset()) | did

    def take_login(self, pair: Pair, login: Login) -> None:
        """One direction was tried."""
        self.logins[pair] = login
        self.told.tell(None)


async def look(engine: Engine, key: str, spec: SshSpec) -> Looked:
    """What a running container has."""
    arguments = ("sh", "-c", scripts.LOOK, "sh", spec.user, spec.key_type.value)
    try:
        done = await engine.observe.execute(key, arguments, user="0")
    except Rejected as problem:
        if "executable file" in problem.explanation:
            return Looked(shell=False)
        raise
    if done.exit_code in _NOT_THERE:
        return Looked(shell=False)
    return read_look(done.stdout.decode(errors="replace"))


def host_of(source: Machine, target: Machine) -> str:
    """What the one calls the other: its name where names are known, else its address."""
    by_name = judge(source, target, Way.NAME)
    if by_name.expect is Expect.YES:
        return by_name.host
    return judge(source, target, Way.ADDRESS).host


@dataclass(frozen=True, slots=True)
class ConnectSsh:
    """Let each of these log in to all others, and prove it."""

    containers: tuple[Target, ...]
    spec: SshSpec
    story: SshStory = field(compare=False)
    verb: Verb = Verb.CONNECT_SSH
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.CONTAINER, "", ", ".join(each.name for each in self.containers)),)

    def lines(self) -> tuple[Line, ...]:
        """By hand, step by step; the files that are right already are left alone by us."""
        kind, user = self.spec.key_type.value, self.spec.user
        inside = {it.name: ("docker", "exec", "--user", user, it.name) for it in self.containers}
        pairs = [(one, two) for one in inside for two in inside if one != two]
        found: list[Line] = []
        for name in inside:
            make = f"ssh-keygen -t {kind} -N '' -f ~/.ssh/id_{kind}"
            found.append((*inside[name], "sh", "-c", make))
        for one, two in pairs:
            told = shlex.join((*inside[one], "sh", "-c", f"cat ~/.ssh/id_{kind}.pub"))
            into = ("sh", "-c", "cat >> ~/.ssh/authorized_keys")
            kept = shlex.join((*inside[two][:2], "--interactive", *inside[two][2:], *into))
            found.append(("sh", "-c", f"{told} | {kept}"))
        found += [("docker", "exec", name, "/usr/sbin/sshd") for name in inside]
        found += [(*inside[one], "ssh", two, "true") for one, two in pairs]
        return tuple(found)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        await _Setup(engine, self, report).run()


class _Setup:
    """One run of it."""

    def __init__(self, engine: Engine, command: ConnectSsh, report: Report) -> None:
        self._engine = engine
        self._story = command.story
        self._spec = command.spec
        self._names = {each.key: each.name for each in command.containers}
        self._report = report
        self._done = 0

    async def run(self) -> None:
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
        for key in self._names:
            story.take_look(key, await look(self._engine, key, spec))
        if missing := [name for key, name in self._names.items() if not story.looked[key].ready]:
            raise NotReady(tuple(missing))
        keys = await self._make_keys()
        await self._exchange(keys)
        await self._serve()
        story.at(Step.LOGIN)
        await self._prove()

    async def _make_keys(self) -> dict[str, Keys]:
        found = {}
        for key, name in self._names.items():
            comment = f"{self._spec.user}@{_COMMENT.sub('-', name)}"
            said = await self._do(Step.KEYS, key, scripts.KEYS, self._spec.key_type.value, comment)
            found[key] = read_keys(said)
        return found

    async def _exchange(self, keys: Mapping[str, Keys]) -> None:
        machines = self._story.machines
        for key in self._names:
            others = [other for other in self._names if other != key]
            lines = [_authorized(self._names[it], it, keys[it]) for it in others]
            await self._do(Step.AUTHORIZE, key, scripts.AUTHORIZE, *lines)
            words: list[str] = []
            for other in others:
                if host := host_of(machines[key], machines[other]):
                    known = [f"{host} {each} {mark_of(other)}" for each in keys[other].host]
                    words += (mark_of(other), str(len(known)), *known)
            await self._do(Step.KNOW, key, scripts.KNOW, *words)

    async def _serve(self) -> None:
        for key in self._names:
            await self._do(Step.CONFIGURE, key, scripts.CONFIGURE)
            changed = {Did.CONFIG, Did.HOST_KEYS} & self._story.did.get(key, frozenset())
            await self._do(Step.START, key, scripts.START, "changed" if changed else "")

    async def _do(self, step: Step, key: str, script: str, *words: str) -> str:
        if self._story.step is not step:
            self._story.at(step)
        arguments = ("sh", "-c", script, "sh", self._spec.user, *words)
        done = await self._engine.observe.execute(key, arguments, user="0")
        said = done.stdout.decode(errors="replace")
        self._story.take_did(key, read_did(said))
        if done.exit_code:
            told = done.stderr.decode(errors="replace").strip() or said.strip()
            changed = tuple((self._names[it], did) for it, did in self._story.did.items() if did)
            raise SshFailed(step, self._names[key], told[-_LONGEST:], changed)
        self._done += 1
        self._report(Progress("", self._done, 5 * len(self._names)))
        return said

    async def _prove(self) -> None:
        limit = asyncio.Semaphore(_AT_ONCE)
        machines = self._story.machines

        async def one(source: str, target: str) -> None:
            host = host_of(machines[source], machines[target])
            async with limit:
                login = await log_in(self._engine, source, self._spec.user, host)
            self._story.take_login((source, target), login)

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


async def log_in(engine: Engine, source: str, user: str, host: str) -> Login:
    """Try it as a program would: nobody is asked, and no unknown host is believed."""
    if not host:
        return Login(works=False)
    options = ("BatchMode=yes", "ConnectTimeout=5", "StrictHostKeyChecking=yes")
    arguments = ["ssh", *(word for each in options for word in ("-o", each)), "--", host, "true"]
    began = time.monotonic()
    try:
        done = await engine.observe.execute(source, arguments, user=user)
    except EngineError as error:
        if not isinstance(error, Rejected):
            raise
        return Login(works=False, said=error.explanation[:_LONGEST], host=host)
    took = (time.monotonic() - began) * 1000
    said = (done.stderr + done.stdout).decode(errors="replace").strip()[:_LONGEST]
    if done.exit_code:
        return Login(works=False, said=said, host=host)
    return Login(works=True, milliseconds=took, host=host)


def _authorized(name: str, key: str, keys: Keys) -> str:
    return f"{keys.public} {_COMMENT.sub('-', name)} {mark_of(key)}"


@dataclass(frozen=True, slots=True)
class InstallSsh:
    """Install OpenSSH in containers, as a person has agreed to; ``install`` by id."""

    targets: tuple[Target, ...]
    install: tuple[tuple[str, str], ...]
    verb: Verb = Verb.INSTALL_SSH
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        install = dict(self.install)
        return tuple(
            ("docker", "exec", "-u", "0", each.name, "sh", "-c", install[each.key])
            for each in self.targets
        )

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        arguments = ("sh", "-c", dict(self.install)[target.key])
        done = await engine.observe.execute(target.key, arguments, user="0")
        if done.exit_code:
            said = (done.stderr or done.stdout).decode(errors="replace").strip()
            raise ProgramFailed(said[-_LONGEST:])


@dataclass(frozen=True, slots=True)
class TakeOutKeys:
    """Take the keys of containers, by their marks, out of these."""

    targets: tuple[Target, ...]
    marks: tuple[str, ...]
    user: str = "root"
    verb: Verb = Verb.TAKE_OUT_KEYS
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        expressions = tuple(word for mark in self.marks for word in ("-e", f"/ {mark}$/d"))
        files = "~/.ssh/authorized_keys", "~/.ssh/known_hosts"
        return tuple(
            ("docker", "exec", "-u", self.user, each.name, "sed", "-i", *expressions, *files)
            for each in self.targets
        )

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        arguments = ("sh", "-c", scripts.TAKE_OUT, "sh", self.user, *self.marks)
        done = await engine.observe.execute(target.key, arguments, user="0")
        if done.exit_code:
            raise ProgramFailed(done.stderr.decode(errors="replace").strip()[-_LONGEST:])


def strays(looked: Mapping[str, Looked], existing: Iterable[str]) -> dict[str, frozenset[str]]:
    """By container: the marks of containers that are no more."""
    known = {mark_of(key) for key in existing}
    found = {key: each.marks - known for key, each in looked.items()}
    return {key: marks for key, marks in found.items() if marks}
