"""Stop containers of which the Engine removes some then, after saying exactly what goes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.engine.errors import EngineError
from desktop.engine.records import Container, Kind
from desktop.model import impact
from desktop.model.commands import ContainersCommand, RemoveContainers, Target, Verb, only
from desktop.model.impact import ContainerLoss
from desktop.model.possible import applicable
from desktop.model.store import Change, Store
from desktop.ui.dialogs import losses, remove_words, words
from desktop.ui.dialogs.findings import Findings
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.icons import Icon
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone

Look = Callable[[], Awaitable[Sequence[Target]]]
"""Tells those containers that the Engine removes when they end."""


async def stop_containers(
    parent: QWidget | None,
    store: Store,
    command: ContainersCommand,
    going: Sequence[Target],
    *,
    where: str = "",
) -> bool:
    """Ask before containers are stopped, of which ``going`` are removed then."""
    form = StopForm(parent, store, command, going)
    form.name_engine(where)
    return bool(await answer(form, lambda: True))


class StopForm(Form):
    """What goes with those that were started with ``--rm``."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        command: ContainersCommand,
        going: Sequence[Target],
    ) -> None:
        super().__init__(
            parent,
            store,
            title=tr("Stop container(s)", "", len(command.targets)),
            verb=tr("Stop"),
            picture=Icon.STOP,
            danger=True,
        )
        self._command = command
        self.goes = Going(store, len(command.targets))
        self.goes.show_those(going)
        self.add(self.goes)

    def command(self) -> ContainersCommand:
        stopped = only(self._command, self._living() or self._command.targets)
        assert isinstance(stopped, ContainersCommand)
        return stopped

    def over(self) -> str:
        if self._living():
            return ""
        asked = self._command.targets
        if len(asked) == 1:
            name = words.short(words.renewed(self.store, asked[0]).name)
            return tr("Container {name} does not run any more.", name=name)
        return tr("None of them runs any more.")

    def concerns(self, change: Change) -> bool:
        return change.kind in (Kind.CONTAINER, Kind.VOLUME)

    def renew(self) -> None:
        living = self._living()
        if len(self._command.targets) == 1:
            self.say(tr("Stop container {name}?", name=words.short(living[0].name)))
        else:
            self.say(tr("Stop %n container(s)?", "", len(living)))
        self.goes.renew()

    def _living(self) -> tuple[Target, ...]:
        """Those that still run, by their present names."""
        return tuple(
            words.renewed(self.store, target)
            for target in self._command.targets
            if isinstance(record := self.store.containers.get(target.key), Container)
            and applicable(Verb.STOP, record)
        )


async def answer_knowing(form: Form, goes: Going, look: Look | None) -> Any:
    """What the form is answered with; meanwhile it learns which containers go."""

    async def learn(look: Look) -> None:
        with suppress(EngineError):
            goes.show_those(await look())

    looking = asyncio.get_running_loop().create_task(learn(look)) if look is not None else None
    try:
        return await answer(form, form.command)
    finally:
        if looking is not None:
            looking.cancel()


class Going(QWidget):
    """Those of so many containers that the Engine removes when they end, and what goes with each.

    Not to be seen while there are none.
    """

    def __init__(self, store: Store, asked: int) -> None:
        super().__init__()
        self._store = store
        self._asked = asked
        self._going: tuple[Target, ...] = ()
        self._note = ToneLabel()
        self.findings = Findings(tr("What is removed"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * GRID)
        column.addWidget(self._note)
        column.addWidget(self.findings)
        self.hide()

    def show_those(self, going: Sequence[Target]) -> None:
        """These go."""
        self._going = tuple(going)
        self.setVisible(bool(going))
        text = tr(
            "%n of them (was|were) started with --rm: the Engine removes (it|them) when "
            "(it|they) (ends|end).",
            "",
            len(going),
        )
        if self._asked == 1:
            text = tr("It was started with --rm: the Engine removes it when it ends.")
        lost = remove_words.summary(Kind.CONTAINER, len(going))
        self._note.say(f"{text} {lost}", Tone.DANGER)
        self.renew()

    def renew(self) -> None:
        """What goes with each as it is now, as far as the lists tell it."""
        there = [t for t in self._going if self._store.containers.get(t.key) is not None]
        targets = tuple(words.renewed(self._store, target) for target in there)
        command = RemoveContainers(targets, force=True, volumes=True)
        found = impact.of(command, self._store)
        self.findings.show_findings(
            [
                losses.finding(replace(loss, killed=False), users_known=found.users_known)
                for loss in found.losses
                if isinstance(loss, ContainerLoss)
            ]
        )
