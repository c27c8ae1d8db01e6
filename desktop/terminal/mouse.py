"""What the mouse sends, as xterm writes it: "Mouse Tracking" of its ctlseqs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from desktop.terminal.keys import Key, Press, encode_key
from desktop.terminal.protocol import Modes, MouseFormat, MouseReports

MOST_KEYS = 100  # of one turn of the wheel


class Button(IntEnum):
    """The buttons, by the number that is sent. A wheel's notch is a press of one."""

    LEFT = 0
    MIDDLE = 1
    RIGHT = 2
    NONE = 3
    WHEEL_UP = 64
    WHEEL_DOWN = 65
    WHEEL_LEFT = 66
    WHEEL_RIGHT = 67
    BACK = 128
    FORWARD = 129


class Action(Enum):
    """What the mouse does."""

    PRESS = "press"
    RELEASE = "release"
    MOVE = "move"  # the button is the one that is held, or NONE


@dataclass(frozen=True, slots=True)
class MouseEvent:
    """Something that the mouse does over the cell at ``row`` and ``column``, counted from 0."""

    action: Action
    button: Button
    row: int
    column: int
    shift: bool = False
    alt: bool = False
    control: bool = False

    @property
    def cell(self) -> tuple[int, int]:
        return self.row, self.column

    @property
    def is_wheel(self) -> bool:
        return Button.WHEEL_UP <= self.button <= Button.WHEEL_RIGHT


def encode_mouse(event: MouseEvent, modes: Modes, before: MouseEvent | None = None) -> bytes:
    """What the program reads, if it wants to hear of it. ``before`` is the event before.

    A movement within a cell says nothing.
    """
    if not _is_wanted(event, modes.mouse):
        return b""
    if event.action is Action.MOVE and before is not None and event.cell == before.cell:
        return b""
    modifiers = 4 * event.shift + 8 * event.alt + 16 * event.control
    if modes.mouse is MouseReports.PRESSES:
        modifiers = 0
    motion = 32 if event.action is Action.MOVE else 0
    code = event.button + modifiers + motion
    released = event.action is Action.RELEASE
    if modes.mouse_format is MouseFormat.SGR:
        final = "m" if released else "M"
        return f"\x1b[<{code};{event.column + 1};{event.row + 1}{final}".encode()
    if released:  # which one, the older formats can't tell
        code = Button.NONE + modifiers
    return _older(code + 32, event.column + 1, event.row + 1, modes.mouse_format)


def _is_wanted(event: MouseEvent, reports: MouseReports) -> bool:
    if event.row < 0 or event.column < 0:
        return False
    match event.action:
        case Action.MOVE:
            return reports is MouseReports.MOVES or (
                reports is MouseReports.DRAGS and event.button is not Button.NONE
            )
        case Action.RELEASE:
            return reports >= MouseReports.CLICKS and not event.is_wheel
        case _:
            is_plain = event.button in (Button.LEFT, Button.MIDDLE, Button.RIGHT)
            return reports >= MouseReports.CLICKS or (reports is MouseReports.PRESSES and is_plain)


def _older(code: int, column: int, row: int, form: MouseFormat) -> bytes:
    """Nothing where a number is larger than the format can say."""
    if form is MouseFormat.URXVT:
        return f"\x1b[{code};{column};{row}M".encode()
    numbers = (code, column + 32, row + 32)
    if form is MouseFormat.UTF8:
        return b"\x1b[M" + "".join(map(chr, numbers)).encode() if max(numbers) < 0x800 else b""
    return b"\x1b[M" + bytes(numbers) if max(numbers) < 0x100 else b""


def wheel_as_keys(lines: int, modes: Modes) -> bytes:
    """The cursor keys that scroll by so many lines, down where positive, on the alternate screen.

    Nothing where the program hears of the wheel itself, or the wheel scrolls back.
    """
    if modes.mouse or not (modes.alternate_screen and modes.alternate_scroll):
        return b""
    key = Press(key=Key.DOWN if lines > 0 else Key.UP)
    return encode_key(key, modes) * min(abs(lines), MOST_KEYS)
