"""Where an Engine is looked for, in which order, and what is said of each place."""

from __future__ import annotations

import asyncio
import getpass
import grp
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine import addresses
from desktop.engine.discovery import (
    Attempt,
    Candidate,
    candidates,
    check_socket,
    find,
    well_known,
)
from desktop.engine.endpoint import Endpoint, Origin, TLSFiles
from desktop.engine.errors import EngineError, Reason, Unreachable
from desktop.engine.socket_group import docker_group_advice
from tests.support.aio import Aio

HOME = Path("/home/ada")


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    sockets: list[socket.socket] = []

    def listen(name: str) -> Path:
        sockets.append(socket.socket(socket.AF_UNIX))
        sockets[-1].bind(str(tmp_path / name))
        sockets[-1].listen()
        return tmp_path / name

    yield listen
    for each in sockets:
        each.close()


def _urls(found: tuple[Candidate, ...]) -> list[str]:
    return [each.endpoint.url for each in found]


def _place(url: str, origin: Origin = Origin.WELL_KNOWN) -> Candidate:
    return Candidate(Endpoint(url, url, origin))


def test_host_option_is_the_only_candidate() -> None:
    environ = {"DOCKER_HOST": "unix:///other.sock", "DOCKER_CONTEXT": "other"}
    (found,) = candidates("db:2375", environ=environ, home=HOME)
    assert found.endpoint == Endpoint("tcp://db:2375", "--host", Origin.HOST_OPTION)


def test_host_and_context_together_are_refused() -> None:
    with pytest.raises(ValueError, match="not both"):
        candidates("db:2375", "other", environ={}, home=HOME)


def test_docker_host_is_the_only_candidate() -> None:
    (found,) = candidates(environ={"DOCKER_HOST": "unix:///x.sock"}, home=HOME)
    assert found.endpoint == Endpoint("unix:///x.sock", "DOCKER_HOST", Origin.DOCKER_HOST)


def test_tls_of_the_environment_is_what_docker_reads(tmp_path: Path) -> None:
    (tmp_path / "cert.pem").touch()
    environ = {
        "DOCKER_HOST": "tcp://db",
        "DOCKER_TLS_VERIFY": "1",
        "DOCKER_CERT_PATH": str(tmp_path),
    }
    (found,) = candidates(environ=environ, home=HOME)
    assert found.endpoint.url == "tcp://db:2376"
    assert found.endpoint.tls == TLSFiles(ca=tmp_path / "ca.pem", cert=tmp_path / "cert.pem")
    (found,) = candidates(environ={**environ, "DOCKER_TLS_VERIFY": ""}, home=HOME)
    assert found.endpoint.tls is None
    (found,) = candidates(environ={**environ, "DOCKER_HOST": "unix:///x.sock"}, home=HOME)
    assert found.endpoint.tls is None


def test_https_is_verified_by_the_systems_authorities() -> None:
    (found,) = candidates("https://db", environ={}, home=HOME)
    assert found.endpoint.tls == TLSFiles()
    assert found.endpoint.url == "tcp://db:2376"


def test_context_option_is_the_only_candidate(tmp_path: Path) -> None:
    environ = {**os.environ, "DOCKER_CONFIG": str(tmp_path)}
    create = ["docker", "context", "create", "mine", "--docker", "host=unix:///run/mine.sock"]
    subprocess.run(create, env=environ, check=True, capture_output=True, timeout=30)
    (found,) = candidates(context="mine", environ=environ, home=HOME)
    assert found.endpoint == Endpoint("unix:///run/mine.sock", "mine", Origin.CONTEXT_OPTION)
    (found,) = candidates(context="default", environ=environ, home=HOME)
    default = "unix:///var/run/docker.sock"
    assert found.endpoint == Endpoint(default, "default", Origin.CONTEXT_OPTION)
    (found,) = candidates(context="other", environ=environ, home=HOME)
    assert found.problem is not None


