"""A folder with docker's configuration, and with the sign-ins that we alone know of.

``docker buildx`` takes neither from anywhere else. The folder is its owner's, in memory where the
system has such a place, and is removed when the program has ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop.engine import docker_config
from desktop.engine.credentials import Login, Session, as_written, server

NOBODY: Session = MappingProxyType({})


@contextlib.contextmanager
def configuration(logins: Session) -> Iterator[Mapping[str, str]]:
    """The environment variables by which docker finds it."""
    where = docker_config.path().parent
    with tempfile.TemporaryDirectory(prefix="portside-", dir=_in_memory()) as folder:  # mode 700
        file = Path(folder) / "config.json"
        file.touch(0o600)
        file.write_text(json.dumps(_settings(logins)), encoding="utf-8")
        # What buildx remembers of its builders stays where it was.
        beside = os.environ.get("BUILDX_CONFIG") or os.fspath(where / "buildx")
        yield {"DOCKER_CONFIG": folder, "BUILDX_CONFIG": beside}


def _settings(logins: Mapping[str, Login]) -> dict[str, Any]:
    try:
        settings = docker_config.read()
    except (OSError, ValueError):
        settings = {}
    settings.pop("currentContext", None)  # it is said by the environment, and is not beside it
    auths = dict(docker_config.section(settings, "auths"))
    helpers = dict(docker_config.section(settings, "credHelpers"))
    for registry, login in logins.items():
        name = server(registry)
        auths[name] = as_written(login)
        helpers[name] = ""  # the entry above counts, and no helper is asked
    return {**settings, "auths": auths, "credHelpers": helpers}


def _in_memory() -> str | None:
    """A folder that no disk holds; None where there is none."""
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm"):  # noqa: S108 - mode 700 in it
        if folder and os.access(folder, os.W_OK | os.X_OK):
            return folder
    return None
