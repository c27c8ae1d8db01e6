"""The menus that the window has."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind
from desktop.ui.actions import TABLE, Menu
from desktop.ui.actions.menus import fill_menu_bar, open_context_menu
from desktop.ui.trees.cells import Column
from desktop.ui.trees.header import Header


class _Actions(QWidget):
    """An action for each row of the table."""

    def __init__(self) -> None:
        super().__init__()
        self._made = {spec.name: QAction(spec.text, self) for spec in TABLE}

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def refresh(self) -> None:
        """Nothing to look up."""


@pytest.fixture
def actions(qtbot: QtBot) -> Any:
    made = _Actions()
    qtbot.addWidget(made)
    return made


def _columns_menu(bar: QMenuBar) -> QMenu:
    view = bar.actions()[list(Menu).index(Menu.VIEW)].menu()
    assert isinstance(view, QMenu)
    view.aboutToShow.emit()
    menu = view.actions()[-1].menu()
    assert isinstance(menu, QMenu)
    return menu


def test_columns_are_hidden_from_the_view_menu_too(qtbot: QtBot, actions: Any) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    tree = QTreeView()
    qtbot.addWidget(tree)
    tree.setModel(QStandardItemModel(0, 3, tree))
    header = Header([Column(n, n, str, str) for n in ("Name", "Image", "Ports")], tree)
    tree.setHeader(header)
    fill_menu_bar(bar, actions, columns=header.fill_menu)
    image, ports = _columns_menu(bar).actions()[:2]
    assert (image.text(), ports.text()) == ("Image", "Ports")
    ports.trigger()
    assert tree.isColumnHidden(2)
    assert not _columns_menu(bar).actions()[1].isChecked()


def test_where_no_tree_is_shown_there_are_no_columns(qtbot: QtBot, actions: Any) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    fill_menu_bar(bar, actions, columns=lambda _menu: None)
    assert not _columns_menu(bar).isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("kind", Kind)
def test_each_tree_offers_to_prune_its_kind_and_no_other(
    qtbot: QtBot, actions: Any, kind: Kind
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    open_context_menu(window, kind, QPoint(), actions)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action for action in menu.actions() if action.text() == "Prune…"]
    assert offered == [actions[f"{kind.value}.prune"]]
    menu.close()
