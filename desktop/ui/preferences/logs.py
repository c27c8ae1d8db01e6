"""Settings of logs."""

from __future__ import annotations

from desktop.model import preferences
from desktop.ui.logs.words import Times
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import ChoiceRow, FlagRow, Group, NumberRow, SettingsPage
from desktop.ui.text import tr


class LogsPage(SettingsPage):
    """How much of a log is read and kept, and how its lines are shown."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("Logs"))
        settings = means.settings
        self.tail = NumberRow(
            settings,
            preferences.LOG_TAIL,
            tr("Lines of the past"),
            tr("Read of each container when its log is opened."),
            step=1000,
        )
        self.lines = NumberRow(
            settings,
            preferences.LOG_LINES,
            tr("Lines that are kept"),
            tr("Of an open log, and at most 64 MB of it. The oldest give way; the Engine has all."),
            step=10_000,
        )
        self.add(Group(tr("Limits"), self.tail, self.lines))
        self.wrap = FlagRow(settings, preferences.LOG_WRAP, tr("Wrap lines"))
        self.times = ChoiceRow(
            settings,
            preferences.LOG_TIMES,
            tr("Timestamps"),
            [(each.name, tr(each.value)) for each in Times],
        )
        self.add(Group(tr("Lines"), self.wrap, self.times))
        self.finish()
