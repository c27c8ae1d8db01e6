"""The context menu of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.terminal.links import Link
from desktop.ui.icons import Icon, icon
from desktop.ui.keys import OWN
from desktop.ui.text import tr

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView


def open_menu(view: TerminalView, where: QPoint, link: Link | None) -> None:
    """What can be done with what is selected or pointed at. The page may add to it."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if link is not None:
        menu.addAction(tr("Open link"), lambda: view.follow(link))
        put = QGuiApplication.clipboard().setText
        menu.addAction(tr("Copy link"), lambda: put(link.target))
        menu.addSeparator()
    copy = menu.addAction(icon(Icon.COPY), tr("Copy"), view.clipboard.copy)
    copy.setShortcut(QKeySequence(f"{OWN}+C"))
    copy.setEnabled(view.marking.selected() is not None)
    paste = menu.addAction(tr("Paste"), view.clipboard.paste)
    paste.setShortcut(QKeySequence(f"{OWN}+V"))
    select = menu.addAction(tr("Select all"), view.clipboard.select_all)
    select.setShortcut(QKeySequence(f"{OWN}+A"))
    menu.addSeparator()
    find = menu.addAction(icon(Icon.SEARCH), tr("Find…"), view.find_requested.emit)
    find.setShortcut(QKeySequence(f"{OWN}+F"))
    menu.addAction(tr("Clear scrollback"), view.clear_history)
    view.menu_opened.emit(menu)
    menu.popup(where)
