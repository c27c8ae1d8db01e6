"""The colours of a terminal: the theme in force, what the program has changed, what can be read.

The palette is ours, one for light and one for dark: each colour of it can be read on the ground,
and each can be a ground. Text is moved towards black or white where it could not be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from PySide6.QtGui import QColor

from desktop.terminal.cells import RGB, Color, Style
from desktop.terminal.protocol import Colors, Frame
from desktop.terminal.protocol import Theme as TerminalTheme
from desktop.ui.colours import Theme, Tone, mix
from desktop.ui.logs.inks import colour_of
from desktop.ui.terminal.legible import legible

_LIGHT = (
    *("#1b1f24", "#b3202c", "#1a7334", "#8a5a00", "#1556b8", "#8b2fa8", "#0f6878", "#57606c"),
    *("#5f6874", "#c8303e", "#217a3d", "#8f5f0a", "#1f6fd0", "#a13dbf", "#127280", "#6b7480"),
)
_DARK = (
    *("#3b4048", "#f0717b", "#7fd18b", "#e5c07b", "#6fb0f5", "#d19af0", "#56c8d8", "#c8cdd4"),
    *("#8a929e", "#ff9aa1", "#a1e8ab", "#ffdf8e", "#9cccff", "#e5bcff", "#86e3ef", "#ffffff"),
)
_MOST_INKS = 4096  # a program may ask for any of 16 million colours


class Mark(Enum):
    """Why a piece of text stands out."""

    NONE = "none"
    SELECTED = "selected"
    FOUND = "found"
    CURRENT = "current"  # what the search has gone to


@dataclass(frozen=True)
class Ink:
    """How a style is painted: ``ground`` is None where it is the terminal's."""

    raw: QColor  # of what is painted rather than read: lines, blocks
    ground: QColor | None
    font: int  # which of the cell's
    behind: QColor  # what text stands on
    under: QColor | None = None  # a line below it, if that has a colour of its own
    is_hidden: bool = False
    is_given: bool = False  # to be painted as it is

    @cached_property
    def text(self) -> QColor:
        """As near to what was asked for as can be read."""
        if self.is_hidden:
            return self.behind
        return self.raw if self.is_given else legible(self.raw, self.behind)

    @property
    def line(self) -> QColor:
        return self.under or self.text


class Inks:
    """Colours by style, kept until the theme or the program's colours change."""

    def __init__(self, theme: Theme) -> None:
        self._made: dict[tuple[Style, Mark], Ink] = {}
        self._colors = Colors()
        self._inverse = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other colours from now on."""
        self.theme = theme
        own = [QColor(name) for name in (_DARK if theme.dark else _LIGHT)]
        self._palette = own + [colour_of(number, theme) for number in range(16, 256)]
        self._arrange()

    def set_frame(self, frame: Frame) -> None:
        """What the program has changed of them."""
        if (frame.colors, frame.inverse) != (self._colors, self._inverse):
            self._colors, self._inverse = frame.colors, frame.inverse
            self._arrange()

    @property
    def told(self) -> TerminalTheme:
        """The theme as the terminal tells it to a program that asks."""
        text, surface = _rgb(self.theme.text), _rgb(self.theme.surface)
        return TerminalTheme(text, surface, text, tuple(map(_rgb, self._palette[:16])))

    def of(self, style: Style, mark: Mark = Mark.NONE) -> Ink:
        """How a style is painted."""
        found = self._made.get((style, mark))
        if found is None:
            if len(self._made) >= _MOST_INKS:
                self._made.clear()
            found = self._made[style, mark] = self._make(style, mark)
        return found

    def _arrange(self) -> None:
        self._made.clear()
        colors = self._colors
        self.text = QColor(*colors.foreground) if colors.foreground else self.theme.text
        self.ground = QColor(*colors.background) if colors.background else self.theme.surface
        if self._inverse:
            self.text, self.ground = self.ground, self.text
        self.cursor = QColor(*colors.cursor) if colors.cursor else self.text

    def _colour(self, colour: Color, otherwise: QColor) -> QColor:
        if colour is None:
            return otherwise
        if isinstance(colour, int):
            changed = self._colors.palette.get(colour)
            return QColor(*changed) if changed is not None else self._palette[colour]
        return QColor(*colour)

    def _make(self, style: Style, mark: Mark) -> Ink:
        raw = self._colour(style.foreground, self.text)
        ground = self._colour(style.background, self.ground)
        own = style.background is not None
        if style.inverse:
            raw, ground, own = ground, raw, True
        if mark is not Mark.NONE:
            ground, own = self._marked(mark), True
        if style.faint:
            raw = _laid(ground, raw, 0.6)
        asked = style.foreground is not None and style.foreground == style.background
        under = style.underline_color
        return Ink(
            ground if style.invisible else raw,
            ground if own else None,
            style.bold + 2 * style.italic,
            behind=ground,
            under=None if under is None else self._colour(under, raw),
            is_hidden=style.invisible or (asked and mark is Mark.NONE),
            is_given=style.faint,
        )

    def _marked(self, mark: Mark) -> QColor:
        theme, dark = self.theme, self.theme.dark
        if mark is Mark.SELECTED:
            return _laid(self.ground, theme.accent, 0.42 if dark else 0.28)
        strength = (0.75 if dark else 0.6) if mark is Mark.CURRENT else 0.3
        return _laid(self.ground, theme.tone(Tone.WARNING), strength)


def _laid(ground: QColor, colour: QColor, amount: float) -> QColor:
    """One colour over another, as the screen has it: in whole levels."""
    return QColor(mix(ground, colour, amount).rgb())


def _rgb(colour: QColor) -> RGB:
    return colour.red(), colour.green(), colour.blue()
