"""What the model asks of registries, through the Engine and beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.engine.records import Progress
from desktop.engine.registry_records import Account, Found, Keepers, Names, SignIn


class Registries(Protocol):
    """Pushing, searching, signing in; what a registry holds.

    A registry is called by its host, ``docker.io`` or ``127.0.0.1:5000``. What goes wrong with one
    is a :class:`~desktop.engine.registry_errors.RegistryFailed`, or told in the Engine's words.
    """

    async def push(self, reference: str, report: Callable[[Progress], None]) -> str:
        """Push an image by the name that it has here; the digest by which the registry has it."""

    async def search(self, term: str) -> list[Found]:
        """What ``docker search`` finds; a term may begin with a registry that has an index."""

    async def sign_in(self, wanted: SignIn) -> None:
        """Let the Engine ask whether user and password fit, and keep them where that is wanted."""

    async def sign_out(self, registry: str) -> None:
        """Forget who was signed in, wherever that is kept."""

    async def accounts(self) -> list[Account]:
        """Everybody who is signed in."""

    async def keepers(self, registry: str) -> Keepers:
        """What may keep a password for a registry."""

    async def catalogue(self, registry: str) -> Names:
        """The repositories of a registry that lists them. Asked from this machine."""

    async def tags(self, registry: str, repository: str) -> Names:
        """The tags of a repository, the highest versions first. Asked from this machine."""

    async def platforms(self, reference: str) -> tuple[str, ...]:
        """For what there is an image of that name: ``linux/amd64``. Asked through the Engine."""
