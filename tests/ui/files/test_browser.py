"""The browser shows a place folder by folder, says how old it is, and goes where one types."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QStandardItem
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QTreeView, QWidget

from desktop.engine.errors import EngineFault
from desktop.engine.file_records import FileKind
from desktop.engine.records import Kind, State
from desktop.model import preferences
from desktop.model.files import browsing
from desktop.ui.details.subject import Subject
from desktop.ui.files import facts
from desktop.ui.files.model import LINK, MODE, NAME, OWNER, SIZE
from desktop.ui.files.tab import FilesTab
from desktop.ui.keys import native
from tests.model.fake_engine import FakeWorld
from tests.ui.files.conftest import (
    APP,
    DATA,
    OLD,
    WEB,
    Main,
    file,
    folder,
    gone_to,
    link,
    names,
    subject_of,
)
from tests.ui.usage.conftest import until

Around = Callable[[Main], None]


def press(tab: FilesTab, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(tab.browser.tree, key, modifier or Qt.KeyboardModifier.NoModifier)


def held(world: FakeWorld) -> asyncio.Event:
    """Listings wait from now on until it is set."""
    gate = asyncio.Event()
    world.fail("listing", until=gate)
    return gate


def make_current(tab: FilesTab, path: str) -> None:
    index = tab.browser.model.index_of(path)
    assert index.isValid()
    tab.browser.tree.choose(index)


def test_the_tree_is_called_files_and_lists_folders_first(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        assert "Files" in [tree.accessibleName() for tree in tab.findChildren(QTreeView)]
        assert names(tab) == ["etc", "lib", "srv", "usr"]
        await gone_to(tab, "/etc")
        await until(lambda: names(tab) == ["ssl", "gone", "hosts", "passwd"])

    around(main)


def test_a_row_says_size_mode_owner_time_and_where_a_link_leads(
    around: Around, world: FakeWorld
) -> None:
    world.held.folders["/etc"].append(link("mtab", "/proc/mounts"))

    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        model = tab.browser.model

        def cells(path: str) -> list[str]:
            return [str(model.index_of(path, n).data()) for n in (NAME, SIZE, MODE, OWNER, LINK)]

        assert cells("/etc/hosts") == ["hosts", "42B", "-rw-r--r--", "root:root", ""]
        assert cells("/etc/ssl") == ["ssl", "", "drwxr-xr-x", "root:root", ""]
        assert cells("/etc/mtab") == ["mtab", "", "lrwxrwxrwx", "root:root", "/proc/mounts"]

    around(main)


def test_what_differs_from_the_image_is_told_to_eyes_and_ears(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        model = tab.browser.model

        def heard(path: str) -> str:
            return str(model.data(model.index_of(path), Qt.ItemDataRole.AccessibleTextRole))

        await until(lambda: model.index_of("/etc/gone").isValid())
        assert heard("/etc/hosts") == "hosts, file, added"
        assert heard("/etc/gone") == "gone, deleted"
        assert heard("/etc/passwd") == "passwd, file"
        assert not model.flags(model.index_of("/etc/gone")) & Qt.ItemFlag.ItemIsDragEnabled

    around(main)


def test_python_keeps_no_item_whose_end_it_does_not_hear_of(around: Around) -> None:
    """Whatever came to lie at its address would be taken for it, and that ends in a crash."""

    def is_top(item: QStandardItem) -> bool:
        return item.model() is not None and not item.index().isValid()

    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        await until(lambda: names(tab) == ["ssl", "gone", "hosts", "passwd"])
        held = [it for it in shiboken6.getAllValidWrappers() if isinstance(it, QStandardItem)]
        assert held
        assert not any(map(is_top, held))

    around(main)


def test_enter_goes_into_a_folder_and_backspace_up_to_its_row(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        make_current(tab, "/etc")
        press(tab, Qt.Key.Key_Return)
        await until(lambda: not tab.browser.browsing.loading)
        assert tab.browser.path == "/etc"
        assert tab.browser.path_bar.text() == "/etc"
        press(tab, Qt.Key.Key_Backspace)
        await until(lambda: not tab.browser.browsing.loading)
        assert tab.browser.path == "/"
        assert tab.browser.model.path(tab.browser.tree.currentIndex()) == "/etc"

    around(main)


def test_the_first_row_is_selected_also_where_the_list_has_the_focus(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        tab.activateWindow()
        tab.browser.tree.setFocus()
        await until(tab.browser.tree.hasFocus)
        await gone_to(tab, "/etc")
        assert tab.actions_of_files.chosen() == ("/etc/ssl",)
        await until(lambda: tab.browser.model.index_of("/etc/gone").isValid())
        assert tab.actions_of_files.chosen() == ("/etc/ssl",)

    around(main)


def test_a_link_to_a_folder_is_gone_into(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        make_current(tab, "/lib")
        press(tab, Qt.Key.Key_Return)
        await until(lambda: names(tab) == ["libc.so"])
        assert tab.browser.path == "/lib"

    around(main)


def test_a_folder_opens_in_its_place_when_it_is_expanded(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        listed = len(world.called("listing"))
        assert [model.hasChildren(model.index_of(f"/{name}")) for name in ("etc", "lib")] == [
            True,
            False,  # it is gone into
        ]
        tree.expand(model.index_of("/etc"))
        await until(lambda: model.index_of("/etc/hosts").isValid())
        assert len(world.called("listing")) == listed + 1
        assert model.parent(model.index_of("/etc/hosts")) == model.index_of("/etc")
        tree.expand(model.index_of("/etc/ssl"))
        await until(lambda: model.index_of("/etc/ssl/cert.pem").isValid())
        assert tree.isExpanded(model.index_of("/etc"))

    around(main)


def test_changed_keys_do_it_here_and_are_named(around: Around) -> None:
    async def go(tab: FilesTab) -> None:
        await until(lambda: names(tab))
        control, browser = Qt.KeyboardModifier.ControlModifier, tab.browser
        chosen = ["files.hidden Ctrl+G", "files.refresh"]
        browser.surroundings.settings.choose(preferences.KEYS, chosen)
        assert native("Ctrl+G") in browser.hidden.toolTip()
        assert browser.refresh_button.toolTip() == "List again"
        press(tab, Qt.Key.Key_H, control)
        assert not browser.hidden.isChecked()
        press(tab, Qt.Key.Key_G, control)
        assert browser.hidden.isChecked()
        both = ["files.hidden Ctrl+G", "files.preview Ctrl+G"]
        browser.surroundings.settings.choose(preferences.KEYS, both)
        press(tab, Qt.Key.Key_G, control)
        assert browser.hidden.isChecked(), "of two with the same keys neither is done"
        assert not browser.preview.isChecked()

    around(go)


def test_what_goes_up_or_stops_does_so_unless_a_person_gives_its_keys_to_another_deed(
    around: Around,
) -> None:
    async def go(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        await until(lambda: not tab.browser.browsing.loading)
        browser, alt = tab.browser, Qt.KeyboardModifier.AltModifier
        browser.surroundings.settings.choose(preferences.KEYS, ["files.hidden Backspace"])
        shown = browser.hidden.isChecked()
        press(tab, Qt.Key.Key_Backspace)
        assert (browser.path, browser.hidden.isChecked()) == ("/etc", shown), "neither is done"
        press(tab, Qt.Key.Key_Up, alt)
        assert browser.path == "/"
        heard: list[str] = []
        browser.tree.path_requested.connect(lambda: heard.append("path"))
        browser.tree.stop_requested.connect(lambda: heard.append("stop"))
        press(tab, Qt.Key.Key_Slash)
        press(tab, Qt.Key.Key_Escape)
        slash = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Slash, Qt.KeyboardModifier.ShiftModifier, "/"
        )
        QCoreApplication.sendEvent(browser.tree, slash)
        assert heard == ["path", "stop", "path"], "the last as on a German keyboard"

    around(go)


def test_hidden_files_come_with_ctrl_h_and_are_counted_before(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        assert ".pwd.lock" not in names(tab)
        assert "1 hidden" in tab.browser.facts.text()
        press(tab, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        assert ".pwd.lock" in names(tab)
        assert tab.browser.surroundings.settings.flag("files.hidden")

    around(main)


def test_the_filter_leaves_what_has_all_its_words(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        tab.browser.filter_box.setText("S H")
        assert names(tab) == ["hosts"]
        tab.browser.filter_box.setText("nowhere")
        assert tab.browser.stack.currentWidget() is tab.browser.nothing
        assert tab.browser.nothing.accessibleName() == "Nothing matches the filter"

    around(main)


def test_sorting_keeps_the_selected_row(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        make_current(tab, "/etc/hosts")
        tab.browser.tree.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
        assert names(tab)[:2] == ["ssl", "hosts"]
        assert tab.browser.model.path(tab.browser.tree.currentIndex()) == "/etc/hosts"

    around(main)


@pytest.mark.qt_log_ignore("does not support")  # raising, and grabbing the keyboard
def test_the_path_bar_offers_the_folders_below_and_goes_there(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        bar = tab.browser.path_bar
        tab.activateWindow()
        press(tab, Qt.Key.Key_Slash)
        await until(bar.hasFocus)
        bar.clear()
        QTest.keyClicks(bar, "/etc/s")
        completer = bar.completer()
        assert completer is not None
        await until(lambda: completer.completionCount() == 1)
        assert completer.currentCompletion() == "/etc/ssl"
        bar.setText("/etc/ssl")
        bar.setModified(True)
        QTest.keyClick(bar, Qt.Key.Key_Return)
        await until(lambda: names(tab) == ["cert.pem"])

    around(main)


def test_a_path_that_is_not_there_is_said_and_up_leads_back(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc/none")
        assert tab.browser.stack.currentWidget() is tab.browser.failed
        said = tab.browser.failed.accessibleName()
        assert said == "Cannot list /etc/none: there is no such folder."
        tab.browser.up.click()
        await until(lambda: tab.browser.stack.currentWidget() is tab.browser.tree)
        assert tab.browser.path == "/etc"

    around(main)


def test_a_listing_that_fails_keeps_the_rows_and_says_why(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        world.fail("listing", EngineFault("boom", status=500))
        press(tab, Qt.Key.Key_F5)
        await until(lambda: tab.browser.banner.isVisible())
        assert "boom" in tab.browser.banner.text
        assert "hosts" in names(tab)
        world.heal("listing")
        tab.browser.refresh()
        await until(lambda: not tab.browser.banner.isVisible())

    around(main)


def test_escape_ends_a_listing_and_what_had_come_stays(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        held(world)
        tab.browser.go("/etc")
        assert tab.browser.stack.currentWidget() is tab.browser.loading
        await until(lambda: world.called("listing")[-1][1] == "/etc")
        tab.browser.stop()
        assert not tab.browser.browsing.loading
        assert tab.browser.nothing.accessibleName() == "The listing was stopped"

    around(main)


def test_mount_points_are_told_apart_and_gone_to(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        await until(lambda: tab.browser.mounts.isVisible())
        menu = tab.browser.mounts.choices
        assert menu is not None
        said = [action.text() for action in menu.actions()]
        assert said == ["/srv — volume data", "/etc/ssl — bind /host/ssl, read-only"]
        model = tab.browser.model
        spoken = model.data(model.index_of("/srv"), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "srv, folder, volume data"
        menu.actions()[1].trigger()
        await until(lambda: names(tab) == ["cert.pem"])

    around(main)


def test_another_object_is_shown_and_the_folder_of_the_first_is_remembered(
    around: Around,
) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        surroundings = tab.browser.surroundings
        tab.show_subject(subject_of(surroundings, OLD))
        await until(lambda: not tab.browser.browsing.loading)
        assert tab.browser.path == "/"
        tab.show_subject(subject_of(surroundings, WEB))
        await until(lambda: not tab.browser.browsing.loading)
        assert tab.browser.path == "/etc"

    around(main)


def test_volumes_and_images_are_browsed_and_images_are_not_changed(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        surroundings, actions = tab.browser.surroundings, tab.actions_of_files
        tab.show_subject(subject_of(surroundings, DATA))
        await until(lambda: not tab.browser.browsing.loading)
        assert names(tab) == ["etc", "lib", "srv", "usr"]
        assert actions.copy_to.isEnabled()
        assert not tab.browser.mounts.isVisible()
        tab.show_subject(subject_of(surroundings, APP))
        await until(lambda: not tab.browser.browsing.loading)
        writes = (actions.copy_to, actions.paste, actions.new_folder, actions.rename)
        assert not any(action.isEnabled() for action in (*writes, actions.delete))
        assert actions.copy_from.isEnabled()

    around(main)


def test_what_can_not_be_asked_now_stays_to_be_read(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        tab.show_subject(subject_of(tab.browser.surroundings, WEB, stale=True))
        assert names(tab) == ["etc", "lib", "srv", "usr"]
        assert not tab.browser.refresh_button.isEnabled()
        assert not tab.actions_of_files.copy_to.isEnabled()

    around(main)


def test_of_a_stopped_container_only_what_is_mounted_is_changed_and_starting_it_is_offered(
    around: Around, world: FakeWorld
) -> None:
    world.held.folders["/srv"] = [file("kept")]

    async def main(tab: FilesTab) -> None:
        actions = tab.actions_of_files
        tab.show_subject(subject_of(tab.browser.surroundings, OLD))
        await until(lambda: bool(names(tab)) and not tab.browser.browsing.loading)
        await until(lambda: bool(tab.browser.browsing.mounts))
        make_current(tab, "/etc")
        assert "runs" in actions.delete.toolTip()
        for action in (actions.rename, actions.cut, actions.move, actions.delete):
            action.trigger()
            await until(lambda: QApplication.activeModalWidget() is not None)
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            assert "Only while old runs" in box.text()
            button = box.buttons()[0] if action is actions.delete else box.buttons()[-1]
            button.click()
            await until(lambda: QApplication.activeModalWidget() is None)
        await until(lambda: bool(world.called("start")))
        await gone_to(tab, "/srv")
        make_current(tab, "/srv/kept")
        assert "runs" not in actions.delete.toolTip()
        actions.cut.trigger()
        await gone_to(tab, "/")
        actions.paste.trigger()  # into what is not mounted: it can't be
        await until(lambda: QApplication.activeModalWidget() is not None)
        QApplication.activeModalWidget().close()
        await until(lambda: QApplication.activeModalWidget() is None)
        assert not world.called("move")
        assert actions.new_folder.isEnabled()

    around(main)


def test_of_a_paused_container_unpausing_it_is_offered(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        session = tab.browser.surroundings.session
        paused = replace(OLD, state=State.PAUSED)
        world.change(paused)
        await until(lambda: session.store.get(Kind.CONTAINER, OLD.id) == paused)
        tab.show_subject(Subject(Kind.CONTAINER, OLD.id, session.store, paused))
        await until(lambda: bool(names(tab)) and not tab.browser.browsing.loading)
        make_current(tab, "/etc")
        tab.actions_of_files.delete.trigger()
        await until(lambda: QApplication.activeModalWidget() is not None)
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert {button.text() for button in box.buttons()} == {"Unpause old", "Cancel"}
        next(it for it in box.buttons() if it.text() == "Unpause old").click()
        await until(lambda: bool(world.called("unpause")))

    around(main)


def test_hostile_names_are_shown_escaped(around: Around, world: FakeWorld) -> None:
    world.held.folders["/srv"] = [file("a\x1b[31m\n"), file("<b>bold</b>"), file("\udcff")]

    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/srv")
        assert sorted(names(tab)) == ["<b>bold</b>", "\\xff", "a\\x1b[31m\\n"]
        model = tab.browser.model
        tip = model.data(model.index_of("/srv/<b>bold</b>"), Qt.ItemDataRole.ToolTipRole)
        assert "<b>" not in str(tip)

    around(main)


def many(world: FakeWorld, *, count: int = 8_000) -> None:
    """More files in /srv than are merged, in turn large and small; and two folders."""
    files = [file(f"f{number:06}", number % 7) for number in range(count)]
    world.held.folders["/srv"] = [folder("a"), folder("b"), *files]
    world.held.folders["/srv/b"] = [file("below")]


def test_a_hundred_thousand_entries_are_all_shown_and_selected(
    around: Around, world: FakeWorld
) -> None:
    count = 100_000
    many(world, count=count)

    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == count + 2)
        assert "100,002 items" in tab.browser.facts.text()
        press(tab, Qt.Key.Key_End)
        last = model.index_of(f"/srv/f{count - 1:06}")
        assert tree.currentIndex() == last
        assert tree.viewport().rect().intersects(tree.visualRect(last))
        press(tab, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert "100,002 selected" in tab.browser.facts.text()
        assert len(tab.actions_of_files.chosen()) == count + 2
        QTest.keyClicks(tree, "f09999")
        assert model.path(tree.currentIndex()) == "/srv/f099990"

    usual = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(60_000)  # however slowly it is typed
    try:
        around(main)
    finally:
        QApplication.setKeyboardInputInterval(usual)


def test_of_very_many_what_is_selected_open_and_in_sight_stays_when_they_are_listed_again(
    around: Around, world: FakeWorld
) -> None:
    many(world)

    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_002)
        tree.expand(model.index_of("/srv/b"))
        await until(lambda: model.index_of("/srv/b/below").isValid())
        make_current(tab, "/srv/f004000")
        flags = QItemSelectionModel.SelectionFlag
        for path in ("/srv/f004001", "/srv/b/below"):
            tree.selectionModel().select(model.index_of(path), flags.Select | flags.Rows)
        chosen = ("/srv/b/below", "/srv/f004000", "/srv/f004001")
        assert tab.actions_of_files.chosen() == chosen
        place = tree.visualRect(model.index_of("/srv/f004000")).top()
        world.held.folders["/srv"].insert(0, file("before"))
        press(tab, Qt.Key.Key_F5)
        await until(lambda: model.rowCount() == 8_003)
        assert tab.actions_of_files.chosen() == chosen
        assert tree.isExpanded(model.index_of("/srv/b"))
        assert model.path(tree.currentIndex()) == "/srv/f004000"
        assert tree.visualRect(model.index_of("/srv/f004000")).top() == place

    around(main)


def test_what_is_in_a_selected_folder_is_told_once_also_with_rows_after_it(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        tree.expand(model.index_of("/etc"))
        await until(lambda: model.index_of("/etc/hosts").isValid())
        tree.selectAll()
        assert tab.actions_of_files.chosen() == ("/etc", "/lib", "/srv", "/usr")

    around(main)


def test_of_very_many_the_others_stay_selected_where_the_current_one_goes(
    around: Around, world: FakeWorld
) -> None:
    many(world)

    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_002)
        flags = QItemSelectionModel.SelectionFlag
        make_current(tab, "/srv/f000010")
        for name in ("f000011", "f000012"):
            index = model.index_of(f"/srv/{name}")
            tree.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)
        gone = next(it for it in world.held.folders["/srv"] if it.name == "f000012")
        world.held.folders["/srv"].remove(gone)
        press(tab, Qt.Key.Key_F5)
        await until(lambda: model.rowCount() == 8_001)
        assert tab.actions_of_files.chosen() == ("/srv/f000010", "/srv/f000011")
        assert model.path(tree.currentIndex()) == "/srv/f000013"

    around(main)


def test_of_very_many_the_next_one_is_current_in_the_folder_of_the_one_that_went(
    around: Around, world: FakeWorld
) -> None:
    many(world)
    below = [file(f"x{number:06}") for number in range(6_000)]
    world.held.folders["/srv/b"] = below

    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_002)
        tree.expand(model.index_of("/srv/b"))
        await until(lambda: model.index_of("/srv/b/x000003").isValid())
        make_current(tab, "/srv/b/x000003")
        world.held.folders["/srv/b"] = [it for it in below if it.name != "x000003"]
        press(tab, Qt.Key.Key_F5)
        await until(lambda: not model.index_of("/srv/b/x000003").isValid())
        assert tab.actions_of_files.chosen() == ("/srv/b/x000004",)

    around(main)


def test_what_can_be_done_is_told_anew_where_a_filter_leaves_nothing_of_very_many(
    around: Around, world: FakeWorld
) -> None:
    many(world)

    async def main(tab: FilesTab) -> None:
        model = tab.browser.model
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_002)
        make_current(tab, "/srv/f000010")
        assert tab.actions_of_files.rename.isEnabled()
        tab.browser.filter_box.setText("no such name")
        await until(lambda: not model.rowCount())
        assert not tab.actions_of_files.rename.isEnabled()

    around(main)


def test_very_many_are_sorted_by_any_column_and_the_selected_one_is_in_sight(
    around: Around, world: FakeWorld
) -> None:
    many(world)

    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_002)
        make_current(tab, "/srv/f000006")
        tree.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
        await until(lambda: names(tab)[:3] == ["b", "a", "f007993"])  # the last with 6 bytes
        assert tab.actions_of_files.chosen() == ("/srv/f000006",)
        assert tree.viewport().rect().intersects(tree.visualRect(tree.currentIndex()))
        tree.selectAll()
        tree.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
        await until(lambda: names(tab)[2] == "f000000")
        assert len(tab.actions_of_files.chosen()) == 8_002

    around(main)


def test_what_is_listed_anew_is_not_replaced_by_what_was_being_sorted(
    around: Around, world: FakeWorld
) -> None:
    many(world)

    async def main(tab: FilesTab) -> None:
        model, walk = tab.browser.model, tab.browser.browsing
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_002)
        world.held.folders["/srv"] = [file("left")]
        tab.browser.tree.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
        tab.browser.refresh()
        await until(lambda: not walk._tasks)
        assert names(tab) == ["left"]

    around(main)


def test_of_very_many_that_are_gone_the_next_one_is_current(
    around: Around, world: FakeWorld
) -> None:
    many(world)

    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_002)
        make_current(tab, "/srv/f000006")
        world.held.folders["/srv"] = [
            it for it in world.held.folders["/srv"] if it.name != "f000006"
        ]
        press(tab, Qt.Key.Key_F5)
        await until(lambda: model.rowCount() == 8_001)
        assert model.path(tree.currentIndex()) == "/srv/f000007"
        assert tab.actions_of_files.chosen() == ("/srv/f000007",)

    around(main)


def test_folders_far_below_can_be_opened_when_they_come_into_sight(
    around: Around, world: FakeWorld
) -> None:
    world.held.folders["/srv"] = [folder(f"d{number:06}") for number in range(8_000)]
    world.held.folders["/srv/d007999"] = [file("below")]

    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/srv")
        await until(lambda: model.rowCount() == 8_000)
        assert not model.hasChildren(model.index_of("/srv/d007999"))
        press(tab, Qt.Key.Key_End)
        press(tab, Qt.Key.Key_Right)
        await until(lambda: model.index_of("/srv/d007999/below").isValid())
        assert tree.isExpanded(model.index_of("/srv/d007999"))

    around(main)


def test_what_comes_and_goes_leaves_the_other_rows_as_they_are(
    around: Around, world: FakeWorld
) -> None:
    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        await gone_to(tab, "/etc")
        await until(lambda: model.index_of("/etc/gone").isValid())
        tree.expand(model.index_of("/etc/ssl"))
        await until(lambda: model.index_of("/etc/ssl/cert.pem").isValid())
        make_current(tab, "/etc/hosts")
        anew = QSignalSpy(model.modelReset)
        held = QPersistentModelIndex(model.index_of("/etc/ssl/cert.pem"))
        world.held.folders["/etc"] = [folder("a"), folder("ssl"), file("hosts", 99), file("new")]
        press(tab, Qt.Key.Key_F5)
        await until(lambda: names(tab) == ["a", "ssl", "gone", "hosts", "new"])
        assert anew.count() == 0
        assert model.path(held) == "/etc/ssl/cert.pem"
        assert tab.actions_of_files.chosen() == ("/etc/hosts",)
        assert model.index_of("/etc/hosts", SIZE).data() == "99B"
        world.held.folders["/etc"] = [folder("a"), file("hosts")]
        press(tab, Qt.Key.Key_F5)
        await until(lambda: names(tab) == ["a", "gone", "hosts"])
        assert not model.index_of("/etc/ssl/cert.pem").isValid()
        assert "/etc/ssl" not in tab.browser.browsing.folders

    around(main)


def test_a_folder_whose_rows_were_filtered_out_is_listed_again_when_it_is_opened(
    around: Around, world: FakeWorld
) -> None:
    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        tree.expand(model.index_of("/etc"))
        await until(lambda: model.index_of("/etc/hosts").isValid())
        tab.browser.filter_box.setText("usr")
        assert names(tab) == ["usr"]
        tab.browser.filter_box.clear()
        tree.expand(model.index_of("/etc"))
        await until(lambda: model.index_of("/etc/hosts").isValid())

    around(main)


def test_a_folder_that_is_listed_says_so_below_its_row(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        model, tree = tab.browser.model, tab.browser.tree
        gate = held(world)
        tree.expand(model.index_of("/etc"))
        waiting = model.index(0, NAME, model.index_of("/etc"))
        assert waiting.data() == "Loading…"
        tree.selectAll()
        assert len(tab.actions_of_files.chosen()) == 4
        gate.set()
        await until(lambda: model.index_of("/etc/hosts").isValid())
        await until(lambda: model.rowCount(model.index_of("/etc")) == 4)  # with one deleted

    around(main)


def test_a_folder_without_end_is_listed_as_far_as_is_told(
    around: Around, world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "MOST", 3)
    monkeypatch.setattr(facts, "MOST", 3)
    world.held.folders["/srv"] = [file(name) for name in "abcde"]

    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/srv")
        assert names(tab) == ["a", "b", "c"]
        assert tab.browser.facts.text().startswith("5 items · only 3 of them are listed")

    around(main)


def test_the_tab_closes_while_it_lists(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        held(world)
        tab.browser.go("/etc")
        await until(lambda: world.called("listing")[-1][1] == "/etc")
        await asyncio.sleep(0)

    around(main)


def test_a_screen_reader_hears_what_is_loading(around: Around, world: FakeWorld) -> None:
    async def main(tab: FilesTab) -> None:
        gate = held(world)
        tab.browser.go("/etc")
        await until(lambda: world.called("listing")[-1][1] == "/etc")
        spoken = QAccessible.queryAccessibleInterface(tab.browser.loading)
        assert spoken.text(QAccessible.Text.Name) == "Loading Files"
        gate.set()
        await until(lambda: "hosts" in names(tab))

    around(main)


def test_an_unknown_kind_is_a_row_like_others(around: Around, world: FakeWorld) -> None:
    world.held.folders["/srv"] = [folder("a"), file("b", kind=FileKind.SOCKET, size=None)]

    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/srv")
        assert tab.browser.model.index_of("/srv/b", MODE).data() == "srw-r--r--"

    around(main)


def test_where_it_is_low_the_rows_give_way_and_no_field_is_cut_off(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        bar = tab.browser.bar
        whole = bar.sizeHint().height()
        with_facts = whole + tab.browser.facts.sizeHint().height()
        host = QWidget()
        tab.setParent(host)  # a window is never lower than it may be, a part of one is
        host.show()
        tab.show()
        tab.resize(900, with_facts + 10)
        assert bar.height() == whole
        assert bar.path.height() >= bar.path.sizeHint().height()
        assert not bar.geometry().intersects(tab.browser.split.geometry())
        tab.setParent(None)
        host.close()
        host.deleteLater()

    around(main)
