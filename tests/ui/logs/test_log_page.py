"""A log is filtered, searched, paused, cleared and saved; and it says how it stands."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QPushButton

from desktop.engine.errors import Rejected
from desktop.engine.observations import Output
from desktop.engine.records import Kind
from desktop.model import preferences
from desktop.model.commands import Target
from desktop.model.logs.levels import Level
from desktop.model.logs.rows import RowKind
from desktop.model.logs.save import SaveLog, SaveMergedLogs
from desktop.model.session import Link
from desktop.ui.logs import words
from desktop.ui.logs.inks import hit_ground, kept_ground
from desktop.ui.logs.open_log import Part
from desktop.ui.logs.part_dialog import PartDialog
from desktop.ui.theme import current
from desktop.ui.units import number
from tests.model.fake_engine import lost, make_container, make_id
from tests.support.aio import Aio
from tests.ui.logs.conftest import Reader, line, lines, reading

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]
KEY = Qt.Key
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly

TRACE = [
    line(0, "INFO begins"),
    line(1, "ERROR it broke", Output.STDERR),
    line(2, "  at Main.java:3", Output.STDERR),
    line(3, "INFO goes on"),
    line(4, "WARN is slow"),
    line(5, "INFO ends"),
]


def search(reader: Reader, text: str) -> None:
    """Ctrl+F, and type."""
    QTest.keyClick(reader.view, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(reader.page.search_bar.box.line, text)


def test_the_filter_leaves_matching_lines_with_lines_around(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(30)) as reader:
            bar = reader.page.filter_bar
            QTest.keyClicks(bar.box.line, "line 15")
            await reader.until(lambda: reader.shown() == ["line 15"])
            bar.context.setValue(1)
            await reader.until(lambda: reader.shown() == ["line 14", "line 15", "line 16"])
            bar.box.regex.setChecked(True)
            bar.box.line.setText("line [27]$")
            shown = ["line 1", "line 2", "line 3", "<SEPARATOR>", "line 6", "line 7", "line 8"]
            await reader.until(lambda: reader.shown() == shown)
            reader.say(line(31, "line 2"))
            await reader.until(lambda: reader.shown()[-1] == "line 2")

    aio(run())


def test_a_wrong_expression_is_said_and_leaves_what_is_shown(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            box = reader.page.filter_bar.box
            box.regex.setChecked(True)
            box.line.setText("(")
            assert "no regular expression" in box.line.accessibleDescription()
            assert len(reader.shown()) == 3
            box.line.setText("(1)")
            assert box.line.accessibleDescription() == ""
            await reader.until(lambda: reader.shown() == ["line 1"])

    aio(run())


def test_levels_and_outputs_are_chosen_and_a_trace_stays_whole(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, TRACE) as reader:
            bar = reader.page.filter_bar
            bar.levels.choose((Level.ERROR, Level.FATAL))
            await reader.until(lambda: reader.shown() == ["ERROR it broke", "  at Main.java:3"])
            assert bar.levels_button.text() == "2 levels"
            bar.levels.choose(None)
            bar.outputs.choose([Output.STDOUT])
            await reader.until(lambda: len(reader.shown()) == 4)
            assert bar.levels_button.text() == "stdout"

    aio(run())


def test_where_no_line_matches_the_filter_is_cleared_by_a_button(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            reader.page.filter_bar.box.line.setText("nothing")
            front = reader.page.front
            await reader.until(lambda: front.currentWidget() is front.unmatched)
            (button,) = front.unmatched.findChildren(QPushButton)
            button.click()
            await reader.until(lambda: len(reader.shown()) == 3)
            assert front.currentWidget() is reader.view

    aio(run())


def test_until_the_first_lines_are_there_it_is_seen_that_they_come(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            reader.world.watched.logs[make_id(2)] = [line(7)]
            page = reader.page
            page.show_containers([make_id(2)])
            assert page.front.currentWidget() is page.front.loading
            assert page.front.loading.accessibleName() == "Loading"
            page.setFocus()
            await reader.follows()
            assert page.front.currentWidget() is reader.view
            assert reader.seen() == ["line 7"]
            assert page.window().focusWidget() is reader.view

    aio(run())


def test_what_is_filtered_for_is_marked_in_the_lines_quieter_than_what_is_searched(
    aio: Aio, tmp_path: Path
) -> None:
    def ground(reader: Reader, at: int) -> str:
        """Behind the character of the first line that is shown."""
        picture = reader.view.viewport().grab().toImage()
        rect, _place, _line = reader.view.seen[0]
        left = reader.view.painting.columns.text + at * reader.view.lines.character
        return picture.pixelColor(round(left + 1), round(rect.top() + rect.height() - 3)).name()

    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            bar = reader.page.filter_bar
            bar.box.line.setText("ne 2")
            await reader.until(lambda: reader.shown() == ["line 2"])
            reader.view.settle()
            theme = current()
            kept = kept_ground(theme).name()
            assert [ground(reader, at) for at in (1, 2)] == [theme.surface.name(), kept]
            search(reader, "line")
            await reader.until(lambda: reader.view.search and reader.view.search.current)
            assert ground(reader, 2) == hit_ground(theme, current=True).name()
            assert ground(reader, 5) == kept
            bar.clear()
            await reader.until(lambda: len(reader.shown()) == 3)
            reader.view.settle()
            assert reader.seen() == ["line 0", "line 1", "line 2"]
            assert not any(each.kept for _, _, each in reader.view.seen)

    aio(run())


def test_filtering_stays_at_the_line_that_is_read(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(2000)) as reader:
            reader.view.verticalScrollBar().setValue(500)
            reader.page.filter_bar.box.line.setText("0")
            await reader.until(lambda: not reader.view.view.busy)
            reader.view.settle()
            at = reader.seen()[0]
            assert at == "line 1500"
            reader.page.filter_bar.clear()
            await reader.until(lambda: not reader.view.view.busy)
            reader.view.settle()
            assert reader.seen()[0] == "line 1500"

    aio(run())


def test_keys_that_a_person_chose_go_from_match_to_match(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(100)) as reader:
            reader.press(KEY.Key_Home)
            search(reader, "line 2")
            await reader.until(lambda: reader.page.search_bar.count.text() == "1 of 11")
            reader.press(KEY.Key_F3)
            assert reader.view.accessibleDescription() == "line 20"
            reader.page._settings.choose(preferences.KEYS, ["log.next F4"])
            reader.press(KEY.Key_F3)
            assert reader.view.accessibleDescription() == "line 20"
            reader.press(KEY.Key_F4)
            assert reader.view.accessibleDescription() == "line 21"

    aio(run())


def test_a_search_counts_and_goes_to_the_next_and_the_one_before(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(100)) as reader:
            reader.press(KEY.Key_Home)
            bar = reader.page.search_bar
            search(reader, "line 2")
            await reader.until(lambda: bar.count.text() == "1 of 11")
            assert reader.view.current == 2
            QTest.keyClick(bar.box.line, KEY.Key_Return)
            assert reader.view.accessibleDescription() == "line 20"
            QTest.keyClick(bar.box.line, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            reader.press(KEY.Key_F3, Qt.KeyboardModifier.ShiftModifier)
            assert reader.view.accessibleDescription() == "line 29"  # around the end
            assert bar.count.text() == "11 of 11"
            assert "line 29" in reader.seen()
            found = next(each for _, _, each in reader.view.seen if each.text == "line 29")
            assert found.hits == [(0, 6)]
            QTest.keyClick(bar.box.line, KEY.Key_Escape)
            assert bar.isHidden()
            assert reader.view.search is None

    aio(run())


def test_a_match_behind_what_is_shown_of_a_line_is_opened(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, [line(0, "x" * 5000 + "needle"), line(1)]) as reader:
            search(reader, "needle")
            await reader.until(lambda: reader.seen()[0].endswith("needle"))

    aio(run())


def test_while_paused_what_is_seen_stands_still_and_nothing_is_lost(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            reader.press(KEY.Key_Space)
            assert reader.page.tools.pause.isChecked()
            reader.say(line(3), line(4))
            await reader.until(lambda: reader.view.view.held_back == 2)
            assert reader.shown() == ["line 0", "line 1", "line 2"]
            assert reader.page.standing.reading.text() == "Paused: what comes is kept"
            reader.press(KEY.Key_Space)
            assert reader.shown() == [f"line {n}" for n in range(5)]

    aio(run())


def test_a_paused_log_stays_however_much_is_written_and_goes_on_from_there(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            page = reader.page
            assert page.log is not None
            page.log.book.keep(5)
            reader.press(KEY.Key_Space)
            reader.say(*lines(50)[3:])
            said = "Paused: what comes now is read when you go on"
            await reader.until(lambda: page.standing.reading.text() == said)
            reader.say(line(50), line(51))
            assert reader.shown() == ["line 0", "line 1", "line 2"]
            assert page.front.currentWidget() is reader.view
            reader.press(KEY.Key_Space)
            newest = [f"line {number}" for number in range(47, 52)]
            await reader.until(lambda: reader.shown() == newest)
            assert page.log.book.dropped == 47

    aio(run())


def test_a_paused_log_that_was_cleared_does_not_say_that_nothing_was_written(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            reader.press(KEY.Key_Space)
            reader.page.clear()
            assert reader.shown() == []
            assert reader.page.front.currentWidget() is reader.view
            reader.press(KEY.Key_Space)
            assert reader.shown() == ["<CLEARED>"]

    aio(run())


def test_clear_leaves_a_mark_and_what_comes(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            reader.page.clear()
            assert reader.shown() == ["<CLEARED>"]
            reader.say(line(3))
            await reader.until(lambda: reader.shown() == ["<CLEARED>", "line 3"])

    aio(run())


def test_where_there_is_little_room_the_bars_keep_theirs(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            page, box = reader.page, reader.page.filter_bar.box
            for width, height in ((600, 95), (900, 60)):
                page.resize(width, height)
                await reader.until(lambda w=width: page.width() == w and page.standing.isHidden())
                await reader.until(lambda: box.height() >= box.minimumSizeHint().height())
            page.resize(900, 400)
            await reader.until(page.standing.isVisible)

    aio(run())


def test_where_there_is_little_room_a_search_has_that_of_the_other_bars(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(30)) as reader:
            page, bars = reader.page, reader.page.filter_bar.parentWidget()
            assert bars is not None
            page.resize(700, 130)
            await reader.until(lambda: page.height() == 130)
            reader.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
            assert bars.isHidden()
            assert page.search_bar.isVisible()
            page.filter_bar.box.line.setText("1")
            await reader.until(lambda: not bars.isHidden())  # or nobody knew why lines are missing
            page.filter_bar.box.line.clear()
            await reader.until(bars.isHidden)
            QTest.keyClick(page.search_bar.box.line, Qt.Key.Key_Escape)
            assert not bars.isHidden()
            page.resize(700, 400)
            reader.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
            assert not bars.isHidden()

    aio(run())


def test_after_a_clear_it_follows_what_comes(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(60)) as reader:
            reader.press(Qt.Key.Key_Home)
            assert not reader.view.scrolling.follows
            reader.page.clear()
            assert reader.view.scrolling.follows

    aio(run())


def test_before_the_first_line_is_asked_for_it_is_said_that_it_is_read(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            reader.page.show_containers([make_id(2)])
            assert reader.page.standing.reading.text() == "Reading…"

    aio(run())


def test_several_containers_are_merged_by_time_and_chosen(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, [line(0), line(2)], containers=(1, 2)) as reader:
            reader.say(line(3, "of worker"), number=2)
            await reader.until(lambda: len(reader.shown()) == 3)
            assert reader.view.accessibleName() == "Log: web, worker"
            reader.press(KEY.Key_End)
            reader.press(KEY.Key_Up)
            assert reader.view.accessibleDescription() == "web: line 2"
            sources = reader.page.filter_bar.sources
            assert sources is not None
            sources.choose([1])
            await reader.until(lambda: reader.shown() == ["of worker"])
            assert reader.page.filter_bar.sources_button.text() == "1 container"

    aio(run())


def test_the_log_is_saved_whole_by_an_operation(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            reader.page.tools.save_requested.emit(True)
            await reader.until(lambda: reader.page.findChildren(QFileDialog))
            (dialog,) = reader.page.findChildren(QFileDialog)
            assert Path(dialog.selectedFiles()[0]).name == "web.log"
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(name, QLineEdit)
            name.setText(str(tmp_path / "here.log"))
            dialog.accept()
            await reader.until(lambda: reader.commands)
            target = Target(Kind.CONTAINER, make_id(1), "web")
            assert reader.commands == [SaveLog(target, tmp_path / "here.log", timestamps=True)]

    aio(run())


def test_the_logs_of_several_are_saved_merged_or_one_of_them(aio: Aio, tmp_path: Path) -> None:
    both = tuple(
        Target(Kind.CONTAINER, make_id(n), name) for n, name in ((1, "web"), (2, "worker"))
    )
    file = tmp_path / "here.log"

    async def saved(reader: Reader, choice: str, proposed: str) -> None:
        reader.page.tools.save_requested.emit(False)
        await reader.until(lambda: reader.page.findChildren(QMenu, options=DIRECT))
        [menu] = reader.page.findChildren(QMenu, options=DIRECT)
        [action] = [action for action in menu.actions() if action.text() == choice]
        action.trigger()
        menu.hide()
        await reader.until(lambda: reader.page.findChildren(QFileDialog))
        [dialog] = reader.page.findChildren(QFileDialog)
        assert Path(dialog.selectedFiles()[0]).name == proposed
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setText(str(file))
        dialog.accept()
        await reader.until(lambda: reader.commands and not reader.page.findChildren(QFileDialog))

    async def run() -> None:
        async with reading(tmp_path, [line(0)], containers=(1, 2)) as reader:
            await saved(reader, "Save the logs of all 2, merged", "web-worker.log")
            await saved(reader, "Save the log of worker", "worker.log")
            assert reader.commands == [SaveMergedLogs(both, file), SaveLog(both[1], file)]

    aio(run())


def test_since_and_until_are_typed_as_docker_takes_them(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(60)) as reader:
            reader.page.tools.part_requested.emit()
            await reader.until(lambda: reader.page.findChildren(PartDialog))
            (dialog,) = reader.page.findChildren(PartDialog)
            assert dialog.since.line is not None
            assert dialog.until.line is not None
            dialog.since.line.setText("nonsense")
            assert not dialog.since.accepted
            dialog.since.line.setText("2024-01-02T03:00:57Z")
            dialog.until.line.setText("2024-01-02T03:00:58Z")
            assert dialog.line.exact == (
                "docker logs --tail 1000 --since 2024-01-02T03:00:57.000000000Z"
                " --until 2024-01-02T03:00:58.000000000Z web"
            )
            dialog.accept()
            await reader.until(lambda: reader.page.log and reader.page.log.part.since)
            await reader.until(lambda: len(reader.shown()) == 2)
            assert reader.shown() == ["line 57", "line 58"]

    aio(run())


def test_a_long_name_is_cut_where_it_is_read_and_whole_in_a_command(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            name = "n" * 100
            reader.world.change(make_container(1, name))
            await reader.until(lambda: reader.page.log and len(reader.page.log.names()[0]) == 60)
            reader.page.tools.part_requested.emit()
            await reader.until(lambda: reader.page.findChildren(PartDialog))
            (dialog,) = reader.page.findChildren(PartDialog)
            assert dialog.line.exact.endswith(f" {name}")
            dialog.reject()

    aio(run())


def test_a_tail_of_another_length_is_read_anew(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(2000)) as reader:
            assert len(reader.shown()) == 1000
            reader.page.show_part(Part(100))
            await reader.until(lambda: len(reader.shown()) == 100)

    aio(run())


def test_nothing_is_read_while_nobody_looks(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            observe = reader.world.connected[-1].observe
            reader.page.hide()
            await reader.until(lambda: not observe.streaming("logs", make_id(1)))
            reader.world.watched.logs[make_id(1)] += [line(3), line(4)]
            reader.page.show()
            await reader.until(lambda: reader.shown() == [f"line {n}" for n in range(5)])

    aio(run())


def test_after_a_loss_it_resumes_without_a_gap_and_without_a_line_twice(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(3)) as reader:
            session, back = reader.session, asyncio.Event()
            reader.world.fail("connect", until=back)
            reader.world.drop(lost())
            await reader.until(lambda: session.status.link is not Link.LIVE)
            await reader.until(lambda: "<DISCONNECTED>" in reader.shown())
            assert reader.page.standing.reading.text().startswith("Disconnected")
            reader.world.watched.logs[make_id(1)] += [line(3)]
            back.set()
            session.retry_now()
            expected = ["line 0", "line 1", "line 2", "<DISCONNECTED>", "<RESUMED>", "line 3"]
            await reader.until(lambda: reader.shown() == expected)
            said = words.marker(reader.view.view[4], "web")
            assert said.startswith("Connected again at ")
            assert "missing" not in said, "that is known later, and told where it is so"

    aio(run())


def test_a_driver_that_cannot_be_read_is_said_in_the_engines_words(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with reading(tmp_path) as reader:
            words = "configured logging driver does not support reading"
            reader.world.fail("logs", Rejected(words, status=501))
            reader.page.show_containers([make_id(3)])
            page = reader.page
            await reader.until(
                lambda: page.front.nothing.accessibleName() != "web has written nothing"
            )
            await reader.until(lambda: page.front.currentWidget() is page.front.nothing)
            assert page.front.nothing.accessibleName() == "The log of db can't be read"
            assert words in page.front.nothing._explanation.text()

    aio(run())


def test_a_container_that_wrote_nothing_says_so(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path) as reader:
            await reader.until(
                lambda: reader.page.front.currentWidget() is reader.page.front.nothing
            )
            assert reader.page.front.nothing.accessibleName() == "web has written nothing"

    aio(run())


def test_holding_the_arrow_key_reads_the_last_container_only(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path) as reader:
            reader.world.calls.clear()
            for each in (2, 3, 2, 3):
                reader.page.show_containers([make_id(each)])
                await asyncio.sleep(0)
            await reader.follows()
            assert {call[0] for call in reader.world.called("logs")} == {make_id(3)}

    aio(run())


def test_lines_that_came_too_fast_are_counted_in_their_place(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(1)) as reader:
            book = reader.view.view.book
            book.add(0, [line(9)], skipped=12_345)
            assert [book[n].kind for n in range(3)] == [
                RowKind.LINE,
                RowKind.SKIPPED,
                RowKind.LINE,
            ]
            told = f"2 lines · {number(12_345)} skipped"
            await reader.until(lambda: reader.page.standing.count.text() == told)

    aio(run())


def test_a_flood_is_painted_thirty_times_a_second_at_most(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with reading(tmp_path, lines(1)) as reader:
            told: list[int] = []
            reader.view.scrolled.connect(lambda: told.append(1))
            loop = asyncio.get_running_loop()
            began = loop.time()
            for second in range(200):
                reader.view.view.book.add(0, [line(second, "x")] * 200)
                await asyncio.sleep(0.001)
            took = loop.time() - began
            assert len(told) <= took * 31 + 1

    aio(run())
