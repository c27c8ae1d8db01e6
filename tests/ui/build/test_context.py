"""What the dialog of a build says of the files that would be sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.engine.build_records import BuildFailed, ContextUnreadable
from desktop.engine.records import Kind
from desktop.model.build.naming import folder_of
from desktop.model.commands import Target, Verb
from desktop.ui import problems
from desktop.ui.build import Described
from desktop.ui.plain import PlainLabel
from tests.journeys.hands import Heartbeat
from tests.support.aio import Aio
from tests.support.capabilities import permissions_count
from tests.support.many_files import FILES, many_files
from tests.ui.build.conftest import Dialogs, until

LONGEST = 0.1  # seconds that the window may be held up


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "shop"
    made.mkdir()
    (made / "Dockerfile").write_text("FROM debian:13\n")
    yield made
    for path in made.rglob("*"):
        path.chmod(0o700)


@contextmanager
def closed_file(folder: Path) -> Iterator[None]:
    (folder / "key").touch(0)
    with permissions_count():
        yield


SAID = (
    "key can't be read, and docker sends nothing then. Permit it (chmod -R u+rX), or leave it out"
    " by .dockerignore."
)


def test_a_file_that_can_not_be_read_is_named_before_anything_is_sent(
    dialog: Dialogs, folder: Path
) -> None:
    with closed_file(folder), dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.notes.said == [SAID])
        assert not asked.build_button.isEnabled()
        asked.notes.buttons[0].click()
        assert asked.pages.currentWidget() is asked.context
        assert SAID in [label.text() for label in asked.context.findChildren(PlainLabel)]
        (leave,) = (
            button
            for button in asked.context.findChildren(QPushButton)
            if button.accessibleName() == "Leave out key"
        )
        QTest.mouseClick(leave, Qt.MouseButton.LeftButton)
        filled.wait(lambda: asked.build_button.isEnabled())
        assert asked.notes.said == []
        assert (folder / ".dockerignore").read_text() == "key\n"


def test_buildkit_asks_for_no_file_that_it_does_not_need(
    dialog: Dialogs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.build.draft.find_buildx", lambda _environment: Path("/x"))
    (folder / "Dockerfile").write_text("FROM a:1\nRUN --mount=type=cache,target=/c x\n")
    with closed_file(folder), dialog(folder_of(folder)) as filled:
        draft = filled.dialog.draft
        filled.wait(lambda: draft.scan is not None and draft.scan.troubles)
        filled.wait(filled.dialog.build_button.isEnabled)


def test_a_folder_that_can_not_be_read_is_said(dialog: Dialogs, folder: Path) -> None:
    (folder / ".dockerignore").touch(0)
    with permissions_count(), dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.draft.scan_problem)
        assert asked.notes.said == [
            "The folder can't be sent: .dockerignore can't be read, and docker sends nothing then."
            " Permit it (chmod -R u+rX), or leave it out by .dockerignore."
        ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (13, "a/key can't be read, and docker sends nothing then. Permit it (chmod -R u+rX)"),
        (2, "a/key went while it was looked at. Build again."),
        (116, "a/key has become shorter while it was sent."),
        (5, "a/key: why"),
    ],
)
def test_why_a_file_was_not_sent_is_a_sentence_with_its_name(number: int, said: str) -> None:
    failed = ContextUnreadable("why", "a/key", number)
    sentence = problems.sentence(Verb.BUILD, Target(Kind.IMAGE, "", "shop"), failed)
    assert sentence.startswith(f"Cannot build image shop: the files can't be sent. {said}")


def test_a_hundred_thousand_files_hold_nobody_up_and_are_left_in_the_middle(
    aio: Aio, dialog: Dialogs
) -> None:
    with many_files() as folder:
        (folder / "Dockerfile").write_text("FROM debian:13\n")
        with dialog(folder_of(folder)) as filled:
            asked = filled.dialog
            asked.pages.setCurrentWidget(asked.context)

            async def watched() -> float:
                async with Heartbeat() as heart:
                    await until(lambda: asked.draft.scan and asked.draft.scan.complete)
                return heart.longest

            assert aio(watched()) < LONGEST
            assert asked.draft.scan is not None
            assert asked.draft.scan.files == FILES + 1
            asked.draft.renew()
            filled.wait(lambda: asked.draft.scan and not asked.draft.scan.complete)
            QTest.keyClick(asked, Qt.Key.Key_Escape)
            described: Described | None = filled.result()
        assert described is None
        assert "survey" not in [thread.name for thread in threading.enumerate()]
        assert asked.draft.scan is not None
        assert not asked.draft.scan.complete, "it was not waited for"


@pytest.mark.parametrize(
    ("explanation", "said"),
    [
        ("The command '/bin/sh -c x' returned a non-zero code: 2", "ended with exit code 2."),
        ("The command '/bin/sh -c x' returned a non-zero code: 127", "is not in the image"),
        ("The command '/x' returned a non-zero code: 126", "Make the file executable."),
        ("The command '/x' returned a non-zero code: 137", "for want of memory"),
        (
            'failed to solve: process "/bin/sh -c x" did not complete successfully: exit code: 3',
            "ended with exit code 3.",
        ),
        ("failed to solve: executor failed running [sh -c x]: exit code: 4", "with exit code 4."),
        ("COPY failed: no such file", "the Engine says “COPY failed: no such file”."),
        ("x: No space left on device; x returned a non-zero code: 1", "the Engine's disk is full"),
    ],
)
def test_a_step_that_failed_is_told_by_how_its_command_ended(explanation: str, said: str) -> None:
    target = Target(Kind.IMAGE, "", "shop")
    assert said in problems.sentence(Verb.BUILD, target, BuildFailed(explanation, 1))
