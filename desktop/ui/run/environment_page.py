"""Environment: variables and labels."""

from __future__ import annotations

from desktop.ui.dialogs.words import short
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.here import surroundings
from desktop.ui.run.notes import Notes
from desktop.ui.run.page import WizardPage
from desktop.ui.run.pair_rows import ENVIRONMENT, LABELS
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

    def __init__(self, draft: Draft) -> None:
        self._notes = Notes()
        self._variables = surroundings().variables
        about = tr("Pale rows are the image's own. Lines as in an .env file can be pasted.")
        super().__init__(draft, tr("Environment"), about, GROUPS)

    def end(self) -> None:
        editor = self.editors["environment"]
        assert isinstance(editor, TableEditor)
        editor.column.addWidget(self._notes)

    def check(self) -> None:
        super().check()
        self._notes.clear()
        bare = [text for text in self.draft.spec.environment if "=" not in text]
        taken = [short(name) for name in bare if name in self._variables]
        unset = [short(name) for name in bare if name not in self._variables]
        if taken:
            said = tr(
                "{names}: taken from the environment of Portside on this machine.",
                names=listed(taken),
            )
            self._notes.say(said, Tone.MUTED)
        if unset:
            said = tr(
                "{names}: not set on this machine; the container will not have it.",
                names=listed(unset),
            )
            self._notes.say(said, Tone.WARNING)
