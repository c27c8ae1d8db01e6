"""Connections: kept and lost ones, ssh, and what is left of them."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.engine import stdio
from desktop.engine.connection import probe
from desktop.engine.dial import ssh_command
from desktop.engine.errors import EngineError, NotFound, Reason, Unreachable
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread, run_with_tool
from desktop.engine.wire import Wire
from tests.support.aio import Aio
from tests.support.connecting import at, connected
from tests.support.leaks import Snapshot
from tests.support.proxy import Proxy, chunked_answer, http_answer
from tests.support.real_engine import RealEngine

AT_ONCE = 3.0  # seconds on a busy machine; the shortest limit of a call has five


@pytest.fixture
def proxy(engine_host: str) -> Iterator[Proxy]:
    with Proxy(Path(engine_host.removeprefix("unix://"))) as proxy:
        yield proxy


# Connections that are kept


def test_calls_one_after_another_share_a_connection(aio: Aio, proxy: Proxy) -> None:
    async def main() -> None:
        async with connected(proxy.url) as engine:
            before = proxy.connections
            for _ in range(5):
                await engine.containers()
        assert proxy.connections - before == 1

    aio(main())


def test_no_call_fails_because_the_engine_was_restarted_in_between(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    second = second_engine(image=True)
    container = second.docker("create", "--name", "web", "portside-test/busybox:1", "true")

    async def main() -> None:
        async with connected(second.url) as engine:
            await engine.containers()
            await engine.rename(container, "one")  # both kinds of thread have a connection now
            await run_in_thread(second.restart, name="observer")
            assert [it.name for it in await engine.containers()] == ["one"]
            await engine.rename(container, "two")
            await run_in_thread(second.kill, name="observer")
            await run_in_thread(second.start, name="observer")
            assert [it.name for it in await engine.containers()] == ["two"]
            await engine.rename(container, "three")

    aio(main(), timeout=120)


class _Closing(Proxy):
    """Takes the next request on a kept connection, and closes it without an answer."""

    def close_after_next_request(self) -> None:
        self.change = self._close

    def _close(self, _piece: bytes) -> bytes:
        self.change = bytes
        raise OSError("closed")


def test_a_question_is_asked_again_if_an_idle_connection_ends_under_it(
    aio: Aio, engine_host: str
) -> None:
    with _Closing(Path(engine_host.removeprefix("unix://"))) as proxy:

        async def main() -> None:
            async with connected(proxy.url) as engine:
                await engine.networks()
                proxy.close_after_next_request()
                assert "bridge" in [network.name for network in await engine.networks()]

        aio(main())


def test_an_action_is_never_sent_twice(aio: Aio, engine_host: str) -> None:
    with _Closing(Path(engine_host.removeprefix("unix://"))) as proxy:

        async def main() -> None:
            async with connected(proxy.url) as engine:
                with pytest.raises(NotFound):
                    await engine.start("nobody")
                await engine._act(lambda client: client.info())
                proxy.forget()
                proxy.close_after_next_request()
                with pytest.raises(Unreachable) as caught:
                    await engine.start("nobody")
                assert caught.value.reason is Reason.DROPPED
                assert b"".join(proxy.requests).count(b"POST ") == 1

        aio(main())


def test_a_new_connection_that_is_dropped_is_told_and_not_tried_again(aio: Aio) -> None:
    with Proxy() as proxy:
        proxy.answer = b""
        with pytest.raises(Unreachable) as caught:
            aio(probe(at(proxy.url)))
        assert caught.value.reason is Reason.DROPPED
        assert proxy.connections == 1


def test_an_error_that_is_kept_keeps_no_connection(aio: Aio, proxy: Proxy) -> None:
    errors: list[EngineError] = []

    async def main() -> None:
        async with connected(proxy.url) as engine:
            proxy.answer = chunked_answer(b'{"status":"x"}\n', b"garbage\n")
            for _ in range(3):
                with pytest.raises(EngineError) as caught:
                    await engine.pull("a:1", lambda _progress: None)
                errors.append(caught.value)
            proxy.answer = chunked_answer(b"garbage\n")
            async with engine.changes(0) as batches:
                with pytest.raises(EngineError) as caught:
                    await anext(batches)
            errors.append(caught.value)

    before = Snapshot.take()
    aio(main())
    assert len(errors) == 4
    assert before.leftovers(seconds=1) == []


def test_the_limit_for_connecting_does_not_stay_on_the_socket(aio: Aio, proxy: Proxy) -> None:
    """It would end an upload whenever the Engine takes longer to unpack what it has."""
    limits: list[float | None] = []

    def send(wire: Wire) -> None:
        def content() -> Iterator[bytes]:
            limits.extend(line.sock.gettimeout() for line in wire._lines)
            yield b"{}"

        client: Any = wire.client
        client._post(client._url("/volumes/create"), data=content())

    aio(run_with_tool(lambda: Wire(at(proxy.url), "1.41", None), send, name="send"))
    assert limits == [None]


# What the user's files say


def test_a_broken_docker_configuration_stops_no_call(
    aio: Aio, engine_host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", os.fspath(tmp_path))
    (tmp_path / "config.json").write_text('{"auths": {"a": 1}}')
    assert aio(probe(at(engine_host))).product == "Docker Engine"


def program(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    # The shell starts Python in its place, for which the second line is a text: a plain #! line
    # takes no path with a space.
    start = f"#!/bin/sh\n'''exec' '{sys.executable}' \"$0\" \"$@\"\n#'''\n"
    path.write_text(start + textwrap.dedent(text))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in front of ``PATH``."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


@pytest.fixture
def helper(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Makes a credential helper that notes each call in a file, which is returned."""
    (tmp_path / "config.json").write_text('{"credsStore": "test"}')
    monkeypatch.setenv("DOCKER_CONFIG", os.fspath(tmp_path))

    def make(text: str) -> Path:
        called = tmp_path / "called"
        note = f"import sys\nopen({str(called)!r}, 'a').write(sys.stdin.read())\n"
        program(programs, "docker-credential-test", note + textwrap.dedent(text))
        return called

    return make


