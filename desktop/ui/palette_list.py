"""The list of the command palette, and which of its entries is the current one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QWidget

from desktop.ui import theme
from desktop.ui.palette_rows import ROW, ResultDelegate, ResultsModel
from desktop.ui.palette_search import Found
from desktop.ui.text import tr


class ResultList(QListView):
    """What was found. It never has the focus; the keys of the field beside it move through it."""

    current_told = Signal(object)
    """The ``Found`` that is the current one now, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.results = ResultsModel(self)
        self.setModel(self.results)
        self._delegate = ResultDelegate(self)
        self.setItemDelegate(self._delegate)

    def show_found(self, found: list[Found]) -> None:
        """Show these; the first that can be chosen is the current one."""
        self.results.show(found)
        self.scrollToTop()
        self._choose(self._next_enabled(-1, 1))

    @property
    def current(self) -> Found | None:
        index: QModelIndex = self.currentIndex()
        return self.results.found(index.row()) if index.isValid() else None

    @property
    def page(self) -> int:
        """How many rows a page down goes."""
        return max(1, self.viewport().height() // self.row_height() - 1)

    @staticmethod
    def row_height() -> int:
        return max(ROW, theme.row_height())

    def go(self, step: int) -> None:
        """Go so many rows down, or up; by one over the end to the other end."""
        count = self.results.rowCount()
        row = self.currentIndex().row()
        if step == 1 and row == count - 1:
            row = -1
        elif step == -1 and row <= 0:
            row = count
        self._choose(self._next_enabled(row, step))

    def _next_enabled(self, row: int, step: int) -> int:
        """The row to go to, over rows that can't be chosen; -1 where there is none."""
        count = self.results.rowCount()
        row = max(0, min(count - 1, row + step))
        while 0 <= row < count:
            found = self.results.found(row)
            if found is not None and found.entry.enabled:
                return row
            row += 1 if step > 0 else -1
        return -1

    def _choose(self, row: int) -> None:
        if row >= 0:
            index = self.results.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.current_told.emit(self.current)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        fonts = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if fonts and hasattr(self, "_delegate"):
            self._delegate.restyle()
