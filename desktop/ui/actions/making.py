"""The actions that make containers: a part of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Kind
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.icons import Icon
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import run
else:
    run = Deferred("run")

OF_CONTAINERS = (
    Spec(
        "container.run",
        mark("Run…"),
        Icon.RUN,
        run.describe,
        live=True,
        toolbar=True,
        beside=Kind.CONTAINER,
        shortcut="Ctrl+N",
        separated=True,
        tip=mark("Describe a container, and start it"),
    ),
    Spec(
        "container.create",
        mark("Create…"),
        Icon.CREATE,
        lambda deeds: run.describe(deeds, creates=True),
        live=True,
        beside=Kind.CONTAINER,
        tip=mark("Describe a container, and leave it stopped"),
    ),
    Spec(
        "container.run_template",
        mark("Run from a template…"),
        Icon.RUN,
        run.run_template,
        live=True,
        beside=Kind.CONTAINER,
        tip=mark("Begin with settings that were saved"),
    ),
    Spec(
        "container.create_another",
        mark("Create another like this…"),
        Icon.COPY,
        run.create_another,
        kind=Kind.CONTAINER,
        one=True,
        live=True,
        tip=mark("The same settings in the wizard, to change what is to be different"),
    ),
    Spec(
        "container.copy_run",
        mark("Copy as docker run"),
        Icon.COPY,
        run.copy_line,
        kind=Kind.CONTAINER,
        one=True,
        live=True,
        tip=mark("The command line that makes it again, with its variables as they are"),
    ),
    Spec(
        "container.copy_compose",
        mark("Copy as Compose YAML"),
        Icon.COPY,
        run.copy_compose,
        kind=Kind.CONTAINER,
        one=True,
        live=True,
        tip=mark("The Compose file that makes it again, with its variables as they are"),
    ),
    Spec(
        "container.save_template",
        mark("Save as template…"),
        Icon.SAVE,
        run.save_template,
        kind=Kind.CONTAINER,
        one=True,
        live=True,
        tip=mark("Keep its settings under a name, to run others like it"),
    ),
)

OF_IMAGES = (
    Spec(
        "image.run",
        mark("Run…"),
        Icon.RUN,
        run.describe_of_image,
        kind=Kind.IMAGE,
        one=True,
        live=True,
        toolbar=True,
        tip=mark("Describe a container of it, and start it"),
    ),
    Spec(
        "image.create",
        mark("Create…"),
        Icon.CREATE,
        lambda deeds: run.describe_of_image(deeds, creates=True),
        kind=Kind.IMAGE,
        one=True,
        live=True,
        tip=mark("Describe a container of it, and leave it stopped"),
    ),
)
