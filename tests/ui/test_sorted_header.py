"""The mark of the order stands beside a title, and a list's current row is marked at its edge."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.list_tree import RIGHT, ListTree
from desktop.ui.sorted_header import SortedHeader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NAME, SIZE = 0, 1


class _Model(QAbstractTableModel):
    """A name on the left, a size on the right."""

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        del parent
        return 2

    def headerData(self, section: int, way: Any, role: int = 0) -> Any:
        del way
        if role == Qt.ItemDataRole.DisplayRole:
            return ("Name", "Size")[section]
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section == SIZE else None

    def data(self, index: Any, role: int = 0) -> Any:
        del index
        return "row" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def tree(qtbot: QtBot) -> ListTree:
    made = ListTree("Things")
    qtbot.addWidget(made)
    made.setModel(_Model(made))
    made.setSortingEnabled(True)
    made.set_widths(0, 10)
    made.resize(400, 200)
    made.show()
    return made


def head_of(tree: QTreeView) -> SortedHeader:
    head = tree.header()
    assert isinstance(head, SortedHeader)
    return head


def changed(head: SortedHeader, section: int, before: QImage, after: QImage) -> list[int]:
    """Where within a section, from left to right, two pictures of the head differ."""
    scale = before.width() / head.width()
    left = head.sectionViewportPosition(section)
    across = range(round(left * scale), round((left + head.sectionSize(section)) * scale))
    return [
        round(x / scale)
        for x in across
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]


@pytest.mark.parametrize("section", [NAME, SIZE])
def test_the_mark_stands_beside_its_title_within_the_section(tree: ListTree, section: int) -> None:
    head = head_of(tree)
    tree.sortByColumn(1 - section, Qt.SortOrder.AscendingOrder)
    before = head.grab().toImage()
    tree.sortByColumn(section, Qt.SortOrder.AscendingOrder)
    drawn = changed(head, section, before, head.grab().toImage())
    title, mark = head.title_rect(section), head.mark_rect(section)
    assert drawn
    assert min(drawn) >= mark.left() - 1
    assert max(drawn) <= mark.right() + 1
    assert not title.intersects(mark)


def test_the_mark_points_the_way_the_rows_go(tree: ListTree) -> None:
    head = head_of(tree)
    looks = []
    for order in Qt.SortOrder:
        tree.sortByColumn(NAME, order)
        looks.append(head.grab().toImage())
    assert looks[0] != looks[1]


def test_the_current_row_has_one_ground_and_is_marked_at_its_edge(
    tree: ListTree, qtbot: QtBot
) -> None:
    tree.setCurrentIndex(tree.model().index(1, NAME))
    tree.activateWindow()
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(tree.hasFocus)  # when the window has become active
    row = tree.visualRect(tree.model().index(1, NAME))
    image = tree.viewport().grab().toImage()
    scale = image.width() / tree.viewport().width()

    def colour(x: int, y: int) -> str:
        return image.pixelColor(QPoint(x, y) * scale).name()

    grounds = {colour(150, y) for y in range(row.top(), row.bottom() + 1)}
    assert len(grounds) == 1
    assert colour(1, row.center().y()) == theme.current().accent.name()


def test_a_column_as_wide_as_its_texts_shows_them_whole(tree: ListTree) -> None:
    index = tree.model().index(0, SIZE)
    tree.resizeColumnToContents(SIZE)
    assert tree.visualRect(index).width() >= tree.sizeHintForIndex(index).width()
    plain = QStyledItemDelegate(tree).sizeHint(QStyleOptionViewItem(), index).width()
    beside = tree.sizeHintForIndex(index).width() - plain
    title = head_of(tree).title_rect(SIZE)
    right = head_of(tree).sectionViewportPosition(SIZE) + head_of(tree).sectionSize(SIZE)
    assert beside >= 2 * (right - title.right() - 1 - 3)  # a cell's own margin is 3
