"""Commit and import: what is seen before, what is typed, and what comes of it."""

from __future__ import annotations

import asyncio
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QTreeView, QWidget

from desktop.engine.archive_records import CommitSpec, ImportSpec, Url
from desktop.engine.errors import EngineFault
from desktop.engine.observations import Difference, FileChange
from desktop.engine.records import Kind, State
from desktop.model.archive_commands import CommitContainer, ImportImage
from desktop.model.commands import Target, Verb
from desktop.model.image_changes import Fault, Problem, parse
from desktop.model.image_commands import RemoveImages
from desktop.model.store import Store
from desktop.ui import dialogs
from tests.model.fake_engine import make_container, make_image
from tests.support.aio import Aio
from tests.support.dialogs import Opened, Opener

WEB = make_container(1, "web")
TARGET = Target(Kind.CONTAINER, WEB.id, "web")
APP = make_image(900, "app:1")


@pytest.fixture
def store(store: Store) -> Store:
    store.take_containers(None, [WEB])
    store.take_images([APP])
    return store


async def differences() -> list[FileChange]:
    return [FileChange("/etc", Difference.CHANGED), FileChange("/etc/new", Difference.ADDED)]


async def none() -> list[FileChange]:
    return []


async def fails() -> list[FileChange]:
    raise EngineFault("broken")


def has_said(aio: Aio, dialog: Opened[object], text: str) -> None:
    """Wait for it: a thread may have to look."""

    async def wait() -> None:
        while text not in dialog.said:  # noqa: ASYNC110 - a label tells of nothing
            await asyncio.sleep(0.01)

    aio(wait())


def write(dialog: Opened[object], text: str) -> None:
    editor = dialog.named("Changes")
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText(text)


def test_a_container_is_committed_with_all_that_is_typed(
    aio: Aio, opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.commit_container(window, store, TARGET, none, "Ada"))
    has_said(aio, dialog, "No file differs")
    assert dialog.line == "docker commit --author Ada web"
    dialog.type("Reference", "new:2")
    dialog.type("Message", "why not")
    write(dialog, "ENV A=1\n\n# a comment\nEXPOSE 80/tcp\n")
    dialog.click("Pause it meanwhile")
    assert dialog.line == (
        "docker commit --author Ada --message 'why not' --change 'ENV A=1'"
        " --change 'EXPOSE 80/tcp' --pause=false web new:2"
    )
    dialog.click("Commit")
    changes = ("ENV A=1", "EXPOSE 80/tcp")
    spec = CommitSpec("new:2", "Ada", "why not", False, changes)
    assert dialog.result() == CommitContainer(TARGET, spec)


def test_what_differs_is_looked_at_first(
    aio: Aio, opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.commit_container(window, store, TARGET, differences))
    has_said(aio, dialog, "1 added, 1 changed")
    trees = [tree for tree in dialog.dialog.findChildren(QTreeView) if tree.isVisible()]
    assert [tree.accessibleName() for tree in trees] == ["Differences"]
    index = trees[0].model().index(0, 0)
    assert index.data() == "etc"
    assert trees[0].isExpanded(index)


def test_that_the_differences_can_not_be_told_keeps_nobody_from_committing(
    aio: Aio, opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.commit_container(window, store, TARGET, fails))
    has_said(aio, dialog, "broken")
    assert dialog.enabled("Commit")


def test_a_name_that_another_image_has_is_said_to_be_taken_from_it(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.commit_container(window, store, TARGET, none))
    field = dialog.named("Reference")
    assert isinstance(field, QLineEdit)
    field.setText("app:1")  # typing would open the list of completions
    assert "is taken away from image" in dialog.said
    dialog.type("Reference", "UPPER")
    assert not dialog.enabled("Commit")


def test_changes_that_the_engine_would_not_take_are_told_by_their_line(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.commit_container(window, store, TARGET, none))
    write(dialog, "ENV A=1\nRUN true")
    assert "Line 2: RUN needs a build" in dialog.said
    assert not dialog.enabled("Commit")
    write(dialog, "ENV A=1\nUSER nobody")
    assert dialog.enabled("Commit")


def test_one_that_does_not_run_needs_no_pause_and_one_that_goes_ends_it(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.commit_container(window, store, TARGET, none))
    store.take_containers([WEB.id], [make_container(1, "web", state=State.EXITED)])
    assert "half written" not in dialog.said
    store.take_containers([WEB.id], [])
    assert "was removed meanwhile" in dialog.said


@pytest.fixture
def files(tmp_path: Path) -> Path:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("etc"))
    path = tmp_path / "Rescue Disk.tar"
    path.write_bytes(packed.getvalue())
    return path


def test_a_file_is_looked_into_and_gives_its_image_a_name(
    aio: Aio, opened: Opener, window: QWidget, store: Store, files: Path
) -> None:
    dialog = opened(dialogs.import_image(window, store, files))
    has_said(aio, dialog, "It is taken from this machine.")
    dialog.type("Message", "why")
    dialog.click("Import")
    assert dialog.result() == ImportImage(files, ImportSpec("rescue-disk", "why"))


