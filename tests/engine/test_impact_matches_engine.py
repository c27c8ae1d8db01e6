"""What a removal is said to take is what the real Engine takes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.records import Image, Kind
from desktop.model import impact
from desktop.model.commands import Command, RemoveContainers, RemoveNetworks, RemoveVolumes, Target
from desktop.model.image_commands import RemoveImages
from desktop.model.impact import ContainerLoss, ImageLoss, Impact
from desktop.model.operations import Operation, Operations
from desktop.model.store import Store
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL, WAIT

Docker = Callable[..., str]
Removal = tuple[Impact, Operation]
RemoveAll = Callable[[Callable[[Store], Sequence[Command]]], tuple[list[Removal], Store]]
Remove = Callable[[Callable[[Store], Command]], tuple[Impact, Operation, Store]]


async def fill(store: Store, engine: DockerEngine) -> Store:
    store.take_containers(None, await engine.containers())
    store.take_images(await engine.images())
    store.take_networks(None, await engine.networks())
    store.take_volumes(None, await engine.volumes())
    return store


@pytest.fixture
def remove_all(aio: Aio, engine_host: str) -> RemoveAll:
    """Fill a store, tell the impact of commands, run them; and a store of what is there then."""

    async def scenario(make: Callable[[Store], Sequence[Command]]) -> tuple[list[Removal], Store]:
        async with connected(engine_host) as engine:
            store = await fill(Store(), engine)
            commands = make(store)
            told = [impact.of(command, store) for command in commands]
            operations = Operations(lambda: engine)
            done = [operations.start(command) for command in commands]
            for operation in done:
                await operation.wait()
            return [*zip(told, done, strict=True)], await fill(Store(), engine)

    return lambda make: aio(scenario(make), timeout=90)


@pytest.fixture
def remove(remove_all: RemoveAll) -> Remove:
    """The same with one command."""

    def one(make: Callable[[Store], Command]) -> tuple[Impact, Operation, Store]:
        [(told, operation)], after = remove_all(lambda store: [make(store)])
        return told, operation, after

    return one


def refused(operation: Operation) -> set[Target]:
    return {failure.target for failure in operation.failures}


def blocked(told: Impact) -> set[Target]:
    return {loss.target for loss in told.blocked}


X1, X2, Y1 = "x:1", "x:2", "y:1"
ID = "its id"
NAMES_AND_ASKED = [
    ((), (ID,)),
    ((X1,), (ID,)),
    ((X1,), (X1,)),
    ((X1, Y1), (ID,)),
    ((X1, Y1), (X1,)),
    ((X1, Y1), (X1, Y1)),
    ((X1, X2), (X1,)),
    ((X1, X2), (X1, X2)),
]


@dataclass(frozen=True)
class ImageCase:
    """An image with these names and a container of it (or none), and what is asked to go."""

    names: tuple[str, ...]
    asked: tuple[str, ...]
    user: str
    force: bool

    def name(self, name: str) -> str:
        """One that no other case has."""
        way = f"{self.user or 'unused'}-{'by-force' if self.force else 'gently'}"
        which = NAMES_AND_ASKED.index((self.names, self.asked))
        return f"portside-test/{way}/{which}/{name}"

    def make(self, docker: Docker, source: str) -> str:
        """The image's id."""
        image = docker("commit", "--change", f"LABEL case={self.name('')}", source)
        for name in self.names:
            docker("tag", image, self.name(name))
        if self.user == "running":
            docker("run", "-d", "--label", LABEL, image, *WAIT)
        elif self.user:
            docker("wait", docker("run", "-d", "--label", LABEL, image, "true"))
        return image

    def command(self, image: str) -> RemoveImages:
        names = [image if name is ID else self.name(name) for name in self.asked]
        targets = tuple(Target(Kind.IMAGE, image, name) for name in names)
        return RemoveImages(targets, force=self.force)


@pytest.mark.parametrize("user", ["", "stopped", "running"])
@pytest.mark.parametrize("force", [False, True], ids=["gently", "by force"])
def test_an_image_goes_or_stays_as_told(
    docker: Docker, remove_all: RemoveAll, user: str, force: bool
) -> None:
    cases = [ImageCase(*texts, user, force) for texts in NAMES_AND_ASKED]
    source = docker("create", "--label", LABEL, IMAGE)
    with ThreadPoolExecutor() as hands:
        images = [*hands.map(lambda case: case.make(docker, source), cases)]
    commands = [case.command(image) for case, image in zip(cases, images, strict=True)]
    removals, after = remove_all(lambda _store: commands)
    for case, image, (told, operation) in zip(cases, images, removals, strict=True):
        assert blocked(told) == refused(operation), case
        found = after.images.get(image)
        losses = [loss for loss in told.losses if isinstance(loss, ImageLoss)]
        assert any(loss.removed for loss in losses) is (found is None), case
        if isinstance(found, Image) and not refused(operation):
            assert set(found.references) == set(losses[-1].other_names), case


