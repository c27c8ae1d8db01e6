"""Settings of terminals."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QSpinBox

from desktop.model import preferences
from desktop.terminal import engines
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import ChoiceRow, Group, NumberRow, Row, SettingsPage
from desktop.ui.settings import Settings
from desktop.ui.terminal.lettering import Lettering
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID

_SAMPLE = "root@web:/# ls -l 0O 1lI {} [] -> ~"
_SMALLEST = 6
_ENGINES = {
    "ghostty": mark("Ghostty (fast)"),
    "python": mark("Python (works everywhere)"),
}


class TerminalPage(SettingsPage):
    """Letters, and how much is kept."""

    def __init__(self, means: Means) -> None:
        super().__init__(tr("Terminal"))
        settings = self._settings = means.settings
        self.family = ChoiceRow(
            settings,
            preferences.TERMINAL_FONT,
            tr("Font"),
            [
                ("", tr("The system's")),
                *((name, visible(name, limit=60)) for name in fixed_fonts()),
            ],
        )
        self.points = SizeRow(settings)
        self.sample = PlainLabel(_SAMPLE)
        self.sample.setAccessibleName(tr("Sample"))
        self.sample.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        self.add(Group(tr("Letters"), self.family, self.points, self.sample))
        self.rows = NumberRow(
            settings,
            preferences.TERMINAL_ROWS,
            tr("Rows that are kept"),
            tr("Above the screen, of terminals that are opened from now on."),
            step=1000,
        )
        group = Group(tr("Screen"), self.rows)
        names = engines.available()
        if len(names) > 1:
            group.add(
                ChoiceRow(
                    settings,
                    preferences.TERMINAL_ENGINE,
                    tr("Terminal engine"),
                    [("", tr("The best one")), *((name, tr(_ENGINES[name])) for name in names)],
                    tr("Of terminals that are opened from now on."),
                )
            )
        self.add(group)
        self.finish()
        for box in (self.family.box.currentIndexChanged, self.points.box.valueChanged):
            box.connect(lambda _value: self._show_sample())
        self._show_sample()

    def _show_sample(self) -> None:
        lettering = Lettering()
        chosen = self._settings.chosen
        family, size = chosen(preferences.TERMINAL_FONT), chosen(preferences.TERMINAL_SIZE)
        lettering.choose(family, size)
        self.sample.setFont(lettering.font)


class SizeRow(Row):
    """Points, or the usual size below the smallest."""

    def __init__(self, settings: Settings) -> None:
        setting = preferences.TERMINAL_SIZE
        self.box = QSpinBox()
        self.box.setMinimumWidth(36 * GRID)
        self.box.setRange(_SMALLEST - 1, setting.most)
        self.box.setSpecialValueText(tr("Usual"))
        self.box.setSuffix(" pt")
        self.box.setKeyboardTracking(False)
        self.box.setValue(settings.chosen(setting))
        super().__init__(tr("Size"), self.box)
        self.box.valueChanged.connect(
            lambda size: settings.choose(setting, size if size >= _SMALLEST else 0)
        )


def fixed_fonts() -> list[str]:
    """The families whose letters are all as wide, that write what a terminal shows."""
    latin = QFontDatabase.WritingSystem.Latin
    return [
        name
        for name in QFontDatabase.families(latin)
        if QFontDatabase.isFixedPitch(name) and not QFontDatabase.isPrivateFamily(name)
    ]
