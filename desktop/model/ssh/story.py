"""What is known of the containers between which SSH is to be, and how it is learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.engine.errors import Rejected
from desktop.engine.protocol import Engine
from desktop.model.observers import Observers
from desktop.model.reach.machines import Machine
from desktop.model.reach.verdict import Expect, Way, judge
from desktop.model.ssh import scripts
from desktop.model.ssh.records import Did, Login, Looked, SshSpec, Step, mark_of, read_look

_NOT_THERE = (126, 127)
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
