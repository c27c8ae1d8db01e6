"""The theme can be read by every eye, and changes while the application runs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme as module
from desktop.ui.states import DOT, paint_state_dot
from desktop.ui.theme import (
    DARK,
    LIGHT,
    MOTION_MS,
    Appearance,
    Scheme,
    State,
    Theme,
    Tone,
    Type,
    apply_theme,
    contrast,
    current,
    font,
    motion_ms,
    palette,
    row_height,
    style_sheet,
)

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
# https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html
EYES: dict[str, Matrix] = {
    "ordinary": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = apply_theme(qapp, Scheme.LIGHT)
    yield made
    made.reduce_motion(False)
    made.choose(Scheme.LIGHT)
    made.deleteLater()


@THEMES
@pytest.mark.parametrize("eyes", EYES)
def test_state_colours_differ_for_every_eye(theme: Theme, eyes: str) -> None:
    """CIEDE2000: from 10 on, two colours differ at a glance."""
    seen = {state: _lab(_seen(theme.state(state), EYES[eyes])) for state in State}
    close = {
        (one.name, other.name): round(distance, 1)
        for one, other in itertools.combinations(State, 2)
        if (distance := _ciede2000(seen[one], seen[other])) < 10
    }
    assert close == {}


def test_the_distance_is_that_of_the_paper() -> None:
    """Sharma, Wu and Dalal 2005, pairs 1, 7 and 17 of their table."""
    assert _ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert _ciede2000((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert _ciede2000((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@THEMES
def test_every_state_has_a_shape_of_its_own(qapp: QApplication, theme: Theme) -> None:
    outlines: dict[bytes, State] = {}
    for state in State:
        image = QImage(DOT * 4, DOT * 4, QImage.Format.Format_Alpha8)
        image.fill(0)
        painter = QPainter(image)
        painter.scale(4, 4)
        paint_state_dot(painter, QRectF(0, 0, DOT, DOT), state)
        painter.end()
        assert bytes(image.constBits()) not in outlines, state
        outlines[bytes(image.constBits())] = state


@THEMES
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    grounds = ("window", "surface", "raised", "sunken", "hover", "selected", "selected_away")
    for ground, ink in itertools.product(grounds, ("text", "muted")):
        assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5, (ink, ground)
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@THEMES
def test_state_colours_can_be_read_as_text(theme: Theme) -> None:
    for state, ground in itertools.product(State, ("surface", "window")):
        assert contrast(theme.state(state), getattr(theme, ground)) >= 4.5, (state, ground)


@THEMES
def test_marks_stay_visible_on_a_selected_row(theme: Theme) -> None:
    """WCAG asks for 3:1 of what is no text; the word beside has the text's colour."""
    for state, ground in itertools.product(State, ("selected", "selected_away", "hover")):
        assert contrast(theme.state(state), getattr(theme, ground)) >= 3, (state, ground)


@THEMES
@pytest.mark.parametrize("tone", Tone)
def test_chips_and_banners_can_be_read(theme: Theme, tone: Tone) -> None:
    assert contrast(theme.text, theme.tint(tone)) >= 4.5
    assert contrast(theme.tone(tone), theme.tint(tone)) >= 4


@THEMES
@pytest.mark.parametrize(
    "accent", ["#ffd60a", "#34c759", "#000000", "#ffffff", "#0a84ff", "#bf5af2"]
)
def test_any_accent_of_the_system_becomes_readable(theme: Theme, accent: str) -> None:
    dressed = theme.with_accent(QColor(accent))
    assert contrast(dressed.accent, dressed.surface) >= 4.5
    assert contrast(dressed.on_accent, dressed.accent) >= 4.5
    assert contrast(dressed.text, dressed.selected) >= 4.5
    assert contrast(dressed.muted, dressed.selected) >= 4.5


@THEMES
def test_high_contrast_leaves_nothing_muted(theme: Theme) -> None:
    assert theme.with_high_contrast().muted == theme.text


