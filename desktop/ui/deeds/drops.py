"""Files that are dropped on the images."""

from __future__ import annotations

import errno
from pathlib import Path

from desktop.engine.archive_look import Contents
from desktop.model.archive_commands import look
from desktop.model.whole_file import FileTrouble
from desktop.ui.deeds.archives import import_image, load_these
from desktop.ui.deeds.build import build_from
from desktop.ui.deeds.deeds import Deeds


async def dropped(deeds: Deeds, paths: list[Path]) -> None:
    """Archives are loaded or imported, from anything else an image is built.

    What is no archive, or can't be read, is loaded like one: that fails, and says why.
    """
    from desktop.model.build.recognised import is_dockerfile

    to_load: list[Path] = []
    to_import: list[Path] = []
    for path in paths:
        contents = None if await is_dockerfile(path) else await _contents(path)
        if contents is None:
            build_from(deeds, path)
        elif contents is Contents.FILES:
            to_import.append(path)
        else:
            to_load.append(path)
    if to_load:
        await load_these(deeds, tuple(to_load))
    for path in to_import:
        await import_image(deeds, path)


async def _contents(path: Path) -> Contents | None:
    """What a file holds; None of a folder."""
    try:
        return await look(path)
    except FileTrouble as trouble:
        return None if trouble.number == errno.EISDIR else Contents.NO_TAR
