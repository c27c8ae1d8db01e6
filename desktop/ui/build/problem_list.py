"""What is wrong with a Dockerfile, as a list; choosing one goes to its line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.model.build.findings import Finding, Severity
from desktop.ui.build import words
from desktop.ui.build.editor import TONES
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.text import tr

_PLACE = int(Qt.ItemDataRole.UserRole) + 1
_PICTURES = {Severity.ERROR: Icon.ERROR, Severity.WARNING: Icon.WARNING, Severity.HINT: Icon.INFO}


class ProblemList(QListWidget):
    """``chosen`` tells a line (from 1) and a column."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Problems"))
        self.setWordWrap(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setIconSize(BESIDE_TEXT)
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, by their lines; hidden where there are none."""
        found = sorted(findings, key=lambda each: each.line)
        texts = [tr("Line {line}: {said}", line=it.line, said=words.sentence(it)) for it in found]
        if texts != [self.item(row).text() for row in range(self.count())]:
            self.clear()
            for finding, text in zip(found, texts, strict=True):
                picture = icon(_PICTURES[finding.severity], TONES[finding.severity])
                item = QListWidgetItem(picture, text)
                item.setData(_PLACE, (finding.line, finding.column))
                self.addItem(item)
        self.setVisible(bool(texts))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        line, column = item.data(_PLACE)
        self.chosen.emit(line, column)
