"""Talking with programs in real containers: every byte arrives, nothing waits, nothing is left."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import NotFound, Reason, Unreachable, Unsupported
from desktop.engine.observations import Output
from desktop.engine.outbox import UNSENT_BYTES
from desktop.engine.records import Kind
from desktop.engine.terminal_records import AttachSpec, Channel, ExecSpec
from desktop.engine.terminals import HEARD_BYTES
from desktop.engine.threads import run_in_thread
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.leaks import OwnThreads
from tests.support.network import connection_within
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, RealEngine
from tests.support.tls import Authority, engine_arguments

TLS_PORT = 2376
Docker = Callable[..., str]
QUIET_SHELL = ("sh", "-c", "stty -echo; PS1= exec sh -i")


@contextlib.asynccontextmanager
async def talking(
    url: str, container: str, *arguments: str, tty: bool = True, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Channel]:
    spec = ExecSpec(arguments or QUIET_SHELL, tty=tty)
    async with (
        connected(url) as engine,
        engine.terminals.open_exec(container, spec, *size) as channel,
    ):
        yield channel


async def read_until(channel: Channel, wanted: bytes) -> bytes:
    """All that is heard up to something."""
    heard = b""
    while wanted not in heard:
        more = await channel.read()
        assert more, f"it ended with {heard[-500:]!r}"
        heard += b"".join(it.data for it in more)
    return heard


async def read_to_end(channel: Channel) -> dict[Output, bytes]:
    heard = dict.fromkeys(Output, b"")
    while more := await channel.read():
        for output, data in more:
            heard[output] += data
    return heard


def test_what_is_typed_is_heard_and_what_is_said_comes_back(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        async with talking(engine_host, key, "sh") as channel:
            await channel.write("echo grüße $((6*7))\r".encode())
            assert "grüße 42\r\n".encode() in await read_until(channel, b" 42\r\n")
            await channel.write(b"exit 7\r")
            await read_to_end(channel)
            assert await channel.exit_code() == 7
            assert await channel.began()

    aio(main())


def test_a_hundred_thousand_bytes_go_there_and_back_unchanged(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()
    data = os.urandom(100_000)

    async def main() -> None:
        async with talking(engine_host, key, "cat", tty=False) as channel:
            await channel.write(data)
            await channel.end_input()
            heard = await read_to_end(channel)
            assert hashlib.sha256(heard[Output.STDOUT]).digest() == hashlib.sha256(data).digest()
            assert await channel.exit_code() == 0

    aio(main())


def test_a_hundred_thousand_bytes_go_through_a_terminal_unchanged(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()
    data = b"".join(b"%099d\n" % line for line in range(1000))

    async def main() -> None:
        script = "stty raw -echo; echo ready; head -c 100000"
        async with talking(engine_host, key, "sh", "-c", script) as channel:
            await read_until(channel, b"ready\n")
            await channel.write(data)
            heard = await read_to_end(channel)
            assert heard[Output.STDOUT] == data

    aio(main())


def test_the_size_is_what_it_was_opened_with_and_then_what_it_is_told(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        async with talking(engine_host, key, size=(91, 31)) as channel:
            while b"31 91" not in await asked(channel, b"stty size"):
                pass  # it is told while the shell begins
            await channel.resize(132, 43)
            assert b"43 132" in await asked(channel, b"stty size")

    async def asked(channel: Channel, command: bytes) -> bytes:
        await channel.write(command + b"; echo $((1+1))done\r")
        return await read_until(channel, b"2done")

    aio(main())


def test_resizing_what_has_ended_is_no_trouble(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        async with talking(engine_host, key, "true") as channel:
            await read_to_end(channel)
            await channel.resize(100, 30)
            await channel.write(b"nobody hears this")
            assert await channel.exit_code() == 0

    aio(main())


def test_ctrl_c_reaches_a_flood(aio: Aio, engine_host: str, docker_run: Docker) -> None:
    key = docker_run()

    async def main() -> None:
        async with talking(engine_host, key) as channel:
            await channel.write(b"yes\r")
            await read_until(channel, b"y\r\ny\r\n")
            await channel.write(b"\x03")
            await channel.write(b"echo $((40+2))\r")
            rest = await read_until(channel, b"42\r\n")
            # What had been on its way: pipes and sockets, not the flood of the whole time.
            assert len(rest) < 16 << 20

    aio(main())


def test_a_flood_that_nobody_reads_holds_up_the_container_and_fills_no_memory(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run()

    def written() -> int:
        """Bytes that the flood has written, when it can write no more."""
        pid = docker("exec", key, "pidof", "yes")
        before = -1
        while True:
            io = docker("exec", key, "cat", f"/proc/{pid}/io")
            now = int(dict(line.split(": ") for line in io.splitlines())["wchar"])
            if now == before:
                return now
            before = now

    async def main() -> None:
        async with talking(engine_host, key) as channel:
            await channel.write(b"yes\r")
            await read_until(channel, b"y\r\n")
            memory = resident()
            assert await run_in_thread(written, name="docker") < 8 << 20
            assert resident() - memory < 16 << 20
            assert sum(len(it.data) for it in await channel.read()) <= HEARD_BYTES

    aio(main())


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_a_program_that_does_not_read_holds_up_who_writes_but_not_who_reads(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        script = "stty raw -echo; echo ready; while :; do usleep 1000; echo tick; done"
        async with talking(engine_host, key, "sh", "-c", script) as channel:
            await read_until(channel, b"ready\n")
            writing = asyncio.ensure_future(channel.write(bytes(4 << 20)))
            for _ in range(100):
                await read_until(channel, b"tick\n")
            assert not writing.done()
            assert 0 < channel.unsent <= UNSENT_BYTES
        await writing  # it is dropped

    aio(main())


def test_a_paste_into_a_program_that_does_not_read_is_taken_at_once(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        script = "stty raw isig -echo; echo ready; sleep 1000"
        async with talking(engine_host, key, "sh", "-c", script) as channel:
            await read_until(channel, b"ready\n")
            await channel.write(bytes(100_000))
            await channel.write(b"\x03")

    aio(main())


def test_outputs_are_told_apart_where_there_is_no_terminal(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()
    script = (
        "printf 'price: \\342'; usleep 20000; printf '\\202\\254\\n'; printf oops >&2; "
        "seq 1 20000; seq 1 20000 >&2; exit 3"
    )
    numbers = b"".join(b"%d\n" % number for number in range(1, 20001))

    async def main() -> None:
        async with talking(engine_host, key, "sh", "-c", script, tty=False) as channel:
            assert not channel.tty
            heard = await read_to_end(channel)
            assert heard[Output.STDOUT] == "price: €\n".encode() + numbers
            assert heard[Output.STDERR] == b"oops" + numbers
            assert await channel.exit_code() == 3

    aio(main())


def test_a_program_that_is_not_there_says_so_with_its_exit_code(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        async with talking(engine_host, key, "zsh") as channel:
            assert b"executable file not found" in (await read_to_end(channel))[Output.STDOUT]
            assert await channel.exit_code() in (126, 127)
            assert not await channel.began()

    aio(main())


def test_a_container_that_is_not_there_is_told_on_opening(aio: Aio, engine_host: str) -> None:
    async def main() -> None:
        with pytest.raises(NotFound):
            async with talking(engine_host, "f" * 64, "sh"):
                raise AssertionError
        async with connected(engine_host) as engine:
            with pytest.raises(NotFound):
                async with engine.terminals.attach("f" * 64, AttachSpec(tty=True), 80, 24):
                    raise AssertionError

    aio(main())


def test_a_shell_gets_the_keys_that_docker_detaches_with(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        async with talking(engine_host, key, "sh", "-c", "stty raw; echo; head -c 1") as channel:
            await read_until(channel, b"\n")
            await channel.write(b"\x10")
            await read_to_end(channel)
            assert await channel.exit_code() == 0

    aio(main())


def test_a_cut_connection_is_no_end(aio: Aio, engine_host: str, docker_run: Docker) -> None:
    key = docker_run()

    async def main(proxy: Proxy) -> None:
        async with talking(proxy.url, key) as channel:
            await channel.write(b"echo $((1+1))\r")
            await read_until(channel, b"2\r\n")
            proxy.cut()
            with contextlib.suppress(Unreachable):
                await read_to_end(channel)
            with pytest.raises(Unreachable) as caught:
                await channel.exit_code()
            assert caught.value.reason is Reason.DROPPED
            assert await channel.pid()

    with Proxy(Path(urlsplit(engine_host).path)) as proxy:
        aio(main(proxy))


def test_a_killed_engine_is_no_end(aio: Aio, second_engine: Callable[..., RealEngine]) -> None:
    engine = second_engine(image=True)
    key = engine.docker("run", "-d", IMAGE, "sleep", "1000")

    async def main() -> None:
        async with talking(engine.url, key) as channel:
            await channel.write(b"echo $((1+1))\r")
            await read_until(channel, b"2\r\n")
            await run_in_thread(engine.kill, name="kill")
            with contextlib.suppress(Unreachable):
                await read_to_end(channel)
            with pytest.raises(Unreachable):
                await channel.exit_code()

    aio(main(), timeout=90)


def test_an_engine_that_was_closed_is_unreachable_for_what_is_still_open(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main(proxy: Proxy) -> None:
        async with (
            connected(proxy.url) as engine,
            engine.terminals.open_exec(key, ExecSpec(("sh",)), 80, 24) as channel,
        ):
            await channel.write(b"echo $((1+1))\r")
            await read_until(channel, b"2\r\n")
            proxy.hangs = True
            asking = [asyncio.ensure_future(channel.pid()) for _ in range(9)]  # some must wait
            await asyncio.sleep(0)
            await engine.close()
            asked = await asyncio.gather(*asking, channel.pid(), return_exceptions=True)
            assert {type(answer) for answer in asked} == {Unreachable}
            await channel.resize(100, 30)

    with Proxy(Path(urlsplit(engine_host).path)) as proxy:
        aio(main(proxy))


# Through TLS, where one connection may not receive and send at once


@pytest.fixture
def by_tls(
    second_engine: Callable[..., RealEngine], tmp_path: Path
) -> Iterator[tuple[Endpoint, str]]:
    """An Engine's address, and a container of it."""
    authority = Authority(tmp_path)
    arguments = engine_arguments(authority.server(), TLS_PORT)
    engine = second_engine(image=True, arguments=arguments)
    key = engine.docker("run", "-d", IMAGE, "sleep", "1000")
    with Proxy(lambda: connection_within(engine.pid, TLS_PORT)) as proxy:
        yield Endpoint(proxy.url, "test", Origin.HOST_OPTION, authority.client()), key


