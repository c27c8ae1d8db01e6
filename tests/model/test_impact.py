from __future__ import annotations

import pytest

from desktop.engine.records import (
    Ability,
    Attachment,
    Container,
    Image,
    Kind,
    Network,
    State,
    Volume,
)
from desktop.model import impact
from desktop.model.commands import (
    ContainersCommand,
    RemoveContainers,
    RemoveNetworks,
    RemoveVolumes,
    Target,
    Verb,
)
from desktop.model.image_commands import RemoveImages
from desktop.model.impact import (
    Block,
    ContainerLoss,
    Held,
    ImageLoss,
    Impact,
    NetworkLoss,
    VolumeLoss,
)
from desktop.model.possible import applicable, needs_force
from desktop.model.store import Store
from tests.model.fake_engine import (
    attached,
    make_container,
    make_id,
    make_image,
    make_network,
    make_volume,
    mounted,
)

ANON, OTHER_ANON = "a" * 64, "b" * 64


def store_of(*records: Container | Image | Network | Volume) -> Store:
    store = Store()
    store.take_containers(None, [r for r in records if isinstance(r, Container)])
    store.take_images([r for r in records if isinstance(r, Image)])
    store.take_networks(None, [r for r in records if isinstance(r, Network)])
    store.take_volumes(None, [r for r in records if isinstance(r, Volume)])
    return store


def target(record: Container | Network | Volume) -> Target:
    kinds = {Container: Kind.CONTAINER, Network: Kind.NETWORK, Volume: Kind.VOLUME}
    return Target(kinds[type(record)], record.key, record.name)


def remove(*containers: Container, force: bool = False, volumes: bool = False) -> RemoveContainers:
    return RemoveContainers(tuple(map(target, containers)), force=force, volumes=volumes)


def losses(of: Impact) -> list[ContainerLoss]:
    assert all(isinstance(loss, ContainerLoss) for loss in of.losses)
    return [loss for loss in of.losses if isinstance(loss, ContainerLoss)]


EXITED = make_container(2, state=State.EXITED)
RUNNING = make_container(1)


def test_a_stopped_container_goes_with_its_own_files_only() -> None:
    [loss] = losses(impact.of(remove(EXITED), store_of(EXITED)))
    assert loss == ContainerLoss(target(EXITED), EXITED, None)


def test_a_running_container_needs_force_and_is_killed() -> None:
    store = store_of(RUNNING)
    told = impact.of(remove(RUNNING), store)
    assert told.blocked == told.losses
    assert told.forceable
    assert told.losses[0].block is Block.RUNNING
    [forced] = losses(impact.of(remove(RUNNING, force=True), store))
    assert forced.block is None
    assert forced.killed


def test_anonymous_volumes_go_or_are_left_behind_and_named_ones_stay() -> None:
    container = make_container(
        2, state=State.EXITED, mounts=(mounted(ANON), mounted("named", "/x"), mounted(ANON, "/y"))
    )
    store = store_of(container, make_volume(ANON, size=7), make_volume("named"))
    anonymous, named = Held(ANON, 7, True), Held("named", None, False)
    [loss] = losses(impact.of(remove(container, volumes=True), store))
    assert (loss.lost, loss.orphaned, loss.kept) == ((anonymous,), (), (named,))
    [loss] = losses(impact.of(remove(container), store))
    assert (loss.lost, loss.orphaned, loss.kept) == ((), (anonymous,), (named,))


def test_an_anonymous_volume_that_another_container_mounts_stays() -> None:
    one = make_container(1, state=State.EXITED, mounts=(mounted(ANON),))
    other = make_container(2, state=State.EXITED, mounts=(mounted(ANON),))
    store = store_of(one, other)
    [loss] = losses(impact.of(remove(one, volumes=True), store))
    assert (loss.lost, loss.kept) == ((), (Held(ANON, None, True),))
    first, second = losses(impact.of(remove(one, other, volumes=True), store))
    assert [h.name for h in first.lost + second.lost] == [ANON], "told once"


