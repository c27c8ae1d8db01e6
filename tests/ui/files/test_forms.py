"""The copy dialogs say what docker's rules make of what was typed; names and losses are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.engine.file_records import (
    Answer,
    Clash,
    Copied,
    CopyOptions,
    Decision,
    Note,
    Place,
    Why,
)
from desktop.engine.records import Kind
from desktop.model.files.commands import CopyIn
from desktop.ui.files.carried import Carried
from desktop.ui.files.clash import ClashDialog
from desktop.ui.files.copy_between import CopyBetweenForm, copy_between
from desktop.ui.files.copy_from import CopyFromForm
from desktop.ui.files.copy_to import CopyToForm, copy_to
from desktop.ui.files.deleting import DeleteForm
from desktop.ui.files.moving import MoveForm, refusal
from desktop.ui.files.naming import NameForm
from desktop.ui.files.tab import FilesTab
from tests.model.fake_engine import FakeWorld
from tests.ui.files.conftest import WEB, WORKER, Main, file, folder, gone_to
from tests.ui.usage.conftest import until

Around = Callable[[Main], None]
D = TypeVar("D", bound=QDialog)
HERE = Place(Kind.CONTAINER, WEB.id, "web")


async def opened(kind: type[D]) -> D:
    """The dialog of that kind, when it is open."""

    def found() -> list[D]:
        widgets = QApplication.topLevelWidgets()
        return [each for each in widgets if isinstance(each, kind) and each.isVisible()]

    await until(found)
    return found()[0]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text("hello")
    (tmp_path / "site").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("source", "path", "effect"),
    [
        ("note.txt", "/etc", "note.txt goes into a folder that exists: it will be /etc/note.txt."),
        ("note.txt", "/etc/new", "The file gets the new name /etc/new."),
        ("note.txt", "/etc/hosts", "/etc/hosts is there already: you are asked"),
        ("site", "/etc/site", "The folder /etc/site is made, with what the source holds."),
        ("site/.", "/etc", "What the folder holds goes into /etc, not the folder itself."),
        ("site", "/etc/hosts", "/etc/hosts is a file, and a folder can't take its place."),
        ("note.txt", "/etc/no/", "There is no folder /etc/no/. Make it first"),
        ("note.txt", "/no/new", "The folder that /no/new would be in does not exist."),
        ("none", "/etc", "There is no "),
    ],
)
def test_what_happens_is_said_before_it_starts(
    around: Around, here: Path, source: str, path: str, effect: str
) -> None:
    async def main(tab: FilesTab) -> None:
        tab.actions_of_files.copy_to.trigger()
        form = await opened(CopyToForm)
        form.sources.editor.setPlainText(f"{here}/{source}")
        form.path.line.setText(path)  # type: ignore[union-attr]
        await until(lambda: form.effect.text().replace("\u200b", "").startswith(effect))
        forbidden = effect[:12] in ("There is no ", "The folder t", "/etc/hosts i") and (
            "already" not in effect
        )
        assert form.verb_button.isEnabled() is not forbidden
        form.reject()

    around(main)


def test_a_link_that_is_followed_is_what_it_leads_to_also_between_containers(
    around: Around,
) -> None:
    async def main(tab: FilesTab) -> None:
        what, surroundings = Carried(HERE, ("/lib",)), tab.browser.surroundings
        place = Place(Kind.CONTAINER, WORKER.id, "worker")
        asking = copy_between(tab, surroundings, what, place)
        task = asyncio.get_running_loop().create_task(asking)
        form = await opened(CopyBetweenForm)
        form.path.line.setText("/etc/new")  # type: ignore[union-attr]
        await until(lambda: form.effect.text().startswith("The file gets the new name"))
        form.follow.box.setChecked(True)
        await until(lambda: form.effect.text().startswith("The folder"))
        form.reject()
        assert await task is None

    around(main)


def test_the_line_follows_what_is_typed_and_the_copy_begins(
    around: Around, world: FakeWorld, here: Path
) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.actions_of_files.copy_to.trigger()
        form = await opened(CopyToForm)
        assert form.path.text == "/etc"
        form.sources.editor.setPlainText(f"{here}/note.txt\n{here}/site")
        form.owner.box.setChecked(True)
        form.attributes.box.setChecked(True)
        lines = [f"docker cp --archive {here}/{name} web:/etc" for name in ("note.txt", "site")]
        assert form.line.exact.splitlines() == lines
        await until(form.verb_button.isEnabled)
        form.verb_button.click()
        await until(lambda: world.called("copy_in"))
        (call,) = world.called("copy_in")
        sources = (here / "note.txt", here / "site")
        assert call == (sources, HERE, "/etc", CopyOptions(owner=True, attributes=True))

    around(main)


def test_what_is_selected_is_copied_to_this_machine(
    around: Around, world: FakeWorld, here: Path
) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.browser.tree.choose(tab.browser.model.index_of("/etc/hosts"))
        tab.actions_of_files.copy_from.trigger()
        form = await opened(CopyFromForm)
        form.destination.line.setText(str(here))  # type: ignore[union-attr]
        await until(form.verb_button.isEnabled)
        assert f"it will be {here}/hosts" in form.effect.text().replace("\u200b", "")
        assert form.line.exact == f"docker cp web:/etc/hosts {here}"
        form.verb_button.click()
        await until(lambda: world.called("copy_out"))
        assert world.called("copy_out") == [(HERE, ("/etc/hosts",), here, CopyOptions())]
        settings = tab.browser.surroundings.settings
        assert settings.text("files.destination") == str(here)

    around(main)


def test_the_container_that_goes_ends_the_dialog(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        tab.actions_of_files.copy_to.trigger()
        form = await opened(CopyToForm)
        world.vanish(WEB)
        await until(lambda: form.verb_button.isHidden())
        assert "removed meanwhile" in form.banner.text
        form.reject()

    around(main)


@pytest.mark.parametrize(
    ("button", "all_", "answer"),
    [
        ("replace", False, Answer(Decision.REPLACE)),
        ("skip", True, Answer(Decision.SKIP, for_all=True)),
        ("keep", True, Answer(Decision.KEEP_BOTH, for_all=True)),
    ],
)
def test_a_name_that_is_taken_is_asked_about(
    around: Around, world: FakeWorld, button: str, all_: bool, answer: Answer
) -> None:
    world.held.clashes = [Clash("/etc/hosts", file("hosts", 9, modified=2e9), file("hosts", 42))]

    async def main(tab: FilesTab) -> None:
        tab.copier.start(CopyIn((Path("/x/hosts"),), HERE, "/etc"))
        dialog = await opened(ClashDialog)
        dialog.for_all.setChecked(all_)
        getattr(dialog, button).click()
        await until(lambda: world.called("copy_in"))
        assert world.held.answers == [answer]

    around(main)


def test_escape_in_the_question_cancels_the_copy(around: Around, world: FakeWorld) -> None:
    world.held.clashes = [Clash("/etc/hosts", file("hosts"), file("hosts"))]

    async def main(tab: FilesTab) -> None:
        operation = tab.copier.start(CopyIn((Path("/x/hosts"),), HERE, "/etc"))
        assert operation is not None
        dialog = await opened(ClashDialog)
        dialog.reject()
        assert (await operation.wait()).value == "cancelled"
        assert not world.called("copy_in")

    around(main)


def test_what_did_not_arrive_as_it_is_is_told(
    around: Around, world: FakeWorld, said: list[str]
) -> None:
    notes = (Note("/x/pipe", Why.SPECIAL), Note("/x/a", Why.RENAMED, "/etc/a (2)"))
    world.held.copied = Copied(("/etc/x",), 3, 10, notes)

    async def main(tab: FilesTab) -> None:
        tab.copier.start(CopyIn((Path("/x"),), HERE, "/etc"))
        dialog = await opened(QDialog)
        await until(lambda: "Copied 3 files (10B). 2 were changed or left out." in said)
        text = dialog.property("informativeText")
        assert "/x/pipe was left out: a device, a pipe or a socket" in text
        assert "/x/a is called /etc/a (2) now" in text
        dialog.reject()

    around(main)


def test_a_folder_is_made_and_selected(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.actions_of_files.new_folder.trigger()
        form = await opened(NameForm)
        line = form.name.line
        assert line is not None
        for bad in ("hosts", "a/b", "..", "x" * 256):
            line.setText(bad)
            assert not form.verb_button.isEnabled()
        line.setText("sub folder")
        assert form.line.exact == "docker exec --user root web mkdir -- '/etc/sub folder'"
        form.verb_button.click()
        model, tree = tab.browser.model, tab.browser.tree
        await until(lambda: model.path(tree.currentIndex()) == "/etc/sub folder")

    around(main)


def test_a_file_is_renamed(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.browser.tree.choose(tab.browser.model.index_of("/etc/hosts"))
        tab.actions_of_files.rename.trigger()
        form = await opened(NameForm)
        assert form.name.text == "hosts"
        form.name.line.setText("hosts.old")  # type: ignore[union-attr]
        form.verb_button.click()
        await until(lambda: tab.browser.model.index_of("/etc/hosts.old").isValid())
        assert world.called("rename") == [(HERE, "/etc/hosts", "/etc/hosts.old")]

    around(main)


def test_files_are_moved_to_a_folder_that_is_typed(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.browser.tree.choose(tab.browser.model.index_of("/etc/hosts"))
        QTest.keyClick(tab.browser.tree, Qt.Key.Key_F6)
        form = await opened(MoveForm)
        line = form.folder.line
        assert line is not None
        for bad in ("/etc", "/etc/hosts/below", "usr", ""):
            line.setText(bad)
            assert not form.verb_button.isEnabled()
        line.setText("/usr/")
        assert form.line.exact == "docker exec --user root web mv -- /etc/hosts /usr/"
        form.verb_button.click()
        await until(lambda: world.called("move"))
        assert world.called("move") == [(HERE, ("/etc/hosts",), "/usr")]

    around(main)


def test_two_of_one_name_are_not_moved_into_one_folder() -> None:
    assert refusal(("/etc/hosts", "/srv/host"), "/usr") == ""
    said = refusal(("/etc/hosts", "/srv/a", "/srv/hosts"), "/usr")
    assert said.startswith("Several are called hosts, and only one can have that name there.")


def test_what_is_deleted_is_listed_first(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.browser.tree.selectAll()
        tab.actions_of_files.delete.trigger()
        form = await opened(DeleteForm)
        text = form.findings.text
        assert "/etc/hosts  42B" in text
        assert "/etc/ssl  folder\nWith everything in it." in text
        assert "gone" not in text  # it is there no more
        assert form.cancel_button.isDefault()
        form.verb_button.click()
        await until(lambda: world.called("delete"))
        assert world.called("delete") == [(HERE, ("/etc/ssl", "/etc/hosts", "/etc/passwd"))]

    around(main)


def test_a_dialog_ends_with_its_task(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        surroundings = replace(tab.browser.surroundings)
        asking: Coroutine[Any, Any, CopyIn | None] = copy_to(tab, surroundings, HERE)
        task = asyncio.get_running_loop().create_task(asking)
        await opened(CopyToForm)
        task.cancel()
        await asyncio.wait([task])
        assert folder("a").name == "a"

    around(main)