@THEMES
def test_the_style_sheet_leaves_the_rows_of_trees_alone(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "QTreeView" not in sheet
    assert "QTableView" not in sheet
    assert "$" not in sheet


@THEMES
def test_disabled_differs_from_enabled(theme: Theme) -> None:
    made = palette(theme)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        enabled = made.color(QPalette.ColorGroup.Active, role)
        assert made.color(QPalette.ColorGroup.Disabled, role) != enabled


def test_the_scheme_changes_while_windows_are_open(appearance: Appearance, qtbot: QtBot) -> None:
    seen: list[bool] = []

    class Painter(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            if event.type() == QEvent.Type.PaletteChange:
                seen.append(current().dark)

    widget = Painter()
    qtbot.addWidget(widget)
    widget.show()
    seen.clear()
    with qtbot.waitSignal(appearance.theme_changed):
        appearance.choose(Scheme.DARK)
    assert current().dark
    assert seen
    assert seen[-1] is True
    assert widget.palette().color(QPalette.ColorRole.Base) == current().surface
    appearance.choose(Scheme.LIGHT)
    assert not current().dark
    assert widget.palette().color(QPalette.ColorRole.Base) == LIGHT.surface


def test_the_style_is_fusion_everywhere(appearance: Appearance, qapp: QApplication) -> None:
    qapp.setStyleSheet("")  # which wraps the style, and hides its name
    assert qapp.style().name() == "fusion"


def test_motion_is_short_and_can_be_turned_off(
    appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert motion_ms() == MOTION_MS < 150
    appearance.reduce_motion(True)
    assert motion_ms() == 0
    appearance.reduce_motion(False)
    monkeypatch.setenv("PORTSIDE_REDUCED_MOTION", "1")
    assert motion_ms() == 0


def test_the_type_scale_comes_from_the_systems_font(appearance: Appearance) -> None:
    body = font(Type.BODY)
    assert body.pointSizeF() == QApplication.font().pointSizeF()
    assert font(Type.TITLE).pointSizeF() > font(Type.HEADING).pointSizeF() > body.pointSizeF()
    assert font(Type.NAME).weight() > body.weight()
    assert font(Type.SMALL).pointSizeF() < body.pointSizeF()
    assert QFontInfo(font(Type.MONO)).fixedPitch()


def test_rows_are_on_the_grid(appearance: Appearance) -> None:
    assert 28 <= row_height() <= 32
    assert row_height() % module.GRID == 0


def _linear(colour: QColor) -> Vector:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return channel(colour.redF()), channel(colour.greenF()), channel(colour.blueF())


def _seen(colour: QColor, eyes: Matrix) -> Vector:
    """The linear RGB that such eyes make of a colour."""
    light = _linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in eyes
    )
    return red, green, blue


def _lab(rgb: Vector) -> Vector:
    """CIE L*a*b* under D65."""

    def curve(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    red, green, blue = rgb
    x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _ciede2000(one: Vector, other: Vector) -> float:
    """Sharma, Wu and Dalal 2005, https://hajim.rochester.edu/ece/sites/gsharma/ciede2000/"""
    l1, a1, b1 = one
    l2, a2, b2 = other
    mean7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(mean7 / (mean7 + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1 = math.degrees(math.atan2(b1, a1 * stretch)) % 360
    h2 = math.degrees(math.atan2(b2, a2 * stretch)) % 360
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    delta_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    l_mean, c_mean = (l1 + l2) / 2, (c1 + c2) / 2
    h_mean = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(h_mean - 30))
        + 0.24 * math.cos(math.radians(2 * h_mean))
        + 0.32 * math.cos(math.radians(3 * h_mean + 6))
        - 0.20 * math.cos(math.radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / math.sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    rotation = 2 * math.sqrt(c_mean**7 / (c_mean**7 + 25**7))
    rotation *= -math.sin(math.radians(60 * math.exp(-(((h_mean - 275) / 25) ** 2))))
    lightness, chroma, hue = (l2 - l1) / s_l, (c2 - c1) / s_c, delta_h / s_h
    return math.sqrt(lightness**2 + chroma**2 + hue**2 + rotation * chroma * hue)
