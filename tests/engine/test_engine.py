"""Every question and action on a real Engine."""

from __future__ import annotations

import asyncio
import io
import tarfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.engine import engine as engine_module
from desktop.engine.archive_records import ImportSpec
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Conflict, NotFound, NotPermitted, Rejected
from desktop.engine.records import Kind, NetworkSpec, Progress, State, Subnet, VolumeSpec
from desktop.engine.threads import run_in_thread
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, LABEL

On = Callable[[Callable[[DockerEngine], Awaitable[Any]]], Any]


@pytest.fixture
def on(aio: Aio, engine_host: str) -> On:
    """``on(coroutine function)`` calls it with a connected Engine."""

    async def main(work: Callable[[DockerEngine], Awaitable[Any]]) -> Any:
        async with connected(engine_host) as engine:
            return await work(engine)

    return lambda work: aio(main(work), timeout=50)


def test_a_container_goes_through_its_life(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run("-p", "127.0.0.1::80", name="web")

    async def main(engine: DockerEngine) -> None:
        async def becomes(state: State) -> None:
            """A newer Docker answers before its own list knows."""
            while [found.state for found in await engine.containers([key])] != [state]:
                pass

        await becomes(State.RUNNING)
        await engine.pause(key)
        await becomes(State.PAUSED)
        await engine.unpause(key)
        await engine.restart(key)
        await becomes(State.RUNNING)
        await engine.stop(key)
        await becomes(State.EXITED)
        await engine.stop(key)  # it is already: no error
        await engine.start(key)
        await engine.start(key)
        await becomes(State.RUNNING)
        await engine.rename(key, "renamed")
        (found,) = await engine.containers([key])
        assert found.name == "renamed"
        with pytest.raises(Conflict):
            await engine.remove_container(key)
        await engine.kill(key, signal="KILL")
        docker("wait", key)
        await becomes(State.EXITED)
        with pytest.raises(Conflict):
            await engine.pause(key)
        await engine.remove_container(key, force=True, volumes=True)
        assert await engine.containers([key]) == []
        with pytest.raises(NotFound):
            await engine.inspect(Kind.CONTAINER, key)

    on(main)


def test_a_running_container_is_seen_with_its_ports_and_networks(
    on: On, docker_run: Callable[..., str]
) -> None:
    key = docker_run("-p", "127.0.0.1::80", "-v", "/data", name="web")

    async def main(engine: DockerEngine) -> None:
        (found,) = await engine.containers([key])
        assert [(port.number, port.host_ip) for port in found.ports] == [(80, "127.0.0.1")]
        assert [network.network for network in found.networks] == ["bridge"]
        assert found.networks[0].ipv4
        assert [mount.destination for mount in found.mounts] == ["/data"]
        assert found.since is not None
        assert abs(found.since - engine.clock()) < 60
        whole = await engine.inspect(Kind.CONTAINER, key)
        assert whole["Id"] == key

    on(main)


def test_only_the_wanted_are_answered_and_the_gone_are_missing(
    on: On, docker_run: Callable[..., str]
) -> None:
    first, second = docker_run(name="first"), docker_run(name="second")

    async def main(engine: DockerEngine) -> None:
        assert [it.id for it in await engine.containers([first])] == [first]
        assert {it.id for it in await engine.containers()} >= {first, second}
        assert await engine.containers([]) == []
        assert await engine.networks([]) == []
        assert await engine.volumes([]) == []
        assert await engine.containers(["0" * 64]) == []
        assert [it.id for it in await engine.containers(["0" * 64, second])] == [second]
        many = [f"{number:064x}" for number in range(engine_module.FILTERED_AT_MOST + 1)]
        assert [it.id for it in await engine.containers([*many, first])] == [first]
        assert await engine.networks(["0" * 64]) == []
        bridge = next(it for it in await engine.networks() if it.name == "bridge")
        assert await engine.networks([bridge.id, "0" * 64]) == [bridge]
        await engine._act(lambda client: client.create_volume("vol", labels={LABEL: ""}))
        await engine._act(lambda client: client.create_volume("vol2", labels={LABEL: ""}))
        assert [it.name for it in await engine.volumes(["vol"])] == ["vol"]
        assert await engine.volumes(["vo"]) == []

    on(main)


def test_only_the_networks_that_the_engine_keeps_are_predefined(on: On) -> None:
    """The names of other Engines' and of Swarm's networks are free here."""
    free = ("podman", "ingress", "docker_gwbridge", "nat")

    async def main(engine: DockerEngine) -> None:
        for name in free:
            await engine.create_network(NetworkSpec(name))
        found = {it.name: it for it in await engine.networks()}
        kept = {name for name, it in found.items() if it.predefined}
        assert kept == {"bridge", "host", "none"}
        for name in kept:
            with pytest.raises(NotPermitted):
                await engine.remove_network(found[name].id)
        for name in free:
            await engine.remove_network(found[name].id)
        assert {it.name for it in await engine.networks()}.isdisjoint(free)

    on(main)


def test_networks_and_volumes_are_made_and_removed(on: On) -> None:
    async def main(engine: DockerEngine) -> None:
        spec = NetworkSpec("net", subnets=(Subnet("10.99.0.0/24", "10.99.0.7"),), internal=True)
        await engine.create_network(spec)
        (net,) = [it for it in await engine.networks() if it.name == "net"]
        assert net.internal
        assert [(it.subnet, it.gateway) for it in net.subnets] == [("10.99.0.0/24", "10.99.0.7")]
        assert (await engine.inspect(Kind.NETWORK, net.id))["Name"] == "net"
        await engine.remove_network(net.id)
        with pytest.raises(NotFound):
            await engine.remove_network(net.id)
        await engine.create_volume(VolumeSpec("vol"))
        (vol,) = await engine.volumes(["vol"])
        assert vol.driver == "local"
        assert "vol" in await engine.volume_sizes()
        assert (await engine.inspect(Kind.VOLUME, "vol"))["Name"] == "vol"
        await engine.remove_volume("vol")
        assert await engine.volumes(["vol"]) == []

    on(main)


def test_images_are_tagged_inspected_and_removed(on: On) -> None:
    async def main(engine: DockerEngine) -> None:
        await engine.tag(IMAGE, "127.0.0.1:5000/a/b:2")
        await engine.tag(IMAGE, "untold")
        (image,) = [it for it in await engine.images() if IMAGE in it.references]
        assert {"127.0.0.1:5000/a/b:2", "untold:latest"} < set(image.references)
        assert image.size > 100_000
        assert (await engine.inspect(Kind.IMAGE, IMAGE))["Id"] == image.id
        with pytest.raises(Conflict):
            await engine.remove_image(image.id)
        await engine.remove_image("127.0.0.1:5000/a/b:2")
        await engine.remove_image("untold:latest")
        with pytest.raises(Rejected):  # 400, or 500 from older Engines
            await engine.tag(IMAGE, "UPPER:1")

    on(main)


def test_an_image_is_saved_loaded_and_imported(
    on: On, docker: Callable[..., str], tmp_path: Path
) -> None:
    archive = tmp_path / "image.tar"
    docker("tag", IMAGE, "saved:1")
    docker("save", "--output", str(archive), "saved:1")
    docker("rmi", "saved:1")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("empty"))

    async def main(engine: DockerEngine) -> None:
        reports: list[Progress] = []
        await engine.archives.load(archive, reports.append)
        size = archive.stat().st_size
        assert reports[-1] == Progress("", size, size)
        spec = ImportSpec("imported:1", changes=('CMD ["/bin/sh"]',))
        await engine.archives.import_image(packed.getvalue(), spec, reports.append)
        found = {name for image in await engine.images() for name in image.references}
        assert {"saved:1", "imported:1"} <= found
        imported = await engine.inspect(Kind.IMAGE, "imported:1")
        assert imported["Config"]["Cmd"] == ["/bin/sh"]
        await engine.remove_image("saved:1")
        await engine.remove_image("imported:1")

    on(main)


