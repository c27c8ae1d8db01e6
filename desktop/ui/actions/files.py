"""The actions on the files of containers, images and volumes: a part of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Kind
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.icons import Icon
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import files
else:
    files = Deferred("files")


def _files(kind: Kind) -> Spec:
    return Spec(
        f"{kind.value}.files",
        mark("Files"),
        Icon.FILES,
        lambda deeds: files.show(deeds, kind),
        kind=kind,
        one=True,
        live=True,
        separated=True,
        tip=mark("Look through its files"),
    )


def _copy_to(kind: Kind) -> Spec:
    return Spec(
        f"{kind.value}.copy_to",
        mark("Copy to…"),
        Icon.LOAD,
        lambda deeds: files.copy_to(deeds, kind),
        kind=kind,
        suits=files.holds_files,
        one=True,
        live=True,
        tip=mark("Copy files of this machine into it"),
    )


def _copy_from(kind: Kind) -> Spec:
    return Spec(
        f"{kind.value}.copy_from",
        mark("Copy from…"),
        Icon.EXPORT,
        lambda deeds: files.copy_from(deeds, kind),
        kind=kind,
        suits=files.holds_files,
        one=True,
        live=True,
        tip=mark("Copy files of it to this machine"),
    )


FILES_OF_CONTAINERS = (
    _files(Kind.CONTAINER),
    _copy_to(Kind.CONTAINER),
    _copy_from(Kind.CONTAINER),
)
FILES_OF_IMAGES = (_files(Kind.IMAGE), _copy_from(Kind.IMAGE))
FILES_OF_VOLUMES = (_files(Kind.VOLUME), _copy_to(Kind.VOLUME), _copy_from(Kind.VOLUME))
