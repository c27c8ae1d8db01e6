"""What goes wrong with archives is a sentence with the next step; what went well is plain."""

from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path

import pytest

from desktop.engine.archive_look import Contents
from desktop.engine.archive_records import CommitSpec, ImportSpec
from desktop.engine.errors import EngineError, EngineFault
from desktop.engine.records import Kind, Progress
from desktop.model.archive_commands import (
    BadArchive,
    CommitContainer,
    ExportContainer,
    ImportImage,
    LoadImages,
    SaveImages,
)
from desktop.model.commands import Command, Target, Verb
from desktop.model.operations import Failure, Operation, Operations, Outcome
from desktop.model.store import Store
from desktop.model.whole_file import FileTrouble
from desktop.ui import problems, titles
from desktop.ui.activity.steps import next_steps
from tests.model.fake_engine import FakeEngine, FakeWorld, make_container
from tests.support.aio import Aio

PATH = Path("/media/stick/app.tar")
APP = Target(Kind.IMAGE, "sha256:1", "app:1")
WEB = make_container(1, "web")
CONTAINER = Target(Kind.CONTAINER, WEB.id, "web")
SAVE = SaveImages((APP,), PATH)
COMMIT = CommitContainer(CONTAINER, CommitSpec("app:2"))


def trouble(number: int, *, writing: bool) -> FileTrouble:
    return FileTrouble(PATH, OSError(number, os.strerror(number)), writing=writing)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (
            errno.ENOSPC,
            "no space left in /media/stick on this machine. What was written is removed",
        ),
        (errno.EROFS, "you may not write to /media/stick. Choose another place."),
        (errno.ENOENT, "there is no folder /media/stick. Choose another place."),
        (errno.EFBIG, "a file in /media/stick can't be so large. What was written is removed"),
        (errno.EIO, "this machine says “Input/output error” of /media/stick. What was written"),
    ],
)
def test_what_can_not_be_written(number: int, said: str) -> None:
    sentence = problems.sentence(Verb.SAVE, APP, trouble(number, writing=True))
    assert sentence.startswith(
        f"Cannot save image app:1: {'there is ' if 'no space' in said else ''}"
    )
    assert said in sentence


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (trouble(errno.ENOENT, writing=False), "the file is not there any more. Choose it again."),
        (trouble(errno.EACCES, writing=False), "you may not read it. Change its permissions"),
        (trouble(errno.EISDIR, writing=False), "it is a folder. Choose a file."),
        (
            trouble(errno.EIO, writing=False),
            "this machine says “Input/output error”. Get it again.",
        ),
        (BadArchive(PATH, Contents.FILES), "Import it instead. Nothing was sent."),
        (BadArchive(PATH, Contents.CUT_OFF), "not copied whole. Get it again. Nothing was sent."),
        (BadArchive(PATH, Contents.EMPTY), "it is empty. Choose another file."),
        (BadArchive(PATH, Contents.NO_TAR), "it is no tar archive, whatever its name says."),
        (EngineFault("write /x: no space left on device"), "the Engine's disk is full"),
    ],
)
def test_what_can_not_be_loaded(error: EngineError, said: str) -> None:
    sentence = problems.sentence(Verb.LOAD, Target(Kind.IMAGE, "", "app.tar"), error)
    assert sentence.startswith("Cannot load app.tar: ")
    assert said in sentence


def test_what_the_engine_does_not_get_may_be_got_by_hand() -> None:
    target = Target(Kind.IMAGE, "", "http://example.com/a.tar")
    sentence = problems.sentence(Verb.IMPORT, target, EngineFault("dial tcp: refused"))
    assert sentence == (
        "Cannot import http://example.com/a.tar: the Engine did not get it from there; the Engine"
        " says “dial tcp: refused”. Check the address, or download it and import the file."
    )


def test_what_can_not_be_imported_may_be_loaded() -> None:
    error = BadArchive(PATH, Contents.IMAGES)
    sentence = problems.sentence(Verb.IMPORT, Target(Kind.IMAGE, "", "app.tar"), error)
    assert sentence.startswith("Cannot import app.tar: it holds images")
    assert "Load it instead." in sentence


@pytest.mark.parametrize(
    ("command", "contents", "button"),
    [
        (LoadImages((PATH,)), Contents.FILES, "Import"),
        (ImportImage(PATH, ImportSpec()), Contents.IMAGES, "Load"),
    ],
)
def test_the_other_way_is_a_button(command: Command, contents: Contents, button: str) -> None:
    operation = Operation(1, command, "")
    operation.failures = (Failure(command.targets[0], BadArchive(PATH, contents)),)
    operation.outcome = Outcome.FAILED
    assert [step.text for step in next_steps(operation, Store())] == [button]


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        (SAVE, "Save app:1 to app.tar", "Saved app:1 to app.tar"),
        (
            ExportContainer(CONTAINER, PATH),
            "Export web to app.tar",
            "Exported web to app.tar",
        ),
        (LoadImages((PATH,)), "Load app.tar", "Loaded app.tar"),
        (LoadImages((PATH, Path("/b.tar"))), "Load 2 archives", "Loaded 2 archives"),
        (ImportImage(PATH, ImportSpec()), "Import app.tar", "Imported app.tar"),
        (COMMIT, "Commit web to app:2", "Committed to app:2"),
        (CommitContainer(CONTAINER, CommitSpec()), "Commit web", "Committed web"),
    ],
)
def test_what_is_done_and_was_done(command: Command, before: str, after: str) -> None:
    operation = Operation(1, command, "")
    assert titles.title(command) == before
    operation.succeeded = command.targets
    operation.outcome = Outcome.DONE
    assert titles.result(operation) == after


@pytest.mark.parametrize(
    ("command", "progress", "goes_on"),
    [
        (COMMIT, None, True),
        (LoadImages((PATH,)), Progress("", 5, 10), False),
        (LoadImages((PATH,)), Progress("", 10, 10), True),
        (LoadImages((PATH,)), Progress("abc: Loading layer", 1, 10), True),
        (SAVE, Progress("", 10), False),
    ],
)
def test_what_the_engine_does_not_stop_is_said(
    command: Command, progress: Progress | None, goes_on: bool
) -> None:
    operation = Operation(1, command, "")
    operation.progress, operation.outcome = progress, Outcome.CANCELLED
    said = titles.result(operation)
    assert said.startswith("Cancelled")
    assert ("The Engine may" in said) is goes_on


def test_a_commit_that_is_cancelled_says_so(aio: Aio) -> None:
    async def main() -> None:
        world = FakeWorld()
        world.fail("commit", until=asyncio.Event())
        asked = asyncio.Event()
        world.on_call = lambda _name: asked.set()
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        operation = operations.start(COMMIT)
        await asked.wait()
        operations.cancel(operation)
        await operation.wait()
        assert "The Engine may" in titles.result(operation)

    aio(main())