def test_a_name_that_was_typed_stays(
    aio: Aio, opened: Opener, window: QWidget, store: Store, files: Path
) -> None:
    dialog = opened(dialogs.import_image(window, store, files))
    field, source = dialog.named("Reference"), dialog.named("File or address")
    assert isinstance(field, QLineEdit)
    assert isinstance(source, QLineEdit)
    field.setText("mine:1")
    source.setText(str(files.with_name("other.tar")))
    has_said(aio, dialog, "not there any more")
    assert field.text() == "mine:1"


def test_an_address_is_fetched_by_the_engine(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.import_image(window, store))
    assert not dialog.enabled("Import")
    dialog.type("File or address", "ftp://example.com/a.tar")
    assert not dialog.enabled("Import")
    dialog.type("File or address", "http://example.com/a.tar")
    assert "The Engine fetches it" in dialog.said
    dialog.click("Import")
    assert dialog.result() == ImportImage(Url("http://example.com/a.tar"), ImportSpec())


@pytest.mark.parametrize(
    ("content", "said"), [(b"hello", "no tar archive"), (b"", "It is empty"), (None, "not there")]
)
def test_what_can_not_be_imported_is_said_while_it_is_typed(
    aio: Aio,
    opened: Opener,
    window: QWidget,
    store: Store,
    tmp_path: Path,
    content: bytes | None,
    said: str,
) -> None:
    path = tmp_path / "odd.tar"
    if content is not None:
        path.write_bytes(content)
    dialog = opened(dialogs.import_image(window, store, path))
    has_said(aio, dialog, said)
    assert not dialog.enabled("Import")


def test_a_file_is_chosen_in_the_systems_dialog(
    aio: Aio, opened: Opener, window: QWidget, store: Store, files: Path
) -> None:
    dialog = opened(dialogs.import_image(window, store))
    dialog.click("Browse…")
    aio(asyncio.sleep(0))
    [chooser] = dialog.dialog.findChildren(QFileDialog)
    line = chooser.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(files))  # typing would open the list of completions
    QTest.keyClick(line, Qt.Key.Key_Return)
    has_said(aio, dialog, "It is taken from this machine.")
    assert dialog.line == f"docker import '{files}' rescue-disk"


@pytest.mark.parametrize(
    ("text", "changes", "problem"),
    [
        ("", (), None),
        ("cmd sh", ("cmd sh",), None),
        ("ENV A=1 \\\n  B=2\nUSER x", ("ENV A=1 \\\n  B=2", "USER x"), None),
        ("ENV A b", ("ENV A b",), None),
        ("ENV A", ("ENV A",), Problem(Fault.NO_PAIR, 1, "A")),
        ("\nFROM a", ("FROM a",), Problem(Fault.NOT_HERE, 2, "FROM")),
        ("NOPE a", ("NOPE a",), Problem(Fault.UNKNOWN, 1, "NOPE")),
        ("CMD", ("CMD",), Problem(Fault.NOTHING, 1, "CMD")),
        ("EXPOSE 80 http", ("EXPOSE 80 http",), Problem(Fault.PORT, 1, "http")),
        ("EXPOSE 80 8000-8010/udp", ("EXPOSE 80 8000-8010/udp",), None),
        ("CMD [sh]", ("CMD [sh]",), Problem(Fault.BRACKETS, 1, "[sh]")),
        ('CMD ["sh"]', ('CMD ["sh"]',), None),
    ],
)
def test_changes_are_read_as_a_dockerfile_is(
    text: str, changes: tuple[str, ...], problem: Problem | None
) -> None:
    assert parse(text) == (changes, problem)


BOTH = make_image(901, "both:1", "both:latest", "other/both:1")


def test_names_are_taken_away_from_an_image_that_keeps_one(
    opened: Opener, window: QWidget, store: Store
) -> None:
    store.take_images([APP, BOTH])
    dialog = opened(dialogs.untag_image(window, store, BOTH.id, ("both:1", "both:latest")))
    assert not dialog.enabled("Untag")
    dialog.click("both:latest")
    dialog.click("other/both:1")
    assert dialog.line == "docker rmi both:latest other/both:1"
    dialog.click("both:1")
    assert "One name must stay" in dialog.said
    assert not dialog.enabled("Untag")
    dialog.click("both:1")
    dialog.click("Untag")
    names = ("both:latest", "other/both:1")
    targets = tuple(Target(Kind.IMAGE, BOTH.id, name) for name in names)
    assert dialog.result() == RemoveImages(targets, verb=Verb.UNTAG)


def test_names_that_come_and_go_meanwhile_are_seen_in_the_boxes(
    opened: Opener, window: QWidget, store: Store
) -> None:
    store.take_images([BOTH])
    dialog = opened(dialogs.untag_image(window, store, BOTH.id))
    store.take_images([replace(BOTH, references=("both:1", "new:1"))])
    dialog.click("new:1")
    assert dialog.line == "docker rmi new:1"
    store.take_images([replace(BOTH, references=("both:1",))])
    assert "no other name by now" in dialog.said
