"""The ways that are not open yet: what each lacks, and the command against it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout

from desktop.engine.host_programs import Obstacle, Way
from desktop.ui.plain import PlainLabel
from desktop.ui.start_page import words
from desktop.ui.start_page.pieces import CommandRow, Disclosure, muted
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font


class Obstacles(Disclosure):
    """One group per way: its name, and below it sentences with their commands."""

    def __init__(self) -> None:
        super().__init__()
        self._commands: list[CommandRow] = []
        self._opened_by_us = False
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(6 * GRID, GRID, 0, 0)
        self._column.setSpacing(GRID)
        self.any = False

    def open(self, opened: bool = True) -> None:
        """Open it where it is all that there is; a person who closes it then is obeyed."""
        if opened and self.any and not self._opened_by_us:
            self._opened_by_us = True
            super().open()

    def show_ways(self, ways: tuple[Way, ...], commands: Mapping[Obstacle, str]) -> None:
        """Show those of the ways that are not usable."""
        self.close_down()
        self._commands.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        blocked = [way for way in ways if not way.usable]
        self.any = bool(blocked)
        self.set_text(tr("%n way(s) need(s|) something first", "", len(blocked)))
        for way in blocked:
            self._add(way, commands)

    def close_down(self) -> None:
        for row in self._commands:
            row.close_down()

    def _add(self, way: Way, commands: Mapping[Obstacle, str]) -> None:
        name = PlainLabel(words.way_name(way), wrap=True)
        name.setFont(font(Type.NAME))
        self._column.addWidget(name)
        for obstacle in way.obstacles:
            self._column.addWidget(muted(words.obstacle(obstacle)))
            if command := commands.get(obstacle):
                row = CommandRow(command, self.body)  # without a parent it would be a window
                self._commands.append(row)
                self._column.addWidget(row)
            self._column.addSpacing(GRID)
        self._column.addSpacing(GRID)
