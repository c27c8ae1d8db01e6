"""What is asked of a person and remembered about registries, wherever in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from desktop.engine.errors import EngineError
from desktop.engine.registry_errors import RegistryFault, fault_of
from desktop.engine.registry_records import HUB, Keepers
from desktop.model.operations import NoEngine, Operation, Outcome
from desktop.model.registry_commands import SignInTo, registry_of
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.ui import dialogs, problems
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings

_PULLED = "pull.recent"  # the settings
_PUSHED = "push.recent"
_VISITED = "registry.recent"
_MOST = 30


async def sign_in(
    parent: QWidget,
    surroundings: Surroundings,
    registry: str,
    user: str = "",
    run: Callable[[SignInTo], Operation | None] | None = None,
) -> None:
    """Ask who signs in; once more, with the reason, where the registry does not accept that."""
    session, problem = surroundings.session, ""
    while True:
        command = await _ask_who(
            parent, session, surroundings.settings, registry, user=user, problem=problem
        )
        operation = None if command is None else (run or surroundings.run)(command)
        if command is None or operation is None:
            return
        registry, user = command.wanted.registry, command.wanted.user
        if await operation.wait() is not Outcome.FAILED:
            return
        (failure, *_others) = operation.failures
        busy = QApplication.activeModalWidget() is not None
        if busy or fault_of(failure.error) is not RegistryFault.WRONG_SECRET:
            return
        problem = problems.sentence(command.verb, command.targets[0], failure.error, session.store)


async def _ask_who(
    parent: QWidget,
    session: Session,
    settings: Settings,
    registry: str,
    *,
    user: str,
    problem: str,
) -> SignInTo | None:
    async def keepers(wanted: str) -> Keepers:
        engine = session.engine
        if engine is None:
            raise NoEngine
        return await engine.registries.keepers(wanted)

    known = registries(settings, session.store)
    return await dialogs.sign_in_to(
        parent, session.store, registry, user=user, keepers=keepers, known=known, problem=problem
    )


async def ask_pull(
    parent: QWidget, surroundings: Surroundings, reference: str = ""
) -> Operation | None:
    """Ask which image to pull, and pull it."""
    session, settings = surroundings.session, surroundings.settings
    command = await dialogs.pull_image(
        parent,
        session.store,
        reference,
        recent=recent_pulls(settings),
        platforms=partial(platforms_of, session),
    )
    operation = surroundings.run(command)
    if command is not None and operation is not None:
        pulled(settings, command.reference)
    return operation


async def platforms_of(session: Session, reference: str) -> tuple[str, ...]:
    """For what the registry has an image of that name. Raises :class:`EngineError`."""
    engine = session.engine
    if engine is None:
        raise NoEngine
    return await engine.registries.platforms(reference)


async def user_of(session: Session, registry: str) -> str:
    """Who is signed in to a registry, as far as that is known."""
    engine = session.engine
    try:
        accounts = await engine.registries.accounts() if engine is not None else []
    except EngineError:
        return ""
    return next((each.user for each in accounts if each.registry == registry), "")


def registries(settings: Settings, store: Store) -> list[str]:
    """Those that were visited, those of the images that are here, and Docker Hub."""
    names = {registry_of(name) for image in store.images for name in image.references}
    return [*dict.fromkeys((HUB, *settings.texts(_VISITED), *sorted(names)))]


def visited(settings: Settings, registry: str) -> None:
    """Remember a registry that answered."""
    _remember(settings, _VISITED, registry)


def pulled(settings: Settings, reference: str) -> None:
    """Remember what was pulled."""
    _remember(settings, _PULLED, reference)


def pushed(settings: Settings, reference: str) -> None:
    """Remember as what something was pushed."""
    _remember(settings, _PUSHED, reference)


def recent_pushes(settings: Settings) -> list[str]:
    """As what something was pushed, the last first."""
    return settings.texts(_PUSHED)


def recent_pulls(settings: Settings) -> list[str]:
    """What was pulled, the last first."""
    return settings.texts(_PULLED)


def _remember(settings: Settings, name: str, value: str) -> None:
    others = [each for each in settings.texts(name) if each != value]
    settings.put(name, [value, *others][:_MOST])
