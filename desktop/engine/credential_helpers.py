"""The ``docker-credential-…`` programs, which keep passwords in the system's keyring.

Their protocol: https://github.com/docker/docker-credential-helpers. A question goes in, an answer
comes out, and what is wrong is said on the standard output, too.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import Any

from desktop.engine.wire import Wire

HELPER_SECONDS = 10.0
ACTING_SECONDS = 60.0  # a person may have to unlock the keyring first
TOKEN_USER = "<token>"  # noqa: S105 - stands for a user where the secret is a token

_HELPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_USUAL = {"darwin": ("osxkeychain",), "win32": ("wincred",)}
_USUAL_ELSEWHERE = ("secretservice", "pass")


def installed() -> tuple[str, ...]:
    """The helpers of this system's keyrings that are on this machine."""
    usual = _USUAL.get(sys.platform, _USUAL_ELSEWHERE)
    return tuple(name for name in usual if shutil.which(f"docker-credential-{name}"))


class CredentialHelper:
    """One of them. Each call raises OSError where it is not there, or fails."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire = wire
        self._name = name

    def get(self, server: str) -> tuple[str, str] | None:
        """The user and the secret for a registry; None where it has none."""
        code, said = self._ask("get", server, HELPER_SECONDS)
        if code and b"not found" in said:
            return None
        self._check(code, said)
        found: dict[str, Any] = json.loads(said)
        user, secret = str(found["Username"]), str(found["Secret"])
        return (user, secret) if user or secret else None

    def users(self) -> dict[str, str]:
        """The registries that it knows, and who is signed in to each."""
        code, said = self._ask("list", "", HELPER_SECONDS)
        self._check(code, said)
        found = json.loads(said or b"{}")
        pairs = found.items() if isinstance(found, dict) else ()
        return {str(name): str(user) for name, user in pairs}

    def store(self, server: str, user: str, secret: str) -> None:
        """Keep a secret."""
        told = json.dumps({"ServerURL": server, "Username": user, "Secret": secret})
        code, said = self._ask("store", told, ACTING_SECONDS)
        self._check(code, said)

    def erase(self, server: str) -> None:
        """Forget it; no matter if it was not known."""
        code, said = self._ask("erase", server, ACTING_SECONDS)
        if code and b"not found" not in said:
            self._check(code, said)

    def _ask(self, verb: str, question: str, seconds: float) -> tuple[int, bytes]:
        path = None
        if _HELPER.fullmatch(self._name):
            path = shutil.which(f"docker-credential-{self._name}")
        if path is None:
            raise OSError(f"docker-credential-{self._name} is not there")
        return self._wire.ask_program([path, verb], question.encode(), seconds)

    def _check(self, code: int, said: bytes) -> None:
        if code:
            words = said[:200].decode(errors="replace").strip()
            raise OSError(f"docker-credential-{self._name}: {words}")
