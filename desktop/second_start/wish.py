"""What a second start says to the first, and what it hears."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Protocol

MOST_BYTES = 1 << 20
ANSWER = b"raised\n"
SECONDS = 3.0
"""For an answer of the first, and for a whole message of the second."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a second start was to do.

    ``token`` lets a window come to the front on Wayland; ``environ`` is what docker would read of
    that start's environment.
    """

    files: tuple[str, ...] = ()
    host: str = ""
    context: str = ""
    token: str = ""
    environ: dict[str, str] = field(default_factory=dict)

    def write(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Wish:
        """Of a line that may be anybody's; ValueError where it is none."""
        told = json.loads(line)
        if not isinstance(told, dict) or not isinstance(told.get("files"), list):
            raise ValueError("not a wish")
        texts = {name: str(told.get(name, "")) for name in ("host", "context", "token")}
        environ = told.get("environ")
        pairs = environ.items() if isinstance(environ, dict) else ()
        known = {name: str(value) for name, value in pairs}
        return cls(tuple(str(file) for file in told["files"]), **texts, environ=known)


class Runs(Exception):
    """A window is open already, and has been raised."""


class Meeting(Protocol):
    """Where the first start hears of later ones."""

    def listen(self, knocked: Callable[[Wish], object]) -> None:
        """Call ``knocked`` on the running loop for each of them, which has its answer then."""
        ...

    def close(self) -> None:
        """Let the next start be the first one."""
        ...
