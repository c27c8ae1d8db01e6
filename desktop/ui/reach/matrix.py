"""A square of containers: in each cell, what is so from the row's one to the column's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.ui.icons import SMALL, Icon, paint_icon
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, current, font

_NOWHERE = QModelIndex()
_WAYS = {
    QAbstractItemView.CursorAction.MoveUp: (-1, 0),
    QAbstractItemView.CursorAction.MoveDown: (1, 0),
    QAbstractItemView.CursorAction.MoveLeft: (0, -1),
    QAbstractItemView.CursorAction.MoveRight: (0, 1),
}
_MOST = 6  # lines in a cell; the rest is told below
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a cell: what was asked, and the answer. ``pale``: nobody has tried it."""

    label: str
    text: str
    picture: Icon
    tone: Tone
    pale: bool = False


Cells = Mapping[tuple[int, int], Sequence[Mark]]


class MatrixModel(QAbstractTableModel):
    """``show`` brings it up to date; only where the containers are others it begins anew."""

    cells_changed = Signal()
    """Once for all that ``show`` has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._cells: dict[tuple[int, int], tuple[Mark, ...]] = {}

    @property
    def lines(self) -> int:
        """How many lines the fullest cell has."""
        return min(max(map(len, self._cells.values()), default=1), _MOST)

    @property
    def labels(self) -> set[str]:
        """All that is asked in some cell."""
        return {mark.label for marks in self._cells.values() for mark in marks}

    @property
    def texts(self) -> set[str]:
        """All answers that stand in some cell."""
        return {mark.text for marks in self._cells.values() for mark in marks}

    def show(self, keys: Sequence[str], names: Sequence[str], cells: Cells) -> None:
        """These containers, by id and name, and what stands in the cells."""
        fresh = {place: tuple(marks) for place, marks in cells.items()}
        if tuple(keys) != self._keys:
            self.beginResetModel()
            self._keys, self._names, self._cells = tuple(keys), tuple(names), fresh
            self.endResetModel()
            return
        if tuple(names) != self._names:
            self._names = tuple(names)
            for way in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
                self.headerDataChanged.emit(way, 0, len(names) - 1)
        before, self._cells = self._cells, fresh
        for place in {*before, *fresh}:
            if before.get(place) != fresh.get(place):
                index = self.index(*place)
                self.dataChanged.emit(index, index)
        if before != fresh:
            self.cells_changed.emit()

    def marks(self, index: AnyIndex) -> tuple[Mark, ...]:
        """What stands in a cell."""
        return self._cells.get((index.row(), index.column()), ())

    def is_self(self, index: AnyIndex) -> bool:
        """Whether it is from one to itself, which is no question."""
        return index.row() == index.column()

    # Qt's

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not 0 <= section < len(self._names):
            return None
        name = visible(self._names[section], limit=40)
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("to {name}", name=name) if across else tr("from {name}", name=name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._names[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.is_self(index):
            return None
        said = [f"{mark.label}: {mark.text}" for mark in self.marks(index)]
        if role == Qt.ItemDataRole.DisplayRole:
            return "; ".join(said)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(said))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            way = tr(
                "from {source} to {target}",
                source=visible(self._names[index.row()], limit=60),
                target=visible(self._names[index.column()], limit=60),
            )
            return f"{way}: {'; '.join(said)}"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.is_self(index):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Matrix(QTableView):
    """Cells grow with the window; keys move between them."""

    def __init__(self, name: str, model: MatrixModel) -> None:
        super().__init__()
        self._model = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMaximumWidth(45 * GRID)
        model.modelReset.connect(self.fit)
        model.cells_changed.connect(self.fit)

    def choose_first(self) -> None:
        """A cell is the current one, if there is any."""
        if self._model.rowCount() > 1 and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 1))

    def fit(self) -> None:
        """As wide as there is room, and as high as the fullest cell; no usual answer is cut."""
        count = self._model.columnCount()
        if not count:
            return
        metrics = QFontMetrics(self.font())
        label, text = (
            max((metrics.horizontalAdvance(each) for each in found), default=0)
            for found in (self._model.labels, self._model.texts)
        )
        beside, digit = label + SMALL + 9 * GRID, metrics.averageCharWidth()
        least = beside + max(digit * 12, min(text, digit * 20))
        width = max(least, min(beside + digit * 40, self.viewport().width() // count))
        height = self._model.lines * line_height(metrics) + 4 * GRID
        for header, size in ((self.horizontalHeader(), width), (self.verticalHeader(), height)):
            if header.defaultSectionSize() != size:
                header.setDefaultSectionSize(size)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Arrows go over the cells that are no question, and past the last one around them."""
        at, way = self.currentIndex(), _WAYS.get(action)
        if way is None or not at.isValid():
            return super().moveCursor(action, modifiers)
        down, right = way
        beside = (-1, 1)  # where the next one is no question, and none is behind it
        row, column = at.row() + down, at.column() + right
        wanted = [(row, column), (row + down, column + right)]
        if row == column:
            wanted += [(row, column + it) if down else (row + it, column) for it in beside]
        found = (self._model.index(*place) for place in wanted)
        return next((it for it in found if it.isValid() and not self._model.is_self(it)), at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()


def line_height(metrics: QFontMetrics) -> int:
    """Of a line in a cell."""
    return max(metrics.height(), SMALL) + GRID


class _CellDelegate(QStyledItemDelegate):
    """A line for each question: its mark, what it is, and the answer."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, model = current(), index.model()
        assert isinstance(model, MatrixModel)
        painter.save()
        if model.is_self(index):
            painter.fillRect(option.rect, theme.sunken)
        elif option.state & QStyle.StateFlag.State_Selected:
            active = option.state & QStyle.StateFlag.State_Active
            group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
            painter.fillRect(option.rect, option.palette.brush(group, QPalette.ColorRole.Highlight))
        self._paint_lines(painter, option, model.marks(index))
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, marks: Sequence[Mark]
    ) -> None:
        theme, metrics = current(), QFontMetrics(option.font)
        height = line_height(metrics)
        inner = option.rect.adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        widest = max((metrics.horizontalAdvance(mark.label) for mark in marks), default=0)
        widest = min(widest, inner.width() // 2)
        shown = marks if len(marks) <= _MOST else marks[: _MOST - 1]
        for number, mark in enumerate(shown):
            row = QRect(inner.left(), inner.top() + number * height, inner.width(), height)
            tone = theme.muted if mark.pale else theme.tone(mark.tone)
            side = min(SMALL, height)
            square = QRectF(row.left(), row.center().y() - side / 2 + 0.5, side, side)
            paint_icon(painter, square, mark.picture, tone)
            row.setLeft(row.left() + SMALL + 2 * GRID)
            painter.setFont(option.font)
            painter.setPen(theme.muted)
            label = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, widest + GRID)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(row, flags, label)
            row.setLeft(row.left() + widest + 2 * GRID)
            painter.setPen(tone if mark.pale or mark.tone is not Tone.OK else theme.text)
            text = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, row.width())
            painter.drawText(row, flags, text)
        if len(shown) < len(marks):
            row = QRect(inner.left(), inner.top() + len(shown) * height, inner.width(), height)
            row.setLeft(row.left() + SMALL + 2 * GRID)
            painter.setFont(font(Type.SMALL))
            painter.setPen(theme.muted)
            more = tr("and %n more", "", len(marks) - len(shown))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, more)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        header = self.parent()
        assert isinstance(header, QTableView)
        return QSize(
            header.horizontalHeader().defaultSectionSize(),
            header.verticalHeader().defaultSectionSize(),
        )