def test_by_tls_both_directions_flow_at_once_and_end_at_once(
    aio: Aio, by_tls: tuple[Endpoint, str]
) -> None:
    endpoint, key = by_tls
    data = os.urandom(2 << 20)

    async def main() -> None:
        async with connected(endpoint) as engine:
            script = f"stty raw -echo; echo ready; head -c {len(data)}; exit 4"
            spec = ExecSpec(("sh", "-c", script))
            async with engine.terminals.open_exec(key, spec, 80, 24) as channel:
                await read_until(channel, b"ready\n")
                writing = asyncio.ensure_future(channel.write(data))
                assert (await read_to_end(channel))[Output.STDOUT] == data
                await writing
                assert await channel.exit_code() == 4
            spec = ExecSpec(("sh", "-c", "stty raw -echo; echo ready; yes"))
            async with engine.terminals.open_exec(key, spec, 80, 24) as channel:
                await read_until(channel, b"ready\n")
                writing = asyncio.ensure_future(channel.write(data))
                await read_until(channel, b"y\n")
            await writing
            async with engine.terminals.open_exec(
                key, ExecSpec(("cat",), tty=False), 80, 24
            ) as channel:
                with pytest.raises(Unsupported):
                    await channel.end_input()

    aio(main(), timeout=60)


