"""Where things stand on the page: what to choose on the one side, the proof on the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.model.ssh.records import KeyType
from desktop.ui.dialogs.fields import set_property, without_mnemonic
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.plain import PlainLabel
from desktop.ui.reach.answers import Answers
from desktop.ui.reach.matrix import Matrix, MatrixModel
from desktop.ui.ssh.containers import DONE, KEY, SYSTEM, ContainersModel
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font

_WIDE = 180 * GRID  # what to choose and the proof have room beside each other
_NARROW = 160 * GRID  # below, what it says has a line of its own
_LOW = 60 * GRID  # below, the matrix has the room for itself
_FLAT = 75 * GRID  # below, the list and the proof have no room above each other


class SshLayout(QWidget):
    """The parts of the page, which knows what they show."""

    def __init__(self) -> None:
        super().__init__()
        self.title = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.title.setFont(font(Type.NAME))
        self.banner = Banner()
        self.user = QLineEdit("root")
        self.user.setMaxLength(64)
        self.user.setFixedWidth(28 * GRID)
        self.key_type = QComboBox()
        self.key_type.addItem("Ed25519", KeyType.ED25519.value)
        self.key_type.addItem("RSA", KeyType.RSA.value)
        self.set_up_button = QPushButton(tr("Set up"))
        set_property(self.set_up_button, "main", True)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setIcon(icon(Icon.CANCEL))
        self.cancel_button.setIconSize(BESIDE_TEXT)
        self.cancel_button.hide()
        self.model = ContainersModel()
        self.model.setParent(self)
        self.list = ListTree(tr("Containers for SSH"))
        self.list.setObjectName("candidates")  # by which the style sheet draws its boxes
        self.list.setModel(self.model)
        self._changed = True
        self.matrix_model = MatrixModel()
        self.matrix_model.setParent(self)
        self.matrix = Matrix(tr("Logins"), self.matrix_model)
        self.answers = Answers(tr("Answers"))
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.proof = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        FocusGoesTo(self, self.list)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(2 * GRID)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._head.setSpacing(2 * GRID)
        self._head.addWidget(self.title, 1)
        self._head.addLayout(bar)
        for label, field in ((tr("&User"), self.user), (tr("&Key type"), self.key_type)):
            told = PlainLabel(label)
            told.setBuddy(field)
            field.setAccessibleName(without_mnemonic(label))
            bar.addWidget(told)
            bar.addWidget(field)
        bar.addStretch(1)
        bar.addWidget(self.set_up_button)
        bar.addWidget(self.cancel_button)
        self.proof.addWidget(self.matrix)
        self.proof.addWidget(self.answers)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.proof)
        for splitter in (self.splitter, self.proof):
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(0, 1)
            splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([115 * GRID, 135 * GRID])
        for signal in (self.splitter.splitterMoved, self.model.dataChanged):
            signal.connect(lambda *_: self.show_columns())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.banner)
        column.addWidget(self.splitter, 1)

    def show_columns(self) -> None:
        """What will be done, or what was; the system where there is room for it."""
        tree = self.list
        changed = any(row.did is not None for row in self.model.rows)
        if changed is not self._changed:
            self._changed = changed
            tree.setColumnHidden(KEY, changed)
            tree.setColumnHidden(DONE, not changed)
            if changed:
                tree.set_widths(16, 14, 12, 0, 20, least=18)
            else:
                tree.set_widths(0, 24, 12, 24, 20, least=14)
        tree.setColumnHidden(SYSTEM, False)
        tree.fit()
        tree.setColumnHidden(SYSTEM, tree.header().length() > tree.viewport().width())
        tree.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE or self.height() < _FLAT
        self.answers.setVisible(self.height() >= _LOW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(across if self.width() >= _NARROW else down)
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self.show_columns()