@pytest.mark.parametrize(
    ("force", "volumes", "running"), list(itertools.product([False, True], repeat=3))
)
def test_a_container_takes_the_volumes_as_told(
    docker: Docker, remove: Remove, force: bool, volumes: bool, running: bool
) -> None:
    named = docker("volume", "create", "--label", LABEL, "portside-test-named")
    options = ("--label", LABEL, "-v", "/anonymous", "-v", f"{named}:/named")
    words = WAIT if running else ("true",)
    first = docker("run", "-d", *options, "-v", "/shared", IMAGE, *words)
    docker("create", "--label", LABEL, "--volumes-from", first, IMAGE)
    if not running:
        docker("wait", first)

    def command(store: Store) -> Command:
        record = store.containers.get(first)
        assert record is not None
        target = Target(Kind.CONTAINER, first, record.name)
        return RemoveContainers((target,), force=force, volumes=volumes)

    told, operation, after = remove(command)
    assert blocked(told) == refused(operation)
    [loss] = told.losses
    assert isinstance(loss, ContainerLoss)
    assert (loss.block is None) is (first not in after.containers)
    for held in loss.lost:
        assert held.name not in after.volumes
    for held in (*loss.orphaned, *loss.kept):
        assert held.name in after.volumes
    docker("rm", "--force", "--volumes", *(c.id for c in after.containers))
    _remove_volumes(docker, after)


@pytest.mark.parametrize("volumes", [False, True], ids=["kept", "with volumes"])
def test_containers_that_share_a_volume_take_it_together(
    docker: Docker, remove: Remove, volumes: bool
) -> None:
    first = docker("create", "--label", LABEL, "-v", "/shared", "-v", "/x", IMAGE)
    second = docker("create", "--label", LABEL, "--volumes-from", first, IMAGE)
    docker("create", "--label", LABEL, "-v", "/own", IMAGE)
    told, operation, after = remove(
        lambda _store: RemoveContainers(
            tuple(Target(Kind.CONTAINER, key, key) for key in (first, second)), volumes=volumes
        )
    )
    assert not refused(operation)
    losses = [loss for loss in told.losses if isinstance(loss, ContainerLoss)]
    lost = [held.name for loss in losses for held in loss.lost]
    left = [held.name for loss in losses for held in loss.orphaned]
    assert (len(lost), len(left)) == ((2, 0) if volumes else (0, 2))
    assert not any(name in after.volumes for name in lost)
    assert all(name in after.volumes for name in left)
    _remove_volumes(docker, after)


def test_a_volume_goes_or_stays_as_told(docker: Docker, remove: Remove) -> None:
    used = docker("volume", "create", "--label", LABEL, "portside-test-used")
    free = docker("volume", "create", "--label", LABEL, "portside-test-free")
    docker("create", "--label", LABEL, "-v", f"{used}:/x", IMAGE)
    told, operation, after = remove(
        lambda _store: RemoveVolumes(tuple(Target(Kind.VOLUME, n, n) for n in (used, free)))
    )
    assert blocked(told) == refused(operation) == {Target(Kind.VOLUME, used, used)}
    assert free not in after.volumes


def test_a_network_goes_or_stays_as_told(
    aio: Aio, docker: Docker, docker_run: Callable[..., str], remove: Remove
) -> None:
    def network(name: str) -> Target:
        key = docker("network", "create", "--label", LABEL, f"portside-test-{name}")
        return Target(Kind.NETWORK, key, f"portside-test-{name}")

    running, created, stopped, free = map(network, ("running", "created", "stopped", "free"))
    docker_run("--network", running.name)
    docker("create", "--label", LABEL, "--network", created.name, IMAGE)
    docker("wait", docker_run("--network", stopped.name, command=("true",)))
    targets = (running, created, stopped, free)
    told, operation, after = remove(lambda _store: RemoveNetworks(targets))
    assert blocked(told) == refused(operation) == {running}
    users = [len(loss.stopped) for loss in told.losses if isinstance(loss, impact.NetworkLoss)]
    assert users == [0, 1, 1, 0]
    assert [t.key in after.networks for t in targets] == [True, False, False, False]


def _remove_volumes(docker: Docker, store: Store) -> None:
    """Anonymous volumes carry no label, and must not be left."""
    for volume in store.volumes:
        if volume.anonymous and not store.users(Kind.VOLUME, volume.name):
            docker("volume", "rm", "--force", volume.name)
