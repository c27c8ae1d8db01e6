"""What a deed acts with: the rows that are meant, the window, the Engine's session, operations."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Ability, Kind
from desktop.model.commands import (
    Command,
    Target,
    Verb,
)
from desktop.model.operations import Busy, Operation, Operations
from desktop.model.possible import applicable
from desktop.model.secrets import masked_text
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from desktop.ui.text import tr
from desktop.ui.trees.rows import Row
from desktop.ui.wording import endpoint_title

if TYPE_CHECKING:
    from desktop.ui.living import LivingPages
    from desktop.ui.terminal.shared import SharedTerminals

log = logging.getLogger(__name__)

# The rows to act on instead of the selected ones; a deed that asks first runs as a task, later.
_CHOSEN: ContextVar[list[Row] | None] = ContextVar("chosen rows", default=None)


class Window(Protocol):
    """What the deeds need of the main window."""

    @property
    def surroundings(self) -> Surroundings: ...

    @property
    def shown_kind(self) -> Kind | None: ...

    def selected(self, kind: Kind) -> list[Row]: ...

    def focus_filter(self) -> None: ...

    def open_palette(self) -> None: ...

    def show_section(self, name: str) -> None: ...

    def toggle_activity(self) -> None: ...

    def toggle_details(self) -> None: ...

    def show_tab(self, name: str) -> None: ...

    def reveal(self, kind: Kind, key: str) -> None: ...

    def open_page(
        self, key: str, title: str, picture: Icon, make: Callable[[Surroundings], QWidget]
    ) -> None: ...

    @property
    def living(self) -> LivingPages | None: ...

    def choose_theme(self, name: str) -> None: ...

    def open_settings(self, page: str = "") -> None: ...

    def begin_tour(self) -> None: ...

    def say(self, text: str) -> None: ...

    def widget(self) -> QWidget: ...

    def close(self) -> bool: ...

    def export_script(self) -> None: ...

    def current_rows(self) -> list[Row]: ...


class Deeds:
    """Runs the deeds. Coroutines run as tasks of its own, which end with it."""

    def __init__(
        self,
        window: Window,
        store: Store,
        session: Session,
        operations: Operations,
        pack: Callable[[], Awaitable[Command | None]],
        settings: Settings,
    ) -> None:
        self.window = window
        self.store = store
        self.session = session
        self.operations = operations
        self.pack = pack
        self._settings = settings
        self.opened_terminals = 0
        self._tasks: set[asyncio.Task[Any]] = set()

    @cached_property
    def terminals(self) -> SharedTerminals:
        """What terminals share, when there is the first."""
        from desktop.ui.terminal.shared import SharedTerminals

        return SharedTerminals(self._settings, self.session.connect)

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
            said = masked_text(str(problem))
            self.window.say(tr("Something went wrong: {problem}", problem=said))

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

    def targets(self, kind: Kind, verb: Verb) -> tuple[Target, ...]:
        """Those of the rows to act on where the verb makes sense, each once."""
        fitting = {
            row.record.key: row
            for row in self.rows(kind)
            if applicable(verb, row.record, self.abilities)
            and self.operations.busy(kind, row.record.key) is not verb
        }
        return tuple(Target(kind, key, row.title) for key, row in fitting.items())
