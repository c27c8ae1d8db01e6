"""News of the store and of operations, told to the parts of the window that show them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.engine.records import Container, Kind, Record
from desktop.model.operations import Operation
from desktop.model.ports import held, publications
from desktop.model.session import Status
from desktop.model.store import Change
from desktop.ui.actions import Actions
from desktop.ui.section_list import SectionList
from desktop.ui.sections import section_of
from desktop.ui.window.parts import Parts
from desktop.ui.window.places import Places
from desktop.ui.window.trees import Trees

_FEW = 50  # rows that are told one by one that an operation acts on them


class News(QObject):
    """Hears of everything once; what can be done is looked up once after a burst."""

    def __init__(
        self,
        parts: Parts,
        actions: Actions,
        section_list: SectionList,
        trees: Trees,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = parts.store
        self._actions = actions
        self._section_list = section_list
        self._trees = trees
        self._places = places
        self._ports: dict[str, int] = {}  # of each container
        self._refreshing = QTimer(self, singleShot=True)
        self._refreshing.timeout.connect(actions.refresh)
        self._end = [
            parts.store.changed.subscribe(self._on_store_changed),
            parts.operations.changed.subscribe(self._on_operation_changed),
            parts.session.status_changed.subscribe(self._on_status_changed),
        ]

        for kind in Kind:
            if parts.store.table(kind).standing.loaded:  # a window that is made anew
                self._count_all(kind)

    def close_down(self) -> None:
        """Hear nothing any more."""
        for end in self._end:
            end()
        self._refreshing.stop()

    def _on_store_changed(self, change: Change) -> None:
        count = len(self._store.table(change.kind))
        self._section_list.set_count(section_of(change.kind).name, count)
        if change.kind is Kind.CONTAINER:
            self._count_ports(change)
        if change.kind is self._section_list.section.kind:
            self._refresh_soon()

    def _count_all(self, kind: Kind) -> None:
        records: tuple[Record, ...] = tuple(self._store.table(kind))
        self._section_list.set_count(section_of(kind).name, len(records))
        if kind is Kind.CONTAINER:
            self._count_ports(Change(kind, appeared=records))

    def _count_ports(self, change: Change) -> None:
        """Those that are published now; counting all at each news would hold a large window up."""
        for record in change.vanished:
            self._ports.pop(record.key, None)
        for record in (*change.appeared, *change.changed):
            if isinstance(record, Container):
                self._ports[record.id] = len(publications(held(record)))
        self._section_list.set_count("ports", sum(self._ports.values()))

    def _on_operation_changed(self, operation: Operation) -> None:
        keys = [target.key for target in operation.command.targets]
        for kind, section in self._trees.made.items():
            if kind is operation.command.kind and len(keys) <= _FEW:
                section.touch(keys)
            section.tree.viewport().update()  # the rows in sight say it when they are painted
        _ = self._places.activity_line.part
        self._refresh_soon()

    def _on_status_changed(self, _status: Status) -> None:
        self._actions.refresh()

    def _refresh_soon(self) -> None:
        if not self._refreshing.isActive():
            self._refreshing.start(0)
