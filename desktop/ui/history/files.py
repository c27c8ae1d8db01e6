"""The files of one layer: read when a person asks, as the whole image has to be read for it."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.errors import EngineError
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Target
from desktop.model.file_changes import ChangeTree, tree_of
from desktop.model.image_history import LayerChanges, Step
from desktop.model.layer_reading import LayerReading
from desktop.ui import problems, quoting, units
from desktop.ui.changes.model import BELOW, ChangeModel, below_text
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font

_OPEN_ALL = 60  # rows; of more, only what has a single row in it is opened
_BAR_WIDTH = 320


class LayerFiles(QWidget):
    """A tree of what the chosen step's layer adds, changes and takes away."""

    def __init__(self, reading: LayerReading) -> None:
        super().__init__()
        self._reading = reading
        self._size = 0
        self._name = ""
        self._step: Step | None = None
        self._live = False
        self.part: QWidget = self
        """What is shown."""
        self._made_of: tuple[object, ...] = ()
        self._making: asyncio.Task[None] | None = None
        self.model = ChangeModel(self, sized=True)
        self.tree = ListTree(tr("Files of the layer"), nested=True)
        self.tree.setModel(self.model)
        self.tree.set_widths(0, 11, 20, 9)
        self.tree.setColumnHidden(BELOW, True)
        self.tree.opened.connect(
            lambda index: self.tree.setExpanded(index, not self.tree.isExpanded(index))
        )
        self.tree.copy_requested.connect(self._copy_path)
        self.read = QAction(icon(Icon.FILES), tr("Read the files"), self)
        self.read.triggered.connect(reading.begin)
        self.filter_box = QLineEdit()
        self.filter_box.setAccessibleName(tr("Filter"))
        self.filter_box.setPlaceholderText(tr("Filter: part of a path"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon(Icon.FILTER), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_box.textChanged.connect(self._show_state)
        self.facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.unread = Said(self.read)
        self.nothing = Said()
        self.progress = self._made_progress()
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(0)
        for part in (self.unread, self.nothing, self.progress, self.tree):
            self.stack.addWidget(part)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.filter_box, 1)
        bar.addWidget(self.facts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)
        self._end = reading.changed.subscribe(lambda _reading: self._show_state())

    def _made_progress(self) -> QWidget:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(tr("Progress"))
        self._said = PlainLabel("")
        self._said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.clicked.connect(self._reading.cancel)
        holder = QWidget()
        holder.setBackgroundRole(QPalette.ColorRole.Base)
        holder.setAutoFillBackground(True)
        column = QVBoxLayout(holder)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        for part in (self._said, self._bar, self.cancel_button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._bar.setFixedWidth(_BAR_WIDTH)
        return holder

    def show_image(self, name: str, size: int, *, live: bool) -> None:
        """Another image is looked at, or it went."""
        self._name, self._size, self._live = name, size, live
        self._show_state()

    def show_step(self, step: Step | None) -> None:
        """Show the files of the layer that this step made."""
        self._step = step
        self._show_state()

    async def close_down(self) -> None:
        """End what is made."""
        self._end()
        if self._making is not None:
            self._making.cancel()
            await asyncio.wait([self._making])

    def _show_state(self) -> None:
        reading, part = self._reading, self._part()
        self.read.setEnabled(self._live)
        if part is self.progress:
            whole = max(self._size, 1)
            self._bar.setRange(0, whole)
            self._bar.setValue(min(reading.done, whole))
            done, about = units.size(reading.done), units.size(self._size)
            self._said.setText(tr("{done} read of about {size}", done=done, size=about))
        if part is not self.tree:
            self.facts.setText("")
        self.filter_box.setEnabled(part is self.tree or bool(self.filter_box.text()))
        self.part = part
        if self.stack.currentWidget() is not part:
            self.stack.setCurrentWidget(part)

    def _part(self) -> QWidget:
        reading, step = self._reading, self._step
        if reading.reading:
            return self.progress
        if reading.found is None:
            self._say_unread()
            return self.unread
        if step is None:
            self.nothing.say(tr("Select a step to see the files of its layer."))
            return self.nothing
        layer = self._layer(step)
        if layer is None:
            return self.nothing
        if not layer.changes:
            self.nothing.say(tr("No files"), tr("The layer of this step is empty."))
            return self.nothing
        self._make_tree(layer)
        if len(self.model.tree.nodes) == 1 and self._making is None:
            self.nothing.say(tr("Nothing matches the filter"))
            return self.nothing
        return self.tree

    def _say_unread(self) -> None:
        problem = self._reading.problem
        if problem is None:
            self.unread.say(
                tr("Which files each layer has"),
                tr(
                    "The Engine tells it only with the whole image: about {size} are read, and"
                    " not kept.",
                    size=units.size(self._size),
                ),
            )
            return
        self.unread.say(self._failure(problem))

    def _failure(self, problem: EngineError) -> str:
        target = Target(Kind.IMAGE, self._reading.image, self._name)
        tried = tr("Cannot read the files of {what}", what=quoting.what(target))
        return problems.not_told(tried, target, problem)

    def _layer(self, step: Step) -> LayerChanges | None:
        found = self._reading.found
        if found is None:
            return None
        if step.layer is not None:
            return found.changes[step.layer]
        if found.layers.steps:
            self.nothing.say(
                tr("This step made no layer"),
                tr("It changed only what the image says of itself."),
            )
        else:
            self.nothing.say(
                tr("The image does not tell which step made which layer."),
                tr("%n layer(s) in all.", "", len(found.changes)),
            )
        return None

    def _make_tree(self, layer: LayerChanges) -> None:
        words = self.filter_box.text().strip()
        wanted = (id(layer), words)
        if wanted != self._made_of:
            self._made_of = wanted
            if self._making is not None:
                self._making.cancel()
            self._making = asyncio.get_running_loop().create_task(self._make(layer, words))

    async def _make(self, layer: LayerChanges, words: str) -> None:
        def make() -> ChangeTree:
            return tree_of(layer.changes, words, sizes=layer.sizes)

        tree = await run_in_thread(make, name="layer")
        self._making = None
        self._show_tree(tree)
        self._show_state()
        self.facts.setText(below_text(tree.found))

    def _show_tree(self, tree: ChangeTree) -> None:
        self.model.show_tree(tree)
        small = len(tree.nodes) <= _OPEN_ALL
        todo = [tree.root]
        while todo:
            node = todo.pop()
            if node is tree.root or small or (node.parent and len(node.parent.children) == 1):
                self.tree.setExpanded(self.model.index_of(node), True)
                todo += [child for child in node.children if child.children]

    def _copy_path(self) -> None:
        index = self.tree.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self.model.node(index).path)


class Said(QWidget):
    """A sentence and what helps, in little room: beside it are the steps."""

    def __init__(self, action: QAction | None = None) -> None:
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._sentence = PlainLabel("", wrap=True)
        self._sentence.setFont(font(Type.HEADING))
        self._explanation = PlainLabel("", wrap=True)
        self._explanation.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._sentence)
        column.addWidget(self._explanation)
        if action is not None:
            button = QPushButton(action.text())
            button.setProperty("main", True)
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def say(self, sentence: str, explanation: str = "") -> None:
        """Change the words."""
        self._sentence.setText(sentence)
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))
        self.setAccessibleName(sentence)
