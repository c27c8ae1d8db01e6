"""Hostile text stays text: in labels, tooltips, menus and questions."""

from __future__ import annotations

import asyncio
import html
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.plain import Answer, PlainLabel, ask, menu_text, tooltip, visible
from tests.support.aio import Aio

# What Qt's offscreen platform says of any window with a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARKUP = ["<img src=x>", "<b>x</b>&y", "<a href='file:///etc/passwd'>click</a>", "&lt;b&gt;"]
REMOVE = (Answer("remove", "Remove", danger=True), Answer("cancel", "Cancel"))
PULL = (Answer("pull", "Pull"), Answer("cancel", "Cancel"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("web", "web"),
        ("naïve 中文 🐳 \u00a0", "naïve 中文 🐳 \u00a0"),
        ("a\x1b[31mred", "a\\x1b[31mred"),
        ("one\ntwo\r\tthree", "one\\ntwo\\r\\tthree"),
        ("exe\u202etxt.evil\u202c", "exe\\u202etxt.evil\\u202c"),
        ("\u2066isolate\u2069", "\\u2066isolate\\u2069"),
        ("ze\u200bro\ufeff", "ze\\u200bro\\ufeff"),
        ("C1 \x9b31m \x7f", "C1 \\x9b31m \\x7f"),
        ("line\u2028separator", "line\\u2028separator"),
        ("not utf-8: \udcff", "not utf-8: \\xff"),
        ("filler\u3164", "filler\\u3164"),
        ("tag \U000e0041", "tag \\U000e0041"),
        ("nul\0", "nul\\x00"),
    ],
)
def test_what_can_not_be_seen_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert visible("one\n\ttwo\x1b", lines=True) == "one\n\ttwo\\x1b"


def test_a_long_text_is_cut() -> None:
    assert visible("x" * 300) == "x" * 300
    assert visible("x" * 301) == "x" * 299 + "…"


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=50))
def test_nothing_unseen_gets_through(text: str) -> None:
    shown = visible(text, limit=1000)
    assert not any(character in shown for character in "\x1b\n\r\t\0\x9b\u202e\u2066\u200b\ufeff")
    shown.encode()  # nothing that Qt could not hold
    assert html.unescape(tooltip(text)[4:-5].replace("<br>", "\n").replace("\u200b", "")) == (
        visible(text, limit=1000, lines=True)
    )


@pytest.mark.parametrize("text", MARKUP)
def test_markup_stays_text_in_tooltips(text: str) -> None:
    made = tooltip(text)
    assert made.startswith("<qt>")
    assert "<" not in made[4:-5]
    assert html.unescape(made[4:-5]) == text


def test_tooltips_keep_lines_and_break_long_words() -> None:
    assert tooltip("a\nb") == "<qt>a<br>b</qt>"
    assert tooltip("x" * 100).count("\u200b") == 2
    assert "\u200b" not in tooltip("x" * 40)


def test_menus_show_ampersands_and_no_tabs() -> None:
    assert menu_text("a&b\tCtrl+Q") == "a&&b\\tCtrl+Q"
    assert len(menu_text("x" * 300)) == 60


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("options", [{}, {"elide": Qt.TextElideMode.ElideRight}, {"wrap": True}])
def test_labels_show_markup_as_text(qtbot: QtBot, text: str, options: dict[str, object]) -> None:
    label = PlainLabel(text, **options)  # type: ignore[arg-type]
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == text


def test_a_label_too_narrow_for_its_text_has_it_as_tooltip(qtbot: QtBot) -> None:
    label = PlainLabel("<b>" + "n" * 297, elide=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 100
    label.resize(100, 20)
    label.show()
    assert label.toolTip() == tooltip("<b>" + "n" * 297)
    assert not label.grab().isNull()
    label.setText("short")
    assert label.toolTip() == ""


def test_a_label_that_wraps_is_not_as_wide_as_a_long_name(qtbot: QtBot) -> None:
    label = PlainLabel("x" * 300, wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 600


def test_a_selectable_label_copies_exactly_what_it_shows(qtbot: QtBot) -> None:
    digest = "sha256:" + "0123456789abcdef" * 4
    label = PlainLabel(digest, selectable=True, wrap=True)
    qtbot.addWidget(label)
    label.setSelection(0, len(digest))
    assert label.selectedText() == digest
    assert label.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus or (
        label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    )


def _dialogs() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


async def _opened() -> QMessageBox:
    await asyncio.sleep(0)  # the task that asks runs to its first wait
    (box,) = _dialogs()
    assert box.isVisible()
    return box


def _button(box: QMessageBox, text: str) -> QPushButton:
    (found,) = [each for each in box.findChildren(QPushButton) if each.text() == text]
    return found


def _press(key: Qt.Key) -> Callable[[QtBot, QMessageBox], None]:
    return lambda qtbot, box: qtbot.keyClick(box, key)


def _click(text: str) -> Callable[[QtBot, QMessageBox], None]:
    return lambda qtbot, box: qtbot.mouseClick(
        _button(box, text), Qt.MouseButton.LeftButton, pos=QPoint(5, 5)
    )


@pytest.mark.parametrize(
    ("answers", "act", "expected"),
    [
        (REMOVE, _click("Remove"), "remove"),
        (REMOVE, _click("Cancel"), "cancel"),
        (REMOVE, _press(Qt.Key.Key_Escape), "cancel"),
        (REMOVE, _press(Qt.Key.Key_Return), "cancel"),
        (PULL, _press(Qt.Key.Key_Return), "pull"),
        (PULL, lambda _, box: box.close(), "cancel"),
    ],
)
def test_a_question_gives_the_answer_chosen(
    aio: Aio,
    qtbot: QtBot,
    answers: tuple[Answer, ...],
    act: Callable[[QtBot, QMessageBox], None],
    expected: str,
) -> None:
    async def scenario() -> str:
        asking = asyncio.create_task(ask(None, "Remove", "Remove web?", "", answers))
        act(qtbot, await _opened())
        return await asking

    assert aio(scenario()) == expected


def test_a_question_shows_hostile_names_as_text(aio: Aio) -> None:
    async def scenario() -> None:
        name = "<img src=x>&" + "y" * 300
        asking = asyncio.create_task(ask(None, name, name, name, REMOVE, details=name))
        box = await _opened()
        assert box.textFormat() == Qt.TextFormat.PlainText
        assert box.text().replace("\u200b", "") == name
        assert box.width() < 700
        box.close()
        await asking

    aio(scenario())


def test_cancelling_the_task_closes_the_question(aio: Aio) -> None:
    async def scenario() -> None:
        asking = asyncio.create_task(ask(None, "Remove", "Remove web?", "", REMOVE))
        await _opened()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert not any(box.isVisible() for box in _dialogs())

    aio(scenario())


def test_a_question_goes_with_its_window(aio: Aio) -> None:
    async def scenario() -> str:
        window = QWidget()
        window.show()
        asking = asyncio.create_task(ask(window, "Remove", "Remove web?", "", REMOVE))
        await _opened()
        window.close()
        window.deleteLater()
        return await asking

    assert aio(scenario()) == "cancel"
