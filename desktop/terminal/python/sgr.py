"""SGR: how text is drawn from here on."""

from __future__ import annotations

from desktop.terminal.cells import Color, Underline
from desktop.terminal.python.alphabet import PLAIN_PEN, Pen

_FIELDS = Pen._fields
_SIMPLE: dict[int, tuple[tuple[str, object], ...]] = {
    1: (("bold", True),),
    2: (("faint", True),),
    3: (("italic", True),),
    4: (("underline", Underline.SINGLE),),
    5: (("blink", True),),
    6: (("blink", True),),
    7: (("inverse", True),),
    8: (("invisible", True),),
    9: (("strikethrough", True),),
    21: (("underline", Underline.DOUBLE),),
    22: (("bold", False), ("faint", False)),
    23: (("italic", False),),
    24: (("underline", Underline.NONE),),
    25: (("blink", False),),
    27: (("inverse", False),),
    28: (("invisible", False),),
    29: (("strikethrough", False),),
    39: (("foreground", None),),
    49: (("background", None),),
    53: (("overline", True),),
    55: (("overline", False),),
    59: (("underline_color", None),),
    **{30 + color: (("foreground", color),) for color in range(8)},
    **{40 + color: (("background", color),) for color in range(8)},
    **{90 + color: (("foreground", 8 + color),) for color in range(8)},
    **{100 + color: (("background", 8 + color),) for color in range(8)},
}
_CHANGES = {
    code: tuple((_FIELDS.index(field), value) for field, value in changes)
    for code, changes in _SIMPLE.items()
}
_COLORS = {
    38: _FIELDS.index("foreground"),
    48: _FIELDS.index("background"),
    58: _FIELDS.index("underline_color"),
}
_UNDERLINE = _FIELDS.index("underline")
_PLAIN_STYLE = PLAIN_PEN[:-1]
_MOST = 32  # parameters


def restyled(pen: Pen, parameters: str) -> Pen:
    """The pen after SGR with these parameters. What it doesn't know changes nothing."""
    fields: list[object] = list(pen)
    codes = parameters.split(";")[:_MOST]
    at = 0
    while at < len(codes):
        code = codes[at]
        at += 1
        if ":" in code:
            _set_by_parts(fields, [_number(part) for part in code.split(":")])
            continue
        number = _number(code)
        if number == 0:
            fields[:-1] = _PLAIN_STYLE
        elif number in _COLORS:
            length = {"2": 4, "5": 2}.get(codes[at] if at < len(codes) else "", 1)
            color = _color([_number(part) for part in codes[at : at + length]])
            at += length
            if color is not None:
                fields[_COLORS[number]] = color
        else:
            for field, value in _CHANGES.get(number, ()):
                fields[field] = value
    return Pen._make(fields)


def _set_by_parts(fields: list[object], parts: list[int]) -> None:
    """A parameter of several parts, with colons between them: an underline's kind, a colour."""
    if parts[0] == 4 and parts[1] <= Underline.DASHED:
        fields[_UNDERLINE] = Underline(parts[1])
    elif parts[0] in _COLORS:
        color = _color(parts[1:])
        if color is not None:
            fields[_COLORS[parts[0]]] = color


def _number(text: str) -> int:
    if len(text) > 4:
        text = text.lstrip("0")[:5]
    return int(text) if text.isdecimal() else 0


def _color(parts: list[int]) -> Color:
    """From 5, N or 2, R, G, B or 2, colour space, R, G, B."""
    kind, *rest = parts or [0]
    if kind == 5 and len(rest) == 1 and rest[0] <= 255:
        return rest[0]
    if kind == 2 and len(rest) >= 3:
        red, green, blue = rest[:3] if len(rest) == 3 else rest[1:4]
        if red <= 255 and green <= 255 and blue <= 255:
            return red, green, blue
    return None