# Attach


async def started(engine: DockerEngine, key: str) -> str:
    return str((await engine.inspect(Kind.CONTAINER, key))["State"]["StartedAt"])


def test_detach_keys_leave_the_container_running(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run("-it", command=("sh",))

    async def main() -> None:
        async with connected(engine_host) as engine:
            spec = AttachSpec(tty=True, started=await started(engine, key))
            async with engine.terminals.attach(key, spec, 100, 30) as channel:
                await channel.write(b"stty size; echo $((1+1))done\r")
                await read_until(channel, b"2done")
                await channel.write(b"\x10\x11")
                await read_to_end(channel)
                with pytest.raises(Unreachable):
                    await channel.exit_code()
        assert docker("inspect", "-f", "{{.State.Running}}", key) == "true"

    aio(main())


def test_exit_in_an_attached_shell_stops_the_container(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run("-it", command=("sh",))

    async def main() -> None:
        async with connected(engine_host) as engine:
            spec = AttachSpec(tty=True, started=await started(engine, key))
            async with engine.terminals.attach(key, spec, 80, 24) as channel:
                await channel.write(b"exit 5\r")
                await read_to_end(channel)
                assert await channel.exit_code() == 5
        assert docker("inspect", "-f", "{{.State.Running}}", key) == "false"

    aio(main())


def test_what_was_written_before_is_replayed_when_asked_for(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run("-i", command=("sh", "-c", "echo before; read -r it; echo got $it"))

    async def main() -> None:
        async with connected(engine_host) as engine:
            spec = AttachSpec(tty=False, replay=True)
            async with engine.terminals.attach(key, spec, 80, 24) as channel:
                await read_until(channel, b"before\n")
                await channel.write(b"this\n")
                heard = await read_to_end(channel)
                assert heard[Output.STDOUT] == b"got this\n"
                assert await channel.exit_code() == 0

    aio(main())


# What is left


def test_leaving_ends_threads_and_connection_whatever_they_wait_for(
    aio: Aio, engine_host: str, docker_run: Docker, own_threads: OwnThreads
) -> None:
    key = docker_run()

    async def main() -> None:
        async with connected(engine_host) as engine:
            for command in (b"", b"yes\r", b"stty raw; sleep 1000\r"):
                async with engine.terminals.open_exec(key, ExecSpec(("sh",)), 80, 24) as channel:
                    await channel.write(command)
                    if command:
                        await channel.read()
                    filling = asyncio.ensure_future(channel.write(bytes(1 << 20)))
                    await asyncio.sleep(0)
                    began = time.monotonic()
                await filling
                assert time.monotonic() - began < 3
                assert not own_threads("terminal", "send", "exec")

    aio(main())


def test_an_opening_that_is_cancelled_leaves_nothing(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main(proxy: Proxy) -> None:
        async with connected(proxy.url) as engine:

            def hang(request: bytes) -> None:
                proxy.hangs = proxy.hangs or b"/start" in request

            proxy.instead = hang

            async def open_it() -> None:
                async with engine.terminals.open_exec(key, ExecSpec(("sh",)), 80, 24):
                    raise AssertionError

            opening = asyncio.ensure_future(open_it())
            await run_in_thread(proxy.wait_for_request, b"/start", name="wait")
            opening.cancel()
            with pytest.raises(asyncio.CancelledError):
                await opening

    with Proxy(Path(urlsplit(engine_host).path)) as proxy:
        aio(main(proxy))
