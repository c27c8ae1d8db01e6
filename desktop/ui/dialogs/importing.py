"""Make an image of the files in an archive: one that is here, or one that the Engine fetches."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.engine.archive_look import Contents
from desktop.engine.archive_records import ImportSpec, Url
from desktop.engine.records import Kind
from desktop.model.archive_commands import ImportImage, look, reference_for
from desktop.model.paths import typed_path
from desktop.model.store import Change, Store
from desktop.model.whole_file import FileTrouble
from desktop.ui import archive_words
from desktop.ui.dialogs.fields import (
    Field,
    Verdict,
    completing,
    line_edit,
    ok,
    unfinished,
    without_mnemonic,
    wrong,
)
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.dialogs.image_changes import ImageChanges
from desktop.ui.dialogs.load import choose_archives
from desktop.ui.dialogs.naming import known_names, new_name_or_none
from desktop.ui.icons import Icon
from desktop.ui.run.latest import Latest
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WIDTH = 600


async def import_image(
    parent: QWidget | None, store: Store, source: Path | None = None
) -> ImportImage | None:
    """Ask for the archive, and what its image is to be; ``source`` is chosen already."""
    form = ImportForm(parent, store, source)
    try:
        return await answer(form, form.command)
    finally:
        await form.end_looking()


class ImportForm(Form):
    """A file or an address, a name, and changes to what the image says of itself."""

    def __init__(self, parent: QWidget | None, store: Store, source: Path | None) -> None:
        super().__init__(
            parent, store, title=tr("Import image"), verb=tr("Import"), picture=Icon.IMPORT
        )
        self.setMinimumWidth(_WIDTH)
        self._known = QStringListModel(self)
        self._told: dict[str, Verdict] = {}
        self._asked = ""
        self._looking = Latest()
        self._loop = asyncio.get_running_loop()
        self._choosing: asyncio.Task[None] | None = None
        self._proposed = ""
        self._add_source(source)
        reference = line_edit(placeholder="app:1")
        completing(reference, self._known)
        self.reference = self.add_field(
            Field(tr("&Reference"), reference, lambda text: new_name_or_none(self.store, text))
        )
        self.message = self.add_field(Field(tr("&Message"), line_edit(), lambda _text: ok()))
        self.image_changes = ImageChanges()
        self.image_changes.changed.connect(self.show_command)
        self.add(self.image_changes)
        self.say(
            tr("Import an image"),
            tr("Makes an image of one layer of the files in a tar archive, without any history."),
        )
        self._propose()

    def _add_source(self, source: Path | None) -> None:
        self.source = Field(
            tr("&File or address"),
            line_edit(str(source or ""), placeholder="files.tar.gz"),
            self._judge_source,
            hint=tr("What docker export wrote, or any tar; or http://… that the Engine fetches."),
        )
        self.fields.append(self.source)
        self.source.changed.connect(self._on_field_changed)
        self.source.changed.connect(self._propose)
        self.browse = QPushButton(tr("&Browse…"))
        self.browse.setAccessibleName(without_mnemonic(self.browse.text()))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._on_browse)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.source, 1)
        row.addWidget(self.browse)
        self.add(holder)

    def command(self) -> ImportImage:
        text = self.source.text
        source: Path | Url = Url(text) if _URL.fullmatch(text) else typed_path(text or "FILE")
        spec = ImportSpec(self.reference.text, self.message.text, self.image_changes.changes)
        return ImportImage(source, spec)

    def ready(self) -> bool:
        return super().ready() and self.image_changes.accepted

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.IMAGE

    def renew(self) -> None:
        names = known_names(self.store)
        if names != self._known.stringList():
            self._known.setStringList(names)

    async def end_looking(self) -> None:
        """Look into no file any more."""
        await self._looking.close()
        if self._choosing is not None:
            self._choosing.cancel()
            await asyncio.wait([self._choosing])

    def _judge_source(self, text: str) -> Verdict:
        if not text:
            return unfinished()
        if _URL.fullmatch(text):
            return ok(tr("The Engine fetches it: its machine must reach that address."))
        if _SCHEME.match(text):
            return wrong(tr("The Engine fetches http:// and https:// only."))
        if text not in self._told:
            if text != self._asked:
                self._asked = text
                self._looking.ask(partial(self._look, text))
            return unfinished(tr("Looking into it…"))
        return self._told[text]

    async def _look(self, text: str) -> None:
        try:
            contents = await look(typed_path(text))
        except FileTrouble as trouble:
            said = archive_words.why(trouble)
            found = unfinished(_sentence(said))  # the rest of its name may be still to come
        else:
            if contents in (Contents.FILES, Contents.UNSEEN):
                found = ok(tr("It is taken from this machine."))
            else:
                found = wrong(_sentence(archive_words.unfit(contents)))
        self._told[text] = found
        self.source.check()
        self.show_command()

    def _propose(self) -> None:
        """A name after the file's, until a person has typed another one."""
        text = self.source.text
        line = self.reference.line
        if line is None or line.text() != self._proposed:
            return
        self._proposed = reference_for(Path(text)) if text and not _SCHEME.match(text) else ""
        line.setText(self._proposed)

    def _on_browse(self) -> None:
        if self._choosing is None or self._choosing.done():
            self._choosing = self._loop.create_task(self._choose())

    async def _choose(self) -> None:
        chosen = await choose_archives(self, tr("Import image"), tr("Choose"), several=False)
        line = self.source.line
        if chosen and line is not None:
            self._told.pop(str(chosen[0]), None)
            self._asked = ""
            line.setText(str(chosen[0]))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
