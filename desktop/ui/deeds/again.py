"""What is done again after a failure."""

from __future__ import annotations

from desktop.model.commands import Command, Verb
from desktop.ui.deeds.deeds import Deeds


def run_again(deeds: Deeds, command: Command) -> None:
    """Run a next step after a failure; a build has a page of its own again."""
    if command.verb is Verb.BUILD:
        from desktop.ui.deeds import build

        deeds.spawn(build.again(deeds, command))
    else:
        deeds.run(command)
