"""The colours of a log: what programs ask for, as far as it can be read on the theme in force.

The 16 colours of ANSI are ours, a set for each theme. The others are taken as they are asked for,
and moved towards black or white only where they could not be read.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from desktop.model.logs.levels import Level
from desktop.model.logs.text import PLAIN, Colour, Style
from desktop.ui.colours import Theme, Tone, contrast, mix
from desktop.ui.theme import current

READABLE = 4.5
_MOST_FORMATS = 2000  # a log may ask for any of 16 million colours

_LIGHT = (
    *("#1b1f24", "#b3202c", "#1a7334", "#8a5a00", "#1556b8", "#8b2fa8", "#0f6878", "#57606c"),
    *("#5f6874", "#c22f3c", "#217a3d", "#8f5f0a", "#1f6fd0", "#a13dbf", "#127280", "#3b424c"),
)
_DARK = (
    *("#8a929e", "#f0717b", "#7fd18b", "#e5c07b", "#6fb0f5", "#d19af0", "#56c8d8", "#d0d5dc"),
    *("#9aa2ae", "#ff9aa1", "#a1e8ab", "#ffdf8e", "#9cccff", "#e5bcff", "#86e3ef", "#ffffff"),
)
# Of the containers of a merged log: far from each other, and from what means a level.
_SOURCES_LIGHT = ("#1f6fd0", "#8b2fa8", "#0f6878", "#9a4d00", "#4b6b00", "#b0276f", "#4a55c4")
_SOURCES_DARK = ("#6fb0f5", "#d19af0", "#56c8d8", "#f0a868", "#b6d161", "#f58fc2", "#a3a9ff")

_LEVEL_TONES = {
    Level.TRACE: Tone.MUTED,
    Level.DEBUG: Tone.MUTED,
    Level.WARNING: Tone.WARNING,
    Level.ERROR: Tone.DANGER,
    Level.FATAL: Tone.DANGER,
}


def colour_of(colour: Colour, theme: Theme) -> QColor:
    """What a program asked for, before anybody must be able to read it."""
    if isinstance(colour, tuple):
        return QColor(*colour)
    if colour is None:
        return theme.text
    if colour < 16:
        return QColor((_DARK if theme.dark else _LIGHT)[colour])
    if colour >= 232:
        return QColor(*(8 + 10 * (colour - 232),) * 3)
    red, rest = divmod(colour - 16, 36)
    return QColor(*(_STEPS[step] for step in (red, *divmod(rest, 6))))


_STEPS = (0, 95, 135, 175, 215, 255)  # xterm's cube


def readable(colour: QColor, ground: QColor) -> QColor:
    """The colour, moved as little as it takes to be read on the ground."""
    goal = max(QColor("white"), QColor("black"), key=lambda ink: contrast(ink, ground))
    shades = (mix(colour, goal, step / 20) for step in range(21))
    return next((shade for shade in shades if contrast(shade, ground) >= READABLE), goal)


def source_ink(number: int, theme: Theme) -> QColor:
    """The colour of a container in a merged log."""
    inks = _SOURCES_DARK if theme.dark else _SOURCES_LIGHT
    return QColor(inks[number % len(inks)])


def level_tone(level: Level) -> Tone:
    """What a line of that level looks like where it has no colours of its own."""
    return _LEVEL_TONES.get(level, Tone.TEXT)


def level_ink(level: Level, theme: Theme) -> QColor:
    """The colour of a line of that level."""
    return theme.tone(level_tone(level))


def hit_ground(theme: Theme, *, current: bool = False) -> QColor:
    """Behind what was searched for; the place that was gone to stands out."""
    return mix(theme.surface, theme.warning, 0.6 if current else 0.3)


def kept_ground(theme: Theme) -> QColor:
    """Behind what was filtered for: it is in nearly all lines, and so is quieter."""
    return mix(theme.surface, theme.warning, 0.14)


class Formats:
    """How parts of lines are painted, made once for each style and theme."""

    def __init__(self) -> None:
        self._theme: Theme | None = None
        self._made: dict[Style, QTextCharFormat] = {}

    def of(self, style: Style) -> QTextCharFormat:
        """The format of a style on the theme in force."""
        theme = current()
        if theme is not self._theme or len(self._made) > _MOST_FORMATS:
            self._theme = theme
            self._made.clear()
        if style not in self._made:
            self._made[style] = format_of(style, theme)
        return self._made[style]


def format_of(style: Style, theme: Theme) -> QTextCharFormat:
    """How a part of a line of that style is painted."""
    made = QTextCharFormat()
    if style.escaped:
        made.setForeground(theme.muted)
        made.setBackground(theme.sunken)
        return made
    front = colour_of(style.foreground, theme)
    back = theme.surface if style.background is None else colour_of(style.background, theme)
    if style.inverse:
        front, back = back, front
    if style.background is not None or style.inverse:
        made.setBackground(back)
    if style.dim:
        front = mix(back, front, 0.7)
    if style._replace(bold=False, italic=False, underline=False, struck=False) != PLAIN:
        made.setForeground(readable(front, back))
    if style.bold:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(style.italic)
    made.setFontUnderline(style.underline)
    made.setFontStrikeOut(style.struck)
    return made
