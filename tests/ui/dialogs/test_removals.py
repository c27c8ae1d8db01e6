"""What a removal takes is said before it is done, exactly, and as it is at that moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.engine.archive_records import Lineage
from desktop.engine.errors import EngineFault
from desktop.engine.records import Container, Image, Kind, State
from desktop.model.commands import RemoveContainers, RemoveNetworks, RemoveVolumes, Target, Verb
from desktop.model.image_commands import RemoveImages
from desktop.model.store import Store
from desktop.ui import dialogs
from tests.model.fake_engine import (
    attached,
    make_container,
    make_image,
    make_network,
    make_volume,
    mounted,
)
from tests.support.aio import Aio
from tests.support.dialogs import Opened, Opener

ANONYMOUS = "ab" * 32
BACK = make_network(700, "back")
IDLE = make_network(701, "idle")
APP = make_image(900, "app:1", "app:2", size=87_000_000)
OTHER = make_image(901, "other:1", size=5_000_000)
WEB = make_container(
    1, "web", mounts=(mounted("data"), mounted(ANONYMOUS, "/tmp")), networks=(attached(BACK),)
)
DB = make_container(2, "db", state=State.EXITED, image_id=OTHER.id)


def container(record: Container) -> Target:
    return Target(Kind.CONTAINER, record.id, record.name)


def image(record: Image, name: str) -> Target:
    return Target(Kind.IMAGE, record.id, name)


def volume(name: str) -> Target:
    return Target(Kind.VOLUME, name, name)


@pytest.fixture
def store(store: Store) -> Store:
    store.take_images([APP, OTHER])
    store.take_networks(None, [BACK, IDLE])
    store.take_volumes(
        None,
        [
            make_volume("data", size=1_200_000_000),
            make_volume(ANONYMOUS, size=5_000_000),
            make_volume("old"),
            make_volume("big", size=3_400_000_000),
        ],
    )
    store.take_containers(None, [WEB, DB])
    return store


# Containers


def test_a_stopped_container_goes_with_its_files(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_containers(window, store, [container(DB)]))
    assert "Remove container db?" in dialog.said
    assert "Its own files and log go too." in dialog.said
    assert dialog.line == "docker rm db"
    dialog.click("Remove")
    assert dialog.result() == RemoveContainers((container(DB),))


def test_enter_and_escape_remove_nothing(opened: Opener, window: QWidget, store: Store) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = opened(dialogs.remove_containers(window, store, [container(DB)]))
        assert dialog.dialog.focusWidget() is dialog.named("Cancel")
        dialog.key(key)
        assert dialog.result() is None


def test_a_running_container_goes_by_force_only(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_containers(window, store, [container(WEB)]))
    assert "It is running: the Engine refuses. Stop it first, or tick Force." in dialog.said
    assert not dialog.enabled("Remove")
    dialog.click("Force")
    assert "It is killed first." in dialog.said
    assert "Volume data (1.2GB) stays." in dialog.said
    assert "Anonymous volume abababababab (5MB) stays, and nothing uses it then." in dialog.said
    assert dialog.line == "docker rm --force web"
    dialog.click("Remove anonymous volumes")
    assert "Anonymous volume abababababab (5MB) goes too, with all its data." in dialog.said
    assert dialog.line == "docker rm --force --volumes web"
    dialog.click("Remove")
    assert dialog.result() == RemoveContainers((container(WEB),), force=True, volumes=True)


def test_those_that_would_be_refused_are_left_out(
    opened: Opener, window: QWidget, store: Store
) -> None:
    both = [container(WEB), container(DB)]
    dialog = opened(dialogs.remove_containers(window, store, both))
    assert "Remove 1 of 2 containers?" in dialog.said
    assert "1 of them stays: see below." in dialog.said
    assert dialog.line == "docker rm db"
    dialog.click("Force")
    assert "Remove 2 containers?" in dialog.said
    dialog.click("Remove")
    assert dialog.result() == RemoveContainers(tuple(both), force=True)


def test_a_container_that_stops_meanwhile_can_be_removed(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_containers(window, store, [container(WEB)]))
    assert not dialog.enabled("Remove")
    store.take_containers([WEB.id], [replace(WEB, state=State.EXITED)])
    assert dialog.enabled("Remove")
    store.take_containers([WEB.id], [WEB])
    assert not dialog.enabled("Remove")


def test_one_of_several_that_vanishes_is_left_out_and_told(
    opened: Opener, window: QWidget, store: Store
) -> None:
    third = make_container(3, "third", state=State.CREATED)
    store.take_containers([third.id], [third])
    asked = [container(DB), container(third)]
    dialog = opened(dialogs.remove_containers(window, store, asked))
    store.take_containers([DB.id], [])
    assert "It was removed meanwhile." in dialog.said
    assert dialog.line == "docker rm third"
    store.take_containers([third.id], [])
    assert "All of them were removed meanwhile." in dialog.said
    dialog.click("Close")
    assert dialog.result() is None


def test_another_machine_is_named_and_this_one_is_not(
    opened: Opener, window: QWidget, store: Store
) -> None:
    far = "prod (ssh://root@prod.example.com)"
    dialog = opened(dialogs.remove_containers(window, store, [container(DB)], where=far))
    assert f"On the Engine {far}" in dialog.said
    near = "default (unix:///var/run/docker.sock)"
    dialog = opened(dialogs.remove_containers(window, store, [container(DB)], where=near))
    assert "On the Engine" not in dialog.said


def test_many_containers_are_all_named_and_the_dialog_stays_small(
    opened: Opener, window: QWidget, store: Store
) -> None:
    many = [make_container(100 + n, f"job-{n}", state=State.EXITED) for n in range(1000)]
    store.take_containers([c.id for c in many], many)
    dialog = opened(dialogs.remove_containers(window, store, [container(c) for c in many]))
    assert "Remove 1,000 containers?" in dialog.said
    assert "job-0" in dialog.said
    assert "job-999" in dialog.said
    assert dialog.dialog.height() < 800
    assert dialog.dialog.findChildren(QTextEdit)[0].verticalScrollBar().value() == 0


def test_news_of_other_things_cost_nothing(
    opened: Opener, window: QWidget, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(dialogs.remove_containers(window, store, [container(DB)]))
    refreshed: list[None] = []
    monkeypatch.setattr(dialog.form, "refresh", lambda: refreshed.append(None))
    store.take_containers(["5"], [make_container(5, "stranger")])
    store.take_volumes(["v"], [make_volume("v")])
    assert not refreshed
    store.take_containers([DB.id], [replace(DB, name="base")])
    assert refreshed


def test_a_container_that_leaves_frees_the_image_that_it_used(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_images(window, store, [image(OTHER, "other:1")]))
    assert not dialog.enabled("Remove")
    store.take_containers([DB.id], [])
    assert dialog.enabled("Remove")


# Images


def test_a_name_goes_and_the_image_stays(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.remove_images(window, store, [image(APP, "app:1")]))
    assert "Only this name goes. The image stays as app:2." in dialog.said
    assert "Container web uses it, and stays." in dialog.said
    assert dialog.line == "docker rmi app:1"
    dialog.click("Remove")
    assert dialog.result() == RemoveImages((image(APP, "app:1"),), verb=Verb.UNTAG)


def test_the_container_that_was_made_from_an_image_is_named(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_images(window, store, [image(OTHER, "other:1")]))
    assert "Container db was made from it: the Engine refuses." in dialog.said
    assert not dialog.enabled("Remove")
    dialog.click("Force")
    assert "The image goes: 5MB, less what it shares with others." in dialog.said
    dialog.click("Remove")
    assert dialog.result() == RemoveImages((image(OTHER, "other:1"),), force=True)


def test_an_image_that_runs_is_not_offered_for_force(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_images(window, store, [image(APP, APP.id)]))
    dialog.click("Force")
    assert "Container web runs from it: the Engine refuses, also by force." in dialog.said
    assert not dialog.enabled("Remove")


def test_a_name_that_moved_to_another_image_is_not_removed_from_that(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_images(window, store, [image(APP, "app:1")]))
    store.take_images([make_image(900, "app:2"), make_image(902, "app:1"), OTHER])
    assert "Image app:1 was removed meanwhile." in dialog.said
    assert not dialog.form.verb_button.isVisible()


BASE = make_image(910, "base:1")
CHILDREN = make_image(911, "child:1", "child:2"), make_image(912, "grandchild:1")
LINEAGE = Lineage((BASE, *CHILDREN), {CHILDREN[0].id: BASE.id, CHILDREN[1].id: CHILDREN[0].id})


def removing_base(
    opened: Opener, window: QWidget, store: Store, aio: Aio
) -> Opened[RemoveImages | None]:
    """The dialog about an image of which others were made, once that is known."""
    store.take_images([APP, OTHER, BASE, *CHILDREN])

    async def lineage() -> Lineage:
        return LINEAGE

    dialog = opened(dialogs.remove_images(window, store, [image(BASE, "base:1")], ask=lineage))
    aio(asyncio.sleep(0))  # it is asked, and told
    assert not dialog.enabled("Remove")
    return dialog


def test_an_image_of_which_others_were_made_stays_until_they_go(
    opened: Opener, window: QWidget, store: Store, aio: Aio
) -> None:
    dialog = removing_base(opened, window, store, aio)
    told = "Images grandchild:1, child:1 were made of it and need its layers: it stays until"
    assert f"{told} they go." in dialog.said
    dialog.click("Remove what was made of it, too")
    assert "Remove 4 image names?" in dialog.said
    assert dialog.line == "docker rmi grandchild:1 child:1 child:2 base:1"
    dialog.click("Remove")
    wanted = [
        image(CHILDREN[1], "grandchild:1"),
        image(CHILDREN[0], "child:1"),
        image(CHILDREN[0], "child:2"),
        image(BASE, "base:1"),
    ]
    assert dialog.result() == RemoveImages(tuple(wanted))


def test_an_image_of_which_others_were_made_may_lose_its_name_alone(
    opened: Opener, window: QWidget, store: Store, aio: Aio
) -> None:
    dialog = removing_base(opened, window, store, aio)
    dialog.click("Take only the name")
    assert "The name goes. The image stays, without a name." in dialog.said
    dialog.click("Remove")
    assert dialog.result() == RemoveImages((image(BASE, "base:1"),), verb=Verb.UNTAG)


def test_what_a_container_needs_of_it_keeps_the_image_with_it(
    opened: Opener, window: QWidget, store: Store, aio: Aio
) -> None:
    store.take_containers(None, [replace(DB, image_id=CHILDREN[1].id)])
    dialog = removing_base(opened, window, store, aio)
    dialog.click("Remove what was made of it, too")
    assert "Container db was made from it: the Engine refuses." in dialog.said
    assert "Image grandchild:1 was made of it and needs its layers: it stays until it goes." in (
        dialog.said
    )
    assert not dialog.enabled("Remove")


# Networks


def test_a_network_of_running_containers_stays(
    opened: Opener, window: QWidget, store: Store
) -> None:
    asked = [Target(Kind.NETWORK, n.id, n.name) for n in (BACK, IDLE)]
    dialog = opened(dialogs.remove_networks(window, store, asked))
    assert "Container web runs in it: the Engine refuses." in dialog.said
    assert "No container uses it." in dialog.said
    dialog.click("Remove")
    assert dialog.result() == RemoveNetworks((asked[1],))


# Volumes


def test_the_loss_of_data_is_said_plainly(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.remove_volumes(window, store, [volume("big"), volume("old")]))
    assert "The data in them can't be brought back." in dialog.said
    assert "All its data is lost: 3.4GB." in dialog.said
    assert "All its data is lost. How much it is was not measured." in dialog.said
    dialog.click("Remove")
    assert dialog.result() == RemoveVolumes((volume("big"), volume("old")))


def test_a_volume_that_is_mounted_stays(opened: Opener, window: QWidget, store: Store) -> None:
    dialog = opened(dialogs.remove_volumes(window, store, [volume("data")]))
    assert "Container web mounts it: the Engine refuses. Remove it first." in dialog.said
    assert not dialog.enabled("Remove")


def test_what_is_used_is_not_told_while_containers_are_not_known(
    opened: Opener, window: QWidget, store: Store
) -> None:
    unknown = "Which containers use it is not known at the moment."
    idle = Target(Kind.NETWORK, IDLE.id, IDLE.name)
    dialog = opened(dialogs.remove_networks(window, store, [idle]))
    assert unknown not in dialog.said
    store.mark_problem(Kind.CONTAINER, EngineFault("no", status=500))
    assert unknown in dialog.said
    assert "No container uses it." not in dialog.said
    store.take_containers(None, [WEB, DB])
    assert unknown not in dialog.said
    assert "No container uses it." in dialog.said


@pytest.mark.parametrize("kind", [Kind.VOLUME, Kind.IMAGE])
def test_what_may_be_used_is_said_of_volumes_and_images_too(
    opened: Opener, window: QWidget, kind: Kind
) -> None:
    store = Store()
    store.take_images([APP])
    store.take_volumes(None, [make_volume("old")])
    if kind is Kind.VOLUME:
        said = opened(dialogs.remove_volumes(window, store, [volume("old")])).said
    else:
        said = opened(dialogs.remove_images(window, store, [image(APP, "app:1")])).said
    assert "Which containers use it is not known at the moment." in said


def test_a_volume_measured_meanwhile_tells_its_size(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.remove_volumes(window, store, [volume("old")]))
    store.take_volume_sizes({"old": 42_000})
    assert "All its data is lost: 42kB." in dialog.said


def test_nothing_asked_is_nothing_done(aio: Aio, window: QWidget, store: Store) -> None:
    assert aio(dialogs.remove_containers(window, store, [])) is None
    assert aio(dialogs.kill_containers(window, store, [])) is None
