"""Building images: described in a dialog, watched in a tab, and then run."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop.engine.records import Kind, ProgressPart
from desktop.model.arrivals import arrived
from desktop.model.commands import Command
from desktop.model.in_turn import InTurn, steps
from desktop.model.operations import Outcome
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import tr

if TYPE_CHECKING:
    from desktop.model.build.spec import BuildSpec
    from desktop.model.build.story import BuildStory
    from desktop.ui.activity.steps import Step
    from desktop.ui.build import Described

_NUMBERS = itertools.count(1)


async def build(deeds: Deeds) -> None:
    """Nothing is said yet of what is to be built."""
    from desktop.model.build.spec import BuildSpec

    await _make(deeds, BuildSpec())


def build_from(deeds: Deeds, path: Path) -> None:
    """What is in a folder, or a Dockerfile with what stands beside it."""
    from desktop.model.build.naming import folder_of

    deeds.spawn(_make(deeds, folder_of(path)))


async def build_typed(deeds: Deeds, line: str) -> bool:
    """What a ``docker build`` line builds, as if it were typed where Portside was started.

    Whether it is such a line.
    """
    from desktop.model.build.typed import read_build

    found = read_build(line, _here())
    if found is None:
        return False
    said = ""
    if found.left_out:
        words = visible(", ".join(found.left_out), limit=300)
        said = tr("Left out of the line: {words}", words=words)
    await _make(deeds, found.spec, problem=said)
    return True


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path.home()


async def _make(deeds: Deeds, spec: BuildSpec, *, problem: str = "", line: int = 0) -> None:
    from desktop.ui.build import describe_build

    described = await describe_build(
        deeds.window.widget(), deeds.window.surroundings, spec, problem=problem, line=line
    )
    if described is not None:
        await _run(deeds, described)


async def again(deeds: Deeds, command: Command) -> None:
    """Build what was built before, as it was described then, with a page of its own.

    What the command does before it builds is done again, too.
    """
    from desktop.engine.build_records import ContextUnreadable
    from desktop.model.build.command import BuildImage, read_dockerfile
    from desktop.ui.build import Described

    *before, last = steps(command)
    assert isinstance(last, BuildImage)
    try:
        text = (await read_dockerfile(last.spec)).decode(errors="replace")
    except ContextUnreadable:
        text = ""  # which the build says itself
    await _run(deeds, Described(last.spec, text, last.size, last.buildx), tuple(before))


async def _run(deeds: Deeds, described: Described, before: tuple[Command, ...] = ()) -> None:
    from desktop.model.build.command import BuildImage
    from desktop.model.build.story import BuildStory

    story = BuildStory()
    command = BuildImage(described.spec, story.tell, described.size, described.buildx)
    operation = deeds.run(InTurn(before, command) if before else command)
    if operation is None:
        return
    _open_page(deeds, described, story, operation.number)
    if await operation.wait() is not Outcome.DONE:
        return
    name = visible(described.spec.name, limit=60)
    if described.buildx is not None:  # Engine 20.10 tells no event of what BuildKit makes
        await deeds.session.refresh()
    there = story.image and await arrived(deeds.store, Kind.IMAGE, story.image)
    if there and not _is_elsewhere(deeds):
        deeds.window.reveal(Kind.IMAGE, story.image)
    deeds.window.say(tr("Image {name} is built.", name=name))


def _open_page(deeds: Deeds, described: Described, story: BuildStory, number: int) -> None:
    from desktop.model.build.dockerfile import parse
    from desktop.model.build.story import instruction_of, planned, stage_of
    from desktop.ui.build.page import BuildPage, Ways

    spec = described.spec
    dockerfile = parse(described.text)
    operation = next(each for each in deeds.operations if each.number == number)

    def plan() -> tuple[ProgressPart, ...]:
        return planned(dockerfile, story.steps)

    def line_of(step: int) -> int:
        found = instruction_of(dockerfile, plan(), step)
        return found.line if found is not None else 0

    def stage(step: int) -> str:
        return stage_of(dockerfile, plan(), step)

    def edit(step: int) -> None:
        deeds.spawn(_make(deeds, replace(spec, buildx=False), line=line_of(step)))

    def run() -> None:
        deeds.spawn(_run_image(deeds, spec, story))

    def take(step: Step) -> None:
        from desktop.ui.deeds import registries

        if step.section:
            deeds.window.show_section(step.section)
        else:
            deeds.spawn(registries.sign_in(deeds, step.registry, step.command))

    def make(_surroundings: object) -> QWidget:
        ways = Ways(run, edit, plan, stage if len(dockerfile.stages) > 1 else None, line_of, take)
        return BuildPage(spec.name, story, operation, deeds.operations, deeds.store, ways)

    key = f"build:{next(_NUMBERS)}"
    title = tr("Build: {name}", name=visible(spec.name, limit=40))
    deeds.window.open_page(key, title, Icon.BUILD, make)


async def _run_image(deeds: Deeds, spec: BuildSpec, story: BuildStory) -> None:
    from desktop.model.run.spec import ContainerSpec
    from desktop.ui.deeds import run

    await run.make(deeds, ContainerSpec(image=spec.tags[0] if spec.tags else story.image))


def _is_elsewhere(deeds: Deeds) -> bool:
    """Whether a person types in a dialog or a terminal, which nothing may take the focus from."""
    from desktop.ui.build.page import BuildPage

    if QApplication.activeModalWidget() is not None:
        return True
    focus, pages = QApplication.focusWidget(), deeds.window.living
    living = [] if pages is None else pages.pages.values()
    others = [page for page in living if not isinstance(page, BuildPage)]
    return focus is not None and any(page.isAncestorOf(focus) for page in others)
