"""The lines that are shown for a command do the same as the command itself, on a real Engine."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from desktop.engine.observations import Limits
from desktop.engine.records import Kind, NetworkSpec, Subnet, VolumeSpec
from desktop.model.commands import (
    Command,
    ContainersCommand,
    CreateNetwork,
    CreateVolume,
    RemoveContainers,
    RemoveNetworks,
    RemoveVolumes,
    RenameContainer,
    Target,
    Verb,
)
from desktop.model.image_commands import RemoveImages, TagImage
from desktop.model.operations import Operation, Operations
from desktop.model.shell import Shell, script
from desktop.model.update import UpdateContainers
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL, WAIT

Docker = Callable[..., str]
Run = Callable[[Iterable[Command]], list[Operation]]
LIMITS = Limits(
    cpus=0.25, cpu_shares=512, memory=96 << 20, memory_reservation=64 << 20, swap=128 << 20, pids=77
)
NAMES = [f"portside-test-{n}" for n in ("one", "two", "three", "four", "five")]


@pytest.fixture
def run(aio: Aio, engine_host: str) -> Run:
    """Run commands one after the other through our own Engine layer."""

    async def scenario(commands: Iterable[Command]) -> list[Operation]:
        async with connected(engine_host) as engine:
            operations = Operations(lambda: engine)
            for command in commands:
                await operations.start(command).wait()
            return list(operations)

    return lambda commands: aio(scenario(commands), timeout=120)


@pytest.fixture
def start(docker: Docker) -> Callable[[], list[Target]]:
    """The same start each time: five containers, the last of which is paused, and nothing else."""

    def make() -> list[Target]:
        clear(docker)
        targets = []
        for name in NAMES:
            key = docker("run", "-d", "--name", name, "--label", LABEL, "-v", "/x", IMAGE, *WAIT)
            targets.append(Target(Kind.CONTAINER, key, name))
        docker("pause", NAMES[-1])
        return targets

    return make


def clear(docker: Docker) -> None:
    containers = docker("ps", "--all", "--quiet", "--filter", f"label={LABEL}").split()
    if containers:
        docker("rm", "--force", "--volumes", *containers)
    for kind in ("network", "volume"):
        for name in docker(kind, "ls", "--format", "{{.Name}}").split():
            if name.startswith("portside-test-") or len(name) == 64:
                docker(kind, "rm", name)
    for name in docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").split():
        if name.startswith("portside-test/made"):
            docker("rmi", name)


def situation(docker: Docker) -> dict[str, Any]:
    """What is there, without what differs by nature: ids, times, addresses, made-up names."""

    def inspect(kind: str, names: Iterable[str], fields: tuple[str, ...]) -> list[Any]:
        found = [n for n in names if n.startswith(("portside-test-", "portside-test/made"))]
        items = json.loads(docker(kind, "inspect", *found)) if found else []
        kept = [{field: item[field] for field in fields} for item in items]
        return sorted(kept, key=lambda item: json.dumps(item, sort_keys=True))

    def names(*words: str) -> list[str]:
        return docker(*words).split()

    containers = inspect(
        "container",
        names("ps", "--all", "--format", "{{.Names}}"),
        ("Name", "State", "Image", "HostConfig"),
    )
    for item in containers:
        state = item["State"]
        item["State"] = {key: state[key] for key in ("Status", "ExitCode", "Paused")}
    networks = inspect(
        "network",
        names("network", "ls", "--format", "{{.Name}}"),
        ("Name", "Driver", "IPAM", "Internal", "EnableIPv6", "Options", "Labels", "Attachable"),
    )
    for item in networks:
        item["IPAM"].pop("Options")  # {} from the command line, null from us
        item["IPAM"] = item["IPAM"] if "own" in item["Name"] else item["IPAM"]["Driver"]
    names_of_volumes = names("volume", "ls", "--format", "{{.Name}}")
    volumes = inspect("volume", names_of_volumes, ("Name", "Driver", "Options", "Labels", "Scope"))
    for item in volumes:  # none is {} or null, each docker has its own habit
        item["Options"], item["Labels"] = item["Options"] or {}, item["Labels"] or {}
    return {
        "containers": containers,
        "networks": networks,
        "volumes": volumes,
        "anonymous volumes": len([name for name in names_of_volumes if len(name) == 64]),
        "images": inspect(
            "image",
            names("image", "ls", "--format", "{{.Repository}}:{{.Tag}}"),
            ("Id", "RepoTags"),
        ),
    }


def everything(containers: list[Target], image: Target) -> list[Command]:
    one, two, three, four, five = containers
    renamed = Target(Kind.CONTAINER, one.key, "portside-test-renamed")
    made = "portside-test/made"

    def network(name: str) -> Target:
        # Docker takes a network's name wherever it takes its id.
        return Target(Kind.NETWORK, f"portside-test-{name}", f"portside-test-{name}")

    def volume(name: str) -> Target:
        return Target(Kind.VOLUME, f"portside-test-{name}", f"portside-test-{name}")

    return [
        RenameContainer(one, renamed.name),
        UpdateContainers((renamed, four), LIMITS),
        UpdateContainers((four,), Limits(restart="on-failure", restart_attempts=7)),
        UpdateContainers((four,), Limits(restart="no")),
        ContainersCommand(Verb.STOP, (renamed, two)),
        ContainersCommand(Verb.START, (renamed,)),
        ContainersCommand(Verb.RESTART, (three,)),
        ContainersCommand(Verb.UNPAUSE, (five,)),
        ContainersCommand(Verb.PAUSE, (five, three)),
        ContainersCommand(Verb.KILL, (three,)),
        ContainersCommand(Verb.KILL, (four,), signal="TERM"),
        TagImage(image, f"{made}:1"),
        TagImage(image, f"{made}:2"),
        TagImage(image, made),
        RemoveImages((Target(Kind.IMAGE, image.key, f"{made}:1"),), verb=Verb.UNTAG),
        CreateNetwork(NetworkSpec("portside-test-plain")),
        CreateNetwork(
            NetworkSpec(
                "portside-test-own",
                "bridge",
                (Subnet("10.213.7.0/24", "10.213.7.254"),),
                internal=True,
            )
        ),
        CreateNetwork(NetworkSpec("portside-test-gone")),
        RemoveNetworks((network("gone"),)),
        CreateVolume(VolumeSpec("portside-test-data")),
        CreateVolume(VolumeSpec("portside-test-gone")),
        RemoveVolumes((volume("gone"),)),
        RemoveContainers((two,)),
        RemoveContainers((five,), force=True, volumes=True),
        # What is refused is in the record, too, but not done by the script.
        ContainersCommand(Verb.PAUSE, (two,)),
        RemoveContainers((renamed, three)),
    ]


def run_script(text: str, host: str) -> None:
    done = subprocess.run(
        ["sh", "-c", text],
        env={**os.environ, "DOCKER_HOST": host},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{done.stderr}\n{text}"


def exported(operations: Iterable[Operation]) -> str:
    return script(
        (
            (f"{operation.number}: {operation.command.verb.value}", lines, effective)
            for operation in operations
            for lines, effective in operation.entries
        ),
        Shell.POSIX,
    )


def test_the_exported_record_does_the_same_from_the_same_start(
    docker: Docker, engine_host: str, run: Run, start: Callable[[], list[Target]]
) -> None:
    image = Target(Kind.IMAGE, docker("inspect", "--format", "{{.Id}}", IMAGE), IMAGE)
    try:
        operations = run(everything(start(), image))
        failed = [o.number for o in operations if o.failures]
        assert len(failed) == 2, "only what is meant to be refused was refused"
        docker("wait", NAMES[3])  # it was sent a signal
        ours = situation(docker)
        start()
        run_script(exported(operations), engine_host)
        docker("wait", NAMES[3])
        assert situation(docker) == ours
        assert len(ours["containers"]) == 2
        assert len(ours["networks"]) == 2
    finally:
        clear(docker)
