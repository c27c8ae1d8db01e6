"""What a terminal engine is. :func:`desktop.terminal.engines.make` makes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Protocol, TypeAlias

from desktop.terminal.cells import RGB, Row

SCROLLBACK = 10_000  # rows
MOST_COLUMNS = 1000
MOST_ROWS = 1000


class MouseReports(IntEnum):
    """Which movements of the mouse the program wants to hear of: DEC modes 9 and 1000 to 1003."""

    NONE = 0
    PRESSES = 9
    CLICKS = 1000
    DRAGS = 1002
    MOVES = 1003


class MouseFormat(IntEnum):
    """How they are written: DEC modes 1005, 1006, 1015."""

    X10 = 0
    UTF8 = 1005
    SGR = 1006
    URXVT = 1015


@dataclass(frozen=True, slots=True)
class Modes:
    """What the program has asked for that changes how keys, mouse and paste are written."""

    application_cursor: bool = False  # DECCKM
    application_keypad: bool = False  # DECNKM, DECKPAM
    backspace_is_bs: bool = False  # DECBKM
    newline: bool = False  # LNM: Return sends CR LF
    modify_other_keys: int = 0  # xterm's resource, set by CSI > 4 ; N m: 0, 1 or 2
    bracketed_paste: bool = False
    focus_events: bool = False
    mouse: MouseReports = MouseReports.NONE
    mouse_format: MouseFormat = MouseFormat.X10
    alternate_screen: bool = False
    alternate_scroll: bool = True  # 1007: the wheel sends cursor keys on the alternate screen
    synchronized: bool = False  # 2026: the program is in the midst of drawing; don't paint yet


class CursorShape(Enum):
    """DECSCUSR."""

    BLOCK = "block"
    UNDERLINE = "underline"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where it stands, counted from 0, within the screen."""

    row: int
    column: int
    shape: CursorShape = CursorShape.BLOCK
    blinks: bool = True


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours that the defaults and the palette's first sixteen stand for."""

    foreground: RGB = (0xD0, 0xD0, 0xD0)
    background: RGB = (0x10, 0x10, 0x10)
    cursor: RGB = (0xD0, 0xD0, 0xD0)
    palette: tuple[RGB, ...] = ()
    """Sixteen, or none: xterm's."""


@dataclass(frozen=True, slots=True)
class Colors:
    """What the program has changed of the theme: OSC 4, 10, 11, 12."""

    foreground: RGB | None = None
    background: RGB | None = None
    cursor: RGB | None = None
    palette: Mapping[int, RGB] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the screen shows now."""

    columns: int
    rows: tuple[Row, ...]
    """Each the same object as in the last frame while it is unchanged, also when it has moved."""
    cursor: Cursor | None
    """None while it is hidden."""
    colors: Colors
    inverse: bool = False  # DECSCNM


@dataclass(frozen=True, slots=True)
class Bell:
    """The program rang."""


@dataclass(frozen=True, slots=True)
class TitleChanged:
    """OSC 0 or 2. The title is hostile text, at most 256 characters of it, no controls."""

    title: str


@dataclass(frozen=True, slots=True)
class ClipboardOffered:
    """OSC 52: the program wants this in the clipboard. Ask first. At most 1 MiB."""

    text: str


Notice: TypeAlias = Bell | TitleChanged | ClipboardOffered


class Terminal(Protocol):
    """A screen with scrollback, fed by a program.

    Whatever it is fed, it raises nothing, takes time in proportion to the bytes, and memory bounded
    by its size and scrollback. Rows are numbered: the oldest ever is 0, the screen's top one is
    ``screen_line``. The numbers count on while rows scroll off, and start anew with another
    ``numbering``: after a resize that wrapped lines anew, a reset, or the scrollback's end.
    """

    @property
    def columns(self) -> int: ...

    @property
    def rows(self) -> int: ...

    exact: bool
    """Whether ``numbering`` must last, because somebody has scrolled up or selected.

    Else an engine may only estimate the numbers in a flood, and begin another count after it.
    """

    @property
    def modes(self) -> Modes: ...

    @property
    def title(self) -> str: ...

    @property
    def first_line(self) -> int:
        """The number of the oldest row that is kept."""

    @property
    def screen_line(self) -> int:
        """The number of the screen's top row. On the alternate screen nothing scrolls off."""

    @property
    def numbering(self) -> int:
        """Which count the numbers belong to."""

    def feed(self, data: bytes) -> None:
        """Take what the program wrote. Feed slices of 16 to 64 KiB, not megabytes."""

    def resize(self, columns: int, rows: int) -> None:
        """Another size, within 1 to ``MOST_…``: the normal screen and scrollback wrap anew."""

    def frame(self) -> Frame:
        """What the screen shows now."""

    def lines(self, first: int, end: int) -> Sequence[Row]:
        """The rows from ``first`` up to ``end``, scrollback and screen, as far as kept."""

    def take_replies(self) -> bytes:
        """What the terminal answers to the program's questions, once. At most 4 KiB wait."""

    def take_notices(self) -> Sequence[Notice]:
        """What else the program did, once; at most 100 wait."""

    def set_theme(self, theme: Theme) -> None:
        """What the colours are, for a program that asks (OSC 4, 10, 11 with ``?``)."""

    def clear_history(self) -> None:
        """Forget the scrollback."""

    def reset(self) -> None:
        """As RIS does: all but the size and the scrollback is as at the start."""