def test_a_volume_stays_where_the_other_container_is_going_to_be_refused() -> None:
    one = make_container(1, state=State.EXITED, mounts=(mounted(ANON),))
    running = make_container(2, mounts=(mounted(ANON),))
    first, second = losses(impact.of(remove(one, running, volumes=True), store_of(one, running)))
    assert first.lost == ()
    assert second.block is Block.RUNNING


@pytest.mark.parametrize(
    ("container", "block"), [(None, Block.GONE), (State.REMOVING, Block.REMOVING)]
)
def test_what_goes_by_itself_is_told(container: State | None, block: Block) -> None:
    record = make_container(1, state=container or State.EXITED)
    store = store_of(*([record] if container else []))
    told = impact.of(remove(record), store)
    assert told.losses[0].block is block
    assert not told.forceable


def images(*names: str, image: Image, force: bool = False) -> RemoveImages:
    return RemoveImages(tuple(Target(Kind.IMAGE, image.id, n) for n in names), force=force)


def image_losses(command: RemoveImages, store: Store) -> list[ImageLoss]:
    return [loss for loss in impact.of(command, store).losses if isinstance(loss, ImageLoss)]


def test_one_of_several_names_is_only_taken_off() -> None:
    image = make_image(900, "a:1", "b:1")
    store = store_of(image, make_container(1, image_id=image.id))
    [loss] = image_losses(images("a:1", image=image), store)
    assert (loss.block, loss.names, loss.other_names, loss.removed) == (
        None,
        ("a:1",),
        ("b:1",),
        False,
    )


def test_a_name_that_went_to_another_image_takes_nothing_of_this_one() -> None:
    image, other = make_image(900, "b:1"), make_image(901, "a:1")
    [loss] = image_losses(images("a:1", image=image, force=True), store_of(image, other))
    assert (loss.block, loss.names, loss.removed) == (Block.GONE, (), False)


def test_all_names_in_turn_take_the_image() -> None:
    image = make_image(900, "a:1", "b:1")
    first, second = image_losses(images("a:1", "b:1", image=image), store_of(image))
    assert (first.removed, second.removed) == (False, True)


def test_the_last_name_takes_the_image_and_its_digests() -> None:
    image = make_image(900, "app:1", digests=("app@sha256:1",))
    [loss] = image_losses(images("app:1", image=image), store_of(image))
    assert loss.removed
    assert set(loss.names) == {"app:1", "app@sha256:1"}


def test_a_digest_of_another_repository_keeps_the_image() -> None:
    image = make_image(900, "app:1", digests=("other@sha256:1",))
    [loss] = image_losses(images("app:1", image=image), store_of(image))
    assert not loss.removed
    assert loss.other_names == ("other@sha256:1",)


def test_the_last_name_of_a_used_image_needs_force() -> None:
    image = make_image(900, "app:1")
    running, stopped = make_container(1), make_container(2, state=State.EXITED)
    for users in ([running], [stopped], [running, stopped]):
        store = store_of(image, *users)
        [loss] = image_losses(images("app:1", image=image), store)
        assert loss.block is Block.USED
        assert len(loss.running) + len(loss.stopped) == len(users)
        [forced] = image_losses(images("app:1", image=image, force=True), store)
        assert forced.block is None
        assert forced.removed is (running not in users), "from a running one only the name goes"


def test_by_id_a_running_user_cannot_be_overruled() -> None:
    image = make_image(900, "app:1")
    store = store_of(image, make_container(1))
    for force in (False, True):
        [loss] = image_losses(images(image.id, image=image, force=force), store)
        assert loss.block is Block.USED_RUNNING
    assert not impact.of(images(image.id, image=image), store).forceable


def test_by_id_several_repositories_need_force() -> None:
    image = make_image(900, "a:1", "b:1")
    [loss] = image_losses(images(image.id, image=image), store_of(image))
    assert loss.block is Block.SEVERAL_NAMES
    [forced] = image_losses(images(image.id, image=image, force=True), store_of(image))
    assert forced.removed
    assert forced.names == ("a:1", "b:1")


