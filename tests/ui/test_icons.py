"""Icons come from one font, without QtAwesome, in the colours of the theme."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

import desktop
from desktop.ui.icons import Icon, application_icon, icon, paint_icon
from desktop.ui.theme import Appearance, Scheme, Tone, apply_theme, current

SIZE = QSize(16, 16)
SOURCES = sorted(Path(desktop.__file__).parent.rglob("*.py"))


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = apply_theme(qapp, Scheme.LIGHT)
    yield made
    made.choose(Scheme.LIGHT)
    made.deleteLater()


def _ink(image: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda colour: colour.alpha())


def _looks(which: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
    ink = _ink(which.pixmap(QSize(64, 64), 1.0, mode).toImage())
    assert ink.alpha() > 240
    return QColor(ink.rgb())


def test_every_icon_is_in_the_font_and_differs_from_the_others(qapp: QApplication) -> None:
    drawn: dict[bytes, Icon] = {}
    for which in Icon:
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_icon(painter, QRectF(0, 0, 32, 32), which, QColor("black"))
        painter.end()
        assert _ink(image).alpha() > 0, which
        pixels = bytes(image.constBits())
        assert pixels not in drawn, f"{which} looks like {drawn.get(pixels)}"
        drawn[pixels] = which


def test_no_icon_is_an_alias_of_another() -> None:
    assert len(Icon) == len(Icon.__members__)


def test_every_icon_is_shown_somewhere() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    used = set(re.findall(r"\bIcon\.([A-Z_]+)\b", written))
    assert [each.name for each in Icon if each.name not in used] == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_icons_are_sharp_at_any_scale(qapp: QApplication, scale: float) -> None:
    pixmap = icon(Icon.START).pixmap(SIZE, scale)
    assert pixmap.size() == SIZE * scale
    assert pixmap.devicePixelRatio() == scale


def test_where_there_is_no_room_nothing_is_drawn(qapp: QApplication) -> None:
    assert icon(Icon.START).pixmap(QSize(16, 0)).isNull()


def test_icons_follow_the_theme_in_force(appearance: Appearance) -> None:
    start = icon(Icon.START)
    light = _looks(start)
    assert light == current().icon
    appearance.choose(Scheme.DARK)
    assert _looks(start) == current().icon
    assert _looks(start) != light


def test_modes_have_colours_of_their_own(appearance: Appearance) -> None:
    disabled = QApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert _looks(icon(Icon.STOP), QIcon.Mode.Disabled) == disabled
    assert _looks(icon(Icon.STOP), QIcon.Mode.Selected) == current().text
    assert _looks(icon(Icon.STOP, Tone.DANGER)) == current().danger


def test_a_copied_icon_outlives_its_original(qapp: QApplication) -> None:
    copied = QIcon(icon(Icon.TAG))
    copied.addPixmap(QPixmap(4, 4))  # makes Qt clone the engine
    gc.collect()
    assert not copied.pixmap(SIZE).isNull()


def test_the_application_icon_has_the_sizes_that_a_window_shows(qapp: QApplication) -> None:
    sizes = {size.width() for size in application_icon().availableSizes()}
    assert sizes == {16, 24, 32, 48, 64, 128, 256}


def test_neither_qtawesome_nor_a_svg_renderer_is_imported() -> None:
    program = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from desktop.ui.icons import Icon, application_icon, icon\n"
        "icon(Icon.START).pixmap(16, 16)\n"
        "application_icon().pixmap(16, 16)\n"
        "bad = {'qtawesome', 'qtpy', 'PySide6.QtSvg', 'PyQt5', 'PyQt6'} & set(sys.modules)\n"
        "sys.exit(repr(bad) if bad else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
