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
    Ground.DESKTOP_WINDOWS: "%USERPROFILE%\\.docker\\certs.d\\",
    Ground.WINDOWS: "C:\\ProgramData\\docker\\certs.d\\",
    Ground.PODMAN: "/etc/containers/certs.d/",
}
_OURS = {"darwin": _FOLDERS[Ground.DESKTOP], "win32": _FOLDERS[Ground.DESKTOP_WINDOWS]}


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
    return "" if ground is Ground.DESKTOP_WINDOWS else f"{folder_of(ground, registry)}ca.crt"


def folder_of(ground: Ground, registry: str) -> str:
    """The folder on the Engine's machine, also for a certificate that tells who asks."""
    return _folder(_FOLDERS[ground], registry)


def our_file(registry: str, *, platform: str = sys.platform) -> str:
    """The file on this machine, from which it is asked for its repositories and tags."""
    return f"{our_folder(registry, platform=platform)}ca.crt"


def our_folder(registry: str, *, platform: str = sys.platform) -> str:
    """The folder on this machine."""
    return _folder(_OURS.get(platform, _FOLDERS[Ground.SYSTEM]), registry)


def _folder(parent: str, registry: str) -> str:
    if parent.endswith("\\"):
        return f"{parent}{registry.replace(':', '')}\\"  # a name there has no colon
    return f"{parent}{registry}/"
