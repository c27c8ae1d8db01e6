"""SGR: how text is drawn from here on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.terminal.cells import PLAIN, Color, Style, Underline

_SIMPLE: dict[int, dict[str, object]] = {
    1: {"bold": True},
    2: {"faint": True},
    3: {"italic": True},
    4: {"underline": Underline.SINGLE},
    5: {"blink": True},
    6: {"blink": True},
    7: {"inverse": True},
    8: {"invisible": True},
    9: {"strikethrough": True},
    21: {"underline": Underline.DOUBLE},
    22: {"bold": False, "faint": False},
    23: {"italic": False},
    24: {"underline": Underline.NONE},
    25: {"blink": False},
    27: {"inverse": False},
    28: {"invisible": False},
    29: {"strikethrough": False},
    39: {"foreground": None},
    49: {"background": None},
    53: {"overline": True},
    55: {"overline": False},
    59: {"underline_color": None},
    **{30 + color: {"foreground": color} for color in range(8)},
    **{40 + color: {"background": color} for color in range(8)},
    **{90 + color: {"foreground": 8 + color} for color in range(8)},
    **{100 + color: {"background": 8 + color} for color in range(8)},
}
_COLORS = {38: "foreground", 48: "background", 58: "underline_color"}
_MOST = 32  # parameters


def restyled(style: Style, parameters: str) -> Style:
    """The style after SGR with these parameters. What it doesn't know changes nothing."""
    changes: dict[str, object] = {}
    codes = iter(parameters.split(";")[:_MOST])
    for code in codes:
        main, *sub = [_number(part) for part in code.split(":")]
        if main == 0:
            style = PLAIN
            changes.clear()
        elif main == 4 and sub:
            if sub[0] <= Underline.DASHED:
                changes["underline"] = Underline(sub[0])
        elif main in _COLORS:
            color = _color(sub) if sub else _color(_following(codes))
            if color is not None:
                changes[_COLORS[main]] = color
        elif not sub:
            changes.update(_SIMPLE.get(main, {}))
    return replace(style, **changes) if changes else style  # type: ignore[arg-type]


def _number(text: str) -> int:
    return int(text.lstrip("0")[:6]) if text.strip("0").isdecimal() else 0


def _following(codes: Iterator[str]) -> list[int]:
    """The parameters that belong to a colour written with semicolons: 5;N or 2;R;G;B."""
    kind = _number(next(codes, ""))
    count = {2: 3, 5: 1}.get(kind, 0)
    return [kind, *(_number(next(codes, "")) for _ in range(count))]


def _color(parts: list[int]) -> Color:
    """From 5, N or 2, R, G, B or 2, colour space, R, G, B."""
    match parts:
        case [5, index] if index <= 255:
            return index
        case [2, red, green, blue] | [2, _, red, green, blue, *_]:
            if max(red, green, blue) <= 255:
                return red, green, blue
    return None
