"""The page that sets up SSH between containers: choose, see what each has, set up, proven."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QMenu

from desktop.engine.errors import EngineError
from desktop.engine.records import Container, Kind, State
from desktop.model.commands import Target, Verb
from desktop.model.operations import Operation
from desktop.model.ssh.commands import ConnectSsh, TakeOutKeys
from desktop.model.ssh.records import KeyType, Looked, SshSpec, mark_of
from desktop.model.ssh.story import SshStory, look_for, strays
from desktop.model.store import Change
from desktop.ui import problems, wording
from desktop.ui.focus import show_instead
from desktop.ui.icons import Icon
from desktop.ui.living.tabs import Face
from desktop.ui.page import Surroundings
from desktop.ui.plain import visible
from desktop.ui.ssh import shown
from desktop.ui.ssh.containers import Row
from desktop.ui.ssh.install import install_ssh
from desktop.ui.ssh.layout import SshLayout
from desktop.ui.ssh.looking import Looking
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_OURS = (Verb.CONNECT_SSH, Verb.INSTALL_SSH, Verb.TAKE_OUT_KEYS)


class SshPage(SshLayout):
    """Lives on in a tab. Nothing is changed in any container before Set up is pressed."""

    face_changed = Signal()

    def __init__(self, surroundings: Surroundings, keys: Sequence[str]) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._session = surroundings.session
        self._store = surroundings.session.store
        self._chosen = dict.fromkeys(keys)
        self._order = tuple(keys)
        self.story = SshStory()
        self._operation: Operation | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.looking = Looking(self._session, self.story, lambda: self.spec, self._on_looked)
        self._problem = ""
        self._taking_out = False
        self.set_up_button.clicked.connect(self.set_up)
        self.cancel_button.clicked.connect(self.cancel)
        self.answers.step_wanted.connect(surroundings.run)
        self.model.chosen_changed.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.menu_requested.connect(self._open_menu)
        self.matrix.selectionModel().currentChanged.connect(lambda *_: self._show_answer())
        self.user.editingFinished.connect(self._on_spec_changed)
        self.key_type.currentIndexChanged.connect(self._on_spec_changed)
        self._spec_looked = self.spec
        self._ends = (
            self.story.told.subscribe(lambda _none: self._show()),
            self._store.changed.subscribe(self._on_store_changed),
            surroundings.operations.changed.subscribe(self._on_operation_changed),
            self._session.status_changed.subscribe(lambda _status: self._look()),
        )
        self._look()

    def face(self) -> Face:
        """What its tab shows."""
        names = [visible(target.name, limit=20) for target in self.targets()]
        return Face(tr("SSH: {names}", names=wording.listed(names)), Icon.KEY)

    @property
    def spec(self) -> SshSpec:
        """What is chosen besides the containers."""
        kind = KeyType(self.key_type.currentData())
        return SshSpec(self.user.text().strip() or "root", kind)

    def targets(self) -> tuple[Target, ...]:
        """The containers that are chosen and run."""
        return tuple(
            Target(Kind.CONTAINER, record.id, record.name)
            for record in self._running()
            if record.id in self._chosen
        )

    def set_up(self) -> None:
        """Do all that is still to be done, and prove it."""
        if self.set_up_button.isEnabled() and self._operation is None:
            self._problem = ""
            command = ConnectSsh(self.targets(), self.spec, self.story)
            self._operation = self._surroundings.run(command)
            self._show()

    def cancel(self) -> None:
        """End what runs; what was changed is right, and the rest can be done later."""
        if self._operation is not None:
            self._surroundings.operations.cancel(self._operation)

    async def close_down(self) -> None:
        """End what it asks, and hear nothing any more; what is being set up goes on."""
        for end in self._ends:
            end()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await self.looking.close()

    # What is asked

    def _look(self) -> None:
        """See what those have that are chosen and were not looked at."""
        self.looking.look(self.targets())
        self._show()

    def _on_looked(self, target: Target, problem: EngineError | None) -> None:
        if problem is not None and target.key in self._store.containers:
            self._problem = problems.sentence(Verb.CONNECT_SSH, target, problem, self._store)
        self._show()

    # What a person does

    def install(self) -> None:
        """Ask whether what is missing may be installed."""
        found = [(it, self._looked(it).install) for it in self.targets() if self._lacks(it)]
        self._begin(self._install([(target, line) for target, line in found if line]))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _install(self, found: Sequence[tuple[Target, str]]) -> None:
        command = await install_ssh(self.window(), self._store, found)
        if command is not None:
            self._surroundings.run(command)

    def take_out_strays(self) -> None:
        """Take the keys of removed containers out of all that run and know them."""
        self._begin(self._take_out(frozenset().union(*self._strays().values())))

    def take_out(self, key: str) -> None:
        """Take one container's key out of all others that run, and leave it out from now on."""
        self._chosen.pop(key, None)
        self.story.forget_logins(key)
        self._begin(self._take_out(frozenset({mark_of(key)})))
        self._show()

    async def _take_out(self, marks: Collection[str]) -> None:
        """Also of those that are not chosen: they may have been once."""
        engine, running = self._session.engine, self._running()
        if engine is None or self._taking_out:
            return
        self._taking_out = True
        try:
            found = await look_for(engine, [it.id for it in running], self.spec, marks)
        except EngineError as error:
            target = Target(Kind.CONTAINER, running[0].id, running[0].name)
            self._problem = problems.sentence(Verb.TAKE_OUT_KEYS, target, error, self._store)
            self._show()
            return
        finally:
            self._taking_out = False
        targets = tuple(Target(Kind.CONTAINER, it.id, it.name) for it in running if it.id in found)
        if targets:
            self._surroundings.run(TakeOutKeys(targets, tuple(found.items()), self.spec.user))
        else:
            self._surroundings.say(tr("No container that runs knows its key."))

    def _on_chosen(self, key: str, chosen: bool) -> None:
        if chosen:
            self._chosen[key] = None
        else:
            self._chosen.pop(key, None)
        self.face_changed.emit()
        self._look()

    def _on_opened(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        self._on_chosen(row.key, not row.chosen)

    def _open_menu(self, where: QPoint) -> None:
        index = self.list.currentIndex()
        key = self.model.rows[index.row()].key
        menu = QMenu(self)
        act = menu.addAction(tr("Take its key out of the others"))
        act.setEnabled(self._session.engine is not None and self._operation is None)
        act.triggered.connect(lambda: self.take_out(key))
        menu.popup(where)

    def _on_spec_changed(self) -> None:
        if self.spec != self._spec_looked:
            self._spec_looked = self.spec
            self.story.logins = {}
            self.looking.look_again(self.targets())
            self._show()

    # What is shown

    def _show(self) -> None:
        targets = self.targets()
        running = self._operation is not None
        self.model.show(self._rows())
        cells = shown.cells(self.story, targets, asked=running)
        self.matrix_model.show([it.key for it in targets], [it.name for it in targets], cells)
        self.matrix.choose_first()
        looking = bool(self.looking)
        self.title.setText(shown.title(self.story, targets, running=running, looking=looking))
        ready = len(targets) > 1 and all(self._looked(target).ready for target in targets)
        self.set_up_button.setEnabled(ready and self._session.engine is not None)
        buttons = self.cancel_button, self.set_up_button
        show_instead(*(buttons if running else reversed(buttons)))
        for part in (self.user, self.key_type):
            part.setEnabled(not running)
        self._say(targets)
        self._show_answer()

    def _rows(self) -> list[Row]:
        story, running = self.story, self._running()
        names = {record.id: record.name for record in running}
        return [
            Row(
                record.id,
                record.name,
                record.id in self._chosen,
                story.looked.get(record.id) if record.id in self._chosen else None,
                story.did.get(record.id, frozenset()) if record.id in story.machines else None,
                tuple(names[it] for it in story.twins(record.id) if it in names),
            )
            for record in running
        ]

    def _show_answer(self) -> None:
        index, targets = self.matrix.currentIndex(), self.targets()
        if not index.isValid() or max(index.row(), index.column()) >= len(targets):
            self.answers.show_answers("", [], [])
            return
        one, two = targets[index.row()], targets[index.column()]
        asked = self._operation is not None
        answer, command = shown.answer(self.story, one, two, asked=asked)
        line = ("docker", "exec", "--user", self.spec.user, one.name, *command, "true")
        names = {"source": visible(one.name, limit=60), "target": visible(two.name, limit=60)}
        title, helps = tr("From {source} to {target}", **names), shown.helps(self.story, one, two)
        self.answers.show_answers(title, [answer], [line], helps)

    def _say(self, targets: Sequence[Target]) -> None:
        """What is most in the way, and the button that helps."""
        if self._operation is not None:
            self.banner.hide()
        elif lacking := [(it, self._looked(it)) for it in targets if self._lacks(it)]:
            said = shown.lacking(lacking, self.spec.user)
            installs = any(looked.install for _target, looked in lacking)
            actions = [(tr("Install…"), self.install)] if installs else []
            self.banner.say(said, actions=actions, dismissible=False)
        elif self._problem:
            self.banner.say(self._problem, Tone.DANGER)
        elif found := self._strays():
            marks = frozenset().union(*found.values())
            said = tr("The keys of %n removed container(s) are still trusted here.", "", len(marks))
            if any(it.state is not State.RUNNING for it in self._store.containers):
                said += " " + tr("They are taken out of all that run.")
            self.banner.say(said, actions=[(tr("Take them out"), self.take_out_strays)])
        elif twins := shown.twins(self.story, targets):
            said = shown.of_one_image(twins, self.spec.key_type)
            self.banner.say(said, Tone.ACCENT, dismissible=False)
        else:
            self.banner.hide()

    def _go_to_failure(self) -> None:
        """Make the first direction that does not work the current one."""
        place = {target.key: number for number, target in enumerate(self.targets())}
        for (source, target), login in sorted(self.story.logins.items()):
            if not login.works and source in place and target in place:
                self.matrix.setCurrentIndex(self.matrix_model.index(place[source], place[target]))
                return

    # What is known

    def _running(self) -> list[Container]:
        """Those that run, the ones that were chosen at first before the others."""
        found = [it for it in self._store.containers if it.state is State.RUNNING]
        place = {key: number for number, key in enumerate(self._order)}
        return sorted(found, key=lambda it: (place.get(it.id, len(place)), it.name))

    def _looked(self, target: Target) -> Looked:
        return self.story.looked.get(target.key, Looked())

    def _lacks(self, target: Target) -> bool:
        return target.key in self.story.looked and not self._looked(target).ready

    def _strays(self) -> dict[str, frozenset[str]]:
        ours = {target.key: self._looked(target) for target in self.targets()}
        return strays(ours, [record.id for record in self._store.containers])

    def _on_store_changed(self, change: Change) -> None:
        if change.kind is not Kind.CONTAINER:
            return
        begun = [it.id for it in (*change.appeared, *change.changed) if isinstance(it, Container)]
        if self._operation is None:
            for record in change.changed:
                if isinstance(record, Container) and record.state is not State.RUNNING:
                    self.looking.forget(record.id)
                    self.story.forget_logins(record.id)
        if begun or change.vanished:
            self.face_changed.emit()
            self._look()

    def _on_operation_changed(self, operation: Operation) -> None:
        if operation is self._operation and not operation.running:
            self._operation = None
            for failure in operation.failures:
                target, error = failure.target, failure.error
                self._problem = problems.sentence(Verb.CONNECT_SSH, target, error, self._store)
            self._go_to_failure()
        if operation.command.verb in _OURS and not operation.running:
            self.looking.look_again(self.targets(), keep=True)
            self._show()
        elif operation is self._operation:
            self._show()
