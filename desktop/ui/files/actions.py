"""What can be done to the files in a browser: its menu, its keys, and the clipboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.engine.file_records import FileKind, Place
from desktop.engine.records import Kind
from desktop.model.commands import Command
from desktop.model.files.commands import CopyBetween, CopyIn
from desktop.model.files.in_place import MoveEntries
from desktop.ui.files import changing
from desktop.ui.files.carried import Carried, carried, local_paths
from desktop.ui.files.copying import Copier
from desktop.ui.files.moving import refusal
from desktop.ui.icons import Icon, icon
from desktop.ui.plain import menu_text
from desktop.ui.text import tr
from desktop.ui.wording import endpoint_title

if TYPE_CHECKING:
    from desktop.ui.files.browser import Browser

_MANY = 1_000  # paths that are more than are looked at whenever one is chosen

Spawn = Callable[[Coroutine[Any, Any, None]], object]


class BrowserActions(QObject):
    """The actions, possible or not as the selection and the place are."""

    def __init__(self, browser: Browser, copier: Copier, spawn: Spawn) -> None:
        super().__init__(browser)
        self._browser = browser
        self._copier = copier
        self._spawn = spawn
        make = self._make
        self.open = make(Icon.EXTERNAL, tr("Open"), self._open)
        self.copy_to = make(Icon.LOAD, tr("Copy to…"), self._copy_to)
        self.copy_from = make(Icon.EXPORT, tr("Copy from…"), self._copy_from)
        self.copy_to.setToolTip(tr("Copy files of this machine into this folder"))
        self.copy_from.setToolTip(tr("Copy what is selected to this machine"))
        self.copy = make(Icon.COPY, tr("Copy"), self._copy, "files.copy")
        self.paste = make(Icon.PASTE, tr("Paste"), self._paste, "files.paste")
        self.copy_path = make(Icon.LINK, tr("Copy path"), self._copy_path, "files.copy_path")
        self.cut = make(Icon.CUT, tr("Cut"), self._cut, "files.cut")
        self.new_folder = make(Icon.CREATE, tr("New folder…"), self._new_folder, "files.new_folder")
        self.rename = make(Icon.RENAME, tr("Rename…"), self._rename, "files.rename")
        self.move = make(Icon.FOLDER, tr("Move to…"), self._move, "files.move")
        self.delete = make(Icon.REMOVE, tr("Delete…"), self._delete, "files.delete")
        self.download = make(Icon.SAVE, tr("Download as tar…"), self._download)
        self.hidden = make(Icon.EYE, tr("Show hidden files"), browser.hidden.toggle, "files.hidden")
        self.filter = make(Icon.FILTER, tr("Filter"), browser.focus_filter, "files.filter")
        self.preview = make(Icon.PICTURE, tr("Preview"), browser.preview.toggle, "files.preview")
        self.refresh = make(Icon.RETRY, tr("Refresh"), browser.refresh, "files.refresh")
        self._groups = (
            (self.open,),
            (self.copy_to, self.copy_from, self.download),
            (self.cut, self.copy, self.paste, self.copy_path),
            (self.new_folder, self.rename, self.move, self.delete),
            (self.preview, self.hidden, self.filter, self.refresh),
        )
        tree = browser.tree
        tree.menu_requested.connect(self._open_menu)
        tree.copy_requested.connect(self.copy.trigger)
        tree.opened.connect(lambda _index: self.open.trigger())
        tree.selectionModel().selectionChanged.connect(lambda *_: self.allow())
        tree.told_anew.connect(self.allow)
        tree.doubleClicked.disconnect()
        tree.doubleClicked.connect(lambda _index: self.open.trigger())
        browser.stack.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        browser.stack.customContextMenuRequested.connect(
            lambda where: self._open_menu(browser.stack.mapToGlobal(where))
        )
        menu = QMenu(browser)
        self._fill(menu)
        browser.more.set_choices(menu)
        menu.aboutToShow.connect(self.allow)
        browser.keys_changed.connect(self._take_keys)
        self._take_keys()
        self.allow()

    def _make(
        self,
        picture: Icon,
        text: str,
        run: Callable[[], object],
        name: str = "",
    ) -> QAction:
        """``name``: of its keys, where it has some."""
        action = QAction(icon(picture), text, self)
        action.setObjectName(name)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda *_: run())
        self._browser.tree.addAction(action)
        return action

    def _take_keys(self) -> None:
        for action in self._browser.tree.actions():
            if name := action.objectName():
                action.setShortcuts(self._browser.keys[name])

    def allow(self) -> None:
        """What is possible now."""
        browser = self._browser
        place, (count, _size) = browser.place, browser.tree.chosen_count()
        chosen = self.chosen() if count < _MANY else ()
        count = len(chosen) or count
        live = browser.live and place is not None
        writes = live and place is not None and place.kind is not Kind.IMAGE
        self.open.setEnabled(live and count == 1)
        self.copy_to.setEnabled(writes)
        self.copy_from.setEnabled(live and bool(count))
        self.download.setEnabled(live and count < 2)
        self.copy.setEnabled(bool(count))
        self.copy_path.setEnabled(place is not None)
        self.paste.setEnabled(writes)
        self.new_folder.setEnabled(writes)
        self.rename.setEnabled(writes and count == 1)
        # Where it can't be done they say why, and offer what helps.
        able = not writes or not count or self.can_change(chosen or None)
        why = "" if able else changing.why_not()
        for action in (self.cut, self.move, self.delete):
            action.setEnabled(writes and bool(count))
        for action in (self.rename, self.cut, self.move, self.delete):
            action.setToolTip(why or action.text())
        self.refresh.setEnabled(live)

    def can_change(self, paths: tuple[str, ...] | None) -> bool:
        """Whether these (None: what is chosen) can be renamed, moved and deleted as things are."""
        browser = self._browser
        mounts, running = browser.browsing.mounts, browser.running
        place = browser.place
        if paths is None:  # very many: where it makes no difference which they are
            stopped = place is not None and place.kind is Kind.CONTAINER and not running
            paths = self.chosen() if stopped else ()
        return place is not None and changing.can_change(place, paths, mounts, running=running)

    def move_to(self, paths: tuple[str, ...], folder: str) -> None:
        """Move them, or say why that can't be."""
        place = self._browser.place
        if place is None or (refused := refusal(paths, folder)):
            self._browser.surroundings.say(refused if place is not None else "")
        elif self._expect_change((*paths, folder.rstrip("/") + "/")):
            runs = self._browser.running
            self._spawn(self._run(_at_once(MoveEntries(place, paths, folder, runs))))

    def chosen(self) -> tuple[str, ...]:
        """The paths of the selected rows; what lies in another selected one is not told twice."""
        found: dict[str, None] = {}
        for path in self._browser.tree.chosen():  # a folder stands before what is below it
            if not any(above in found for above in _above(path)):
                found[path] = None
        return tuple(found)

    # What they do

    def _open(self) -> None:
        browser = self._browser
        index = browser.tree.currentIndex()
        row = browser.model.row(index)
        if row is None or row.deleted or browser.enter(index):
            return
        if browser.place is not None and FileKind.FILE in (row.entry.kind, row.entry.leads_to):
            browser.file_opened.emit(browser.model.path(index))

    def _copy_to(self) -> None:
        from desktop.ui.files.copy_to import copy_to

        browser = self._browser
        if (place := browser.place) is not None:
            self._spawn(
                self._ask_copy(copy_to(browser.window(), browser.surroundings, place, browser.path))
            )

    def _copy_from(self) -> None:
        from desktop.ui.files.copy_from import copy_from

        browser, paths = self._browser, self.chosen()
        if (place := browser.place) is not None and paths:
            self._spawn(
                self._ask_copy(copy_from(browser.window(), browser.surroundings, place, paths))
            )

    async def _ask_copy(self, asking: Coroutine[Any, Any, Any]) -> None:
        command = await asking
        if command is not None:
            self._copier.start(command)

    def _expect_change(self, paths: tuple[str, ...]) -> bool:
        """Whether it can be done; else a person is told why."""
        browser = self._browser
        if (able := self.can_change(paths)) is False and (place := browser.place) is not None:
            store = browser.surroundings.session.store
            self._spawn(self._run(changing.offer_start(browser.window(), store, place)))
        return able

    def _copy(self) -> None:
        if count := self._carry(cut=False):
            self._browser.surroundings.say(
                tr("Copied %n path(s): paste into a folder of any container.", "", count)
            )

    def _cut(self) -> None:
        if self._expect_change(self.chosen()) and (count := self._carry(cut=True)):
            self._browser.surroundings.say(
                tr("Cut %n path(s): they move where they are pasted.", "", count)
            )

    def _carry(self, *, cut: bool) -> int:
        """Put the selected paths into the clipboard; how many they are."""
        place, paths = self._browser.place, self.chosen()
        if place is not None and paths:
            QGuiApplication.clipboard().setMimeData(Carried(place, paths, cut).mime_data())
        return len(paths)

    def _paste(self) -> None:
        browser = self._browser
        place, data = browser.place, QGuiApplication.clipboard().mimeData()
        if place is None or data is None:
            return
        if (ours := carried(data)) is not None and ours.cut and ours.place == place:
            self.move_to(ours.paths, browser.path)
            QGuiApplication.clipboard().clear()
        elif ours is not None:
            if ours.cut:
                browser.surroundings.say(tr("What goes to another place is copied, not moved."))
            self._copier.start(CopyBetween(ours.place, ours.paths, place, browser.path))
        elif (sources := local_paths(data)) is not None:
            self._copier.start(CopyIn(tuple(sources), place, browser.path))
        else:
            browser.surroundings.say(tr("There are no files in the clipboard."))

    def _copy_path(self) -> None:
        paths = self.chosen() or (self._browser.path,)
        QGuiApplication.clipboard().setText("\n".join(paths).encode("utf-8", "replace").decode())

    def _new_folder(self) -> None:
        from desktop.ui.files.naming import new_folder

        browser = self._browser
        if (place := browser.place) is not None:
            known = self._known_names()
            store = browser.surroundings.session.store
            asking = new_folder(browser.window(), store, place, browser.path, known)
            self._spawn(self._run(asking))

    def _rename(self) -> None:
        from desktop.ui.files.naming import rename_entry

        browser, paths = self._browser, self.chosen()
        one = len(paths) == 1 and self._expect_change(paths)
        if (place := browser.place) is not None and one:
            known, runs = self._known_names(), browser.running
            store = browser.surroundings.session.store
            asking = rename_entry(browser.window(), store, place, paths[0], known, runs=runs)
            self._spawn(self._run(asking))

    def _move(self) -> None:
        from desktop.ui.files.moving import move_entries

        browser, paths = self._browser, self.chosen()
        if (place := browser.place) is not None and paths and self._expect_change(paths):
            around, runs = browser.surroundings, browser.running
            asking = move_entries(browser.window(), around, place, paths, runs=runs)
            self._spawn(self._run(asking))

    def _delete(self) -> None:
        from desktop.ui.files.deleting import delete_entries

        browser, paths = self._browser, self.chosen()
        if (place := browser.place) is not None and paths and self._expect_change(paths):
            session = browser.surroundings.session
            endpoint = session.status.endpoint
            where = endpoint_title(endpoint) if endpoint is not None else ""
            rows = dict(zip(browser.tree.chosen(), browser.tree.chosen_rows(), strict=True))
            entries = [(path, rows[path].entry) for path in paths]
            asking = delete_entries(
                *(browser.window(), session.store, place, entries),
                runs=browser.running,
                where=where,
            )
            self._spawn(self._run(asking))

    def _download(self) -> None:
        if (place := self._browser.place) is not None:
            paths = self.chosen() or (self._browser.path,)
            self._spawn(self._save_tar(place, paths[0]))

    async def _save_tar(self, place: Place, path: str) -> None:
        from desktop.ui.files.downloading import ask_where_to

        command = await ask_where_to(self._browser.window(), place, path)
        self._browser.surroundings.run(command)

    async def _run(self, asking: Coroutine[Any, Any, Command | None]) -> None:
        command = await asking
        operation = self._browser.surroundings.run(command)
        if operation is None or command is None:
            return
        made = getattr(command, "new", "") or getattr(command, "path", "")
        if isinstance(command, MoveEntries):
            made = command.moved[0]
        await asyncio.shield(operation.wait())
        if made:
            self._browser.select((made,))

    def _known_names(self) -> frozenset[str]:
        folder = self._browser.browsing.folder
        return (
            frozenset(entry.name for entry in folder.entries) if folder is not None else frozenset()
        )

    # The menu

    def _fill(self, menu: QMenu) -> None:
        for number, group in enumerate(self._groups):
            if number:
                menu.addSeparator()
            menu.addActions(group)
        menu.setToolTipsVisible(True)

    def _open_menu(self, where: QPoint) -> None:
        self.allow()
        menu = QMenu(self._browser)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(where)


async def _at_once(command: Command) -> Command:
    """What is asked about no more."""
    return command


def menu_title(path: str) -> str:
    """A path for a menu."""
    return menu_text(path)


def _above(path: str) -> Iterator[str]:
    """The folders that a path is in, but for the root."""
    while path := path.rpartition("/")[0]:
        yield path
