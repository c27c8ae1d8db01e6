"""What Portside tells others, which is nothing, and what it keeps on this machine."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop.model import preferences
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import Group, Row, SettingsPage
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class PrivacyPage(SettingsPage):
    """Sentences, and a button that forgets."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("Privacy"))
        self._settings = means.settings
        for said in (
            tr(
                "Portside has no telemetry. It counts nothing, reports nothing, and has no account."
            ),
            tr(
                "It connects to the Engines that you use, and to the registries that you search,"
                " pull from or sign in to: to nothing else, and not to look for updates."
            ),
            tr(
                "Passwords of registries are kept where docker keeps them. The log that Portside"
                " writes for itself stays on this machine; what looks like a secret is masked."
            ),
        ):
            self.add(ToneLabel(said, tone=Tone.TEXT))
        self.button = QPushButton(tr("Forget"))
        self.button.clicked.connect(self._forget)
        self.row = Row(
            tr("Recent names"),
            self.button,
            tr("Images that you pulled, registries, folders and shells that the dialogs offer."),
        )
        self.add(Group(tr("Remembered on this machine"), self.row))
        self.finish()
        self.button.setEnabled(self._settings.has(*preferences.RECENT))

    def _forget(self) -> None:
        self._settings.forget(*preferences.RECENT)
        self.button.setEnabled(False)
        self.button.setText(tr("Forgotten"))
