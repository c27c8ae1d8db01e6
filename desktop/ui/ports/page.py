"""The page with the tree of ports."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.engine.records import Kind, Port
from desktop.model import port_filter
from desktop.model.filters import Filter
from desktop.model.ports import holds_ports
from desktop.model.published import PublishedPorts
from desktop.model.store import Change
from desktop.model.taken_outside import TakenOutside
from desktop.ui import links
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon, icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import menu_text
from desktop.ui.ports.rows import PortRow, columns, port_rows
from desktop.ui.text import tr
from desktop.ui.trees.cells import Facts
from desktop.ui.trees.contents import Contents
from desktop.ui.trees.rows import Row
from desktop.ui.trees.section import Section

_HEAD = "ports.header"  # the setting


class PortsPage(QWidget):
    """All published ports, and those that will be when their containers run."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._store = surroundings.session.store
        self.published = PublishedPorts(surroundings.session)
        self.outside = TakenOutside(surroundings.session, self.published)
        self.section = self._make_section()
        self.table = self.section.tree
        self.table.setIndentation(0)  # nothing is below a port
        self.filter_box = self.section.filter_box
        self._restore_head()
        self._copy = QAction(icon(Icon.COPY), tr("Copy address"), self)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy_addresses)
        self.table.addAction(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)
        FocusGoesTo(self, self.table)
        self.section.selection_changed.connect(self._select)
        self.section.row_activated.connect(lambda _key: self.show_container())
        self.section.port_clicked.connect(self._open)
        self.section.menu_requested.connect(self._open_menu)
        self._end = (
            self._store.changed.subscribe(self._on_store_changed),
            self.published.learned.subscribe(self._on_learned),
            self.outside.changed.subscribe(self._renew),
        )
        self._watcher = Watcher(self, self._on_watched)

    def _make_section(self) -> Section:
        contents = Contents(
            columns(),
            port_rows(self.published, self.outside),
            tr("Filter: number, container, protocol:udp, is:open, is:conflict"),
            port_filter.parse,
            _passes,
            self.published.take,
        )
        empty = EmptyState(
            Icon.PORTS,
            tr("No published ports"),
            tr("What docker run --publish opens on the machine appears here."),
        )
        facts = Facts(self._store, lambda _kind, _key: None, self._surroundings.session.clock)
        return Section(Kind.CONTAINER, facts, tr("Ports"), empty, contents=contents)

    async def close_down(self) -> None:
        """Hear nothing any more, and ask nothing."""
        for end in self._end:
            end()
        self.section.close_down()
        await self.outside.close()
        await self.published.close()

    # What is done with a port

    def copy_addresses(self) -> None:
        """The selected ports' addresses, a line each."""
        rows = [row for row in self.section.selected() if isinstance(row, PortRow)]
        texts = [address for row in rows for address in row.addresses]
        if texts:
            QGuiApplication.clipboard().setText("\n".join(dict.fromkeys(texts)))

    def show_container(self) -> None:
        """Go to the container of the current row."""
        if (row := self._current()) is not None:
            self._surroundings.reveal(Kind.CONTAINER, row.container.id)

    def _current(self) -> PortRow | None:
        row = self.table.selected.chosen()
        return row if isinstance(row, PortRow) else None

    def _open(self, port: Port) -> None:
        url = links.port_url(port, self._surroundings.session.status.endpoint)
        if url is not None:
            self._surroundings.open_url(url)

    def _open_menu(self, where: QPoint) -> None:
        row = self._current()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        endpoint = self._surroundings.session.status.endpoint
        live = row.links if holds_ports(row.container) else []
        urls = [url for port in live if (url := links.port_url(port, endpoint)) is not None]
        for text, url in {url.toString(): url for url in urls}.items():
            shown = tr("Open {url}", url=menu_text(text))
            action = menu.addAction(icon(Icon.EXTERNAL), shown)
            action.triggered.connect(lambda _=False, url=url: self._surroundings.open_url(url))
        menu.addAction(self._copy)
        menu.addAction(icon(Icon.CONTAINERS), tr("Show container"), self.show_container)
        menu.popup(where)

    # News

    def _on_store_changed(self, change: Change) -> None:
        if change.kind is Kind.CONTAINER and self._watcher.watched:
            self._look()

    def _on_learned(self, keys: frozenset[str]) -> None:
        found = [self._store.containers.get(key) for key in keys]
        records = tuple(record for record in found if record is not None)
        if records:
            others = self.published.take(Change(Kind.CONTAINER, changed=records))
            self.section.renew((*records, *others))
            if self._watcher.watched:
                self.outside.look()
        elif not keys and self._watcher.watched:
            self._look()

    def _look(self) -> None:
        self.published.look()
        self.outside.look()

    def _renew(self, keys: frozenset[str]) -> None:
        found = [self._store.containers.get(key) for key in keys]
        self.section.renew(tuple(record for record in found if record is not None))

    def _on_watched(self, watched: bool) -> None:
        if watched:
            self._look()
            self._select()

    def _select(self) -> None:
        record = self.section.current_record()
        self._surroundings.select(Kind.CONTAINER if record else None, record.key if record else "")

    def _restore_head(self) -> None:
        head, settings = self.table.head, self._surroundings.settings
        if state := settings.data(_HEAD):
            head.restoreState(state)
        self.section.model.sort(head.sortIndicatorSection(), head.sortIndicatorOrder())
        for told in (head.sectionResized, head.sectionMoved, head.sortIndicatorChanged):
            told.connect(lambda *_: settings.put(_HEAD, bytes(head.saveState().data())))


def _passes(words: Filter, row: Row) -> bool:
    assert isinstance(row, PortRow)
    return port_filter.matches(words, row.container, row.port, conflict=row.is_conflict)
