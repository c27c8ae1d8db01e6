"""Files that are dropped on the images."""

from __future__ import annotations

from pathlib import Path

from desktop.engine.archive_look import Contents
from desktop.engine.records import Kind
from desktop.model.archive_commands import BadArchive, look
from desktop.model.commands import Target, Verb
from desktop.model.whole_file import FileTrouble
from desktop.ui import problems
from desktop.ui.deeds.archives import import_image, load_these
from desktop.ui.deeds.build import build_from
from desktop.ui.deeds.deeds import Deeds

_BUILT_FROM = ("dockerfile", "containerfile")


async def dropped(deeds: Deeds, paths: list[Path]) -> None:
    """What was dropped on the images: archives to load or import, or what an image is built of."""
    to_load: list[Path] = []
    to_import: list[Path] = []
    for path in paths:
        if is_built_from(path):
            build_from(deeds, path)
            continue
        try:
            contents = await look(path)
        except FileTrouble as trouble:
            if trouble.path.is_dir():
                build_from(deeds, path)
            else:
                _refuse(deeds, path, trouble)
            continue
        if contents is Contents.FILES:
            to_import.append(path)
        elif contents in (Contents.IMAGES, Contents.UNSEEN):
            to_load.append(path)
        else:
            _refuse(deeds, path, BadArchive(path, contents))
    if to_load:
        await load_these(deeds, tuple(to_load))
    for path in to_import:
        await import_image(deeds, path)


def is_built_from(path: Path) -> bool:
    """Whether its name says that it is a Dockerfile."""
    name = path.name.lower()
    return name.startswith(_BUILT_FROM) or name.endswith(tuple(f".{n}" for n in _BUILT_FROM))


def _refuse(deeds: Deeds, path: Path, error: FileTrouble | BadArchive) -> None:
    target = Target(Kind.IMAGE, "", path.name)
    deeds.window.say(problems.sentence(Verb.LOAD, target, error))
