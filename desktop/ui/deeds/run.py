"""Making containers: by the wizard, from a pasted line, like another one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.engine.errors import EngineError, NotFound
from desktop.engine.records import Created, Kind
from desktop.model.arrivals import arrived
from desktop.model.commands import Target, Verb
from desktop.model.operations import Operation, Outcome
from desktop.model.run.pages import Page, page_of
from desktop.model.store import Store
from desktop.ui import dialogs, problems, quoting
from desktop.ui.deeds import images, registries, terminals
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.deeds.elsewhere import has_gone_on
from desktop.ui.plain import visible
from desktop.ui.text import tr

if TYPE_CHECKING:
    from desktop.model.run.command import RunContainer
    from desktop.model.run.parse import Parsed
    from desktop.model.run.spec import ContainerSpec
    from desktop.model.run.templates import Templates
    from desktop.model.terminals.from_start import Listener
    from desktop.ui.run import Finished


async def describe(deeds: Deeds, *, creates: bool = False) -> None:
    """By the wizard alone."""
    from desktop.model.run.spec import ContainerSpec

    await make(deeds, ContainerSpec(), creates=creates)


async def describe_of_image(deeds: Deeds, *, creates: bool = False) -> None:
    """One of the image that is selected."""
    from desktop.model.run.spec import ContainerSpec

    for target in images.targets(deeds)[:1]:
        await make(deeds, ContainerSpec(image=target.name), creates=creates)


async def create_another(deeds: Deeds) -> None:
    """One like the container that is selected, but for its name."""
    spec = await _like_selected(deeds)
    if spec is not None:
        await make(deeds, replace(spec, name=_free_name(spec.name, deeds.store)))


async def save_template(deeds: Deeds) -> None:
    """Keep the settings of the container that is selected."""
    spec = await _like_selected(deeds)
    if spec is not None:
        kept = _templates(deeds)
        parent, name = deeds.window.widget(), spec.name
        await dialogs.save_template(parent, deeds.store, kept, name, replace(spec, name=""))


async def copy_line(deeds: Deeds) -> None:
    """Copy the docker run line that makes the selected container again."""
    from desktop.model.run.line import line, unspeakable
    from desktop.model.shell import quoted
    from desktop.ui.dialogs.command_line import SHELL
    from desktop.ui.run.words import sentence

    spec = await _like_selected(deeds)
    if spec is not None:
        words = line(replace(spec, detach=True, attach=()))
        QGuiApplication.clipboard().setText(quoted(words, SHELL))
        said = tr("The docker run line of {name} is in the clipboard.", name=visible(spec.name))
        lost = " ".join(sentence(problem) for problem in unspeakable(spec))
        deeds.window.say(f"{said} {lost}".strip())


async def copy_compose(deeds: Deeds) -> None:
    """Copy the Compose file that makes the selected container again."""
    spec = await _like_selected(deeds)
    if spec is not None:
        from desktop.model.run.compose import compose_file

        made = compose_file(
            spec,
            tr("Compose has no word for this of docker run:"),
            tr("Without the labels that Compose itself gives:"),
        )
        QGuiApplication.clipboard().setText(made.text)
        said = tr("The Compose YAML of {name} is in the clipboard.", name=visible(spec.name))
        lost = ""
        if made.left_out:
            left_out = visible(made.left_out, limit=200)
            lost = tr("A comment in it names what Compose can't say: {options}", options=left_out)
        deeds.window.say(f"{said} {lost}".strip())


async def run_template(deeds: Deeds) -> None:
    """Begin with settings that are kept."""
    chosen = await dialogs.choose_template(deeds.window.widget(), deeds.store, _templates(deeds))
    if chosen is None:
        return
    found, left = chosen.parsed, chosen.left_out
    if not left or found.problems:
        await _make_pasted(deeds, chosen.line, found)
        return
    names = ", ".join(visible(each, limit=60) for each in left)
    said = tr("Not kept with the template, and to be filled in: {names}", names=names)
    page = Page.ENVIRONMENT if {*left} & {*found.spec.environment} else Page.REVIEW
    await make(deeds, found.spec, creates=not found.runs, problem=(page, said))


def _templates(deeds: Deeds) -> Templates:
    from desktop.model.run.templates import Templates

    return Templates(deeds.window.surroundings.settings)


async def _like_selected(deeds: Deeds) -> ContainerSpec | None:
    """What the selected container was made with; None, and said, where that can't be known."""
    from desktop.model.run.from_inspection import defaults_of, spec_of

    engine, rows = deeds.session.engine, deeds.rows(Kind.CONTAINER)
    if engine is None or not rows:
        return None
    target = Target(Kind.CONTAINER, rows[0].record.key, rows[0].title)
    try:
        container = await engine.inspect(Kind.CONTAINER, target.key)
        try:
            image = await engine.inspect(Kind.IMAGE, str(container.get("Image")))
        except NotFound:  # it is gone: then all is said
            image = None
    except EngineError as error:
        tried = tr("Cannot look at {what}", what=quoting.what(target))
        deeds.window.say(problems.not_told(tried, target, error))
        return None
    return spec_of(container, image, defaults_of(engine.info))


async def paste(deeds: Deeds) -> None:
    """What the clipboard holds: a line to run, or in the images' tree a name to pull."""
    from desktop.model.run.parse import parse
    from desktop.ui.deeds.build import build_typed

    text = QGuiApplication.clipboard().text().strip()
    if not text:
        deeds.window.say(tr("There is no text in the clipboard."))
        return
    found = parse(text)
    if found.is_command:
        await _make_pasted(deeds, text, found)
    elif await build_typed(deeds, text):
        return
    elif deeds.window.shown_kind is Kind.IMAGE:
        await registries.pull(deeds, text)
    else:
        from desktop.ui.run.words import sentence

        why = " ".join(sentence(problem) for problem in found.problems[:1])
        deeds.window.say(tr("The clipboard holds no docker run line. {why}", why=why))


