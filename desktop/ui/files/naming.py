"""Make a folder, and give a file or folder another name."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection

from PySide6.QtWidgets import QWidget

from desktop.engine.file_records import Place
from desktop.model.commands import Command
from desktop.model.files.in_place import MakeFolder, RenameEntry
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.files.copy_form import named
from desktop.ui.files.problems import short
from desktop.ui.icons import Icon
from desktop.ui.text import tr

_LONGEST = 255  # bytes of a name, on every file system that containers use


async def new_folder(
    parent: QWidget | None, store: Store, place: Place, folder: str, taken: Collection[str]
) -> MakeFolder | None:
    """Ask for the name of a folder to make; ``taken`` are the names that are there."""
    title = tr("New folder in {path}", path=short(folder))

    def make(name: str) -> MakeFolder:
        return MakeFolder(place, posixpath.join(folder, name))

    form = NameForm(parent, store, place, title, tr("Make folder"), Icon.CREATE, "", taken, make)
    return await answer(form, lambda: make(form.name.text))


async def rename_entry(
    parent: QWidget | None,
    store: Store,
    place: Place,
    path: str,
    taken: Collection[str],
    *,
    runs: bool = True,
) -> RenameEntry | None:
    """Ask for the new name."""
    folder, name = posixpath.split(path)
    title = tr("Rename {name}", name=short(name))

    def make(new: str) -> RenameEntry:
        return RenameEntry(place, path, posixpath.join(folder, new), runs)

    form = NameForm(parent, store, place, title, tr("Rename"), Icon.RENAME, name, taken, make)
    return await answer(form, lambda: make(form.name.text))


class NameForm(Form):
    """One name; those that are taken are told as they are typed."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        place: Place,
        title: str,
        verb: str,
        picture: Icon,
        name: str,
        taken: Collection[str],
        make: Callable[[str], Command],
    ) -> None:
        super().__init__(parent, store, title=title, verb=verb, picture=picture)
        self._make = make
        self._place = place
        self._now = name
        self._taken = frozenset(taken)
        self.say(title, tr("In {place}", place=named(place)))
        self.name = self.add_field(Field(tr("&Name"), line_edit(name), self._judge))

    def command(self) -> Command:
        return self._make(self.name.text or "NAME")

    def over(self) -> str:
        place = self._place
        if self.store.get(place.kind, place.key) is not None:
            return ""
        return words.removed_meanwhile(self.store, place.kind, [place.name])

    def concerns(self, change: Change) -> bool:
        return change.kind is self._place.kind

    def _judge(self, text: str) -> Verdict:
        if not text or text == self._now:
            return unfinished()
        if "/" in text or text in (".", ".."):
            return wrong(tr("A name has no slash, and is neither . nor .."))
        if len(text.encode("utf-8", "surrogateescape")) > _LONGEST:
            return wrong(tr("A name has at most 255 bytes."))
        if text in self._taken:
            return wrong(tr("{name} is there already.", name=short(text)))
        return ok()
