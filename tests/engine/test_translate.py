"""Each fault between us and an Engine has its name."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import docker.errors
import pytest
import requests

from desktop.engine.connection import probe
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import (
    BadRequest,
    Conflict,
    EngineError,
    EngineFault,
    Garbled,
    NotFound,
    NotPermitted,
    Reason,
    Rejected,
    Unreachable,
    Unsupported,
)
from desktop.engine.records import EngineInfo, Kind
from desktop.engine.threads import run_in_thread
from desktop.engine.translate import translated
from tests.support.aio import Aio
from tests.support.connecting import at, connected
from tests.support.proxy import Proxy, chunked_answer, http_answer
from tests.support.real_engine import IMAGE, RealEngine


def reason_of(aio: Aio, coroutine: Coroutine[Any, Any, Any]) -> Reason:
    with pytest.raises(Unreachable) as caught:
        aio(coroutine)
    return caught.value.reason


def error_of(aio: Aio, coroutine: Coroutine[Any, Any, Any]) -> EngineError:
    with pytest.raises(EngineError) as caught:
        aio(coroutine)
    return caught.value


# Nobody there


def test_no_socket_is_missing(aio: Aio, tmp_path: Path) -> None:
    assert reason_of(aio, probe(at(f"unix://{tmp_path}/none"))) is Reason.MISSING


def test_an_unknown_host_is_missing(aio: Aio) -> None:
    assert reason_of(aio, probe(at("tcp://nowhere.invalid:2375"))) is Reason.MISSING


def test_a_socket_that_nobody_listens_on_is_refused(aio: Aio, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(os.fspath(tmp_path / "s"))
    assert reason_of(aio, probe(at(f"unix://{tmp_path}/s"))) is Reason.REFUSED


def test_a_port_that_nobody_listens_on_is_refused(aio: Aio) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        assert reason_of(aio, probe(at(f"tcp://127.0.0.1:{port}"))) is Reason.REFUSED


_AS_NOBODY = """
import asyncio, os, sys
from desktop.engine.connection import probe
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Unreachable
os.setresuid(65534, 65534, 65534)
try:
    asyncio.run(probe(Endpoint(sys.argv[1], "test", Origin.HOST_OPTION)))
except Unreachable as problem:
    print(problem.reason.name)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user needs root")
def test_a_socket_that_the_system_forbids_is_denied(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        path = tmp_path / "s"
        listener.bind(os.fspath(path))
        listener.listen()
        for folder in list(path.parents)[:-2]:
            folder.chmod(folder.stat().st_mode | 0o111)
        path.chmod(0o600)
        command = [sys.executable, "-c", _AS_NOBODY, f"unix://{path}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (done.stdout, done.stderr) == ("DENIED\n", "")


def test_a_peer_that_never_answers_is_a_timeout(aio: Aio) -> None:
    with Proxy() as proxy:
        assert reason_of(aio, probe(at(proxy.url), timeout=0.3)) is Reason.TIMEOUT


@pytest.mark.parametrize("url", ["ftp://x", "tcp://x", "tcp://x:99999", "unix", "tcp://[::"])
def test_an_address_of_no_known_kind_is_a_bad_address(aio: Aio, url: str) -> None:
    assert reason_of(aio, probe(at(url))) is Reason.BAD_ADDRESS


# Somebody else there


@pytest.mark.parametrize(
    "answer",
    [
        http_answer(b"<html>Welcome</html>", kind="text/html"),
        http_answer(b"<html>Not here</html>", kind="text/html", status="404 Not Found"),
        http_answer(b"404 page not found\n", kind="text/plain", status="404 Not Found"),
        http_answer(b'{"message": "no such path"}', status="404 Not Found"),
        http_answer(b"[1, 2]"),
        http_answer(b'{"ApiVersion": 1}'),
        http_answer(b'{"ApiVersion": "x.y"}'),
        http_answer(b'"text"'),
        http_answer(b""),
        b"HTTP/1.1 301 Moved\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x00\xff\x00\xff\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
    ],
)
def test_what_is_no_engine_is_called_so(aio: Aio, answer: bytes) -> None:
    with Proxy() as proxy:
        proxy.answer = answer
        assert reason_of(aio, probe(at(proxy.url))) is Reason.NOT_DOCKER


def test_a_banner_that_comes_unasked_is_no_engine(aio: Aio) -> None:
    with Proxy() as proxy:
        proxy.greeting = b"SSH-2.0-OpenSSH_9.2\r\n"
        assert reason_of(aio, probe(at(proxy.url))) is Reason.NOT_DOCKER


def test_the_first_bytes_of_a_page_are_told_escaped(aio: Aio) -> None:
    with Proxy() as proxy:
        proxy.answer = http_answer(b"<b>\x1b]0;x\x07</b>", kind="text/html")
        error = error_of(aio, probe(at(proxy.url)))
    assert error.explanation == r"'<b>\x1b]0;x\x07</b>'"


# An Engine that answers badly


@pytest.fixture
def proxy(engine_host: str) -> Iterator[Proxy]:
    with Proxy(Path(engine_host.removeprefix("unix://"))) as proxy:
        yield proxy


Ask = Callable[[DockerEngine], Awaitable[Any]]


def answered(
    aio: Aio, proxy: Proxy, answer: bytes, ask: Ask = lambda e: e.containers()
) -> EngineError:
    """What becomes of one answer to a client that has connected before."""

    async def main() -> EngineError:
        async with connected(proxy.url) as engine:
            proxy.answer = answer
            with pytest.raises(EngineError) as caught:
                await ask(engine)
        return caught.value

    return aio(main())


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("400 Bad Request", BadRequest),
        ("401 Unauthorized", NotPermitted),
        ("403 Forbidden", NotPermitted),
        ("404 Not Found", NotFound),
        ("409 Conflict", Conflict),
        ("418 Teapot", Rejected),
        ("500 Internal Server Error", EngineFault),
        ("503 Service Unavailable", EngineFault),
    ],
)
def test_an_error_status_has_its_kind_and_the_engines_words(
    aio: Aio, proxy: Proxy, status: str, kind: type[Rejected]
) -> None:
    error = answered(aio, proxy, http_answer(b'{"message": "words"}', status=status))
    assert type(error) is kind
    assert isinstance(error, Rejected)
    assert (error.explanation, error.status) == ("words", int(status[:3]))


