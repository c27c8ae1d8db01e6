"""What is done with registries: see :mod:`desktop.model.commands`. Pulling is with images."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, PartState, Progress, ProgressPart
from desktop.engine.registry_records import HUB, SignIn
from desktop.model import reference
from desktop.model.commands import Line, Report, Target, Verb


@dataclass(frozen=True, slots=True)
class Pushed:
    """By which digest the registry has an image; ``was_there``: it had every layer before."""

    digest: str
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class PushImage:
    """Push an image by a name that it has. What became of it is ``learned`` when it has ended."""

    target: Target
    verb: Verb = Verb.PUSH
    kind: Kind = Kind.IMAGE
    learned: list[Pushed] = field(default_factory=list, compare=False, repr=False)

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "push", self.target.name),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        parts: list[ProgressPart] = []

        def keep(progress: Progress) -> None:
            parts[:] = progress.parts
            report(progress)

        digest = await engine.registries.push(target.name, keep)
        was_there = bool(parts) and all(part.state is PartState.CACHED for part in parts)
        self.learned[:] = [Pushed(digest, was_there)] if digest else []


@dataclass(frozen=True, slots=True)
class SignInTo:
    """Sign in to a registry, once. The line asks for the password; it is nowhere in it."""

    wanted: SignIn
    verb: Verb = Verb.SIGN_IN
    kind: Kind = Kind.IMAGE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.IMAGE, "", self.wanted.registry),)

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "login", "--username", self.wanted.user, *_named(self.wanted.registry)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        try:
            await engine.registries.sign_in(self.wanted)
        finally:
            self.wanted.secret.forget()


@dataclass(frozen=True, slots=True)
class SignOutOf:
    """Forget who is signed in to a registry."""

    registry: str
    verb: Verb = Verb.SIGN_OUT
    kind: Kind = Kind.IMAGE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.IMAGE, "", self.registry),)

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "logout", *_named(self.registry)),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        await engine.registries.sign_out(target.name)


def registry_of(name: str) -> str:
    """The registry that an image's name means; Docker Hub where it is no name."""
    try:
        return reference.parse(name).domain or HUB
    except reference.Invalid:
        return HUB


_SCHEMES = ("https://", "http://")
_HUB = ("", "index.docker.io", "registry-1.docker.io", "hub.docker.com")


def typed_registry(text: str) -> str:
    """A registry's host as it was typed or pasted, from its address or an image's name."""
    text = text.strip()
    for scheme in _SCHEMES:
        text = text.removeprefix(scheme)
    host = text.partition("/")[0]
    return HUB if host in _HUB else host


def _named(registry: str) -> Line:
    """As docker is told it: Docker Hub is the one that goes without a name."""
    return () if registry == HUB else (registry,)