async def _make_pasted(deeds: Deeds, text: str, found: Parsed) -> None:
    if found.problems or found.expansions:
        await make(deeds, found.spec, creates=not found.runs, pasted=text)
    else:
        await make(deeds, found.spec, creates=not found.runs, page=Page.REVIEW)


async def make(
    deeds: Deeds,
    spec: ContainerSpec,
    *,
    creates: bool = False,
    keeps: bool = False,
    page: Page = Page.IMAGE,
    problem: tuple[Page, str] | None = None,
    pasted: str = "",
) -> None:
    """Ask for a container, and make it; where that fails, ask again where it failed."""
    from desktop.model.run.command import RunContainer
    from desktop.model.terminals.from_start import Listener
    from desktop.ui.run import run_wizard
    from desktop.ui.run.here import surroundings

    while True:
        finished = await run_wizard(
            deeds.window.widget(),
            deeds.window.surroundings,
            spec,
            creates=creates,
            keeps=keeps,
            problem=problem,
            page=page,
            pasted=pasted,
        )
        if finished is None:
            return
        spec, creates, pasted = finished.spec, not finished.starts, ""
        keeps = finished.keeps
        made: list[Created] = []
        listener = Listener() if finished.opens else None
        command = RunContainer(
            spec,
            surroundings(),
            verb=Verb.RUN if finished.starts else Verb.CREATE,
            keep_failed=finished.keeps,
            made=made.append,
            listener=listener,
        )
        try:
            operation = deeds.run(command)
            if operation is None:
                problem = Page.REVIEW, tr("This already runs.")
            elif await operation.wait() is Outcome.FAILED:
                for each in command.kept if not spec.remove else ():
                    await arrived(deeds.store, Kind.CONTAINER, each.id)
                spec, problem = _after(operation, command, deeds.store)
                if has_gone_on(deeds, operation):
                    said = tr(
                        "{why} In Activity it can be changed and tried again.", why=problem[1]
                    )
                    deeds.window.say(said)
                    return
            else:
                for each in made:
                    if await _show(deeds, finished, each, operation, listener):
                        listener = None  # the terminal has it
                return
        finally:
            if listener is not None:
                await listener.close()


async def make_again(deeds: Deeds, command: RunContainer) -> None:
    """Ask once more for one that could not be made, filled in as it was, where it failed."""
    spec, problem = command.spec, None
    for each in deeds.operations:
        if each.command is command and each.failures:
            spec, problem = _after(each, command, deeds.store)
    creates, keeps = command.verb is Verb.CREATE, command.keep_failed
    await make(deeds, spec, creates=creates, keeps=keeps, problem=problem)


def _after(
    operation: Operation, command: RunContainer, store: Store
) -> tuple[ContainerSpec, tuple[Page, str]]:
    """What is asked for after a failure, and what is said of it: what was kept has its name."""
    (failure,) = operation.failures
    said = problems.sentence(command.verb, failure.target, failure.error, store)
    spec = command.spec
    for each in command.kept:
        record = store.containers.get(each.id)
        if record is not None:
            name = quoting.shown_name(record.name)
            said = tr("{why} Container {name} was kept.", why=said, name=name)
            if spec.name:
                spec = replace(spec, name=_free_name(spec.name, store))
                following = quoting.shown_name(spec.name)
                said = tr("{why} The next one is called {name}.", why=said, name=following)
    return spec, (page_of(failure.error, spec), said)


async def _show(
    deeds: Deeds,
    wanted: Finished,
    made: Created,
    operation: Operation,
    listener: Listener | None,
) -> bool:
    """Select it, and open its terminal if that is wanted: then that has what was listened to."""
    if made.warnings:
        said = visible(" ".join(made.warnings), limit=400)
        deeds.window.say(tr("The Engine warns: {text}", text=said))
    listed = bool(await arrived(deeds.store, Kind.CONTAINER, made.id))
    record = deeds.store.containers.get(made.id)
    name = record.name if record is not None else wanted.spec.name or made.id[:12]
    if has_gone_on(deeds, operation):
        deeds.window.say(tr("Container {name} is there.", name=quoting.shown_name(name)))
        return False
    if listed:
        deeds.window.reveal(Kind.CONTAINER, made.id)
    if listener is not None:
        from desktop.model.terminals.from_start import FromStartPlan

        target = Target(Kind.CONTAINER, made.id, name)
        plan = FromStartPlan(target, listener=listener)
        terminals.open_terminal(deeds, target, plan, asks=False)
        return True
    talks = wanted.starts and wanted.spec.tty and wanted.spec.stdin
    if listed and talks and not made.warnings:
        said = tr(
            "Container {name} runs in the background. Terminal opens a shell in it, Attach talks"
            " with its main program.",
            name=quoting.shown_name(name),
        )
        deeds.window.say(said)
    return False


def _free_name(name: str, store: Store) -> str:
    """``web-2``, or the next that nobody has."""
    taken = {record.name for record in store.containers}
    stem, dash, number = name.rpartition("-")
    if not dash or not number.isdecimal():
        stem, number = name, "1"
    following = int(number) + 1
    return next(
        free
        for n in range(following, following + len(taken) + 1)
        if (free := f"{stem}-{n}") not in taken
    )
