"""The tab with what differs between a container's files and its image's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.engine.observations import Difference, FileChange
from desktop.engine.protocol import Engine
from desktop.engine.records import Container, Kind
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Target
from desktop.model.file_changes import ChangeTree, Node, tree_of
from desktop.model.logs.slices import Slices
from desktop.model.look import Look
from desktop.ui import problems, quoting
from desktop.ui.changes.model import LETTERS, WORDS, ChangeModel, below_text
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.look_page import LookPage
from desktop.ui.page import Surroundings
from desktop.ui.text import tr

log = logging.getLogger(__name__)

_AT_ONCE = 1000  # files that are let go
_OPEN_ALL = 200  # rows; of more, only what has a single row in it is opened


class ChangesPage(LookPage):
    """``docker diff`` by folders; a thread makes the tree, also when the filter changes."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.model = ChangeModel()
        tree = ListTree(tr("Changes"), nested=True)
        look: Look[list[FileChange]] = Look(surroundings.session, _ask)
        super().__init__(surroundings, look, tree, Icon.FILES, "docker diff")
        self._value: Sequence[FileChange] | None = None
        self._made_of: tuple[object, ...] = ()
        self._making: asyncio.Task[None] | None = None
        self._open: set[str] = set()
        self._closed: set[str] = set()
        self._placing = False
        self._old: list[Node] = []  # of trees that are shown no longer
        self._letting_go = Slices(self._let_some_go)
        self.model.setParent(self)
        tree.setModel(self.model)
        tree.set_widths(0, 14, 36)
        tree.expanded.connect(lambda index: self._remember(index, self._open, self._closed))
        tree.collapsed.connect(lambda index: self._remember(index, self._closed, self._open))
        tree.opened.connect(lambda index: tree.setExpanded(index, not tree.isExpanded(index)))
        tree.menu_requested.connect(self._open_menu)
        tree.copy_requested.connect(self.copy_path)
        self.filter_box.setPlaceholderText(tr("Filter: part of a path"))
        self.filter_box.textChanged.connect(self.show_look)
        self.buttons = {difference: self._button(difference) for difference in WORDS}
        self.copy = QAction(icon(Icon.COPY), tr("Copy path"), self)
        self.copy.triggered.connect(self.copy_path)

    def _button(self, difference: Difference) -> QToolButton:
        made = QToolButton()
        made.setText(tr(WORDS[difference]))
        made.setToolTip(tr("Show these ({letter})", letter=LETTERS[difference]))
        made.setProperty("toggle", True)
        made.setCheckable(True)
        made.setChecked(True)
        made.toggled.connect(self.show_look)
        self.bar.insertWidget(self.bar.count() - 2, made)
        return made

    def copy_path(self) -> None:
        """The path of the current row, as it is in the container."""
        index = self.tree.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self.model.node(index).path)

    def resting(self, container: Container) -> tuple[str, str] | None:
        info = self.session.status.info
        if info is not None and info.os == "windows" and container.is_running:
            return (
                tr("A running Windows container does not tell"),
                tr("Its changes can be listed when it is stopped."),
            )
        return None

    def show_value(self, value: list[FileChange]) -> bool:
        kinds = frozenset(d for d, button in self.buttons.items() if button.isChecked())
        wanted = (id(value), self.filter_box.text().strip(), kinds)
        if wanted != self._made_of:
            self._made_of, self._value = wanted, value
            if self._making is not None:
                self._making.cancel()
            self._making = asyncio.get_running_loop().create_task(
                self._make(value, wanted[1], kinds)
            )
        if not value:
            self.nothing.say(
                tr("No differences"), tr("Its files are those of its image; volumes do not count.")
            )
        elif self._making is None and len(self.model.tree.nodes) == 1:
            self.nothing.say(tr("Nothing matches the filter"))
        else:
            return True
        return False

    def failure(self) -> str:
        assert self.look.problem is not None
        target = Target(Kind.CONTAINER, self.container.id, self.container.name)
        tried = tr("Cannot list the changes of {what}", what=quoting.what(target))
        return problems.not_told(tried, target, self.look.problem)

    def facts_text(self, age: str) -> str:
        tree = self.model.tree
        said = below_text(tree.total) or tr("No differences")
        if tree.found != tree.total:
            said = tr("{shown} of {total}", shown=sum(tree.found), total=sum(tree.total))
        return tr("{counts} · {age}", counts=said, age=age)

    async def close_down(self) -> None:
        if self._making is not None:
            self._making.cancel()
            await asyncio.wait([self._making])
        self._letting_go.close()
        await super().close_down()

    async def _make(
        self, changes: Sequence[FileChange], words: str, kinds: frozenset[Difference]
    ) -> None:
        tree = await run_in_thread(tree_of, changes, words, kinds, name="changes")
        self._making = None
        self._show_tree(tree)
        self.show_look()

    def _show_tree(self, tree: ChangeTree) -> None:
        current = self.model.node(self.tree.currentIndex()).path
        self._placing = True
        self._old += self.model.tree.nodes
        self.model.show_tree(tree)
        small = len(tree.nodes) <= _OPEN_ALL
        todo = [tree.root]
        while todo:
            node = todo.pop()
            alone = node.parent is None or len(node.parent.children) == 1
            if node is tree.root or self._is_open(node, small or alone):
                self.tree.setExpanded(self.model.index_of(node), True)
                todo += [child for child in node.children if child.children]
        found = next((node for node in tree.nodes if node.path == current), None)
        if found is not None and found is not tree.root:
            self.tree.setCurrentIndex(self.model.index_of(found))
        elif tree.root.children:
            self.tree.setCurrentIndex(self.model.index(0, 0))
        self._placing = False
        self._letting_go.wake()

    def _let_some_go(self) -> bool:
        """All of a large tree at once would hold up the window."""
        del self._old[-_AT_ONCE:]
        return bool(self._old)

    def _is_open(self, node: Node, otherwise: bool) -> bool:
        if node.path in self._closed:
            return False
        return otherwise or node.path in self._open

    def _remember(self, index: QModelIndex, one: set[str], other: set[str]) -> None:
        if not self._placing:
            path = self.model.node(index).path
            one.add(path)
            other.discard(path)

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.copy)
        menu.popup(where)


async def _ask(engine: Engine, container: str) -> list[FileChange]:
    return await engine.observe.file_changes(container)