@pytest.mark.parametrize("body", [b"[]", b"{}", b'"x"', b"null", b'{"message": [1]}', b"\xff", b""])
def test_an_error_whose_body_makes_no_sense_is_still_its_status(
    aio: Aio, proxy: Proxy, body: bytes
) -> None:
    error = answered(aio, proxy, http_answer(body, status="500 Internal Server Error"))
    assert type(error) is EngineFault
    assert "containers/json" not in error.explanation, "an address may hold secrets"


def test_an_error_without_words_is_its_status_and_not_the_address(aio: Aio, proxy: Proxy) -> None:
    error = answered(aio, proxy, http_answer(b"", status="500 Internal Server Error"))
    assert error.explanation == "500 Internal Server Error"


def test_podmans_cause_tells_a_conflict(aio: Aio, proxy: Proxy) -> None:
    body = b'{"cause":"container state improper","message":"it is running","response":500}'
    error = answered(aio, proxy, http_answer(body, status="500 Internal Server Error"))
    assert (type(error), error.explanation) == (Conflict, "it is running")


def test_a_gateways_page_with_status_502_is_a_fault(aio: Aio, proxy: Proxy) -> None:
    page = http_answer(b"<html>Bad gateway</html>", status="502 Bad", kind="text/html")
    assert type(answered(aio, proxy, page)) is EngineFault


def test_a_proxys_page_in_the_place_of_an_object_is_no_missing_object(
    aio: Aio, proxy: Proxy
) -> None:
    page = http_answer(b"404 page not found\n", status="404 Not Found", kind="text/plain")
    error = answered(aio, proxy, page, lambda engine: engine.inspect(Kind.CONTAINER, "web"))
    assert isinstance(error, Unreachable)
    assert error.reason is Reason.NOT_DOCKER


@pytest.mark.parametrize(
    "body",
    [
        b'[{"Id": "abc", "Na',
        b"<html></html>",
        b"",
        b"{}",
        b'"text"',
        b"[1]",
        b"[null]",
        b"[{}]",
        b'[{"Id": 7}]',
        b'[{"Id": "a", "Labels": [1]}]',
        b'[{"Id": "a", "Created": Infinity}]',
        b'[{"Id": "a", "Ports": [{}]}]',
        b"[" * 100_000,
    ],
)
def test_a_list_that_makes_no_sense_is_garbled_and_never_a_short_list(
    aio: Aio, proxy: Proxy, body: bytes
) -> None:
    assert type(answered(aio, proxy, http_answer(body))) is Garbled


@pytest.mark.parametrize("body", [b"[]", b'{"Volumes": {}}', b'{"Volumes": [{}]}'])
def test_volumes_that_make_no_sense_are_garbled(aio: Aio, proxy: Proxy, body: bytes) -> None:
    error = answered(aio, proxy, http_answer(body), lambda engine: engine.volumes())
    assert type(error) is Garbled


def test_a_list_that_breaks_off_is_a_lost_connection(aio: Aio, proxy: Proxy) -> None:
    error = answered(aio, proxy, http_answer(b'[{"Id": "abc"}', length=1000))
    assert isinstance(error, Unreachable)
    assert error.reason is Reason.DROPPED


