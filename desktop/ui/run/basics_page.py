"""Basics: the name, what runs, and how it starts and ends."""

from __future__ import annotations

import shlex

from desktop.model.run.settings import POLICIES
from desktop.ui.dialogs.fields import Option
from desktop.ui.dialogs.words import name_verdict
from desktop.ui.run.draft import Draft
from desktop.ui.run.editors import FlagEditor, LineEditor
from desktop.ui.run.entries import Entry, Group
from desktop.ui.run.page import WizardPage
from desktop.ui.text import mark, tr

GROUPS = (
    Group(
        "",
        (
            Entry(
                "name",
                mark("Name"),
                mark("Left empty, the Engine makes one up."),
                judge=name_verdict,
                wide=True,
            ),
            Entry(
                "command",
                mark("Command"),
                mark("Words as in a shell. Left empty, the image's own."),
                image=lambda image: shlex.join(image.command),
                wide=True,
            ),
        ),
    ),
    Group(
        mark("Terminal"),
        (
            Entry("tty", mark("Terminal (TTY)"), mark("For a shell and what draws on the screen.")),
            Entry("stdin", mark("Interactive"), mark("Its input stays open.")),
            Entry("detach", mark("Detach"), mark("It runs in the background.")),
            Entry("remove", mark("Remove when it ends"), mark("With its anonymous volumes.")),
        ),
    ),
    Group(
        mark("Process"),
        (
            Entry(
                "entrypoint",
                mark("Entrypoint"),
                mark('The program before the command; "" is none.'),
                image=lambda image: shlex.join(image.entrypoint),
            ),
            Entry(
                "workdir",
                mark("Working directory"),
                image=lambda image: image.working_dir,
                usual="/",
            ),
            Entry(
                "user",
                mark("User"),
                mark("A name, or uid:gid."),
                image=lambda image: image.user,
                usual="root",
            ),
            Entry("groups", mark("Groups"), mark("More of them, side by side.")),
        ),
    ),
    Group(
        mark("Life"),
        (
            Entry(
                "restart",
                mark("Restart policy"),
                mark("on-failure:3 is three times at most."),
                usual="no",
                choices=POLICIES,
            ),
            Entry(
                "init",
                mark("Init process"),
                mark("Reaps what others leave."),
                choices=("true", "false"),
                usual=mark("as the Engine is set"),
            ),
            Entry(
                "stop_signal",
                mark("Stop signal"),
                usual="SIGTERM",
                image=lambda image: image.stop_signal,
            ),
            Entry(
                "stop_timeout",
                mark("Stop timeout"),
                mark("Seconds, then it is killed."),
                usual="10",
            ),
        ),
    ),
    Group(
        mark("Streams"),
        (Entry("attach", mark("Attach"), mark("stdin, stdout, stderr: all, where none is said.")),),
        rare=True,
    ),
)


class BasicsPage(WizardPage):
    """Also whether it is started at once."""

    def __init__(self, draft: Draft) -> None:
        self.starts = Option(tr("Start it at once"), tr("Otherwise it is created, and rests."))
        super().__init__(
            draft, tr("Basics"), tr("What it is called, what runs in it, and how it ends."), GROUPS
        )
        self.starts.mark_letter(self.letters.of(self.starts.box.accessibleName()))
        self.starts.toggled.connect(lambda: draft.start(self.starts.checked))

    def end(self) -> None:
        self.column.insertWidget(3, self.starts)
        command, terminal = self.editors["command"], self.editors["tty"]
        assert isinstance(command, LineEditor)
        assert isinstance(terminal, FlagEditor)
        self.setTabOrder(command.editor, self.starts.box)
        self.setTabOrder(self.starts.box, terminal.box)

    def check(self) -> None:
        super().check()
        self.starts.box.blockSignals(True)
        self.starts.box.setChecked(self.draft.starts)
        self.starts.box.blockSignals(False)
