"""Environment: variables and labels."""

from __future__ import annotations

from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.page import WizardPage
from desktop.ui.run.pair_rows import ENVIRONMENT, LABELS
from desktop.ui.text import mark, tr

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
    """Two tables."""

    def __init__(self, draft: Draft) -> None:
        about = tr("Pale rows are the image's own. Lines as in an .env file can be pasted.")
        super().__init__(draft, tr("Environment"), about, GROUPS)
