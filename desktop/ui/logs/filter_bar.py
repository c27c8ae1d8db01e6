"""The bar that says which lines are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from desktop.engine.observations import Output
from desktop.model.logs.levels import Level
from desktop.model.logs.view import Filter
from desktop.ui.dialogs.fields import set_property
from desktop.ui.icons import Icon
from desktop.ui.logs import words
from desktop.ui.logs.choices import Choice, ChoiceMenu, dot
from desktop.ui.logs.inks import source_ink
from desktop.ui.menu_button import MenuButton
from desktop.ui.pattern_box import PatternBox
from desktop.ui.plain import menu_text
from desktop.ui.text import tr
from desktop.ui.theme import GRID, current

_MOST_CONTEXT = 50


class FilterBar(QWidget):
    """A pattern, lines around it, levels, outputs, containers."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = PatternBox(tr("Filter lines"), tr("Filter lines"), Icon.FILTER)
        self.context = QSpinBox()
        self.context.setRange(0, _MOST_CONTEXT)
        self.context.setPrefix("± ")
        self.context.setFixedWidth(17 * GRID)
        self.context.setAccessibleName(tr("Lines around each match"))
        self.context.setToolTip(tr("Lines around each match"))
        self.levels_button = MenuButton(tr("Levels"))
        menu = ChoiceMenu(self.levels_button)
        menu.addAction(tr("All levels"), lambda: self.levels.choose(None))
        menu.addAction(
            tr("Warnings and worse"), lambda: self.levels.choose(range(Level.WARNING, 7))
        )
        menu.addAction(tr("Errors only"), lambda: self.levels.choose((Level.ERROR, Level.FATAL)))
        menu.addSeparator()
        self.levels: Choice[int] = Choice(
            menu, [(level, tr(words.LEVELS[level]), None) for level in reversed(Level)]
        )
        menu.addSeparator()
        self.outputs: Choice[Output] = Choice(
            menu, [(each, text, None) for each, text in words.OUTPUTS.items()]
        )
        menu.changed.connect(self.changed)
        self.levels_button.set_choices(menu)
        self.sources_button = MenuButton(tr("Containers"))
        self.sources: Choice[int] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for part in (self.sources_button, self.box, self.context, self.levels_button):
            row.addWidget(part, 1 if part is self.box else 0)
        self.sources_button.hide()
        self.box.changed.connect(self.changed)
        self.context.valueChanged.connect(lambda _count: self.changed.emit())
        self.changed.connect(self._show_choice)

    def set_names(self, names: Sequence[str]) -> None:
        """The containers whose lines there are."""
        menu = ChoiceMenu(self.sources_button)
        theme = current()
        self.sources = Choice(
            menu,
            [
                (number, menu_text(name), dot(source_ink(number, theme), self))
                for number, name in enumerate(names)
            ],
        )
        menu.changed.connect(self.changed)
        self.sources_button.set_choices(menu)
        self.sources_button.setVisible(len(names) > 1)
        self._show_choice()

    @property
    def wanted(self) -> Filter:
        """What is to be shown."""
        levels = self.levels.chosen
        return Filter(
            sources=None if self.sources is None else self.sources.chosen,
            outputs=self.outputs.chosen,
            levels=None if levels is None else frozenset(map(Level, levels)),
            pattern=self.box.pattern,
            context=self.context.value(),
        )

    def clear(self) -> None:
        """Show everything."""
        self.blockSignals(True)
        self.box.line.clear()
        self.levels.choose(None)
        self.outputs.choose(None)
        if self.sources is not None:
            self.sources.choose(None)
        self.blockSignals(False)
        self.changed.emit()

    def _show_choice(self) -> None:
        """The buttons say what is chosen."""
        levels, outputs = self.levels.chosen, self.outputs.chosen
        said = [] if levels is None else [tr("%n level(s)", "", len(levels))]
        said += [] if outputs is None else sorted(words.OUTPUTS[each] for each in outputs)
        self._say(self.levels_button, tr("Levels"), ", ".join(said))
        if self.sources is not None:
            chosen = self.sources.chosen
            text = "" if chosen is None else tr("%n container(s)", "", len(chosen))
            self._say(self.sources_button, tr("Containers"), text)

    def _say(self, button: QToolButton, name: str, chosen: str) -> None:
        button.setText(chosen or name)
        set_property(button, "narrowed", bool(chosen))
        button.setAccessibleDescription(chosen)
