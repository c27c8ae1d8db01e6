"""What is known of the containers between which SSH is to be, and how it is learned."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from desktop.engine.errors import Rejected
from desktop.engine.protocol import Engine
from desktop.model.observers import Observers
from desktop.model.reach.machines import Machine
from desktop.model.reach.verdict import Expect, Way, judge
from desktop.model.ssh import scripts
from desktop.model.ssh.records import Did, Login, Looked, SshSpec, Step, mark_of, read_look

_NOT_THERE = (126, 127)
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
        self.public: dict[str, str] = {}
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
        self.public = {}
        self.told.tell(None)

    def at(self, step: Step | None) -> None:
        """This is being done; None: nothing more."""
        self.step = step
        self.told.tell(None)

    def take_did(self, key: str, did: frozenset[Did]) -> None:
        """Something was changed in one."""
        self.did[key] = self.did.get(key, frozenset()) | did

    def take_public(self, key: str, public: str) -> None:
        """The public key of one."""
        self.public[key] = public

    def twins(self, key: str) -> tuple[str, ...]:
        """Those that have the same key pair, as what is made from one image does; by id."""
        ours = self.public.get(key)
        return tuple(it for it, public in self.public.items() if public == ours and it != key)

    def forget_logins(self, key: str) -> None:
        """What was proven of one is not so any more."""
        self.logins = {pair: login for pair, login in self.logins.items() if key not in pair}

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


async def look_for(
    engine: Engine, keys: Iterable[str], spec: SshSpec, marks: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Which of these running containers know which of the marks; changes nothing."""
    limit, found = asyncio.Semaphore(_AT_ONCE), dict[str, tuple[str, ...]]()

    async def one(key: str) -> None:
        async with limit:
            with suppress(Rejected):  # it ends meanwhile, or can't be looked at
                looked = await look(engine, key, spec)
                if known := sorted(looked.marks.intersection(marks)):
                    found[key] = tuple(known)

    try:
        async with asyncio.TaskGroup() as group:
            for key in keys:
                group.create_task(one(key))
    except ExceptionGroup as several:
        raise several.exceptions[0] from None
    return found


def host_of(source: Machine, target: Machine) -> str:
    """What the one calls the other: its name where names are known, else its address."""
    by_name = judge(source, target, Way.NAME)
    if by_name.expect is Expect.YES:
        return by_name.host
    return judge(source, target, Way.ADDRESS).host


def strays(looked: Mapping[str, Looked], existing: Iterable[str]) -> dict[str, frozenset[str]]:
    """By container: the marks of containers that are no more."""
    known = {mark_of(key) for key in existing}
    found = {key: each.marks - known for key, each in looked.items()}
    return {key: marks for key, marks in found.items() if marks}
