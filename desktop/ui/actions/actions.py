"""The table's ``QAction``s."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.engine.records import Kind
from desktop.model.shortcuts import Binding
from desktop.ui import keys
from desktop.ui.actions.spec import Spec
from desktop.ui.actions.table import TABLE
from desktop.ui.deeds import Deeds
from desktop.ui.icons import icon
from desktop.ui.text import tr

_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "file.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}


class Actions(QObject):
    """One ``QAction`` for each row of the table, shown in as many places as needed."""

    def __init__(self, deeds: Deeds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._actions = {spec.name: self._made(spec) for spec in TABLE}
        self._keys: Mapping[str, str] = {}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def refresh(self) -> None:
        """The selection, the store, an operation or the connection changed."""
        rows = {kind: self._deeds.rows(kind) for kind in Kind}
        for spec in TABLE:
            chosen = rows[spec.kind] if spec.kind is not None else []
            self._actions[spec.name].setEnabled(spec.possible(self._deeds, chosen))

    def set_keys(self, chosen: Mapping[str, str]) -> None:
        """Other keys than those of the table, by the action's name; "" for none."""
        self._keys = chosen
        for each in self.bindings():
            if each.name in self._actions:
                self._actions[each.name].setShortcut(QKeySequence(each.keys))

    def bindings(self) -> tuple[Binding, ...]:
        """The keys of all actions, in the table's order, and of the places beside them."""
        of_actions = (
            Binding(
                spec.name,
                portable(spec.shortcut),
                portable(self._keys.get(spec.name, spec.shortcut)),
                "tree" if spec.in_tree else "",
            )
            for spec in TABLE
        )
        return (*of_actions, *keys.bindings(self._keys))

    def of_trees(self) -> list[QAction]:
        """Those whose shortcut belongs to a tree with the focus: elsewhere it may mean more."""
        return [self._actions[spec.name] for spec in TABLE if spec.in_tree]

    def _made(self, spec: Spec) -> QAction:
        action = QAction(icon(spec.picture), tr(spec.text), self)
        action.setObjectName(spec.name)
        action.setMenuRole(_ROLES.get(spec.name, QAction.MenuRole.NoRole))
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.in_tree:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if spec.tip:
            action.setToolTip(tr(spec.tip))
        action.triggered.connect(self._runner(spec))
        return action

    def _runner(self, spec: Spec) -> Callable[[], None]:
        return lambda: self._deeds.do(spec.run)


def portable(keys: str) -> str:
    """Keys as the settings have them: ``Ctrl+Return``, whatever the system calls these keys."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
