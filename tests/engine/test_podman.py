"""Podman's Docker-compatible API, where there is a Podman: what it does differently is covered."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.archive_records import ImportSpec
from desktop.engine.errors import Conflict, NotFound, Rejected
from desktop.engine.records import Ability, Kind, NetworkSpec, State, Subnet, VolumeSpec
from desktop.engine.starter_image import find_busybox, pack
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import in_private_network

pytestmark = [
    pytest.mark.skipif(shutil.which("podman") is None, reason="there is no podman here"),
    pytest.mark.skipif(os.geteuid() != 0, reason="this podman would need subordinate ids"),
    pytest.mark.skipif(not in_private_network(), reason="it would change this machine's network"),
]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: Podman takes no path of more than 50 characters."""
    with tempfile.TemporaryDirectory(prefix="podman-") as name:
        yield Path(name)


@pytest.fixture
def podman(folder: Path) -> Iterator[str]:
    """The URL of a Podman service with all its files in a folder of its own."""
    configuration = folder / "containers.conf"
    configuration.write_text(
        '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n'
    )
    socket = folder / "s"
    command = [
        "podman",
        f"--root={folder}/root",
        f"--runroot={folder}/run",
        "--storage-driver=vfs",
        "--cgroup-manager=cgroupfs",
        "--events-backend=file",
    ]
    environment = {**os.environ, "CONTAINERS_CONF": os.fspath(configuration)}
    with (folder / "log").open("wb") as log:
        service = subprocess.Popen(
            [*command, "system", "service", "--time=0", f"unix://{socket}"],
            stdout=log,
            stderr=log,
            env=environment,
        )
    try:
        while not socket.exists():
            assert service.poll() is None, (folder / "log").read_text()
            threading.Event().wait(0.01)
        yield f"unix://{socket}"
    finally:
        reset = [*command, "rm", "--all", "--force", "--time=0"]
        subprocess.run(reset, env=environment, capture_output=True, timeout=60, check=False)
        service.terminate()
        service.wait(10)


def test_podman_keeps_what_the_engine_promises(aio: Aio, podman: str) -> None:
    async def main() -> None:
        async with connected(podman) as engine:
            assert engine.info.product == "Podman Engine"
            assert Ability.SWARM not in engine.info.abilities
            told: set[str] = set()
            died = asyncio.Event()

            async def follow() -> None:
                async with engine.changes(engine.clock()) as batches:
                    async for batch in batches:
                        told.update(batch.containers, batch.volumes)
                        if any(event.attributes.get("exitCode") == "137" for event in batch.deaths):
                            died.set()

            following = asyncio.create_task(follow())
            busybox = find_busybox()
            assert busybox is not None
            spec = ImportSpec("here:1", changes=('CMD ["/bin/sh"]',))
            await engine.archives.import_image(pack(busybox), spec, lambda _progress: None)
            assert [it.references for it in await engine.images()] == [
                ("docker.io/library/here:1",)
            ]
            key = await engine._act(_create)
            await engine.start(key)
            (found,) = await engine.containers([key])
            assert (found.state, found.name) == (State.RUNNING, "web")
            with pytest.raises(Conflict):
                await engine.remove_container(key)
            await engine.stop(key, timeout=0)
            await died.wait()
            (found,) = await engine.containers([key])
            assert (found.state, found.exit_code) == (State.EXITED, 137)
            await engine.create_volume(VolumeSpec("vol"))
            assert [it.name for it in await engine.volumes(["vol"])] == ["vol"]
            await engine.create_network(NetworkSpec("net", subnets=(Subnet("10.99.2.0/24"),)))
            (net,) = [it for it in await engine.networks() if it.name == "net"]
            assert await engine.networks([net.id]) == [net]
            await engine.remove_network(net.id)
            (own,) = [it for it in await engine.networks() if it.predefined]
            with pytest.raises(Rejected, match="default network"):
                await engine.remove_network(own.id)
            await engine.remove_volume("vol")
            await engine.remove_container(key)
            with pytest.raises(NotFound):
                await engine.inspect(Kind.CONTAINER, key)
            assert await engine.containers([key]) == []
            while "vol" not in told:
                await asyncio.wait([following], timeout=0.05)
            assert key in told
            following.cancel()
            await asyncio.wait([following])

    aio(main(), timeout=50)


def _create(client: Any) -> str:
    configuration = client.create_host_config(network_mode="none")
    made: dict[str, str] = client.create_container(
        "here:1", ["sleep", "1000"], name="web", host_config=configuration
    )
    return made["Id"]