def test_context_of_the_environment_is_the_only_candidate_and_the_current_one_the_first(
    tmp_path: Path,
) -> None:
    environ = {**os.environ, "DOCKER_CONFIG": str(tmp_path)}
    for words in (
        ("create", "mine", "--docker", "host=unix:///run/mine.sock"),
        ("create", "used", "--docker", "host=unix:///run/used.sock"),
        ("use", "used"),
    ):
        docker = ["docker", "context", *words]
        subprocess.run(docker, env=environ, check=True, capture_output=True, timeout=30)
    first, second, *_ = candidates(environ=environ, home=HOME)
    assert first.endpoint == Endpoint("unix:///run/used.sock", "used", Origin.CURRENT_CONTEXT)
    assert second.endpoint.origin is Origin.WELL_KNOWN
    (found,) = candidates(environ=environ | {"DOCKER_CONTEXT": "mine"}, home=HOME)
    assert found.endpoint == Endpoint("unix:///run/mine.sock", "mine", Origin.DOCKER_CONTEXT)
    (found,) = candidates(environ=environ | {"DOCKER_CONTEXT": "default"}, home=HOME)
    default = "unix:///var/run/docker.sock"
    assert found.endpoint == Endpoint(default, "default", Origin.DOCKER_CONTEXT)
    (found,) = candidates(environ=environ | {"DOCKER_CONTEXT": "typo"}, home=HOME)
    assert found.problem is not None
    (found,) = candidates(context="used", environ=environ | {"DOCKER_CONTEXT": "mine"}, home=HOME)
    assert found.endpoint.url == "unix:///run/used.sock"
    host = {"DOCKER_CONTEXT": "mine", "DOCKER_HOST": "unix:///x.sock"}
    for context in (None, "default"):
        (found,) = candidates(context=context, environ=environ | host, home=HOME)
        assert found.endpoint.origin is Origin.DOCKER_HOST


def test_well_known_places_of_linux_in_order() -> None:
    environ = {"XDG_RUNTIME_DIR": "/run/user/7", "COLIMA_HOME": "/srv/colima"}
    assert _urls(well_known(environ=environ, home=HOME, platform="linux")) == [
        "unix:///var/run/docker.sock",
        "unix:///run/user/7/docker.sock",
        "unix:///home/ada/.docker/desktop/docker.sock",
        "unix:///srv/colima/default/docker.sock",
        "unix:///home/ada/.colima/default/docker.sock",
        "unix:///home/ada/.rd/docker.sock",
        "unix:///home/ada/.orbstack/run/docker.sock",
        "unix:///run/user/7/podman/podman.sock",
        "unix:///run/podman/podman.sock",
    ]


def test_well_known_places_of_macos_and_windows() -> None:
    mac = _urls(well_known(environ={"TMPDIR": "/tmp/x/"}, home=HOME, platform="darwin"))
    assert mac[:2] == ["unix:///var/run/docker.sock", "unix:///home/ada/.docker/run/docker.sock"]
    assert "unix:///tmp/x/podman/podman-machine-default-api.sock" in mac
    windows = _urls(well_known(environ={}, home=HOME, platform="win32"))
    assert windows == [
        "npipe:////./pipe/docker_engine",
        "npipe:////./pipe/dockerDesktopLinuxEngine",
        "npipe:////./pipe/podman-machine-default",
    ]
    for url in [*mac, *windows]:
        assert addresses.normal(url) == url