def test_credential_helpers_are_asked_for_pulls_only(
    aio: Aio, proxy: Proxy, helper: Callable[[str], Path]
) -> None:
    called = helper('print(\'{"Username": "me", "Secret": "s3cret"}\')')

    async def main() -> None:
        async with connected(proxy.url) as engine:
            await engine.containers()
            await engine.images()
            assert not called.exists()
            proxy.answer = http_answer(b'{"message": "denied"}', status="403 Forbidden")
            proxy.cut()
            with pytest.raises(EngineError):
                await engine.pull("reg.example/a/b:1", lambda _progress: None)

    aio(main())
    assert called.read_text() == "reg.example"
    assert b"X-Registry-Auth: " in b"".join(proxy.requests)


def test_a_platform_is_asked_for_where_one_is_wanted(aio: Aio, proxy: Proxy) -> None:
    async def main() -> None:
        async with connected(proxy.url) as engine:
            proxy.answer = http_answer(b'{"message": "denied"}', status="403 Forbidden")
            for platform in ("", "linux/arm64"):
                with pytest.raises(EngineError, match="denied"):
                    await engine.pull("a:1", lambda _progress: None, platform=platform)

    aio(main())
    asked = [head for head in proxy.requests if b"/images/create" in head]
    assert [b"platform=linux%2Farm64" in head for head in asked] == [False, True]


def test_a_helper_that_fails_means_no_credentials(
    aio: Aio,
    proxy: Proxy,
    helper: Callable[[str], Path],
    expect_log: Callable[[str], None],
) -> None:
    helper("print('locked'); sys.exit(1)")
    expect_log("No credentials for reg.example.*locked")

    async def main() -> None:
        async with connected(proxy.url) as engine:
            proxy.answer = http_answer(b'{"message": "denied"}', status="403 Forbidden")
            with pytest.raises(EngineError, match="denied"):
                await engine.pull("reg.example/a/b:1", lambda _progress: None)

    aio(main())
    assert b"X-Registry-Auth: " not in b"".join(proxy.requests)


def test_cancelling_a_pull_ends_a_helper_that_hangs(
    aio: Aio, proxy: Proxy, helper: Callable[[str], Path], tmp_path: Path
) -> None:

    alive = tmp_path / "alive"
    os.mkfifo(alive)
    helper(f"import time\nopen({str(alive)!r}, 'w').write('x')\ntime.sleep(1000)")

    async def main() -> None:
        async with connected(proxy.url) as engine:
            task = asyncio.create_task(engine.pull("reg.example/a:1", lambda _progress: None))
            await run_in_thread(lambda: alive.read_text(), name="observer")
            began = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert time.monotonic() - began < AT_ONCE

    aio(main())


def test_cancelling_a_pull_ends_what_a_helper_has_started(
    aio: Aio, proxy: Proxy, helper: Callable[[str], Path], tmp_path: Path
) -> None:
    """It holds the pipe open in which the helper's answer is awaited."""
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    helper(
        f"""
        import subprocess
        subprocess.Popen(["sh", "-c", "echo x > {alive}; sleep 1000"])
        sys.exit(0)
        """
    )

    async def main() -> None:
        async with connected(proxy.url) as engine:
            task = asyncio.create_task(engine.pull("reg.example/a:1", lambda _progress: None))
            await run_in_thread(alive.read_text, name="observer")
            began = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert time.monotonic() - began < AT_ONCE

    aio(main())


# ssh


