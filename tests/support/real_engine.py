"""A real Docker Engine of the tests' own: started, stopped, killed and removed by them."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.parse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.packing import Root
from tests.support.processes import remove_engine_folder, wait_for_end

IMAGE = "portside-test/busybox:1"
LABEL = "portside.test"
# Runs until it is told to stop, and then stops at once: a plain `sleep` as PID 1 ignores SIGTERM,
# which costs 10 s at each stop, and at the start of an Engine that was killed.
WAIT = ("sh", "-c", "trap 'exit 0' TERM INT; sleep 86400 & wait")
_PRIVATE_NETWORK = "PORTSIDE_TEST_NETWORK"
_UNLABELLED_NETWORKS = {"bridge", "host", "none", "docker_gwbridge", "ingress"}


class RealEngine:
    """One ``dockerd`` with all its files in ``folder``.

    ``own_network`` puts it into a network namespace of its own, where it disturbs no other
    Engine: its socket works from outside, the ports that it publishes don't. The folders outlive
    ``stop`` and ``kill``, so ``start`` finds the containers again; ``close`` removes everything.
    With a ``disk`` of so many bytes, all that it has is in memory and ends with it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        own_network: bool = True,
        arguments: Sequence[str] = (),
        disk: int = 0,
    ) -> None:
        self.folder = folder
        self.socket_path = folder / "docker.sock"
        self.url = f"unix://{self.socket_path}"
        self.log_path = folder / "dockerd.log"
        self._own_network = own_network or not in_private_network()
        self._arguments = tuple(arguments)
        self._disk = disk
        self._process: subprocess.Popen[bytes] | None = None
        self._images_at_first: set[str] = set()

    @property
    def pid(self) -> int:
        """The process id of ``dockerd``."""
        return int((self.folder / "dockerd.pid").read_text())

    @property
    def data(self) -> Path:
        """Where its images are, as it sees it."""
        return Path(f"/proc/{self.pid}/root{self.folder}/data")

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, *, seconds: float = 90) -> None:
        """Return when the Engine answers. It says so itself, over systemd's ``NOTIFY_SOCKET``."""
        if self.running:
            raise RuntimeError(f"the Engine in {self.folder} runs already")
        self.folder.mkdir(parents=True, exist_ok=True)
        notify_path = self.folder / "notify"
        notify_path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.bind(os.fspath(notify_path))
            with self.log_path.open("ab") as log:
                self._process = subprocess.Popen(
                    self._command(),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env={**os.environ, "NOTIFY_SOCKET": os.fspath(notify_path)},
                    start_new_session=True,
                )
            self._wait_until_ready(notify, seconds)
        self.request("GET", "/_ping")

    def stop(self, *, seconds: float = 60) -> None:
        """SIGTERM, as the system does it: up to 15 s if a container ignores its own SIGTERM."""
        if self._process is not None:
            os.kill(self.pid, signal.SIGTERM)
            self._process.wait(seconds)
            self._process = None

    def kill(self) -> None:
        """Kill -9: the containers run on, and the socket's file stays."""
        if self._process is not None:
            containerd = self.folder / "exec/containerd/containerd.pid"
            containerd_pid = int(containerd.read_text())
            os.kill(self.pid, signal.SIGKILL)
            self._process.wait(10)
            self._process = None
            # The kernel ends containerd with it. As long as its number exists, even as a zombie,
            # the next dockerd would take it for alive and wait for it in vain.
            wait_for_end(containerd_pid, seconds=10)
            containerd.unlink()
            (self.folder / "dockerd.pid").unlink()

    def restart(self) -> None:
        self.stop()
        self.start()

    def close(self) -> None:
        """End the Engine and its containers at once, and remove all their files."""
        if self.folder.exists():
            remove_engine_folder(self.folder)
        if self._process is not None:
            self._process.wait(10)
            self._process = None

    def docker(self, *arguments: str, stdin: bytes | None = None, seconds: float = 60) -> str:
        """The real command line on this Engine: what it prints, or an AssertionError that tells.

        A shell that it runs detached has set its traps when this returns. It builds by the Engine's
        own builder, as we do, whatever plug-ins there are.
        """
        done = subprocess.run(
            ["docker", "--host", self.url, *arguments],
            input=stdin if stdin is not None else b"",
            env={**os.environ, "DOCKER_BUILDKIT": "0"},
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise AssertionError(f"docker {' '.join(arguments)} → {done.returncode}: {said}")
        said = done.stdout.decode(errors="replace").strip()
        detached = arguments[:2] in (("run", "-d"), ("run", "--detach"))
        if detached and any("trap" in word for word in arguments):
            self._wait_for_a_child(said)
        return said

    def _wait_for_a_child(self, container: str) -> None:
        """Until its first process has one: a signal before its traps are set would be lost."""
        pid = self.request("GET", f"/containers/{container}/json")["State"]["Pid"]
        with contextlib.suppress(OSError):  # it has ended already
            while pid and not Path(f"/proc/{pid}/task/{pid}/children").read_bytes():
                threading.Event().wait(0.001)

    def pack_image(self) -> None:
        """Make ``IMAGE`` from the machine's static busybox, without any registry."""
        packed = Root().packed()
        self.docker("import", "--change", 'CMD ["/bin/sh"]', "-", IMAGE, stdin=packed, seconds=120)
        self._images_at_first = self._image_names()

    def request(self, method: str, path: str) -> Any:
        """One plain call of the API; what it answers, decoded."""
        connection = _UnixConnection(self.socket_path)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status >= 400:
                raise AssertionError(f"{method} {path} → {answer.status}: {body.decode()}")
            is_json = answer.headers.get_content_type() == "application/json"
            return json.loads(body) if is_json and body else body
        finally:
            connection.close()

    def remove_leftovers(self) -> list[str]:
        """Remove what a test made; name what carried no label, which is the test's fault.

        Images have no label of ours when a test commits or tags, so they go without a word.
        """
        unlabelled: list[str] = []
        for container in self.request("GET", "/containers/json?all=1"):
            if LABEL not in container["Labels"]:
                unlabelled.append(f"container {', '.join(container['Names'])}")
            self._remove(f"/containers/{container['Id']}?force=1&v=1")
        for network in self.request("GET", "/networks"):
            if network["Name"] not in _UNLABELLED_NETWORKS:
                if LABEL not in (network["Labels"] or {}):
                    unlabelled.append(f"network {network['Name']}")
                self._remove(f"/networks/{network['Id']}")
        for volume in self.request("GET", "/volumes")["Volumes"] or []:
            if LABEL not in (volume["Labels"] or {}):
                unlabelled.append(f"volume {volume['Name']}")
            self._remove(f"/volumes/{urllib.parse.quote(volume['Name'])}?force=1")
        if self._images_at_first:
            for name in self._image_names() - self._images_at_first:
                self._remove(f"/images/{urllib.parse.quote(name)}?force=1")
            if IMAGE not in self._image_names():
                unlabelled.append(f"{IMAGE} was removed")
                self.pack_image()
        return unlabelled

    def _remove(self, path: str) -> None:
        try:
            self.request("DELETE", path)
        except AssertionError as error:
            if "→ 404" not in str(error) and '→ 409: {"message":"removal of' not in str(error):
                raise

    def _image_names(self) -> set[str]:
        """Tags, and the ids of images without any."""
        names: set[str] = set()
        for image in self.request("GET", "/images/json"):
            tags = [tag for tag in image["RepoTags"] or [] if tag != "<none>:<none>"]
            names.update(tags or [image["Id"]])
        return names

    def _command(self) -> list[str]:
        folder = self.folder
        settings: dict[str, str] = {}
        if _engine_major_version() < 23:
            # It holds the Engine's ID; by default there is one for the machine, in /etc/docker.
            settings["deprecated-key-path"] = f"{folder}/key.json"
        (folder / "daemon.json").write_text(json.dumps(settings))
        command = [
            "dockerd",
            f"--config-file={folder}/daemon.json",
            f"--data-root={folder}/data",
            f"--exec-root={folder}/exec",
            f"--pidfile={folder}/dockerd.pid",
            f"--host={self.url}",
            *self._arguments,
        ]
        if self._disk:
            (folder / "data").mkdir(exist_ok=True)
            on_disk = f'mount -t tmpfs -o size={self._disk} tmpfs {folder}/data; exec "$@"'
            command = ["unshare", "--mount", "sh", "-c", on_disk, "sh", *command]
        if self._own_network:
            in_network = 'ip link set lo up; exec "$@"'
            command = ["unshare", "--net", "sh", "-c", in_network, "sh", *command]
        return command

    def _wait_until_ready(self, notify: socket.socket, seconds: float) -> None:
        assert self._process is not None
        notify.settimeout(0.25)
        end = time.monotonic() + seconds
        while True:
            try:
                if b"READY=1" in notify.recv(4096):
                    return
            except TimeoutError:
                dead = self._process.poll() is not None
                if dead or time.monotonic() > end:
                    tail = self.log_path.read_text(errors="replace")[-4000:]
                    state = "ended" if dead else f"is not ready after {seconds} s"
                    raise AssertionError(f"dockerd {state}:\n{tail}") from None


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("docker", timeout=60)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(os.fspath(self._path))


def in_private_network() -> bool:
    """Whether ``./test`` gave this run a network namespace of its own."""
    return os.environ.get(_PRIVATE_NETWORK) == "private"


def _engine_major_version() -> int:
    said = subprocess.run(
        ["dockerd", "--version"], capture_output=True, text=True, timeout=30, check=True
    ).stdout
    return int(said.removeprefix("Docker version ").split(".")[0])  # Docker version 20.10.24+dfsg1
