"""What is done to images, and how they come."""

from __future__ import annotations

from desktop.engine.records import Image, Kind, Record
from desktop.model.commands import Target
from desktop.ui import dialogs
from desktop.ui.deeds.clipboard import copy
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.image_drags import targets_of
from desktop.ui.text import tr


async def tag(deeds: Deeds) -> None:
    for target in targets(deeds)[:1]:
        deeds.run(await dialogs.tag_image(deeds.window.widget(), deeds.store, target))


def has_several_names(record: Record, _deeds: Deeds) -> bool:
    return isinstance(record, Image) and len(record.references) > 1


async def untag(deeds: Deeds) -> None:
    """Take names away from the selected image, which keeps another one."""
    for row in deeds.rows(Kind.IMAGE)[:1]:
        names = tuple(target.name for target in targets_of([row]))
        key = row.record.key
        deeds.run(await dialogs.untag_image(deeds.window.widget(), deeds.store, key, names))


async def pack_starter(deeds: Deeds) -> None:
    command = await deeds.pack()
    if command is None:
        deeds.window.say(tr("This machine has no statically linked busybox to pack."))
    else:
        deeds.run(command)


def copy_references(deeds: Deeds) -> None:
    """What an image is pulled and run by: its names, else its digests, else its id."""
    texts: list[str] = []
    for row in deeds.rows(Kind.IMAGE):
        image = row.record
        if isinstance(image, Image):
            texts += image.references or image.digests or (image.id,)
    copy(texts)


def targets(deeds: Deeds) -> tuple[Target, ...]:
    """A row stands for its names in its repository; a dangling one for its id."""
    return targets_of(deeds.rows(Kind.IMAGE))
