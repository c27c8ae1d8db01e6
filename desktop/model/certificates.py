"""Where an Engine, and this machine, look for the authority of a registry's certificate.

https://docs.docker.com/engine/security/certificates/ has the folders, and
https://docs.docker.com/desktop/troubleshoot-and-support/faqs/ those of Docker Desktop.
"""

from __future__ import annotations

import enum
import sys

from desktop.engine.records import EngineInfo


class Ground(enum.Enum):
    """What an Engine runs on, as far as its certificates and settings are concerned."""

    SYSTEM = "system"  # Linux, or a virtual machine with it
    ROOTLESS = "rootless"
    DESKTOP = "desktop"  # Docker Desktop on macOS or Linux
    DESKTOP_WINDOWS = "desktop on windows"
    WINDOWS = "windows"  # with containers of Windows
    PODMAN = "podman"


_FOLDERS = {
    Ground.SYSTEM: "/etc/docker/certs.d/",
    Ground.ROOTLESS: "~/.config/docker/certs.d/",
    Ground.DESKTOP: "~/.docker/certs.d/",
    Ground.WINDOWS: "C:\\ProgramData\\docker\\certs.d\\",
    Ground.PODMAN: "/etc/containers/certs.d/",
}
_OURS = {"darwin": "~/.docker/certs.d/", "win32": "%USERPROFILE%\\.docker\\certs.d\\"}


def ground_of(info: EngineInfo | None) -> Ground:
    """What the Engine runs on, as it told; as most do where none is connected."""
    if info is None:
        return Ground.SYSTEM
    if info.operating_system.startswith("Docker Desktop"):
        windows = "microsoft" in info.kernel.lower() or info.os == "windows"
        return Ground.DESKTOP_WINDOWS if windows else Ground.DESKTOP
    if info.os == "windows":
        return Ground.WINDOWS
    if info.product.startswith("Podman"):
        return Ground.PODMAN
    return Ground.ROOTLESS if info.rootless else Ground.SYSTEM


def file_of(ground: Ground, registry: str) -> str:
    """The file on the Engine's machine; empty where the system's own store is meant instead."""
    folder = _FOLDERS.get(ground)
    return _file(folder, registry) if folder is not None else ""


def our_file(registry: str, *, platform: str = sys.platform) -> str:
    """The file on this machine, from which it is asked for its repositories and tags."""
    return _file(_OURS.get(platform, _FOLDERS[Ground.SYSTEM]), registry)


def _file(folder: str, registry: str) -> str:
    if folder.endswith("\\"):
        return f"{folder}{registry.replace(':', '')}\\ca.crt"  # a name there has no colon
    return f"{folder}{registry}/ca.crt"
