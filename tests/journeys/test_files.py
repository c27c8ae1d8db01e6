"""Files go in, out and between containers, by dialog, by drop and by keys, byte for byte."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.records import Kind
from desktop.ui.files.browser import Browser
from desktop.ui.files.carried import Carried
from desktop.ui.files.clash import ClashDialog
from desktop.ui.files.file_page import FilePage
from desktop.ui.files.tab import FilesTab
from tests.journeys.hands import Hands, opened, until
from tests.support import drags
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine

pytestmark = pytest.mark.display

Docker = Callable[..., str]


def tab_of(hands: Hands) -> FilesTab:
    (tab,) = hands.window.findChildren(FilesTab)
    return tab


async def browse(hands: Hands, name: str, path: str = "/") -> Browser:
    """The files of a container, by its row and its tab, at a path that is typed."""
    await until(lambda: hands.container(name), f"{name} has a row")
    hands.select(name)
    hands.window.show_tab("files")
    browser = tab_of(hands).browser
    await until(
        lambda: browser.place is not None and browser.place.name == name, "its files are shown"
    )
    if path != browser.path:
        bar = browser.path_bar
        bar.setFocus()
        bar.selectAll()
        QTest.keyClicks(bar, path)
        QTest.keyClick(bar, Qt.Key.Key_Return)
    await listed(browser, path)
    return browser


def ended(hands: Hands) -> bool:
    """Whether something was begun, and all of it has ended."""
    operations = hands.application.operations
    return bool(list(operations)) and not operations.running


async def listed(browser: Browser, path: str) -> None:
    await until(lambda: browser.path == path and not browser.browsing.loading, f"{path} is listed")


def row_at(browser: Browser, path: str) -> QPoint:
    """Where a row is, in the part of the browser that takes drops; without a path, below all."""
    tree = browser.tree
    index = browser.model.index_of(path)
    below = QPoint(30, tree.viewport().height() - 3)
    inside = tree.visualRect(index).center() if index.isValid() else below
    return tree.viewport().mapTo(browser.stack, inside)


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def pressed(*sequences: str) -> None:
    """Press keys where the focus is."""
    for sequence in sequences:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        QTest.keySequence(focused, sequence)


async def dialog_called(hands: Hands, title: str) -> QDialog:
    def found() -> list[QDialog]:
        return [each for each in hands.dialogs() if each.windowTitle() == title]

    await until(found, f"{title} opens")
    return found()[0]


def test_a_file_is_dropped_into_a_folder_and_what_is_there_is_asked_about(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker("exec", "web", "mkdir", "-p", "/srv/app")
    source = tmp_path / "data.bin"
    source.write_bytes(secrets.token_bytes(300_000))
    tree = tmp_path / "tree"
    (tree / "deep").mkdir(parents=True)
    (tree / "deep" / "a b.txt").write_text("deep")

    def sum_of(path: str) -> str:
        return docker("exec", "web", "md5sum", path).split()[0]

    def here(path: Path) -> str:
        import hashlib

        return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web", "/srv")
            index = browser.model.index_of
            await until(lambda: index("/srv/app").isValid(), "the folder has a row")
            assert drags.drop(browser.stack, row_at(browser, "/srv/app"), of_files(source, tree))
            await until(lambda: ended(hands), "it is copied")
            assert sum_of("/srv/app/data.bin") == here(source)
            assert docker("exec", "web", "cat", "/srv/app/tree/deep/a b.txt") == "deep"
            browser.go("/srv/app")
            await until(lambda: index("/srv/app/data.bin").isValid(), "it has a row")

            first = here(source)
            source.write_bytes(b"another")
            assert drags.drop(browser.stack, row_at(browser, ""), of_files(source))
            question = await dialog_called(hands, "The name is taken")
            assert isinstance(question, ClashDialog)
            question.keep.click()
            both = "/srv/app/data (2).bin"
            await until(lambda: index(both).isValid(), "both are there")
            assert sum_of("/srv/app/data.bin") == first
            assert sum_of(both) == here(source)

    aio(journey(), timeout=120)


def test_a_file_is_copied_out_by_the_menu_and_its_line_is_docker_s(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker("exec", "web", "sh", "-c", "mkdir /out; echo one > /out/one; echo two > /out/two")
    docker("stop", "web")
    target = tmp_path / "here"
    target.mkdir()

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            await until(lambda: hands.container("web"), "it has a row")
            hands.select("web")
            hands.menu("Container", "Copy from…")
            dialog = await dialog_called(hands, "Copy from web")
            hands.fill(dialog, "Path there", "/out/.")
            hands.fill(dialog, "To this machine", str(target))
            line = f"docker cp web:/out/. {target}"
            await until(lambda: line in hands.read(dialog), "the line is shown")
            await until(lambda: "not the folder itself" in hands.read(dialog), "its effect is said")
            hands.press(dialog, "Copy")
            await until(lambda: (target / "two").exists(), "they are here")
            await until(lambda: ended(hands), "it has ended")
            assert (target / "one").read_text() == "one\n"

    aio(journey(), timeout=120)


def test_files_dropped_on_a_container_s_row_are_asked_where_to(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    source = tmp_path / "note.txt"
    source.write_text("dropped")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            await until(lambda: hands.container("web"), "it has a row")
            tree = hands.section.tree
            where = tree.visualRect(hands.index(Kind.CONTAINER, "web")).center()
            below = QPoint(where.x(), tree.viewport().height() - 4)
            assert not drags.drop(tree.viewport(), below, of_files(source))
            said = hands.window.status.currentMessage
            assert drags.drop(tree.viewport(), where, of_files(source))
            dialog = await dialog_called(hands, "Copy to web")
            hands.fill(dialog, "Path there", "/dropped.txt")
            await until(lambda: "new name /dropped.txt" in hands.read(dialog), "its effect is said")
            hands.press(dialog, "Copy")
            await until(lambda: "Copied 1 file" in said(), "it is told")
            assert docker("exec", "web", "cat", "/dropped.txt") == "dropped"

    aio(journey(), timeout=120)


def test_files_go_from_one_container_to_another_by_keys_and_by_drag(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker_run("--network", "none", name="worker")
    docker("exec", "web", "sh", "-c", "mkdir /here; echo hi > /here/a; chmod 640 /here/a")
    docker("exec", "worker", "mkdir", "/there")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web", "/here")
            await until(lambda: browser.model.index_of("/here/a").isValid(), "it has a row")
            browser.tree.choose(browser.model.index_of("/here/a"))
            browser.tree.setFocus()
            hands.keys("Ctrl+C")
            web = browser.place
            assert web is not None
            await browse(hands, "worker", "/there")
            browser.tree.setFocus()
            browser.stack.currentWidget().setFocus()
            tab_of(hands).actions_of_files.paste.trigger()
            await until(lambda: browser.model.index_of("/there/a").isValid(), "it is pasted")
            assert docker("exec", "worker", "stat", "-c", "%a", "/there/a") == "640"

            data = tab_of(hands).drags.data(Carried(web, ("/here",)))
            assert drags.drop(browser.stack, row_at(browser, ""), data)
            await until(lambda: browser.model.index_of("/there/here").isValid(), "it is dropped")
            assert docker("exec", "worker", "cat", "/there/here/a") == "hi"

    aio(journey(), timeout=120)


def test_what_is_dragged_out_becomes_files_here(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker("exec", "web", "sh", "-c", "mkdir /out; echo one > /out/one")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web", "/")
            await until(lambda: browser.model.index_of("/out").isValid(), "it has a row")
            browser.tree.choose(browser.model.index_of("/out"))
            data = browser.model.mimeData(browser.tree.selectedIndexes())
            await until(data.urls, "the files are whole")
            folder = Path(data.urls()[0].toLocalFile())
            assert folder.name == "out"
            assert (folder / "one").read_text() == "one\n"
        assert not folder.exists()

    aio(journey(), timeout=120)


def test_folders_are_made_renamed_and_deleted_by_keys(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web", "/root")
            index = browser.model.index_of
            browser.stack.currentWidget().setFocus()
            QTest.keyClick(browser.tree, Qt.Key.Key_F7)
            dialog = await dialog_called(hands, "New folder in /root")
            hands.fill(dialog, "Name", "made")
            hands.press(dialog, "Make folder")
            await until(lambda: index("/root/made").isValid(), "it is there")
            browser.tree.choose(index("/root/made"))
            QTest.keyClick(browser.tree, Qt.Key.Key_F2)
            dialog = await dialog_called(hands, "Rename made")
            hands.fill(dialog, "Name", "renamed")
            hands.press(dialog, "Rename")
            await until(lambda: index("/root/renamed").isValid(), "it is renamed")
            browser.tree.choose(index("/root/renamed"))
            QTest.keyClick(browser.tree, Qt.Key.Key_Delete)
            dialog = await dialog_called(hands, "Delete 1 item")
            assert "/root/renamed" in hands.read(dialog)
            hands.press(dialog, "Delete")
            await until(lambda: not index("/root/renamed").isValid(), "it is gone")
            assert docker("exec", "web", "ls", "/root") == ""

    aio(journey(), timeout=120)


def test_all_of_it_is_done_by_keys_also_in_an_empty_folder(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker("exec", "web", "sh", "-c", "mkdir -p /srv/empty; echo hi >/srv/a; echo no >/srv/b")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web")
            index, tree = browser.model.index_of, browser.tree
            tree.setFocus()
            pressed("/")
            hands.type("/srv")
            pressed("Return")
            await until(lambda: index("/srv/empty").isValid(), "it is gone to")
            pressed("Ctrl+F")
            hands.type("a")
            await until(lambda: not index("/srv/b").isValid(), "it is filtered")
            pressed("Escape", "Down")
            await until(lambda: index("/srv/b").isValid(), "and no more")
            pressed("End", "Up", "F3", "Ctrl+X")
            preview = browser.split.preview
            await until(lambda: preview is not None and preview.text.toPlainText() == "hi\n")
            pressed("F3", "Home", "Return")
            await listed(browser, "/srv/empty")
            assert browser.stack.currentWidget() is browser.nothing
            await until(browser.nothing.hasFocus, "the keys go there")
            pressed("Ctrl+V")
            await until(lambda: index("/srv/empty/a").isValid(), "it is moved")
            await until(tree.hasFocus, "there is a row again")
            pressed("Home", "Delete")
            hands.press(await dialog_called(hands, "Delete 1 item"), "Delete")
            await until(browser.nothing.isVisible, "it is empty again")
            pressed("F7")
            dialog = await dialog_called(hands, "New folder in /srv/empty")
            await until(lambda: dialog.isAncestorOf(QApplication.focusWidget()), "it has the focus")
            hands.type("new")
            pressed("Return")
            await until(lambda: index("/srv/empty/new").isValid(), "it is made")
            assert not hands.dialogs()
            pressed("Backspace")
            await listed(browser, "/srv")
            assert docker("exec", "web", "ls", "/srv", "/srv/empty").split() == [
                "/srv:", "b", "empty", "/srv/empty:", "new",
            ]  # fmt: skip

    aio(journey(), timeout=120)


def test_a_text_is_edited_in_its_place(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker(
        "exec", "web", "sh", "-c", "printf 'a\\r\\nb\\r\\n' > /etc/app.ini; chmod 600 /etc/app.ini"
    )

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web", "/etc")
            await until(lambda: browser.model.index_of("/etc/app.ini").isValid(), "it has a row")
            browser.tree.choose(browser.model.index_of("/etc/app.ini"))
            QTest.keyClick(browser.tree, Qt.Key.Key_Return)
            await until(lambda: hands.window.findChildren(FilePage), "its page opens")
            (page,) = hands.window.findChildren(FilePage)
            await until(lambda: page.stack.currentWidget() is page.editor, "it is read")
            QTest.keyClicks(page.editor, "c")
            QTest.keyClick(page.editor, Qt.Key.Key_Return)
            hands.press(page, "Save")
            await until(lambda: not page.modified, "it is written")
            assert docker("exec", "web", "od", "-c", "/etc/app.ini").split()[1:4] == [
                "c",
                "\\r",
                "\\n",
            ]
            assert docker("exec", "web", "stat", "-c", "%a", "/etc/app.ini") == "600"

    aio(journey(), timeout=120)


def test_a_volumes_file_stays_on_its_engine_when_another_one_has_a_volume_of_that_name(
    aio: Aio,
    engine_host: str,
    second_engine: Callable[..., RealEngine],
    docker: Docker,
    docker_run: Docker,
    tmp_path: Path,
) -> None:
    other = second_engine(image=True)
    docker("volume", "create", "--label", LABEL, "data")
    docker_run("--network", "none", "-v", "data:/data", name="web")
    docker("exec", "web", "sh", "-c", "echo here > /data/app.conf")
    other.docker("run", "-d", "--name=web", "-v", "data:/data", IMAGE, *WAIT)
    other.docker("exec", "web", "sh", "-c", "echo there > /data/app.conf")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            session = hands.application.session
            here = session.status.endpoint

            async def use(endpoint: Endpoint | None) -> None:
                session.move_to(endpoint)
                await until(
                    lambda: session.engine is not None and session.status.endpoint == endpoint,
                    "that Engine is connected",
                )
                await until(lambda: hands.container("web"), "web has a row")

            await until(lambda: hands.container("web"), "web has a row")
            hands.pick(Kind.VOLUME, "data")
            hands.window.show_tab("files")
            browser = tab_of(hands).browser
            await until(lambda: browser.model.index_of("/app.conf").isValid(), "it is listed")
            browser.file_opened.emit("/app.conf")
            (page,) = hands.window.findChildren(FilePage)
            await until(lambda: page.stack.currentWidget() is page.editor, "it is read")
            QTest.keyClicks(page.editor, "mine ")
            await use(Endpoint(other.url, "other", Origin.SETTINGS))
            hands.press(page, "Save")
            await until(lambda: "Another Engine is shown now" in page.banner.text, "it is refused")
            assert page.modified
            assert other.docker("exec", "web", "cat", "/data/app.conf") == "there"
            await use(here)
            hands.press(page, "Save")
            await until(lambda: not page.modified, "it is written")
            assert docker("exec", "web", "cat", "/data/app.conf").strip() == "mine here"
            assert other.docker("exec", "web", "cat", "/data/app.conf") == "there"

    aio(journey(), timeout=120)


def test_volumes_and_images_have_files_too(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker("volume", "create", "--label", LABEL, "data")
    docker_run("--network", "none", "-v", "data:/data", name="web")
    docker("exec", "web", "sh", "-c", "echo kept > /data/kept.txt")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            await until(lambda: hands.container("web"), "it has a row")
            hands.pick(Kind.VOLUME, "data")
            hands.window.show_tab("files")
            browser = tab_of(hands).browser
            await until(lambda: browser.model.index_of("/kept.txt").isValid(), "the file is listed")
            hands.pick(Kind.IMAGE, "portside-test/busybox:1")
            await until(lambda: browser.model.index_of("/bin").isValid(), "the image is listed")
            assert not tab_of(hands).actions_of_files.copy_to.isEnabled()
        assert len(docker("ps", "-aq").split()) == 1  # no helper is left

    aio(journey(), timeout=120)


def test_a_person_types_the_sources_too(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<b>hi</b>")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            await until(lambda: hands.container("web"), "it has a row")
            hands.select("web")
            hands.menu("Container", "Copy to…")
            dialog = await dialog_called(hands, "Copy to web")
            editor = hands.find(QPlainTextEdit, "From this machine", dialog)
            QTest.keyClicks(editor, f"{tmp_path}/site")
            hands.fill(dialog, "Path there", "/www")
            await until(lambda: "/www is made" in hands.read(dialog), "its effect is said")
            hands.press(dialog, "Copy")
            await until(lambda: not hands.dialogs(), "it closes")
            await until(lambda: ended(hands), "it is copied")
            assert docker("exec", "web", "cat", "/www/index.html") == "<b>hi</b>"

    aio(journey(), timeout=120)
