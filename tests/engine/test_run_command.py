"""``docker run`` as our command, on a real Engine: what it complains of, and what it leaves."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.engine.errors import NotFound
from desktop.engine.records import Created
from desktop.model.commands import Verb
from desktop.model.operations import Operation, Operations, Outcome
from desktop.model.run.command import RunContainer
from desktop.model.run.pages import NotPulled, Page, page_of
from desktop.model.run.parse import parse
from desktop.model.run.resolve import Surroundings
from desktop.model.run.spec import ContainerSpec
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.packing import Root
from tests.support.real_engine import IMAGE, LABEL, WAIT

Docker = Callable[..., str]
Run = Callable[..., Operation]

# What a line's Engine complains of. TAKEN and OTHER are ports: of a container, of a program.
WRONG = {
    Page.IMAGE: [
        "nosuch-image-here:1",
        "--pull never nosuch-image-here:1",
        f"--platform linux/arm64 --pull never {IMAGE} true",
    ],
    Page.BASICS: [
        f"--name taken {IMAGE} true",
        f"{IMAGE} /no/such/program",
        f"--entrypoint nosuchprogram {IMAGE}",
        f"--workdir /bin/sh {IMAGE} true",
        f"--user nosuchuser {IMAGE} true",
        f"--group-add nosuchgroup {IMAGE} true",
        f"--stop-signal NOPE {IMAGE} true",
    ],
    Page.PORTS: [
        f"-p 127.0.0.1:TAKEN:80 {IMAGE} true",
        f"-p 127.0.0.1:OTHER:80 {IMAGE} true",
        f"-p 203.0.113.9:18098:80 {IMAGE} true",
    ],
    Page.STORAGE: [
        f"--mount type=bind,src=/nosuchpath,dst=/a {IMAGE} true",
        f"-v /etc/hostname:/etc {IMAGE} true",
        f"-v /tmp:/a -v /var:/a {IMAGE} true",
        f"--volume-driver nope -v portside-test-x:/a {IMAGE} true",
        f"--volumes-from nosuchcontainer {IMAGE} true",
        f"--tmpfs /t:nosuchoption {IMAGE} true",
        f"--mount type=volume,src=portside-test-v,dst=/a,volume-opt=type=nosuchfs"
        f",volume-opt=device=x {IMAGE} true",
    ],
    Page.NETWORK: [
        f"--network nosuchnet {IMAGE} true",
        f"--network lan --network nosuchnet {IMAGE} true",
        f"--network lan --ip 10.1.2.3 {IMAGE} true",
        f"--network lan --ip 10.99.0.77 {IMAGE} true",
        f"--network bridge --ip 10.1.2.3 {IMAGE} true",
        f"--network container:nosuchcontainer {IMAGE} true",
        f"--network host --link taken {IMAGE} true",
        f"--link nosuchcontainer {IMAGE} true",
    ],
    Page.LIMITS: [
        f"--memory 1m {IMAGE} true",
        f"--memory 10m --memory-swap 7m {IMAGE} true",
        f"--cpus 4000 {IMAGE} true",
        f"--cpuset-cpus 500 {IMAGE} true",
        f"--cpu-period 1 {IMAGE} true",
        f"--cpu-quota 1 {IMAGE} true",
        f"--ulimit nofile=99999999999 {IMAGE} true",
        f"--health-cmd true --health-interval 1ns {IMAGE} true",
        f"--log-driver nope {IMAGE} true",
        f"--log-opt nope=1 {IMAGE} true",
    ],
    Page.SECURITY: [
        f"--cap-add NOPE {IMAGE} true",
        f"--cap-drop NOPE {IMAGE} true",
        f"--device /dev/nosuch {IMAGE} true",
        f"--gpus all {IMAGE} true",
        f"--sysctl net.nosuch=1 {IMAGE} true",
        f"--security-opt nosuch=1 {IMAGE} true",
        f"--pid container:nosuchcontainer {IMAGE} true",
        f"--runtime nope {IMAGE} true",
    ],
}


@pytest.fixture
def run(aio: Aio, engine_host: str, tmp_path: Path) -> Run:
    """Run one command through our own Engine layer."""
    around = Surroundings(str(tmp_path), os.environ, lambda path: Path(path).read_bytes())

    async def scenario(command: RunContainer) -> Operation:
        async with connected(engine_host) as engine:
            operation = Operations(lambda: engine).start(command)
            await operation.wait()
            return operation

    def make(
        spec: ContainerSpec,
        *,
        verb: Verb = Verb.RUN,
        keep_failed: bool = False,
        made: Callable[[Created], None] = lambda _made: None,
    ) -> Operation:
        command = RunContainer(spec, around, verb=verb, keep_failed=keep_failed, made=made)
        return aio(scenario(command), timeout=60)

    return make


def spec_of(words: str) -> ContainerSpec:
    parsed = parse(f"docker run --label {LABEL} {words}")
    assert not parsed.problems, words
    return parsed.spec


@pytest.fixture
def place(docker: Docker, docker_run: Docker) -> Iterator[Callable[[str], str]]:
    """A network, and a container whose name, address and port are taken; puts the ports in."""
    docker("network", "create", "--label", LABEL, "--subnet", "10.99.0.0/24", "lan")
    options = ("--network", "lan", "--ip", "10.99.0.77", "-p", "127.0.0.1::80")
    docker_run(*options, name="taken")
    taken = docker("port", "taken", "80/tcp").rpartition(":")[2]
    with socket.create_server(("127.0.0.1", 0)) as held:
        other = str(held.getsockname()[1])
        yield lambda text: text.replace("TAKEN", taken).replace("OTHER", other)
    for name in ("portside-test-x", "portside-test-v"):
        docker("volume", "rm", "--force", name)


def containers(docker: Docker) -> list[str]:
    return sorted(docker("ps", "--all", "--format", "{{.Names}}").split())


@pytest.mark.parametrize("page", WRONG)
def test_what_the_engine_complains_of_is_put_to_its_page_and_leaves_nothing(
    page: Page, place: Callable[[str], str], docker: Docker, run: Run
) -> None:
    pages = {}
    for text in map(place, WRONG[page]):
        spec = spec_of(text)
        operation = run(spec)
        assert operation.outcome is Outcome.FAILED, text
        error = operation.failures[0].error
        pages[text, str(error)] = page_of(error, spec)
    assert {what: found for what, found in pages.items() if found is not page} == {}
    assert containers(docker) == ["taken"]
    anonymous = docker("volume", "ls", "--format", "{{.Name}}").split()
    assert [name for name in anonymous if len(name) == 64] == []


def test_what_is_published_answers_on_the_host(docker: Docker, run: Run) -> None:
    serve = "mkdir /www; echo from within >/www/index.html; exec httpd -f -p 80 -h /www"
    spec = spec_of(f"-d --name web -p 127.0.0.1::80 {IMAGE} sh -c {shlex.quote(serve)}")
    assert run(spec).outcome is Outcome.DONE
    address = docker("port", "web", "80/tcp")
    docker("exec", "web", "sh", "-c", "until wget -q -O /dev/null 127.0.0.1; do usleep 10000; done")
    with urllib.request.urlopen(f"http://{address}/", timeout=20) as answer:
        assert answer.read() == b"from within\n"


@pytest.fixture
def echoing(docker: Docker) -> str:
    """An image with a server of udp in it, which busybox has not."""
    root = Root()
    root.add_programs({"socat": "socat"})
    docker("import", "-", "portside-test/socat:1", stdin=root.packed())
    return "portside-test/socat:1"


def test_what_is_published_of_udp_answers_on_the_host(
    docker: Docker, run: Run, echoing: str
) -> None:
    spec = spec_of(f"-d --name echo -p 127.0.0.1::7/udp {echoing} socat UDP-LISTEN:7,fork PIPE")
    assert run(spec).outcome is Outcome.DONE
    host, _, number = docker("port", "echo", "7/udp").partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect((host, int(number)))
        asking.settimeout(0.1)
        answer, end = b"", time.monotonic() + 20
        while not answer and time.monotonic() < end:
            with suppress(OSError):  # before it listens, what comes is lost or refused
                asking.send(b"there and back")
                answer = asking.recv(100)
    assert answer == b"there and back"


def test_it_runs_in_all_its_networks_with_the_environment_of_a_file(
    docker: Docker, run: Run, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        docker("network", "create", "--label", LABEL, name)
    (tmp_path / "vars.env").write_text("A=from a file\n")
    words = shlex.join(WAIT)
    told: list[Created] = []
    spec = spec_of(
        f"-d --name web --network one --network two --env-file vars.env"
        f" -p 127.0.0.1::80/udp {IMAGE} {words}"
    )
    assert run(spec, made=told.append).outcome is Outcome.DONE
    (found,) = json.loads(docker("inspect", "web"))
    assert [made.id for made in told] == [found["Id"]]
    assert found["State"]["Running"]
    assert sorted(found["NetworkSettings"]["Networks"]) == ["one", "two"]
    assert "A=from a file" in found["Config"]["Env"]
    assert docker("port", "web", "80/udp").startswith("127.0.0.1:")


def test_create_leaves_it_created(docker: Docker, run: Run) -> None:
    assert run(spec_of(f"--name idle {IMAGE}"), verb=Verb.CREATE).outcome is Outcome.DONE
    assert docker("inspect", "--format", "{{.State.Status}}", "idle") == "created"


def test_an_image_that_no_registry_has_is_said_to_be_not_pulled(run: Run) -> None:
    operation = run(spec_of("127.0.0.1:1/nosuch:1"))
    error = operation.failures[0].error
    assert isinstance(error, NotPulled)
    assert error.reference == "127.0.0.1:1/nosuch:1"
    operation = run(spec_of("--pull never 127.0.0.1:1/nosuch:1"))
    assert isinstance(operation.failures[0].error, NotFound), "nothing was pulled"


def test_what_did_not_start_is_kept_where_that_is_wanted(
    place: Callable[[str], str], docker: Docker, run: Run
) -> None:
    spec = spec_of(place(f"--name half -p 127.0.0.1:TAKEN:80 {IMAGE} true"))
    assert run(spec, keep_failed=True).outcome is Outcome.FAILED
    assert containers(docker) == ["half", "taken"]


def test_one_that_removes_itself_is_gone_when_it_did_not_start(
    place: Callable[[str], str], docker: Docker, run: Run
) -> None:
    spec = spec_of(place(f"--rm --name half -p 127.0.0.1:TAKEN:80 {IMAGE} true"))
    error = run(spec).failures[0].error
    assert page_of(error, spec) is Page.PORTS
    assert containers(docker) == ["taken"]


def test_cancelled_while_it_is_created_it_leaves_nothing(
    aio: Aio, docker: Docker, engine_host: str, tmp_path: Path
) -> None:
    """Whenever that is: the Engine goes on with what it was asked."""
    around = Surroundings(str(tmp_path), {}, lambda path: Path(path).read_bytes())
    command = RunContainer(spec_of(f"-d --name never {IMAGE} {shlex.join(WAIT)}"), around)

    async def scenario() -> None:
        async with connected(engine_host) as engine:
            operations = Operations(lambda: engine)
            for turns in (1, 2, 4, 8, 16, 32):
                operation = operations.start(command)
                for _turn in range(turns):
                    await asyncio.sleep(0)
                operations.cancel(operation)
                assert await operation.wait() is Outcome.CANCELLED

    aio(scenario(), timeout=60)
    assert containers(docker) == []