def test_a_stop_may_take_longer_than_any_answer(
    on: On,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The container's own time to stop rules, as with the command line."""
    monkeypatch.setattr(engine_module, "ACT_SECONDS", 0.5)
    deaf = ("sh", "-c", "trap '' TERM; while :; do sleep 1; done")
    patient = docker_run("--stop-timeout=1", command=deaf)
    very_patient = docker_run("--stop-timeout=1000", command=deaf)

    async def main(engine: DockerEngine) -> None:
        monkeypatch.undo()  # its connections have the short limit, and keep it

        async def seconds(work: Awaitable[None]) -> float:
            began = time.monotonic()
            await work
            return time.monotonic() - began

        assert 0.9 < await seconds(engine.stop(patient)) < 9  # ten are docker's own
        docker("start", patient)
        assert 0.9 < await seconds(engine.restart(patient)) < 9
        assert await seconds(engine.stop(very_patient, timeout=1)) > 0.9

    on(main)


def test_actions_that_take_long_do_not_hold_up_a_list(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    """More of them than there are threads for actions."""
    deaf = ("sh", "-c", "trap '' TERM; while :; do sleep 1; done")
    key = docker_run("--stop-timeout=1000", command=deaf)

    async def main(engine: DockerEngine) -> None:
        stops = [asyncio.create_task(engine.stop(key)) for _ in range(10)]
        await asyncio.sleep(0)
        assert len(await engine.containers([key])) == 1
        assert not any(stop.done() for stop in stops)
        await run_in_thread(docker, "kill", key, name="docker")
        await asyncio.gather(*stops)

    on(main)


@pytest.fixture
def proxy(engine_host: str) -> Iterator[Proxy]:
    with Proxy(Path(engine_host.removeprefix("unix://"))) as proxy:
        yield proxy


@pytest.mark.parametrize("wrong", [3600.0, -3600.0])
def test_the_engines_clock_rules_when_ours_is_wrong(
    aio: Aio, engine_host: str, monkeypatch: pytest.MonkeyPatch, wrong: float
) -> None:
    real = time.time

    async def main() -> None:
        async with connected(engine_host) as engine:
            assert abs(engine.clock() - real()) < 60
            # It jumps while we are connected.
            monkeypatch.setattr(time, "time", lambda: real() + wrong)
            await engine.containers()
            assert abs(engine.clock() - real()) < 60

    aio(main())


def test_a_slow_answer_does_not_set_the_clock_back(aio: Aio, proxy: Proxy) -> None:
    async def main() -> None:
        async with connected(proxy.url) as engine:
            offset = engine._offset
            for _ in range(3):
                await engine.containers()
            assert engine._offset == offset

    aio(main())
