"""The actions on images and containers as archives: a part of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Kind
from desktop.model.commands import Verb
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds import images
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.icons import Icon
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import archives
else:
    archives = Deferred("archives")

OF_CONTAINERS = (
    Spec(
        "container.commit",
        mark("Commit…"),
        Icon.COMMIT,
        archives.commit,
        kind=Kind.CONTAINER,
        verb=Verb.COMMIT,
        one=True,
        live=True,
        separated=True,
        tip=mark("Make an image of its files as they are now"),
    ),
    Spec(
        "container.export",
        mark("Export…"),
        Icon.EXPORT,
        archives.export,
        kind=Kind.CONTAINER,
        verb=Verb.EXPORT,
        one=True,
        live=True,
        tip=mark("Write its files to a tar archive"),
    ),
)

BESIDE_IMAGES = (
    Spec(
        "image.load",
        mark("Load…"),
        Icon.LOAD,
        archives.load,
        live=True,
        toolbar=True,
        beside=Kind.IMAGE,
        tip=mark("Take in the images of archives that docker save wrote"),
    ),
    Spec(
        "image.import",
        mark("Import…"),
        Icon.IMPORT,
        archives.import_image,
        live=True,
        beside=Kind.IMAGE,
        tip=mark("Make an image of the files in an archive, here or on the network"),
    ),
)

OF_IMAGES = (
    Spec(
        "image.untag",
        mark("Untag…"),
        Icon.TAG,
        images.untag,
        kind=Kind.IMAGE,
        suits=images.has_several_names,
        one=True,
        live=True,
        tip=mark("Take names away from an image that keeps another one"),
    ),
    Spec(
        "image.save",
        mark("Save…"),
        Icon.SAVE,
        archives.save,
        kind=Kind.IMAGE,
        verb=Verb.SAVE,
        live=True,
        tip=mark("Write it to a tar archive; several to one"),
    ),
    Spec(
        "image.history",
        mark("History"),
        Icon.HISTORY,
        lambda deeds: deeds.window.show_tab("history"),
        kind=Kind.IMAGE,
        one=True,
        tip=mark("The layers, what made each, and the files in it"),
    ),
)
