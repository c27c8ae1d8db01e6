"""Registries without any registry, as the test wants them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from desktop.engine.records import Progress
from desktop.engine.registry_records import Account, Found, Keepers, Names, SignIn

Meet = Callable[..., Awaitable[None]]


@dataclass
class Known:
    """What all registries hold, and who is signed in; ``keepers`` is of each of them."""

    found: list[Found] = field(default_factory=list)
    repositories: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)
    platforms: tuple[str, ...] = ()
    digest: str = ""
    keepers: Keepers = field(default_factory=lambda: Keepers("", (), "/home/me/config.json"))


class FakeRegistries:
    """Keeps :class:`desktop.engine.registries_protocol.Registries`."""

    def __init__(self, known: Known, meet: Meet, progress: Callable[[], list[Progress]]) -> None:
        self._known = known
        self._meet = meet
        self._progress = progress

    async def push(self, reference: str, report: Callable[[Progress], None]) -> str:
        for progress in self._progress():
            report(progress)
        await self._meet("push", reference)
        return self._known.digest

    async def search(self, term: str) -> list[Found]:
        await self._meet("search", term)
        return [found for found in self._known.found if term in found.name]

    async def sign_in(self, wanted: SignIn) -> None:
        await self._meet("sign_in", wanted)
        account = Account(wanted.registry, wanted.user, wanted.keep, wanted.helper)
        self._known.accounts = [*self._others(wanted.registry), account]

    async def sign_out(self, registry: str) -> None:
        await self._meet("sign_out", registry)
        self._known.accounts = self._others(registry)

    async def accounts(self) -> list[Account]:
        await self._meet("accounts")
        return list(self._known.accounts)

    async def keepers(self, registry: str) -> Keepers:
        await self._meet("keepers", registry)
        return self._known.keepers

    async def catalogue(self, registry: str) -> Names:
        await self._meet("catalogue", registry)
        return Names(self._known.repositories.get(registry, ()))

    async def tags(self, registry: str, repository: str) -> Names:
        await self._meet("tags", registry, repository)
        return Names(self._known.tags.get(repository, ()))

    async def platforms(self, reference: str) -> tuple[str, ...]:
        await self._meet("platforms", reference)
        return self._known.platforms

    def _others(self, registry: str) -> list[Account]:
        return [account for account in self._known.accounts if account.registry != registry]
