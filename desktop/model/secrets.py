"""Which values are probably secret. Masked in views, logs and exports until asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = "••••••••"

_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)?|pwd|secret|token|api[_-]?key|private|credential|auth|(^|[_-])key($|[_-])"
    r"|access[_-]?key|dsn|cookie|salt|signature",
    re.IGNORECASE,
)
# The password of a URL: scheme://user:password@host
_IN_URL = re.compile(r"([a-z][a-z0-9+.-]*://[^\s/:@]*:)([^\s@/]+)(@)", re.IGNORECASE)


def is_secret_name(name: str) -> bool:
    """Whether a variable of that name probably holds a secret."""
    return _SECRET_NAME.search(name) is not None


def masked(name: str, value: str) -> str:
    """The value with what is probably secret masked."""
    if value and is_secret_name(name):
        return MASK
    return masked_text(value)


def masked_text(text: str) -> str:
    """A text with the passwords of URLs masked."""
    return _IN_URL.sub(rf"\1{MASK}\3", text)


def masked_assignments(assignments: Iterable[str]) -> list[str]:
    """``NAME=value`` lines, each with its value masked where needed."""
    result = []
    for line in assignments:
        name, equals, value = line.partition("=")
        result.append(f"{name}{equals}{masked(name, value)}")
    return result
