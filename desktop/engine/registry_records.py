"""What registries tell, and who is signed in to them."""

from __future__ import annotations

import enum
import ipaddress
from dataclasses import dataclass

HUB = "docker.io"


class Keep(enum.Enum):
    """Where a password is kept."""

    HELPER = "helper"  # by a docker-credential-… program, which asks the system's keyring
    SESSION = "session"  # in our memory, until we end
    FILE = "file"  # in docker's configuration, in a form that anybody can read who reads the file


class Secret:
    """What was typed as a password. It is in no text of ours, and is forgotten after its use."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def text(self) -> str:
        """The password itself; empty once it is forgotten."""
        return self._text

    def forget(self) -> None:
        """Know it no more: what holds it may be kept for hours."""
        self._text = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(Secret)

    def __repr__(self) -> str:
        return "Secret()"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who signs in to which registry. ``helper`` is the program's name, where it keeps it."""

    registry: str
    user: str
    secret: Secret
    keep: Keep = Keep.SESSION
    helper: str = ""


@dataclass(frozen=True, slots=True)
class Keepers:
    """What may keep a password for one registry.

    ``configured`` is the helper that docker's configuration names for it, ``installed`` are others
    that are on this machine. ``file`` is docker's configuration.
    """

    configured: str
    installed: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who is signed in; ``helper`` says who keeps the password, where one does."""

    registry: str
    user: str
    keep: Keep
    helper: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A repository that a search has found, or a catalogue lists."""

    name: str
    description: str = ""
    stars: int | None = None
    official: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Repositories or tags of a registry. Not ``complete`` where there are more than we ask for."""

    names: tuple[str, ...]
    complete: bool = True


def is_loopback(registry: str) -> bool:
    """Whether a registry is on whichever machine one asks from."""
    host, colon, port = registry.rpartition(":")
    host = host if colon and port.isdecimal() else registry
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
