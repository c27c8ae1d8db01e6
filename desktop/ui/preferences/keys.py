"""The keys of all actions and pages: nearly all may be changed, and what collides is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.model import preferences
from desktop.model.shortcuts import Binding, conflicts, write_keys
from desktop.ui.actions import TABLE, Actions, Menu
from desktop.ui.actions.actions import portable
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.keys import PLACED, Place, native
from desktop.ui.list_tree import RowOfHeight
from desktop.ui.plain import PlainLabel
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import SettingsPage
from desktop.ui.terminal.keyboard import goes_to_program
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, current, font, row_height
from desktop.ui.wording import listed

_NAME = int(Qt.ItemDataRole.UserRole)
_LEAST_ROWS = 6
_SHOWN_KEYS = 2


class KeysPage(SettingsPage):
    """A tree of menus and their actions; below it what changes the keys of the current one."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("Keys"))
        self._means = means
        self._items: dict[str, QTreeWidgetItem] = {}
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(tr("Filter by action or keys"))
        self.filter_box.setAccessibleName(tr("Filter"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self._dress_tree()
        self.name = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.name.setFont(font(Type.NAME))
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(tr("New keys"))
        self.edit.editingFinished.connect(self._on_edited)
        self.clear = self._button(tr("No keys"), lambda: self._set(""))
        self.usual = self._button(tr("Usual keys"), lambda: self._set(None))
        self.all = self._button(tr("Reset all"), self._reset_all)
        self.note = ToneLabel(size=Type.SMALL)
        self.add(self.filter_box)
        self.add(self.tree, 1)
        self.add(self._editor())
        self._build()
        self._renew()
        self.tree.currentItemChanged.connect(lambda *_: self._show_current())
        self.tree.setCurrentItem(self._items[TABLE[0].name])

    @property
    def _actions(self) -> Actions:
        return self._means.actions()

    # Building

    def _dress_tree(self) -> None:
        tree = self.tree
        tree.setAccessibleName(tr("Keys"))
        tree.setHeaderLabels([tr("Action"), tr("Keys")])
        tree.setItemDelegate(RowOfHeight(tree))
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setIndentation(4 * GRID)
        tree.setMinimumHeight(_LEAST_ROWS * row_height())
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _editor(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for button in (self.clear, self.usual, self.all):
            row.addWidget(button)
        row.insertStretch(2, 1)  # what resets all stands by itself
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.name)
        column.addWidget(self.edit)
        column.addWidget(self.note)
        column.addLayout(row)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().height())
        return made

    def _button(self, text: str, act: object) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(act)
        return made

    def _build(self) -> None:
        groups: dict[Menu | Place, QTreeWidgetItem] = {}
        rows: list[tuple[Menu | Place, str, str]] = [(it.menu, it.name, it.text) for it in TABLE]
        rows += [(it.place, it.name, it.text) for it in PLACED]
        for group, name, text in rows:
            if group not in groups:
                groups[group] = QTreeWidgetItem(self.tree, [tr(group.value)])
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                groups[group].setFont(0, font(Type.NAME))
            item = QTreeWidgetItem(groups[group], [tr(text), ""])
            item.setData(0, _NAME, name)
            self._items[name] = item
        self.tree.expandAll()

    # Showing

    def _renew(self) -> None:
        """Show all keys as they are now."""
        bindings = self._actions.bindings()
        self._bindings = {each.name: each for each in bindings}
        self._conflicts = conflicts(bindings)
        theme = current()
        for each in bindings:
            item = self._items[each.name]
            item.setText(1, _shown(each))
            item.setFont(1, font(Type.NAME if each.changed else Type.BODY))
            clash = each.name in self._conflicts
            item.setForeground(1, theme.tone(Tone.DANGER) if clash else theme.text)
            item.setToolTip(1, self._clash(each.name))
        self.all.setEnabled(any(each.changed for each in bindings))
        self._show_current()

    def _show_current(self) -> None:
        name = self._current
        binding = self._bindings.get(name)
        for widget in (self.edit, self.clear, self.usual):
            widget.setEnabled(binding is not None and not binding.fixed)
        if binding is None:
            self.name.setText("")
            self.note.say("", Tone.MUTED)
            return
        self.name.setText(self._title(name))
        self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(next(iter(binding.each), "")))
        self.edit.blockSignals(False)
        self.clear.setEnabled(bool(binding.keys) and not binding.fixed)
        self.usual.setEnabled(binding.changed)
        self._say(binding)

    def _say(self, binding: Binding) -> None:
        if clash := self._clash(binding.name):
            self.note.say(clash, Tone.DANGER)
            return
        if binding.fixed:
            said = tr("These keys are always the same.")
        elif binding.changed:
            usual = _shown(replace(binding, keys=binding.usual)) or tr("none")
            said = tr("Usual keys: {keys}", keys=usual)
        else:
            said = tr("Click into the field, and press the new keys.")
        if not binding.place and goes_to_program(binding.keys):
            keys = native(binding.keys)
            said += "\n" + tr("In a terminal, {keys} goes to its program.", keys=keys)
        self.note.say(said, Tone.MUTED)

    def _clash(self, name: str) -> str:
        others, own = self._conflicts.get(name, ()), self._bindings[name]
        taking = [other for other in others if self._bindings[other].place != own.place]
        taking = [other for other in taking if own.takes or self._bindings[other].takes]
        neither = [other for other in others if other not in taking]
        said = []
        if neither:
            actions = listed(map(self._title, neither))
            said.append(
                tr(
                    "The same keys belong to {actions}, too: neither is done by them.",
                    actions=actions,
                )
            )
        if taking:
            actions = listed(map(self._title, taking))
            said.append(
                tr("The same keys belong to {actions}: here they do only this.", actions=actions)
                if own.takes
                else tr(
                    "The same keys belong to {actions}: there they do only that.", actions=actions
                )
            )
        return " ".join(said)

    @property
    def _current(self) -> str:
        item = self.tree.currentItem()
        return (item.data(0, _NAME) or "") if item is not None else ""

    def _title(self, name: str) -> str:
        item = self._items[name]
        menu = item.parent()
        return f"{menu.text(0)} › {item.text(0)}" if menu is not None else item.text(0)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        for number in range(self.tree.topLevelItemCount()):
            menu = self.tree.topLevelItem(number)
            if menu is not None:
                menu.setHidden(not _narrow(menu, wanted))

    # Changing

    def _on_edited(self) -> None:
        self._set(portable(self.edit.keySequence().toString()))
        # Here, or the next press would be taken for a second part of the keys.
        QTimer.singleShot(0, self.tree, self.tree.setFocus)

    def _set(self, keys: str | None) -> None:
        """These keys for the current action; None: the usual ones."""
        binding = self._bindings.get(self._current)
        if binding is None or binding.fixed:
            return
        wanted = binding.usual if keys is None else keys
        self._bindings[binding.name] = replace(binding, keys=wanted)
        self._keep()

    def _reset_all(self) -> None:
        for name, each in self._bindings.items():
            self._bindings[name] = replace(each, keys=each.usual)
        self._keep()

    def _keep(self) -> None:
        self._means.settings.choose(preferences.KEYS, write_keys(self._bindings.values()))
        self._renew()


def _shown(binding: Binding) -> str:
    """Not all where they are many: of some the system has four."""
    return ", ".join(map(native, binding.each[:_SHOWN_KEYS]))


def _narrow(menu: QTreeWidgetItem, wanted: str) -> bool:
    """Hide what has not this in its words or keys; whether anything is left."""
    shown = False
    for row in range(menu.childCount()):
        item = menu.child(row)
        if item is not None:
            whole = f"{menu.text(0)} {item.text(0)} {item.text(1)}".casefold()
            item.setHidden(wanted not in whole)
            shown = shown or wanted in whole
    return shown
