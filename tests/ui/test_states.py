"""Banners, skeletons, chips and empty states."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAction, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Banner, Skeleton, chip_width, paint_chips, shortened
from desktop.ui.theme import Tone

# What Qt's offscreen platform says of any window with a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

HOSTILE = "<b>web</b> & \x1b[31m"
SHOWN = "<b>web</b> & \\x1b[31m"


def _accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def test_a_banner_says_what_it_is_told_and_offers_actions(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    done: list[str] = []
    banner.say(HOSTILE, Tone.DANGER, actions=[("Retry & see", lambda: done.append("retry"))])
    assert banner.isVisible()
    assert banner.text == SHOWN
    assert banner.accessibleName() == SHOWN
    (button,) = banner.findChildren(QPushButton)
    assert button.text() == "Retry && see"
    assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert done == ["retry"]


def test_a_banner_is_dismissed_by_keyboard(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("Stale since 10:00")
    (close,) = banner.findChildren(QToolButton)
    assert _accessible_name(close) == "Dismiss"
    assert close.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    qtbot.keyClick(close, Qt.Key.Key_Space)
    assert banner.isHidden()


def test_a_banner_that_must_stay_has_no_close_button(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("The connection is not encrypted", Tone.DANGER, dismissible=False)
    (close,) = banner.findChildren(QToolButton)
    assert close.isHidden()


def test_saying_something_else_replaces_text_and_actions(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("One", actions=[("A", int), ("B", int)])
    banner.say("Two", actions=[("C", int)])
    assert banner.text == "Two"
    shown = [button.text() for button in banner.findChildren(QPushButton) if not button.isHidden()]
    assert shown == ["C"]


def test_an_empty_state_offers_the_menus_action(qtbot: QtBot) -> None:
    run = QAction("Run…")
    done: list[bool] = []
    run.triggered.connect(lambda: done.append(True))
    empty = EmptyState(Icon.CONTAINERS, "No containers yet", "Run an image.", action=run)
    qtbot.addWidget(empty)
    empty.show()
    assert empty.accessibleName() == "No containers yet"
    (button,) = empty.findChildren(QPushButton)
    assert _accessible_name(button) == "Run…"
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(done) == 1
    run.setEnabled(False)
    assert not button.isEnabled()
    empty.say("Nothing matches <b>")
    assert empty.accessibleName() == "Nothing matches <b>"
    assert not empty.grab().isNull()


@pytest.mark.parametrize("width", [420, 960])
def test_a_long_explanation_is_all_seen(qtbot: QtBot, width: int) -> None:
    state = EmptyState(Icon.VOLUMES, "No volumes yet", "Long words of an explanation. " * 8)
    qtbot.addWidget(state)
    state.resize(width, 400)
    state.show()
    for label in state.findChildren(PlainLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_a_skeleton_says_that_something_is_loading(qtbot: QtBot) -> None:
    skeleton = Skeleton()
    qtbot.addWidget(skeleton)
    skeleton.resize(400, 200)
    skeleton.show()
    assert _accessible_name(skeleton) == "Loading"
    assert not skeleton.grab().isNull()


@pytest.mark.parametrize("width", [0, 10, 30, 60, 100, 200, 1000])
def test_chips_stay_inside_their_place(qtbot: QtBot, width: int) -> None:
    image = QImage(1200, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    texts = ["127.0.0.1:8080→80/tcp", HOSTILE, "shop_net"]
    drawn = paint_chips(painter, QRectF(0, 0, width, 28), texts)
    wanted = sum(chip_width(QFontMetricsF(painter.font()), text) + 4 for text in texts)
    painter.end()
    assert all(chip.right() <= width + 1 for chip in drawn)
    outside = (image.pixelColor(x, y).alpha() for x in range(width + 2, 1200) for y in range(40))
    assert not any(outside)
    assert (len(drawn) == 3) == (width >= wanted)


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("127.0.0.1:8080→80/tcp", "…", "8080→80/tcp"),
        ("warehouse_backend 172.19.0.2", "wareh", "… 172.19.0.2"),
        ("registry.example/team/app:1", "reg", "app:1"),
    ],
)
def test_a_chip_that_is_cut_keeps_what_tells_most(
    qtbot: QtBot, text: str, starts: str, ends: str
) -> None:
    metrics = QFontMetricsF(QFont())
    whole = metrics.horizontalAdvance(text)
    assert shortened(metrics, text, whole + 1) == text
    cut = shortened(metrics, text, whole * 0.75)
    assert cut.startswith(starts)
    assert cut.endswith(ends)
    assert metrics.horizontalAdvance(cut) <= whole * 0.75
    for width in range(0, int(whole), 7):
        assert metrics.horizontalAdvance(shortened(metrics, text, width)) <= width


def test_where_an_empty_state_is_low_its_words_have_the_room(qtbot: QtBot) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    state = EmptyState(Icon.CONTAINERS, "None yet", "Run one.", action=QAction("Run"), parent=view)
    view.resize(500, 400)
    view.show()
    pictures = set()
    for height in (*range(400, 150, -10), *range(150, 400, 10)):
        state.resize(500, height)
        children = [w for w in state.findChildren(QWidget) if w.isVisible()]
        rects = sorted((w.geometry() for w in children), key=QRect.top)
        assert all(a.bottom() < b.top() for a, b in itertools.pairwise(rects)), height
        pictures.add(len(children))
    assert len(pictures) == 2
    assert state.height() == 390
    assert len([w for w in state.findChildren(QWidget) if w.isVisible()]) == max(pictures)


def test_tab_goes_from_what_stands_before_a_banner_to_its_buttons(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    before, banner, after = QLineEdit(), Banner(), QLineEdit()
    for part in (before, banner, after):
        column.addWidget(part)
    banner.say("Something is wrong.", actions=[("Mend", lambda: None), ("Look", lambda: None)])
    at: QWidget | None = before
    found = []
    while at is not None and at is not after:
        at = at.nextInFocusChain()
        if isinstance(at, QAbstractButton):
            found.append(at.text() or at.accessibleName())
    assert found == ["Mend", "Look", "Dismiss"]
