"""A field over a value, to select and copy a part of it. Nothing can be typed into it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.details.facts import LINE_ROLE, Line, Look
from desktop.ui.details.facts_grid import FactsGrid
from desktop.ui.plain import visible
from desktop.ui.text_edit import kept_text
from desktop.ui.theme import GRID, Type, font

AnyIndex = QModelIndex | QPersistentModelIndex
_LONGEST = 100_000


class ValueDelegate(QStyledItemDelegate):
    """Opens the field where a value stands."""

    def __init__(self, view: FactsGrid) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        del option
        line: Line = index.data(LINE_ROLE)
        field = QPlainTextEdit(parent)
        field.setReadOnly(True)
        field.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        field.setProperty("field", True)
        field.document().setDocumentMargin(GRID / 2)
        field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        mono = line.fact is not None and line.fact.look is Look.MONO
        field.setFont(font(Type.MONO if mono else Type.BODY))
        field.setAccessibleName(line.label)
        keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
        field.setTextInteractionFlags(keyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        return field

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        assert isinstance(editor, QPlainTextEdit)
        text = visible(str(index.data(Qt.ItemDataRole.EditRole)), limit=_LONGEST, lines=True)
        if text != kept_text(editor):  # news must not take the selection away
            editor.setPlainText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        """Nothing was typed."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        del option
        rect = self._view.value_rect(index)
        least = editor.fontMetrics().height() + 2 * GRID
        rect = QRect(rect.left() - GRID, rect.top(), rect.width() + 2 * GRID, rect.height())
        if rect.height() < least:
            rect.setHeight(least)
        editor.setGeometry(rect)
