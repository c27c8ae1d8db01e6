"""How cells are painted: without gaps at any scale, in colours that can be read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from pytestqt.qtbot import QtBot

from desktop.terminal.cells import PLAIN, Row, Span, Style, Underline
from desktop.terminal.protocol import Frame
from desktop.ui import theme
from desktop.ui.colours import DARK, LIGHT, contrast
from desktop.ui.terminal.cell import Cell
from desktop.ui.terminal.colours import Inks, Mark
from desktop.ui.terminal.glyphs import glyph, is_drawn
from desktop.ui.terminal.legible import legible
from desktop.ui.terminal.lines import Arms, Weight
from desktop.ui.terminal.painting import Painting, Stretch
from desktop.ui.theme import Type
from tests.ui.terminal.conftest import terminal

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)


def painted(rows: Sequence[Row], scale: float, columns: int = 6) -> tuple[QImage, Cell]:
    """An image of rows, its pixels those of the device."""
    probe = QImage(1, 1, QImage.Format.Format_RGB32)
    probe.setDevicePixelRatio(scale)
    cell = Cell.of(theme.font(Type.MONO), probe)
    pad = 2 * cell.padding
    size = columns * cell.width + pad, len(rows) * cell.height + pad
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    inks = Inks(DARK)
    image.fill(inks.ground)
    painter = QPainter(image)
    cell.on_pixels(painter)
    painting = Painting(cell, inks)
    for number, row in enumerate(rows):
        painting.row(painter, row, cell.padding + number * cell.height, columns)
    painter.end()
    return image, cell


def ink(image: QImage) -> list[list[bool]]:
    """Which pixels are not of the ground."""
    ground = DARK.surface.rgb()
    return [
        [image.pixel(x, y) != ground for x in range(image.width())] for y in range(image.height())
    ]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("line", ["──────", "━━━━━━", "══════", "├┼┼┼┼┤", "╞╪╪╪╪╡", "██████"])
def test_lines_go_on_from_cell_to_cell(scale: float, line: str) -> None:
    image, cell = painted([Row(line)], scale)
    dots = ink(image)
    left, right = cell.padding, cell.padding + 6 * cell.width
    assert any(all(row[left + cell.width : right - cell.width]) for row in dots)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("character", ["│", "┃", "║", "┼", "█", "▌", "▐"])
def test_lines_go_on_from_row_to_row(scale: float, character: str) -> None:
    image, cell = painted([Row(character)] * 4, scale)
    dots = ink(image)
    top, bottom = cell.padding, cell.padding + 4 * cell.height
    assert any(all(dots[y][x] for y in range(top, bottom)) for x in range(image.width()))


@pytest.mark.parametrize("scale", SCALES)
def test_halves_meet_and_do_not_overlap(scale: float) -> None:
    for one, other in (("▀", "▄"), ("▌", "▐"), ("▖", "▜"), ("▚", "▞")):
        first = painted([Row(one)], scale, 1)[0]
        second = painted([Row(other)], scale, 1)[0]
        cell = painted([Row(" ")], scale, 1)[1]
        for y in range(cell.padding, cell.padding + cell.height):
            for x in range(cell.padding, cell.padding + cell.width):
                here = first.pixel(x, y) != DARK.surface.rgb()
                there = second.pixel(x, y) != DARK.surface.rgb()
                assert here is not there


@pytest.mark.parametrize("size", [(7, 15), (8, 13), (9, 18), (11, 21)])
def test_quarters_make_halves(size: tuple[int, int]) -> None:
    def covered(character: str) -> set[tuple[int, int]]:
        return {
            (x, y)
            for left, top, width, height in glyph(character, *size, 1).rects
            for x in range(left, left + width)
            for y in range(top, top + height)
        }

    for half, one, other in ("▀▘▝", "▄▖▗", "▌▘▖", "▐▝▗"):
        assert covered(half) == covered(one) | covered(other)
    assert covered("█") == covered("▀") | covered("▄")


def test_every_character_of_lines_and_blocks_is_drawn() -> None:
    for number in (*range(0x2500, 0x25A0), *range(0x2801, 0x2900), *range(0xE0B0, 0xE0B4)):
        assert is_drawn(chr(number))
        shape = glyph(chr(number), 9, 18, 1)
        assert shape.rects or shape.path is not None
        for x, y, width, height in shape.rects:
            assert 0 <= x < x + width <= 9, hex(number)
            assert 0 <= y < y + height <= 18, hex(number)


def test_what_lines_a_character_has_is_told_by_its_name() -> None:
    light, heavy, double = Weight.LIGHT, Weight.HEAVY, Weight.DOUBLE
    assert Arms.of("LIGHT DOWN AND RIGHT") == Arms(right=light, down=light)
    assert Arms.of("UP HEAVY AND DOWN HORIZONTAL LIGHT") == Arms(light, heavy, light, light)
    assert Arms.of("VERTICAL SINGLE AND RIGHT DOUBLE") == Arms(up=light, down=light, right=double)
    assert Arms.of("LIGHT LEFT AND HEAVY RIGHT") == Arms(left=light, right=heavy)


@pytest.mark.parametrize("scale", SCALES)
def test_a_cell_is_whole_pixels_and_text_keeps_to_it(scale: float) -> None:
    rows = [
        Row("iiiiiiiii|"),
        Row("WWWWWWWWW|"),
        Row(("中", "", "中", "", "e\u0301", *"xxxx", "|")),
    ]
    image, cell = painted(rows, scale, 10)
    dots = ink(image)
    left, right = cell.padding + 9 * cell.width, cell.padding + 10 * cell.width
    bars = []
    for number in range(3):
        y = cell.padding + number * cell.height + cell.height // 2
        bars.append([x for x in range(left, right) if dots[y][x]])
    assert bars[0]
    assert bars[0] == bars[1] == bars[2]


@pytest.mark.parametrize("line", list(Underline)[1:])
def test_each_underline_is_seen(line: Underline) -> None:
    style = Style(underline=line, underline_color=(255, 0, 0))
    image, cell = painted([Row("      ", (Span(0, 6, style),))], 2.0)
    below = [y for y, row in enumerate(ink(image)) if any(row)]
    assert below
    assert min(below) >= cell.padding + cell.baseline - 1
    assert max(below) < cell.padding + cell.height


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_sixteen_colours_can_be_read(scheme: theme.Theme) -> None:
    inks = Inks(scheme)
    for number in range(16):
        asked = inks.of(Style(foreground=number))
        assert contrast(asked.text, scheme.surface) >= 4.5
        if number or not scheme.dark:  # black on dark is for grounds
            assert asked.text == asked.raw
        on_it = inks.of(Style(background=number))
        assert contrast(on_it.text, on_it.behind) >= 4.5


@pytest.mark.parametrize("mark", list(Mark))
@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_what_stands_out_can_be_read(scheme: theme.Theme, mark: Mark) -> None:
    inks = Inks(scheme)
    for number in (None, *range(256), (1, 200, 100)):
        found = inks.of(Style(foreground=number), mark)
        assert contrast(found.text, found.behind) >= 4.5
    grounds = {inks.of(PLAIN, each).behind.name() for each in Mark}
    assert len(grounds) == len(Mark)


def test_colours_are_moved_no_further_than_they_must() -> None:
    white = QColor("white")
    assert legible(QColor("#000080"), white) == QColor("#000080")
    moved = legible(QColor("#ffff00"), white)
    assert 4.5 <= contrast(moved, white) < 6


def test_what_is_to_be_hidden_is_hidden() -> None:
    inks = Inks(DARK)
    assert inks.of(Style(foreground=4, background=4)).text == inks.of(Style(background=4)).behind
    assert inks.of(Style(invisible=True)).text == DARK.surface
    assert inks.of(Style(foreground=4, background=4), Mark.SELECTED).text != DARK.surface


def test_the_programs_colours_are_kept_apart_from_the_themes(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        inks = person.view.inks
        person.write("\x1b]11;rgb:20/30/40\x07\x1b]4;1;rgb:ff/80/80\x07")
        assert inks.ground == QColor(0x20, 0x30, 0x40)
        assert inks.of(Style(foreground=1)).raw == QColor(0xFF, 0x80, 0x80)
        person.write("\x1b]111\x07\x1b]104\x07\x1b[?5h")
        assert inks.ground == inks.theme.text
        inks.set_frame(Frame(1, (), None, person.view.sight.frame.colors))
        assert inks.ground == inks.theme.surface


def test_the_theme_is_followed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(qtbot) as person:
        other = LIGHT if theme.current().dark else DARK
        monkeypatch.setattr(theme, "_in_force", other)
        person.view.setPalette(theme.palette(other))
        person.settle()
        image = person.view.viewport().grab().toImage()
        assert image.pixelColor(2, 2) == other.surface
        person.write("\x1b]11;?\x07")
        red = f"{other.surface.red():02x}"
        assert person.heard().startswith(f"\x1b]11;rgb:{red}{red}/".encode())


def test_one_row_that_is_selected_is_all_that_is_painted(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("one\r\ntwo\r\nthree")
        before = person.painted()
        person.view.marking.selection = None
        person.click(1, 1, times=2)
        qtbot.waitUntil(lambda: person.painted() > before)
        assert person.painted() - before == 1
        assert person.view.canvas._stretches[1] == (Stretch(0, 3, Mark.SELECTED),)


def test_what_is_below_the_last_row_is_painted_when_rows_go(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(qtbot) as person:
        view = person.view
        person.write("x\r\n" * 40)
        rows, regions = view.terminal.rows, []

        def spy(region: QRegion) -> None:
            regions.append((len(view.sight.rows), region.boundingRect()))
            paint(region)

        paint = view.canvas.paint
        monkeypatch.setattr(view.canvas, "paint", spy)
        view.resize(view.width(), view.height() - view.canvas.cell.height - 2)
        qtbot.waitUntil(lambda: view.terminal.rows < rows and not view.pace.due)
        qtbot.waitUntil(
            lambda: any(
                count == view.terminal.rows and rect == view.viewport().rect()
                for count, rect in regions
            )
        )
