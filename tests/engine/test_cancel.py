"""Whatever is under way, cancelling ends its thread and its socket before it returns."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.engine import wire
from desktop.engine.connection import probe
from desktop.engine.endpoint import Endpoint, Origin, TLSFiles
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.leaks import OwnThreads
from tests.support.network import connection_within, socket_within
from tests.support.proxy import Proxy, chunked_answer
from tests.support.real_engine import IMAGE, RealEngine
from tests.support.tls import Authority, engine_arguments

AT_ONCE = 3.0  # seconds on a busy machine; the shortest limit of a call has five
TLS_PORT = 2376


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[RealEngine]:
    """Answers on a unix socket, and by TLS on a port of its own network."""
    arguments = engine_arguments(authority.server(), TLS_PORT)
    engine = RealEngine(tmp_path_factory.mktemp("e"), arguments=arguments)
    try:
        engine.start()
        engine.pack_image()
        yield engine
    finally:
        engine.close()


@dataclass(frozen=True)
class Way:
    """A way to the Engine that goes through a proxy."""

    proxy: Proxy
    endpoint: Endpoint


@pytest.fixture(params=["unix", "tcp", "tls"])
def way(
    request: pytest.FixtureRequest, tmp_path: Path, engine: RealEngine, authority: Authority
) -> Iterator[Way]:
    tls: TLSFiles | None = None
    if request.param == "unix":
        proxy = Proxy(engine.socket_path, listen=tmp_path / "s")
    elif request.param == "tcp":
        proxy = Proxy(engine.socket_path)
    else:
        proxy = Proxy(lambda: connection_within(engine.pid, TLS_PORT))
        tls = authority.client()
    with proxy:
        yield Way(proxy, Endpoint(proxy.url, "test", Origin.HOST_OPTION, tls))


class Traces:
    """Every socket that a wire has known since the test began, by what it is to the system.

    And the threads that it began.
    """

    def __init__(self, own_threads: OwnThreads) -> None:
        self.known: set[str] = set()
        self.first = threading.Event()  # clear it to wait for the next
        self._own_threads = own_threads

    def threads(self, engine: DockerEngine | None = None) -> set[str]:
        """Those at work; with the engine given, those that wait for its next call left out."""
        named = ("ask", "act", "events", "pull", "load", "import", "probe")
        found = set(self._own_threads(*named))
        if engine is not None and not (engine._asking._running or engine._acting._running):
            found = {name for name in found if not name.startswith(("ask-", "act-"))}
        return found

    def sockets(self) -> set[str]:
        """Those that this process still has a descriptor of."""
        there = set()
        for entry in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                there.add(str(entry.readlink()))
        return self.known & there


@pytest.fixture
def traces(monkeypatch: pytest.MonkeyPatch, own_threads: OwnThreads) -> Traces:
    traces = Traces(own_threads)
    make_line = wire._Line.__init__

    def note(line: wire._Line, sock: socket.socket) -> None:
        traces.known.add(f"socket:[{os.fstat(sock.fileno()).st_ino}]")
        make_line(line, sock)
        traces.first.set()

    monkeypatch.setattr(wire._Line, "__init__", note)
    return traces


async def cancel(work: asyncio.Task[Any]) -> float:
    """Seconds until a cancelled task has ended."""
    await asyncio.sleep(0)
    assert not work.done(), "it ended before it was cancelled"
    began = time.monotonic()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    return time.monotonic() - began


async def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    """Wait for something without holding up the loop."""
    return await run_in_thread(function, *arguments, name="observer")


async def cancels_at_once(
    way: Way,
    traces: Traces,
    work: Callable[[DockerEngine], Coroutine[Any, Any, Any]],
    prepare: Callable[[], None] = lambda: None,
    under_way: Callable[[], Any] | None = None,
    *,
    idle: int = 2,
) -> None:
    """Connect, ``prepare``, start ``work``, and cancel it when ``under_way`` has returned.

    Of the two connections that are kept for short calls, ``idle`` must be left.
    """
    async with connected(way.endpoint) as engine:
        assert not traces.sockets()
        await engine._act(lambda client: client.info())
        await engine.containers()  # both have a connection now, so TLS's handshakes are over
        assert len(traces.sockets()) == 2
        prepare()
        way.proxy.forget()
        task = asyncio.create_task(work(engine))
        await in_thread(under_way or way.proxy.received)
        assert traces.threads(engine)
        assert await cancel(task) < AT_ONCE
        assert traces.threads(engine) == set()
        assert len(traces.sockets()) == idle
        way.proxy.hangs = False
        assert isinstance(await engine.containers(), list)  # the next call is as good as ever
    assert traces.threads() == set()
    assert traces.sockets() == set()


def hang(way: Way) -> None:
    way.proxy.hangs = True


def test_a_list_that_is_not_answered(aio: Aio, way: Way, traces: Traces) -> None:
    aio(cancels_at_once(way, traces, lambda engine: engine.containers(), lambda: hang(way), idle=1))


def test_an_inspection_that_is_not_answered(aio: Aio, way: Way, traces: Traces) -> None:
    aio(
        cancels_at_once(
            way,
            traces,
            lambda engine: engine.inspect(Kind.CONTAINER, "web"),
            lambda: hang(way),
            idle=1,
        )
    )


def test_a_call_that_waits_for_a_thread(aio: Aio, way: Way, traces: Traces) -> None:
    async def main() -> None:
        async with connected(way.endpoint) as engine:
            size = engine._asking._size
            all_busy = threading.Barrier(size + 1, timeout=20)
            release = threading.Event()

            def keep_busy(_client: Any) -> None:
                all_busy.wait()
                release.wait()

            busy = [asyncio.create_task(engine._ask(keep_busy)) for _ in range(size)]
            try:
                await in_thread(all_busy.wait)
                queued = asyncio.create_task(engine.containers())
                assert await cancel(queued) < AT_ONCE
                assert not engine._asking._jobs
                assert not any(task.done() for task in busy)  # the others are left in peace
            finally:
                release.set()
                await asyncio.gather(*busy)
        assert traces.threads() == set()
        assert traces.sockets() == set()

    aio(main())


def test_the_stop_of_a_container_that_ignores_the_signal(
    aio: Aio, way: Way, traces: Traces, engine: RealEngine
) -> None:
    ready = "trap '' TERM; echo ready; while :; do sleep 1000; done"
    container = engine.docker("run", "-d", IMAGE, "sh", "-c", ready)
    direct = Endpoint(engine.url, "direct", Origin.HOST_OPTION)

    async def main() -> None:
        async with (
            connected(direct) as observer,
            observer.changes(observer.clock()) as batches,
            connected(way.endpoint) as client,
        ):
            task = asyncio.create_task(client.stop(container, timeout=30))
            async for batch in batches:
                if any(event.action == "kill" for event in batch.deaths):
                    break
            mine = traces.sockets()
            assert await cancel(task) < AT_ONCE
            assert len(mine - traces.sockets()) == 1
            assert traces.threads(client) <= {"events"}
        assert traces.threads() == set()
        assert traces.sockets() == set()

    try:
        aio(main())
    finally:
        engine.docker("rm", "-f", container)


def test_the_endless_stream_of_events(
    aio: Aio, way: Way, traces: Traces, engine: RealEngine
) -> None:
    first = threading.Event()

    async def follow(client: DockerEngine) -> None:
        async with client.changes(client.clock() - 2) as batches:
            engine.docker("volume", "create", "here")
            async for _batch in batches:
                first.set()

    try:
        aio(cancels_at_once(way, traces, follow, under_way=first.wait))
    finally:
        engine.docker("volume", "rm", "here")


def test_a_pull_from_a_registry_that_is_silent(
    aio: Aio, way: Way, traces: Traces, engine: RealEngine
) -> None:
    asked: list[socket.socket] = []
    with socket_within(engine.pid) as registry:
        registry.bind(("127.0.0.1", 0))
        registry.listen()
        reference = f"127.0.0.1:{registry.getsockname()[1]}/a/b:1"

        def called() -> None:
            asked.append(registry.accept()[0])

        async def pull(client: DockerEngine) -> None:
            await client.pull(reference, lambda _progress: None)

        aio(cancels_at_once(way, traces, pull, under_way=called))
        asked.pop().close()


@pytest.mark.parametrize("way", ["unix", "tcp"], indirect=True)
def test_a_pull_that_has_shown_progress_and_stalls(aio: Aio, way: Way, traces: Traces) -> None:
    shown = threading.Event()

    async def pull(client: DockerEngine) -> None:
        await client.pull("a:1", lambda _progress: shown.set())

    async def main() -> None:
        async with connected(way.endpoint) as client:
            way.proxy.answer = chunked_answer(b'{"status":"Pulling"}\r\n', ended=False)
            way.proxy.holds = True
            task = asyncio.create_task(pull(client))
            await in_thread(shown.wait)
            assert traces.sockets()
            assert await cancel(task) < AT_ONCE
            assert traces.sockets() == set()
            assert traces.threads() == set()

    aio(main())


def test_the_upload_of_an_archive_that_is_not_read(
    aio: Aio, way: Way, traces: Traces, tmp_path: Path
) -> None:
    archive = tmp_path / "archive.tar"
    with archive.open("wb") as file:
        file.truncate(64 << 20)

    async def load(client: DockerEngine) -> None:
        await client.archives.load(archive, lambda _progress: None)

    async def main() -> None:
        async with connected(way.endpoint) as client:
            way.proxy.read_at_most = 100_000
            task = asyncio.create_task(load(client))
            await in_thread(way.proxy.wait_until_full)
            assert await cancel(task) < AT_ONCE
            assert traces.sockets() == set()
            assert traces.threads() == set()

    aio(main())


def test_a_second_cancel_while_the_first_is_served(aio: Aio, way: Way, traces: Traces) -> None:
    async def main() -> None:
        async with connected(way.endpoint) as client:

            async def follow() -> None:
                async with client.changes(client.clock()) as batches:
                    async for _batch in batches:
                        pass

            traces.first.clear()
            task = asyncio.create_task(follow())
            await in_thread(traces.first.wait)
            task.cancel()
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert traces.sockets() == set()
            assert traces.threads() == set()

    aio(main())


def test_a_stream_that_is_left_before_its_thread_began(aio: Aio, way: Way, traces: Traces) -> None:
    async def main() -> None:
        async with connected(way.endpoint) as client:
            async with client.changes(client.clock()):
                pass
            assert traces.sockets() == set()
            assert traces.threads() == set()

    aio(main())


def test_closing_the_engine_ends_what_runs(aio: Aio, way: Way, traces: Traces) -> None:
    async def main() -> None:
        async with connected(way.endpoint) as client:
            await client.containers()
            hang(way)
            way.proxy.forget()
            task = asyncio.create_task(client.containers())
            await in_thread(way.proxy.received)
            await client.close()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert traces.sockets() == set()
            assert traces.threads() == set()

    aio(main())


def test_a_tls_connection_is_still_known_when_the_next_one_begins(
    engine: RealEngine, authority: Authority, traces: Traces
) -> None:
    """The handshake changes the socket object, and closed ones are forgotten at each connect."""
    with Proxy(lambda: connection_within(engine.pid, TLS_PORT)) as proxy:
        endpoint = Endpoint(proxy.url, "x", Origin.HOST_OPTION, authority.client())
        secure = wire.Wire(endpoint, "1.24")
        try:
            secure.client.info()
            with socket.socket() as other:
                secure.attach(other)
                assert len(secure._lines) == 2
        finally:
            secure.close()
    assert traces.sockets() == set()


# While it connects


@pytest.mark.parametrize("tls", [False, True])
def test_a_peer_that_accepts_and_says_nothing(
    aio: Aio, traces: Traces, authority: Authority, tls: bool
) -> None:
    """With TLS it is the handshake that hangs."""

    async def main() -> None:
        with Proxy() as proxy:
            files = authority.client() if tls else None
            task = asyncio.create_task(probe(Endpoint(proxy.url, "x", Origin.HOST_OPTION, files)))
            await in_thread(proxy.received)
            assert await cancel(task) < AT_ONCE
            assert traces.known
            assert traces.sockets() == set()
            assert traces.threads() == set()

    aio(main())


@pytest.mark.parametrize("kind", ["unix", "tcp"])
def test_a_connect_to_a_queue_that_is_full(
    aio: Aio, traces: Traces, tmp_path: Path, kind: str
) -> None:
    with contextlib.ExitStack() as cleaning:
        family = socket.AF_UNIX if kind == "unix" else socket.AF_INET
        listener = cleaning.enter_context(socket.socket(family))
        listener.bind(os.fspath(tmp_path / "s") if kind == "unix" else ("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        for _ in range(8):
            filler = cleaning.enter_context(socket.socket(family))
            filler.setblocking(False)
            filler.connect_ex(address)
        url = f"unix://{address}" if kind == "unix" else f"tcp://127.0.0.1:{address[1]}"

        async def main() -> None:
            task = asyncio.create_task(probe(Endpoint(url, "x", Origin.HOST_OPTION)))
            await in_thread(traces.first.wait)
            assert await cancel(task) < AT_ONCE
            assert traces.sockets() == set()
            assert traces.threads() == set()

        aio(main())


# TLS itself


def test_an_authority_that_has_not_signed_the_server_is_a_matter_of_tls(
    aio: Aio, engine: RealEngine, authority: Authority, tmp_path: Path
) -> None:
    other = Authority(tmp_path, "other")
    client = authority.client()
    files = TLSFiles(ca=other.certificate, cert=client.cert, key=client.key)
    assert tls_problem(aio, engine, files).reason is Reason.TLS


def test_a_client_that_the_engine_does_not_know_is_a_matter_of_tls(
    aio: Aio, engine: RealEngine, authority: Authority, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path, "other").client()
    files = TLSFiles(ca=authority.certificate, cert=stranger.cert, key=stranger.key)
    assert tls_problem(aio, engine, files).reason is Reason.TLS


def test_a_client_without_a_certificate_is_a_matter_of_tls(
    aio: Aio, engine: RealEngine, authority: Authority
) -> None:
    assert tls_problem(aio, engine, TLSFiles(ca=authority.certificate)).reason is Reason.TLS


def test_a_plain_call_to_a_tls_port_is_a_matter_of_tls(aio: Aio, engine: RealEngine) -> None:
    assert tls_problem(aio, engine, None).reason is Reason.TLS


def test_a_missing_certificate_is_named(
    aio: Aio, engine: RealEngine, authority: Authority, tmp_path: Path
) -> None:
    client = authority.client()
    files = TLSFiles(ca=tmp_path / "nowhere.pem", cert=client.cert, key=client.key)
    problem = tls_problem(aio, engine, files)
    assert problem.reason is Reason.TLS
    assert "nowhere.pem" in problem.explanation
    assert "No such file" in problem.explanation


def test_an_authority_unknown_to_the_system_is_a_matter_of_tls(
    aio: Aio, engine: RealEngine, authority: Authority
) -> None:
    client = authority.client()
    problem = tls_problem(aio, engine, TLSFiles(cert=client.cert, key=client.key))
    assert problem.reason is Reason.TLS


def tls_problem(aio: Aio, engine: RealEngine, files: TLSFiles | None) -> Unreachable:
    with (
        Proxy(lambda: connection_within(engine.pid, TLS_PORT)) as proxy,
        pytest.raises(Unreachable) as caught,
    ):
        aio(probe(Endpoint(proxy.url, "x", Origin.HOST_OPTION, files)))
    return caught.value


def test_the_environments_proxies_and_certificates_have_no_influence(
    aio: Aio,
    way: Way,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Authority(tmp_path, "other").certificate
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, os.fspath(other))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.lower(), "http://127.0.0.1:9")
    assert aio(probe(way.endpoint)).product == "Docker Engine"