def test_the_whole_ssh_command_is_this() -> None:
    assert ssh_command("ssh://me@Far.example:2222") == [
        "ssh",
        "-T",
        "-o",
        "BatchMode=yes",
        "-o",
        "StrictHostKeyChecking=yes",
        "-o",
        "ConnectTimeout=5",
        "-o",
        "ServerAliveInterval=15",
        "-l",
        "me",
        "-p",
        "2222",
        "--",
        "Far.example",
        "docker",
        "system",
        "dial-stdio",
    ]
    assert ssh_command("ssh://far")[-5:] == ["--", "far", "docker", "system", "dial-stdio"]
    assert "-l" not in ssh_command("ssh://far")


@pytest.mark.parametrize("url", ["ssh://-oProxyCommand=x", "ssh://-x@far", "ssh://a b@far"])
def test_a_name_that_ssh_could_take_for_an_option_is_no_address(aio: Aio, url: str) -> None:
    with pytest.raises(Unreachable) as caught:
        aio(probe(at(url)))
    assert caught.value.reason is Reason.BAD_ADDRESS


_BRIDGE = """
    import os, select, socket, sys, json
    with open({note!r}, "a") as note:
        note.write(json.dumps([os.getpid(), sys.argv]) + "\\n")
    sock = socket.socket(socket.AF_UNIX)
    sock.connect({path!r})
    ends = {{0: lambda data: sock.sendall(data), sock.fileno(): lambda data: os.write(1, data)}}
    while True:
        for end in select.select(list(ends), [], [])[0]:
            data = os.read(end, 65536)
            if not data:
                sys.exit(0)
            ends[end](data)
"""


def wait_for_lines(note: Path, number: int) -> None:
    """Until so many processes have noted themselves."""
    while not note.exists() or note.read_text().count("\n") < number:
        threading.Event().wait(0.001)


def alive(note: Path) -> list[int]:

    pids = [json.loads(line)[0] for line in note.read_text().splitlines()]
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.fixture(params=["itself", "as on Windows"])
def socket_of_ssh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is its input and output, or is carried there."""
    monkeypatch.setattr(stdio, "CARRIED", request.param == "as on Windows")


@pytest.mark.usefixtures("socket_of_ssh")
def test_an_engine_behind_ssh_answers_and_leaves_no_process(
    aio: Aio, engine_host: str, programs: Path, tmp_path: Path
) -> None:

    note = tmp_path / "note"
    path = engine_host.removeprefix("unix://")
    program(programs, "ssh", _BRIDGE.format(note=str(note), path=path))

    async def main() -> None:
        async with connected("ssh://me@far") as engine:
            assert alive(note) == []
            assert "bridge" in [network.name for network in await engine.networks()]
            assert (await engine.inspect(Kind.NETWORK, "bridge"))["Name"] == "bridge"
            assert len(alive(note)) == 1

            async def follow() -> None:
                async with engine.changes(engine.clock()) as batches:
                    async for _batch in batches:
                        pass

            task = asyncio.create_task(follow())
            await run_in_thread(lambda: wait_for_lines(note, 3), name="observer")
            began = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert time.monotonic() - began < AT_ONCE
            assert len(alive(note)) == 1
        assert alive(note) == []

    aio(main())
    assert json.loads(note.read_text().splitlines()[0])[1][1:] == ssh_command("ssh://me@far")[1:]


@pytest.mark.usefixtures("socket_of_ssh")
def test_an_ssh_that_ignores_being_ended_is_killed(
    aio: Aio, programs: Path, tmp_path: Path
) -> None:

    note = tmp_path / "note"
    program(
        programs,
        "ssh",
        f"""
        import os, signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with open({str(note)!r}, "w") as note:
            note.write("[%d, []]\\n" % os.getpid())
        while True:
            time.sleep(1000)
        """,
    )

    async def main() -> None:
        task = asyncio.create_task(probe(at("ssh://far")))
        await run_in_thread(lambda: wait_for_lines(note, 1), name="observer")
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - began < AT_ONCE
        assert alive(note) == []

    aio(main())


@pytest.mark.usefixtures("socket_of_ssh")
@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("me@far: Permission denied (publickey).", Reason.DENIED),
        ("ssh: Could not resolve hostname far: Name or service not known", Reason.MISSING),
        ("ssh: connect to host far port 22: Connection refused", Reason.REFUSED),
        ("ssh: connect to host far port 22: Connection timed out", Reason.TIMEOUT),
        ("Host key verification failed.", Reason.TLS),
        ("sh: docker: not found", Reason.DROPPED),
    ],
)
def test_what_ssh_says_is_the_reason(aio: Aio, programs: Path, said: str, reason: Reason) -> None:
    program(programs, "ssh", f"import sys\nprint({said!r}, file=sys.stderr)\nsys.exit(255)")
    with pytest.raises(Unreachable) as caught:
        aio(probe(at("ssh://far")))
    assert (caught.value.reason, caught.value.explanation) == (reason, said)


def test_a_machine_without_ssh_says_so(
    aio: Aio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(Unreachable) as caught:
        aio(probe(at("ssh://far")))
    assert caught.value.reason is Reason.BAD_ADDRESS
    assert "no program ssh on this machine" in caught.value.explanation
