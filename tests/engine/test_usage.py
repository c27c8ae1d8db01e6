"""Disk usage says what ``docker system df`` says, and a prune takes what it listed, no more.

The Engines here are the test's own: it counts everything on them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.records import Kind
from desktop.model.commands import Command, Target
from desktop.model.image_commands import RemoveImages
from desktop.model.operations import Operation, Operations
from desktop.model.store import Store
from desktop.model.usage.plan import Candidate, Why, plan
from desktop.model.usage.prune import CameIntoUse, Use, prune
from desktop.model.usage.summary import Group, summaries
from desktop.ui import units
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL, RealEngine

T = TypeVar("T")
ROWS = {
    "Images": Group.IMAGES,
    "Containers": Group.CONTAINERS,
    "Local Volumes": Group.VOLUMES,
    "Build Cache": Group.CACHE,
}


class Subject:
    """An Engine, and what the model makes of it at this moment."""

    def __init__(self, aio: Aio, real: RealEngine) -> None:
        self.real = real
        self.docker = real.docker
        self._aio = aio

    def on(self, work: Callable[[DockerEngine], Awaitable[T]]) -> T:
        async def main() -> T:
            endpoint = Endpoint(self.real.url, "test", Origin.HOST_OPTION)
            async with connected(endpoint) as engine:
                return await work(engine)

        found: T = self._aio(main(), timeout=50)
        return found

    def plan(self) -> tuple[Candidate, ...]:
        async def work(engine: DockerEngine) -> tuple[Candidate, ...]:
            return plan(await engine.observe.disk_usage(), await listed(engine))

        return self.on(work)

    def prune(self, candidates: Iterable[Candidate]) -> Operation:
        return self.run(prune(candidates))

    def run(self, command: Command) -> Operation:
        async def work(engine: DockerEngine) -> Operation:
            operation = Operations(lambda: engine).start(command)
            await operation.wait()
            return operation

        return self.on(work)

    def what_is_there(self) -> dict[Group, set[str]]:
        """By docker's own lists."""
        df = json.loads(self.docker("system", "df", "--verbose", "--format", "{{json .}}"))
        return {
            Group.CONTAINERS: set(self.docker("ps", "-aq", "--no-trunc").split()),
            Group.IMAGES: set(self.docker("image", "ls", "-q", "--no-trunc").split()),
            Group.NETWORKS: set(self.docker("network", "ls", "-q", "--no-trunc").split()),
            Group.VOLUMES: set(self.docker("volume", "ls", "-q").split()),
            Group.CACHE: {record["ID"] for record in df["BuildCache"] or []},
        }


async def listed(engine: DockerEngine) -> Store:
    store = Store()
    store.take_containers(None, await engine.containers())
    store.take_images(await engine.images())
    store.take_networks(None, await engine.networks())
    store.take_volumes(None, await engine.volumes())
    return store


@pytest.fixture
def subject(aio: Aio, second_engine: Callable[..., RealEngine]) -> Subject:
    """An Engine with things of every kind, used and unused."""
    made = Subject(aio, second_engine(image=True))
    docker = made.docker
    for name in ("used", "idle", "stopped"):
        docker("network", "create", "--label", LABEL, name)
    docker("volume", "create", "--label", LABEL, "named")
    docker("run", "--name", "writer", "-v", "named:/data", IMAGE, "sh", "-c", FILL)
    docker("commit", "writer", "written:1")
    docker("tag", "written:1", "written:2")
    docker("rm", "writer")
    docker("run", "-d", "--name", "up", "--network", "used", "-v", "kept:/data", IMAGE, *WAIT)
    docker("run", "--name", "down", "--network", "stopped", IMAGE, "sh", "-c", "echo x >/x")
    docker("run", "--name", "orphans", "-v", "/data", IMAGE, "sh", "-c", "echo x >/data/x")
    docker("rm", "orphans")
    docker("create", "--name", "created", IMAGE)
    docker("create", "--name", "sleeper", IMAGE, *WAIT)
    dangling = docker("commit", "down")
    assert dangling.startswith("sha256:")
    return made


WAIT = ("sh", "-c", "trap 'exit 0' TERM; sleep 86400 & wait")
FILL = "head -c 500000 /dev/zero >/layer; head -c 70000 /dev/zero >/data/x"


def four_digits(size: int) -> str:
    """As ``docker system df`` writes it, with one digit more than other lists."""
    value = float(size)
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:.4g}{unit}"
        value /= 1000
    raise AssertionError("more than a test should make")


