"""A browser through the files of one place: where one is, what is there, and how old it is."""

from __future__ import annotations

import posixpath
import time

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.file_records import FileEntry, Place
from desktop.engine.records import Kind
from desktop.model.files.arranging import Wish
from desktop.model.files.browsing import Browsing, Folder, Standing
from desktop.model.operations import Operation
from desktop.ui import units
from desktop.ui.empty import EmptyState
from desktop.ui.files import problems, words
from desktop.ui.files.model import MOST, FileModel
from desktop.ui.files.path_bar import PathBar
from desktop.ui.files.tree import FileTree
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon, icon
from desktop.ui.menu_button import MenuButton
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel, menu_text, tooltip, visible
from desktop.ui.states import Banner, Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_JUST = 10  # seconds


class Browser(QWidget):
    """Shows a place. ``live`` is whether it can be asked, and acted upon."""

    file_opened = Signal(str)

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
        self.up = QToolButton()
        self.up.setIcon(icon(Icon.UP))
        self.up.setToolTip(tr("Up (Backspace)"))
        self.up.setAccessibleName(tr("Up"))
        session = self.surroundings.session
        self.path_bar = PathBar(lambda: session.engine, self._known)
        self.mounts = MenuButton(tr("Mounts"))
        self.mounts.setToolTip(tr("Go to what is mounted here"))
        self.filter_box = QLineEdit()
        self.filter_box.setAccessibleName(tr("Filter"))
        self.filter_box.setPlaceholderText(tr("Filter: part of a name"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon(Icon.FILTER), QLineEdit.ActionPosition.LeadingPosition)
        self.hidden = QToolButton()
        self.hidden.setText(tr("Hidden"))
        self.hidden.setToolTip(tr("Show files whose name begins with a dot (Ctrl+H)"))
        self.hidden.setProperty("toggle", True)
        self.hidden.setCheckable(True)
        self.hidden.setChecked(self.surroundings.settings.flag("files.hidden"))
        self.refresh_button = QToolButton()
        self.refresh_button.setIcon(icon(Icon.RETRY))
        self.refresh_button.setToolTip(tr("List again (F5)"))
        self.refresh_button.setAccessibleName(tr("Refresh"))
        self.more = MenuButton(tr("Actions"), Icon.MORE)

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
        self.stack.setMinimumHeight(0)
        for part in (self.loading, self.nothing, self.failed, self.tree):
            self.stack.addWidget(part)

    def _lay_out(self) -> None:
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.bar.setSpacing(GRID)
        self.bar.addWidget(self.up)
        self.bar.addWidget(self.path_bar, 3)
        self.bar.addWidget(self.mounts)
        self.bar.addWidget(self.filter_box, 2)
        self.bar.addWidget(self.hidden)
        self.bar.addWidget(self.refresh_button)
        self.bar.addWidget(self.more)
        self.facts.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        column.addWidget(self.facts)

    def _join(self) -> None:
        self.up.clicked.connect(self.go_up)
        self.path_bar.gone.connect(self.go)
        self.path_bar.left.connect(self._focus_list)
        self.filter_box.textChanged.connect(lambda _text: self._want())
        self.hidden.toggled.connect(self._on_hidden_toggled)
        self.refresh_button.clicked.connect(self.refresh)
        tree = self.tree
        tree.up_requested.connect(self.go_up)
        tree.path_requested.connect(self._focus_path)
        tree.stop_requested.connect(self.stop)
        tree.expanded.connect(lambda index: self.browsing.open(self.model.path(index)))
        tree.collapsed.connect(lambda index: self.browsing.shut(self.model.path(index)))
        tree.selectionModel().selectionChanged.connect(lambda *_: self._say_facts())
        self._ends = (
            self.browsing.changed.subscribe(self._on_folder_changed),
            self.surroundings.operations.changed.subscribe(self._on_operation_changed),
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
        shown = self.stack.currentWidget()
        (self.tree if shown is not self.loading else self.loading).setFocus()

    # What is seen

    def _want(self) -> None:
        wish = self.browsing.wish
        said = tuple(self.filter_box.text().casefold().split())
        self.browsing.want(Wish(wish.column, wish.descending, self.hidden.isChecked(), said))

    def _on_hidden_toggled(self, shown: bool) -> None:
        self.surroundings.settings.put("files.hidden", shown)
        self._want()

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

    def _show(self) -> None:
        folder = self.browsing.folder
        if folder is None:
            return
        self.refresh_button.setEnabled(self.live)
        self._offer_mounts()
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
            said = problems.not_listed(self.place, folder.path, folder.problem)
            self.failed.say(said)
            return self.failed
        if standing is Standing.LOADING and not folder.told_at:
            return self.loading
        self.nothing.say(*self._why_nothing(folder))
        return self.nothing

    def _why_nothing(self, folder: Folder) -> tuple[str, str]:
        if folder.standing is Standing.STOPPED:
            return tr("The listing was stopped"), tr("F5 lists it again.")
        if self.filter_box.text().strip() and folder.arrangement.total:
            return tr("Nothing matches the filter"), ""
        if folder.arrangement.total:
            return tr("Only hidden files"), tr("Ctrl+H shows them.")
        if self.place is not None and self.place.kind is Kind.IMAGE:
            return tr("This folder is empty"), ""
        return tr("This folder is empty"), tr("Drop files here to copy them into it.")

    def _say_trouble(self, folder: Folder, part: QWidget) -> None:
        troubled = next(
            (it for it in self.browsing.folders.values() if it.problem is not None), None
        )
        if troubled is not None and part is not self.failed:
            said = problems.not_listed(self.place, troubled.path, troubled.problem)
            self.banner.say(said, Tone.WARNING, actions=[(tr("Retry"), self.refresh)])
        elif self.banner.property("listing"):
            self.banner.hide()
        self.banner.setProperty("listing", troubled is not None)

    def _say_facts(self) -> None:
        folder = self.browsing.folder
        if folder is None:
            return
        arrangement = folder.arrangement
        total = arrangement.total
        said = [tr("%n item(s)", "", total).replace(str(total), units.number(total), 1)]
        if len(arrangement.rows) > MOST:
            most = units.number(MOST)
            said.append(tr("the first {count} are shown: filter to see others", count=most))
        elif self.filter_box.text().strip():
            said.append(tr("{count} shown", count=units.number(len(arrangement.rows))))
        elif arrangement.hidden and not self.hidden.isChecked():
            said.append(tr("%n hidden", "", arrangement.hidden))
        if chosen := self._chosen_text():
            said.append(chosen)
        said.append(self._age(folder))
        self.facts.setText(" · ".join(each for each in said if each))

    def _chosen_text(self) -> str:
        rows = [self.model.row(index) for index in self.tree.chosen()]
        if len(rows) < 2:
            return ""
        size = sum(row.entry.size or 0 for row in rows if row is not None)
        return tr("%n selected ({size})", "", len(rows), size=units.size(size))

    def _age(self, folder: Folder) -> str:
        if folder.standing is Standing.LOADING:
            return tr("listing… (Escape stops it)")
        if folder.standing is Standing.STOPPED:
            return tr("stopped: not all is listed")
        seconds = time.time() - folder.told_at
        self.facts.setToolTip(tooltip(units.exact(folder.told_at)))
        if seconds < _JUST:
            return tr("just now")
        return tr("{span} ago", span=units.duration(seconds))

    def _offer_mounts(self) -> None:
        found = self.browsing.mounts
        if self.mounts.property("offered") != found:
            self.mounts.setProperty("offered", found)
            menu = QMenu(self)
            for mount in found:
                title = f"{visible(mount.path, limit=60)} — {words.mounted(mount)}"
                picture = icon(words.MOUNT_PICTURES[mount.kind])
                action = menu.addAction(picture, menu_text(title, limit=140))
                action.triggered.connect(lambda *_, path=mount.path: self.go(path))
            self.mounts.set_choices(menu)
            self.tree.viewport().update()
        self.mounts.setVisible(bool(found))

    async def close_down(self) -> None:
        """End what is asked."""
        for end in self._ends:
            end()
        self.model.close_down()
        await self.path_bar.close_down()
        await self.browsing.close()
