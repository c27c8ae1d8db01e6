"""A field for the text of a file: what is shown in it is what is saved, letter for letter."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit


def kept_text(editor: QPlainTextEdit) -> str:
    """All that stands in it. Qt's ``toPlainText`` makes others of spaces that do not break.

    https://doc.qt.io/qt-6/qtextdocument.html#toPlainText
    """
    return editor.document().toRawText().replace("\u2029", "\n")


class TextEdit(QPlainTextEdit):
    """Shift+Enter begins a line as Enter does: Qt's U+2028 is none to whoever reads the file."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)
