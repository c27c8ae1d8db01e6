"""Painting a row of a tree: its ground, its branches, its cells."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTreeView

from desktop.ui import theme
from desktop.ui.trees.delegate import RowDelegate
from desktop.ui.trees.model import AnyIndex, TreeModel
from desktop.ui.trees.rows import Group


class RowPainter:
    """Draws rows cell by cell: the style's own selection would lie over ours."""

    def __init__(self, view: QTreeView, model: TreeModel, delegate: RowDelegate) -> None:
        self._view = view
        self._model = model
        self._delegate = delegate

    def paint(self, painter: QPainter, option: Any, index: AnyIndex, *, hovered: bool) -> None:
        """Draw the row of an index; a group over the whole width, as its other cells are empty."""
        view = self._view
        row = QRect(0, option.rect.top(), view.viewport().width(), option.rect.height())
        self._paint_ground(painter, row, index, hovered=hovered)
        left = view.header().sectionViewportPosition(0)
        branches = QRect(left, row.top(), self._indent(index), row.height())
        view.drawBranches(painter, branches, index)
        value = self._model.value(index)
        if isinstance(value, Group):
            inner = row.adjusted(left + view.indentation(), 0, 0, 0)
            self._delegate.paint_group(painter, inner, value)
        else:
            self._paint_cells(painter, option, index)
        current = view.currentIndex()
        if view.hasFocus() and index.sibling(index.row(), current.column()) == current:
            painter.fillRect(row.left(), row.top(), 3, row.height(), theme.current().accent)

    def _paint_ground(
        self, painter: QPainter, row: QRect, index: AnyIndex, *, hovered: bool
    ) -> None:
        look = theme.current()
        if self._view.selectionModel().isRowSelected(index.row(), index.parent()):
            active = self._view.isActiveWindow()
            painter.fillRect(row, look.selected if active else look.selected_away)
        elif hovered:
            painter.fillRect(row, look.hover)

    def _paint_cells(self, painter: QPainter, option: Any, index: AnyIndex) -> None:
        header = self._view.header()
        top, height = option.rect.top(), option.rect.height()
        for place in range(header.count()):
            column = header.logicalIndex(place)
            left, width = header.sectionViewportPosition(column), header.sectionSize(column)
            if width == 0 or left > self._view.viewport().width() or left + width < 0:
                continue
            indent = self._indent(index) if column == 0 else 0
            option.rect = QRect(left + indent, top, width - indent, height)
            self._delegate.paint(painter, option, index.sibling(index.row(), column))

    def _indent(self, index: AnyIndex) -> int:
        return self._view.indentation() * (2 if index.parent().isValid() else 1)
