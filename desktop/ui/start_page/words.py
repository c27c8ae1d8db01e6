"""The words for ways to start an Engine, for what stands against each, and for what failed."""

from __future__ import annotations

from desktop.engine.errors import (
    NEWEST_API,
    OLDEST_API,
    EngineError,
    Garbled,
    NotPermitted,
    Reason,
    Unreachable,
)
from desktop.engine.host_programs import Kind, Obstacle, Way
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr

_WAYS = {
    Kind.DOCKERD: mark("Start a private Engine with dockerd"),
    Kind.ROOTLESS: mark("Start a private Engine with rootless dockerd"),
    Kind.PODMAN: mark("Start a private Engine with Podman"),
}
_NAMES = {
    Kind.DOCKERD: mark("dockerd as root"),
    Kind.ROOTLESS: mark("rootless dockerd"),
    Kind.PODMAN: mark("Podman"),
}
_OBSTACLES = {
    Obstacle.NOT_ROOT: mark("It needs root, and pkexec is not there to ask for a password."),
    Obstacle.NO_CAPABILITIES: mark(
        "Root may not mount or make networks here, as in a container: give that container"
        " --privileged."
    ),
    Obstacle.NO_IPTABLES: mark("The program iptables is missing."),
    Obstacle.NO_CONTAINERD: mark("The program containerd is missing."),
    Obstacle.NO_CGROUPS: mark("Control groups are not mounted at /sys/fs/cgroup."),
    Obstacle.NO_NEWUIDMAP: mark("The programs newuidmap and newgidmap are missing."),
    Obstacle.NO_UID_MAPS: mark("Your user has no range of ids in /etc/subuid and /etc/subgid."),
    Obstacle.NO_ROOTLESSKIT: mark("The program rootlesskit is missing."),
    Obstacle.NO_USER_NETWORK: mark("None of slirp4netns, pasta and vpnkit is there."),
    Obstacle.NO_TUN: mark("The device /dev/net/tun is not there, or not for your user."),
    Obstacle.NO_USER_NAMESPACES: mark(
        "The kernel's settings forbid user namespaces, perhaps on purpose."
    ),
    Obstacle.NO_RUNTIME_FOLDER: mark(
        "XDG_RUNTIME_DIR is not set, or can't be written: log in as this user itself, not by su"
        " or sudo."
    ),
}
_FAILURES = {
    StartProblem.NOT_ROOT: mark("The Engine did not start: it needs root."),
    StartProblem.NOT_PERMITTED: mark(
        "The Engine did not start: the system forbids it to mount or to make networks, as in a"
        " container without --privileged."
    ),
    StartProblem.DECLINED: mark(
        "The Engine did not start: no password was given. Nothing was changed."
    ),
    StartProblem.NO_PROGRAM: mark("The Engine did not start: a program that it needs is missing."),
    StartProblem.IPTABLES: mark(
        "The Engine did not start: the firewall can't be set. Install iptables, and check that"
        " the kernel has its modules."
    ),
    StartProblem.CGROUPS: mark(
        "The Engine did not start: control groups are not there. Mount them at /sys/fs/cgroup."
    ),
    StartProblem.STORAGE: mark(
        "The Engine did not start: its data folder is on a file system that it can't use. Set"
        " another “storage-driver” in the daemon.json there."
    ),
    StartProblem.CONTAINERD: mark(
        "The Engine did not start: its containerd does not. Install or update containerd."
    ),
    StartProblem.IN_USE: mark(
        "The Engine did not start: another one uses its folder. End that one, then try again."
    ),
    StartProblem.UID_MAPS: mark(
        "The Engine did not start: your user's ranges of ids can't be used. Check /etc/subuid and"
        " /etc/subgid."
    ),
    StartProblem.CONFIGURATION: mark(
        "The Engine did not start: its daemon.json has a mistake. Correct it, then try again."
    ),
    StartProblem.DISK_FULL: mark(
        "The Engine did not start: the disk is full. Free some space, then try again."
    ),
    StartProblem.NO_ADDRESSES: mark(
        "The Engine did not start: every range of private addresses has a route already, perhaps"
        " into a VPN. Disconnect it, then try again."
    ),
    StartProblem.BAD_FOLDER: mark(
        "The Engine did not start: its folder can't be used. Check who owns it."
    ),
    StartProblem.TIMEOUT: mark(
        "The Engine did not answer within a minute, and was stopped. The machine may be busy:"
        " try again."
    ),
    StartProblem.STUCK: mark("The Engine does not end. Its log may tell why."),
    StartProblem.ENDED: mark("The Engine ended at once. Its log may tell why."),
}
_REASONS = {
    Reason.REFUSED: mark("nobody listens there"),
    Reason.DENIED: mark("permission denied"),
    Reason.TIMEOUT: mark("does not respond"),
    Reason.TLS: mark("no secure connection"),
    Reason.NOT_DOCKER: mark("does not look like Docker"),
    Reason.TOO_OLD: mark("too old: it speaks API {text}, Portside {oldest} and later"),
    Reason.TOO_NEW: mark("too new: it needs API {text}, Portside speaks up to {newest}"),
    Reason.DROPPED: mark("the connection was lost"),
    Reason.BAD_ADDRESS: mark("not an address"),
}


def way(value: Way) -> str:
    """What the button says."""
    if value.kind is Kind.PRODUCT:
        return tr("Start {product}", product=value.name)
    return tr(_WAYS[value.kind])


def way_name(value: Way) -> str:
    """What is started, within a sentence."""
    return value.name if value.kind is Kind.PRODUCT else tr(_NAMES[value.kind])


def obstacle(value: Obstacle) -> str:
    """Why a way can't be gone, in a sentence."""
    return tr(_OBSTACLES[value])


def failure(problem: StartFailed, tried: Way | None = None) -> str:
    """Why a private Engine or a product did not start, and what to do, in a sentence or two."""
    if tried is not None and tried.kind is Kind.PRODUCT:
        said = visible(problem.explanation, limit=200)
        return tr("{product} did not start: “{text}”.", product=tried.name, text=said)
    if problem.problem is StartProblem.NO_PROGRAM and tried is None:
        return tr("Nothing on this machine can run an Engine without more ado.")
    return tr(_FAILURES[problem.problem])


def reason(error: EngineError | None, *, local: bool) -> str:
    """Why no Engine answers at a place, in a few words for a table."""
    if error is None:
        return tr("answers")
    if isinstance(error, Unreachable):
        if error.reason is Reason.MISSING:
            return tr("no such socket") if local else tr("unknown host")
        said = visible(error.explanation, limit=60)
        return tr(_REASONS[error.reason], text=said, oldest=OLDEST_API, newest=NEWEST_API)
    if isinstance(error, NotPermitted):
        return tr("does not let this user in")
    if isinstance(error, Garbled):
        return tr("its answers make no sense")
    return tr("answers with an error")
