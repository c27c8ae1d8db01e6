"""The tree of an object's JSON: monospaced, with what was searched for highlighted."""

from __future__ import annotations

import json
from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.details.json_model import KEY, NODE_ROLE, TYPE, VALUE, JsonModel, Node, path_text
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import mark_current
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type

AnyIndex = QModelIndex | QPersistentModelIndex

_COPY_PATH = "Ctrl+Shift+C"


class JsonView(QTreeView):
    """Shows a :class:`JsonModel`."""

    find_requested = Signal()

    def __init__(self, model: JsonModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._json = model
        self.delegate = JsonDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIndentation(5 * GRID)
        self.setAccessibleName(tr("Inspect"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(KEY, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(TYPE, QHeaderView.ResizeMode.Fixed)
        character = self.fontMetrics().averageCharWidth()
        header.resizeSection(KEY, 42 * character)
        header.resizeSection(TYPE, 12 * character)
        header.setMinimumSectionSize(10 * character)

    def copy_value(self) -> None:
        """The value as text; an object or an array as JSON."""
        node = self._json.node(self.currentIndex())
        if isinstance(node.value, str):
            self._put(node.value)
        else:
            self._put(_dumped(node))

    def copy_path(self) -> None:
        """The path as jq takes it."""
        self._put(path_text(self._json.node(self.currentIndex()).path()))

    def copy_json(self) -> None:
        """The value as JSON, with all below it."""
        self._put(_dumped(self._json.node(self.currentIndex())))

    @staticmethod
    def _put(text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon(Icon.COPY), tr("Copy value"), self.copy_value)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        path = menu.addAction(tr("Copy path"), self.copy_path)
        path.setShortcut(QKeySequence(_COPY_PATH))
        menu.addAction(tr("Copy as JSON"), self.copy_json)
        menu.addSeparator()
        menu.addAction(tr("Expand all below"), self._expand_below)
        menu.addAction(tr("Collapse all"), self.collapseAll)
        return menu

    def _expand_below(self) -> None:
        index = self.currentIndex().siblingAtColumn(KEY)
        if index.isValid():
            self.expandRecursively(index)

    def event(self, event: QEvent) -> bool:
        # With the focus here these keys are the tree's, whatever the window's menus do by them.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().drawRow(painter, options, index)
        mark_current(self, painter, options.rect, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value()
        elif _is(event, _COPY_PATH):
            self.copy_path()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.find_requested.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.visualRect(self.currentIndex()).center()
        if self.indexAt(QPoint(where)).isValid():
            self._menu().popup(self.viewport().mapToGlobal(where))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        restyled = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if restyled and isinstance(self.itemDelegate(), JsonDelegate):
            self.delegate.restyle()
            self.doItemsLayout()


class JsonDelegate(QStyledItemDelegate):
    """Paints keys, values and types; marks where the needle is in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needle = ""
        self.stale = False
        self._restyle()

    def restyle(self) -> None:
        """Fonts changed."""
        self._restyle()

    def _restyle(self) -> None:
        self._mono = theme.font(Type.MONO)
        self._small = theme.font(Type.SMALL)
        self._metrics = QFontMetricsF(self._mono)
        self._height = max(6 * GRID, int(self._metrics.height()) + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        node: Node = index.data(NODE_ROLE)
        shown: object = option
        widget = shown.widget  # type: ignore[attr-defined]
        rect = QRectF(shown.rect).adjusted(GRID, 0, -GRID, 0)  # type: ignore[attr-defined]
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        widget.style().drawPrimitive(panel, option, painter, widget)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        look = theme.current()
        aside = index.column() == TYPE or (
            index.column() == VALUE and (node.is_container or node.value in ("", None))
        )
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(self._small if index.column() == TYPE else self._mono)
        if self.needle and index.column() != TYPE and not aside:
            self._highlight(painter, rect, text)
        painter.setPen(look.muted if aside or self.stale else look.text)
        cut = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, rect.width()
        )
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(rect, flags, cut)
        painter.restore()

    def _highlight(self, painter: QPainter, rect: QRectF, text: str) -> None:
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.mix(look.surface, look.warning, 0.35))
        height = self._metrics.height() + 2
        for start, end in places(text, self.needle):
            left = rect.left() + self._metrics.horizontalAdvance(text[:start])
            width = self._metrics.horizontalAdvance(text[start:end])
            box = QRectF(left - 1, rect.center().y() - height / 2, width + 2, height)
            painter.drawRoundedRect(box, 3, 3)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option, index
        return QSize(80, self._height)


def places(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """Where the needle is, in any case; a letter may be several in the other case."""
    lower, wanted = text.casefold(), needle.casefold()
    letters = [place for place, letter in enumerate(text) for _ in letter.casefold()]
    start = lower.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        yield letters[start], letters[end - 1] + 1
        start = lower.find(wanted, end)


def _is_own(event: QKeyEvent) -> bool:
    return _is(event, _COPY_PATH) or event.matches(QKeySequence.StandardKey.Find)


def _is(event: QKeyEvent, keys: str) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(keys)


def _dumped(node: Node) -> str:
    return json.dumps(node.value, indent=2, ensure_ascii=False)
