"""What a file is called here that comes from a container: most names stay as they are.

A name that this system can't hold is changed by one rule: each part of it that can't be becomes an
underscore (on macOS a byte that is no UTF-8 becomes ``%`` and two digits), and a name that Windows
keeps for a device gets an underscore before its ending. A second file that would then have the name
of another gets a number, as one that is kept beside another does: ``notes (2).txt``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

_WINDOWS_NEVER = re.compile('[\x00-\x1f<>:"/\\\\|?*\ud800-\udfff]')
_WINDOWS_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\s*(?:\..*)?)",
    re.IGNORECASE,
)
_LONGEST_ON_WINDOWS = 255


def fitting(name: str, system: str = sys.platform) -> str:
    """The name under which it can be here; itself, nearly always."""
    if system == "win32":
        return _for_windows(name)
    if system == "darwin":
        return "".join(
            f"%{ord(each) - 0xDC00:02X}" if "\udc80" <= each <= "\udcff" else each for each in name
        )
    return name


def _for_windows(name: str) -> str:
    changed = _WINDOWS_NEVER.sub("_", name)
    bare = changed.rstrip(". ")
    changed = bare + "_" * (len(changed) - len(bare))
    if device := _WINDOWS_DEVICES.fullmatch(changed):
        changed = f"{device[1]}_{device[2]}"
    return changed[:_LONGEST_ON_WINDOWS]


def numbered(name: str, taken: Callable[[str], bool]) -> str:
    """The first name like it that is free: ``notes (2).txt``, ``notes (3).txt``, …"""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 10 or " " in ending:
        stem, dot, ending = name, "", ""
    if stem.endswith(".tar"):
        stem, ending = stem[:-4], f"tar.{ending}"
    number = 2
    while taken(found := f"{stem} ({number}){dot}{ending}"):
        number += 1
    return found
