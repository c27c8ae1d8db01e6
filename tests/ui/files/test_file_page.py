"""A file in a page of its own: a text is edited, a picture looked at, a conflict noticed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.engine.errors import EngineError
from desktop.engine.file_records import FileEntry, Place
from desktop.engine.records import Kind
from desktop.ui import wording
from desktop.ui.files import file_page
from desktop.ui.files.file_page import FilePage
from desktop.ui.files.tab import FilesTab
from desktop.ui.living import Area, LivingPages, Tabs
from tests.model.fake_engine import HERE as HOME
from tests.model.fake_engine import THERE, FakeWorld, make_info
from tests.ui.files.conftest import APP, DATA, WEB, Main, file, shown
from tests.ui.usage.conftest import until

Around = Callable[[Main], None]
HERE = Place(Kind.CONTAINER, WEB.id, "web")
IMAGE = Place(Kind.IMAGE, APP.id, "app:1")


@asynccontextmanager
async def opened(tab: FilesTab, path: str, place: Place = HERE) -> AsyncIterator[FilePage]:
    page = FilePage(tab.browser.surroundings, place, path)
    page.resize(700, 400)
    page.show()
    try:
        await until(lambda: page.stack.currentWidget() is not page.loading)
        page.activateWindow()
        page.editor.setFocus()
        await until(page.isActiveWindow)  # its shortcuts are heard from then on
        yield page
    finally:
        await page.close_down()
        page.close()
        page.deleteLater()


def put(world: FakeWorld, name: str, data: bytes) -> None:
    world.held.folders["/etc"].append(file(name, len(data)))
    world.held.contents[f"/etc/{name}"] = data


def pressed(page: FilePage, text: str) -> QPushButton:
    """The button of its banner that is called so."""
    (button,) = (
        b for b in page.banner.findChildren(QPushButton) if b.text() == text and not b.isHidden()
    )
    return button


def pixels() -> bytes:
    image = QImage(30, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(200, 30, 30, 128))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def test_a_text_is_edited_and_written_with_its_line_ends(around: Around, world: FakeWorld) -> None:
    put(world, "dos.ini", b"a=1\r\nb=\xc2\xa02\r\n")

    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/dos.ini") as page:
            assert "UTF-8 · CRLF" in page.facts.text()
            assert not page.modified
            page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
            QTest.keyClicks(page.editor, "c=3")
            assert page.face().title == "● dos.ini"
            assert "not saved" in await page.at_stake()
            QTest.keyClick(page.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: not page.modified)
            assert world.held.contents["/etc/dos.ini"] == b"a=1\r\nb=\xc2\xa02\r\nc=3"
            assert await page.at_stake() == ""
            page.editor.insertPlainText("!")
            page.save()
            await until(lambda: not page.modified)

    around(main)


def test_a_file_that_was_changed_meanwhile_is_not_overwritten_unasked(
    around: Around, world: FakeWorld
) -> None:
    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/hosts") as page:
            page.editor.insertPlainText("mine\n")
            folder = world.held.folders["/etc"]
            folder[:] = [entry for entry in folder if entry.name != "hosts"]
            put(world, "hosts", b"theirs, which is longer\n")
            page.save()
            await until(page.banner.isVisible)
            assert world.held.contents["/etc/hosts"] == b"theirs, which is longer\n"
            assert page.modified
            buttons = {b.text(): b for b in page.banner.findChildren(QPushButton)}
            assert set(buttons) == {"Overwrite", "Reload, and lose mine"}
            buttons["Overwrite"].click()
            await until(lambda: not page.modified)
            assert world.held.contents["/etc/hosts"].startswith(b"mine\n")

    around(main)


def test_what_is_typed_while_it_is_read_again_stays(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/hosts") as page:
            answered = asyncio.Event()
            world.fail("read", until=answered)
            page.reload()
            await until(lambda: len(world.called("read")) == 2)
            page.editor.insertPlainText("mine\n")
            answered.set()
            await until(page.banner.isVisible)
            assert page.banner.text == "What you have changed would be lost."
            assert page.editor.toPlainText().startswith("mine\n")
            assert page.modified
            pressed(page, "Reload").click()
            await until(lambda: not page.modified)
            assert page.editor.toPlainText() == "127.0.0.1 localhost\n"

    around(main)


def test_what_is_written_while_it_is_read_again_is_shown(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/hosts") as page:
            answered = asyncio.Event()
            world.fail("read", until=answered)
            page.reload()
            await until(lambda: len(world.called("read")) == 2)
            before = world.held.folders["/etc"][:], dict(world.held.contents)
            page.editor.insertPlainText("mine\n")
            page.save()
            await until(lambda: not page.modified)
            after = world.held.folders["/etc"][:], dict(world.held.contents)
            revision = page.editor.document().revision()

            def answer(there: tuple[list[FileEntry], dict[str, bytes]]) -> None:
                world.held.folders["/etc"], world.held.contents = there

            answer(before)  # what is being read is what was there when it was asked for
            world.on_call = lambda _name: answer(after)
            answered.set()
            await until(lambda: page.editor.document().revision() != revision)
            assert page.editor.toPlainText() == "mine\n127.0.0.1 localhost\n"
            page.editor.insertPlainText("more\n")
            page.save()
            await until(lambda: not page.modified)
            assert world.held.contents["/etc/hosts"].startswith(b"more\nmine\n")

    around(main)


def test_what_was_changed_stays_in_sight_when_it_can_not_be_read_again(
    around: Around, world: FakeWorld
) -> None:
    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/hosts") as page:
            page.editor.insertPlainText("mine\n")
            page.reload()
            world.fail("read", EngineError("boom"))
            pressed(page, "Reload").click()
            await until(lambda: "boom" in page.banner.text)
            assert page.banner.isVisible()
            assert page.stack.currentWidget() is page.editor
            assert page.modified
            world.heal("read")
            page.save()
            await until(lambda: not page.modified)
            assert world.held.contents["/etc/hosts"].startswith(b"mine\n")

    around(main)


def test_a_file_of_one_engine_is_not_written_to_another(around: Around, world: FakeWorld) -> None:
    here = Place(Kind.VOLUME, DATA.name, DATA.name)

    async def main(tab: FilesTab) -> None:
        session = tab.browser.surroundings.session
        async with opened(tab, "/etc/hosts", here) as page:
            page.editor.insertPlainText("mine\n")
            world.held.contents["/etc/hosts"] = b"theirs\n"
            world.held.folders["/etc"][0] = file("hosts", 7)
            page.save()
            await until(page.banner.isVisible)
            asked = (len(world.called("read")), len(world.called("write")))
            world.info = make_info("engine-2")
            session.move_to(THERE)
            await until(lambda: session.engine and session.status.endpoint == THERE)
            refusal = f"This file is on the Engine {wording.endpoint_title(HOME)}."

            def confirm_reload() -> None:
                page.reload()
                pressed(page, "Reload").click()

            for act in (pressed(page, "Overwrite").click, page.save, confirm_reload):
                page.banner.hide()
                act()
                await until(lambda: page.banner.isVisible() and refusal in page.banner.text)
                assert page.stack.currentWidget() is page.editor
                assert page.modified
                assert page.save_button.isEnabled()
            assert asked == (len(world.called("read")), len(world.called("write")))
            world.info = make_info()
            session.move_to(HOME)
            await until(lambda: session.engine and session.status.endpoint == HOME)
            page.save()
            await until(lambda: "changed meanwhile" in page.banner.text)
            pressed(page, "Overwrite").click()
            await until(lambda: not page.modified)
            assert world.held.contents["/etc/hosts"].startswith(b"mine\n")

    around(main)


def test_files_of_one_path_on_two_engines_have_a_page_each(
    around: Around, world: FakeWorld
) -> None:
    async def main(tab: FilesTab) -> None:
        plain = tab.browser.surroundings
        area = Area(Tabs())
        pages = LivingPages(plain, area, area)
        try:
            async with shown(replace(plain, open_page=pages.open)) as opening:
                opening.browser.file_opened.emit("/etc/hosts")
                opening.browser.file_opened.emit("/etc/hosts")
                assert len(pages) == 1
                world.info = make_info("engine-2")
                plain.session.move_to(THERE)
                await until(lambda: plain.session.engine and plain.session.engine_id == "engine-2")
                opening.browser.file_opened.emit("/etc/hosts")
                assert len(pages) == 2
        finally:
            await pages.close_down()
            area.deleteLater()

    around(main)


def test_markup_is_shown_as_text(around: Around, world: FakeWorld) -> None:
    put(world, "page.html", b"<h1>Big</h1><img src='file:///etc/passwd'>")
    put(world, "draw.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    async def main(tab: FilesTab) -> None:
        for name, begins in (("page.html", "<h1>Big"), ("draw.svg", "<svg")):
            async with opened(tab, f"/etc/{name}") as page:
                assert page.stack.currentWidget() is page.editor
                assert page.editor.toPlainText().startswith(begins)

    around(main)


def test_a_picture_is_shown_and_other_bytes_are_dumped(around: Around, world: FakeWorld) -> None:
    put(world, "red.png", pixels())
    put(world, "tool", b"\x7fELF\x00\x01")

    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/red.png") as page:
            assert page.stack.currentWidget() is page.picture
            assert "30 × 20" in page.facts.text()
            assert not page.modified
        async with opened(tab, "/etc/tool") as page:
            assert page.editor.isReadOnly()
            assert page.editor.toPlainText().startswith("00000000  7f 45 4c 46")

    around(main)


def test_what_can_not_be_changed_is_only_read(around: Around, world: FakeWorld) -> None:
    put(world, "odd", "a\u2029b".encode())

    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/hosts", IMAGE) as page:
            assert page.editor.isReadOnly()
            assert "an image can't be changed" in page.facts.text()
        async with opened(tab, "/etc/odd") as page:
            assert page.editor.isReadOnly()

    around(main)


def test_of_a_large_file_the_beginning_is_shown(around: Around, world: FakeWorld) -> None:
    put(world, "log", b"x" * (file_page.AT_MOST + 1))

    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/log") as page:
            assert page.editor.isReadOnly()
            assert "only its beginning" in page.facts.text()

    around(main)


def test_a_file_that_is_gone_is_said(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/none") as page:
            assert page.failed.accessibleName().startswith("Cannot read /etc/none: it does not")

    around(main)


def test_what_the_encoding_lacks_is_said_and_nothing_written(
    around: Around, world: FakeWorld
) -> None:
    put(world, "latin", b"caf\xe9\n")

    async def main(tab: FilesTab) -> None:
        async with opened(tab, "/etc/latin") as page:
            page.editor.insertPlainText("你")
            page.save()
            await until(page.banner.isVisible)
            assert page.banner.text == "latin-1 has no 你."
            assert not world.called("write")
            page.editor.document().setModified(False)

    around(main)
