"""A log is read, followed, selected and copied by mouse and keyboard."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.observations import LogLine, Output
from desktop.ui.logs import words
from desktop.ui.logs.pill import Pill
from desktop.ui.units import number
from tests.support.aio import Aio
from tests.ui.logs.conftest import Reader, line, lines, reading

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("qapp"),
]
KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def pill(reader: Reader) -> str:
    """What the button over the log says; nothing where there is none."""
    (found,) = reader.view.findChildren(Pill)
    return found.text() if found.isVisible() else ""


def wheel(reader: Reader, notches: int) -> None:
    at = QPointF(200, 100)
    turned = QPoint(0, 120 * notches)
    buttons, held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), turned, buttons, held, phase, False)
    QApplication.sendEvent(reader.view.viewport(), event)


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_the_newest_line_is_at_the_bottom_and_stays_there_as_more_come(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(500)) as reader:
            assert reader.seen()[-1] == "line 499"
            reader.say(line(500), line(501))
            await reader.until(lambda: reader.seen()[-1] == "line 501")
            assert pill(reader) == ""

    aio(run())


def test_who_scrolls_up_stays_there_and_is_told_of_what_comes(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(500)) as reader:
            wheel(reader, 3)
            before = reader.seen()
            assert before[-1] != "line 499"
            reader.say(*(line(n) for n in range(500, 1734)))
            told = f"Jump to newest ({number(1234)} new)"
            await reader.until(lambda: pill(reader) == told)
            assert reader.seen() == before
            reader.press(KEY.Key_End)
            assert reader.seen()[-1] == "line 1733"
            assert pill(reader) == ""

    aio(run())


def test_the_way_to_the_newest_line_does_not_hide_the_only_one(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(500)) as reader:
            wheel(reader, 3)
            assert pill(reader) == "Jump to newest"
            (found,) = reader.view.findChildren(Pill)
            rest = reader.page.height() - reader.view.viewport().height()
            reader.page.resize(1000, rest + 2 * found.height())
            await reader.until(lambda: pill(reader) == "")
            reader.page.resize(1000, 400)
            await reader.until(lambda: pill(reader) == "Jump to newest")

    aio(run())


def test_rows_that_give_way_do_not_move_what_is_read(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(500)) as reader:
            wheel(reader, 3)
            before = reader.seen()
            book = reader.view.view.book
            book._most_rows = 200
            reader.say(line(500))
            await reader.until(lambda: len(book) == 200)
            assert reader.seen() == before

    aio(run())


def test_a_long_line_wraps_and_is_scrolled_line_by_line(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, [line(0, "a " * 400), *lines(60)]) as reader:
            reader.press(KEY.Key_Home)
            reader.seen()
            assert reader.view.seen[0][2].lines > 3
            wheel(reader, -1)
            assert (reader.view.scrolling.place, reader.view.scrolling.line) == (0, 3)
            reader.page.tools.wrap.setChecked(False)
            reader.press(KEY.Key_Home)
            reader.seen()
            assert reader.view.seen[0][2].lines == 1
            assert reader.view.horizontalScrollBar().maximum() > 0

    aio(run())


def test_the_bar_counts_rows_and_its_end_follows(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(500)) as reader:
            bar = reader.view.verticalScrollBar()
            assert bar.maximum() == 500 - reader.view.page
            bar.setValue(10)
            assert reader.seen()[0] == "line 10"
            bar.setValue(bar.maximum())
            assert reader.view.scrolling.follows

    aio(run())


def test_arrow_keys_go_from_row_to_row_and_a_screen_reader_hears_each(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        written = [line(0), line(1, "ERROR it broke", Output.STDERR), line(2)]
        async with reading(tmp_path, written) as reader:
            assert reader.view.accessibleName() == "Log: web"
            reader.press(KEY.Key_Home)
            assert reader.view.accessibleDescription() == "line 0"
            reader.press(KEY.Key_Down)
            assert reader.view.accessibleDescription() == "Error: stderr: ERROR it broke"

    aio(run())


def test_rows_are_selected_by_keyboard_and_copied(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(5)) as reader:
            reader.press(KEY.Key_Home)
            reader.press(KEY.Key_Down)
            reader.press(KEY.Key_C, CTRL)
            await reader.until(lambda: copied() == "line 1")
            reader.press(KEY.Key_Down, SHIFT)
            reader.press(KEY.Key_C, CTRL)
            await reader.until(lambda: copied() == "line 1\nline 2")
            reader.press(KEY.Key_Up, SHIFT)
            reader.press(KEY.Key_Up, SHIFT)
            reader.press(KEY.Key_C, CTRL)
            await reader.until(lambda: copied() == "line 0\nline 1")
            reader.press(KEY.Key_A, CTRL)
            reader.press(KEY.Key_C, CTRL)
            await reader.until(lambda: copied() == "\n".join(f"line {n}" for n in range(5)))

    aio(run())


def test_characters_are_selected_by_dragging(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, [line(0, "🚀 one two"), line(1, "three four")]) as reader:
            reader.seen()
            (first, _, top), (second, _, bottom) = reader.view.seen
            text = reader.view.painting.columns.text
            assert top.layout is not None
            assert bottom.layout is not None
            start = top.layout.lineAt(0).cursorToX(top.to_qt(2))
            end = bottom.layout.lineAt(0).cursorToX(5)
            at = QPoint(int(text + _x(start)) + 1, int(first.center().y()))
            to = QPoint(int(text + _x(end)) + 1, int(second.center().y()))
            drag(reader, at, to)
            reader.press(KEY.Key_C, CTRL)
            await reader.until(lambda: copied() == "one two\nthree")

    aio(run())


def _x(found: object) -> float:
    """Qt answers with the place, and in some versions also with the cursor's."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def drag(reader: Reader, at: QPoint, to: QPoint) -> None:
    viewport = reader.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(viewport, to)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=to)


