"""What is done to containers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMenu, QWidget

from desktop.engine.errors import EngineError
from desktop.engine.records import Container, Kind, Record
from desktop.model.commands import Command, ContainersCommand, Target, Verb
from desktop.model.consent import Consent, removed_at_their_end
from desktop.model.in_turn import InTurn
from desktop.model.update import limits_of
from desktop.ui import dialogs, links
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.plain import visible
from desktop.ui.text import tr


def act(deeds: Deeds, verb: Verb) -> None:
    targets = deeds.targets(Kind.CONTAINER, verb)
    if targets:
        deeds.run(with_consent(deeds, ContainersCommand(verb, targets)))


def with_consent(deeds: Deeds, command: Command) -> Command:
    """The same; where it stops what the Engine removes then, a person is asked before."""
    if isinstance(command, InTurn):
        before = tuple(with_consent(deeds, step) for step in command.before)
        return replace(command, before=before)
    if not isinstance(command, ContainersCommand) or command.verb is not Verb.STOP:
        return command
    if command.consent is not None and command.consent.settled:
        return command

    async def ask(going: tuple[Target, ...]) -> bool:
        parent, store = deeds.window.widget(), deeds.store
        return await dialogs.stop_containers(parent, store, command, going, where=deeds.where)

    return replace(command, consent=Consent(command.targets, ask))


async def kill(deeds: Deeds) -> None:
    targets = deeds.targets(Kind.CONTAINER, Verb.KILL)
    engine = deeds.session.engine
    look = partial(removed_at_their_end, engine, targets) if engine is not None else None
    deeds.run(
        await dialogs.kill_containers(
            deeds.window.widget(), deeds.store, targets, where=deeds.where, look=look
        )
    )


async def update(deeds: Deeds) -> None:
    targets = deeds.targets(Kind.CONTAINER, Verb.UPDATE)
    engine = deeds.session.engine
    if not targets or engine is None:
        return
    try:
        known = [await engine.inspect(Kind.CONTAINER, target.key) for target in targets]
    except EngineError as error:
        from desktop.ui import problems

        deeds.window.say(problems.sentence(Verb.UPDATE, targets[0], error, deeds.store))
        return

    def warn(target: Target, warnings: tuple[str, ...]) -> None:
        said = visible(" ".join(warnings), limit=400)
        deeds.window.say(tr("{name}: the Engine warns: {text}", name=target.name, text=said))

    parent, now = deeds.window.widget(), [limits_of(each) for each in known]
    deeds.run(await dialogs.update_containers(parent, deeds.store, targets, now, warn))


async def rename(deeds: Deeds) -> None:
    for target in deeds.targets(Kind.CONTAINER, Verb.RENAME)[:1]:
        deeds.run(await dialogs.rename_container(deeds.window.widget(), deeds.store, target))


def has_open_port(record: Record, deeds: Deeds) -> bool:
    return bool(_port_urls(record, deeds))


def open_port(deeds: Deeds) -> None:
    """Open the one port, or let choose among several."""
    urls = {
        text: url
        for row in deeds.rows(Kind.CONTAINER)[:1]
        for text, url in _port_urls(row.record, deeds).items()
    }
    if len(urls) == 1:
        links.open_in_browser(next(iter(urls.values())))
    elif urls:
        _choose(deeds.window.widget(), urls)


def _choose(window: QWidget, urls: dict[str, QUrl]) -> None:
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, url in urls.items():
        action = menu.addAction(visible(text))
        action.triggered.connect(lambda *_, url=url: links.open_in_browser(url))
    menu.setActiveAction(menu.actions()[0])
    focused: QWidget | None = window.focusWidget()
    place = focused or window
    menu.popup(place.mapToGlobal(place.rect().center()))


def _port_urls(record: Record, deeds: Deeds) -> dict[str, QUrl]:
    ports = record.ports if isinstance(record, Container) else ()
    return links.port_urls(ports, deeds.session.status.endpoint)


def logs(deeds: Deeds) -> None:
    """Show the log in the details; of several, merged, in a tab that lives on."""
    rows = {row.record.key: row for row in deeds.rows(Kind.CONTAINER)}
    if len(rows) == 1:
        deeds.window.reveal(Kind.CONTAINER, *rows)
        deeds.window.show_tab("logs")
    elif rows:

        def make(surroundings: Surroundings) -> QWidget:
            from desktop.ui.logs.log_page import LogPage

            return LogPage(surroundings, tuple(rows))

        names = ", ".join(visible(row.title, limit=60) for row in rows.values())
        title = tr("Logs: {names}", names=names)
        deeds.window.open_page(f"logs {' '.join(sorted(rows))}", title, Icon.LOGS, make)
