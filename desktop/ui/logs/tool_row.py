"""The buttons of a log: search, wrap, pause, clear, save, and the rest in a menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.model import preferences
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.logs.open_log import Part
from desktop.ui.logs.part_dialog import TAILS, tail_text
from desktop.ui.logs.words import Times
from desktop.ui.menu_button import MenuButton
from desktop.ui.settings import Settings
from desktop.ui.text import tr


class ToolRow(QWidget):
    """What is chosen here is remembered: wrapping and timestamps."""

    search_requested = Signal()
    wrap_toggled = Signal(bool)
    times_chosen = Signal(object)
    pause_toggled = Signal(bool)
    clear_requested = Signal()
    save_requested = Signal(bool)
    """With timestamps, or without."""
    part_requested = Signal()
    part_chosen = Signal(object)
    newest_requested = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._row = row
        search = self._button(Icon.SEARCH, tr("Find in the log"))
        search.clicked.connect(self.search_requested)
        self.wrap = self._button(Icon.WRAP, tr("Wrap lines"), checkable=True)
        self.wrap.setChecked(settings.chosen(preferences.LOG_WRAP))
        self.wrap.toggled.connect(self._on_wrap_toggled)
        self.clock = MenuButton(tr("Timestamps"), Icon.CLOCK)
        self.clock.set_choices(self._times_menu())
        row.addWidget(self.clock)
        self.pause = self._button(Icon.PAUSE, tr("Pause"), checkable=True)
        self.pause.toggled.connect(self.pause_toggled)
        clear = self._button(Icon.CLEAR, tr("Clear"))
        clear.setToolTip(tr("Clear: the lines stay with the Engine"))
        clear.clicked.connect(self.clear_requested)
        save = self._button(Icon.SAVE, tr("Save…"))
        save.clicked.connect(lambda: self.save_requested.emit(False))
        more = MenuButton(tr("More"), Icon.MORE)
        more.set_choices(self._more_menu(more))
        row.addWidget(more)
        self.show_part(Part())

    @property
    def times(self) -> Times:
        """How times are shown."""
        name = self._settings.chosen(preferences.LOG_TIMES)
        return Times[name] if name in Times.__members__ else Times.OFF

    def renew(self) -> None:
        """Show what is chosen in the settings."""
        self.wrap.setChecked(self._settings.chosen(preferences.LOG_WRAP))
        self.clock.set_choices(self._times_menu())
        self.times_chosen.emit(self.times)

    def show_part(self, part: Part) -> None:
        """Tick what is read."""
        for tail, action in self._tails.items():
            action.setChecked(tail == part.tail)
        self._span.setChecked(bool(part.since or part.until))

    def _times_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for times in Times:
            action = menu.addAction(tr(times.value))
            action.setCheckable(True)
            action.setChecked(times is self.times)
            group.addAction(action)
            action.triggered.connect(lambda _on, times=times: self._on_times_chosen(times))
        return menu

    def _more_menu(self, button: QToolButton) -> QMenu:
        menu = QMenu(button)
        group = QActionGroup(menu)
        self._tails: dict[int | None, QAction] = {}
        for tail in TAILS:
            action = menu.addAction(tail_text(tail))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on, tail=tail: self.part_chosen.emit(Part(tail)))
            self._tails[tail] = action
        menu.addSeparator()
        self._span = menu.addAction(tr("Since, until…"))
        self._span.setCheckable(True)
        self._span.triggered.connect(lambda _on: self.part_requested.emit())
        menu.addSeparator()
        menu.addAction(tr("Save with timestamps…"), lambda: self.save_requested.emit(True))
        newest = menu.addAction(icon(Icon.NEWEST), tr("Jump to newest"), self.newest_requested.emit)
        newest.setShortcut("End")
        newest.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the log's own key
        return menu

    def _on_wrap_toggled(self, wrap: bool) -> None:
        self._settings.put(preferences.LOG_WRAP.name, wrap)
        self.wrap_toggled.emit(wrap)

    def _on_times_chosen(self, times: Times) -> None:
        self._settings.put(preferences.LOG_TIMES.name, times.name)
        self.times_chosen.emit(times)

    def _button(self, which: Icon, text: str, *, checkable: bool = False) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(which))
        made.setIconSize(QSize(SMALL, SMALL))
        made.setToolTip(text)
        made.setAccessibleName(text)
        made.setCheckable(checkable)
        self._row.addWidget(made)
        return made
