"""Settings of the application as a whole: its language, its start, its folder."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from desktop.model import preferences
from desktop.ui.plain import visible
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import ChoiceRow, FlagRow, Group, Row, SettingsPage
from desktop.ui.text import languages, tr


class GeneralPage(SettingsPage):
    """The first page."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("General"))
        settings = means.settings
        self._folder = settings.folder
        self.language = ChoiceRow(
            settings,
            preferences.LANGUAGE,
            tr("Language"),
            [("", tr("As the system")), *((code, language_name(code)) for code in languages())],
            tr("The window changes at once."),
        )
        self.add(Group("", self.language))
        self.start_private = FlagRow(
            settings,
            preferences.START_PRIVATE,
            tr("Start a private Engine where none answers"),
            tr("At the start of Portside, if this machine can run one without a password."),
        )
        tour = QPushButton(tr("Begin"))
        tour.clicked.connect(self.left)
        tour.clicked.connect(lambda: means.begin_tour())
        self.tour = Row(tr("Tour of the window"), tour, tr("What is where, in five steps."))
        self.add(Group(tr("Start"), self.start_private, self.tour))
        opens = QPushButton(tr("Open"))
        opens.clicked.connect(self._open_folder)
        folder = visible(str(self._folder), limit=200)
        self.add(Group(tr("Files"), Row(tr("Settings and logs"), opens, folder)))
        self.finish()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def language_name(code: str) -> str:
    """What its speakers call it: ``English``, ``简体中文``."""
    if code == "zh_CN":
        return "简体中文"  # Qt says 简体中文 on some systems only, and 中文 on others
    locale = QLocale(code)
    name = locale.nativeLanguageName()
    return "English" if locale.language() is QLocale.Language.English else name.capitalize()
