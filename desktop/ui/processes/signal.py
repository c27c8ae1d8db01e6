"""Send a signal to one process of a container."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Container, Kind
from desktop.model.commands import Command, ContainersCommand, Target, Verb
from desktop.model.inspection_masks import masked_value
from desktop.model.possible import applicable
from desktop.model.processes import SignalProcess
from desktop.model.store import Change, Store
from desktop.model.top import TopRow
from desktop.ui.dialogs import words
from desktop.ui.dialogs.form import Form
from desktop.ui.dialogs.kill import plain_signal, signal_field
from desktop.ui.dialogs.stop import Going, Look, answer_knowing
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import tr


async def signal_process(
    parent: QWidget | None,
    store: Store,
    target: Target,
    process: TopRow,
    inside: int | None,
    look: Look | None = None,
) -> Command | None:
    """Ask which signal; ``inside`` is its number in the container, None for the main process."""
    form = SignalForm(parent, store, target, process, inside)
    found: Command | None = await answer_knowing(form, form.goes, look)
    return found


class SignalForm(Form):
    """A signal, chosen or typed, for one process."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        target: Target,
        process: TopRow,
        inside: int | None,
    ) -> None:
        super().__init__(
            parent,
            store,
            title=tr("Send a signal"),
            verb=tr("Send"),
            picture=Icon.KILL,
        )
        self._target = target
        self._process = process
        self._inside = inside
        self.signal = self.add_field(signal_field("TERM"))
        self.goes = Going(store, 1)
        self.add(self.goes)

    def command(self) -> Command:
        signal = plain_signal(self.signal.text) or "SIGNAL"
        target = words.renewed(self.store, self._target)
        if self._inside is None:
            return ContainersCommand(Verb.KILL, (target,), signal=signal)
        return SignalProcess(target, self._inside, signal, self._process.pid)

    def over(self) -> str:
        record = self.store.containers.get(self._target.key)
        if record is None:
            return words.removed_meanwhile(self.store, Kind.CONTAINER, [self._target.name])
        if isinstance(record, Container) and applicable(Verb.KILL, record):
            return ""
        name = words.short(record.name)
        return tr("Container {name} does not run any more.", name=name)

    def concerns(self, change: Change) -> bool:
        return change.kind in (Kind.CONTAINER, Kind.VOLUME)

    def renew(self) -> None:
        name = words.short(words.renewed(self.store, self._target).name)
        heading = tr("Send a signal to process {pid} of {name}", pid=self._process.pid, name=name)
        said = visible(masked_value(self._process.command), limit=200)
        if self._inside is None:
            main = tr("It is the main process: when it ends, the container stops.")
            said = f"{said}\n{main}"
        else:
            inside = tr("Inside the container its number is {pid}.", pid=self._inside)
            said = f"{said}\n{inside}"
        self.say(heading, said)
        self.goes.renew()
