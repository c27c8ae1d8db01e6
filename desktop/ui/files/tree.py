"""The tree of files: rows with badges, and the keys that a file manager has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QAction,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from desktop.engine.file_records import Mount
from desktop.model.files.arranging import Row
from desktop.ui.dragging import drag
from desktop.ui.files import sight
from desktop.ui.files.model import MOUNT_ROLE, NAME, ROW_ROLE, FileModel
from desktop.ui.files.rows import DELETED
from desktop.ui.files.sight import Sight
from desktop.ui.files.typed import Typed
from desktop.ui.files.words import BADGES, MOUNTS, TONES
from desktop.ui.list_tree import AnyIndex, ListTree, RowOfHeight
from desktop.ui.states import chip_width, paint_chip
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, current, font, row_height

Span = tuple[QModelIndex, int, int]
"""The row above, the first and the last."""


class FileTree(ListTree):
    """Shows a folder. What is done to its rows are actions of the browser."""

    up_requested = Signal()
    path_requested = Signal()
    stop_requested = Signal()
    drag_ended = Signal()
    told_anew = Signal()
    """All rows were: of what is selected then, the selection model tells nothing."""

    def __init__(self, model: FileModel) -> None:
        super().__init__(tr("Files"), nested=True)
        self.files = self._model = model
        self._typed = Typed()
        self._seen: Sight | None = None
        self.restoring = False  # the selection after all rows were told anew
        self._aim = QPersistentModelIndex()
        self._aimed = False
        self.setModel(model)
        self.setItemDelegate(FileDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.set_widths(0, 9, 11, 13, 19, 18)
        self.setSortingEnabled(True)
        self.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        for moved in (self.verticalScrollBar().valueChanged, self.expanded, self.collapsed):
            moved.connect(lambda _where: self._make_ready())
        self._readying = QTimer(self, singleShot=True, interval=0)
        self._readying.timeout.connect(self._make_ready)
        model.rowsRemoved.connect(lambda *_: self._readying.start())  # others come into sight

    def spans(self) -> list[Span]:
        """The selected rows, as runs, in their order."""
        selection, found = self.selectionModel().selection(), dict[tuple[int, ...], Span]()
        for one in map(selection.at, range(selection.size())):
            if one.isValid():
                span = one.parent(), one.top(), one.bottom()
                found[*place_of(span[0]), span[1]] = span
        return [found[place] for place in sorted(found)]

    def chosen_count(self) -> tuple[int, int]:
        """How many rows are selected that are not deleted, and their bytes."""
        count = size = 0
        for parent, first, last in self.spans():
            _folder, below = self._model.below(parent)
            end = min(last + 1, len(below.rows))
            if first < end:
                count += below.there[end] - below.there[first]
                size += below.sizes[end] - below.sizes[first]
        return count, size

    def chosen_rows(self) -> list[Row]:
        """The selected rows in their order, without those that are deleted."""
        return [row for _folder, rows in self._runs() for row in rows]

    def chosen(self) -> list[str]:
        """The paths of :meth:`chosen_rows`."""
        found: list[str] = []
        for folder, rows in self._runs():
            above = folder.rstrip("/") + "/"
            found += [above + row.entry.name for row in rows]
        return found

    def _runs(self) -> Iterator[tuple[str, list[Row]]]:
        for parent, first, last in self.spans():
            folder, below = self._model.below(parent)
            rows = below.rows[first : last + 1]
            yield folder, [row for row in rows if row.difference is not DELETED]

    def choose(self, index: QModelIndex) -> None:
        """Make it the current row and the only selected one, whatever keys are held."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _on_model_about_to_be_reset(self) -> None:
        self._seen = sight.of(self)

    def _on_model_reset(self) -> None:
        seen, self._seen = self._seen, None
        if seen is not None and seen.folder == self._model.browsing.path:
            self.restoring = True
            try:
                sight.find_again(self, seen)
            finally:
                self.restoring = False
        self._make_ready()
        self.told_anew.emit()

    def _make_ready(self) -> None:
        """The rows that are in sight can be opened."""
        index, bottom = self.indexAt(QPoint(0, 0)), self.viewport().height()
        while index.isValid() and self.visualRect(index).top() <= bottom:
            self._model.make_ready(index)
            index = self.indexBelow(index)

    def _picture(self) -> QPixmap:
        row = self.visualRect(self.currentIndex().siblingAtColumn(NAME))
        return self.viewport().grab(row.intersected(self.viewport().rect()))

    def aim_at(self, index: QModelIndex | None) -> None:
        """Mark where a drop would go: a row, the whole folder (an invalid index), or nothing."""
        aimed = index is not None
        aim = QPersistentModelIndex(index if index is not None else QModelIndex())
        if (aimed, aim) != (self._aimed, self._aim):
            self._aimed, self._aim = aimed, aim
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_ready()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().drawRow(painter, options, index)
        if self._aimed and self._aim.isValid() and self._aim == index.sibling(index.row(), NAME):
            _outline(painter, options.rect)

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        if self._aimed and not self._aim.isValid():
            painter = QPainter(self.viewport())
            _outline(painter, self.viewport().rect())
            painter.end()

    def startDrag(self, actions: Qt.DropAction) -> None:
        del actions
        if self.chosen_count()[0]:
            drag(self, self._model.mimeData([]), self._picture())
            self.drag_ended.emit()

    def selectAll(self) -> None:
        """As one run for each folder: Qt itself would go through them row by row."""
        flags, chosen = QItemSelectionModel.SelectionFlag, QItemSelection()
        for path in ("", *self._model.opened()):
            above = self._model.index_of(path) if path else QModelIndex()
            count = len(self._model.below(above)[1].rows)
            if count and (not path or self.is_seen_open(above)):
                first, last = (self._model.index(n, NAME, above) for n in (0, count - 1))
                chosen.select(first, last)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def is_seen_open(self, index: QModelIndex) -> bool:
        """Whether a folder is open, and all above it."""
        while index.isValid() and self.isExpanded(index):
            index = index.parent()
            if not index.isValid():
                return True
        return False

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row that begins so. Qt itself would ask each row for its words."""
        index = self.currentIndex()
        _folder, below = self._model.below(index.parent())
        found = self._typed.next(search, below, self._model.wish, index.row())
        if found is not None:
            self.choose(self._model.index(found, NAME, index.parent()))

    def event(self, event: QEvent) -> bool:
        # In here these keys are about files, whatever else the window means by them.
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent):
            wish, actions = self._wish_of(event), self._actions_of(event)
            if wish is not None or actions:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Of several none is done, as of those of the window.
        wish, actions = self._wish_of(event), self._actions_of(event)
        if wish is None and not actions:
            super().keyPressEvent(event)
        elif wish is not None and not actions:
            wish(self).emit()
        elif wish is None and len(actions) == 1 and actions[0].isEnabled():
            actions[0].trigger()

    def _wish_of(self, event: QKeyEvent) -> _Wish | None:
        """What is wished by keys that nobody changes. A slash may need Shift, as in German."""
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.text() == "/" and not held & ~Qt.KeyboardModifier.KeypadModifier:
            return _SINGLE["/"]
        return _SINGLE.get(_pressed(event).toString())

    def _actions_of(self, event: QKeyEvent) -> list[QAction]:
        """Those that have these keys."""
        pressed = _pressed(event)
        return [action for action in self.actions() if pressed in action.shortcuts()]


_Wish = Callable[[FileTree], SignalInstance]
_SINGLE: dict[str, _Wish] = {
    "Backspace": lambda tree: tree.up_requested,
    "Alt+Up": lambda tree: tree.up_requested,
    "/": lambda tree: tree.path_requested,
    "Esc": lambda tree: tree.stop_requested,
}


class FileDelegate(RowOfHeight):
    """The name, and a badge behind it where the file differs from the image."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, Row) and row.deleted and index.column() == NAME:
            option.font.setStrikeOut(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        badges = _badges(index) if index.column() == NAME else []
        if not badges:
            super().paint(painter, option, index)
            return
        small = font(Type.SMALL)
        metrics = QFontMetricsF(small)
        widths = [chip_width(metrics, text) for text, _tone in badges]
        whole = sum(widths) + GRID * len(widths)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        room = QStyleOptionViewItem(option)
        room.rect = option.rect.adjusted(0, 0, -round(whole) - GRID, 0)
        super().paint(painter, room, index)
        name = option.fontMetrics.horizontalAdvance(str(index.data()))
        left = option.rect.left() + option.decorationSize.width() + 6.0 * GRID + name
        left = min(left, option.rect.right() - whole)
        height = min(metrics.height() + 2.0, row_height() - 6.0)
        top = option.rect.center().y() - height / 2 + 0.5
        painter.save()
        painter.setFont(small)
        for (text, tone), width in zip(badges, widths, strict=True):
            paint_chip(painter, QRectF(left, top, width, height), text, tone)
            left += width + GRID
        painter.restore()


def place_of(index: AnyIndex) -> tuple[int, ...]:
    """Where a row is: the rows above it, and its own. They stand in that order."""
    found: list[int] = []
    while index.isValid():
        found.append(index.row())
        index = index.parent()
    return tuple(reversed(found))


def _badges(index: AnyIndex) -> list[tuple[str, Tone]]:
    """What is mounted there, and how it differs from the image."""
    row, mount = index.data(ROW_ROLE), index.data(MOUNT_ROLE)
    found = []
    if isinstance(mount, Mount):
        found.append((tr(MOUNTS[mount.kind]), Tone.MUTED))
    elif isinstance(row, Row) and row.difference is not None:  # a mount's folder is made for it
        found.append((tr(BADGES[row.difference]), TONES[row.difference]))
    return found


def _outline(painter: QPainter, rect: QRect) -> None:
    painter.save()
    painter.setPen(QPen(current().accent, 2))
    painter.drawRect(rect.adjusted(1, 1, -2, -2))
    painter.restore()


def _pressed(event: QKeyEvent) -> QKeySequence:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
