"""A real registry on loopback, from Debian's docker-registry: started, filled and removed.

The Engine takes any registry of 127.0.0.0/8 without TLS, and with a certificate it can't verify.
"""

from __future__ import annotations

import base64
import ctypes
import ctypes.util
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.engine.endpoint import TLSFiles
from tests.support.real_engine import IMAGE

PROGRAM = "docker-registry"
ABSENT = f"no registry to pull from: there is no {PROGRAM}, install Debian's {PROGRAM}"
_LISTENING = "listening on "
_SALT = b"$2b$04$portsidetestsaltportsO"  # bcrypt, the only kind it reads, and the least of it


def present() -> bool:
    """Whether this machine has the program."""
    return shutil.which(PROGRAM) is not None


class Registry:
    """One registry with all its files in ``folder``, on a port of its own.

    ``users`` are those who may ask it, with their passwords; without any it asks nobody's name.
    ``wants_certificates``: it takes in only who shows one of the authority of ``tls``.
    ``network_of`` is a process in whose network namespace it listens: that of a ``RealEngine``
    when it is not ours. The images outlive ``stop``, so ``start`` offers them again, on the same
    port; ``close`` removes everything.
    """

    def __init__(
        self,
        folder: Path,
        *,
        users: Mapping[str, str] | None = None,
        tls: TLSFiles | None = None,
        wants_certificates: bool = False,
        network_of: int | None = None,
    ) -> None:
        self.folder = folder
        self.log_path = folder / "registry.log"
        self._users = dict(users or {})
        self._tls = tls
        self._wants_certificates = wants_certificates
        self._network_of = network_of
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        """What the references of its images begin with: ``127.0.0.1:41234``."""
        assert self._port, "the registry was not started"
        return f"127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """Where its API is: ``http://127.0.0.1:41234``."""
        return f"{'https' if self._tls else 'http'}://{self.host}"

    def start(self, *, seconds: float = 30) -> None:
        """Return when it listens."""
        assert self._process is None, "the registry runs already"
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = self.folder / "registry.json"  # JSON is YAML
        settings.write_text(json.dumps(self._settings()))
        command = [PROGRAM, "serve", os.fspath(settings)]
        if self._network_of is not None:
            command = ["nsenter", "--net", "--target", str(self._network_of), *command]
        # Each REGISTRY_… of the environment would change its settings.
        environment = {"PATH": os.environ["PATH"]}
        with self.log_path.open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment
            )
        self._port = self._wait_until_it_listens(seconds)

    def stop(self) -> None:
        """End it; connections break. Its images stay."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def close(self) -> None:
        """End it, and remove all its files."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def push(self, docker: Callable[..., str], name: str, image: str = IMAGE) -> str:
        """Push an image of this Engine as ``name``, ``team/app:1``; return its reference.

        The Engine then holds it no more under that name: who wants it has to pull.
        """
        reference = f"{self.host}/{name}"
        docker("tag", image, reference)
        try:
            docker("--config", os.fspath(self._docker_settings()), "push", "--quiet", reference)
        finally:
            docker("rmi", "--no-prune", reference)
        return reference

    def _settings(self) -> dict[str, Any]:
        settings: dict[str, Any] = {
            "version": "0.1",
            "log": {"level": "info"},
            "storage": {
                "filesystem": {"rootdirectory": os.fspath(self.folder / "images")},
                "delete": {"enabled": True},
                "maintenance": {"uploadpurging": {"enabled": False}},
            },
            "http": {"addr": f"127.0.0.1:{self._port}", "secret": "of the tests"},
        }
        if self._tls is not None:
            files = {"certificate": self._tls.cert, "key": self._tls.key}
            settings["http"]["tls"] = {key: os.fspath(path) for key, path in files.items() if path}
            if self._wants_certificates:
                assert self._tls.ca is not None
                settings["http"]["tls"]["clientcas"] = [os.fspath(self._tls.ca)]
        if self._users:
            known = self.folder / "htpasswd"
            lines = [f"{name}:{_bcrypt(word)}\n" for name, word in self._users.items()]
            known.write_text("".join(lines))
            settings["auth"] = {"htpasswd": {"realm": "tests", "path": os.fspath(known)}}
        return settings

    def _docker_settings(self) -> Path:
        """A folder for ``docker --config``, in which the first of the users is logged in."""
        folder = self.folder / "docker"
        folder.mkdir(exist_ok=True)
        settings: dict[str, Any] = {}
        for name, word in list(self._users.items())[:1]:
            held = base64.b64encode(f"{name}:{word}".encode()).decode()
            settings["auths"] = {self.host: {"auth": held}}
        (folder / "config.json").write_text(json.dumps(settings))
        return folder

    def _wait_until_it_listens(self, seconds: float) -> int:
        """The port that its log tells."""
        assert self._process is not None
        end = time.monotonic() + seconds
        while True:
            ended = self._process.poll() is not None
            said = self.log_path.read_text(errors="replace")
            told = said.partition(_LISTENING)[2].partition('"')
            if told[1]:
                return int(told[0].partition(",")[0].rpartition(":")[2])
            if ended or time.monotonic() > end:
                self.stop()
                raise AssertionError(f"the registry does not listen:\n{said[-4000:]}")
            threading.Event().wait(0.005)


def _bcrypt(word: str) -> str:
    """As ``htpasswd -B`` has it, by the C library that each Linux has."""
    library = ctypes.CDLL(ctypes.util.find_library("crypt") or "libcrypt.so.1")
    library.crypt.restype = ctypes.c_char_p
    hashed: bytes | None = library.crypt(word.encode(), _SALT)
    assert hashed is not None, "libcrypt knows no bcrypt"
    return hashed.decode()