@pytest.fixture
def build(tmp_path: Path) -> Callable[[Subject], None]:
    """Build an image, with a docker that has BuildKit in itself: later ones need a plug-in."""
    programs = [shutil.which("docker"), "/usr/bin/docker"]

    def make(subject: Subject) -> None:
        (tmp_path / "Dockerfile").write_text("FROM scratch\nCOPY one /one\nCOPY two /two\n")
        (tmp_path / "one").write_bytes(b"1" * 300_000)
        (tmp_path / "two").write_bytes(b"2" * 200_000)
        said = "there is no docker"
        for program in filter(None, programs):
            done = subprocess.run(
                [program, "-H", subject.real.url, "build", "-q", "-t", "built:1", str(tmp_path)],
                env={**os.environ, "DOCKER_BUILDKIT": "1"},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            if not done.returncode:
                return
            said = done.stderr.strip()
        pytest.skip(f"no docker here builds with BuildKit: {said}")

    return make


def test_the_numbers_are_those_of_docker_system_df(
    subject: Subject, build: Callable[[Subject], None]
) -> None:
    build(subject)
    told = subject.docker("system", "df", "--format", "{{json .}}").splitlines()
    theirs = {ROWS[row["Type"]]: row for row in map(json.loads, told)}

    async def work(engine: DockerEngine) -> Any:
        return summaries(await engine.observe.disk_usage(), await listed(engine))

    for summary in subject.on(work):
        if summary.group is Group.NETWORKS:
            assert (summary.total, summary.active) == (3, 2)
            continue
        row = theirs[summary.group]
        ours = (str(summary.total), str(summary.active), four_digits(summary.size))
        assert ours == (row["TotalCount"], row["Active"], row["Size"]), summary.group
        reclaimable = row["Reclaimable"].partition(" ")[0]
        assert four_digits(summary.reclaimable) == reclaimable, summary.group
        assert summary.used + summary.shared + summary.unused == summary.size


def test_what_each_thing_takes_is_what_docker_system_df_tells(subject: Subject) -> None:
    df = json.loads(subject.docker("system", "df", "--verbose", "--format", "{{json .}}"))
    theirs = {
        **{each["ID"]: each["Size"] for each in (*df["Images"], *df["Containers"])},
        **{each["Name"]: each["Size"] for each in df["Volumes"]},
    }
    unique = {each["ID"]: each["UniqueSize"] for each in df["Images"]}
    for candidate in subject.plan():
        if candidate.group is Group.NETWORKS:
            continue
        assert candidate.size is not None
        shown = units.size(candidate.size)
        if candidate.group is Group.CONTAINERS:
            assert theirs[candidate.key].startswith(shown)
        else:
            assert theirs[candidate.key] == shown
        if candidate.group is Group.IMAGES:
            assert unique[candidate.key] == units.size(candidate.frees or 0)


def test_what_is_listed_is_what_docker_prunes(
    subject: Subject, build: Callable[[Subject], None]
) -> None:
    build(subject)
    subject.docker("rmi", "built:1")  # else the cache's layers are this image's
    version = subject.real.request("GET", "/version")["ApiVersion"]
    newer = tuple(map(int, version.split("."))) >= (1, 42)  # keeps volumes that have names
    for group, default, everything in (
        (Group.CACHE, ("builder", "prune"), ("builder", "prune", "--all")),
        (Group.IMAGES, ("image", "prune"), ("image", "prune", "--all")),
        (Group.VOLUMES, None, ("volume", "prune", *(("--all",) if newer else ()))),
        (Group.NETWORKS, None, ("network", "prune")),
        (Group.CONTAINERS, ("container", "prune"), ("container", "prune")),
    ):
        candidates = [each for each in subject.plan() if each.group is group]
        assert candidates, group
        first = subject.what_is_there()[group]
        if default is not None:
            subject.docker(*default, "--force")
            gone = first - subject.what_is_there()[group]
            assert gone == {each.key for each in candidates if each.ticked}, group
        subject.docker(*everything, "--force")
        gone = first - subject.what_is_there()[group]
        assert gone == {each.key for each in candidates}, group


def test_only_what_has_no_name_is_ticked(subject: Subject) -> None:
    candidates = subject.plan()
    ticks = {each.name: each.ticked for each in candidates}
    assert not ticks["named"]
    assert not ticks["written:1"]
    assert not ticks["stopped"]
    nameless = [each for each in candidates if each.why in (Why.DANGLING, Why.ANONYMOUS)]
    assert len(nameless) == 2
    assert all(each.ticked for each in nameless)


def test_what_is_pruned_is_what_was_ticked_and_nothing_else(
    subject: Subject, build: Callable[[Subject], None]
) -> None:
    build(subject)
    candidates = subject.plan()
    chosen = [each for each in candidates if each.name not in ("named", "stopped")]
    before = subject.what_is_there()
    operation = subject.prune(chosen)
    assert not operation.failures
    after = subject.what_is_there()
    for group in Group:
        wanted = {each.key for each in chosen if each.group is group}
        assert before[group] - after[group] == wanted, group
        assert not after[group] - before[group]
    left = {(each.group, each.name) for each in subject.plan()}
    assert left == {(Group.VOLUMES, "named"), (Group.NETWORKS, "stopped")}


def test_the_space_that_a_prune_says_it_freed_is_free(subject: Subject) -> None:
    def taken() -> int:
        usage = subject.on(lambda engine: engine.observe.disk_usage())
        sizes = [*(c.size for c in usage.containers), *(v.size or 0 for v in usage.volumes)]
        return usage.layers + sum(sizes)

    chosen = [each for each in subject.plan() if each.name in ("down", "written:1", "named")]
    assert len(chosen) == 3
    before = taken()
    command = prune(chosen)
    operation = subject.prune(chosen)
    assert before - taken() == command.freed(operation.succeeded) > 500_000


def test_what_came_into_use_after_the_list_was_made_is_kept_and_said(subject: Subject) -> None:
    docker = subject.docker
    candidates = subject.plan()
    dangling = next(each.key for each in candidates if each.group is Group.IMAGES and each.ticked)
    # One that is on the list may be gone before its network's turn comes.
    docker("create", "--name", "newcomer", "--network", "idle", "written:2")
    docker("start", "sleeper")
    docker("rm", "down")
    docker("run", "-d", "--name", "mounts", "-v", "named:/data", "written:2", *WAIT)
    docker("tag", dangling, "again:1")
    before = subject.what_is_there()
    operation = subject.prune(candidates)
    kept = {
        failure.target.name: failure.error.use
        for failure in operation.failures
        if isinstance(failure.error, CameIntoUse)
    }
    assert len(kept) == len(operation.failures)
    assert kept["sleeper"] is Use.STARTED
    assert kept["down"] is Use.GONE
    assert kept["named"] is Use.USED
    assert kept["written:1"] is Use.USED
    assert kept[dangling] is Use.RENAMED
    assert kept["idle"] is Use.USED
    after = subject.what_is_there()
    assert before[Group.IMAGES] == after[Group.IMAGES]
    assert "named" in after[Group.VOLUMES]
    assert docker("image", "inspect", "--format", "{{len .RepoTags}}", "written:1") == "2"


def test_cache_that_others_were_built_upon_is_kept_and_said(
    subject: Subject, build: Callable[[Subject], None]
) -> None:
    build(subject)
    cache = sorted(
        (each for each in subject.plan() if each.group is Group.CACHE), key=lambda each: each.made
    )
    layers = [each for each in cache if each.why is Why.CACHED_SHARED]
    below, above = layers  # COPY one, COPY two
    operation = subject.prune([below])
    ((target, error),) = ((each.target, each.error) for each in operation.failures)
    assert target.name == below.key
    assert isinstance(error, CameIntoUse)
    assert not subject.prune([above, below]).failures
    assert not {above.key, below.key} & subject.what_is_there()[Group.CACHE]


def make_parent_and_child(docker: Callable[..., str]) -> None:
    for name, image in (("parent:1", IMAGE), ("child:1", "parent:1")):
        docker("run", "--name", "maker", image, "sh", "-c", f"echo {name} >/{name}")
        docker("commit", "maker", name)
        docker("rm", "maker")


@pytest.mark.parametrize("first", ["parent:1", "child:1"])
def test_images_go_of_which_one_was_made_of_the_other(subject: Subject, first: str) -> None:
    make_parent_and_child(subject.docker)
    chosen = [each for each in subject.plan() if each.name in ("parent:1", "child:1")]
    assert len(chosen) == 2
    operation = subject.prune(sorted(chosen, key=lambda each: each.name != first))
    assert not operation.failures
    assert not {each.key for each in chosen} & subject.what_is_there()[Group.IMAGES]


@pytest.mark.parametrize("order", [("parent:1", "child:1"), ("child:1", "parent:1")])
def test_images_are_removed_of_which_one_was_made_of_the_other(
    subject: Subject, order: tuple[str, ...]
) -> None:
    make_parent_and_child(subject.docker)
    ids = {name: subject.docker("image", "inspect", "-f", "{{.Id}}", name) for name in order}
    command = RemoveImages(tuple(Target(Kind.IMAGE, ids[name], name) for name in order))
    assert not subject.run(command).failures
    assert not set(ids.values()) & subject.what_is_there()[Group.IMAGES]


def test_an_image_of_which_another_was_made_is_kept_with_its_name(subject: Subject) -> None:
    make_parent_and_child(subject.docker)
    (parent,) = (each for each in subject.plan() if each.name == "parent:1")
    operation = subject.prune([parent])
    (failure,) = operation.failures
    assert isinstance(failure.error, CameIntoUse)
    assert failure.error.use is Use.PARENT
    assert parent.key == subject.docker("image", "inspect", "--format", "{{.Id}}", "parent:1")
