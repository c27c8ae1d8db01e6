"""Where the files and addresses of a private Engine are, and the command line that says so."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.engine.host_programs import Kind, Way, find_program, search_path
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.engine.supervisor import SCRIPT

PROGRAM_NAME = "portside-engine"
# dockerd gives containers that ignore SIGTERM 10 s, and itself 15 s (--shutdown-timeout).
GRACE_SECONDS = 20
# What a private Engine takes from the machine's own configuration: how it reaches registries.
_INHERITED = ("registry-mirrors", "insecure-registries", "dns", "proxies")
# The longest path below the run folder, exec/containerd/containerd.sock.ttrpc, has 38 bytes.
_LONGEST_RUN_FOLDER = 60


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of one private Engine are."""

    folder: Path
    run: Path

    @property
    def identity(self) -> str:
        """Names its bridge, its firewall chain and its containerd namespace; 15 letters at most."""
        return "portside-" + hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:6]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "engine.log"

    @property
    def socket(self) -> Path:
        return self.run / "docker.sock"

    @property
    def control(self) -> Path:
        return self.run / "control"


def command_line(way: Way, places: Places) -> tuple[str, ...]:
    if way.kind is Kind.PRODUCT:
        raise ValueError(f"{way.name} brings its own Engine: launch() starts it")
    bridge = places.identity if way.kind is Kind.DOCKERD else ""
    net = _free_addresses(places.folder) if bridge else ""
    if way.kind is Kind.PODMAN:
        engine = (
            *way.argv,
            *("--root", str(places.data / "podman"), "--runroot", str(places.run / "podman")),
            *("system", "service", "--time=0", f"unix://{places.socket}"),
        )
    else:
        engine = (
            *way.argv,
            *("--config-file", str(_configuration(places))),
            *("--data-root", str(places.data), "--exec-root", str(places.run / "exec")),
            *("--pidfile", str(places.run / "docker.pid"), "-H", f"unix://{places.socket}"),
            # Both matter where dockerd finds a containerd of the system, which all share.
            *("--containerd-namespace", places.identity),
            *("--containerd-plugins-namespace", f"plugins-{places.identity}"),
            *(("--group", str(os.getgid())) if way.asks_password else ()),
        )
    arguments = (str(places.run), str(places.data), places.identity, bridge, net)
    shell = ("/bin/sh", "-c", SCRIPT, PROGRAM_NAME, *arguments, str(GRACE_SECONDS), *engine)
    return ("pkexec", *shell) if way.asks_password else shell


def environment(places: Places, environ: Mapping[str, str]) -> dict[str, str]:
    return {
        **{name: value for name, value in environ.items() if not name.startswith("DOCKER_")},
        "PATH": search_path(environ),
        "DOCKERD_ROOTLESS_ROOTLESSKIT_STATE_DIR": str(places.run / "rootlesskit"),
    }


def _has_key_file() -> bool:
    """Before version 23 the Engine's ID is in a file, by default one for the whole machine."""
    program = find_program("dockerd", os.environ)
    try:
        command = [str(program), "--version"]
        said = subprocess.run(
            command, capture_output=True, text=True, timeout=10, check=True
        ).stdout
        return int(said.removeprefix("Docker version ").split(".")[0]) < 23
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def _configuration(places: Places) -> Path:
    """What dockerd is told by file: the user's ``daemon.json`` in the folder, if there is one."""
    settings = {key: value for key, value in _machine().items() if key in _INHERITED}
    path = places.folder / "daemon.json"
    try:
        settings |= json.loads(path.read_bytes())
    except FileNotFoundError:
        pass
    except (OSError, ValueError, TypeError) as error:
        raise StartFailed(StartProblem.CONFIGURATION, (f"{path}: {error}",)) from error
    if _has_key_file():
        settings["deprecated-key-path"] = str(places.folder / "key.json")
    written = places.run / "daemon.json"
    # Said also where it is the default: a dockerd that reads its file again takes in what is there.
    settings.setdefault("live-restore", False)
    written.write_text(json.dumps(settings))
    for_start = {**settings, "live-restore": True}  # see SCRIPT's spare_bridge
    written.with_name("start.json").write_text(json.dumps(for_start))
    return written


def _machine() -> dict[str, Any]:
    try:
        settings = json.loads(Path("/etc/docker/daemon.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def run_folder(folder: Path, environ: Mapping[str, str]) -> Path:
    """Where sockets and pid files go: a folder of mode 0700 whose path is short enough."""
    identity = Places(folder, folder).identity
    choices = [folder / "run"]
    if environ.get("XDG_RUNTIME_DIR"):
        choices.append(Path(environ["XDG_RUNTIME_DIR"]) / identity)
    if os.getuid() == 0:
        choices.append(Path("/run") / identity)
    choices.append(Path(tempfile.gettempdir()) / f"{identity}-{os.getuid()}")
    run = next((it for it in choices if len(os.fsencode(it)) <= _LONGEST_RUN_FOLDER), choices[-1])
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    info = run.lstat()
    if not stat.S_ISDIR(info.st_mode) or info.st_uid != os.getuid():
        raise PermissionError(f"{run} belongs to somebody else")
    run.chmod(0o700)
    return run


def _free_addresses(folder: Path) -> str:
    """The first two numbers of a /16 network that no route of this machine touches.

    The choice is remembered, since the networks that the Engine makes keep their addresses.
    """
    taken = list(_routes())
    choices = [f"10.{number}" for number in range(213, 240)]
    choices += [f"172.{number}" for number in range(20, 32)]
    choices.append("192.168")
    remembered = folder / "addresses"
    if remembered.exists() and (last := remembered.read_text().strip()) in choices:
        choices.insert(0, last)
    for choice in choices:
        high, low = (int(number) for number in choice.split("."))
        first = (high << 24) | (low << 16)
        mask = 0xFFFF0000
        if all((first ^ network) & mask & other for network, other in taken):
            remembered.write_text(choice + "\n")
            return choice
    raise StartFailed(StartProblem.NO_ADDRESSES)


def _routes() -> Iterator[tuple[int, int]]:
    """Networks and masks of the routes, without the default one. See proc(5), /proc/net/route."""
    for line in Path("/proc/net/route").read_text().splitlines()[1:]:
        fields = line.split()
        network, mask = (int.from_bytes(bytes.fromhex(fields[i]), "little") for i in (1, 7))
        if mask:
            yield network, mask