def test_a_place_is_asked_once() -> None:
    environ = {"XDG_RUNTIME_DIR": "/var/run", "COLIMA_HOME": str(HOME / ".colima")}
    urls = _urls(candidates(environ=environ, home=HOME, platform="linux"))
    assert len(urls) == len(set(urls))
    assert urls[0] == "unix:///var/run/docker.sock"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("unix://", "unix:///var/run/docker.sock"),
        (" unix:///a b ", "unix:///a b"),
        ("npipe://", "npipe:////./pipe/docker_engine"),
        ("tcp://", "tcp://localhost:2375"),
        ("tcp://:2377", "tcp://localhost:2377"),
        ("http://Db", "tcp://db:2375"),
        ("tcp://[::1]:80/docker/", "tcp://[::1]:80/docker"),
        ("tcp://db:65535", "tcp://db:65535"),
        ("ssh://Alias", "ssh://Alias"),
        ("ssh://ada@far.example:22", "ssh://ada@far.example:22"),
        ("ssh://ada@[fe80::1]:22/", "ssh://ada@[fe80::1]:22"),
    ],
)
def test_address_is_completed_as_docker_does(typed: str, url: str) -> None:
    assert addresses.normal(typed) == url


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "fd://3",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "unix://relative",
        "unix:///" + "x" * 104,
        "unix:///a\x00b",
        "npipe:////server/pipe/docker_engine",
        "npipe:////./pipe/../x",
        "tcp://db:0",
        "tcp://db:65536",
        "tcp://db:-1",
        "tcp://db:",
        "tcp://db:http",
        "tcp://me@db:1",
        "tcp://d b:1",
        "tcp://-db:1",
        "tcp://d..b:1",
        "tcp://" + "d" * 64 + ":1",
        "tcp://[::g]:1",
        "tcp://db:1?x=y",
        "ssh://",
        "ssh://-oProxyCommand=id",
        "ssh://-l@far",
        "ssh://ada:secret@far",
        "ssh://far/run/docker.sock",
        "ssh://far:70000",
        "ssh://far host",
        "ssh://ada\t@far",
        "ssh://$(id)@far",
        "ssh://far`id`",
        "ssh://far#x",
    ],
)
def test_bad_address_is_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(Unreachable) as caught:
        addresses.normal(typed)
    assert caught.value.reason is Reason.BAD_ADDRESS
    assert "secret" not in str(caught.value)


def test_bad_address_of_the_environment_is_a_failed_attempt(aio: Aio) -> None:
    async def probe(_: Endpoint) -> None:
        raise AssertionError("nobody is to be asked")

    found, attempts = aio(find(candidates("ssh://-x", environ={}, home=HOME), probe))
    assert found is None
    ((endpoint, error),) = [(each.endpoint, each.error) for each in attempts]
    assert endpoint.url == "ssh://-x"
    assert isinstance(error, Unreachable)
    assert error.reason is Reason.BAD_ADDRESS


def test_first_place_in_order_wins_even_if_it_answers_last(aio: Aio) -> None:
    async def scenario() -> None:
        second_answered = asyncio.Event()

        async def probe(endpoint: Endpoint) -> None:
            if endpoint.url == "tcp://first:1":
                await second_answered.wait()
            second_answered.set()

        places = [_place("tcp://first:1"), _place("tcp://second:1")]
        found, attempts = await find(places, probe)
        assert found == places[0].endpoint
        assert attempts == (Attempt(places[0].endpoint),)

    aio(scenario())


def test_places_that_hang_cost_their_time_once(aio: Aio) -> None:
    async def scenario() -> None:
        asked: set[str] = set()
        all_asked = asyncio.Event()

        async def probe(endpoint: Endpoint) -> None:
            asked.add(endpoint.url)
            if len(asked) == 3:
                all_asked.set()
            await all_asked.wait()
            raise Unreachable(Reason.TIMEOUT)

        found, attempts = await find([_place(f"tcp://{n}:1") for n in "abc"], probe)
        assert found is None
        assert [each.endpoint.url for each in attempts] == ["tcp://a:1", "tcp://b:1", "tcp://c:1"]

    aio(scenario())


def test_an_answer_leaves_no_other_probe_running(aio: Aio) -> None:
    async def scenario() -> None:
        ended: list[str] = []

        async def probe(endpoint: Endpoint) -> None:
            if endpoint.url == "tcp://a:1":
                await asyncio.sleep(0)
                return
            try:
                await asyncio.Event().wait()
            finally:
                ended.append(endpoint.url)

        await find([_place(f"tcp://{n}:1") for n in "abc"], probe)
        assert ended == ["tcp://b:1", "tcp://c:1"]

    aio(scenario())


def test_well_known_places_are_left_alone_when_the_context_answers(aio: Aio) -> None:
    asked: list[str] = []

    async def probe(endpoint: Endpoint) -> None:
        asked.append(endpoint.url)

    places = [_place("tcp://mine:1", Origin.CURRENT_CONTEXT), _place("tcp://a:1")]
    found, _ = aio(find(places, probe))
    assert found == places[0].endpoint
    assert asked == ["tcp://mine:1"]


