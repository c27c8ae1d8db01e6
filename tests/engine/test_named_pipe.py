"""An Engine at a named pipe, as Windows' are; what is Windows itself is made of Unix sockets."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator

import pytest

from desktop.engine import named_pipe
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.wire import Wire
from tests.support.aio import Aio
from tests.support.connecting import at, connected
from tests.support.windows_pipes import WindowsPipes

PIPE = "npipe:////./pipe/docker_engine"
WAIT_SECONDS = 30.0  # for what comes at once, on whatever machine


@pytest.fixture
def pipes(engine_host: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowsPipes]:
    made = WindowsPipes({r"\\.\pipe\docker_engine": engine_host.removeprefix("unix://")})
    monkeypatch.setattr(named_pipe, "_winapi", made)
    monkeypatch.setattr(named_pipe, "_overlapped", made)
    monkeypatch.setattr(named_pipe, "AVAILABLE", True)
    yield made
    made.close()


def test_calls_one_after_another_share_a_pipe(aio: Aio, pipes: WindowsPipes) -> None:
    async def main() -> None:
        async with connected(PIPE) as engine:
            before = pipes.opened
            for _ in range(5):
                await engine.containers()
            assert pipes.opened - before == 1

    aio(main())


def test_program_in_a_container_is_heard_to_its_end(
    aio: Aio, pipes: WindowsPipes, docker_run: Callable[..., str]
) -> None:
    container = docker_run()

    async def main() -> None:
        async with connected(PIPE) as engine:
            done = await engine.observe.execute(container, ["sh", "-c", "echo said; exit 3"])
            assert (done.stdout, done.exit_code) == (b"said\n", 3)

    aio(main())


def test_reader_of_a_pipe_is_woken_by_a_cut(pipes: WindowsPipes) -> None:
    wire = Wire(at(PIPE), "1.24", None)
    response = wire.client._get(wire.client._url("/events"), stream=True, timeout=None)
    ended = threading.Event()

    def read() -> None:
        with pytest.raises(OSError, match="it was cut"):
            all(response.raw._fp.fp.read1(1000) for _ in itertools.count())  # others do things
        ended.set()

    reader = threading.Thread(target=read)
    reader.start()
    wire.cut()
    assert ended.wait(WAIT_SECONDS)
    reader.join()
    response.close()
    wire.close()


def test_pipe_that_is_not_there_is_missing(aio: Aio, pipes: WindowsPipes) -> None:
    pipes.places.clear()

    async def main() -> None:
        with pytest.raises(Unreachable) as caught:
            async with connected(PIPE):
                pass
        assert caught.value.reason is Reason.MISSING

    aio(main())


def test_busy_pipe_is_asked_again(aio: Aio, pipes: WindowsPipes) -> None:
    pipes.busy = 3

    async def main() -> None:
        async with connected(PIPE) as engine:
            await engine.containers()

    aio(main())
    assert pipes.busy == 0


def test_pipe_that_says_nothing_times_out(pipes: WindowsPipes) -> None:
    pipe = named_pipe.PipeSocket(r"\\.\pipe\docker_engine")
    pipe.settimeout(0.01)
    with pytest.raises(TimeoutError):
        pipe.recv_into(bytearray(1))
    pipe.close()


def test_answer_is_read_though_its_connection_was_closed(pipes: WindowsPipes) -> None:
    pipe = named_pipe.PipeSocket(r"\\.\pipe\docker_engine")
    reader = pipe.makefile("rb")
    pipe.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
    pipe.close()
    assert reader.read().endswith(b"OK")
    reader.close()


def test_pipe_whose_other_end_has_gone_is_not_used_again(pipes: WindowsPipes) -> None:
    pipe = named_pipe.PipeSocket(r"\\.\pipe\docker_engine")
    assert pipe.is_idle()
    pipe.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
    pipe.settimeout(WAIT_SECONDS)
    while pipe.recv_into(bytearray(1000)):
        pass
    assert not pipe.is_idle()
    pipe.close()
    assert not pipe.is_idle()
