"""What this is, of which version, and under which licences all its parts stand."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.icons import LARGE, application_icon
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import resource, tr
from desktop.ui.theme import GRID, Tone, Type, font

_RULE = "=" * 78  # as packaging/licences.py writes it
_PART = re.compile(rf"^{_RULE}\n(.+)\nLicence: (.+)\n{_RULE}\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts that this is made of."""

    name: str
    licence: str
    text: str


def parts() -> list[Part]:
    """All parts of a build; of a checkout Portside alone, as the others are no part of it."""
    collected = resource("LICENCES.txt")
    if collected.is_file():
        found = _PART.split(collected.read_text(encoding="utf-8"))[1:]
        each = zip(found[::3], found[1::3], found[2::3], strict=True)
        return [Part(name, licence, text.strip()) for name, licence, text in each]
    own = resource().parent / "LICENSE"
    text = own.read_text(encoding="utf-8") if own.is_file() else ""
    return [Part(f"Portside {__version__}", "MIT", text.strip())]


class AboutDialog(QDialog):
    """A name and versions to copy, and each part's licence to read."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Portside"))
        self.resize(QSize(228 * GRID, 140 * GRID))
        self._parts = parts()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Parts"))
        self.list.setMaximumWidth(58 * GRID)
        self.list.setSpacing(GRID // 2)
        self.list.addItems([visible(part.name) for part in self._parts])
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("Licence"))
        self.text.setTabChangesFocus(True)
        self.text.setFont(font(Type.MONO))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 4 * GRID)
        column.setSpacing(4 * GRID)
        column.addLayout(self._head())
        column.addWidget(ToneLabel(self._said()))
        across = QHBoxLayout()
        across.setSpacing(2 * GRID)
        across.addWidget(self.list)
        across.addWidget(self.text, 1)
        column.addLayout(across, 1)
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(QSize(LARGE, LARGE), self.devicePixelRatioF()))
        title = PlainLabel(tr("Portside {version}", version=__version__), selectable=True)
        title.setFont(font(Type.TITLE))
        runs_on = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
        below = PlainLabel(runs_on, selectable=True)
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(title)
        words.addWidget(ToneLabel(tr("A desktop application for Docker."), tone=Tone.TEXT))
        words.addWidget(below)
        row = QHBoxLayout()
        row.setSpacing(4 * GRID)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _said(self) -> str:
        if len(self._parts) > 1:
            return tr("It is free software, made of parts under these licences:")
        return tr("It is free software. The packages that it runs on have licences of their own.")

    def _show(self, row: int) -> None:
        part = self._parts[row]
        self.text.setPlainText(f"{part.licence}\n\n{part.text}" if part.text else part.licence)
