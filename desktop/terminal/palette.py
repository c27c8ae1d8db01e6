"""What the 256 entries of a palette stand for."""

from __future__ import annotations

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
