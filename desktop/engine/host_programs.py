"""What on this machine could run an Engine, and what it lacks to do so.

Nothing is started here, and nothing is changed: :func:`ways_to_start` looks for programs and reads
a few files below ``root``. The requirements of a rootless Engine are those of
https://docs.docker.com/engine/security/rootless/.
"""

from __future__ import annotations

import enum
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# A desktop session often has no sbin on its PATH, which is where dockerd and iptables are.
SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin")
_ROOTLESS_SCRIPT = "dockerd-rootless.sh"
_DEBIAN_ROOTLESS_SCRIPT = Path("usr/share/docker.io/contrib") / _ROOTLESS_SCRIPT
_NET_ADMIN, _SYS_ADMIN = 12, 21  # linux/capability.h


class Kind(enum.Enum):
    """What is started."""

    DOCKERD = "dockerd"  # as root
    ROOTLESS = "rootless dockerd"
    PODMAN = "podman"
    PRODUCT = "product"  # brings an Engine of its own, at a well-known place


class Obstacle(enum.Enum):
    """What has to change before a way can be gone."""

    NOT_ROOT = "not root"  # and no pkexec to ask for a password
    NO_CAPABILITIES = "no capabilities"  # root of a container that may not mount or make networks
    NO_IPTABLES = "no iptables"
    NO_CONTAINERD = "no containerd"
    NO_CGROUPS = "no cgroups"
    NO_NEWUIDMAP = "no newuidmap"  # Debian: package uidmap
    NO_UID_MAPS = "no uid maps"  # no line for the user in /etc/subuid and /etc/subgid
    NO_ROOTLESSKIT = "no rootlesskit"
    NO_USER_NETWORK = "no user network"  # none of slirp4netns, vpnkit, pasta
    NO_TUN = "no tun"  # /dev/net/tun is not there, or not for this user
    NO_USER_NAMESPACES = "no user namespaces"  # forbidden by the kernel's settings
    NO_RUNTIME_FOLDER = "no runtime folder"  # XDG_RUNTIME_DIR is unset or can't be written


@dataclass(frozen=True, slots=True)
class Way:
    """One way to start an Engine.

    ``argv`` is the program, for a product the complete command. ``asks_password``: it runs as
    another user through pkexec, so a person has to agree first. ``detached``: the command does not
    end by itself.
    """

    kind: Kind
    name: str
    argv: tuple[str, ...]
    obstacles: tuple[Obstacle, ...] = ()
    asks_password: bool = False
    detached: bool = False

    @property
    def is_product(self) -> bool:
        """Whether it is a program of its own that brings an Engine."""
        return self.kind is Kind.PRODUCT

    @property
    def usable(self) -> bool:
        """Whether nothing is known that stands against it."""
        return not self.obstacles


def search_path(environ: Mapping[str, str]) -> str:
    """The PATH of ``environ`` and the system's folders after it."""
    return os.pathsep.join([*filter(None, [environ.get("PATH")]), *SYSTEM_FOLDERS])


def find_program(name: str, environ: Mapping[str, str]) -> Path | None:
    """The absolute path of a program; the current folder is never looked into."""
    for folder in search_path(environ).split(os.pathsep):
        if Path(folder).is_absolute() and (found := shutil.which(name, path=folder)):
            return Path(found)
    return None


def ways_to_start(
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    *,
    root: Path = Path("/"),
    uid: int | None = None,
    user: str | None = None,
) -> tuple[Way, ...]:
    """What is installed and can run an Engine, best first, with what each of them lacks.

    ``root`` is where the machine's files are, ``uid`` and ``user`` who would start it (this
    process' user when None).
    """
    if platform == "win32":
        return tuple(_windows_products(environ))
    products = _mac_products(environ, root) if platform == "darwin" else _linux_products(environ)
    if platform != "linux":
        return tuple(products)
    uid = os.getuid() if uid is None else uid
    user = environ.get("USER", "") if user is None else user
    engines: Iterable[Way | None]
    if uid == 0:
        engines = (_dockerd(environ, root, uid), _podman(environ, root, uid, user))
    else:
        engines = (
            _rootless(environ, root, uid, user),
            _podman(environ, root, uid, user),
            _dockerd(environ, root, uid),
        )
    return (*(way for way in engines if way is not None), *products)


def _dockerd(environ: Mapping[str, str], root: Path, uid: int) -> Way | None:
    program = find_program("dockerd", environ)
    if program is None:
        return None
    obstacles = _engine_obstacles(environ, root)
    if uid == 0:
        if not _may_administrate(root):
            obstacles.insert(0, Obstacle.NO_CAPABILITIES)
        return Way(Kind.DOCKERD, "dockerd", (str(program),), tuple(obstacles))
    ask = find_program("pkexec", environ)
    if ask is None:
        obstacles.insert(0, Obstacle.NOT_ROOT)
        return Way(Kind.DOCKERD, "dockerd", (str(program),), tuple(obstacles))
    return Way(Kind.DOCKERD, "dockerd", (str(program),), tuple(obstacles), asks_password=True)


def _engine_obstacles(environ: Mapping[str, str], root: Path) -> list[Obstacle]:
    obstacles = []
    if find_program("iptables", environ) is None:
        obstacles.append(Obstacle.NO_IPTABLES)
    if find_program("containerd", environ) is None:
        obstacles.append(Obstacle.NO_CONTAINERD)
    if not _has_cgroups(root):
        obstacles.append(Obstacle.NO_CGROUPS)
    return obstacles


