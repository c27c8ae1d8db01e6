"""Images and containers as files, and containers as images."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop.engine.archive_records import Loaded
from desktop.engine.records import Kind
from desktop.model.archive_commands import (
    CommitContainer,
    ExportContainer,
    ImportImage,
    LoadImages,
    SaveImages,
)
from desktop.model.arrivals import arrived
from desktop.model.commands import Verb
from desktop.model.operations import Operation, Outcome
from desktop.ui import dialogs
from desktop.ui.deeds import images
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.deeds.elsewhere import has_gone_on
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.wording import listed

_AUTHOR = "commit.author"


async def save(deeds: Deeds) -> None:
    """The selected images, all of them to one file."""
    targets = images.targets(deeds)
    if not targets:
        return
    chosen = await _ask_where(deeds, tr("Save images"), targets[0].name, len(targets))
    if chosen is not None:
        deeds.run(SaveImages(targets, *chosen))


async def export(deeds: Deeds) -> None:
    """The files of the selected container."""
    for target in deeds.targets(Kind.CONTAINER, Verb.EXPORT)[:1]:
        title = tr("Export container {name}", name=visible(target.name, limit=60))
        chosen = await _ask_where(deeds, title, target.name, 1)
        if chosen is not None:
            deeds.run(ExportContainer(target, *chosen))


async def load(deeds: Deeds) -> None:
    """Archives that a person chooses."""
    command = await dialogs.load_images(deeds.window.widget())
    if command is not None:
        await load_these(deeds, command.archives)


async def import_image(deeds: Deeds, source: Path | None = None) -> None:
    """An archive of files, which is chosen already or not."""
    command = await dialogs.import_image(deeds.window.widget(), deeds.store, source)
    if command is not None:
        made: list[str] = []
        await _show_made(deeds, replace(command, made=made.append), made)


async def commit(deeds: Deeds) -> None:
    """The selected container, after a look at what differs in it."""
    engine = deeds.session.engine
    targets = deeds.targets(Kind.CONTAINER, Verb.COMMIT)[:1]
    if engine is None or not targets:
        return
    settings = deeds.window.surroundings.settings
    ask = partial(engine.observe.file_changes, targets[0].key)
    command = await dialogs.commit_container(
        deeds.window.widget(), deeds.store, targets[0], ask, settings.text(_AUTHOR)
    )
    if command is not None:
        settings.put(_AUTHOR, command.spec.author)
        made: list[str] = []
        await _show_made(deeds, replace(command, made=made.append), made)


async def _ask_where(deeds: Deeds, title: str, name: str, count: int) -> tuple[Path, bool] | None:
    """The file, and whether it is to be compressed."""
    from desktop.ui.dialogs.save_file import ask_where_to_save

    filters = [
        (tr("Tar archives ({patterns})", patterns="*.tar"), "tar"),
        (tr("Compressed tar archives ({patterns})", patterns="*.tar.gz *.tgz"), "tar.gz"),
    ]
    proposed = name if count == 1 else f"images-{datetime.now().astimezone():%Y-%m-%d}"
    chosen = await ask_where_to_save(deeds.window.widget(), title, f"{proposed}.tar", filters)
    if chosen is None:
        return None
    path, which = chosen
    return path, which == 1 or path.suffix in (".gz", ".tgz")


async def load_these(deeds: Deeds, archives: tuple[Path, ...]) -> None:
    """Load these, and select what has come."""
    held: list[Loaded] = []
    operation = deeds.run(LoadImages(archives, held.append))
    if operation is None:
        return
    await operation.wait()
    names = [name for each in held for name in (*each.references, *each.ids)]
    if not names:
        return
    taken = [name for each in held for name in each.displaced]
    if taken:
        said = listed(visible(name, limit=60) for name in taken)
        deeds.window.say(tr("{names}: another image had this name, and lost it.", names=said))
    await _reveal(deeds, names[0], operation)


async def _show_made(deeds: Deeds, command: ImportImage | CommitContainer, made: list[str]) -> None:
    operation = deeds.run(command)
    if operation is not None and await operation.wait() is Outcome.DONE and made:
        await _reveal(deeds, made[0], operation)


async def _reveal(deeds: Deeds, name: str, operation: Operation) -> None:
    """Select an image by its name or id when the lists have it, unless one has gone elsewhere."""
    key = await arrived(deeds.store, Kind.IMAGE, name)
    if key and not has_gone_on(deeds, operation):
        deeds.window.reveal(Kind.IMAGE, key)