def test_a_dangling_image_goes_by_its_id() -> None:
    image = make_image(900)
    [loss] = image_losses(images(image.id, image=image), store_of(image))
    assert loss.removed
    [gone] = image_losses(images(image.id, image=image), store_of())
    assert gone.block is Block.GONE


def test_a_network_of_running_containers_stays_and_stopped_ones_will_miss_it() -> None:
    net = make_network(700, "net")
    running = make_container(1, networks=(attached(net),))
    created = make_container(2, state=State.CREATED, networks=(Attachment("net", ""),))
    command = RemoveNetworks((target(net),))
    assert impact.of(command, store_of(net, running, created)).losses == (
        NetworkLoss(target(net), net, Block.ATTACHED, (running,), (created,)),
    )
    assert impact.of(command, store_of(net, created)).losses == (
        NetworkLoss(target(net), net, None, (), (created,)),
    )
    assert impact.of(command, store_of()).losses[0].block is Block.GONE


def test_a_network_of_the_engine_stays() -> None:
    bridge = make_network(700, "bridge", predefined=True)
    told = impact.of(RemoveNetworks((target(bridge),)), store_of(bridge))
    assert told.losses[0].block is Block.PREDEFINED


def test_a_volume_of_any_container_stays() -> None:
    volume = make_volume("v", size=9)
    running = make_container(1, mounts=(mounted(volume),))
    stopped = make_container(2, state=State.EXITED, mounts=(mounted(volume),))
    command = RemoveVolumes((target(volume),))
    assert impact.of(command, store_of(volume, running, stopped)).losses == (
        VolumeLoss(target(volume), volume, Block.MOUNTED, 9, (running,), (stopped,)),
    )
    assert impact.of(command, store_of(volume)).losses == (
        VolumeLoss(target(volume), volume, None, 9),
    )


def test_whether_the_users_are_known_is_told() -> None:
    volume = make_volume("v")
    command = RemoveVolumes((target(volume),))
    store = store_of(volume)
    assert impact.of(command, store).users_known
    store.mark_stale()
    assert not impact.of(command, store).users_known
    fresh = Store()
    fresh.take_volumes(None, [volume])
    assert not impact.of(command, fresh).users_known


def test_what_removes_nothing_takes_nothing() -> None:
    stop = ContainersCommand(Verb.STOP, (target(RUNNING),))
    assert impact.of(stop, store_of(RUNNING)) == Impact()


def test_what_is_possible_on_other_things_than_containers() -> None:
    image, dangling = make_image(900, "a:1"), make_image(901)
    bridge, own = make_network(700, "bridge", predefined=True), make_network(701, "podman")
    volume = make_volume()
    table = {verb: [v for v in (image, dangling, bridge, own, volume) if applicable(verb, v)]
             for verb in Verb}  # fmt: skip
    assert table[Verb.TAG] == [image, dangling]
    assert table[Verb.UNTAG] == [image]
    assert table[Verb.REMOVE] == [image, dangling, own, volume]
    assert table[Verb.MEASURE] == [volume]
    assert not table[Verb.START]
    assert not applicable(Verb.MEASURE, volume, frozenset())


def test_an_engine_that_cannot_pause_offers_no_pause() -> None:
    able = frozenset(Ability) - {Ability.PAUSE}
    assert not applicable(Verb.PAUSE, RUNNING, able)
    assert not applicable(Verb.UNPAUSE, make_container(1, state=State.PAUSED), able)
    assert applicable(Verb.STOP, RUNNING, able)


def test_of_a_state_that_is_not_known_nothing_is_called_impossible() -> None:
    odd = make_container(1, state=State.UNKNOWN)
    assert applicable(Verb.START, odd)
    assert applicable(Verb.STOP, odd)
    assert not applicable(Verb.PULL, odd)
    assert not needs_force(odd)


def test_of_a_container_that_is_being_removed_nothing_is_possible() -> None:
    removing = make_container(1, state=State.REMOVING)
    assert not any(applicable(verb, removing) for verb in Verb)
    dead = make_container(1, state=State.DEAD)
    assert [verb for verb in Verb if applicable(verb, dead)] == [Verb.REMOVE]
    assert make_id(1) == dead.id
