"""One section of the window: a tree with its filter box, its banner, and its designed states."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.records import Container, Kind, Record
from desktop.model import filters
from desktop.model.store import Change, Store
from desktop.ui.ageing import Ageing
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Banner, Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone
from desktop.ui.trees.columns import Facts
from desktop.ui.trees.contents import Contents, records_of
from desktop.ui.trees.rows import Row
from desktop.ui.trees.view import TreeView


class Section(QWidget):
    """Shows the store's table of one kind, live."""

    selection_changed = Signal()
    menu_requested = Signal(QPoint)
    row_activated = Signal(str)
    port_clicked = Signal(object)

    def __init__(
        self,
        kind: Kind,
        facts: Facts,
        title: str,
        empty: EmptyState,
        parent: QWidget | None = None,
        *,
        contents: Contents | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.title = title
        self._store: Store = facts.store
        self._contents = contents or records_of(kind, facts)
        self._keys: dict[str, tuple[str, ...]] = {}  # a record's rows
        self._late: dict[str, Record | None] = {}  # news for when it is seen; None: it vanished
        self._filter = filters.Filter()
        self._only_running = False
        self.model = self._contents.model(self._contents.columns, self)
        self.tree = TreeView(self.model, self)
        self.tree.setAccessibleName(title)
        self.filter_box = QLineEdit()
        self.filter_box.setAccessibleName(tr("Filter"))
        self.filter_box.setPlaceholderText(self._contents.hint)
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon(Icon.FILTER), QLineEdit.ActionPosition.LeadingPosition)
        self.running_button = QToolButton()
        self.running_button.setText(tr("Running only"))
        self.running_button.setCheckable(True)
        self.running_button.setProperty("toggle", True)
        self.running_button.setVisible(kind is Kind.CONTAINER and contents is None)
        self.running_button.setToolTip(tr("Show containers that run, and hide the others"))
        self._shown = PlainLabel()
        self._shown.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.bar.setSpacing(2 * GRID)
        self.bar.addWidget(self.filter_box, 1)
        self.bar.addWidget(self.running_button)
        self.bar.addWidget(self._shown)
        self.banner = Banner()
        self.skeleton = Skeleton(name=tr("Loading {what}", what=title))
        self.empty = empty
        self.nothing_found = EmptyState(
            Icon.SEARCH, tr("Nothing matches the filter"), action=self._clear_action()
        )
        self.stack = QStackedWidget()
        for page in (self.skeleton, self.tree, self.empty, self.nothing_found):
            self.stack.addWidget(page)
        self.stack.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._update_page)
        self._ageing = Ageing(self, facts.clock, self._tell_ages)
        self.filter_box.textChanged.connect(self._on_filter_changed)
        self.running_button.toggled.connect(self._on_running_toggled)
        self.tree.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.tree.selectionModel().currentChanged.connect(self._on_selection_changed)
        self.tree.menu_requested.connect(self.menu_requested)
        self.stack.customContextMenuRequested.connect(
            lambda where: self.menu_requested.emit(self.stack.mapToGlobal(where))
        )
        self.tree.activated_key.connect(self.row_activated)
        self.tree.port_clicked.connect(self.port_clicked)
        self._end = [
            self._store.changed.subscribe(self._on_store_changed),
            self._store.standing_changed.subscribe(self._on_standing_changed),
        ]
        records: tuple[Record, ...] = tuple(self._store.table(kind))
        self._contents.concerned(Change(kind, appeared=records))
        self.renew(records)
        self._on_standing_changed(kind)

    def close_down(self) -> None:
        """Hear nothing of the store any more."""
        for end in self._end:
            end()
        self._ageing.stop()
        self._counting.stop()

    def selected(self) -> list[Row]:
        """The selected rows, groups as their members."""
        self._catch_up()
        return self.tree.selected.rows()

    def current_record(self) -> Record | None:
        """The record whose details are to be seen."""
        self._catch_up()
        row = self.tree.selected.chosen()
        return row.record if row is not None else None

    def reveal(self, key: str) -> bool:
        """Select the record's row, and lift the filter where it hides it."""
        self._catch_up()
        rows = self._keys.get(key, ())
        if rows and not self.model.index_of(rows[0]).isValid():
            self.running_button.setChecked(False)
            self.filter_box.clear()
        return bool(rows) and self.tree.selected.select(rows[0])

    def touch(self, keys: list[str]) -> None:
        """Records whose rows say something else now: an action began or ended."""
        for key in keys:
            self.model.touch(self._keys.get(key, ()))

    # The store

    def _tell_ages(self) -> None:
        """Paint what tells of them, and nothing else."""
        head, port = self.tree.header(), self.tree.viewport()
        for number, column in enumerate(self._contents.columns):
            if column.ages:
                left, width = head.sectionViewportPosition(number), head.sectionSize(number)
                port.update(left, 0, width, port.height())

    def _on_store_changed(self, change: Change) -> None:
        if change.kind is not self.kind:
            return
        for record in change.vanished:
            self._late.pop(record.key, None)  # so that what comes again comes last
            self._late[record.key] = None
        self.renew((*change.appeared, *change.changed, *self._contents.concerned(change)))

    def renew(self, records: Iterable[Record]) -> None:
        """The rows of these records are others, or say something else."""
        for record in records:
            self._late[record.key] = record
            self._ageing.knows_of(record)
        if self.isVisible():
            self._catch_up()
        if not self._counting.isActive():
            self._counting.start(0)

    def _catch_up(self) -> None:
        """Bring the rows up to date. A section that nobody sees lets the news wait."""
        if not self._late:
            return
        late, self._late = self._late, {}
        gone: list[str] = []
        rows: list[Row] = []
        for key, record in late.items():
            made = self._contents.make_rows(record) if record is not None else ()
            keys = tuple([row.key for row in made])
            before = self._keys.get(key, ())
            if before != keys:
                gone += [old for old in before if old not in keys]
                if keys:
                    self._keys[key] = keys
                else:
                    self._keys.pop(key, None)
            rows += made
        chosen = self.tree.selected.chosen()
        with self.tree.steady():
            self.model.drop(gone)
            self.model.show(rows)
        if chosen is not None and chosen.key in gone:
            # Its record has other rows now (an image got a name): the selection goes with it.
            for key in self._keys.get(chosen.record.key, ())[:1]:
                self.tree.selected.select(key)

    def _on_standing_changed(self, kind: Kind) -> None:
        if kind is Kind.CONTAINER and kind is not self.kind:
            self.tree.viewport().update()  # what is unused, and whether that is known
            if self._filter:
                self._refilter()
        if kind is not self.kind:
            return
        standing = self._store.table(kind).standing
        stale = standing.stale and standing.loaded
        self.tree.row_delegate.stale = stale
        self.tree.viewport().update()
        if standing.problem is not None:
            from desktop.ui import problems

            self.banner.say(
                problems.list_failed(kind, standing.problem), Tone.WARNING, dismissible=False
            )
        else:
            self.banner.hide()
        self._update_page()

    def _update_page(self) -> None:
        standing = self._store.table(self.kind).standing
        if self.isVisible():
            self._catch_up()
        shown = self.model.shown
        page: QWidget = self.tree
        if not standing.loaded:
            page = self.skeleton
        elif len(self.model) == 0:
            page = self.empty
        elif shown == 0:
            page = self.nothing_found
        if self.stack.currentWidget() is not page:
            focus = self.window().focusWidget()
            had_focus = focus is not None and self.stack.isAncestorOf(focus)
            self.stack.setCurrentWidget(page)
            if had_focus:
                page.setFocus()
        partly = self._filter or self._only_running
        counts = tr("{shown} of {total}", shown=shown, total=len(self.model))
        self._shown.setText(counts if partly else "")

    # The filter

    def _on_filter_changed(self, text: str) -> None:
        self._filter = self._contents.parse(text)
        self._refilter()

    def _on_running_toggled(self, only: bool) -> None:
        self._only_running = only
        self._refilter()

    def _refilter(self) -> None:
        self._catch_up()
        with self.tree.steady():
            self.model.filter(self._passes if self._filter or self._only_running else None)
            self.tree.folding.open_for(filtered=bool(self._filter))
        self._update_page()

    def _passes(self, row: Row) -> bool:
        record = row.record
        if self._only_running and isinstance(record, Container) and not record.is_running:
            return False
        return self._contents.matches(self._filter, row)

    def _clear_action(self) -> QAction:
        action = QAction(icon(Icon.CANCEL), tr("Clear the filter"), self)
        action.triggered.connect(self.filter_box.clear)
        action.triggered.connect(lambda: self.running_button.setChecked(False))
        return action

    def _on_selection_changed(self, *_: object) -> None:
        self.selection_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        self._catch_up()
        self._update_page()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.tree.restyle()
