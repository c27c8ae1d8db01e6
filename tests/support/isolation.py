"""Keep the tests from the user's files and from the user's Docker."""

from __future__ import annotations

import os
import time
from pathlib import Path

_FOREIGN = ("DOCKER_", "QT_", "BUILDKIT_", "COMPOSE_", "CONTAINER_HOST", "NOTIFY_SOCKET")
_OURS = {"QT_QPA_PLATFORM"}  # decided by ./test


def isolate(home: Path) -> None:
    """Point HOME and the XDG folders below ``home``, and drop what steers docker and Qt.

    Called before anything of Qt or docker is imported, since both read these once.
    """
    for name in list(os.environ):
        if name.startswith(_FOREIGN) and name not in _OURS:
            del os.environ[name]
    folders = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "run",
        "DOCKER_CONFIG": home / "docker",
    }
    for name, folder in folders.items():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = os.fspath(folder)
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "UTC"
    time.tzset()  # Python has looked already
    os.environ["QT_API"] = "pyside6"
    # No session bus: what the desktop offers there must not change what a test sees.
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
