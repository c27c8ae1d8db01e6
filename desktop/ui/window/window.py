"""The parts of the main window joined, and what the deeds need of it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenuBar, QStatusBar, QWidget

from desktop.engine.endpoint import Endpoint
from desktop.engine.records import Kind
from desktop.model import preferences
from desktop.model.shortcuts import read_keys
from desktop.model.stats.watcher import StatsWatcher
from desktop.ui import links
from desktop.ui.actions import Actions
from desktop.ui.actions.menus import ToolBar, fill_menu_bar
from desktop.ui.connection_banner import ConnectionBanner
from desktop.ui.deeds import Deeds
from desktop.ui.icons import Icon, application_icon
from desktop.ui.page import Surroundings
from desktop.ui.section_list import SectionList
from desktop.ui.sections import SECTIONS, section_of
from desktop.ui.spring_loaded import SpringLoaded
from desktop.ui.status_bar import StatusBar
from desktop.ui.trees.rows import Row
from desktop.ui.trees.section import Section
from desktop.ui.window.engine_start import EngineStart
from desktop.ui.window.frame import Frame
from desktop.ui.window.layout import Layout
from desktop.ui.window.news import News
from desktop.ui.window.obeying import Obeying
from desktop.ui.window.parts import Parts
from desktop.ui.window.places import Places
from desktop.ui.window.quitting import may_quit
from desktop.ui.window.routing import Routing
from desktop.ui.window.section_stack import SectionStack
from desktop.ui.window.session_view import SessionView
from desktop.ui.window.tour_offer import TourOffer
from desktop.ui.window.trees import Trees

if TYPE_CHECKING:
    from desktop.ui.command_palette import CommandPalette
    from desktop.ui.living import LivingPages
    from desktop.ui.tour import Stop, Tour


# What holds what is seen.
_PARTS = (
    *("actions_table", "surroundings", "section_list", "start_page", "details", "activity"),
    *("activity_line", "status", "banner", "tour_offer", "main_page", "_trees", "_stack"),
    *("_places", "_frame", "_tool_bar", "_layout", "_news", "_routing", "_session_view"),
)


class MainWindow(QMainWindow):
    """The one window. ``closing`` asks the application to end in order."""

    closing = Signal()
    locale_changed = Signal()
    """The system's language, or how it writes numbers and dates."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._may_close = False
        self._asking = False
        self._palette: CommandPalette | None = None
        self.tour: Tour | None = None
        self.setWindowIcon(application_icon())
        self.resize(1180, 760)
        self.setMinimumSize(QSize(560, 400))
        self.deeds = Deeds(
            self, parts.store, parts.session, parts.operations, parts.pack, parts.settings
        )
        self._engine_start = EngineStart(parts, self.deeds)
        self._stats = StatsWatcher(parts.session)
        self._make()
        self._obeying = Obeying(parts.settings, parts.appearance, self)

    def _make(self) -> None:
        """All that is seen, in the language that is installed."""
        parts = self._parts
        self.actions_table = Actions(self.deeds, self)
        self.actions_table.set_keys(read_keys(parts.settings.chosen(preferences.KEYS)))
        self.surroundings: Surroundings = Surroundings(
            parts.session,
            parts.operations,
            parts.settings,
            stats=self._stats,
            run=self.deeds.run,
            open_url=links.open_in_browser,
            reveal=self.reveal,
            select=lambda kind, key: self._routing.select(kind, key),
            say=lambda text: self.say(text),
            open_page=self.open_page,
        )
        self._make_parts()
        self._join()
        self._session_view = SessionView(
            parts.session, self, self._frame, self._places, self._tool_bar
        )

    async def renew(self, change: Callable[[], object]) -> None:
        """Make all that is seen anew after a change, of the language; what lives on goes on."""
        self.remember()
        chosen, living = self.surroundings.chosen, self.living
        kept = living.let_go() if living is not None else []
        await self._end_parts()
        change()
        self._take_down()
        self._make()
        if chosen.kind is not None and self._stack.section.kind is chosen.kind:
            self.section_of(chosen.kind).reveal(chosen.key)
        if kept:
            self.details.part.living.take_in(kept)

    def _take_down(self) -> None:
        """Delete all that is seen, and now: what comes may stand where it was in memory.

        PySide keeps what it knows of a part of Qt's own, such as a viewport, as long as Python
        does, and would take the new one for that, deleted.
        """
        if self.tour is not None:
            self.tour.end()
            self.tour = None
        self.setMenuBar(QMenuBar())
        self.removeToolBar(self._tool_bar)
        self.setCentralWidget(QWidget())
        self.setStatusBar(QStatusBar())
        parts = (self.actions_table, self._news, self._places, self._trees, self._tool_bar)
        for part in (*parts, self._palette):
            if part is not None:
                part.deleteLater()
        self._palette = None
        for name in _PARTS:
            delattr(self, name)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del part, parts
        gc.collect()

    def _make_parts(self) -> None:
        parts, request = self._parts, self._engine_start.request
        self._trees = Trees(parts, self.deeds, self.actions_table, self)
        self._stack = SectionStack(SECTIONS, self._trees, self.surroundings)
        self.section_list = SectionList(SECTIONS)
        SpringLoaded(self.section_list)
        self._places: Places = Places(
            parts, self.surroundings, self.deeds, self.actions_table, request, self
        )
        self.start_page = self._places.start_page
        self.details = self._places.details
        self.activity = self._places.activity
        self.activity_line = self._places.activity_line
        self.status = StatusBar(
            parts.store, parts.session, parts.keeper, own_places=self._own_places
        )
        self.status.places_requested.connect(lambda: self.open_settings("places"))
        self.status.endpoint_chosen.connect(parts.session.move_to)
        self.status.start_requested.connect(request)
        self.banner = ConnectionBanner(parts.session, parts.keeper)
        self.banner.start_requested.connect(request)
        self.tour_offer = TourOffer(parts.session, parts.settings, self.begin_tour)
        self._frame: Frame = Frame(
            (self.banner, self.tour_offer),
            self.section_list,
            self._stack,
            self._places,
            self.status,
        )
        self.main_page = self._frame.main_page
        self._tool_bar: ToolBar = ToolBar(self.actions_table)

    def _join(self) -> None:
        parts, actions, sections = self._parts, self.actions_table, self.section_list
        trees, places, frame = self._trees, self._places, self._frame
        fill_menu_bar(self.menuBar(), actions, columns=self._stack.fill_columns)
        self.addToolBar(self._tool_bar)
        self.setCentralWidget(frame)
        self.setStatusBar(self.status)
        self._layout = Layout(parts.settings, self, frame, sections, places, trees)
        self._news = News(parts, actions, sections, trees, places, self)
        self._layout.restore()
        self._routing: Routing = Routing(  # from here on sections are shown
            self,
            self.surroundings,
            actions,
            sections,
            trees,
            self._stack,
            places,
            frame,
            self._tool_bar,
        )

    # What the deeds need

    def widget(self) -> QWidget:
        return self

    @property
    def shown_kind(self) -> Kind | None:
        """Whose tree is shown."""
        return self._stack.tree.kind if self._stack.tree is not None else None

    def selected(self, kind: Kind) -> list[Row]:
        tree = self._stack.tree
        chosen = self.surroundings.chosen
        if self._stack.section.acts and chosen.kind is kind:
            tree = self._stack.tree_of(kind)
        return tree.selected() if tree is not None and tree.kind is kind else []

    def current_rows(self) -> list[Row]:
        tree = self._stack.tree
        if self._stack.section.acts and self.surroundings.chosen.kind is not None:
            tree = self._stack.tree_of(self.surroundings.chosen.kind)
        return tree.selected() if tree is not None else []

    def focus_filter(self) -> None:
        """Go to the filter of the section that is shown, where it has one."""
        box = getattr(self._stack.currentWidget(), "filter_box", None)
        if isinstance(box, QLineEdit):
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()

    def open_palette(self) -> None:
        from desktop.ui.palette_entries import PaletteEntries

        entries = PaletteEntries(self, self.actions_table, self.deeds)
        self.palette_window.open_with(entries.all(), entries.actions_for)

    def show_section(self, name: str) -> None:
        self.section_list.choose(name)
        self._stack.part_in_front.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reveal(self, kind: Kind, key: str) -> None:
        """Show an object in its tree."""
        self.show_section(section_of(kind).name)
        self.section_of(kind).reveal(key)

    def toggle_activity(self) -> None:
        self._frame.toggle_activity()

    def toggle_details(self) -> None:
        self._frame.show_details(not self._frame.details_wanted)

    def show_tab(self, name: str) -> None:
        """Bring a tab of the details to the front."""
        self._frame.show_details()
        self.details.part.tabs.show_tab(name)

    def open_page(
        self, key: str, title: str, picture: Icon, make: Callable[[Surroundings], QWidget]
    ) -> None:
        """Open a page that lives on when the selection moves, or go to the one of this key."""
        self.details.part.living.open(key, title, picture, make)
        self._frame.show_details()

    @property
    def living(self) -> LivingPages | None:
        """The pages that live on; None before anything was selected or opened."""
        return self.details.made.living if self.details.made is not None else None

    def choose_theme(self, name: str) -> None:
        self._parts.settings.choose(preferences.THEME, name)

    def open_settings(self, page: str = "") -> None:
        from desktop.ui.window.settings_opening import open_settings

        self.deeds.spawn(open_settings(self, self._parts, page))

    def begin_tour(self) -> None:
        """Show what is where."""
        from desktop.ui.tour import Tour

        if self.tour is not None:
            self.tour.end()
        self.tour = Tour(self, self._tour_stops())
        self.tour.begin()

    def say(self, text: str) -> None:
        self.status.say(text)

    def export_script(self) -> None:
        self.activity.part.export_script()

    def _tour_stops(self) -> list[Stop]:
        from desktop.ui.tour import stops

        return stops(
            sections=self.section_list,
            tree=self._stack,
            palette=self._tool_bar.widgetForAction(self.actions_table["view.palette"]),
            activity=self.activity_line,
            engine=self.status.menu,
        )

    def _own_places(self) -> list[Endpoint]:
        texts = self._parts.settings.chosen(preferences.PLACES)
        return [place.endpoint for place in preferences.read_places(texts)]

    # What others ask for

    @property
    def section(self) -> Section:
        """The tree that is shown."""
        assert self._stack.tree is not None
        return self._stack.tree

    def section_of(self, kind: Kind) -> Section:
        """The tree of a kind, made if need be."""
        return self._stack.tree_of(kind)

    @property
    def palette_window(self) -> CommandPalette:
        """The command palette."""
        if self._palette is None:
            from desktop.ui.command_palette import CommandPalette

            self._palette = CommandPalette(self)
        return self._palette

    def come_to_front(self, token: str = "") -> None:
        """Be seen, and have the keyboard. ``token`` is what Wayland wants to know for that."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def remember(self) -> None:
        """Write down how the window looks."""
        self._layout.remember()

    async def close_down(self) -> None:
        """End what the window has running; it is not shown any more."""
        self._obeying.close_down()
        self._engine_start.close_down()
        await self.deeds.close()
        await self._end_parts()
        await self._stats.close()

    async def _end_parts(self) -> None:
        """End what all that is seen has running."""
        self._frame.close_down()
        self._news.close_down()
        self._session_view.close_down()
        await self._places.close_down()
        await self._stack.close_down()
        self.status.close_down()
        self.banner.close_down()
        self.tour_offer.close_down()

    # The end

    async def _confirm_close(self) -> None:
        at_stake = await self.living.at_stake() if self.living is not None else []
        agreed = await may_quit(self, len(self._parts.operations.running), at_stake)
        self._asking = False
        if agreed:
            self._may_close = True
            self.remember()
            self.hide()
            self.closing.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LocaleChange:
            self.locale_changed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        if not self._asking:
            self._asking = True
            self.deeds.spawn(self._confirm_close())
