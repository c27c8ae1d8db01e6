"""What only shows in a process of its own: how it ends, and what it takes in all."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docker
import pytest

from tests.faults import scenes
from tests.faults.scenes import CONTAINERS, DEAF, IMAGES, STREAMS, Played, play
from tests.support.real_engine import IMAGE, LABEL, RealEngine
from tests.support.saved_images import SavedImage, packed

pytestmark = pytest.mark.display

SPEAKS = ("sh", "-c", "trap 'exit 0' TERM; while :; do echo words; sleep 0.2; done")
IGNORES = ("sh", "-c", "trap '' TERM; while :; do sleep 1; done")

AT_ONCE = 6  # seconds for a process to end on a busy machine; what it could wait for takes ten


def ended_well(done: Played, folder: Path) -> bool:
    """Nothing went wrong, and nobody complained: no thread of Qt's, no part of ours."""
    assert not done.errors, done.errors
    assert done.code == 0
    assert (folder / "portside.log").read_text() == ""
    return True


@pytest.mark.row(33)
def test_quitting_amid_twenty_streams_and_an_operation_ends_the_process_at_once(
    engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str], tmp_path: Path
) -> None:
    names = [f"speaks-{number}" for number in range(STREAMS)]
    for name in names:
        docker("create", "--label", LABEL, "--name", name, IMAGE, *SPEAKS)
    docker("start", *names)
    docker_run(name=DEAF, command=IGNORES)
    for scene in (scenes.quit_amid_logs, scenes.quit_amid_stats):
        folder = tmp_path / scene.__name__
        done = play(scene, "--host", engine_host, "--config", str(folder))
        assert ended_well(done, folder), scene.__name__
        assert done.told["streams"] >= STREAMS
        assert done.ended - done.told["pressed"] < AT_ONCE
        docker("start", DEAF)


@pytest.fixture
def engine_in_memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealEngine]:
    """For very many things: on a disk they take a minute to make, and another to remove."""
    folder = tmp_path_factory.mktemp("e")
    subprocess.run(["mount", "-t", "tmpfs", "none", str(folder)], check=True, timeout=30)
    engine = RealEngine(folder, arguments=("--storage-driver=vfs",))
    try:
        engine.start()
        yield engine
    finally:
        engine.close()


@pytest.mark.row(34)
def test_a_thousand_containers_and_five_hundred_images_are_listed_soon_and_fit(
    engine_in_memory: RealEngine, tmp_path: Path
) -> None:
    engine = engine_in_memory
    fill(engine)
    trace, folder = tmp_path / "trace.jsonl", tmp_path / "c"
    began = time.perf_counter()
    for path in ("/containers/json?all=1", "/images/json", "/networks", "/volumes"):
        engine.request("GET", path)
    plain = time.perf_counter() - began

    options = ("--host", engine.url, "--config", str(folder), "--trace", str(trace))
    done = play(scenes.look_at_many, *options)
    assert ended_well(done, folder)
    assert done.told["memory"] < 250 << 20
    lines = [json.loads(line) for line in trace.read_text().splitlines()]
    reached = {line["name"]: line["seconds"] for line in lines if line["event"] == "milestone"}
    listing = reached["containers painted"] - reached["painted"]
    assert listing < 10 * plain + 2, "the first list, docker-py's import included"


def fill(engine: RealEngine) -> None:
    """Containers that were never started, and images that differ in a word."""
    client = docker.APIClient(engine.url, version="auto", timeout=300)
    try:
        client.load_image(images_tar())
    finally:
        client.close()

    def create(numbers: range) -> None:
        client = docker.APIClient(engine.url, version="auto", timeout=300)
        try:
            for number in numbers:
                client.create_container("many-images:0", "true", name=f"many-{number:04}")
        finally:
            client.close()

    with ThreadPoolExecutor(4) as pool:
        parts = [range(begin, CONTAINERS, 4) for begin in range(4)]
        list(pool.map(create, parts))


def images_tar() -> bytes:
    """All have the same layer, which is empty."""
    return packed(
        SavedImage(f"many-images:{number}", config={"Env": [f"NUMBER={number}"]})
        for number in range(IMAGES)
    )
