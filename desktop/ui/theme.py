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
from dataclasses import fields
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from desktop.ui.colours import DARK, LIGHT, State, Theme, Tone, contrast, ink_on, mix
from desktop.ui.text import resource

__all__ = [
    "DARK",
    "GRID",
    "LIGHT",
    "MOTION_MS",
    "RADIUS",
    "Appearance",
    "Scheme",
    "State",
    "Theme",
    "Tone",
    "Type",
    "apply_theme",
    "contrast",
    "current",
    "font",
    "mix",
    "motion_ms",
    "palette",
    "row_height",
    "style_sheet",
]

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


class Type(enum.Enum):
    """The type scale."""

    TITLE = "title"
    HEADING = "heading"
    NAME = "name"
    BODY = "body"
    SMALL = "small"
    MONO = "mono"  # ids, paths, commands


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
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._on_contrast_changed)
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

    def _on_scheme_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:  # else it is the echo of our own choice
            self._dress()

    def _on_contrast_changed(self) -> None:
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
    colours["on_danger"] = ink_on(theme.danger).name()
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
