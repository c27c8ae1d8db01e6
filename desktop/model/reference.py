"""An image's reference, by the grammar of the Engine: ``domain/path:tag@digest``.

Follows github.com/distribution/reference v0.6 (``ParseNormalizedNamed``), which the Engine and
docker's command line share; ``tests/engine/test_reference_matches_docker.py`` holds them together.
Engines before 25 are stricter: see :attr:`Reference.odd_domain` for what people run into.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

DEFAULT_DOMAIN = "docker.io"
DEFAULT_TAG = "latest"
LONGEST_PATH = 255
LONGEST_TAG = 128

_LABEL = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_DOMAIN = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[(?:[a-fA-F0-9:]+)\])(?::[0-9]+)?"
_COMPONENT = r"[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*"
_PATH = rf"{_COMPONENT}(?:/{_COMPONENT})*"
_TAG = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}"
_ALGORITHM = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*"
_DIGEST = rf"{_ALGORITHM}:[0-9a-fA-F]{{32,}}"
_REFERENCE = re.compile(
    rf"(?:(?P<domain>{_DOMAIN})/)?(?P<path>{_PATH})(?::(?P<tag>{_TAG}))?(?:@(?P<digest>{_DIGEST}))?"
)
_IDENTIFIER = re.compile(r"[a-f0-9]{64}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
_DIGITS = {"sha256": 64, "sha384": 96, "sha512": 128}


class Fault(enum.Enum):
    """What is wrong with a text that is no reference."""

    EMPTY = "empty"
    IDENTIFIER = "identifier"  # 64 hexadecimal digits are an id, never a name
    SCHEME = "scheme"  # https://…
    SPACE = "space"
    UPPER_CASE = "upper case"  # in the repository
    LONG_PATH = "long path"  # more than 255 characters
    DOMAIN = "domain"
    PATH = "path"
    EMPTY_TAG = "empty tag"
    LONG_TAG = "long tag"  # more than 128 characters
    TAG = "tag"
    DIGEST = "digest"  # not ALGORITHM:HEX
    ALGORITHM = "algorithm"  # not sha256, sha384 or sha512
    DIGEST_LENGTH = "digest length"


class Invalid(ValueError):
    """The text is no reference. ``part`` is the part of it that is wrong."""

    def __init__(self, fault: Fault, part: str) -> None:
        super().__init__(f"{fault.value}: {part!r}")
        self.fault = fault
        self.part = part


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in its parts; ``tag`` and ``digest`` are empty where it has none."""

    domain: str
    path: str
    tag: str = ""
    digest: str = ""

    @property
    def full(self) -> str:
        """Whole, with the tag that is meant: ``docker.io/library/ubuntu:latest``."""
        tag = self.tag or ("" if self.digest else DEFAULT_TAG)
        return f"{self.domain}/{self.path}".lstrip("/") + _suffix(tag, self.digest)

    @property
    def familiar(self) -> str:
        """As docker shows it: ``ubuntu:latest``."""
        tag = self.tag or ("" if self.digest else DEFAULT_TAG)
        path = self.path
        if self.domain == DEFAULT_DOMAIN:
            short = path.removeprefix("library/")
            # What the short name would be read as anew must be this one.
            return (path if "/" in short else short) + _suffix(tag, self.digest)
        return f"{self.domain}/{path}".lstrip("/") + _suffix(tag, self.digest)

    @property
    def odd_domain(self) -> bool:
        """Whether only upper case makes it a registry: ``User/app``. Engines before 25 refuse."""
        return self.domain.lower() != self.domain and not set(".:") & set(self.domain)

    @property
    def default_tag(self) -> bool:
        """Whether it names neither tag nor digest, so that ``latest`` is meant."""
        return not self.tag and not self.digest


def parse(text: str) -> Reference:
    """Read a reference as the Engine does. Raises :class:`Invalid`."""
    if not text:
        raise Invalid(Fault.EMPTY, text)
    if _IDENTIFIER.fullmatch(text):
        raise Invalid(Fault.IDENTIFIER, text)
    domain, rest = _split_domain(text)
    remote = rest.partition(":")[0]
    found = _REFERENCE.fullmatch(f"{domain}/{rest}")
    if found is None or remote.lower() != remote:
        raise _diagnosed(text, domain, rest)
    path, digest = found["path"], found["digest"] or ""
    if len(path) > LONGEST_PATH:
        raise Invalid(Fault.LONG_PATH, path)
    if digest:
        _check_digest(digest)
    return Reference(found["domain"] or "", path, found["tag"] or "", digest)


def _split_domain(text: str) -> tuple[str, str]:
    """What comes before the first slash is a registry only where it can't be a user's name."""
    head, slash, tail = text.partition("/")
    if slash and (head == "localhost" or "." in head or ":" in head or head.lower() != head):
        domain, rest = head, tail
    else:
        domain, rest = DEFAULT_DOMAIN, text
    if domain == "index.docker.io":
        domain = DEFAULT_DOMAIN
    if domain == DEFAULT_DOMAIN and "/" not in rest:
        rest = f"library/{rest}"
    return domain, rest


def _check_digest(digest: str) -> None:
    algorithm, _, encoded = digest.partition(":")
    length = _DIGITS.get(algorithm)
    if length is None:
        raise Invalid(Fault.ALGORITHM, algorithm)
    if len(encoded) != length:
        raise Invalid(Fault.DIGEST_LENGTH, digest)
    if not re.fullmatch(r"[a-f0-9]+", encoded):
        raise Invalid(Fault.DIGEST, digest)


def _diagnosed(text: str, domain: str, rest: str) -> Invalid:
    """Which part keeps the text from being a reference, from left to right."""
    if scheme := _SCHEME.match(text):
        return Invalid(Fault.SCHEME, scheme[0])
    if any(letter.isspace() for letter in text):
        return Invalid(Fault.SPACE, text)
    own_domain = text.startswith((f"{domain}/", "index.docker.io/"))
    if own_domain and not re.fullmatch(_DOMAIN, domain):
        return Invalid(Fault.DOMAIN, domain)
    name, at, digest = rest.partition("@")
    path, colon, tag = name.rpartition(":")
    if not colon or "/" in tag:
        path, colon, tag = name, "", ""
    shown = path.removeprefix("library/") if not own_domain and "/" not in text else path
    if path.lower() != path:
        return Invalid(Fault.UPPER_CASE, shown)
    if not re.fullmatch(_PATH, path):
        return Invalid(Fault.PATH, shown)
    if colon and not tag:
        return Invalid(Fault.EMPTY_TAG, "")
    if len(tag) > LONGEST_TAG:
        return Invalid(Fault.LONG_TAG, tag)
    if colon and not re.fullmatch(_TAG, tag):
        return Invalid(Fault.TAG, tag)
    if at and not re.fullmatch(_DIGEST, digest):
        return Invalid(Fault.DIGEST, digest)
    return Invalid(Fault.DIGEST if at else Fault.PATH, digest or shown)


def _suffix(tag: str, digest: str) -> str:
    return (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")
