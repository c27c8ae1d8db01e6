"""Pulling, pushing, searching, signing in."""

from __future__ import annotations

from desktop.engine.records import Image, Record
from desktop.model.commands import Command
from desktop.model.image_commands import PullImage
from desktop.model.in_turn import InTurn
from desktop.model.operations import Operation
from desktop.model.registry_commands import SignInTo, SignOutOf
from desktop.ui import dialogs
from desktop.ui.deeds import images
from desktop.ui.deeds.again import run_again
from desktop.ui.deeds.deeds import Deeds


async def pull(deeds: Deeds, reference: str = "") -> None:
    """Ask which image, and pull it."""
    from desktop.ui.registry import asking

    await asking.ask_pull(deeds.window.widget(), deeds.window.surroundings, reference)


def pull_again(deeds: Deeds) -> None:
    """Pull the selected images by the names that they have, each as an operation of its own."""
    for target in images.targets(deeds):
        if target.name != target.key:  # else it has no name
            deeds.run(PullImage(target.name))


def can_pull(record: Record, _deeds: Deeds) -> bool:
    """Whether an image has a name to pull it by."""
    return isinstance(record, Image) and bool(record.references)


async def push(deeds: Deeds) -> None:
    """Ask under which name, and push it."""
    from desktop.ui.registry import asking

    settings = deeds.window.surroundings.settings
    for target in images.targets(deeds)[:1]:
        command = await dialogs.push_image(
            deeds.window.widget(),
            deeds.store,
            target,
            recent=asking.recent_pushes(settings),
            registries=asking.registries(settings, deeds.store),
        )
        if command is not None and deeds.run(command) is not None:
            asking.pushed(settings, command.targets[0].name)


async def sign_in(deeds: Deeds, registry: str = "", then: Command | None = None) -> None:
    """Ask who signs in; ``then`` is what had failed without."""
    from desktop.ui.registry import asking

    user = then.wanted.user if isinstance(then, SignInTo) else ""
    user = user or await asking.user_of(deeds.session, registry)

    def run(command: SignInTo) -> Operation | None:
        alone = then is None or isinstance(then, SignInTo | SignOutOf)
        return run_again(deeds, command if alone or then is None else InTurn((command,), then))

    await asking.sign_in(deeds.window.widget(), deeds.window.surroundings, registry, user, run=run)


def search(deeds: Deeds) -> None:
    """Go to the section where one searches."""
    deeds.window.show_section("registry")
    deeds.window.focus_filter()
