"""Command lines that a person can paste into a terminal, so that an Engine can run here."""

from __future__ import annotations

import getpass
import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.host_programs import Obstacle, Way, find_program

# Package managers, how each is asked to install, and its names where they differ.
_MANAGERS = (
    ("apt-get", "sudo apt-get install", {"newuidmap": "uidmap", "docker": "docker.io"}),
    ("dnf", "sudo dnf install", {"newuidmap": "shadow-utils", "docker": "moby-engine"}),
    ("pacman", "sudo pacman -S", {"newuidmap": "shadow"}),
    ("zypper", "sudo zypper install", {"newuidmap": "shadow"}),
)
_PACKAGES = {
    Obstacle.NOT_ROOT: "pkexec",
    Obstacle.NO_IPTABLES: "iptables",
    Obstacle.NO_CONTAINERD: "containerd",
    Obstacle.NO_NEWUIDMAP: "newuidmap",
    Obstacle.NO_ROOTLESSKIT: "rootlesskit",
    Obstacle.NO_USER_NETWORK: "slirp4netns",
}
# sysctl(8) names that forbid user namespaces, with the value that allows them.
_NAMESPACE_SETTINGS = {
    "kernel.apparmor_restrict_unprivileged_userns": "0",
    "kernel.unprivileged_userns_clone": "1",
    "user.max_user_namespaces": "28633",
}
_UNITS = ("usr/lib/systemd/system", "lib/systemd/system", "etc/systemd/system")


@dataclass(frozen=True, slots=True)
class Commands:
    """What was found of it; empty texts where nothing is known."""

    against: Mapping[Obstacle, str]
    start_docker: str
    """How to start the Docker that is installed for the whole machine."""
    install_docker: str


def look(ways: Iterable[Way]) -> Commands:
    """Look at this machine, which takes its time: call it in a thread."""
    obstacles = {obstacle for way in ways for obstacle in way.obstacles}
    return Commands(
        {obstacle: remedy(obstacle) for obstacle in obstacles},
        system_docker(),
        install("docker") if sys.platform == "linux" else "",
    )


def install(package: str) -> str:
    """How this machine installs a package; empty where that is not known."""
    for program, command, names in _MANAGERS:
        if find_program(program, os.environ):
            return f"{command} {names.get(package, package)}"
    return ""


def remedy(obstacle: Obstacle, *, root: Path = Path("/")) -> str:
    """The command line against an obstacle; empty where none is known."""
    if obstacle in _PACKAGES:
        return install(_PACKAGES[obstacle])
    match obstacle:
        case Obstacle.NO_UID_MAPS:
            ranges = ("--add-subuids", "100000-165535", "--add-subgids", "100000-165535")
            return shlex.join(("sudo", "usermod", *ranges, getpass.getuser()))
        case Obstacle.NO_TUN:
            return "sudo modprobe tun"
        case Obstacle.NO_USER_NAMESPACES:
            settings = [
                f"{name}={value}"
                for name, value in _NAMESPACE_SETTINGS.items()
                if (root / "proc/sys" / name.replace(".", "/")).exists()
            ]
            return shlex.join(("sudo", "sysctl", "--write", *settings)) if settings else ""
        case Obstacle.NO_CGROUPS:
            return "sudo mount -t cgroup2 none /sys/fs/cgroup"
    return ""


def system_docker(root: Path = Path("/")) -> str:
    """How to start the Docker that is installed for the whole machine; empty if none is."""
    if not (root / "run/systemd/system").is_dir():
        return ""
    if any((root / folder / "docker.service").exists() for folder in _UNITS):
        return "sudo systemctl start docker"
    return ""