def test_context_that_fails_is_told_and_the_next_place_is_asked(aio: Aio) -> None:
    async def probe(endpoint: Endpoint) -> None:
        if endpoint.url == "tcp://mine:1":
            raise Unreachable(Reason.REFUSED, "nobody")

    places = [_place("tcp://mine:1", Origin.CURRENT_CONTEXT), _place("tcp://a:1")]
    found, attempts = aio(find(places, probe))
    assert found == places[1].endpoint
    assert [each.error is None for each in attempts] == [False, True]


def test_cancelled_search_leaves_no_probe_running(aio: Aio) -> None:
    async def scenario() -> None:
        started = asyncio.Event()

        async def probe(_: Endpoint) -> None:
            started.set()
            await asyncio.Event().wait()

        task = asyncio.ensure_future(find([_place("tcp://a:1"), _place("tcp://b:1")], probe))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    aio(scenario())


def test_missing_socket_and_plain_file_are_told_without_connecting(
    tmp_path: Path, listening: Callable[[str], Path]
) -> None:
    (tmp_path / "file").touch()
    reasons = {}
    for name in ("none", "file", "file/below"):
        with pytest.raises(Unreachable) as caught:
            check_socket(f"unix://{tmp_path / name}")
        reasons[name] = caught.value.reason
    assert reasons == {
        "none": Reason.MISSING,
        "file": Reason.NOT_DOCKER,
        "file/below": Reason.MISSING,
    }
    check_socket(f"unix://{listening('socket')}")
    check_socket("tcp://nowhere:1")


def test_forbidden_socket_is_denied(tmp_path: Path, listening: Callable[[str], Path]) -> None:
    path = listening("socket")
    path.chmod(0o000)
    _denied_as_nobody(path)
    path.chmod(0o666)
    tmp_path.chmod(0o700)
    _denied_as_nobody(path)


def _denied_as_nobody(path: Path) -> None:
    """Run the check as a user who may do nothing, if we are the one who may do all."""
    if os.getuid() != 0:
        with pytest.raises(Unreachable) as caught:
            check_socket(f"unix://{path}")
        assert caught.value.reason is Reason.DENIED
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        answer = "nothing"
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            check_socket(f"unix://{path}")
        except EngineError as error:
            answer = error.reason.name if isinstance(error, Unreachable) else repr(error)
        finally:
            os.write(writing, answer.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answers:
        assert answers.read() == "DENIED"
    os.waitpid(child, 0)


def test_group_advice_tells_owner_and_membership(listening: Callable[[str], Path]) -> None:
    path = listening("socket")
    path.chmod(0o660)
    advice = docker_group_advice(str(path))
    assert advice is not None
    assert advice.group == grp.getgrgid(os.getgid()).gr_name
    assert advice.user == getpass.getuser()
    assert (advice.group_may_write, advice.in_session, advice.in_database) == (True, True, True)
    path.chmod(0o600)
    advice = docker_group_advice(str(path))
    assert advice is not None
    assert not advice.group_may_write


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives a file to a foreign group")
def test_group_advice_knows_a_group_that_we_are_not_in(listening: Callable[[str], Path]) -> None:
    path = listening("socket")
    os.chown(path, -1, 54321)
    advice = docker_group_advice(str(path))
    assert advice is not None
    assert (advice.group, advice.in_session, advice.in_database) == ("54321", False, False)


def test_group_advice_about_nothing_is_none(tmp_path: Path) -> None:
    assert docker_group_advice(str(tmp_path / "none")) is None


def test_real_engine_is_found_through_docker_host(aio: Aio, engine_host: str) -> None:
    from desktop.engine.connection import probe

    found, attempts = aio(find(candidates(environ={"DOCKER_HOST": engine_host}, home=HOME), probe))
    assert found is not None
    assert found.url == engine_host
    assert [each.error for each in attempts] == [None]


def test_discovery_imports_neither_docker_nor_qt() -> None:
    code = (
        "import sys, desktop.engine.discovery, desktop.engine.private_engine;"
        "print(sorted({'docker', 'requests', 'PySide6', 'qasync'} & set(sys.modules)))"
    )
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[]\n"
