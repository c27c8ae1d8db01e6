"""Settings of copying files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop.model import preferences
from desktop.ui.plain import menu_text, tooltip
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import FlagRow, Group, Row, SettingsPage
from desktop.ui.text import tr


class CopyingPage(SettingsPage):
    """What the dialogs that copy begin with, and what the browser shows."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("Copying files"))
        settings = self._settings = means.settings
        self.follow = FlagRow(
            settings,
            preferences.FOLLOW_LINKS,
            tr("Follow links"),
            tr("Copy what a symbolic link leads to, not the link itself: docker's -L."),
        )
        self.owner = FlagRow(
            settings,
            preferences.KEEP_OWNER,
            tr("Keep the owner"),
            tr("Copy the numbers of user and group, too: docker's -a."),
        )
        self.button = QPushButton()
        self.button.clicked.connect(self._choose)
        folder = Row(
            tr("Folder for copies"),
            self.button,
            tr("Where copies from containers go, unless you name another folder."),
        )
        begin = tr("What the copy dialogs begin with; each copy may differ.")
        self.add(Group("", self.follow, self.owner, folder, note=begin))
        self.hidden = FlagRow(settings, preferences.HIDDEN_FILES, tr("Show hidden files"))
        self.add(Group(tr("Files tab"), self.hidden))
        self.finish()
        self._show_folder()

    @property
    def folder(self) -> str:
        """Where copies go."""
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        return self._settings.chosen(preferences.DESTINATION) or usual

    def _show_folder(self) -> None:
        name = Path(self.folder).name or self.folder
        self.button.setText(menu_text(name, limit=24))
        self.button.setToolTip(tooltip(self.folder))
        self.button.setAccessibleName(tr("Folder for copies: {folder}", folder=self.folder))

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Folder for copies"), self.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, folder: str) -> None:
        self._settings.choose(preferences.DESTINATION, folder)
        self._show_folder()
