"""Which parts exist and how they join: the start as a story, and the orderly end.

The window is painted before docker-py is imported: importing it costs as much as Qt itself.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ["QT_API"] = "pyside6"  # qasync takes the first Qt that it finds otherwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import desktop
import desktop.ui  # the first of ours: see there
from desktop import display
from desktop.command_line import arguments, tell
from desktop.ending import ended_by_signals
from desktop.engine.discovery import ENVIRON, candidates, is_named
from desktop.engine.endpoint import Endpoint
from desktop.engine.protocol import Engine
from desktop.engine.records import Ability, Kind
from desktop.engine.threads import SWITCH_SECONDS, run_in_thread
from desktop.locating import Locator
from desktop.log_file import log_to
from desktop.model import preferences
from desktop.model.commands import SWARM_VERBS
from desktop.model.operations import Operation, Operations
from desktop.model.private import PrivateEngineKeeper
from desktop.model.session import Link, Session, Status
from desktop.model.starter import pack_starter
from desktop.model.store import Store
from desktop.second_start import Door, Runs, Wish
from desktop.tracing import Trace
from desktop.ui import theme
from desktop.ui.collecting import Collecting
from desktop.ui.opening import OpeningApplication
from desktop.ui.settings import Settings
from desktop.ui.text import install_language
from desktop.ui.window import MainWindow, Parts

log = logging.getLogger("desktop")

QUIT_SECONDS = 2.5
LOOK_SECONDS = 30.0  # between two looks at the Engine because a person came back


class Application:
    """The parts, from the first paint to the last thread's end."""

    def __init__(
        self,
        qt: QApplication,
        options: argparse.Namespace,
        trace: Trace,
        door: Door | None = None,
    ) -> None:
        folder = options.config or _folder()
        self._trace = trace
        self._qt = qt
        self._door = door
        self.settings = Settings(folder)
        self._saving: asyncio.Task[None] | None = None
        self._end_saving = self.settings.touched.subscribe(self._save_soon)
        self._log_handler = log_to(folder)
        appearance = theme.apply_theme(qt, theme.Scheme(self.settings.chosen(preferences.THEME)))
        install_language(qt, options.lang or self.settings.chosen(preferences.LANGUAGE) or None)
        trace.mark("styled")
        self.store = Store()
        self.keeper = PrivateEngineKeeper(folder / "engine")
        locator = Locator(
            self.keeper,
            host=options.host,
            context=options.context,
            starts_private=bool(
                options.private_engine_if_none or self.settings.chosen(preferences.START_PRIVATE)
            ),
            preferred=self._preferred,
        )
        self.session = Session(self.store, locator.find, locator.connect)
        self.operations = Operations(lambda: self.session.engine, self.session.suspect)
        self._collecting = Collecting(qt)
        self.window = MainWindow(
            Parts(
                self.store,
                self.session,
                self.operations,
                self.keeper,
                self.settings,
                appearance,
                pack_starter,
            )
        )
        trace.mark("built")
        self._ended = asyncio.Event()
        self._tidied: Engine | None = None
        self._files: list[Path] = [path.absolute() for path in options.files]
        self.window.closing.connect(self._ended.set)
        self._looked = time.monotonic()
        qt.applicationStateChanged.connect(self._on_state_changed)
        self.operations.changed.subscribe(self._on_operation_changed)
        self.session.status_changed.subscribe(self._on_status_changed)

    async def run(self) -> int:
        """Show the window, keep the store true, and end in order when it is closed."""
        self._trace.watch(self.window, self.store, self.session)
        self.window.show()
        if self._door is not None:
            self._door.listen(self._on_second_start)
        session = asyncio.get_running_loop().create_task(self.session.run(), name="session")
        session.add_done_callback(self._on_session_ended)
        with ended_by_signals(self._ended):
            await self._ended.wait()
            if self.window.isVisible():  # ended by a signal, not by its button
                self.window.remember()
            self.window.hide()
            await self._end(session)
        return 0

    def _preferred(self) -> Endpoint | None:
        chosen = self.settings.chosen
        places = chosen(preferences.PLACES)
        return preferences.first_place(places, chosen(preferences.FIRST_PLACE))

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        """A person comes back, perhaps after a sleep: see whether the Engine still answers."""
        now = time.monotonic()
        if state == Qt.ApplicationState.ApplicationActive and now - self._looked > LOOK_SECONDS:
            self._looked = now
            self.session.suspect()

    def _save_soon(self, _name: str) -> None:
        if self._saving is None or self._saving.done():
            saving = self.settings.save_soon()
            self._saving = asyncio.get_running_loop().create_task(saving, name="settings")

    def _on_operation_changed(self, operation: Operation) -> None:
        """Where the Engine tells no events of a kind, our own changes are listed again."""
        engine = self.session.engine
        networks = any(target.kind is Kind.NETWORK for target in operation.command.targets)
        if operation.running or engine is None or not networks:
            return
        # Of the networks that come and go with a Swarm no Engine tells.
        unheard = operation.command.verb in SWARM_VERBS
        if unheard or Ability.NETWORK_EVENTS not in engine.info.abilities:
            self.window.deeds.spawn(self.session.refresh())

    def _on_status_changed(self, status: Status) -> None:
        """What an earlier run of ours has left on the Engine goes, when it has ended badly."""
        engine = self.session.engine
        if status.link is Link.LIVE and engine is not None and engine is not self._tidied:
            self._tidied = engine
            self.window.deeds.spawn(self._remove_left(engine))
            self._open_files()

    def _open_files(self) -> None:
        """What was named at this start, or a later one, as soon as an Engine can take it."""
        files, self._files = self._files, []
        if files:
            from desktop.ui.deeds.drops import dropped

            self.window.deeds.spawn(dropped(self.window.deeds, files))

    def open_file(self, file: str) -> None:
        """Open one more, as soon as an Engine can take it."""
        self._on_second_start(Wish(files=(file,)))

    def _on_second_start(self, wish: Wish) -> None:
        """Somebody started Portside again: come to the front, and do what that start was to do."""
        self.window.come_to_front(wish.token)
        if is_named(wish.host, wish.context, wish.environ):
            self.window.deeds.spawn(self._move(wish))
            return
        self._files += [Path(file) for file in wish.files]
        if self.session.engine is not None:
            self._open_files()

    async def _move(self, wish: Wish) -> None:
        """To the Engine that a later start named; where it named none that there is, say so."""
        context = None if wish.host else wish.context
        place, *_ = await run_in_thread(
            lambda: candidates(wish.host, context, environ=wish.environ), name="place"
        )
        if place.problem is not None:
            from desktop.ui.unreachable import unreachable

            sentence, _advice = unreachable(place.endpoint, place.problem)
            self.window.say(sentence)
            return
        self._files += [Path(file) for file in wish.files]
        now = self.session.status.endpoint
        if now is None or now.url != place.endpoint.url:
            self._tidied = None
            self.session.move_to(place.endpoint)
        elif self.session.engine is not None:
            self._open_files()

    async def _remove_left(self, engine: Engine) -> None:
        from desktop.model.terminals.helper import remove_left_helpers

        await remove_left_helpers(engine, list(self.store.containers))

    async def _end(self, session: asyncio.Task[None]) -> None:
        """Everything that we made is ended by us: work, streams, threads, the private Engine."""
        if self._door is not None:
            self._door.close()
        self._qt.applicationStateChanged.disconnect(self._on_state_changed)
        try:
            async with asyncio.timeout(QUIT_SECONDS):
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._end_work(session))
                    group.create_task(self.keeper.close())
        except TimeoutError:
            log.warning("the end took too long; what still runs is left behind")
        self._end_saving()
        if self._saving is not None:
            self._saving.cancel()
            await asyncio.wait([self._saving])
        self.settings.save()
        self._trace.close()
        self.window.deleteLater()
        self._collecting.close_down()
        logging.getLogger().removeHandler(self._log_handler)
        self._log_handler.close()

    async def _end_work(self, session: asyncio.Task[None]) -> None:
        await self.operations.close()
        await self.window.close_down()
        session.cancel()
        await asyncio.wait([session])

    def _on_session_ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("the session failed", exc_info=problem)
            self._ended.set()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the application; returns its exit code."""
    options = arguments(sys.argv[1:] if argv is None else argv)
    try:
        trace = Trace(options.trace)
    except OSError as problem:
        tell(f"--trace: {problem}")
        return 2
    if why := display.choose():
        tell(why)
        return 1
    try:
        door = _door(options)
    except Runs:
        return 0
    sys.setswitchinterval(SWITCH_SECONDS)
    QApplication.setApplicationName("portside")
    # No display name: Qt would add it to the title, which begins with it.
    QApplication.setApplicationVersion(desktop.__version__)
    QApplication.setDesktopFileName("portside")
    qt = OpeningApplication(sys.argv[:1])
    qt.setQuitOnLastWindowClosed(False)
    import qasync

    loop = qasync.QEventLoop(qt)
    asyncio.set_event_loop(loop)
    sys.excepthook = _on_unexpected
    trace.mark("qt")
    with loop:

        async def run() -> int:
            if options.smoke_test is not None:
                return await _smoke_test(qt, options, trace)
            application = Application(qt, options, trace, door)
            qt.hand_files_to(application.open_file)
            return await application.run()

        result: int = loop.run_until_complete(run())
        return result


def _door(options: argparse.Namespace) -> Door | None:
    """Where later starts knock; raises ``Runs`` where this is a later start itself."""
    if options.smoke_test is not None:
        return None
    wish = Wish(
        tuple(str(file.absolute()) for file in options.files),
        options.host or "",
        options.context or "",
        os.environ.get("XDG_ACTIVATION_TOKEN", ""),
        {name: os.environ[name] for name in ENVIRON if name in os.environ},
    )
    return Door.open(options.config or _folder(), wish)


async def _smoke_test(qt: QApplication, options: argparse.Namespace, trace: Trace) -> int:
    from desktop.smoke_test import scripted_engine, smoke_test

    options.smoke_test.mkdir(parents=True, exist_ok=True)
    with scripted_engine() as options.host:
        options.config = options.smoke_test / "config"
        return await smoke_test(lambda: Application(qt, options, trace), options.smoke_test)


def _folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir("portside", appauthor=False))


def _on_unexpected(kind: type[BaseException], problem: BaseException, trace: Any) -> None:
    """A fault in a slot: logged, and the window goes on."""
    if issubclass(kind, KeyboardInterrupt):
        return
    log.error("unexpected", exc_info=(kind, problem, trace))
