"""Is there a display? Where there is none, Qt ends the program with a page of its own words."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping

_SECONDS = 2.0
_X11 = re.compile(r"(?P<host>[^:]*):(?P<number>\d{1,5})(?:\.\d+)?")
_FIRST_PORT = 6000


def why_none(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Why no window can be opened here, in one sentence; empty where one can, or Qt must say.

    Only where X or Wayland would be used; another platform that QT_QPA_PLATFORM names is Qt's
    matter.
    """
    if platform in ("win32", "darwin"):
        return ""
    named = environ.get("QT_QPA_PLATFORM", "")
    if named and not named.startswith(("xcb", "wayland")):
        return ""
    if environ.get("WAYLAND_DISPLAY") and not named.startswith("xcb"):
        return ""
    display = environ.get("DISPLAY", "")
    if not display:
        return (
            "there is no display: start Portside in a graphical session, or by ssh -X,"
            " or set DISPLAY"
        )
    if not _answers(display):
        return f"the display {display} does not answer: see whether DISPLAY is right"
    return ""


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
