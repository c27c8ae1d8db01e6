"""Choose what runs in a terminal, and how."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind, State
from desktop.model.commands import Line, Target
from desktop.model.store import Change, Store
from desktop.model.terminals.plans import ShellPlan
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Option, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.text import tr


async def choose_program(parent: QWidget | None, store: Store, target: Target) -> ShellPlan | None:
    """Ask for the command, the user, the working directory and the environment."""
    form = ProgramForm(parent, store, target)
    return await answer(form, lambda: form.command().plan)


@dataclass(frozen=True, slots=True)
class Opening:
    """A terminal that is about to be opened."""

    plan: ShellPlan

    def lines(self) -> tuple[Line, ...]:
        return (self.plan.line(),)


class ProgramForm(Form):
    """What ``docker exec -it`` takes."""

    def __init__(self, parent: QWidget | None, store: Store, target: Target) -> None:
        super().__init__(
            parent, store, title=tr("Open a terminal"), verb=tr("Open"), picture=Icon.TERMINAL
        )
        self._target = words.renewed(store, target)
        self.program = self.add_field(
            Field(tr("&Command"), line_edit("sh"), _judge_program, hint=tr("A shell, most often."))
        )
        self.user = Field(
            tr("&User"), line_edit(), _any, hint=tr("As the container has it, or name, uid:gid.")
        )
        self.folder = Field(
            tr("&Working directory"),
            line_edit(),
            _judge_folder,
            hint=tr("As the container has it."),
        )
        self.add_fields(self.user, self.folder)
        self.environment = self.add_field(
            Field(
                tr("&Environment"),
                line_edit(placeholder="NAME=value OTHER='with spaces'"),
                _judge_environment,
            )
        )
        self.privileged = Option(
            tr("&Privileged"), tr("With all of the machine's capabilities, as root on it.")
        )
        self.privileged.toggled.connect(self.show_command)
        self.add(self.privileged)
        self.say(tr("Open a terminal in {name}", name=self._target.name))

    def command(self) -> Opening:
        pairs = _parted(self.environment.text) or []
        plan = ShellPlan(
            self._target,
            tuple(_parted(self.program.text) or ["COMMAND"]),
            user=self.user.text,
            folder=self.folder.text,
            environment=dict(_pair(pair) for pair in pairs),
            privileged=self.privileged.checked,
        )
        return Opening(plan)

    def over(self) -> str:
        record = self.store.containers.get(self._target.key)
        if record is None:
            return words.removed_meanwhile(self.store, Kind.CONTAINER, [self._target.name])
        if record.state is not State.RUNNING:
            return tr("{name} does not run any more.", name=record.name)
        return ""

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.CONTAINER


def _parted(text: str) -> list[str] | None:
    """As a shell would part it; None where a quote is open."""
    try:
        return shlex.split(text)
    except ValueError:
        return None


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _any(_text: str) -> Verdict:
    return ok()


def _judge_program(text: str) -> Verdict:
    if not text:
        return unfinished()
    return ok() if _parted(text) is not None else wrong(tr("A quote is not closed."))


def _judge_folder(text: str) -> Verdict:
    windows = len(text) > 1 and text[1] == ":"
    if not text or text.startswith("/") or windows:
        return ok()
    return wrong(tr("It begins with a slash."))


def _judge_environment(text: str) -> Verdict:
    pairs = _parted(text)
    if pairs is None:
        return wrong(tr("A quote is not closed."))
    if any(pair.startswith("=") or "=" not in pair for pair in pairs):
        return wrong(tr("Each is written NAME=value."))
    return ok()
