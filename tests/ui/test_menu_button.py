"""The menu of a button opens without a loop of its own, where the button stays in sight."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.menu_button import MenuButton
from tests.support.aio import Aio

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def button(window: QWidget) -> MenuButton:
    made = MenuButton("Kinds")
    made.setParent(window)
    menu = QMenu(window)
    for number in range(5):
        menu.addAction(str(number))
    made.set_choices(menu)
    window.show()
    return made


def opened(button: MenuButton) -> QMenu:
    button.click()
    assert button.choices is not None
    assert button.choices.isVisible()
    return button.choices


def test_it_opens_within_a_task_and_tasks_go_on(aio: Aio, button: MenuButton) -> None:
    async def main() -> None:
        menu = opened(button)
        await asyncio.create_task(asyncio.sleep(0))
        assert menu.isVisible()
        menu.close()

    aio(main())


def test_it_opens_below_the_button_or_above_where_there_is_no_room(button: MenuButton) -> None:
    area = button.screen().availableGeometry()
    for where in (area.topLeft(), QPoint(area.left(), area.bottom() - button.height())):
        button.window().move(where)
        menu = opened(button)
        place = button.mapToGlobal(QPoint())
        lower = menu.y() == place.y() + button.height()
        upper = menu.y() + menu.height() == place.y()
        assert (lower, upper) == (where == area.topLeft(), where != area.topLeft())
        menu.close()


def test_its_menu_reads_as_all_others_though_its_arrow_stands_behind(window: QWidget) -> None:
    made = MenuButton("Kinds")
    made.setParent(window)
    made.set_choices(QMenu(made))
    assert made.choices is not None
    assert made.choices.layoutDirection() is QApplication.layoutDirection()
