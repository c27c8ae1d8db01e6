"""The words for ways to start an Engine, and for what stands against each."""

from __future__ import annotations

from desktop.engine.host_programs import Kind, Obstacle, Way
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.ui.text import mark, tr

_WAYS = {
    Kind.DOCKERD: mark("Start a private Engine: dockerd as root"),
    Kind.ROOTLESS: mark("Start a private Engine: rootless dockerd"),
    Kind.PODMAN: mark("Start a private Engine: Podman"),
}
_OBSTACLES = {
    Obstacle.NOT_ROOT: mark("it needs root, and pkexec is not there to ask for a password"),
    Obstacle.NO_CAPABILITIES: mark("root may not mount or make networks here, as in a container"),
    Obstacle.NO_IPTABLES: mark("iptables is missing: install the package iptables"),
    Obstacle.NO_CONTAINERD: mark("containerd is missing: install the package containerd"),
    Obstacle.NO_CGROUPS: mark("control groups are not mounted"),
    Obstacle.NO_NEWUIDMAP: mark("newuidmap is missing: install the package uidmap"),
    Obstacle.NO_UID_MAPS: mark("your user has no line in /etc/subuid and /etc/subgid"),
    Obstacle.NO_ROOTLESSKIT: mark("rootlesskit is missing: install the package rootlesskit"),
    Obstacle.NO_USER_NETWORK: mark("slirp4netns is missing: install the package slirp4netns"),
    Obstacle.NO_USER_NAMESPACES: mark("the kernel's settings forbid user namespaces"),
    Obstacle.NO_RUNTIME_FOLDER: mark("XDG_RUNTIME_DIR is not set, or can't be written"),
}


def way(value: Way) -> str:
    """What the button says."""
    if value.kind is Kind.PRODUCT:
        return tr("Start {product}", product=value.name)
    return tr(_WAYS[value.kind])


def obstacle(value: Obstacle) -> str:
    """Why a way can't be gone, and what to do, as part of a sentence."""
    known = _OBSTACLES.get(value)
    return tr(known) if known else value.value


def failure(problem: StartFailed) -> str:
    """Why a private Engine did not start, in a sentence."""
    if problem.problem is StartProblem.NO_PROGRAM:
        return tr("Nothing on this machine can run an Engine.")
    return tr("The Engine did not start: {reason}.", reason=problem.problem.value)
