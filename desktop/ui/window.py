"""The main window: sections on the left, the tree, its details below, activity at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.engine.endpoint import Origin
from desktop.engine.records import Kind, Port
from desktop.engine.start_failure import StartFailed
from desktop.model.commands import Command
from desktop.model.operations import Operation, Operations
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Link, Session, Status
from desktop.model.store import Change, Store
from desktop.ui import links, theme
from desktop.ui.actions import TABLE, Actions, Menu, Spec
from desktop.ui.deeds import Deeds
from desktop.ui.empty import EmptyState
from desktop.ui.icons import MEDIUM, Icon, application_icon
from desktop.ui.later import Later
from desktop.ui.plain import Answer, ask
from desktop.ui.row_buttons import RowButtons
from desktop.ui.section_list import SectionList
from desktop.ui.settings import Settings
from desktop.ui.states import Banner
from desktop.ui.status_bar import StatusBar
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone
from desktop.ui.trees.columns import Facts
from desktop.ui.trees.rows import Row
from desktop.ui.trees.section import Section

if TYPE_CHECKING:
    from desktop.engine.host_programs import Way
    from desktop.ui.activity.line import ActivityLine
    from desktop.ui.activity.panel import ActivityPanel
    from desktop.ui.command_palette import CommandPalette
    from desktop.ui.details.pane import DetailsPane
    from desktop.ui.start_page import StartPage

_AFTER_TREES_MS = 100
_FEW = 50  # rows that are told one by one that an operation acts on them
_ACTIVITY_LINE_HEIGHT = 9 * theme.GRID

_TITLES = {
    Kind.CONTAINER: mark("Containers"),
    Kind.IMAGE: mark("Images"),
    Kind.NETWORK: mark("Networks"),
    Kind.VOLUME: mark("Volumes"),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window shows and acts on."""

    store: Store
    session: Session
    operations: Operations
    keeper: PrivateEngineKeeper
    settings: Settings
    appearance: theme.Appearance
    pack: Callable[[], Command | None]


