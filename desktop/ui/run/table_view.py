"""A table to fill by keyboard: typing edits, Delete removes rows, pasted lines become rows."""

from __future__ import annotations

import itertools
import math

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.model.run.problems import Invalid
from desktop.model.store import Store
from desktop.ui.run.table import PALE, WRONG, AnyIndex, RowsModel
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, current, row_height

_LEAST, _EMPTY = 12, 8  # digits, of the column that takes the rest, and where it says little
_TIGHT = 0.7  # of their usual width, which the other columns keep


class Table(QTableView):
    """The rows of a :class:`RowsModel`. ``pasted_badly`` has the lines that are no rows."""

    pasted_badly = Signal(str)

    def __init__(self, name: str, rows: RowsModel, store: Store, *, seen: int) -> None:
        super().__init__()
        self.rows = rows
        self.editor: QWidget | None = None
        """What is typed into, from when it is made until it is closed."""
        self._seen = seen
        self.setObjectName("rows")  # the style sheet knows it by
        self.setAccessibleName(name)
        self.setModel(rows)
        self.setItemDelegate(_Delegate(self, store))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed
            | triggers.EditKeyPressed
            | triggers.DoubleClicked
            | triggers.SelectedClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height())
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for change in (rows.rowsInserted, rows.rowsRemoved, rows.modelReset, rows.dataChanged):
            change.connect(self._fit_widths)
        self._fit_height()

    def add_row(self) -> None:
        """Say the offered row that is selected, or begin a new one."""
        selected = sorted({index.row() for index in self.selectedIndexes()})
        if not any(self.rows.take(row) for row in selected):
            self.edit_new_row()

    def edit_new_row(self) -> None:
        """Begin to type in the empty row."""
        index = self.rows.index(self.rows.rowCount() - 1, 0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.edit(index)

    def remove_selected(self) -> None:
        """Remove the rows in which something is selected."""
        self.rows.remove(self.selected_rows())

    def selected_rows(self) -> set[int]:
        """The rows that are said and in which something is selected."""
        rows = {index.row() for index in self.selectedIndexes()}
        return {row for row in rows if row < self.rows.count}

    def paste(self, text: str) -> None:
        """A row from each line; a line that is none is told."""
        values, bad = [], []
        for line in text.splitlines():
            try:
                value = self.rows.kind.read_line(line)
            except Invalid:
                bad.append(line.strip())
            else:
                values += [] if value is None else [value]
        self.rows.add(values)
        self.pasted_badly.emit("\n".join(bad))

    def _fit_height(self) -> None:
        seen = max(self._seen, min(self.rows.rowCount(), self._seen + 4))
        header = self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height()
        beyond = bar if header.length() > self.viewport().width() else 0
        self.setFixedHeight(header.sizeHint().height() + seen * row_height() + GRID + beyond)

    def _fit_widths(self) -> None:
        """Give the wide column what the others leave, which give way if all have room then.

        First each to a part of its usual width, then to what stands in it, then to its title.
        """
        digit = self.fontMetrics().horizontalAdvance("0")
        columns = self.rows.kind.columns
        wide = next((number for number, each in enumerate(columns) if not each.width), 0)
        others = [number for number in range(len(columns)) if columns[number].width]
        titles = [self.horizontalHeader().sectionSizeHint(number) for number in others]

        def at_least_titles(widths: list[int]) -> list[int]:
            return [max(pair) for pair in zip(widths, titles, strict=True)]

        usual = at_least_titles([columns[n].width * digit + 4 * GRID for n in others])
        tight = at_least_titles([int(columns[n].width * digit * _TIGHT) + 4 * GRID for n in others])
        said = [min(tight[at], self._said_in(n)) for at, n in enumerate(others)]
        least = max(self._said_in(wide), _EMPTY * digit + 4 * GRID)
        least = min(least, _LEAST * digit + 4 * GRID)
        least = max(least, self.horizontalHeader().sectionSizeHint(wide))
        room = self.viewport().width()
        widths = _given([usual, tight, at_least_titles(said), titles], room - least)
        for number, width in zip(others, widths, strict=True):
            self.setColumnWidth(number, width)
        self.setColumnWidth(wide, max(room - sum(widths), least))
        self._fit_height()

    def _said_in(self, column: int) -> int:
        """How wide the widest cell would be."""
        advance = self.fontMetrics().horizontalAdvance
        cells = (self.rows.index(row, column).data() for row in range(self.rows.count))
        return max((advance(text) for text in cells if text), default=0) + 4 * GRID

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_widths()

    def event(self, event: QEvent) -> bool:
        # The window's own paste and delete are for rows of objects.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Paste) or event.key() == Qt.Key.Key_Delete)
        ):
            event.accept()
            return True
        return super().event(event)

    # Qt ends the typing when Enter comes and when the window loses the keyboard, as it does while
    # a list that dropped down goes: of both at once the second finds no editor of ours any more.

    def commitData(self, editor: QWidget) -> None:
        if editor is self.editor:
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if editor is self.editor:
            self.editor = None
            super().closeEditor(editor, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Insert:
            self.add_row()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_selected()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Where one types already, Enter ends that, and is not for the wizard's button.
            typing = self.state() is QAbstractItemView.State.EditingState
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                event.ignore()  # Ctrl+Enter is for the wizard
            elif not typing and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(120 * GRID, super().sizeHint().height())


def _given(stages: list[list[int]], room: int) -> list[int]:
    """The widest of these widths that have room, or what lies between two of them."""
    for wide, narrow in itertools.pairwise(stages):
        lacking = sum(wide) - room
        if lacking <= 0:
            return wide
        if (spare := sum(wide) - sum(narrow)) >= lacking:
            share = lacking / spare
            return [w - math.ceil(share * (w - n)) for w, n in zip(wide, narrow, strict=True)]
    return stages[-1]


class _Delegate(QStyledItemDelegate):
    """Pale where nothing is said; tinted where something is wrong."""

    def __init__(self, table: Table, store: Store) -> None:
        super().__init__(table)
        self._table = table
        self._store = store

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        del option
        column = self._table.rows.kind.columns[index.column()]
        line = QLineEdit(parent)
        line.setAccessibleName(tr(column.title))
        line.setMaxLength(32_768)
        self._table.editor = line
        words = list(column.choices)
        if column.known is not None:
            cells = tuple(self._table.rows.cells(index.row()))
            words += column.known(self._store, cells)
        if words:
            completer = QCompleter(words, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
            if (popup := completer.popup()) is not None:
                popup.installEventFilter(self)
        return line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look = current()
        if index.data(WRONG):
            painter.fillRect(option.rect, look.tint(Tone.DANGER))
        inner = QStyleOptionViewItem(option)
        inner.rect = _inside(option.rect)
        if index.data(PALE):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                inner.palette.setColor(role, look.muted)
        inner.state &= ~QStyle.StateFlag.State_HasFocus
        if option.state & QStyle.StateFlag.State_Selected:
            group = QPalette.ColorGroup.Active
            if not option.state & QStyle.StateFlag.State_Active:
                group = QPalette.ColorGroup.Inactive
            painter.fillRect(option.rect, option.palette.brush(group, QPalette.ColorRole.Highlight))
        super().paint(painter, inner, index)
        painter.fillRect(
            option.rect.left(), option.rect.bottom(), option.rect.width(), 1, look.line
        )
        if self._table.hasFocus() and self._table.currentIndex() == index:
            painter.setPen(look.accent)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A completer hands keys to the line past this filter, so that Tab would leave the table.
        if not isinstance(watched, QAbstractItemView):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _MOVES or watched.currentIndex().isValid():
            return False
        watched.hide()
        if (line := self._table.viewport().focusWidget()) is not None:
            QCoreApplication.sendEvent(line, event)
        return True

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        inner = QStyleOptionViewItem(option)
        inner.rect = _inside(option.rect)
        return super().editorEvent(event, model, inner, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        del index
        editor.setGeometry(option.rect)


_MOVES = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _inside(cell: QRect) -> QRect:
    """Where the text of a cell is: below its title."""
    return cell.adjusted(GRID + 1, 0, -GRID - 1, 0)
