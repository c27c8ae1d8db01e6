"""Where the actions are met: the menu bar, the toolbar, and a tree's context menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from desktop.engine.records import Kind
from desktop.ui.actions.actions import Actions
from desktop.ui.actions.spec import Menu, Spec
from desktop.ui.actions.table import TABLE
from desktop.ui.icons import MEDIUM
from desktop.ui.text import tr


def fill_menu_bar(bar: QMenuBar, actions: Actions, *, columns: Callable[[QMenu], None]) -> None:
    """Each action in its menu. ``columns`` fills a menu with those of the tree that is shown."""
    menus: dict[Menu, QMenu] = {}
    for menu in Menu:
        menus[menu] = bar.addMenu(tr(menu.value))
        # News are taken in together, a moment later: what a menu offers is true now.
        menus[menu].aboutToShow.connect(actions.refresh)
    for spec in TABLE:
        _add(menus[spec.menu], spec, actions)
    _add_columns(menus[Menu.VIEW], columns)


def _add_columns(view: QMenu, fill: Callable[[QMenu], None]) -> None:
    view.addSeparator()
    menu = view.addMenu(tr("Columns"))
    menu.setObjectName("columns")

    def renew() -> None:
        menu.clear()
        fill(menu)
        menu.setEnabled(not menu.isEmpty())

    view.aboutToShow.connect(renew)


def open_context_menu(parent: QWidget, kind: Kind, position: QPoint, actions: Actions) -> None:
    """What can be done to the selected rows of a kind, and to the kind as a whole."""
    actions.refresh()
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for spec in TABLE:
        if spec.tree is kind:
            _add(menu, spec, actions)
    menu.addSeparator()
    menu.addAction(actions["edit.copy_name"])
    menu.addAction(actions["edit.copy_id"])
    menu.popup(position)


class ToolBar(QToolBar):
    """The frequent actions of the section that is shown, and the palette at the end."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(tr("Tools"), parent)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(MEDIUM, MEDIUM))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tools = [(spec, actions[spec.name]) for spec in TABLE if spec.toolbar]
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._end = self.addWidget(gap)
        self.addAction(actions["view.palette"])

    def show_for(self, kind: Kind | None) -> None:
        """Offer the actions of this kind's tree."""
        for spec, action in self._tools:
            self._show_tool(action, spec.tree is kind)

    def _show_tool(self, action: QAction, shown: bool) -> None:
        present = action in self.actions()
        if present and not shown:
            self.removeAction(action)
        elif shown and not present:
            self.insertAction(self._end, action)


def _add(menu: QMenu, spec: Spec, actions: Actions) -> None:
    if spec.separated:
        menu.addSeparator()
    menu.addAction(actions[spec.name])
