"""What finds words that are cut off finds them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from tests.support.languages import LONG, install, is_ours, longer
from tests.support.room import cut_off

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def put(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    window.show()


def found(window: QWidget) -> list[str]:
    return cut_off(window, lambda text: text.startswith("Our"))


def test_words_with_room_are_not_cut_off(window: QWidget) -> None:
    for widget in (
        QLabel("Our words"),
        QPushButton("Our button"),
        PlainLabel("Our " * 40, wrap=True),
    ):
        put(window, widget)
    assert found(window) == []


@pytest.mark.parametrize("kind", [QLabel, QPushButton])
def test_a_label_or_button_that_is_too_narrow_is_found(
    window: QWidget, kind: type[QLabel] | type[QPushButton]
) -> None:
    made = kind("Our words that need more room")
    made.setFixedWidth(60)
    put(window, made)
    assert len(found(window)) == 1
    assert "needs" in found(window)[0]


def test_wrapped_words_that_are_too_high_are_found(window: QWidget) -> None:
    made = PlainLabel("Our words " * 20, wrap=True)
    made.setFixedSize(100, 20)
    put(window, made)
    assert any("of height" in it for it in found(window))


def test_words_beyond_what_is_around_them_are_found(window: QWidget) -> None:
    inner = QWidget()
    put(window, inner)
    window.resize(200, 100)
    made = QLabel("Our words", inner)
    made.adjustSize()
    made.move(inner.width() - 10, 0)
    made.show()
    assert any("at the side" in it for it in found(window))


def test_names_may_be_cut_off(window: QWidget) -> None:
    made = QLabel("a-name-of-a-container-that-is-long")
    made.setFixedWidth(60)
    put(window, made)
    assert found(window) == []


def test_the_long_language_stretches_words_and_leaves_what_is_put_in() -> None:
    assert longer("&Remove {name}") == "&Removeeee {name}"
    assert longer("%n container(s)") == "%n containerrrrr(s)"
    assert len(longer("Settings of the terminal")) >= 1.4 * len("Settings of the terminal")


@pytest.fixture
def long(qapp: QApplication) -> Iterator[None]:
    translator = install(qapp, LONG)
    yield
    assert translator is not None
    QCoreApplication.removeTranslator(translator)
    translator.deleteLater()


def test_texts_are_long_while_the_long_language_is_spoken(long: None) -> None:
    assert is_ours(tr("Settings"), LONG)
    assert tr("Remove {name}", name="web").endswith(" web")
    assert not is_ours("web", LONG)


def test_words_beyond_a_page_that_scrolls_up_and_down_only_are_found(window: QWidget) -> None:
    page = QScrollArea()
    page.setWidgetResizable(True)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner = QLabel("Our words " * 20)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(inner)
    page.setWidget(holder)
    put(window, page)
    window.resize(200, 100)
    assert any("can be scrolled to" in it for it in found(window))
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    assert found(window) == []
