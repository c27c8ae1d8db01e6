"""The wizard by keyboard: where letters and Tab lead, and what becomes of what one types."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from desktop.model.run.pages import Page
from desktop.model.run.parse import parse
from desktop.model.run.ports import PortMapping, port
from desktop.model.run.spec import ContainerSpec
from desktop.ui.run.editors import FlagEditor, LineEditor
from desktop.ui.run.mnemonics import Mnemonics
from desktop.ui.run.page import Fold
from desktop.ui.text import install_language
from tests.ui.run.conftest import Filled, Wizards, focused, press, types

PLAIN = ContainerSpec("plain:1")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_letter_leads_to_one_field_of_its_page(
    wizard: Wizards, qapp: QApplication, language: str
) -> None:
    install_language(qapp, language)
    try:
        with wizard(PLAIN) as filled:
            for page in Page:
                filled.wizard.show_page(page)
                unfold(filled, page)
                letters = [each for text in texts(filled) for each in re.findall("&([^&])", text)]
                assert len({each.casefold() for each in letters}) == len(letters), page
                fields = dict.fromkeys(filled.wizard.page(page).editors.values())
                assert len(letters) >= min(2 + len(fields), 23), page
    finally:
        install_language(qapp, "en")


def texts(filled: Filled) -> list[str]:
    shown = [each for each in filled.wizard.findChildren(QLabel) if each.buddy()]
    buttons = filled.wizard.findChildren(QAbstractButton)
    return [each.text() for each in (*shown, *buttons) if each.isVisible()]


def unfold(filled: Filled, page: Page) -> None:
    for fold in filled.wizard.page(page).findChildren(Fold):
        fold.open_it()


def test_alt_and_a_letter_go_to_a_field(wizard: Wizards) -> None:
    with wizard(PLAIN, page=Page.BASICS) as filled:
        filled.wait(filled.wizard.isActiveWindow)
        QTest.keyClick(focused(filled), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
        types(filled, "/srv")
        assert filled.spec.workdir == "/srv"


def test_a_letter_is_never_taken_twice_and_an_ampersand_is_none() -> None:
    letters = Mnemonics()
    assert letters.of("Name & more") == "Name && &more"
    assert letters.of("Axle") == "&Axle"
    assert letters.of("Axis") == "A&xis"
    assert letters.of("aaa") == "aaa"
    assert letters.of("名称") == "名称(&C)"
    assert letters.of("另存为…") == "另存为(&D)…"


def test_tab_follows_what_one_sees(wizard: Wizards) -> None:
    with wizard(parse("docker run -p 80:80 -v data:/data -e A=b plain:1").spec) as filled:
        for page in Page:
            filled.wizard.show_page(page)
            filled.turn()
            for one, following in pairwise(tab_order(filled, page)):
                assert following.bottom() > one.top(), page
                beside = following.top() < one.bottom()
                assert not beside or following.left() > one.left(), page


def tab_order(filled: Filled, page: Page) -> list[QRect]:
    """Where the fields and buttons of a page are that Tab leads to, in that order."""
    shown = filled.wizard.page(page)
    body, found = shown.widget(), []
    each = body.nextInFocusChain()
    while each is not body:
        takes = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.focusProxy() is None
        if takes and each.isVisible() and each.isEnabled() and body.isAncestorOf(each):
            fields = (LineEditor, FlagEditor)
            outer = next((e for e in shown.editors.values() if e.isAncestorOf(each)), None)
            place = outer if isinstance(outer, fields) else each
            found.append(place.rect().translated(place.mapTo(body, QPoint())))
        each = each.nextInFocusChain()
    return found


def test_a_cell_that_one_types_in_is_run_with_the_rest(wizard: Wizards) -> None:
    with wizard(parse("docker run -p 8000:80 plain:1").spec, page=Page.PORTS) as filled:
        table = filled.table("ports").table
        table.setCurrentIndex(table.model().index(0, 3))
        press(filled, Qt.Key.Key_F2)
        types(filled, "9000")
        QTest.keySequence(focused(filled), "Ctrl+Return")
        found = filled.opened.result()
    assert found is not None
    assert found.spec.ports == (PortMapping(port(80), host=port(9000)),)


@pytest.mark.display  # offscreen, a list that drops down takes the focus for good
def test_an_image_is_completed_as_one_types_and_taken_by_arrow_and_enter(wizard: Wizards) -> None:
    with wizard() as filled:
        types(filled, "LAI")
        popup = QApplication.activePopupWidget()
        assert popup is not None
        press(filled, Qt.Key.Key_Down)
        press(filled, Qt.Key.Key_Return)
        assert QApplication.activePopupWidget() is None
        line = focused(filled)
        assert isinstance(line, QLineEdit)
        assert line.text() == "plain:1"
        assert filled.spec == PLAIN
        assert filled.shown is Page.IMAGE
        assert "Here, " in filled.said
        press(filled, Qt.Key.Key_Return)
        assert filled.shown is Page.BASICS
