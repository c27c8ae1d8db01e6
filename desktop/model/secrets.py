"""Which values are probably secret. Masked in views, logs and exports until asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MASK = "••••••••"

_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)?|pwd|secret|token|api[_-]?key|private|cred(ential)?s?($|[_.-])"
    r"|credential|auth(?!or)|(^|[_.-])key($|[_.-])|access[_-]?key|dsn|cookie|salt|signature"
    r"|jwt|bearer|conn(ection)?[_-]?str|(?-i:[a-z]Key($|[A-Z]))",
    re.IGNORECASE,
)
_PLAIN_NAMES = frozenset(("PWD", "OLDPWD", "SSH_AUTH_SOCK"))

# The password of a URL, scheme://user:password@host, to the last @ before the path. The scheme is
# looked for from its end: from every letter of a long text on it would take minutes.
_IN_URL = re.compile(r"(?<=[a-z0-9+.-])(://[^\s/:@]*:)([^\s/]+)(@)", re.IGNORECASE)
# password=…, DB_PASSWORD=…; in connection strings, queries, commands and messages
_ASSIGNED = re.compile(
    r"(?<![a-z0-9])((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key)\s*=\s*)"
    r"([^\s;&'\"]+)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\b((?:bearer|basic)\s+)([A-Za-z0-9+/=._~-]{8,})", re.IGNORECASE)
_KEY_BLOCK = re.compile(r"(-----BEGIN [A-Z ]*PRIVATE KEY-----)(.*?)(-----END|\Z)", re.DOTALL)


def is_secret_name(name: str) -> bool:
    """Whether a variable of that name probably holds a secret."""
    return name not in _PLAIN_NAMES and _SECRET_NAME.search(name) is not None


def masked(name: str, value: str) -> str:
    """The value with what is probably secret masked."""
    if value and is_secret_name(name):
        return MASK
    return masked_text(value)


def masked_text(text: str) -> str:
    """A text with the passwords of URLs, assignments, headers and private keys masked."""
    text = _KEY_BLOCK.sub(rf"\1{MASK}\3", text)
    text = _IN_URL.sub(rf"\1{MASK}\3", text)
    text = _HEADER.sub(rf"\1{MASK}", text)
    return _ASSIGNED.sub(rf"\1{MASK}", text)


def masked_assignments(assignments: Iterable[str]) -> list[str]:
    """``NAME=value`` lines, each with its value masked where needed."""
    return [_masked_word(line) for line in assignments]


def masked_line(line: Sequence[str]) -> tuple[str, ...]:
    """A command line with its secrets masked: ``--env PASSWORD=x``, ``--password x``, URLs."""
    words: list[str] = []
    before = ""
    for word in line:
        if word and before in _TAKES_SECRET:
            words.append(MASK)
        elif word.startswith("--"):
            option, equals, value = word.partition("=")
            known = option in _TAKES_SECRET
            words.append(f"{option}{equals}{MASK if known and value else _masked_word(value)}")
        else:
            words.append(_masked_word(word))
        before = word
    return tuple(words)


_TAKES_SECRET = frozenset(("--password", "--token", "--join-token", "--unlock-key"))


def _masked_word(word: str) -> str:
    name, equals, value = word.partition("=")
    if not equals or "://" in name:
        return masked_text(word)
    return f"{name}={masked(name, value)}"