class MainWindow(QMainWindow):
    """The one window. ``closing`` asks the application to end in order."""

    closing = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._store = parts.store
        self._session = parts.session
        self._operations = parts.operations
        self._settings = parts.settings
        self._may_close = False
        self._failed_once = False
        self._finished = False
        self._asking = False
        self.setWindowIcon(application_icon())
        self.deeds = Deeds(self, parts.store, parts.session, parts.operations, parts.pack)
        self._sections: dict[Kind, Section] = {}
        self.actions_table = Actions(self.deeds, self)
        self._build()
        self._build_menus()
        self._restore()
        self._refreshing = QTimer(self, singleShot=True)
        self._refreshing.timeout.connect(self.actions_table.refresh)
        self._end = [
            parts.store.changed.subscribe(self._on_store_changed),
            parts.operations.changed.subscribe(self._on_operation_changed),
            parts.session.status_changed.subscribe(self._on_status_changed),
            parts.keeper.changed.subscribe(self._on_private_changed),
        ]
        self._on_status_changed(parts.session.status)
        self._on_section_chosen(self._kind)

    # Building

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self.section_list = SectionList([(k, tr(_TITLES[k])) for k in Kind])
        self.section_list.chosen.connect(self._on_section_chosen)
        self.details: Later[DetailsPane] = Later(self._make_details)
        self.activity: Later[ActivityPanel] = Later(self._make_activity)
        self.activity_line: Later[ActivityLine] = Later(self._make_activity_line)
        self.activity_line.setFixedHeight(_ACTIVITY_LINE_HEIGHT)
        self._upper = QSplitter(Qt.Orientation.Vertical)
        self._upper.addWidget(self._stack)
        self._upper.addWidget(self.details)
        self._upper.setStretchFactor(0, 3)
        self._upper.setStretchFactor(1, 2)
        self._upper.setChildrenCollapsible(False)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.section_list)
        across.addWidget(self._upper)
        across.setStretchFactor(1, 1)
        across.setCollapsible(1, False)
        self._across = across
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._down.addWidget(across)
        self._down.addWidget(self.activity)
        self._down.setStretchFactor(0, 1)
        self._down.setChildrenCollapsible(False)
        self.activity.hide()
        self.banner = Banner()
        self.main_page = QWidget()
        column = QVBoxLayout(self.main_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._down, 1)
        column.addWidget(self.activity_line)
        self.start_page: Later[StartPage] = Later(self._make_start_page)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.main_page)
        self.setCentralWidget(self._pages)
        self._palette: CommandPalette | None = None
        self.status = StatusBar(self._store, self._session, self._parts.keeper)
        self.status.endpoint_chosen.connect(self._session.move_to)
        self.status.start_requested.connect(self._on_start_requested)
        self.setStatusBar(self.status)
        self.resize(1180, 760)
        self.setMinimumSize(QSize(560, 400))

    def _make_details(self) -> DetailsPane:
        from desktop.ui.details.pane import DetailsPane

        made = DetailsPane(self._session)
        made.open_url_requested.connect(self._open)
        made.object_requested.connect(self.reveal)
        return made

    def _make_activity(self) -> ActivityPanel:
        from desktop.ui.activity.panel import ActivityPanel

        made = ActivityPanel(self._operations, self._store, self._session)
        made.command_requested.connect(self.deeds.run)
        return made

    def _make_activity_line(self) -> ActivityLine:
        from desktop.ui.activity.line import ActivityLine

        made = ActivityLine(self._operations, self._store, self._session)
        made.toggled_panel.connect(self.toggle_activity)
        made.set_open(self.activity.isVisible())
        return made

    def _make_section(self, kind: Kind) -> Section:
        facts = Facts(self._store, self._operations.busy, self._session.clock)
        made = Section(kind, facts, tr(_TITLES[kind]), self._empty_state(kind))
        made.selection_changed.connect(self._on_selection_changed)
        made.menu_requested.connect(self._on_menu_requested)
        made.row_activated.connect(self._on_row_activated)
        made.port_clicked.connect(self._on_port_clicked)
        self._stack.addWidget(made)
        if kind is Kind.CONTAINER:
            made.running_button.setChecked(self._settings.flag("containers.running"))
            self._row_buttons = RowButtons(made.tree, self.deeds, self.actions_table)
        made.tree.addActions(self.actions_table.of_trees())
        header = made.tree.header()
        if state := self._settings.data(f"tree.{kind.value}.header"):
            header.restoreState(state)
        made.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        made.tree.remember(
            self._settings.texts(f"tree.{kind.value}.closed"),
            self._settings.texts(f"tree.{kind.value}.opened"),
        )
        return made

    def _order_focus(self) -> None:
        """Tab goes through the parts as one sees them, not as they were made."""
        parts = (
            self.section_list,
            *self._sections.values(),
            self.details,
            self.activity,
            self.activity_line,
            self.status,
        )
        last: QWidget | None = None
        for part in parts:
            for widget in [w for w in _in_tab_order(part) if part.isAncestorOf(w)] or [part]:
                # Qt orders only what can have the focus.
                if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                    if last is not None:
                        self.setTabOrder(last, widget)
                    last = widget

    def _finish(self) -> None:
        """Make what a first look does not need: the trees come first."""
        if self._finished:
            return
        self._finished = True
        _ = self.activity_line.part
        _ = self.details.part
        self._order_focus()

    def _make_start_page(self) -> StartPage:
        from desktop.ui.start_page import StartPage

        made = StartPage(self._session, self._parts.keeper)
        made.retry_requested.connect(self._session.retry_now)
        made.start_requested.connect(self._on_start_requested)
        made.endpoint_chosen.connect(self._session.move_to)
        return made

    @property
    def palette_window(self) -> CommandPalette:
        """The command palette."""
        if self._palette is None:
            from desktop.ui.command_palette import CommandPalette

            self._palette = CommandPalette(self)
        return self._palette

    def _empty_state(self, kind: Kind) -> EmptyState:
        action = self.actions_table
        match kind:
            case Kind.CONTAINER:
                return EmptyState(
                    Icon.CONTAINERS,
                    tr("No containers yet"),
                    tr("A container that anyone creates on this Engine appears here by itself."),
                    action=action["view.images"],
                )
            case Kind.IMAGE:
                return EmptyState(
                    Icon.IMAGES,
                    tr("No images yet"),
                    tr(
                        "Pull one from a registry, load an archive that docker save made, or pack"
                        " a tiny starter image from this machine's busybox, without any network."
                    ),
                    action=action["image.pull"],
                    others=(action["image.load"], action["image.pack"]),
                )
            case Kind.NETWORK:
                return EmptyState(Icon.NETWORKS, tr("No networks"), action=action["network.create"])
            case Kind.VOLUME:
                return EmptyState(
                    Icon.VOLUMES,
                    tr("No volumes yet"),
                    tr("A volume keeps its data when the containers that use it are removed."),
                    action=action["volume.create"],
                )

    def _build_menus(self) -> None:
        bar = self.menuBar()
        self._menus: dict[Menu, QMenu] = {}
        for menu in Menu:
            self._menus[menu] = bar.addMenu(tr(menu.value))
            # News are taken in together, a moment later: what a menu offers is true now.
            self._menus[menu].aboutToShow.connect(self.actions_table.refresh)
        for spec in TABLE:
            menu_widget = self._menus[spec.menu]
            if spec.separated:
                menu_widget.addSeparator()
            menu_widget.addAction(self.actions_table[spec.name])
        self.tool_bar = QToolBar(tr("Tools"))
        self.tool_bar.setObjectName("tools")
        self.tool_bar.setMovable(False)
        self.tool_bar.setIconSize(QSize(MEDIUM, MEDIUM))
        self.tool_bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tools: list[tuple[Spec, QAction]] = []
        for spec in TABLE:
            if spec.toolbar:
                action = self.actions_table[spec.name]
                self.tool_bar.addAction(action)
                self._tools.append((spec, action))
        gap = QWidget()
        gap.setSizePolicy(gap.sizePolicy().Policy.Expanding, gap.sizePolicy().Policy.Preferred)
        self.tool_bar.addWidget(gap)
        self.tool_bar.addAction(self.actions_table["view.palette"])
        self.addToolBar(self.tool_bar)

    # What the deeds need

    def widget(self) -> QWidget:
        return self

    def selected(self, kind: Kind) -> list[Row]:
        section = self._sections.get(kind)  # asked before its section is made
        return section.selected() if section is not None and kind is self._kind else []

    def current_rows(self) -> list[Row]:
        return self.section.selected()

    @property
    def _kind(self) -> Kind:
        return self.section_list.kind if hasattr(self, "section_list") else Kind.CONTAINER

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self.section_of(self._kind)

    def section_of(self, kind: Kind) -> Section:
        """The section of a kind, made when it is first shown."""
        if kind not in self._sections:
            self._sections[kind] = self._make_section(kind)
            if self._finished:
                self._order_focus()
        return self._sections[kind]

    def focus_filter(self) -> None:
        self.section.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.section.filter_box.selectAll()

    def open_palette(self) -> None:
        from desktop.ui.palette_entries import PaletteEntries

        entries = PaletteEntries(self, self.actions_table, self.deeds)
        self.palette_window.open_with(entries.all(), entries.actions_for)

    def show_section(self, kind: Kind) -> None:
        self.section_list.choose(kind)
        self.section.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reveal(self, kind: Kind, key: str) -> None:
        """Show an object in its tree."""
        self.show_section(kind)
        self.section.reveal(key)

    def toggle_activity(self) -> None:
        self._show_activity(not self.activity.isVisible())
        if self.activity.isVisible():
            self.activity.part.setFocus()

    def _show_activity(self, shown: bool) -> None:
        if shown and self.activity.made is None:
            _ = self.activity.part
            self._order_focus()
        self.activity.setVisible(shown)
        if self.activity_line.made is not None:
            self.activity_line.made.set_open(shown)

    def toggle_details(self) -> None:
        self.details.setVisible(not self.details.isVisible())

    def show_inspect(self) -> None:
        self.details.show()
        self.details.part.show_tab("inspect")

    def choose_theme(self, name: str) -> None:
        self._parts.appearance.choose(theme.Scheme(name))
        self._settings.put("theme", name)

    def say(self, text: str) -> None:
        self.status.say(text)

    def export_script(self) -> None:
        self.activity.part.export_script()

    def about(self) -> None:
        self.deeds.spawn(
            ask(
                self,
                tr("About Portside"),
                tr("Portside {version}", version=__version__),
                tr("A desktop application for Docker."),
                [Answer("close", tr("Close"))],
                tone=Tone.ACCENT,
            )
        )

    # What happens

    def _on_section_chosen(self, kind: Kind) -> None:
        self._stack.setCurrentWidget(self.section_of(kind))
        for spec, action in self._tools:
            action_kind = spec.kind or spec.section
            self._show_tool(action, action_kind is kind)
        self._on_selection_changed()

    def _show_tool(self, action: QAction, shown: bool) -> None:
        present = action in self.tool_bar.actions()
        if present and not shown:
            self.tool_bar.removeAction(action)
        elif shown and not present:
            self.tool_bar.insertAction(self.tool_bar.actions()[-2], action)

    def _on_selection_changed(self) -> None:
        self.actions_table.refresh()
        record = self.section.current_record()
        if record is not None:
            self.details.part.show_object(self._kind, record.key)
        elif self.details.made is not None:
            self.details.made.show_object(None, "")

    def _on_menu_requested(self, position: QPoint) -> None:
        self.actions_table.refresh()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for spec in self.actions_table.of(self._kind):
            if spec.separated:
                menu.addSeparator()
            menu.addAction(self.actions_table[spec.name])
        menu.addSeparator()
        menu.addAction(self.actions_table["edit.copy_name"])
        menu.addAction(self.actions_table["edit.copy_id"])
        menu.popup(position)

    def _on_row_activated(self, _key: str) -> None:
        self.details.show()
        self.details.part.setFocus()

    def _on_port_clicked(self, port: Port) -> None:
        url = links.port_url(port, self._session.status.endpoint)
        if url is not None:
            self._open(url)

    def _open(self, url: QUrl) -> None:
        if links.may_open(url):
            QDesktopServices.openUrl(url)

    def _on_store_changed(self, change: Change) -> None:
        self.section_list.set_count(change.kind, len(self._store.table(change.kind)))
        if change.kind is self._kind and not self._refreshing.isActive():
            self._refreshing.start(0)

    def _on_operation_changed(self, operation: Operation) -> None:
        keys = [target.key for target in operation.command.targets]
        for kind, section in self._sections.items():
            if kind is operation.command.kind and len(keys) <= _FEW:
                section.touch(keys)
            section.tree.viewport().update()  # the rows in sight say it when they are painted
        _ = self.activity_line.part
        if not self._refreshing.isActive():
            self._refreshing.start(0)

    def _on_start_requested(self, way: Way | None) -> None:
        self.deeds.spawn(self._start_engine(way))

    async def _start_engine(self, way: Way | None) -> None:
        try:
            endpoint = await self._parts.keeper.start(way)
        except StartFailed as failure:
            # The start page says it at length, where it is shown.
            self.say(tr("The private Engine did not start: {reason}", reason=failure.explanation))
            return
        if endpoint is not None or way is not None:
            self._session.move_to(endpoint)

    def _on_private_changed(self, state: PrivateState) -> None:
        endpoint = self._session.status.endpoint
        private = endpoint is not None and endpoint.origin is Origin.PRIVATE
        if private and state.life is Life.IDLE:
            self._session.move_to(None)  # it was stopped here: look for another one

    def _on_status_changed(self, status: Status) -> None:
        endpoint = status.endpoint
        self.setWindowTitle(f"Portside — {endpoint.title}" if endpoint else "Portside")
        known = status.link in (Link.LIVE, Link.LOST) or any(
            self._store.table(kind).standing.loaded for kind in Kind
        )
        page: QWidget = self.main_page
        if not known and not self._never_failed(status):
            page = self.start_page
            _ = self.start_page.part
        if status.link in (Link.LIVE, Link.NOWHERE) and not self._finished:
            QTimer.singleShot(_AFTER_TREES_MS, self, self._finish)
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            self.tool_bar.setVisible(page is self.main_page)
        if status.link in (Link.LOST, Link.NOWHERE) and endpoint and status.error is not None:
            from desktop.ui import problems

            sentence, advice = problems.unreachable(endpoint, status.error)
            self.banner.say(
                f"{sentence} {advice}".strip(),
                Tone.DANGER,
                actions=[(tr("Try again"), self._session.retry_now)],
                dismissible=False,
            )
        elif status.link is Link.LIVE and status.replaced:
            self.banner.say(
                tr("Another Engine answers at this place now. The lists were made anew."),
                Tone.ACCENT,
            )
        elif (
            status.link is Link.LIVE and endpoint is not None and links.is_open_to_network(endpoint)
        ):
            self.banner.say(
                tr(
                    "The connection to {where} is neither encrypted nor protected: anyone on that"
                    " network can take over its machine.",
                    where=endpoint.url,
                ),
                Tone.WARNING,
            )
        else:
            self.banner.hide()
        self.actions_table.refresh()

    def _never_failed(self, status: Status) -> bool:
        """While the first search goes on, the trees show that they load: no page flashes by."""
        self._failed_once = self._failed_once or status.link is Link.NOWHERE
        return not self._failed_once

    # Remembering

    def _restore(self) -> None:
        settings = self._settings
        self.restoreGeometry(settings.data("window.geometry"))
        for name, splitter in self._splitters():
            if state := settings.data(f"window.{name}"):
                splitter.restoreState(state)
        self._show_activity(settings.flag("window.activity"))
        self.details.setVisible(settings.flag("window.details", True))
        chosen = settings.text("window.section")
        self.section_list.choose(next((k for k in Kind if k.value == chosen), Kind.CONTAINER))

    def remember(self) -> None:
        """Write down how the window looks."""
        settings = self._settings
        settings.put("window.geometry", bytes(self.saveGeometry().data()))
        for name, splitter in self._splitters():
            settings.put(f"window.{name}", bytes(splitter.saveState().data()))
        settings.put("window.activity", self.activity.isVisibleTo(self))
        settings.put("window.details", not self.details.isHidden())
        settings.put("window.section", self._kind.value)
        for kind, section in self._sections.items():
            state = section.tree.header().saveState().data()
            settings.put(f"tree.{kind.value}.header", bytes(state))
            for name, keys in section.tree.remembered().items():
                settings.put(f"tree.{kind.value}.{name}", keys)
        if (containers := self._sections.get(Kind.CONTAINER)) is not None:
            settings.put("containers.running", containers.running_button.isChecked())
        settings.save()

    def _splitters(self) -> list[tuple[str, QSplitter]]:
        return [("across", self._across), ("upper", self._upper), ("down", self._down)]

    # The end

    async def close_down(self) -> None:
        """End what the window has running; it is not shown any more."""
        for end in self._end:
            end()
        await self.deeds.close()
        if self.details.made is not None:
            await self.details.made.close_down()
        for part in (self.activity.made, self.activity_line.made, self.start_page.made):
            if part is not None:
                part.close_down()
        self.status.close_down()
        for section in self._sections.values():
            section.close_down()

    async def _confirm_close(self) -> None:
        running = len(self._operations.running)
        answer = "quit"
        if running:
            answer = await ask(
                self,
                tr("Quit Portside?"),
                tr("%n operation(s) still run(s|).", "", running),
                tr("Quitting cancels them; what they have done already stays done."),
                [Answer("quit", tr("Quit"), danger=True), Answer("stay", tr("Cancel"))],
            )
        self._asking = False
        if answer == "quit":
            self._may_close = True
            self.remember()
            self.hide()
            self.closing.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        if not self._asking:
            self._asking = True
            self.deeds.spawn(self._confirm_close())


def _in_tab_order(widget: QWidget) -> list[QWidget]:
    """It and the others of its window, in the order of Tab."""
    found = [widget]
    after = widget.nextInFocusChain()
    while after is not None and after is not widget:
        found.append(after)
        after = after.nextInFocusChain()
    return found
