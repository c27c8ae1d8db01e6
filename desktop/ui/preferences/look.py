"""Settings of how the window looks."""

from __future__ import annotations

from desktop.model import preferences
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import ChoiceRow, FlagRow, Group, SettingsPage
from desktop.ui.text import tr


class LookPage(SettingsPage):
    """Theme and motion."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("Appearance"))
        settings = means.settings
        self.theme = ChoiceRow(
            settings,
            preferences.THEME,
            tr("Theme"),
            [("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))],
        )
        self.still = FlagRow(
            settings,
            preferences.STILL,
            tr("Without motion"),
            tr("Nothing slides or fades, also where the system does not ask for that."),
        )
        self.add(Group("", self.theme, self.still))
        self.finish()
