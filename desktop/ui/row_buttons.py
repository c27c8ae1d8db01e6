"""The frequent actions at the end of the row under the mouse, or of the current row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.ui.actions import TABLE, Actions, Spec
from desktop.ui.deeds import Deeds
from desktop.ui.icons import SMALL
from desktop.ui.theme import GRID
from desktop.ui.trees.rows import Row
from desktop.ui.trees.view import TreeView

_NAMES = ("start", "stop", "restart", "terminal", "logs", "remove")
_SHOWN = tuple(f"container.{name}" for name in _NAMES)


class RowButtons(QWidget):
    """Buttons that lie over the tree's right edge. They act on their row, not on the selection.

    For the mouse only: the keyboard has the same actions in menus, shortcuts and palette.
    """

    def __init__(self, tree: TreeView, deeds: Deeds, actions: Actions) -> None:
        super().__init__(tree.viewport())
        self._tree = tree
        self._deeds = deeds
        self._row: Row | None = None
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.setSpacing(0)
        self._buttons: list[tuple[Spec, QToolButton]] = []
        for spec in TABLE:
            if spec.name not in _SHOWN:
                continue
            action = actions[spec.name]
            button = QToolButton()
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row keeps it
            button.setIcon(action.icon())
            button.setIconSize(QSize(SMALL, SMALL))
            button.setToolTip(action.text())
            button.setAccessibleName(action.text())
            button.clicked.connect(lambda *_, spec=spec: self._act(spec))
            row.addWidget(button)
            self._buttons.append((spec, button))
        self.hide()
        # One look after a burst of news: asking where a row is lays all rows out.
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.timeout.connect(self._refresh)
        model = tree.model()
        tree.hovered_key.connect(self._refresh)
        tree.verticalScrollBar().valueChanged.connect(self._place)
        signals = (model.dataChanged, model.rowsRemoved, model.rowsInserted, model.rowsMoved)
        for signal in (*signals, model.layoutChanged):
            signal.connect(self._on_news)
        tree.selectionModel().currentChanged.connect(self._refresh)
        tree.viewport().installEventFilter(self)
        tree.installEventFilter(self)

    def _on_news(self, *_: object) -> None:
        if self._row is not None and not self._news.isActive():
            self._news.start(0)

    def _index(self) -> QModelIndex:
        """The row under the mouse; without one, the current row of a tree that has the focus."""
        hovered = self._tree.hovered_index()
        if hovered.isValid() or not self._tree.hasFocus():
            return hovered
        return self._tree.currentIndex()

    def _refresh(self, *_: object) -> None:
        index = self._index()
        value = self._tree.model().value(index) if index.isValid() else None  # type: ignore[attr-defined]
        self._row = value if isinstance(value, Row) else None
        shown = False
        if self._row is not None and self._deeds.session.engine is not None:
            for spec, button in self._buttons:
                fits = spec.fits(self._row.record, self._deeds)
                button.setVisible(fits)
                shown = shown or fits
        if shown:
            self._place()
        self.setVisible(shown)

    def _place(self, *_: object) -> None:
        rect = self._tree.visualRect(self._index())
        if not rect.isValid():
            self.hide()
            return
        width = self.sizeHint().width()
        self.setGeometry(
            self._tree.viewport().width() - width, rect.top() + 1, width, rect.height() - 2
        )

    def _act(self, spec: Spec) -> None:
        if self._row is not None:
            self._deeds.on([self._row], spec.run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._news.start(0)
        return super().eventFilter(watched, event)
