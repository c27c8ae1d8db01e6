"""Which page of a container's record the Engine complains of.

Its own texts are read, as its status says too little. They are moby's (daemon/, libnetwork/,
volume/) and those of the runtime that it calls, and stable; ``tests/engine/test_run_command.py``
holds them against the real one. What is not known is not guessed: the review says it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.engine.errors import EngineError
from desktop.model.engine_texts import taken_port
from desktop.model.run.problems import Problem

if TYPE_CHECKING:
    from desktop.model.run.spec import ContainerSpec


class Page(enum.Enum):
    """The parts that a container's record is filled in by."""

    IMAGE = "image"
    BASICS = "basics"
    PORTS = "ports"
    STORAGE = "storage"
    NETWORK = "network"
    ENVIRONMENT = "environment"
    LIMITS = "limits"
    SECURITY = "security"
    REVIEW = "review"


class NotPulled(EngineError):
    """The image is not here, and ``error`` is why it did not come."""

    def __init__(self, reference: str, error: EngineError) -> None:
        super().__init__(error.explanation)
        self.reference = reference
        self.error = error


class Unresolved(EngineError):
    """What the record names of this machine can't be read."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.part for problem in problems))
        self.problems = problems


# The first that is found counts: the particular before the general.
_TEXTS: tuple[tuple[Page, str], ...] = (
    (
        Page.BASICS,
        r"container name|working directory|cannot mkdir|exec: |executable file not found"
        r"|unable to find (?:user|group)|no matching entries|invalid signal|restart policy"
        r"|maximum retry count|autoremove|stop ?timeout",
    ),
    (
        Page.IMAGE,
        r"no such image|image with reference .* does not match the specified platform"
        r"|image not known|invalid reference format|no command specified",
    ),
    (
        Page.PORTS,
        r"port is already allocated|listen (?:tcp|udp|sctp)\w* |bind host port|bind: "
        r"|invalid (?:host|container) ?port|invalid port|invalid published or exposed port",
    ),
    (
        Page.NETWORK,
        r"network \S+ not found|(?:does not|doesn't) belong to any of this network's subnets"
        r"|no configured subnet .*contain|user specified IP address is supported"
        r"|^address already in use|(?:endpoint|network).*(?:ipv?4|ipv?6|address) .*already in use"
        r"|networking can't be used with|cannot join network of|conflicting options:.*network"
        r"|network-scoped alias|invalid (?:endpoint|mac|ip) |invalid address |not a valid mac"
        r"|container cannot be (?:connected|disconnected)|could not get container for"
        r"|links are only supported|cannot link to|invalid hostname|extra host|add-host"
        r"|only supported for user-defined networks|invalid endpoint settings|gateway",
    ),
    (
        Page.STORAGE,
        r"invalid mount|bind source path|duplicate mount point|mount path|error (?:while )?mounting"
        r"|volume|storage-opt|tmpfs|destination can't be|invalid bind|read-?only file ?system"
        r"|includes invalid characters for a local|not a shared (?:or slave )?mount",
    ),
    (
        Page.SECURITY,
        r"unknown capability|invalid --?security-opt|seccomp|apparmor|selinux|no-new-privileges"
        r"|custom device|could not select device driver|cdi device|device ?cgroup|sysctl"
        r"|/proc/sys/|privileged|user ?ns|user namespace|unknown runtime"
        r"|cgroupns|cgroup namespace|pid mode|ipc mode|uts mode|shareable",
    ),
    (
        Page.LIMITS,
        r"memory|kernel limit|range of cpus|cpus are not available|cpuset|cpu cfs|cpu shares"
        r"|^shares: |nanocpus|nano cpus|pids limit|blkio|block io|rlimit|ulimit|oom score|shm ?size"
        r"|in healthcheck |healthcheck|logging plugin|log opt|log driver|logging driver",
    ),
    (Page.ENVIRONMENT, r"environment variable|invalid label|\blabels?\b|annotation"),
)
# What is quoted are people's names and paths: any word may be in them.
_QUOTED = re.compile(r'"[^"]*"')
_PAGES = tuple((page, re.compile(text, re.IGNORECASE)) for page, text in _TEXTS)
_NO_CONTAINER = re.compile(r"no such container: (\S+)", re.IGNORECASE)


def page_of(error: EngineError, spec: ContainerSpec) -> Page:
    """Where to change what the Engine, or a file here, did not like."""
    if isinstance(error, NotPulled):
        return Page.IMAGE
    if isinstance(error, Unresolved):
        fields = {problem.field for problem in error.problems}
        return Page.SECURITY if fields == {"security_options"} else Page.ENVIRONMENT
    text = error.explanation
    if taken_port(text) is not None:
        return Page.PORTS
    if found := _NO_CONTAINER.search(text):
        return next(_naming(found[1], spec), Page.REVIEW)
    text = _QUOTED.sub('""', text)
    return next((page for page, pattern in _PAGES if pattern.search(text)), Page.REVIEW)


def _naming(container: str, spec: ContainerSpec) -> Iterator[Page]:
    """The pages on which another container is named."""
    if any(text.partition(":")[0] == container for text in spec.volumes_from):
        yield Page.STORAGE
    named = f"container:{container}"
    if any(network.name == named for network in spec.networks):
        yield Page.NETWORK
    if any(text.partition(":")[0] == container for text in spec.links):
        yield Page.NETWORK
    if named in (spec.pid, spec.ipc):
        yield Page.SECURITY
