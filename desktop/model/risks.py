"""What gives a container power over the Engine's machine: for a badge where it is listed.

Most of it a list does not tell, and none of it changes while a container lives: each one is asked
about once, when its row is seen.
"""

from __future__ import annotations

import enum

from desktop.model.asked_once import AskedOnce
from desktop.model.facts import ContainerFacts
from desktop.model.session import Session

# Those that are as good as root on the machine; https://man7.org/linux/man-pages/man7/capabilities.7.html
_DANGEROUS = frozenset(
    (
        "ALL",
        "BPF",
        "DAC_READ_SEARCH",
        "NET_ADMIN",
        "PERFMON",
        "SYS_ADMIN",
        "SYS_BOOT",
        "SYS_MODULE",
        "SYS_PTRACE",
        "SYS_RAWIO",
    )
)


class Risk(enum.Enum):
    """The ways, the most powerful first."""

    PRIVILEGED = "privileged"
    ENGINE_SOCKET = "engine socket"
    MOUNTS = "mounts"
    NAMESPACES = "namespaces"
    CAPABILITIES = "capabilities"
    DEVICES = "devices"
    UNCONFINED = "unconfined"


Risks = tuple[tuple[Risk, tuple[str, ...]], ...]  # each with what it is: paths, names


def risks_of(facts: ContainerFacts) -> Risks:
    """All of a container's, the most powerful first."""
    sockets = tuple(path for path in facts.sensitive_mounts if path.endswith(".sock"))
    found = {
        Risk.ENGINE_SOCKET: sockets,
        Risk.MOUNTS: tuple(path for path in facts.sensitive_mounts if path not in sockets),
        Risk.NAMESPACES: facts.host_namespaces,
        Risk.CAPABILITIES: tuple(
            name for name in facts.capabilities if name.removeprefix("CAP_") in _DANGEROUS
        ),
        Risk.DEVICES: facts.devices,
        Risk.UNCONFINED: facts.unconfined,
    }
    first: Risks = ((Risk.PRIVILEGED, ()),) if facts.privileged else ()
    return first + tuple((risk, names) for risk, names in found.items() if names)


class KnownRisks(AskedOnce[Risks]):
    """The risks of containers by id."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, risks_of, ())
