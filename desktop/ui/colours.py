"""Portside's colours by what they are for, light and dark, and what makes them readable."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor


class State(enum.Enum):
    """A container as the eye sorts it: each has a colour and a shape of its own."""

    RUNNING = "running"
    HEALTHY = "healthy"
    UNHEALTHY = "unhealthy"
    PAUSED = "paused"
    RESTARTING = "restarting"
    EXITED_WELL = "exited well"
    EXITED_BADLY = "exited badly"
    CREATED = "created"
    DEAD = "dead"


class Tone(enum.Enum):
    """What a text, an icon or a banner wants to say."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    OK = "ok"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours by what they are for. Text keeps 4.5:1 on every ground it stands on."""

    dark: bool
    window: QColor  # the frame: menu bar, tool bar, section list, status bar
    surface: QColor  # what is read: trees, logs, fields
    raised: QColor  # what lies above it: buttons, menus, cards
    sunken: QColor  # chips, troughs, code
    hover: QColor
    selected: QColor
    selected_away: QColor  # while another window is active
    line: QColor  # between areas
    outline: QColor  # around what one can type in or press
    text: QColor
    muted: QColor
    disabled: QColor
    icon: QColor
    accent: QColor
    on_accent: QColor
    states: dict[State, QColor]

    @property
    def warning(self) -> QColor:
        return self.states[State.RESTARTING]

    @property
    def danger(self) -> QColor:
        return self.states[State.EXITED_BADLY]

    @property
    def ok(self) -> QColor:
        return self.states[State.RUNNING]

    def state(self, state: State) -> QColor:
        return self.states[state]

    def tone(self, tone: Tone) -> QColor:
        """The colour for text and icons of this tone on any ground."""
        colour: QColor = getattr(self, tone.value)
        return colour

    def tint(self, tone: Tone) -> QColor:
        """A ground of this tone, pale enough for ordinary text upon it."""
        return mix(self.surface, self.tone(tone), 0.16 if self.dark else 0.10)

    def with_accent(self, accent: QColor) -> Theme:
        """This theme with the system's accent, made light or dark enough to be read."""
        readable = _readable(accent, self.surface, darken=not self.dark)
        return replace(
            self,
            accent=readable,
            on_accent=ink_on(readable),
            selected=self._selection(readable),
        )

    def _selection(self, accent: QColor) -> QColor:
        """As much of the accent as leaves muted text readable upon it."""
        strongest = 26 if self.dark else 15
        shades = (mix(self.surface, accent, percent / 100) for percent in range(strongest, 0, -1))
        fitting = (shade for shade in shades if contrast(self.muted, shade) >= 4.5)
        return next(fitting, self.selected_away)

    def with_high_contrast(self) -> Theme:
        """This theme for eyes that asked the system for more: no muted text, strong lines."""
        return replace(self, muted=self.text, icon=self.text, line=self.muted, outline=self.text)


def mix(ground: QColor, colour: QColor, amount: float) -> QColor:
    """``colour`` laid over ``ground`` at an opacity from 0 to 1."""
    return QColor.fromRgbF(
        ground.redF() + (colour.redF() - ground.redF()) * amount,
        ground.greenF() + (colour.greenF() - ground.greenF()) * amount,
        ground.blueF() + (colour.blueF() - ground.blueF()) * amount,
    )


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(ground: QColor) -> QColor:
    """White or near black, whichever is the better read on the ground."""
    return max(QColor("white"), QColor("#0d1520"), key=lambda ink: contrast(ink, ground))


# The nine state colours were searched for by machine: 4.5:1 on every ground they stand on,
# and as far apart as can be for people without red or green cones too
# (tests/ui/test_theme.py measures both).
LIGHT = Theme(
    dark=False,
    window=QColor("#f4f5f7"),
    surface=QColor("#ffffff"),
    raised=QColor("#ffffff"),
    sunken=QColor("#eceef2"),
    hover=QColor("#eef0f4"),
    selected=QColor("#dde9f8"),
    selected_away=QColor("#e6e8ec"),
    line=QColor("#e0e3e8"),
    outline=QColor("#b4bcc8"),
    text=QColor("#1b1f24"),
    muted=QColor("#57606c"),
    disabled=QColor("#a2a9b4"),
    icon=QColor("#454d58"),
    accent=QColor("#1f6fd0"),
    on_accent=QColor("#ffffff"),
    states={
        State.RUNNING: QColor("#277555"),
        State.HEALTHY: QColor("#0d5860"),
        State.UNHEALTHY: QColor("#88350f"),
        State.PAUSED: QColor("#0064ff"),
        State.RESTARTING: QColor("#9d6400"),
        State.EXITED_WELL: QColor("#66708d"),
        State.EXITED_BADLY: QColor("#b82e45"),
        State.CREATED: QColor("#603a9e"),
        State.DEAD: QColor("#680c34"),
    },
)

DARK = Theme(
    dark=True,
    window=QColor("#1e2024"),
    surface=QColor("#17191c"),
    raised=QColor("#282b30"),
    sunken=QColor("#2a2d33"),
    hover=QColor("#212429"),
    selected=QColor("#26374c"),
    selected_away=QColor("#2c2f35"),
    line=QColor("#2e3137"),
    outline=QColor("#4d535d"),
    text=QColor("#e4e7eb"),
    muted=QColor("#a3abb6"),
    disabled=QColor("#666d78"),
    icon=QColor("#c0c6ce"),
    accent=QColor("#5aa2f0"),
    on_accent=QColor("#0d1520"),
    states={
        State.RUNNING: QColor("#88dfa0"),
        State.HEALTHY: QColor("#22b496"),
        State.UNHEALTHY: QColor("#ec6309"),
        State.PAUSED: QColor("#498cf9"),
        State.RESTARTING: QColor("#fec10e"),
        State.EXITED_WELL: QColor("#848ca6"),
        State.EXITED_BADLY: QColor("#e46470"),
        State.CREATED: QColor("#d1baf7"),
        State.DEAD: QColor("#e3d0d8"),
    },
)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(colour: QColor, ground: QColor, *, darken: bool) -> QColor:
    """The colour moved towards black or white until it can be read on the ground."""
    goal = QColor("black" if darken else "white")
    for step in range(21):
        made = mix(colour, goal, step / 20)
        if contrast(made, ground) >= 4.6:
            return made
    return goal
