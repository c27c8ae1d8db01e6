"""What is done again after a failure."""

from __future__ import annotations

from desktop.model.commands import Command, Verb
from desktop.model.operations import Operation
from desktop.ui.deeds.containers import with_consent
from desktop.ui.deeds.deeds import Deeds


def run_again(deeds: Deeds, command: Command) -> Operation | None:
    """Run a next step after a failure; a build has a page of its own again, and is told there."""
    if command.verb is Verb.BUILD:
        from desktop.ui.deeds import build

        deeds.spawn(build.again(deeds, command))
        return None
    return deeds.run(with_consent(deeds, command))


def ask_again(deeds: Deeds, command: Command) -> None:
    """Ask for a container once more, filled in as it was."""
    from desktop.model.run.command import RunContainer
    from desktop.ui.deeds import run

    assert isinstance(command, RunContainer)
    deeds.spawn(run.make_again(deeds, command))
