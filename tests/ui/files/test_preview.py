"""The preview shows the beginning of the selected file, and nothing in it is more than text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from desktop.engine.errors import EngineFault
from desktop.ui.files import preview
from desktop.ui.files.preview import Preview
from desktop.ui.files.tab import FilesTab
from tests.model.fake_engine import FakeWorld
from tests.ui.files.conftest import Main, folder, gone_to
from tests.ui.files.test_file_page import pixels, put
from tests.ui.usage.conftest import until

Around = Callable[[Main], None]


async def looking(tab: FilesTab, path: str = "/etc") -> Preview:
    """The preview, opened by its key."""
    await gone_to(tab, path)
    QTest.keyClick(tab.browser.tree, Qt.Key.Key_F3)
    found = tab.browser.split.preview
    assert found is not None
    return found


def choose(tab: FilesTab, path: str) -> None:
    tab.browser.tree.choose(tab.browser.model.index_of(path))


def test_a_text_is_shown_with_what_is_hostile_in_it_escaped(
    around: Around, world: FakeWorld
) -> None:
    hostile = "<h1>Big</h1>\n\ta\u202eb\x1b[31m\u200b\nlast".encode()
    put(world, "page.html", hostile)

    async def main(tab: FilesTab) -> None:
        seen = await looking(tab)
        choose(tab, "/etc/page.html")
        await until(lambda: seen.stack.currentWidget() is seen.text)
        assert seen.text.toPlainText() == ("<h1>Big</h1>\n\ta\\u202eb\\x1b[31m\\u200b\nlast")
        assert seen.text.isReadOnly()
        assert seen.title.text() == "page.html"
        assert "UTF-8" in seen.facts.text()

    around(main)


def test_a_picture_and_bytes_are_shown_and_what_is_no_file_is_said(
    around: Around, world: FakeWorld
) -> None:
    put(world, "red.png", pixels())
    put(world, "tool", b"\x7fELF\x00\x01")
    put(world, "nothing", b"")

    async def main(tab: FilesTab) -> None:
        seen = await looking(tab)
        choose(tab, "/etc/red.png")
        await until(lambda: seen.stack.currentWidget() is seen.picture)
        assert "30 × 20" in seen.facts.text()
        choose(tab, "/etc/tool")
        await until(lambda: seen.text.toPlainText().startswith("00000000  7f 45 4c 46"))
        choose(tab, "/etc/nothing")
        await until(lambda: seen.message.text() == "The file is empty.")
        choose(tab, "/etc/ssl")
        assert seen.message.text() == "Folder"
        tab.browser.tree.selectAll()
        assert "selected" in seen.message.text()
        tab.browser.tree.clearSelection()
        assert seen.message.text() == "Select a file to see what is in it."

    around(main)


def test_a_picture_that_is_not_shown_is_told_from_what_is_none(
    around: Around, world: FakeWorld
) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    large = QImage(8_000, 6_000, QImage.Format.Format_Mono)
    large.fill(0)
    large.save(buffer, "PNG")
    put(world, "large.png", bytes(buffer.data().data()))
    put(world, "broken.png", pixels()[:50])
    put(world, "other.png", b"\x00\x01\x02")

    async def main(tab: FilesTab) -> None:
        seen = await looking(tab)
        for name, why in (
            ("large", "too large a picture to be shown"),
            ("broken", "a picture that can't be read"),
            ("other", "not a text"),
        ):
            choose(tab, f"/etc/{name}.png")
            await until(lambda why=why: seen.facts.text().endswith(f" · {why}"))
            assert seen.text.toPlainText().startswith("00000000  ")

    around(main)


def test_only_the_beginning_is_read_and_only_where_the_selection_rests(
    around: Around, world: FakeWorld
) -> None:
    for name in ("a", "b", "c"):
        put(world, name, b"x" * 5000 + b"\n" + b"y" * preview._TEXT)

    async def main(tab: FilesTab) -> None:
        seen = await looking(tab)
        for name in ("a", "b", "c"):
            choose(tab, f"/etc/{name}")
        await until(lambda: seen.stack.currentWidget() is seen.text)
        assert [call[1:] for call in world.called("read")] == [("/etc/c", preview._TEXT)]
        assert "its beginning" in seen.facts.text()
        assert max(map(len, seen.text.toPlainText().splitlines())) <= 2000
        QTest.keyClick(tab.browser.tree, Qt.Key.Key_F3)
        choose(tab, "/etc/a")
        assert not seen.isVisible()
        assert tab.browser.surroundings.settings.flag("files.preview") is False

    around(main)


def test_what_can_not_be_read_says_why(around: Around, world: FakeWorld) -> None:
    world.fail("read", EngineFault("<b>disk</b> broken", status=500))

    async def main(tab: FilesTab) -> None:
        seen = await looking(tab)
        choose(tab, "/etc/hosts")
        await until(lambda: "disk" in seen.message.text())
        assert "Cannot read /etc/hosts" in seen.message.text()
        tab.resize(500, 900)
        assert tab.browser.split.orientation() is Qt.Orientation.Vertical

    around(main)


def test_it_closes_while_it_reads(around: Around, world: FakeWorld) -> None:
    import asyncio

    world.fail("read", until=asyncio.Event())
    world.held.folders["/srv"] = [folder("x")]

    async def main(tab: FilesTab) -> None:
        await looking(tab)
        choose(tab, "/etc/hosts")
        await until(lambda: world.called("read"))

    around(main)
