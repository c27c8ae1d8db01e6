"""What the page shows of the story, for the containers that are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.model.commands import Command, Target
from desktop.model.reach.steps import step
from desktop.model.reach.verdict import Reason
from desktop.model.ssh.records import KeyType, Login, Looked, Step
from desktop.model.ssh.story import SshStory
from desktop.ui import wording
from desktop.ui.plain import visible
from desktop.ui.reach.answers import Answer
from desktop.ui.reach.matrix import Mark
from desktop.ui.ssh import words
from desktop.ui.text import tr


def title(story: SshStory, targets: Sequence[Target], *, running: bool, looking: bool) -> str:
    """Where it stands, in a line."""
    if running:
        return tr(words.DOING[story.step]) if story.step is not None else tr("Waiting…")
    if len(targets) < 2:
        return tr("Choose two or more containers")
    pairs = [(one.key, two.key) for one in targets for two in targets if one is not two]
    works = sum(pair in story.logins and story.logins[pair].works for pair in pairs)
    if works == len(pairs):
        return tr("SSH works in all %n direction(s)", "", works)
    if any(pair in story.logins for pair in pairs):
        return tr("SSH works in {works} of %n direction(s)", "", len(pairs), works=works)
    if looking:
        return tr(words.DOING[Step.LOOK])
    return tr("Nothing is changed yet")


def cells(
    story: SshStory, targets: Sequence[Target], *, asked: bool
) -> dict[tuple[int, int], list[Mark]]:
    """The matrix of logins."""
    return {
        (row, column): [words.cell(story.logins.get((one.key, two.key)), asked=asked)]
        for row, one in enumerate(targets)
        for column, two in enumerate(targets)
        if one is not two
    }


def answer(
    story: SshStory, one: Target, two: Target, *, asked: bool
) -> tuple[Answer, tuple[str, ...]]:
    """What is known of one direction, and what one would type there."""
    login = story.logins.get((one.key, two.key)) or Login(works=False, host=two.name)
    tried = login if (one.key, two.key) in story.logins else None
    command = login.command() if login.host else ("ssh", two.name)
    heading = tr("ssh to {host}", host=visible(login.host or two.name, limit=60))
    return Answer(words.cell(tried, asked=asked), heading, words.sentence(tried)), command


def helps(story: SshStory, one: Target, two: Target) -> Command | None:
    """What would let the one reach the other, where that was in the way."""
    login, machines = story.logins.get((one.key, two.key)), story.machines
    if login is None or login.works or not (login.apart or not login.host):
        return None
    if one.key not in machines or two.key not in machines:
        return None
    return step(machines[one.key], machines[two.key], [Reason.NO_COMMON_NETWORK])


def twins(story: SshStory, targets: Sequence[Target]) -> list[str]:
    """The names of the first of these that have one key pair."""
    for one in targets:
        alike = {one.key, *story.twins(one.key)}
        if len(found := [target.name for target in targets if target.key in alike]) > 1:
            return found
    return []


def of_one_image(names: Sequence[str], kind: KeyType) -> str:
    """What it means that these have one key pair."""
    return tr(
        "{names} have the key pair of their image, and not one for each: who is let in as one"
        " is let in as the other. To give one its own, remove {file} there and set up again.",
        names=wording.listed(visible(name, limit=40) for name in names),
        file=f"~/.ssh/id_{kind.value}",
    )


def lacking(found: Sequence[tuple[Target, Looked]], user: str) -> str:
    """What is in the way in these, and what can be done."""
    names = wording.listed(visible(target.name, limit=40) for target, _looked in found)
    if all(looked.shell and not looked.missing for _target, looked in found):
        who = visible(user, limit=40)
        return tr("There is no user {user} in {names}. Type another.", user=who, names=names)
    if any(looked.install for _target, looked in found):
        return tr("OpenSSH is not complete in {names}.", names=names)
    return tr(
        "OpenSSH can't be set up in {names}, and no package manager is there that could install"
        " it. Leave it out, or use another image.",
        names=names,
    )
