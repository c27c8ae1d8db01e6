"""What the actions do: gather the targets, ask what must be asked, start an operation.

Each deed is short: a dialog fills a command, and the command runs as an operation.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from typing import Any, Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop import __version__
from desktop.engine.records import Ability, Image, Kind
from desktop.model.commands import (
    Command,
    ContainersCommand,
    MeasureVolumes,
    Target,
    Verb,
)
from desktop.model.operations import Busy, Operation, Operations
from desktop.model.possible import applicable
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.ui import dialogs
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.plain import Answer, ask
from desktop.ui.text import tr
from desktop.ui.theme import Tone
from desktop.ui.trees.rows import Row
from desktop.ui.wording import endpoint_title

log = logging.getLogger(__name__)

# The rows to act on instead of the selected ones; a deed that asks first runs as a task, later.
_CHOSEN: ContextVar[list[Row] | None] = ContextVar("chosen rows", default=None)


class Window(Protocol):
    """What the deeds need of the main window."""

    def selected(self, kind: Kind) -> list[Row]: ...

    def focus_filter(self) -> None: ...

    def open_palette(self) -> None: ...

    def show_section(self, name: str) -> None: ...

    def toggle_activity(self) -> None: ...

    def toggle_details(self) -> None: ...

    def show_inspect(self) -> None: ...

    def open_page(
        self, key: str, title: str, picture: Icon, make: Callable[[Surroundings], QWidget]
    ) -> None: ...

    def choose_theme(self, name: str) -> None: ...

    def say(self, text: str) -> None: ...

    def widget(self) -> QWidget: ...

    def close(self) -> bool: ...

    def export_script(self) -> None: ...

    def current_rows(self) -> list[Row]: ...


class Deeds:
    """The window's hands. Coroutines run as tasks of its own, which end with it."""

    def __init__(
        self,
        window: Window,
        store: Store,
        session: Session,
        operations: Operations,
        pack: Callable[[], Awaitable[Command | None]],
    ) -> None:
        self.window = window
        self.store = store
        self.session = session
        self.operations = operations
        self._pack = pack
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def abilities(self) -> frozenset[Ability]:
        """What the Engine can do; everything while none is connected."""
        engine = self.session.engine
        return frozenset(Ability) if engine is None else engine.info.abilities

    def rows(self, kind: Kind) -> list[Row]:
        """The rows to act on: the selected ones of that kind."""
        chosen = _CHOSEN.get()
        return self.window.selected(kind) if chosen is None else chosen

    def on(self, rows: list[Row], run: Callable[[Deeds], object]) -> None:
        """Do something to these rows instead of the selected ones (palette, row buttons)."""
        token = _CHOSEN.set(rows)
        try:
            self.do(run)  # a task takes the context along
        finally:
            _CHOSEN.reset(token)

    def do(self, run: Callable[[Deeds], object]) -> None:
        """Run a deed; a coroutine becomes a task."""
        result = run(self)
        if inspect.iscoroutine(result):
            self.spawn(result)

    def spawn(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        """A task that is kept, and whose failure is logged."""
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("a deed failed", exc_info=problem)
            self.window.say(tr("Something went wrong: {problem}", problem=problem))

    async def close(self) -> None:
        """End what still asks."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def run(self, command: Command | None) -> Operation | None:
        """Start a command's operation; None when there is none, or it runs already."""
        if command is None or not command.targets:
            return None
        try:
            return self.operations.start(command)
        except Busy as busy:
            self.window.say(tr("This already runs on {name}.", name=busy.target.name))
            return None

    @property
    def where(self) -> str:
        """The Engine that is acted on, for questions before destructive acts."""
        endpoint = self.session.status.endpoint
        return endpoint_title(endpoint) if endpoint is not None else ""

    def _targets(self, kind: Kind, verb: Verb) -> tuple[Target, ...]:
        fitting = {
            row.record.key: row
            for row in self.rows(kind)
            if applicable(verb, row.record, self.abilities)
            and self.operations.busy(kind, row.record.key) is not verb
        }
        return tuple(Target(kind, key, row.title) for key, row in fitting.items())

    # Containers

    def containers(self, verb: Verb) -> None:
        targets = self._targets(Kind.CONTAINER, verb)
        if targets:
            self.run(ContainersCommand(verb, targets))

    async def kill(self) -> None:
        targets = self._targets(Kind.CONTAINER, Verb.KILL)
        self.run(await dialogs.kill_containers(self.window.widget(), self.store, targets))

    async def rename(self) -> None:
        for target in self._targets(Kind.CONTAINER, Verb.RENAME)[:1]:
            self.run(await dialogs.rename_container(self.window.widget(), self.store, target))

    async def remove(self, kind: Kind) -> None:
        parent, store = self.window.widget(), self.store
        command: Command | None
        if kind is Kind.IMAGE:
            targets = self._image_targets()
            command = await dialogs.remove_images(parent, store, targets, where=self.where)
        else:
            targets = self._targets(kind, Verb.REMOVE)
            ask: Any = {
                Kind.CONTAINER: dialogs.remove_containers,
                Kind.NETWORK: dialogs.remove_networks,
                Kind.VOLUME: dialogs.remove_volumes,
            }[kind]
            command = await ask(parent, store, targets, where=self.where)
        self.run(command)

    # Images

    def _image_targets(self) -> tuple[Target, ...]:
        """A row stands for its names in its repository; a dangling one for its id."""
        targets: list[Target] = []
        for row in self.rows(Kind.IMAGE):
            names = [f"{row.group.title}:{tag}" for tag in row.tags] if row.group else []
            targets += [
                Target(Kind.IMAGE, row.record.key, name) for name in names or [row.record.key]
            ]
        return tuple(targets)

    async def tag(self) -> None:
        for target in self._image_targets()[:1]:
            self.run(await dialogs.tag_image(self.window.widget(), self.store, target))

    async def pull(self, reference: str = "") -> None:
        self.run(await dialogs.pull_image(self.window.widget(), self.store, reference))

    async def load(self) -> None:
        self.run(await dialogs.load_images(self.window.widget()))

    async def pack_starter(self) -> None:
        command = await self._pack()
        if command is None:
            self.window.say(tr("This machine has no statically linked busybox to pack."))
        else:
            self.run(command)

    # Networks and volumes

    async def create_network(self) -> None:
        engine = self.session.engine
        info = engine.info if engine is not None else None
        self.run(await dialogs.create_network(self.window.widget(), self.store, info))

    async def create_volume(self) -> None:
        self.run(await dialogs.create_volume(self.window.widget(), self.store))

    def measure_volumes(self) -> None:
        self.run(MeasureVolumes(self.store.take_volume_sizes))

    # The window

    async def refresh(self) -> None:
        await self.session.refresh()

    def export_script(self) -> None:
        self.window.export_script()

    async def about(self) -> None:
        await ask(
            self.window.widget(),
            tr("About Portside"),
            tr("Portside {version}", version=__version__),
            tr("A desktop application for Docker."),
            [Answer("close", tr("Close"))],
            tone=Tone.ACCENT,
        )

    def quit(self) -> None:
        self.window.close()

    def copy_names(self) -> None:
        names = []
        for row in self.window.current_rows():
            if isinstance(row.record, Image) and row.group is not None and row.tags:
                names += [f"{row.group.title}:{tag}" for tag in row.tags]
            else:
                names.append(row.title)
        self._copy(names)

    def copy_references(self) -> None:
        """What an image is pulled and run by: its names, else its digests, else its id."""
        texts: list[str] = []
        for row in self.rows(Kind.IMAGE):
            image = row.record
            if isinstance(image, Image):
                texts += image.references or image.digests or (image.id,)
        self._copy(texts)

    def copy_ids(self) -> None:
        self._copy([row.record.key for row in self.window.current_rows()])

    def _copy(self, texts: list[str]) -> None:
        if texts:
            QGuiApplication.clipboard().setText("\n".join(dict.fromkeys(texts)))
