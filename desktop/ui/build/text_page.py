"""The Dockerfile, and below it what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.ui.build import words
from desktop.ui.build.editor import DockerfileEditor
from desktop.ui.build.problem_list import ProblemList
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.theme import GRID

_LOW = 70 * GRID  # text and problems have no room one above the other


class TextPage(QWidget):
    """``linted``: the linter looks at it, too."""

    def __init__(self, *, linted: bool) -> None:
        super().__init__()
        self.editor = DockerfileEditor()
        self.problems = ProblemList()
        self.unlinted = ToneLabel(words.no_linter())
        self.unlinted.setVisible(not linted)
        split = self._split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.editor)
        split.addWidget(self.problems)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setCollapsible(0, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(split, 1)
        column.addWidget(self.unlinted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < _LOW and self.width() > 2 * self.height()
        wanted = Qt.Orientation.Horizontal if low else Qt.Orientation.Vertical
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            self._split.setSizes([3, 2] if low else [3, 1])
