"""Values of single options that have a grammar of their own."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.engine import decode
from desktop.model.run.notation import (
    Notation,
    list_notation,
    one_of,
    read_address,
    read_integer,
    read_whole_pair,
    text_notation,
)
from desktop.model.run.problems import Fault, Invalid

POLICIES = ("no", "always", "unless-stopped", "on-failure")
PULLS = ("missing", "always", "never")
_CONTAINER_NAME = re.compile(r"/?[a-zA-Z0-9][a-zA-Z0-9_.-]+")
_CGROUP_RULE = re.compile(r"[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}")
_SYSCTL = re.compile(
    r"(?:net\.|fs\.mqueue\.).*|kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni"
    r"|shm_rmid_forced)"
)


@dataclass(frozen=True, slots=True)
class Restart:
    """When the Engine starts it again; ``attempts`` goes with on-failure, 0 is without end."""

    policy: str = "no"
    attempts: int = 0


def read_restart(text: str) -> Restart:
    """``POLICY[:ATTEMPTS]``"""
    policy, colon, attempts = text.partition(":")
    policy = policy or "no"
    if policy not in POLICIES:
        raise Invalid(Fault.NOT_A_CHOICE, policy)
    if colon and policy != "on-failure":
        raise Invalid(Fault.MISPLACED, attempts)
    return Restart(policy, read_integer(attempts, 0, (1 << 31) - 1) if colon else 0)


def write_restart(restart: Restart) -> str:
    """As ``--restart`` takes it."""
    return restart.policy + (f":{restart.attempts}" if restart.attempts else "")


def _restart_from_api(found: Mapping[str, Any] | None) -> Restart:
    found = found or {}
    return Restart(found.get("Name") or "no", found.get("MaximumRetryCount") or 0)


def read_container_name(text: str) -> str:
    """A name for a container."""
    if not _CONTAINER_NAME.fullmatch(text):
        raise Invalid(Fault.CONTAINER_NAME, text)
    return text.removeprefix("/")


def read_host(text: str) -> str:
    """``NAME:ADDRESS`` or ``NAME=ADDRESS``; the address may be ``host-gateway``."""
    name, sign, address = text.partition("=")
    if not sign:
        name, sign, address = text.partition(":")
    if not name or not sign:
        raise Invalid(Fault.NO_VALUE if name else Fault.NO_NAME, text)
    if address.startswith("[") and address.endswith("]"):
        address = address[1:-1]
    if address != "host-gateway":
        read_address(address)
    return f"{name}:{address}"


def read_sysctl(text: str) -> tuple[str, str]:
    """``NAME=VALUE`` of a setting that a container has for itself."""
    name, value = read_whole_pair(text)
    if not _SYSCTL.fullmatch(name):
        raise Invalid(Fault.NOT_A_CHOICE, name)
    return name, value


def read_security_option(text: str) -> str:
    """``no-new-privileges``, or ``NAME=VALUE``."""
    name, sign, _ = re.sub("[:=]", "=", text, count=1).partition("=")
    if not name or (not sign and name != "no-new-privileges"):
        raise Invalid(Fault.NO_VALUE, text)
    return text


def read_capability(text: str) -> str:
    """``NET_ADMIN``, in any case and with or without ``CAP_``."""
    name = text.strip(" ").upper().removeprefix("CAP_")
    if not re.fullmatch("[A-Z0-9_]+", name):
        raise Invalid(Fault.NOT_A_CHOICE, text)
    return name


def read_link(text: str) -> str:
    """``CONTAINER[:ALIAS]``"""
    container, _, alias = text.partition(":")
    if not container or ":" in alias:
        raise Invalid(Fault.NO_NAME, text)
    return text


def _link_from_api(found: str) -> str:
    """``/db:/web/alias``: the Engine has the names of both ends."""
    container, _, alias = found.partition(":")
    return f"{container.removeprefix('/')}:{alias.rpartition('/')[2]}"


def read_weight(text: str) -> int:
    """A share of the disk: 10 to 1000, or 0 for none."""
    weight = read_integer(text, 0, 1000)
    if 0 < weight < 10:
        raise Invalid(Fault.OUT_OF_RANGE, text)
    return weight


def read_stream(text: str) -> str:
    """What ``--attach`` takes, in any case."""
    return one_of("stdin", "stdout", "stderr")(text.lower())


def read_cgroup_rule(text: str) -> str:
    """``c 42:* rmw``"""
    if not _CGROUP_RULE.fullmatch(text):
        raise Invalid(Fault.UNKNOWN_PART, text)
    return text


def read_namespace(*words: str) -> Notation:
    """A mode of a namespace: one of these words, or ``container:NAME`` if that is one."""

    def read(text: str) -> str:
        name = text.removeprefix("container:")
        if "container:" in words and name != text:
            if not name:
                raise Invalid(Fault.NO_NAME, text)
            return text
        return one_of("", *words)(text)

    return text_notation(read)


def read_domain(text: str) -> str:
    """A domain to look names up in; ``.`` is none."""
    if not text.strip(" "):
        raise Invalid(Fault.EMPTY, text)
    return text


def _entrypoint_to_api(program: str | None) -> list[str]:
    return [program or ""]


def _first(found: Any) -> str | None:
    return str(found[0]) if found else None


def health_test(command: str | tuple[str, ...]) -> list[str]:
    """As the API and Compose have it: a text is for a shell, words are run without one."""
    return ["CMD-SHELL", command] if isinstance(command, str) else ["CMD", *command]


def _test_from_api(found: Any) -> str | tuple[str, ...]:
    """What is run; ``NONE`` is said by another option, nothing by none."""
    kind, *words = found or ("NONE",)
    if kind == "CMD":
        return tuple(map(decode.text, words)) or ""
    return decode.text(words[0]) if kind == "CMD-SHELL" and words else ""


RESTART = Notation(
    read_restart,
    write_restart,
    Restart(),
    lambda one: {"Name": one.policy, "MaximumRetryCount": one.attempts},
    _restart_from_api,
)
NAME = text_notation(read_container_name)
PULL = text_notation(one_of("", *PULLS))
ENTRYPOINT = text_notation(default=None, to_api=_entrypoint_to_api, from_api=_first)
HEALTH_COMMAND = text_notation(
    write=lambda one: one if isinstance(one, str) else shlex.join(one),
    to_api=health_test,
    from_api=_test_from_api,
)
HOSTS = list_notation(read_host)
SECURITY_OPTIONS = list_notation(read_security_option)
# As docker writes them, and in its order.
CAPABILITIES = Notation(
    read_capability,
    str,
    (),
    lambda names: sorted({name if name == "ALL" else f"CAP_{name}" for name in names}),
    lambda found: tuple(str(name).removeprefix("CAP_") for name in found or ()),
    many=True,
)
LINKS = list_notation(read_link, from_api=_link_from_api)
STREAMS = list_notation(read_stream)
CGROUP_RULES = list_notation(read_cgroup_rule)
DOMAINS = list_notation(read_domain)
