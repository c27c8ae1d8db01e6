"""A browser through the files of one place: where one is, what is there, and how old it is."""

from __future__ import annotations

import posixpath

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.file_records import FileEntry, Place
from desktop.engine.records import Kind
from desktop.model import preferences
from desktop.model.commands import COPYING
from desktop.model.files.arranging import Wish
from desktop.model.files.browsing import Browsing, Folder, Standing
from desktop.model.operations import Operation
from desktop.ui import units
from desktop.ui.empty import EmptyState
from desktop.ui.files import facts, untold
from desktop.ui.files.bar import Bar
from desktop.ui.files.keys import KeysGoTo
from desktop.ui.files.model import FileModel
from desktop.ui.files.preview import PreviewSplit
from desktop.ui.files.tree import FileTree
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon, icon
from desktop.ui.keys import keys_in_places
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel, tooltip
from desktop.ui.states import Banner, Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_JUST = 10  # seconds


class Browser(QWidget):
    """Shows a place. ``live`` is whether it can be asked, and acted upon."""

    file_opened = Signal(str)
    keys_changed = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.live = False
        self.running = False  # the container: others have no programs of their own
        session = surroundings.session
        self.browsing = Browsing(lambda: session.engine)
        self.model = FileModel(self.browsing, self)
        self.tree = FileTree(self.model)
        self._below = ""  # the row to be current when its folder is told
        self._make_bar()
        self._make_states()
        self._lay_out()
        FocusGoesTo(self, self.tree)
        self._join()

    # What it is made of

    def _make_bar(self) -> None:
        session, settings = self.surroundings.session, self.surroundings.settings
        hidden = settings.chosen(preferences.HIDDEN_FILES)
        self.keys = keys_in_places(settings)
        self.bar = Bar(lambda: session.engine, self._known, hidden=hidden)
        self.bar.tell_keys(self.keys)
        self.up, self.path_bar, self.mounts = self.bar.up, self.bar.path, self.bar.mounts
        self.filter_box, self.hidden = self.bar.filter, self.bar.hidden
        self.refresh_button, self.more = self.bar.refresh, self.bar.more
        self.preview = self.bar.preview

    def _make_states(self) -> None:
        self.banner = Banner()
        self.facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.facts.setFont(font(Type.SMALL))
        again = QAction(icon(Icon.RETRY), tr("Retry"), self)
        again.triggered.connect(self.refresh)
        above = QAction(icon(Icon.UP), tr("Up"), self)
        above.triggered.connect(self.go_up)
        self.loading = Skeleton(name=tr("Loading {what}", what=tr("Files")))
        self.nothing = EmptyState(Icon.FILES, "")
        self.failed = EmptyState(Icon.FILES, "", action=again, others=[above])
        self.stack = QStackedWidget()
        for part in (self.loading, self.nothing, self.failed, self.tree):
            self.stack.addWidget(part)
        KeysGoTo(self.tree, (self.loading, self.nothing, self.failed))
        self.split = PreviewSplit(self.stack, self.surroundings.session)
        self.split.setMinimumHeight(1)  # where it is low the rows give way, not the fields

    def _lay_out(self) -> None:
        self.facts.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.split, 1)
        column.addWidget(self.facts)

    def _join(self) -> None:
        self.up.clicked.connect(self.go_up)
        self.bar.mount_chosen.connect(self.go)
        self.path_bar.gone.connect(self.go)
        self.path_bar.left.connect(self._focus_list)
        self.filter_box.left.connect(self._focus_list)
        self.filter_box.textChanged.connect(lambda _text: self._want())
        self.hidden.toggled.connect(self._on_hidden_toggled)
        self.preview.toggled.connect(self._on_preview_toggled)
        if self.surroundings.settings.flag("files.preview"):
            self.preview.setChecked(True)
        self.refresh_button.clicked.connect(self.refresh)
        tree = self.tree
        tree.up_requested.connect(self.go_up)
        tree.path_requested.connect(self._focus_path)
        tree.stop_requested.connect(self.stop)
        tree.expanded.connect(lambda index: self.browsing.open(self.model.path(index)))
        tree.collapsed.connect(lambda index: self.browsing.shut(self.model.path(index)))
        tree.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._ends = (
            self.browsing.changed.subscribe(self._on_folder_changed),
            self.surroundings.operations.changed.subscribe(self._on_operation_changed),
            self.surroundings.settings.changed.subscribe(self._on_setting_changed),
        )
        self._want()

    # Where one is

    @property
    def place(self) -> Place | None:
        return self.browsing.place

    @property
    def path(self) -> str:
        return self.browsing.path

    def show_place(self, place: Place, path: str, *, live: bool, running: bool) -> None:
        """Show this place, or that it is as it was but can't be asked now."""
        began, self.live = live and not self.live, live
        self.running = running
        known = self.place
        if known is None or (known.kind, known.key) != (place.kind, place.key):
            self.banner.hide()
            self._go(place, path)
        elif began and (folder := self.browsing.folder) and folder.problem is not None:
            self.refresh()
        self._show()

    def go(self, path: str) -> None:
        """Go to a folder of this place."""
        if self.place is not None:
            self._go(self.place, path)
            self._focus_list()

    def go_up(self) -> None:
        """Go to the folder above; the one left is the current row there."""
        if self.path != "/":
            left, self._below = self.path, self.path
            self.go(posixpath.dirname(left))

    def enter(self, index: QModelIndex) -> bool:
        """Go into a folder, or a link to one; False for anything else."""
        row = self.model.row(index)
        if row is None or not row.leads_to_folder:
            return False
        self.go(self.model.path(index))
        return True

    def select(self, paths: tuple[str, ...]) -> None:
        """Make what has just come the selection, when it is there."""
        self._below = paths[0] if paths else ""

    def refresh(self) -> None:
        """List again what is seen."""
        if self.live:
            self.browsing.refresh()

    def stop(self) -> None:
        """End what is on its way."""
        if self.browsing.loading:
            self.browsing.stop()

    def _go(self, place: Place, path: str) -> None:
        self.path_bar.place = place
        self.filter_box.clear()
        self.browsing.go(place, path)
        self.path_bar.show_path(self.path)
        self.up.setEnabled(self.path != "/")

    def _known(self, path: str) -> list[FileEntry] | None:
        folder = self.browsing.folders.get(path)
        known = folder is not None and folder.standing is Standing.COMPLETE
        return folder.entries if folder is not None and known else None

    def _focus_path(self) -> None:
        self.path_bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.path_bar.selectAll()

    def _focus_list(self) -> None:
        if (shown := self.stack.currentWidget()) is not None:
            shown.setFocus()

    def focus_filter(self) -> None:
        """Type which names to leave."""
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    # What is seen

    def _want(self) -> None:
        wish = self.browsing.wish
        said = tuple(self.filter_box.text().casefold().split())
        self.browsing.want(Wish(wish.column, wish.descending, self.hidden.isChecked(), said))

    def _on_hidden_toggled(self, shown: bool) -> None:
        self.surroundings.settings.put(preferences.HIDDEN_FILES.name, shown)
        self._want()

    def _on_setting_changed(self, name: str) -> None:
        if name == preferences.HIDDEN_FILES.name:
            self.hidden.setChecked(self.surroundings.settings.chosen(preferences.HIDDEN_FILES))
        elif name == preferences.KEYS.name:
            self.keys = keys_in_places(self.surroundings.settings)
            self.bar.tell_keys(self.keys)
            self.keys_changed.emit()
            self._show()

    def _on_selection_changed(self) -> None:
        if not self.tree.restoring:  # else it is part of what is told next
            self._say_facts()

    def _on_folder_changed(self, folder: Folder) -> None:
        # Asked first: with the focus Qt makes a row current that is not selected.
        first = folder is self.browsing.folder and not self.tree.currentIndex().isValid()
        self._show()
        if folder.standing is Standing.COMPLETE and self._below:
            index = self.model.index_of(self._below)
            if index.isValid():
                self._below = ""
                self.tree.choose(index)
                self.tree.scrollTo(index)
                first = False
        if first and self.model.rowCount():
            self.tree.choose(self.model.index(0, 0))

    def _on_operation_changed(self, operation: Operation) -> None:
        """What was done to this place is seen at once, whoever did it here."""
        touched = getattr(operation.command, "place", None)
        if not operation.running and touched == self.place and self.place is not None:
            self.refresh()
        elif self.browsing.loading:
            self._say_facts()

    def _show(self) -> None:
        folder = self.browsing.folder
        if folder is None:
            return
        self.refresh_button.setEnabled(self.live)
        if self.bar.offer_mounts(self.browsing.mounts):
            self.tree.viewport().update()  # their rows say so
        part = self._part_for(folder)
        if self.stack.currentWidget() is not part:
            focus: QWidget | None = self.window().focusWidget()
            focused = focus is not None and self.stack.isAncestorOf(focus)
            self.stack.setCurrentWidget(part)
            if focused:
                part.setFocus()
        self._say_trouble(folder, part)
        self._say_facts()

    def _part_for(self, folder: Folder) -> QWidget:
        arrangement, standing = folder.arrangement, folder.standing
        if arrangement.rows:
            return self.tree
        if standing is Standing.FAILED and not arrangement.total:
            said = untold.not_listed(self.place, folder.path, folder.problem)
            self.failed.say(said)
            return self.failed
        if standing is Standing.LOADING and not folder.told_at:
            return self.loading
        writes = self.place is not None and self.place.kind is not Kind.IMAGE
        why = facts.why_nothing(folder, self.browsing.wish, self.keys, writes=writes)
        self.nothing.say(*why)
        return self.nothing

    def _say_trouble(self, folder: Folder, part: QWidget) -> None:
        troubled = next(
            (it for it in self.browsing.folders.values() if it.problem is not None), None
        )
        if troubled is not None and part is not self.failed:
            said = untold.not_listed(self.place, troubled.path, troubled.problem)
            self.banner.say(said, Tone.WARNING, actions=[(tr("Retry"), self.refresh)])
        elif self.banner.property("listing"):
            self.banner.hide()
        self.banner.setProperty("listing", troubled is not None)

    def _say_facts(self) -> None:
        if (folder := self.browsing.folder) is not None:
            chosen = self.tree.chosen_count()
            wish, copying = self.browsing.wish, self._is_copying()
            self.facts.setText(facts.facts(folder, wish, chosen, copying=copying))
            self.facts.setToolTip(tooltip(units.exact(folder.told_at)))
            self._look()

    def _look(self) -> None:
        """Show what is selected in the preview, too."""
        count = self.tree.chosen_count()[0] if self.stack.currentWidget() is self.tree else 0
        row = self.tree.chosen_rows()[0] if count == 1 else None
        path = self.tree.chosen()[0] if row is not None else self.path
        self.split.look(row, count, self.place, path)

    def _on_preview_toggled(self, wanted: bool) -> None:
        self.surroundings.settings.put("files.preview", wanted)
        self.split.want(wanted)
        self._look()
        self.tree.scrollTo(self.tree.currentIndex())

    def _is_copying(self) -> bool:
        place, busy = self.place, self.surroundings.operations.busy
        return place is not None and busy(place.kind, place.key) in COPYING

    async def close_down(self) -> None:
        """End what is asked."""
        for end in self._ends:
            end()
        self.model.close_down()
        await self.split.close_down()
        await self.path_bar.close_down()
        await self.browsing.close()
