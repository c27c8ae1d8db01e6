"""Above the tree: which registry, what is looked for, who is signed in, and to pull."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.registry_records import HUB
from desktop.model.registry_commands import typed_registry
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID


class RegistryBar(QWidget):
    """Two rows: what one looks for, and what is known of who looks."""

    registry_chosen = Signal()
    typed = Signal()
    searched = Signal()
    sign_in_requested = Signal()
    sign_out_requested = Signal()
    pull_requested = Signal()
    left_downwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.registry = HUB
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(tr("Registry"))
        self.box.setToolTip(tr("docker.io is Docker Hub; another registry by its host and port"))
        self.box.setMinimumContentsLength(18)
        self.search = _SearchLine()
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self.account = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        for label in (self.account, self._facts):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.pull_button = _button(Icon.PULL, tr("Pull"))
        self.pull_button.setToolTip(tr("Pull what is selected, each as an operation of its own"))
        self.sign_in_button = _button(Icon.KEY, tr("Sign in…"))
        self.sign_out_button = _button(Icon.LOCK, tr("Sign out"))
        self._lay_out()
        self._connect()
        self._hint()
        self.show_account("", signed_in=False)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(2 * GRID)
        above.addWidget(self.box)
        above.addWidget(self.search, 1)
        above.addWidget(self.pull_button)
        below = QHBoxLayout()
        below.setSpacing(2 * GRID)
        below.addWidget(self.account, 1)
        below.addWidget(self._facts)
        below.addWidget(self.sign_in_button)
        below.addWidget(self.sign_out_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(above)
        column.addLayout(below)

    def _connect(self) -> None:
        self.box.textActivated.connect(self._on_chosen)
        line = self.box.lineEdit()
        assert line is not None
        line.returnPressed.connect(self._on_edited)
        line.editingFinished.connect(self._on_edited)
        self.search.textChanged.connect(lambda _text: self.typed.emit())
        self.search.returnPressed.connect(self.searched)
        self.search.left_downwards.connect(self.left_downwards)
        self.sign_in_button.clicked.connect(lambda: self.sign_in_requested.emit())
        self.sign_out_button.clicked.connect(lambda: self.sign_out_requested.emit())
        self.pull_button.clicked.connect(lambda: self.pull_requested.emit())

    @property
    def term(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    def choose(self, registry: str) -> None:
        """Look at another registry."""
        self.box.setEditText(registry)
        self._on_chosen(registry)

    def offer(self, registries: Sequence[str]) -> None:
        """These are known. What is being typed stays."""
        if [self.box.itemText(n) for n in range(self.box.count())] == list(registries):
            return
        text = self.box.currentText() or self.registry
        blocked = self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems(list(registries))
        self.box.setEditText(text)
        self.box.blockSignals(blocked)

    def show_account(self, text: str, *, signed_in: bool) -> None:
        """Who is signed in to it."""
        self.account.setText(text)
        self.sign_out_button.setVisible(signed_in)

    def facts(self, text: str) -> None:
        """How many there are."""
        self._facts.setText(text)

    def allow(self, *, live: bool, pull: bool) -> None:
        """What can be done now."""
        self.pull_button.setEnabled(pull)
        for button in (self.sign_in_button, self.sign_out_button):
            button.setEnabled(live)

    def _on_edited(self) -> None:
        self._on_chosen(self.box.currentText())

    def _on_chosen(self, text: str) -> None:
        registry = typed_registry(text)
        self.box.setEditText(registry)
        if registry == self.registry:
            return
        self.registry = registry
        self._hint()
        self.registry_chosen.emit()

    def _hint(self) -> None:
        hub = self.registry == HUB
        self.search.setPlaceholderText(
            tr("Search Docker Hub, or another index: host/word")
            if hub
            else tr("Filter, or the whole name of a repository and Enter")
        )


class _SearchLine(QLineEdit):
    """Where one types; the arrow down leaves it."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


def _button(which: Icon, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(which))
    button.setText(text)
    button.setIconSize(BESIDE_TEXT)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
