"""Setting up SSH between containers, and taking keys out again, as commands."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

from desktop.engine.file_errors import ProgramFailed
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.ssh import scripts
from desktop.model.ssh.records import SshSpec
from desktop.model.ssh.setting_up import Setup
from desktop.model.ssh.story import SshStory

_LONGEST = 600  # characters of what a program has said


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
            make = f'ssh-keygen -t {kind} -N "" -f ~/.ssh/id_{kind}'
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
        await Setup(engine, self.story, self.spec, self.containers, report).run()


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
    """Take keys out of containers; ``marks`` by id: each gives up only those that it has."""

    targets: tuple[Target, ...]
    marks: tuple[tuple[str, tuple[str, ...]], ...]
    user: str = "root"
    verb: Verb = Verb.TAKE_OUT_KEYS
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        marks = dict(self.marks)
        files = "~/.ssh/authorized_keys", "~/.ssh/known_hosts"
        found: list[Line] = []
        for each in self.targets:
            expressions = (word for it in marks[each.key] for word in ("-e", f"/ {it}$/d"))
            sed = ("sed", "-i", *expressions, *files)
            found.append(("docker", "exec", "-u", self.user, each.name, *sed))
        return tuple(found)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        arguments = ("sh", "-c", scripts.TAKE_OUT, "sh", self.user)
        marks = dict(self.marks)[target.key]
        done = await engine.observe.execute(target.key, (*arguments, *marks), user=self.user)
        if done.exit_code:
            raise ProgramFailed(done.stderr.decode(errors="replace").strip()[-_LONGEST:])
