"""Pull, push and sign in: what they take, and what they say before anything is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.engine.errors import EngineFault
from desktop.engine.records import Kind
from desktop.engine.registry_records import HUB, Keep, Keepers, Secret, SignIn
from desktop.model.commands import Target
from desktop.model.image_commands import PullImage, TagImage
from desktop.model.in_turn import InTurn
from desktop.model.registry_commands import PushImage, SignInTo
from desktop.model.store import Store
from desktop.ui import dialogs
from tests.model.fake_engine import make_image
from tests.support.aio import Aio
from tests.support.dialogs import Opened, Opener

APP = make_image(900, "app:1", "reg.example:5000/app:1")
TARGET = Target(Kind.IMAGE, APP.id, "app:1")
FILE = "/home/me/.docker/config.json"
SECRET = "s3cret-of-mine"


@pytest.fixture
def store(store: Store) -> Store:
    store.take_images([APP])
    return store


# Pull


def test_what_was_pulled_before_completes_what_is_typed(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.pull_image(window, store, recent=["grafana:11", "app:1"]))
    field = dialog.named("Reference")
    assert isinstance(field, QLineEdit)
    completer = field.completer()
    completer.setCompletionPrefix("graf")
    assert completer.currentCompletion() == "grafana:11"
    completer.setCompletionPrefix("app:1")
    assert completer.completionCount() == 2  # each name once


def test_a_platform_is_part_of_the_command_and_of_its_line(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.pull_image(window, store, "nginx"))
    dialog.type("Platform", "linux/arm64")
    assert dialog.line == "docker pull --platform linux/arm64 nginx"
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == PullImage("nginx", "linux/arm64")


def test_what_is_no_platform_is_told(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.pull_image(window, store, "nginx"))
    dialog.type("Platform", "arm 64")
    assert "A platform is like linux/arm64" in dialog.said
    assert not dialog.enabled("Pull")


def test_a_pasted_line_brings_its_platform(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.pull_image(window, store, "docker pull --platform=linux/386 nginx:1"))
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == PullImage("nginx:1", "linux/386")


async def come_to(box: QComboBox, asked: list[str]) -> None:
    """Go there, and wait until somebody was asked; a display gives the focus when it likes."""
    box.setFocus()
    async with asyncio.timeout(40):
        while not asked:  # noqa: ASYNC110 - nothing else tells of it
            await asyncio.sleep(0)
    await asyncio.sleep(0)


def platforms(
    *found: str, fails: bool = False
) -> tuple[Callable[[str], Awaitable[tuple[str, ...]]], list[str]]:
    asked: list[str] = []

    async def ask(reference: str) -> tuple[str, ...]:
        asked.append(reference)
        if fails:
            raise EngineFault("no")
        return found

    return ask, asked


def test_the_platforms_that_the_registry_has_are_offered_when_one_chooses(
    opened: Opener, window: QWidget, store: Store, aio: Aio
) -> None:
    ask, asked = platforms("linux/amd64", "linux/s390x")
    dialog = opened(dialogs.pull_image(window, store, "nginx", platforms=ask))
    aio(asyncio.sleep(0))
    assert asked == []  # typing a name asks no registry
    box = dialog.named("Platform")
    assert isinstance(box, QComboBox)
    aio(come_to(box, asked))
    assert asked == ["nginx"]
    assert [box.itemText(n) for n in range(box.count())] == ["linux/amd64", "linux/s390x"]
    assert box.currentText() == ""
    dialog.type("Platform", "linux/arm64")
    assert "The registry offers none for linux/arm64." in dialog.said
    assert dialog.enabled("Pull")


def test_the_usual_platforms_stay_where_the_registry_does_not_tell(
    opened: Opener, window: QWidget, store: Store, aio: Aio
) -> None:
    ask, asked = platforms(fails=True)
    dialog = opened(dialogs.pull_image(window, store, "nginx", platforms=ask))
    box = dialog.named("Platform")
    assert isinstance(box, QComboBox)
    aio(come_to(box, asked))
    assert asked == ["nginx"]
    assert box.findText("linux/arm64") >= 0


# Push


def put(dialog: Opened[Any], text: str) -> None:
    """Typing would open the list of completions."""
    line = dialog.named("Reference")
    assert isinstance(line, QLineEdit)
    line.setText(text)


def test_an_image_goes_where_its_name_says(opened: Opener, window: QWidget, store: Store) -> None:
    target = Target(Kind.IMAGE, APP.id, "reg.example:5000/app:1")
    dialog = opened(dialogs.push_image(window, store, target))
    assert "Goes to reg.example:5000 as reg.example:5000/app:1." in dialog.said
    assert dialog.line == "docker push reg.example:5000/app:1"
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == PushImage(target)


def test_a_new_name_is_given_first(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.push_image(window, store, TARGET))
    put(dialog, "127.0.0.1:5000/team/app:2")
    assert "The image gets the name 127.0.0.1:5000/team/app:2, too" in dialog.said
    assert dialog.line.splitlines() == [
        "docker tag app:1 127.0.0.1:5000/team/app:2",
        "docker push 127.0.0.1:5000/team/app:2",
    ]
    dialog.key(Qt.Key.Key_Return)
    pushed = PushImage(Target(Kind.IMAGE, APP.id, "127.0.0.1:5000/team/app:2"))
    assert dialog.result() == InTurn((TagImage(TARGET, "127.0.0.1:5000/team/app:2"),), pushed)


def test_docker_hub_wants_a_users_name_before_it(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.push_image(window, store, TARGET))
    assert "Docker Hub takes it only below your own name, USER/app." in dialog.said
    assert not dialog.enabled("Push")
    put(dialog, "me/app")
    assert "goes to Docker Hub" in dialog.said
    assert dialog.enabled("Push")


def test_known_registries_complete_where_it_goes(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.push_image(window, store, TARGET, registries=["10.0.0.1:5000"]))
    field = dialog.named("Reference")
    assert isinstance(field, QLineEdit)
    field.completer().setCompletionPrefix("10.")
    assert field.completer().currentCompletion() == "10.0.0.1:5000/app:1"


def test_what_was_pushed_before_completes(opened: Opener, window: QWidget, store: Store) -> None:
    recent = ["10.0.0.1:5000/team/other:3"]
    dialog = opened(
        dialogs.push_image(window, store, TARGET, recent=recent, registries=["10.0.0.1:5000"])
    )
    field = dialog.named("Reference")
    assert isinstance(field, QLineEdit)
    field.completer().setCompletionPrefix("10.")
    assert field.completer().currentCompletion() == recent[0]
    assert field.completer().completionCount() == 2


def test_an_image_that_went_can_not_be_pushed(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.push_image(window, store, TARGET))
    store.take_images([])
    assert "Image app:1 was removed meanwhile." in dialog.said


# Sign in


def signing(
    opened: Opener,
    aio: Aio,
    window: QWidget,
    store: Store,
    keepers: Keepers,
    registry: str = "reg.example",
) -> Opened[SignInTo | None]:
    async def ask(_registry: str) -> Keepers:
        return keepers

    dialog = opened(dialogs.sign_in_to(window, store, registry, keepers=ask))
    for _turn in range(3):
        aio(asyncio.sleep(0))
    return dialog


def fill(dialog: Opened[SignInTo | None]) -> None:
    dialog.type("User name", "me")
    dialog.type("Password", SECRET)


def test_the_helper_that_docker_names_keeps_the_password(
    opened: Opener, aio: Aio, window: QWidget, store: Store
) -> None:
    dialog = signing(opened, aio, window, store, Keepers("pass", ("secretservice",), FILE))
    assert dialog.dialog.focusWidget() is dialog.named("User name")  # the registry is known
    fill(dialog)
    box = dialog.named("Keep the password")
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == [
        "In the system's keyring (pass)",
        "Until Portside ends",
    ]
    assert dialog.line == "docker login --username me reg.example"
    assert SECRET not in dialog.said
    dialog.key(Qt.Key.Key_Return)
    wanted = SignIn("reg.example", "me", Secret(SECRET), Keep.HELPER, "pass")
    assert dialog.result() == SignInTo(wanted)


def test_without_a_helper_it_is_kept_until_we_end(
    opened: Opener, aio: Aio, window: QWidget, store: Store
) -> None:
    dialog = signing(opened, aio, window, store, Keepers("", (), FILE))
    fill(dialog)
    assert "install one of docker's credential helpers" in dialog.said
    dialog.key(Qt.Key.Key_Return)
    assert dialog.result() == SignInTo(SignIn("reg.example", "me", Secret(SECRET), Keep.SESSION))


def test_clear_text_is_written_only_on_ones_explicit_word(
    opened: Opener, aio: Aio, window: QWidget, store: Store
) -> None:
    dialog = signing(opened, aio, window, store, Keepers("", (), FILE))
    fill(dialog)
    box = dialog.named("Keep the password")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("In docker's own file"))
    assert f"It goes into {FILE}." in dialog.said
    assert not dialog.enabled("Sign in")
    dialog.click("Write the password in clear text")
    assert dialog.enabled("Sign in")
    dialog.click("Sign in")
    assert dialog.result() == SignInTo(SignIn("reg.example", "me", Secret(SECRET), Keep.FILE))


def test_the_password_is_dots_until_it_is_to_be_seen(
    opened: Opener, aio: Aio, window: QWidget, store: Store
) -> None:
    dialog = signing(opened, aio, window, store, Keepers("", (), FILE))
    line = dialog.named("Password")
    assert isinstance(line, QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    [show] = [action for action in line.actions() if action.isCheckable()]
    show.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.parametrize(
    ("typed", "registry"),
    [
        ("", HUB),
        ("https://index.docker.io/v1/", HUB),
        ("https://reg.example:5000/v2/", "reg.example:5000"),
        ("127.0.0.1:5000/app:1", "127.0.0.1:5000"),
        ("localhost", "localhost"),
    ],
)
def test_a_registry_is_understood_however_it_is_written(
    opened: Opener, aio: Aio, window: QWidget, store: Store, typed: str, registry: str
) -> None:
    dialog = signing(opened, aio, window, store, Keepers("", (), FILE), typed)
    fill(dialog)
    dialog.key(Qt.Key.Key_Return)
    command = dialog.result()
    assert command is not None
    assert command.wanted.registry == registry


def test_what_is_no_host_is_told(opened: Opener, aio: Aio, window: QWidget, store: Store) -> None:
    dialog = signing(opened, aio, window, store, Keepers("", (), FILE), "myregistry")
    fill(dialog)
    assert "a host with a dot or a port" in dialog.said
    assert not dialog.enabled("Sign in")
