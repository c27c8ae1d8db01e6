"""The action that builds images: a part of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Kind
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.icons import Icon
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import build
else:
    build = Deferred("build")

BUILD = (
    Spec(
        "image.build",
        mark("Build…"),
        Icon.BUILD,
        build.build,
        live=True,
        toolbar=True,
        beside=Kind.IMAGE,
        separated=True,
        tip=mark("Make an image of a Dockerfile and the files beside it"),
    ),
)
