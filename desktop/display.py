"""Is there a display? Where there is none, Qt ends the program with a page of its own words."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import PurePosixPath

_SECONDS = 2.0
_X11 = re.compile(r"(?P<host>[^:]*):(?P<number>\d{1,5})(?:\.\d+)?")
_FIRST_PORT = 6000


def choose(environ: MutableMapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Why no window can be opened here, in one sentence; empty where one can, or Qt must say.

    Only where X or Wayland would be used; another platform that QT_QPA_PLATFORM names is Qt's
    matter. Where Wayland is named and does not answer, but X does, Qt is told to use that.
    """
    if platform in ("win32", "darwin"):
        return ""
    named = environ.get("QT_QPA_PLATFORM", "")
    kinds = set(re.findall(r"(?:^|;)([a-z]+)", named)) or {"wayland", "xcb"}
    if not kinds <= {"wayland", "xcb"}:
        return ""
    wayland = environ.get("WAYLAND_DISPLAY") or ("wayland-0" if named else "")
    if "wayland" not in kinds:
        wayland = ""
    if wayland and _wayland_answers(wayland, environ):
        return ""
    display = environ.get("DISPLAY", "") if "xcb" in kinds else ""
    if display and _answers(display):
        if wayland:
            environ["QT_QPA_PLATFORM"] = "xcb"
        return ""
    if wayland and display:
        return (
            f"neither the display {wayland} nor {display} answers: see whether WAYLAND_DISPLAY"
            " and DISPLAY are right"
        )
    if wayland or display:
        variable = "WAYLAND_DISPLAY" if wayland else "DISPLAY"
        return f"the display {wayland or display} does not answer: see whether {variable} is right"
    return (
        "there is no display: start Portside in a graphical session, or by ssh -X, or set DISPLAY"
    )


def _wayland_answers(name: str, environ: Mapping[str, str]) -> bool:
    """Whether a compositor listens where libwayland would connect to."""
    if environ.get("WAYLAND_SOCKET"):  # somebody has connected for us
        return True
    path = PurePosixPath(environ.get("XDG_RUNTIME_DIR", ""), name)
    return path.is_absolute() and _connects(socket.AF_UNIX, str(path))


def _answers(display: str) -> bool:
    """Whether an X server listens there; True where that can't be told."""
    found = _X11.fullmatch(display)
    if found is None:
        return True
    host, number = found["host"], int(found["number"])
    if host not in ("", "unix"):
        return _connects(socket.AF_INET, (host, _FIRST_PORT + number))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    abstract = sys.platform == "linux" and _connects(socket.AF_UNIX, f"\0{path}")
    return abstract or _connects(socket.AF_UNIX, path)


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family) as made:
        made.settimeout(_SECONDS)
        try:
            made.connect(address)
        except OSError:
            return False
        return True
