"""Files are dropped on folders and dragged out of them; what is refused says why."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.file_records import Copied, CopyOptions, Place
from desktop.engine.records import Kind
from desktop.ui.files.carried import Carried, carried, local_paths
from desktop.ui.files.drag_out import DraggedFiles, _remove
from desktop.ui.files.tab import FilesTab
from tests.model.fake_engine import FakeWorld
from tests.support import drags
from tests.ui.files.conftest import APP, WEB, WORKER, Main, gone_to, subject_of
from tests.ui.usage.conftest import until

Around = Callable[[Main], None]
HERE = Place(Kind.CONTAINER, WEB.id, "web")
THERE = Place(Kind.CONTAINER, WORKER.id, "worker")


def of_urls(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def of_ours(place: Place, *paths: str) -> DraggedFiles:
    return DraggedFiles(Carried(place, paths), list)


def where(tab: FilesTab, path: str) -> QPoint:
    """The middle of a row in the stack, or below all rows."""
    tree = tab.browser.tree
    index = tab.browser.model.index_of(path)
    inside = (
        tree.visualRect(index).center()
        if index.isValid()
        else tree.viewport().rect().bottomLeft() + QPoint(20, -4)
    )
    return tree.viewport().mapTo(tab.browser.stack, inside)


def moved(tab: FilesTab, data: QMimeData, path: str) -> bool:
    """Drag it over the row of a path, and away; whether it might have been dropped there."""
    accepted = _over(tab, data, path)
    drags.leave(tab.browser.stack)
    return accepted


def dropped(tab: FilesTab, data: QMimeData, path: str) -> bool:
    """Drop it on the row of a path."""
    if not _over(tab, data, path):
        drags.leave(tab.browser.stack)
        return False
    return drags.let_go(tab.browser.stack, where(tab, path), data)


def _over(tab: FilesTab, data: QMimeData, path: str) -> bool:
    # Qt sends moves to whoever accepted the entering, and remembers it until it leaves.
    place = where(tab, path)
    stack = tab.browser.stack
    return drags.enter(stack, place, data) and drags.move(stack, place, data)


def last(said: list[str]) -> str:
    """What was said last, before the drag went away."""
    return next(text for text in reversed(said) if text)


def test_files_of_this_machine_are_copied_into_the_folder_they_are_dropped_on(
    around: Around, world: FakeWorld, said: list[str], tmp_path: Path
) -> None:
    world.held.copied = Copied(("/etc/a.txt",), 1, 5)

    async def main(tab: FilesTab) -> None:
        data = of_urls(str(tmp_path / "a.txt"), str(tmp_path / "b"))
        assert dropped(tab, data, "/etc")
        await until(lambda: world.called("copy_in"))
        sources = (tmp_path / "a.txt", tmp_path / "b")
        assert world.called("copy_in") == [(sources, HERE, "/etc", CopyOptions())]
        await until(lambda: "Copied 1 file (5B)." in said)

    around(main)


def test_beside_the_rows_the_shown_folder_is_meant(
    around: Around, world: FakeWorld, said: list[str]
) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc/ssl")
        world.held.mounts = ()
        tab.browser.browsing.mounts = ()
        assert moved(tab, of_urls("/x"), "")
        assert last(said) == "Copy into /etc/ssl"
        assert dropped(tab, of_urls("/x"), "/etc/ssl/cert.pem")
        await until(lambda: world.called("copy_in"))
        assert world.called("copy_in")[0][2] == "/etc/ssl"

    around(main)


def test_files_of_another_container_are_copied_between(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        data = of_ours(THERE, "/etc/hosts", "/srv")
        assert dropped(tab, data, "/usr")
        await until(lambda: world.called("copy_between"))
        (call,) = world.called("copy_between")
        assert call == (THERE, ("/etc/hosts", "/srv"), HERE, "/usr", CopyOptions())
        assert data.dropped_inside

    around(main)


def test_what_is_refused_says_why(around: Around, said: list[str]) -> None:
    async def main(tab: FilesTab) -> None:
        await until(lambda: tab.browser.mounts.isVisible())
        assert not moved(tab, of_ours(HERE, "/etc"), "/etc")
        assert last(said) == "A folder can't be put into itself."
        assert not moved(tab, of_ours(HERE, "/etc"), "")
        assert last(said) == "It is there already."
        remote = QMimeData()
        remote.setUrls([QUrl("https://example.org/a")])
        assert not moved(tab, remote, "/etc")
        assert last(said) == "Only files of this machine can be copied in."
        tab.browser.tree.expand(tab.browser.model.index_of("/etc"))
        await until(lambda: tab.browser.model.index_of("/etc/ssl").isValid())
        QApplication.sendPostedEvents()
        assert not moved(tab, of_urls("/x"), "/etc/ssl")
        assert last(said) == "/etc/ssl is mounted read-only."
        tab.show_subject(subject_of(tab.browser.surroundings, APP))
        await until(lambda: not tab.browser.browsing.loading)
        assert not moved(tab, of_urls("/x"), "/etc")
        assert last(said).startswith("An image can't be changed")

    around(main)


def test_text_is_no_file(around: Around, said: list[str]) -> None:
    async def main(tab: FilesTab) -> None:
        data = QMimeData()
        data.setText("hello")
        assert not moved(tab, data, "/etc")
        assert last(said) == "Only files can be dropped here."

    around(main)


def test_a_drag_of_another_process_is_not_taken_for_ours() -> None:
    data = QMimeData()
    forged = Carried(HERE, ("/etc",)).encoded().replace(b'"process": "', b'"process": "x')
    data.setData("application/x-portside-files", forged)
    assert carried(data) is None
    data.setData("application/x-portside-files", b"{")
    assert carried(data) is None


def test_what_is_dragged_out_is_given_when_it_is_whole(
    around: Around, world: FakeWorld, said: list[str]
) -> None:
    gate = asyncio.Event()
    world.fail("copy_out", until=gate)
    world.held.copied = Copied(("/tmp/given/hosts",), 1, 5)

    async def main(tab: FilesTab) -> None:
        data = tab.drags.data(Carried(HERE, ("/etc/hosts",)))
        assert carried(data) == Carried(HERE, ("/etc/hosts",))
        await until(lambda: world.called("copy_out"))
        gate.set()
        await until(lambda: local_paths_of(data) is not None)
        assert local_paths_of(data) == [Path("/tmp/given/hosts")]

    around(main)


def local_paths_of(data: QMimeData) -> list[Path] | None:
    """What another application is given."""
    plain = QMimeData()
    plain.setUrls(data.urls())
    return local_paths(plain)


@pytest.mark.skipif(sys.platform == "win32", reason="all names are text there")
def test_a_name_that_is_no_text_is_the_same_file_both_ways() -> None:
    names = (b"/tmp/caf\xe9.txt", b"/tmp/100%25 #1?;.txt", "/tmp/é 容器".encode(), b"/tmp/\xff/f")
    paths = tuple(Path(os.fsdecode(name)) for name in names)
    given = DraggedFiles(Carried(HERE, ("/x",)), lambda: list(paths)).urls()
    assert given[0].toEncoded().data() == b"file:///tmp/caf%E9.txt"
    data = QMimeData()
    data.setData("text/uri-list", b"\r\n".join(url.toEncoded().data() for url in given))
    assert local_paths(data) == list(paths)


def test_what_takes_long_becomes_an_operation_and_is_dragged_again(
    around: Around, world: FakeWorld, said: list[str]
) -> None:
    gate = asyncio.Event()
    world.fail("copy_out", until=gate)
    world.held.copied = Copied(("/tmp/given/big",), 1, 5)

    async def main(tab: FilesTab) -> None:
        what = Carried(HERE, ("/srv/big",))
        data = tab.drags.data(what)
        await until(lambda: world.called("copy_out"))
        assert data.urls() == []  # nothing waits
        assert data.urls() == []  # and it is begun once
        operations = tab.browser.surroundings.operations
        await until(lambda: operations.running)
        assert last(said) == "/srv/big is being copied; drag it again when that is done."
        await until(lambda: len(world.called("copy_out")) == 2)
        gate.set()
        await until(lambda: last(said) == "/srv/big is ready: drag it again.")
        assert [url.toLocalFile() for url in tab.drags.data(what).urls()] == ["/tmp/given/big"]

    around(main)


def test_each_drag_gives_what_is_there_then(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        what = Carried(HERE, ("/etc/hosts",))
        for time in ("first", "second"):
            world.held.copied = Copied((f"/tmp/{time}/hosts",), 1, 5)
            data = tab.drags.data(what)
            await until(lambda: not tab.drags._made[what].under_way)
            for _ in range(2):  # a target may ask again
                assert [url.toLocalFile() for url in data.urls()] == [f"/tmp/{time}/hosts"]
            tab.drags.ended(what, inside=False)
        assert data.urls(), "it may be asked for after the drag, too"
        given = [Path(call[2]) for call in world.called("copy_out")]
        assert len(given) == 2
        assert all(folder.is_dir() for folder in given), "whoever was given them may still read"

    around(main)


def test_what_nobody_was_given_goes_with_its_drag(around: Around, world: FakeWorld) -> None:
    world.held.copied = Copied(("/tmp/given/hosts",), 1, 5)

    async def main(tab: FilesTab) -> None:
        what = Carried(HERE, ("/etc/hosts",))
        data = tab.drags.data(what)
        await until(lambda: not tab.drags._made[what].under_way)
        (call,) = world.called("copy_out")
        assert Path(call[2]).is_dir()
        tab.drags.ended(what, inside=True)
        await until(lambda: not tab.drags._tasks)
        assert not Path(call[2]).exists()
        assert data.urls() == []
        assert not world.called("copy_out")[1:]

    around(main)


def test_what_is_ready_is_given_once(around: Around, world: FakeWorld, said: list[str]) -> None:
    world.held.copied = Copied(("/tmp/given/big",), 1, 5)

    async def main(tab: FilesTab) -> None:
        what = Carried(HERE, ("/srv/big",))
        assert tab.drags.data(what).urls() == []  # asked for before it is whole
        await until(lambda: "/srv/big is ready: drag it again." in said)
        tab.drags.ended(what, inside=True)  # as one that was let go of over the window
        await until(lambda: not tab.drags._tasks)
        copies = len(world.called("copy_out"))
        assert tab.drags.data(what).urls()
        assert len(world.called("copy_out")) == copies
        world.held.copied = Copied(("/tmp/given/bigger",), 1, 5)
        data = tab.drags.data(what)
        await until(lambda: not tab.drags._made[what].under_way)
        assert [url.toLocalFile() for url in data.urls()] == ["/tmp/given/bigger"]

    around(main)


def test_what_is_dropped_inside_is_not_made_any_further(around: Around, world: FakeWorld) -> None:
    world.fail("copy_out", until=asyncio.Event())

    async def main(tab: FilesTab) -> None:
        what = Carried(HERE, ("/srv/big",))
        data = tab.drags.data(what)
        await until(lambda: world.called("copy_out"))
        tab.drags.ended(what, inside=True)
        await until(lambda: len(tab.drags._tasks) == 0)
        assert data.urls() == []

    around(main)


def test_what_is_being_made_is_not_begun_again_by_the_next_drag(
    around: Around, world: FakeWorld
) -> None:
    gate = asyncio.Event()
    world.fail("copy_out", until=gate)
    world.held.copied = Copied(("/tmp/given/big",), 1, 5)

    async def main(tab: FilesTab) -> None:
        what = Carried(HERE, ("/srv/big",))
        tab.drags.data(what)
        await until(lambda: world.called("copy_out"))
        tab.drags.ended(what, inside=True)
        data = tab.drags.data(what)  # before that is forgotten
        await until(lambda: len(tab.drags._tasks) == 1)
        assert data.urls() == []  # asked for: an operation makes it
        await until(lambda: len(world.called("copy_out")) == 2)
        again = tab.drags.data(what)
        assert again.urls() == []
        gate.set()
        await until(lambda: len(tab.drags._tasks) == 0)
        assert len(world.called("copy_out")) == 2
        assert [url.toLocalFile() for url in again.urls()] == ["/tmp/given/big"]

    around(main)


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """A folder of somebody whom modes bind, who we are meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        user = os.geteuid()
        if user == 0:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(user)


