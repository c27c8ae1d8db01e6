"""Environment: variables and labels."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from desktop.ui.dialogs.words import short
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.here import surroundings
from desktop.ui.run.notes import Note, Notes
from desktop.ui.run.page import WizardPage
from desktop.ui.run.pair_rows import ENVIRONMENT, LABELS
from desktop.ui.run.path_watch import PathWatch
from desktop.ui.run.table_editor import TableEditor
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone
from desktop.ui.wording import listed

GROUPS = (
    Group(
        "",
        (
            TableEntry(ENVIRONMENT, mark("Variables"), rows=6),
            Entry(
                "environment_files",
                mark("Files of variables"),
                mark("Paths on this machine, side by side; what stands above counts more."),
                wide=True,
            ),
        ),
    ),
    Group(
        "",
        (TableEntry(LABELS, mark("Labels"), rows=4),),
    ),
    Group(
        mark("More labels"),
        (
            Entry("label_files", mark("Files of labels"), mark("Paths on this machine.")),
            Entry("annotations", mark("Annotations"), mark("NAME=value, side by side.")),
        ),
        rare=True,
    ),
)


class EnvironmentPage(WizardPage):
    """Two tables, and below the first what its bare names mean."""

    def __init__(self, draft: Draft, watch: PathWatch) -> None:
        self._watch = watch
        self._files = Notes()
        self._notes = Notes()
        self._variables = surroundings().variables
        about = tr("Pale rows are the image's own. Lines as in an .env file can be pasted.")
        super().__init__(draft, tr("Environment"), about, GROUPS)
        watch.changed.connect(self.check)

    def end(self) -> None:
        editor = self.editors["environment"]
        assert isinstance(editor, TableEditor)
        editor.column.addWidget(self._notes)
        self.column.insertWidget(3, self._files)

    def check(self) -> None:
        super().check()
        self._notes.put(self._of_bare_names())
        names = listed(short(each) for each in self._watch.missing_files)
        said = tr("Not on this machine, and docker would refuse: {names}", names=names)
        self._files.put([Note(said, Tone.DANGER)] if names else [])

    def _of_bare_names(self) -> list[Note]:
        bare = [text for text in self.draft.spec.environment if "=" not in text]
        taken = [short(name) for name in bare if name in self._variables]
        unset = [short(name) for name in bare if name not in self._variables]
        notes = []
        if taken:
            said = tr(
                "{names}: taken from the environment of Portside on this machine.",
                names=listed(taken),
            )
            notes.append(Note(said, Tone.MUTED))
        if unset:
            said = tr(
                "{names}: not set on this machine; the container will not have it.",
                names=listed(unset),
            )
            notes.append(Note(said, Tone.WARNING))
        return notes

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.look()
