"""What the 256 entries of a palette stand for."""

from __future__ import annotations

import re

from desktop.terminal.cells import RGB
from desktop.terminal.protocol import Colors, Theme


def _xterm() -> tuple[RGB, ...]:
    first = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
    bright = "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    named = [bytes.fromhex(color) for color in f"{first} {bright}".split()]
    steps = (0, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
    cube = [(red, green, blue) for red in steps for green in steps for blue in steps]
    greys = [(grey, grey, grey) for grey in range(8, 248, 10)]
    return (*((red, green, blue) for red, green, blue in named), *cube, *greys)


XTERM = _xterm()


def entry(index: int, theme: Theme, colors: Colors) -> RGB:
    """The colour of an entry: as the program has changed it, the theme's, or xterm's."""
    changed = colors.palette.get(index)
    if changed is not None:
        return changed
    return theme.palette[index] if index < len(theme.palette) else XTERM[index]


def parsed(text: str) -> RGB | None:
    """A colour as XParseColor takes it: #RGB to #RRRRGGGGBBBB, or rgb:R/G/B with 1 to 4 digits."""
    if found := re.fullmatch(r"#((?:[0-9a-fA-F]{3}){1,4})", text):
        size = len(found[1]) // 3
        parts = [found[1][at : at + size].ljust(4, "0") for at in range(0, 3 * size, size)]
        red, green, blue = (int(part[:2], 16) for part in parts)
        return red, green, blue
    if found := re.fullmatch("rgb:" + "/".join(["([0-9a-fA-F]{1,4})"] * 3), text):
        red, green, blue = (
            round(int(part, 16) * 255 / (16 ** len(part) - 1)) for part in found.groups()
        )
        return red, green, blue
    return None


def written(color: RGB) -> str:
    """A colour as a terminal tells it."""
    return "rgb:" + "/".join(f"{part:02x}{part:02x}" for part in color)