def test_a_folder_that_may_not_be_written_is_removed_with_its_drag(plain_user: Path) -> None:
    dragged = plain_user / "portside-1"
    (dragged / "d/e").mkdir(parents=True)
    (dragged / "d/e/file").write_text("x")
    (dragged / "d/e").chmod(0o500)
    (dragged / "d").chmod(0o000)
    _remove({dragged})
    assert not dragged.exists()


def test_files_are_copied_and_pasted_by_keys(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.browser.tree.choose(tab.browser.model.index_of("/etc/hosts"))
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(tab.browser.tree, Qt.Key.Key_C, control)
        assert QGuiApplication.clipboard().text() == "/etc/hosts"
        tab.show_subject(subject_of(tab.browser.surroundings, WORKER))
        await until(lambda: not tab.browser.browsing.loading)
        QTest.keyClick(tab.browser.tree, Qt.Key.Key_V, control)
        await until(lambda: world.called("copy_between"))
        (call,) = world.called("copy_between")
        assert call == (HERE, ("/etc/hosts",), THERE, "/", CopyOptions())
        QGuiApplication.clipboard().clear()

    around(main)


def test_what_was_cut_is_moved_within_its_place_and_copied_to_another(
    around: Around, world: FakeWorld
) -> None:
    control = Qt.KeyboardModifier.ControlModifier

    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        for name in ("hosts", "passwd"):
            tab.browser.tree.choose(tab.browser.model.index_of(f"/etc/{name}"))
            QTest.keyClick(tab.browser.tree, Qt.Key.Key_X, control)
            if name == "hosts":
                await gone_to(tab, "/usr")
            else:
                tab.show_subject(subject_of(tab.browser.surroundings, WORKER))
                await until(lambda: not tab.browser.browsing.loading)
            tab.actions_of_files.paste.trigger()
            if name == "hosts":
                await until(lambda: tab.browser.model.index_of("/usr/hosts").isValid())
                await gone_to(tab, "/etc")
        assert world.called("move") == [(HERE, ("/etc/hosts",), "/usr")]
        await until(lambda: world.called("copy_between"))
        assert world.called("copy_between")[0][:4] == (HERE, ("/etc/passwd",), THERE, "/")
        QGuiApplication.clipboard().clear()

    around(main)


def test_with_shift_what_is_dropped_in_its_own_place_is_moved(
    around: Around, world: FakeWorld, said: list[str]
) -> None:
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier

    async def main(tab: FilesTab) -> None:
        stack = tab.browser.stack
        data = of_ours(HERE, "/etc")
        for keys, words in ((none, "with Shift it is moved"), (shift, "Move into /usr")):
            drags.enter(stack, where(tab, "/usr"), data, keys)
            drags.move(stack, where(tab, "/usr"), data, keys=keys)
            assert words in last(said)
        drags.let_go(stack, where(tab, "/usr"), data, shift)
        await until(lambda: world.called("move"))
        assert world.called("move") == [(HERE, ("/etc",), "/usr")]
        assert not world.called("copy_between")
        assert not drags.move(stack, where(tab, ""), data, keys=shift), "it is there"

    around(main)


def test_files_of_the_file_manager_are_pasted(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        QGuiApplication.clipboard().setMimeData(of_urls("/home/me/a"))
        tab.actions_of_files.paste.trigger()
        await until(lambda: world.called("copy_in"))
        assert world.called("copy_in")[0][:3] == ((Path("/home/me/a"),), HERE, "/")
        QGuiApplication.clipboard().clear()

    around(main)


def test_the_row_is_listed_anew_when_a_copy_has_ended(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        listed = len(world.called("listing"))
        assert dropped(tab, of_urls("/x"), "")
        await until(lambda: len(world.called("listing")) > listed)
        assert replace(HERE) == HERE

    around(main)