def test_json_unfolds_on_a_click_on_its_mark_and_by_key(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        evil = '{"a": 1, "b": "\\u202ex"}'
        async with reading(tmp_path, [line(0, evil), line(1)]) as reader:
            reader.seen()
            rect, _place, found = reader.view.seen[0]
            assert found.foldable
            mark = QPoint(int(reader.view.painting.columns.chevron) + 4, int(rect.center().y()))
            reader.click(mark)
            opened = reader.seen()[0].replace("\u2028", "\n")
            assert opened == '{\n  "a": 1,\n  "b": "‹U+202E›x"\n}'
            reader.press(KEY.Key_Left)
            assert reader.seen()[0] == evil
            reader.press(KEY.Key_Right)
            assert "\u2028" in reader.seen()[0]

    aio(run())


def test_a_line_of_ten_megabytes_is_cut_and_opened_as_far_as_it_is_kept(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        long = LogLine(line(0).time, Output.STDOUT, b"x" * 65_536, 10_000_000 - 65_536)
        async with reading(tmp_path, [long, line(1)]) as reader:
            reader.seen()
            found = reader.view.seen[0][2]
            assert (len(found.text), found.rest) == (1024, "10MB more")
            reader.press(KEY.Key_Home)
            reader.press(KEY.Key_Right)
            reader.seen()
            found = reader.view.seen[0][2]
            assert (len(found.text), found.rest) == (65_536, "9.93MB more: save the log to see all")

    aio(run())


def test_what_is_opened_and_selected_stays_with_its_row_when_late_lines_come(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        written = [line(0), line(10, '{"a":1}')]
        async with reading(tmp_path, written, containers=(1, 2)) as reader:
            reader.press(KEY.Key_End)
            reader.press(KEY.Key_Right)
            reader.say(line(5, "late"), number=2)
            await reader.until(lambda: len(reader.view.view) == 3)
            assert reader.seen() == ["line 0", "late", '{\u2028  "a": 1\u2028}']
            reader.press(KEY.Key_C, CTRL)
            await reader.until(lambda: copied() == '{\n  "a": 1\n}')

    aio(run())


def test_binary_and_markup_are_shown_as_what_they_are(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        written = [line(0, b"<b>&amp;</b> %n {x}"), line(1, b"\xff\x00\x1b[31mred\x1b[0m\x1b[2J")]
        async with reading(tmp_path, written) as reader:
            assert reader.seen() == ["<b>&amp;</b> %n {x}", "‹FF›^@red^[[2J"]

    aio(run())


def test_times_are_shown_where_they_are_wanted(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(2)) as reader:
            narrow = reader.view.painting.columns.text
            menu = reader.page.tools.clock.choices
            assert menu is not None
            next(a for a in menu.actions() if a.text() == "Date and time").trigger()
            assert reader.view.painting.columns.text > narrow + 100

    aio(run())


def test_how_long_ago_a_line_was_written_is_told_again_as_it_grows_older(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(2)) as reader:
            view, now = reader.view, words.moment(line(1).time) + 6
            view.painting.clock = lambda: now
            narrow = view.painting.columns.text
            menu = reader.page.tools.clock.choices
            assert menu is not None
            next(a for a in menu.actions() if a.text() == "How long ago").trigger()
            metrics = QFontMetricsF(view.painting.mono)
            assert view.painting.columns.text - narrow > metrics.horizontalAdvance("59 seconds ago")
            told = words.time_of(line(1).time, view.painting.times, now)
            assert told == "6 seconds ago"
            assert view._ageing.step == 2, "a line of this minute counts its seconds"
            before = view.viewport().grab().toImage()
            assert view.viewport().grab().toImage() == before
            now += 100
            assert view.viewport().grab().toImage() != before
            view._ageing._timer.timeout.emit()
            assert view._ageing.step == 30

    aio(run())


def test_sixty_rows_are_painted_within_a_frame(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        text = "2024-01-02 \x1b[32mINFO\x1b[0m request 200 in 12 ms from 10.0.0.1 " * 2
        async with reading(tmp_path, [line(n, f"{n} {text}") for n in range(300)]) as reader:
            reader.page.tools.wrap.setChecked(False)
            reader.page.resize(1200, 60 * reader.view.lines.height + 100)
            taken = []
            for _ in range(20):
                began = time.thread_time()
                reader.view.viewport().repaint()
                taken.append(time.thread_time() - began)
            assert len(reader.view.seen) >= 60
            assert min(taken) < 0.016  # on a busy machine; 3 ms on an idle one

    aio(run())
