"""Where things stand on the page: the matrix, and what is told of its current cell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.dialogs.fields import set_property
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.reach.answers import Answers
from desktop.ui.reach.matrix import Matrix, MatrixModel
from desktop.ui.states import Banner, Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font

_WIDE = 180 * GRID  # matrix and answers have room beside each other
_LOW = 75 * GRID  # below, they have none above each other


class ReachLayout(QWidget):
    """The parts of the page, which knows what they show."""

    def __init__(self) -> None:
        super().__init__()
        self.title = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.title.setFont(font(Type.NAME))
        self.banner = Banner()
        self.model = MatrixModel()
        self.model.setParent(self)
        self.matrix = Matrix(tr("Reachability"), self.model)
        self.answers = Answers(tr("Answers"))
        self.test_button = QPushButton(tr("Test"))
        set_property(self.test_button, "main", True)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setIcon(icon(Icon.CANCEL))
        self.cancel_button.setIconSize(BESIDE_TEXT)
        self.cancel_button.hide()
        self.again = QAction(tr("Look again"), self)
        self.loading = Skeleton()
        self.nothing = EmptyState(Icon.NETWORKS, "", action=self.again)
        self.nothing.say(
            tr("There are no two containers to compare"),
            tr("Select two or more containers, and choose Reachability again."),
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.matrix)
        self.splitter.addWidget(self.answers)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.stack = QStackedWidget()
        for part in (self.loading, self.nothing, self.splitter):
            self.stack.addWidget(part)
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.title, 1)
        bar.addWidget(self.test_button)
        bar.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        FocusGoesTo(self, self.matrix)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE or self.height() < _LOW
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