@pytest.mark.parametrize(
    ("chunks", "ended", "kind"),
    [
        ([b'{"status":"Pulling"}\r\n{"errorDetail":{"message":"no space"},"error":"x"}\r\n'], True,
         EngineFault),
        ([b'{"errorDetail":{"message":"manifest unknown"}}'], True, NotFound),
        ([b'{"error":"pull access denied for a"}\r\n'], True, NotPermitted),
        ([b'{"status":"Pulling"}\r\n', b"\x1b[31mgarbage\r\n"], True, Garbled),
        ([b'{"status":"Pulling"}\r\n[1]\r\n'], True, Garbled),
        ([b'{"status":"Pulling"}\r\n{"sta'], True, Garbled),
        ([b'{"status":"Pulling"}\r\n'], False, Unreachable),
    ],
)  # fmt: skip
def test_an_error_within_a_pull_is_an_error_of_the_pull(
    aio: Aio, proxy: Proxy, chunks: list[bytes], ended: bool, kind: type[EngineError]
) -> None:
    error = answered(
        aio,
        proxy,
        chunked_answer(*chunks, ended=ended),
        lambda engine: engine.pull("a:1", lambda _progress: None),
    )
    assert type(error) is kind


def test_a_pull_that_ends_well_without_an_image_has_not_succeeded(aio: Aio, proxy: Proxy) -> None:
    def only_pulls_are_cut_short(piece: bytes) -> bytes:
        if b"/images/create" in proxy.requests[-1]:
            return chunked_answer(b'{"status":"Pulling from a"}\r\n')
        return piece

    async def main() -> None:
        async with connected(proxy.url) as engine:
            proxy.change = only_pulls_are_cut_short
            with pytest.raises(NotFound):
                await engine.pull("127.0.0.1:1/a:1", lambda _progress: None)

    aio(main())


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (http_answer(b'{"message":"no space left"}', status="500 No"), EngineFault),
        (chunked_answer(b'{"stream":"Loaded"}\n{"error":"invalid tar header"}\n'), EngineFault),
        (chunked_answer(b"<html>"), Garbled),
    ],
)
def test_a_refused_archive_is_an_error_of_the_load(
    aio: Aio, proxy: Proxy, tmp_path: Path, answer: bytes, kind: type[EngineError]
) -> None:
    archive = tmp_path / "archive.tar"
    archive.write_bytes(b"x" * 100)
    error = answered(
        aio, proxy, answer, lambda engine: engine.archives.load(archive, lambda _progress: None)
    )
    assert type(error) is kind


def test_an_archive_that_is_not_there_is_no_fault_of_the_engine(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    async def main() -> None:
        async with connected(engine_host) as engine:
            with pytest.raises(FileNotFoundError):
                await engine.archives.load(tmp_path / "none.tar", lambda _progress: None)

    aio(main())


# An Engine that goes away


async def _event_stream(engine: DockerEngine) -> None:
    async with engine.changes(engine.clock()) as batches:
        async for _batch in batches:
            pass


def test_whatever_is_under_way_when_the_engine_is_killed_is_dropped(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    """Then there is a socket that refuses; then an Engine as before."""
    second = second_engine(image=True)
    # The Engine that starts again waits for this one's end, by the container's own time to stop.
    deaf = ("--stop-timeout", "1", IMAGE, "sh", "-c", "trap '' TERM; sleep 1000 & wait")
    stubborn = second.docker("run", "-d", *deaf)

    async def main() -> None:
        async with connected(second.url) as engine:
            async with engine.changes(engine.clock()) as batches:
                stop = asyncio.create_task(engine.stop(stubborn, timeout=60))
                follow = asyncio.create_task(_event_stream(engine))
                assert any([batch.count async for batch in _until_kill(batches)])
                await run_in_thread(second.kill, name="observer")
                for work in (stop, follow):
                    with pytest.raises(Unreachable) as caught:
                        await work
                    assert caught.value.reason is Reason.DROPPED
            with pytest.raises(Unreachable) as caught:
                await engine.containers()
            assert caught.value.reason is Reason.REFUSED
            await run_in_thread(second.start, name="observer")
            assert len(await engine.containers()) == 1

    aio(main(), timeout=120)


async def _until_kill(batches: Any) -> Any:
    async for batch in batches:
        yield batch
        if any(event.action == "kill" for event in batch.deaths):
            return


# The table itself


def test_a_call_that_this_api_has_not_is_unsupported() -> None:
    assert type(translated(docker.errors.InvalidVersion("since 1.30"))) is Unsupported


def test_what_nobody_has_thought_of_is_garbled_and_named() -> None:
    error = translated(requests.exceptions.InvalidHeader("odd"))
    assert (type(error), error.explanation) == (Garbled, "InvalidHeader: odd")


def test_one_of_ours_stays_what_it_is() -> None:
    ours = Conflict("in use", status=409)
    assert translated(ours) is ours


def test_a_chain_of_errors_that_bites_its_tail_ends() -> None:
    first, second = requests.ConnectionError("a"), OSError("b")
    first.__context__, second.__context__ = second, first
    error = translated(first)
    assert isinstance(error, Unreachable)


def test_info_of_the_real_engine_is_whole(aio: Aio, engine_host: str) -> None:
    info: EngineInfo = aio(probe(at(engine_host)))
    assert info.product == "Docker Engine"
    assert info.id
    assert info.version
    assert info.memory > 1 << 20
    assert info.cpus >= 1
    assert info.os == "linux"
