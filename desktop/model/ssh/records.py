"""What is known of the containers between which SSH is set up, and what was done in them."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from desktop.engine.errors import EngineError
from desktop.model.ssh.scripts import INSTALL

MARK = "portside:"
PORT = 22
_DIGITS = 12
_MARK = re.compile(rf"{MARK}[0-9a-f]{{{_DIGITS}}}")


class KeyType(enum.Enum):
    """The kind of key pairs that are made."""

    ED25519 = "ed25519"
    RSA = "rsa"


class Step(enum.Enum):
    """What is done, in this order."""

    LOOK = "look"
    KEYS = "keys"
    AUTHORIZE = "authorize"
    KNOW = "know"
    CONFIGURE = "configure"
    START = "start"
    LOGIN = "login"


class Did(enum.Enum):
    """What was changed in a container."""

    KEY = "key"
    HOST_KEYS = "host-keys"
    AUTHORIZED = "authorized"
    KNOWN = "known"
    CONFIG = "config"
    RELOAD = "reload"
    START = "start"
    TAKEN_OUT = "taken-out"


@dataclass(frozen=True, slots=True)
class SshSpec:
    """Who logs in where, by which kind of key."""

    user: str = "root"
    key_type: KeyType = KeyType.ED25519


@dataclass(frozen=True, slots=True)
class Looked:
    """What a container has. ``marks`` are those of containers whose keys it knows.

    ``problem`` is set where it could not be looked at: what it says is hostile.
    """

    system: str = ""
    home: str = ""
    programs: frozenset[str] = frozenset()
    has_key: bool = False
    running: bool = False
    marks: frozenset[str] = frozenset()
    shell: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """The programs that it needs and has not."""
        return tuple(each for each in ("sshd", "ssh", "ssh-keygen") if each not in self.programs)

    @property
    def install(self) -> str:
        """What would install them; nothing where no way is known, or nothing is missing."""
        if not self.missing:
            return ""
        return next((line for name, line in INSTALL.items() if name in self.programs), "")

    @property
    def ready(self) -> bool:
        """Whether SSH can be set up in it."""
        return self.shell and bool(self.home) and not self.missing


@dataclass(frozen=True, slots=True)
class Server:
    """What others know a container's sshd by: its public keys, and the port that it has."""

    keys: tuple[str, ...]
    port: int = PORT

    def lines(self, host: str, mark: str) -> list[str]:
        """What is in the known_hosts of those that call it by this name or address."""
        shown = host if self.port == PORT else f"[{host}]:{self.port}"
        return [f"{shown} {key} {mark}" for key in self.keys]


@dataclass(frozen=True, slots=True)
class Login:
    """A login that was tried: ``said`` is what ssh said (hostile).

    ``apart``: by their networks the two don't reach each other.
    """

    works: bool
    milliseconds: float | None = None
    said: str = ""
    host: str = ""
    port: int = PORT
    apart: bool = False

    def command(self) -> tuple[str, ...]:
        """What one would type."""
        port = ("-p", str(self.port)) if self.port != PORT else ()
        return ("ssh", *port, self.host)


class SshFailed(EngineError):
    """A step failed in a container; ``done`` is what was changed before, by container."""

    def __init__(
        self, step: Step, name: str, said: str, done: tuple[tuple[str, frozenset[Did]], ...] = ()
    ) -> None:
        super().__init__(said)
        self.step = step
        self.name = name
        self.done = done


class NotReady(EngineError):
    """What is needed is missing in these containers; nothing was changed."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def mark_of(container: str) -> str:
    """What a line about a container ends with in the files of others."""
    return MARK + container[:_DIGITS]


def read_look(said: str) -> Looked:
    """From what the script said. Marks go into patterns: what only begins as one is none."""
    found: dict[str, str] = {}
    programs, marks = set(), set()
    for line in said.splitlines():
        word, _, value = line.partition(" ")
        if word == "program":
            programs.add(value.partition(" ")[0])
        elif word == "marked":
            if _MARK.fullmatch(value):
                marks.add(value)
        else:
            found[word] = value
    return Looked(
        system=found.get("system", ""),
        home=found.get("home", ""),
        programs=frozenset(programs),
        has_key="key" in found,
        running="running" in found,
        marks=frozenset(marks),
    )


def read_public(said: str) -> str:
    """A user's public key from what the script said, without its comment, whatever that is."""
    return next((_bare(line) for line in said.splitlines() if line.startswith("public ")), "")


def read_server(said: str) -> Server:
    """From what the script said. Of several ports the first one is called."""
    keys, port = set(), 0
    for line in said.splitlines():
        word, _, value = line.partition(" ")
        if word == "host":
            keys.add(_bare(line))
        elif word == "port" and not port and value.isdecimal() and 0 < int(value) < 1 << 16:
            port = int(value)
    return Server(tuple(sorted(keys - {""})), port or PORT)


def _bare(line: str) -> str:
    """Type and key alone."""
    return " ".join(line.split()[1:3])


def read_did(said: str) -> frozenset[Did]:
    """What a script says that it has changed."""
    known = {each.value: each for each in Did}
    words = (line.partition(" ")[2] for line in said.splitlines() if line.startswith("did "))
    return frozenset(known[word] for word in words if word in known)