def _rootless(environ: Mapping[str, str], root: Path, uid: int, user: str) -> Way | None:
    script = find_program(_ROOTLESS_SCRIPT, environ)
    if script is None and (root / _DEBIAN_ROOTLESS_SCRIPT).is_file():
        script = root / _DEBIAN_ROOTLESS_SCRIPT
    if script is None or find_program("dockerd", environ) is None:
        return None
    obstacles = _rootless_obstacles(environ, root, uid, user)
    if not any(find_program(name, environ) for name in ("rootlesskit", "docker-rootlesskit")):
        obstacles.append(Obstacle.NO_ROOTLESSKIT)
    if not any(find_program(name, environ) for name in ("slirp4netns", "vpnkit", "pasta")):
        obstacles.append(Obstacle.NO_USER_NETWORK)
    obstacles += _engine_obstacles(environ, root)
    argv = (str(find_program("sh", environ) or "/bin/sh"), str(script))
    return Way(Kind.ROOTLESS, "rootless dockerd", argv, tuple(obstacles))


def _podman(environ: Mapping[str, str], root: Path, uid: int, user: str) -> Way | None:
    program = find_program("podman", environ)
    if program is None:
        return None
    if uid == 0:
        obstacles = [] if _may_administrate(root) else [Obstacle.NO_CAPABILITIES]
    else:
        obstacles = _rootless_obstacles(environ, root, uid, user)
    return Way(Kind.PODMAN, "podman", (str(program),), tuple(obstacles))


def _rootless_obstacles(
    environ: Mapping[str, str], root: Path, uid: int, user: str
) -> list[Obstacle]:
    obstacles = []
    if not (find_program("newuidmap", environ) and find_program("newgidmap", environ)):
        obstacles.append(Obstacle.NO_NEWUIDMAP)
    if not all(_has_maps(root / "etc" / name, uid, user) for name in ("subuid", "subgid")):
        obstacles.append(Obstacle.NO_UID_MAPS)
    if not _may_make_user_namespaces(root):
        obstacles.append(Obstacle.NO_USER_NAMESPACES)
    if not os.access(root / "dev/net/tun", os.R_OK | os.W_OK):
        obstacles.append(Obstacle.NO_TUN)
    runtime = environ.get("XDG_RUNTIME_DIR")
    if not runtime or not os.access(runtime, os.W_OK | os.X_OK):
        obstacles.append(Obstacle.NO_RUNTIME_FOLDER)
    return obstacles


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _has_maps(path: Path, uid: int, user: str) -> bool:
    """Whether subuid(5) gives the user a range: ``name-or-uid:first:count``."""
    owners = {line.partition(":")[0] for line in _read(path).splitlines()}
    return bool(owners & ({user, str(uid)} - {""}))


def _may_make_user_namespaces(root: Path) -> bool:
    settings = root / "proc/sys"
    return not (
        _read(settings / "user/max_user_namespaces").strip() == "0"
        or _read(settings / "kernel/unprivileged_userns_clone").strip() == "0"
        or _read(settings / "kernel/apparmor_restrict_unprivileged_userns").strip() == "1"
    )


def _may_administrate(root: Path) -> bool:
    """Whether this process has the rights of a real root: a container's root often lacks them."""
    for line in _read(root / "proc/self/status").splitlines():
        if line.startswith("CapEff:"):
            rights = int(line.split()[1], 16)
            return bool(rights >> _SYS_ADMIN & 1 and rights >> _NET_ADMIN & 1)
    return True


def _has_cgroups(root: Path) -> bool:
    """Version 2 (one tree), or version 1 with the devices controller, which dockerd insists on."""
    below = root / "sys/fs/cgroup"
    return (below / "cgroup.controllers").exists() or (below / "devices").is_dir()


def _command(
    name: str, program: str, arguments: tuple[str, ...], environ: Mapping[str, str]
) -> Iterable[Way]:
    path = find_program(program, environ)
    if path is not None:
        yield Way(Kind.PRODUCT, name, (str(path), *arguments))


def _linux_products(environ: Mapping[str, str]) -> Iterable[Way]:
    if Path("/opt/docker-desktop/bin").is_dir():
        start = ("--user", "start", "docker-desktop")
        yield from _command("Docker Desktop", "systemctl", start, environ)
    yield from _command("Colima", "colima", ("start",), environ)
    yield from _command("Rancher Desktop", "rdctl", ("start",), environ)


def _mac_products(environ: Mapping[str, str], root: Path) -> Iterable[Way]:
    for name, application in (("Docker Desktop", "Docker"), ("OrbStack", "OrbStack")):
        if (root / "Applications" / f"{application}.app").is_dir():
            yield Way(Kind.PRODUCT, name, ("/usr/bin/open", "-g", "-a", application))
    yield from _command("Colima", "colima", ("start",), environ)
    yield from _command("Rancher Desktop", "rdctl", ("start",), environ)
    yield from _command("Podman", "podman", ("machine", "start"), environ)


def _windows_products(environ: Mapping[str, str]) -> Iterable[Way]:
    folder = environ.get("ProgramFiles", environ.get("PROGRAMFILES", r"C:\Program Files"))
    desktop = Path(folder) / "Docker" / "Docker" / "Docker Desktop.exe"
    if desktop.is_file():
        yield Way(Kind.PRODUCT, "Docker Desktop", (str(desktop),), detached=True)
    yield from _command("Rancher Desktop", "rdctl", ("start",), environ)
    yield from _command("Podman", "podman", ("machine", "start"), environ)
