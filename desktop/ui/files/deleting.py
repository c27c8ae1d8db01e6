"""Delete files and folders, after the exact list of what goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.engine.file_records import FileEntry, FileKind, Place
from desktop.model.files.in_place import DeleteEntries
from desktop.model.store import Change, Store
from desktop.ui import units
from desktop.ui.dialogs import words
from desktop.ui.dialogs.findings import Fact, Finding, Findings
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.files.copy_form import named
from desktop.ui.files.words import KINDS
from desktop.ui.icons import Icon
from desktop.ui.text import tr
from desktop.ui.theme import Tone

LISTED = 1_000  # one by one
Entries = Sequence[tuple[str, FileEntry]]


async def delete_entries(
    parent: QWidget | None,
    store: Store,
    place: Place,
    entries: Entries,
    *,
    runs: bool = True,
    where: str = "",
) -> DeleteEntries | None:
    """Ask before they go; each is told by its whole path. ``where`` is the Engine's title."""
    form = DeleteForm(parent, store, place, entries, runs=runs)
    form.name_engine(where)
    return await answer(form, form.command)


class DeleteForm(Form):
    """What goes, one by one: there is no way back."""

    def __init__(
        self, parent: QWidget | None, store: Store, place: Place, entries: Entries, *, runs: bool
    ) -> None:
        title = tr("Delete %n item(s)", "", len(entries))
        super().__init__(
            parent, store, title=title, verb=tr("Delete"), picture=Icon.REMOVE, danger=True
        )
        self._place = place
        self._runs = runs
        self._paths = tuple(path for path, _entry in entries)
        self.say(
            tr("Delete %n item(s) from {place}?", "", len(entries), place=named(place)),
            tr("They are gone at once, and can't be brought back."),
            tone=Tone.MUTED,
        )
        self.findings = Findings(tr("What is deleted"))
        found = [_finding(path, entry) for path, entry in entries[:LISTED]]
        if (others := len(entries) - LISTED) > 0:
            found.append(Finding(tr("and %n more", "", others)))
        self.findings.show_findings(found)
        self.add(self.findings)

    def command(self) -> DeleteEntries:
        return DeleteEntries(self._place, self._paths, self._runs)

    def over(self) -> str:
        place = self._place
        if self.store.get(place.kind, place.key) is not None:
            return ""
        return words.removed_meanwhile(self.store, place.kind, [place.name])

    def concerns(self, change: Change) -> bool:
        return change.kind is self._place.kind


def _finding(path: str, entry: FileEntry) -> Finding:
    if entry.kind is FileKind.FOLDER:
        return Finding(path, tr("folder"), (Fact(tr("With everything in it."), Tone.DANGER),))
    if entry.kind is FileKind.LINK:
        return Finding(path, tr("symbolic link"), (Fact(tr("What it leads to stays.")),))
    size = units.size(entry.size) if entry.size is not None else ""
    beside = size if entry.kind is FileKind.FILE else tr(KINDS[entry.kind])
    return Finding(path, beside)
