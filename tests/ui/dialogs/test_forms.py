"""Renaming, tagging, creating, pulling, killing and loading: what is typed is judged as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget

from desktop.engine.records import Container, Kind, State, Subnet, VolumeSpec
from desktop.model.archive_commands import LoadImages
from desktop.model.commands import ContainersCommand, CreateVolume, Target, Verb
from desktop.model.image_commands import PullImage, TagImage
from desktop.model.store import Store
from desktop.ui import dialogs
from tests.model.fake_engine import (
    make_container,
    make_image,
    make_network,
    make_volume,
)
from tests.support.dialogs import Opener

WEB = make_container(1, "web")
DB = make_container(2, "db", state=State.EXITED)
CACHE = make_container(3, "cache", state=State.PAUSED)
APP = make_image(900, "app:1", "app:2")
OTHER = make_image(901, "other:1")
SHOP = make_network(700, "shop", subnets=(Subnet("172.18.0.0/16", "172.18.0.1"),))


@pytest.fixture
def store(store: Store) -> Store:
    store.take_containers(None, [WEB, DB, CACHE])
    store.take_images([APP, OTHER])
    store.take_networks(None, [SHOP])
    store.take_volumes(None, [make_volume("data"), make_volume("nfs", driver="netshare")])
    return store


def target(record: Container) -> Target:
    return Target(Kind.CONTAINER, record.id, record.name)


# Rename


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("db", "Another container has this name: 000000000000, Exited."),
        ("my web", "A space is not allowed."),
        ("web/1", "/ is not allowed."),
        ("-web", "A name begins with a letter or a digit."),
        ("wäb", "ä is not allowed."),
    ],
)
def test_a_name_that_docker_refuses_is_refused_while_it_is_typed(
    opened: Opener, window: QWidget, store: Store, typed: str, said: str
) -> None:
    dialog = opened(dialogs.rename_container(window, store, target(WEB)))
    dialog.type("Name", typed)
    assert said in dialog.said
    assert dialog.named("Name").property("wrong")
    assert dialog.named("Name").accessibleDescription()
    assert not dialog.enabled("Rename")


def test_the_present_name_is_no_new_one_and_no_mistake(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, target(WEB)))
    assert not dialog.enabled("Rename")
    assert not dialog.named("Name").property("wrong")


def test_a_name_taken_meanwhile_is_told(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.rename_container(window, store, target(WEB)))
    dialog.type("Name", "front")
    assert dialog.enabled("Rename")
    store.take_containers(["4"], [make_container(4, "front")])
    assert "Another container has this name" in dialog.said
    assert not dialog.enabled("Rename")


def test_half_a_name_is_called_wrong_only_once_the_field_is_left(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.rename_container(window, store, target(WEB)))
    dialog.type("Name", "w")
    field = dialog.named("Name")
    assert "A name has at least two characters." in dialog.said
    assert not field.property("wrong")
    assert not dialog.enabled("Rename")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert field.property("wrong")


# Kill


def test_kill_sends_kill_by_itself(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.kill_containers(window, store, [target(WEB), target(CACHE)]))
    assert dialog.line == "docker kill web cache"
    dialog.click("Kill")
    assert dialog.result() == ContainersCommand(Verb.KILL, (target(WEB), target(CACHE)))


@pytest.mark.parametrize(
    ("typed", "signal"),
    [("HUP", "HUP"), ("sigterm", "TERM"), ("9", "9"), ("RTMIN+3", "RTMIN+3"), ("64", "64")],
)
def test_a_signal_is_named_or_numbered(
    opened: Opener, window: QWidget, store: Store, typed: str, signal: str
) -> None:
    dialog = opened(dialogs.kill_containers(window, store, [target(WEB)]))
    dialog.type("Signal", typed)
    assert dialog.line == f"docker kill --signal {signal} web"
    dialog.key(Qt.Key.Key_Return)
    command = dialog.result()
    assert command is not None
    assert command.signal == signal


@pytest.mark.parametrize("typed", ["NOPE", "0", "65", "32", "-9", "９", "RTMIN+99"])
def test_what_is_no_signal_is_not_sent(
    opened: Opener, window: QWidget, store: Store, typed: str
) -> None:
    dialog = opened(dialogs.kill_containers(window, store, [target(WEB)]))
    dialog.type("Signal", typed)
    assert not dialog.enabled("Kill")


def test_a_signal_says_what_it_does(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.kill_containers(window, store, [target(WEB)]))
    combo = dialog.named("Signal")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findText("HUP"))
    assert "many servers read their settings again" in dialog.said


def test_containers_that_ended_meanwhile_are_left_out_of_the_kill(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.kill_containers(window, store, [target(WEB), target(CACHE)]))
    store.take_containers([WEB.id], [make_container(1, "web", state=State.EXITED)])
    assert dialog.line == "docker kill cache"
    assert "1 of them does not run any more, and is left out." in dialog.said
    store.take_containers([CACHE.id], [make_container(3, "cache", state=State.EXITED)])
    assert "None of them runs any more." in dialog.said
    assert not dialog.form.verb_button.isVisible()


# Tag


def test_a_tag_is_given_to_the_image(opened: Opener, window: QWidget, store: Store) -> None:
    image = Target(Kind.IMAGE, APP.id, "app:1")
    dialog = opened(dialogs.tag_image(window, store, image))
    dialog.type("Reference", "registry.example.com:5000/team/app")
    assert "It becomes registry.example.com:5000/team/app:latest." in dialog.said
    assert dialog.line == "docker tag app:1 registry.example.com:5000/team/app"
    dialog.click("Tag")
    assert dialog.result() == TagImage(image, "registry.example.com:5000/team/app")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a.com/Shop:1", "The repository Shop must be in lower case."),
        ("app:" + "x" * 129, "The tag is longer than 128 characters."),
        ("app:a+b", "The tag a+b may hold"),
        ("../app", "The registry .. is no host name."),
        ("https://a.com/app", "A reference has no https://"),
        ("app@sha256:" + "ab" * 32, "A digest can't be given"),
        ("app:1", "The image has this name already."),
        ("a b", "A reference has no spaces."),
        ("User/app", "With its upper case, User is taken for a registry."),
    ],
)
def test_what_is_wrong_with_a_reference_is_named_by_its_part(
    opened: Opener, window: QWidget, store: Store, typed: str, said: str
) -> None:
    dialog = opened(dialogs.tag_image(window, store, Target(Kind.IMAGE, APP.id, "app:1")))
    dialog.type("Reference", typed)
    assert said in dialog.said
    assert dialog.enabled("Tag") is typed.startswith("User")


def test_taking_a_name_from_another_image_is_said_before(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.tag_image(window, store, Target(Kind.IMAGE, APP.id, "app:1")))
    dialog.type("Reference", "other:1")
    assert "other:1 is taken away from image 000000000000." in dialog.said
    assert dialog.enabled("Tag")


def test_an_image_whose_name_moved_on_is_tagged_by_its_id(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.tag_image(window, store, Target(Kind.IMAGE, APP.id, "app:1")))
    dialog.type("Reference", "kept:1")
    store.take_images([make_image(900), make_image(902, "app:1"), OTHER])
    assert dialog.line == f"docker tag {APP.id} kept:1"


# Volumes


def test_a_volume_is_created(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.create_volume(window, store))
    dialog.type("Name", "cache")
    assert dialog.line == "docker volume create --driver local cache"
    dialog.click("Create")
    assert dialog.result() == CreateVolume(VolumeSpec("cache"))


def test_a_volume_of_that_name_is_not_created_again(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.create_volume(window, store))
    dialog.type("Name", "data")
    assert "A volume has this name already." in dialog.said
    assert not dialog.enabled("Create")


def test_drivers_in_use_are_offered(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.create_volume(window, store))
    driver = dialog.named("Driver")
    assert isinstance(driver, QComboBox)
    assert [driver.itemText(n) for n in range(driver.count())] == ["local", "netshare"]


# Pull


def test_the_tag_that_a_pull_takes_is_shown(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.pull_image(window, store))
    dialog.type("Reference", "ubuntu")
    assert "Takes the default tag: docker.io/library/ubuntu:latest" in dialog.said
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == PullImage("ubuntu")


def test_a_given_reference_only_needs_enter(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.pull_image(window, store, "nginx:1.27"))
    assert "Takes docker.io/library/nginx:1.27" in dialog.said
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == PullImage("nginx:1.27")


def test_a_pasted_command_line_is_understood(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.pull_image(window, store))
    QApplication.clipboard().setText("docker pull nginx:1.27\n")
    field = dialog.named("Reference")
    assert isinstance(field, QLineEdit)
    field.paste()
    assert field.text() == "nginx:1.27"
    assert dialog.enabled("Pull")


def test_names_that_are_here_complete_what_is_typed(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.pull_image(window, store))
    field = dialog.named("Reference")
    assert isinstance(field, QLineEdit)
    completer = field.completer()
    completer.setCompletionPrefix("the")
    assert completer.completionCount() == 1
    store.take_images([make_image(903, "another:2"), OTHER])
    assert completer.completionCount() == 2


# Load


def test_an_archive_is_chosen(opened: Opener, window: QWidget, tmp_path: Path) -> None:
    archive = tmp_path / "saved.tar"
    archive.touch()
    dialog = opened(dialogs.load_images(window))
    assert isinstance(dialog.dialog, QFileDialog)
    assert "*.tgz" in dialog.dialog.nameFilters()[0]
    line = dialog.dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(archive))  # typing would open the list of completions
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.result() == LoadImages((archive,))


def test_no_archive_is_no_command(opened: Opener, window: QWidget) -> None:
    dialog = opened(dialogs.load_images(window))
    dialog.dialog.reject()
    assert dialog.result() is None
