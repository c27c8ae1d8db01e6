"""How Portside looks: Qt's Fusion style with palettes of our own, light and dark.

``apply_theme()`` dresses the application, and again whenever the system or the person
changes the scheme. Whatever paints by itself asks ``current()`` at the moment of painting.
A palette does most of it; ``resources/style.qss`` is for what a palette can't say, and has
nothing about the rows of item views, which paint more slowly by a style sheet.
"""

from __future__ import annotations

import enum
import os
import sys
from dataclasses import dataclass, fields, replace
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from desktop.ui.text import resource

GRID = 4
"""All distances are multiples of it, in pixels before scaling."""

RADIUS = 6
"""The corners of buttons, fields and chips."""

MOTION_MS = 120
"""How long a movement takes where movement is welcome."""


class Scheme(enum.Enum):
    """What a person may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


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


class Type(enum.Enum):
    """The type scale."""

    TITLE = "title"
    HEADING = "heading"
    NAME = "name"
    BODY = "body"
    SMALL = "small"
    MONO = "mono"  # ids, paths, commands


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
            on_accent=_more_contrast(readable),
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

# Size against the system's font, and weight.
_SCALE = {
    Type.TITLE: (1.4, QFont.Weight.DemiBold),
    Type.HEADING: (1.15, QFont.Weight.DemiBold),
    Type.NAME: (1.0, QFont.Weight.Medium),
    Type.BODY: (1.0, QFont.Weight.Normal),
    Type.SMALL: (0.9, QFont.Weight.Normal),
    Type.MONO: (1.0, QFont.Weight.Normal),
}

_in_force = LIGHT
_motion_reduced = False


def current() -> Theme:
    """The theme in force. Ask while painting; don't keep it."""
    return _in_force


def apply_theme(app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> Appearance:
    """Dress the application; call it before the first widget. The result lives with ``app``."""
    return Appearance(app, scheme)


class Appearance(QObject):
    """Keeps the application dressed as the system and the person want it."""

    theme_changed = Signal()
    """After palette and style sheet; each widget has had its ``PaletteChange`` before."""

    def __init__(self, app: QApplication, scheme: Scheme) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self.choose(scheme)

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark. It is seen at once."""
        self._scheme = scheme
        wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        # Title bars and native dialogs follow it where the platform can.
        self._app.styleHints().setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
        self._dress()

    def reduce_motion(self, reduced: bool) -> None:
        """The person's own wish, for systems that don't tell Qt theirs."""
        global _motion_reduced
        _motion_reduced = reduced

    def _dress(self) -> None:
        global _in_force
        self._app.setPalette(QPalette())  # the system's own, to see its accent
        theme = _theme_for(self._app, self._scheme)
        _in_force = theme
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(theme))
        self.theme_changed.emit()

    def _on_system_changed(self) -> None:
        self._dress()


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme. Fusion draws nearly everything from it."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.hover,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.selected,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: mix(theme.raised, QColor("white"), 0.06 if theme.dark else 1),
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.outline,
        role.Shadow: mix(theme.window, QColor("black"), 0.6 if theme.dark else 0.35),
    }.items():
        made.setColor(which, colour)
    made.setColor(QPalette.ColorGroup.Inactive, role.Highlight, theme.selected_away)
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.disabled)
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, theme.sunken)
    made.setColor(QPalette.ColorGroup.Disabled, role.Accent, theme.disabled)
    return made


def style_sheet(theme: Theme) -> str:
    """``resources/style.qss`` in the colours of a theme."""
    colours = {
        field.name: getattr(theme, field.name).name()
        for field in fields(theme)
        if isinstance(getattr(theme, field.name), QColor)
    }
    colours |= {name: getattr(theme, name).name() for name in ("ok", "warning", "danger")}
    for tone in (Tone.ACCENT, Tone.WARNING, Tone.DANGER):
        colours[f"{tone.value}_tint"] = theme.tint(tone).name()
    colours["accent_hover"] = mix(theme.accent, theme.text, 0.12).name()
    colours["danger_hover"] = mix(theme.danger, theme.text, 0.12).name()
    colours["on_danger"] = _more_contrast(theme.danger).name()
    colours["control"] = mix(theme.outline, theme.muted, 0.5).name()
    words = {"icons": resource("icons").as_posix(), "scheme": "dark" if theme.dark else "light"}
    return Template(resource("style.qss").read_text(encoding="utf-8")).substitute(colours, **words)


def font(which: Type) -> QFont:
    """A font of the scale, from the system's. Delegates keep it rather than ask per row."""
    scale, weight = _SCALE[which]
    made = QApplication.font()
    if which is Type.MONO:
        size = made.pointSizeF()
        made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        made.setPointSizeF(size)
        if sys.platform == "win32":  # where the system's is Courier New
            made.setFamilies(["Cascadia Mono", "Consolas", made.family()])
    made.setPointSizeF(made.pointSizeF() * scale)
    made.setWeight(weight)
    return made


def row_height() -> int:
    """The height of a row in every view: 28 pixels, or more for a larger font."""
    height = QFontMetrics(QApplication.font()).height() + 3 * GRID
    return max(7 * GRID, -(-height // GRID) * GRID)


def motion_ms() -> int:
    """How long a movement may take: 0 where the system or the person wants none.

    Qt tells of the wish by the style's animation time, and on Windows by its effects. Where
    it tells nothing, ``PORTSIDE_REDUCED_MOTION=1`` or the setting says so.
    """
    if _motion_reduced or os.environ.get("PORTSIDE_REDUCED_MOTION", "") not in ("", "0"):
        return 0
    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0:
        return 0
    if sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General):
        return 0
    return MOTION_MS


def _theme_for(app: QApplication, scheme: Scheme) -> Theme:
    hints = app.styleHints()
    system_dark = hints.colorScheme() == Qt.ColorScheme.Dark
    dark = system_dark if scheme is Scheme.SYSTEM else scheme is Scheme.DARK
    theme = DARK if dark else LIGHT
    accent = QGuiApplication.palette().color(QPalette.ColorRole.Accent)
    if accent not in _QT_ACCENTS:
        theme = theme.with_accent(accent)
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        wish = accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast:
            theme = theme.with_high_contrast()
    return theme


# What Fusion says where the system has no accent of its own: then ours is better.
_QT_ACCENTS = (QColor("#308cc6"), QColor(0, 0, 255))


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


def _more_contrast(ground: QColor) -> QColor:
    return max(QColor("white"), QColor("#0d1520"), key=lambda ink: contrast(ink, ground))
