"""What all dialogs have in common: keys, command line, a world that changes underneath."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.engine.records import Kind, State
from desktop.model.commands import RenameContainer, Target
from desktop.model.store import Store
from desktop.ui import dialogs
from desktop.ui.theme import Scheme, apply_theme
from tests.model.fake_engine import make_container, make_id
from tests.support.dialogs import Opener

WEB = make_container(1, "web")
DB = make_container(2, "db", state=State.EXITED)
TARGET = Target(Kind.CONTAINER, WEB.id, "web")
HOSTILE = ["<img src=x>", "a&b", "exe\u202etxt", "x" * 300, "<b>bold</b>\n<i>"]


@pytest.fixture
def store(store: Store) -> Store:
    store.take_containers(None, [WEB, DB])
    return store


def test_enter_does_it_and_answers_with_the_command(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.type("Name", "front")
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == RenameContainer(TARGET, "front")


def test_escape_cancels(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.type("Name", "front")
    dialog.key(Qt.Key.Key_Escape)
    assert dialog.result() is None


def test_cancel_answers_with_nothing(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.click("Cancel")
    assert dialog.result() is None


def test_enter_on_a_focused_cancel_cancels(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.type("Name", "front")
    dialog.named("Cancel").setFocus()
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() is None


def test_cancelling_the_task_closes_the_dialog(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.cancel()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]


def test_the_window_going_away_answers_with_nothing(
    opened: Opener, store: Store, qapp: QApplication
) -> None:
    window = QWidget()
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    window.deleteLater()
    assert dialog.result() is None
    store.take_containers([WEB.id], [])  # nobody listens any more


def test_a_closed_dialog_follows_the_store_no_more(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    assert store.changed._callbacks
    dialog.click("Cancel")
    dialog.result()
    assert not store.changed._callbacks


def test_the_command_line_follows_what_is_typed_and_can_be_copied(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.type("Name", "front")
    assert dialog.line == "docker rename web front"
    dialog.click("Copy")
    assert QGuiApplication.clipboard().text() == "docker rename web front"


def test_what_is_missing_or_wrong_can_not_be_copied(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.type("Name", "")
    assert dialog.line == "docker rename web NAME"
    assert not dialog.enabled("Copy")
    assert not dialog.enabled("Rename")


def test_a_vanished_object_leaves_only_close(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.type("Name", "front")
    store.take_containers([WEB.id], [])
    assert "Container web was removed meanwhile." in dialog.said
    assert not dialog.enabled("Name")
    assert not dialog.form.verb_button.isVisible()
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() is None


def test_one_that_was_removed_before_is_told_at_once(
    opened: Opener, window: QWidget, store: Store
) -> None:
    store.take_containers([WEB.id], [])
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    assert "Container web was removed meanwhile." in dialog.said
    dialog.click("Close")
    assert dialog.result() is None


def test_another_engine_is_not_taken_for_a_removal(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    store.clear()
    assert "Another Engine is shown now." in dialog.said
    assert "removed" not in dialog.said


def test_a_container_recreated_under_the_same_name_is_another_one(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    store.take_containers(None, [make_container(9, "web"), DB])
    assert "Container web was removed meanwhile." in dialog.said


def test_a_rename_elsewhere_is_followed_and_what_was_typed_stays(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, TARGET))
    dialog.type("Name", "front")
    store.take_containers([WEB.id], [replace(WEB, name="shop")])
    assert "Rename container shop" in dialog.said
    assert dialog.line == "docker rename shop front"
    dialog.click("Rename")
    command = dialog.result()
    assert command is not None
    assert (command.target.key, command.target.name, command.name) == (WEB.id, "shop", "front")


@pytest.mark.parametrize("name", HOSTILE, ids=["tag", "amp", "bidi", "long", "lines"])
def test_hostile_names_are_shown_as_they_are(
    opened: Opener, window: QWidget, store: Store, name: str
) -> None:
    store.take_containers(None, [replace(WEB, name=name), DB])
    target = Target(Kind.CONTAINER, WEB.id, name)
    for coroutine in (
        dialogs.rename_container(window, store, target),
        dialogs.kill_containers(window, store, [target]),
        dialogs.remove_containers(window, store, [target], where=f"{name} (tcp://{name})"),
    ):
        dialog = opened(coroutine)
        for label in dialog.dialog.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
        assert "\u202e" not in dialog.said
        assert name[:20].split("\u202e")[0].split("\n")[0] in dialog.said
        assert dialog.dialog.width() < 700
        dialog.cancel()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_change_of_theme_keeps_the_dialog_readable(
    opened: Opener, window: QWidget, store: Store, qapp: QApplication, scheme: Scheme
) -> None:
    appearance = apply_theme(qapp, Scheme.DARK if scheme is Scheme.LIGHT else Scheme.LIGHT)
    try:
        dialog = opened(dialogs.remove_containers(window, store, [TARGET]))
        appearance.choose(scheme)
        image = dialog.dialog.grab().toImage()
        corner = image.pixelColor(2, 2).lightness()
        assert corner > 200 if scheme is Scheme.LIGHT else corner < 60
        dialog.cancel()
    finally:
        appearance.choose(Scheme.LIGHT)
        appearance.deleteLater()


def test_tab_goes_from_the_fields_to_the_buttons(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_volume(window, store))
    dialog.type("Name", "cache")
    passed = []
    for _ in range(7):
        focused = dialog.dialog.focusWidget()
        assert focused is not None
        passed.append(focused.accessibleName() or getattr(focused, "text", str)())
        dialog.key(Qt.Key.Key_Tab)
    assert passed[0] == "Name"
    assert passed.index("Driver") < passed.index("Create") < passed.index("Cancel")


def test_the_number_of_the_container_is_shown_where_it_has_no_name(
    opened: Opener, window: QWidget, store: Store
) -> None:
    target = Target(Kind.CONTAINER, WEB.id, WEB.id)
    store.take_containers(None, [replace(WEB, name="")])
    dialog = opened(dialogs.remove_containers(window, store, [target]))
    assert make_id(1)[:12] in dialog.said
    assert make_id(1) not in dialog.said
