"""Terminals in real containers, from their opening until nothing of them is left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Target
from desktop.model.processes import NoShell
from desktop.model.terminals.from_start import FromStartPlan, Listener
from desktop.model.terminals.helper import LABEL
from desktop.model.terminals.plans import AttachPlan, HelperPlan, Plan, ShellPlan
from desktop.model.terminals.session import Phase, TerminalSession
from desktop.model.terminals.shells import Shells
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE
from tests.support.real_engine import LABEL as OURS

Docker = Callable[..., str]
ONLY_SH = ("sh", "-c", "rm /bin/ash; exec sleep 1000")  # its busybox has ash, but no link to it
NO_SHELL = ("sh", "-c", "rm /bin/sh /bin/ash /bin/bash; exec sleep 1000")


class Screen:
    """Shows what a session says, and lets the test wait for it."""

    def __init__(self, engine: DockerEngine, plan: Plan) -> None:
        self.engine = engine
        self.text = b""
        self._news = asyncio.Event()
        self.session = TerminalSession(lambda: engine, plan, self._show)
        self.session.changed.subscribe(lambda _standing: self._news.set())

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            await self._news.wait()
            self._news.clear()

    async def until_text(self, wanted: bytes) -> None:
        await self.until(lambda: wanted in self.text)

    async def until_phase(self, phase: Phase) -> None:
        await self.until(lambda: self.session.standing.phase is phase)

    async def type(self, line: str, wanted: str) -> None:
        await self.session.write(line.encode() + b"\r")
        await self.until_text(wanted.encode())

    async def _show(self, data: bytes) -> None:
        self.text += data
        self._news.set()


@asynccontextmanager
async def screen(url: str, plan: Plan) -> AsyncIterator[Screen]:
    async with connected(url) as engine:
        shown = Screen(engine, plan)
        running = asyncio.ensure_future(shown.session.run())
        try:
            await shown.until(lambda: shown.session.standing.phase is not Phase.OPENING)
            yield shown
        finally:
            await shown.session.close()
            await running


def target(key: str) -> Target:
    return Target(Kind.CONTAINER, key, "web")


def commands(docker: Docker, key: str) -> list[str]:
    """What runs in a container, by ``docker top``."""
    return docker("top", key, "-eo", "pid,args").splitlines()[1:]


def until_only(docker: Docker, key: str, count: int) -> None:
    """Until so many processes are left."""
    end = time.monotonic() + 20
    while len(left := commands(docker, key)) > count:
        assert time.monotonic() < end, left


@pytest.mark.parametrize("options", [(), ("--pid", "host")], ids=["own", "host"])
def test_nothing_runs_in_the_container_when_its_terminal_was_closed(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, options: tuple[str, ...]
) -> None:
    key = docker_run(*options)
    before = len(commands(docker, key))

    async def main() -> None:
        async with screen(engine_host, ShellPlan(target(key), ("sh",))) as shown:
            await shown.type("sleep 1001 & sleep 1002; echo never", "sleep 1002")
            await run_in_thread(until, "sleep 1002", name="docker")
            assert await shown.session.running_program() == "sleep 1002"

    def until(command: str) -> None:
        while command not in docker("top", key):
            pass

    aio(main(), timeout=60)
    until_only(docker, key, before)


def test_nothing_runs_on_when_it_was_closed_while_it_began(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run()
    before = len(commands(docker, key))

    async def main() -> None:
        async with connected(engine_host) as engine:
            shown = Screen(engine, ShellPlan(target(key), ("sh",)))
            running = asyncio.ensure_future(shown.session.run())
            await asyncio.sleep(0)
            await shown.session.close()
            await running

    aio(main(), timeout=60)
    until_only(docker, key, before)


def test_a_shell_that_waits_is_idle(aio: Aio, engine_host: str, docker_run: Docker) -> None:
    key = docker_run()

    async def main() -> None:
        async with screen(engine_host, ShellPlan(target(key), ("sh",))) as shown:
            await shown.type("echo $((1+1))", "2\r\n")
            assert await shown.session.running_program() is None
            await shown.type("exit 3", "exit 3")
            await shown.until_phase(Phase.ENDED)
            assert shown.session.standing.exit_code == 3

    aio(main())


def test_a_shell_that_was_lost_is_ended_with_the_new_one(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run()
    before = len(commands(docker, key))

    async def main(proxy: Proxy) -> None:
        async with screen(proxy.url, ShellPlan(target(key), ("sh",))) as shown:
            await shown.type("echo $((20+2))", "22\r\n")
            proxy.cut()
            await shown.until_phase(Phase.LOST)
            shown.session.reconnect()
            await shown.until_phase(Phase.RUNNING)
            await shown.type("echo $((30+3))", "33\r\n")
            assert shown.session.standing.opening == 2
            assert len(await run_in_thread(commands, docker, key, name="docker")) == before + 2

    with Proxy(Path(urlsplit(engine_host).path)) as proxy:
        aio(main(proxy), timeout=60)
    until_only(docker, key, before)


def test_what_was_written_before_stands_above_and_a_return_goes_on_from_there(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run("-it", command=("sh", "-c", "seq 1 2000; exec sh"))

    async def main() -> None:
        while "2000" not in await run_in_thread(docker, "logs", "--tail=20", key, name="docker"):
            pass
        async with screen(engine_host, AttachPlan(target(key), log_lines=100)) as shown:
            await shown.type("echo $((50+5))", "55\r\n")
            assert b"\r\n2000\r\n" in shown.text
            assert b"\r\n1000\r\n" not in shown.text
            await shown.session.detach()
            await shown.until_phase(Phase.DETACHED)
            shown.text = b""
            shown.session.reconnect()
            await shown.until_phase(Phase.RUNNING)
            await shown.type("exit 6", "exit 6")
            await shown.until_phase(Phase.ENDED)
            assert shown.session.standing.exit_code == 6
            assert b"2000" not in shown.text

    aio(main(), timeout=60)


@pytest.mark.parametrize(
    ("command", "codes", "options"),
    [
        ("seq 1 3000; exit 3", {3}, ()),
        ("seq 1 3000", {0, None}, ("--rm",)),  # whoever asks first
    ],
    ids=["kept", "removed"],
)
def test_nothing_is_missed_of_a_program_that_ends_at_once(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    command: str,
    codes: set[int | None],
    options: tuple[str, ...],
) -> None:
    key = docker("create", "-it", "--label", OURS, *options, IMAGE, "sh", "-c", command)

    async def main() -> None:
        listener = Listener()
        async with connected(engine_host) as engine:
            await listener.attach(engine, key)
            await engine.start(key)
            if not options:
                await run_in_thread(docker, "wait", key, name="docker")
            await listener.started()
            shown = Screen(engine, FromStartPlan(target(key), listener=listener))
            running = asyncio.ensure_future(shown.session.run())
            await shown.until_phase(Phase.ENDED)
            ended = shown.session.standing
            await shown.session.close()
            await running
            await listener.close()
        assert shown.text.replace(b"\r", b"").split() == [b"%d" % n for n in range(1, 3001)]
        assert ended.exit_code in codes

    aio(main(), timeout=60)


def test_a_program_whose_input_ends_with_the_terminal_is_known(
    aio: Aio, engine_host: str, docker: Docker
) -> None:
    key = docker("create", "-i", "--label", OURS, IMAGE, "cat")
    docker("start", key)

    async def main() -> None:
        async with screen(engine_host, AttachPlan(target(key))) as shown:
            assert shown.session.opened is not None
            assert shown.session.opened.closing_ends_input
            await shown.type("hello", "hello\r\nhello\r\n")

    aio(main(), timeout=60)
    assert docker("wait", key) == "0", "it has ended"


# Shells and helpers


def test_the_shell_of_a_real_container_is_found(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    with_sh = docker_run()
    without = docker_run(command=NO_SHELL)
    linked_once = docker_run(command=ONLY_SH)

    async def main() -> None:
        for key in (without, linked_once):
            while "sleep 1000" not in await run_in_thread(docker, "top", key, name="docker"):
                pass
        async with connected(engine_host) as engine:
            assert await Shells().find(engine, with_sh, "image") == "ash"
            assert await Shells().find(engine, linked_once, "image") == "sh"
            with pytest.raises(NoShell):
                await Shells().find(engine, without, "image")

    aio(main(), timeout=60)


def test_a_shell_that_is_not_there_is_told_from_one_that_ends_with_the_same_code(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    key = docker_run()

    async def main() -> None:
        async with screen(engine_host, ShellPlan(target(key), ("bash",))) as shown:
            await shown.until_phase(Phase.ENDED)
            assert shown.session.standing.exit_code in (126, 127)
            assert shown.session.not_begun
        async with screen(engine_host, ShellPlan(target(key), ("sh",))) as shown:
            assert await shown.session.running_program() is None, "its process is seen"
            await shown.session.write(b"exit 127\r")
            await shown.until_phase(Phase.ENDED)
            assert shown.session.standing.exit_code == 127
            assert not shown.session.not_begun

    aio(main())


def helpers(docker: Docker) -> str:
    return docker("ps", "-aq", "--filter", f"label={LABEL}")


def until_no_helper(docker: Docker) -> None:
    end = time.monotonic() + 20
    while left := helpers(docker):
        assert time.monotonic() < end, left


def test_a_helper_sees_processes_network_and_volumes_and_is_gone_afterwards(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run("-v", "/data", command=("sh", "-c", f"echo it >/data/file; {NO_SHELL[2]}"))

    async def main() -> None:
        async with screen(engine_host, HelperPlan(target(key), IMAGE)) as shown:
            await shown.type("cat /data/file; hostname", f"it\r\n{key[:12]}\r\n")
            await shown.type("echo $TERM", "xterm-256color\r\n")
            await shown.type("ps | grep -c '[s]leep 1000'", "1\r\n")
            await shown.type("ls /proc/1/root/bin/sleep", "\r\n/proc/1/root/bin/sleep")
            assert await run_in_thread(helpers, docker, name="docker")

    aio(main(), timeout=60)
    until_no_helper(docker)


def test_what_runs_in_a_helper_is_told(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run()

    def until_runs(command: str) -> None:
        while command not in docker("top", helpers(docker)):
            pass

    async def main() -> None:
        async with screen(engine_host, HelperPlan(target(key), IMAGE)) as shown:
            await shown.type("echo $((1+1))", "2\r\n")
            assert await shown.session.running_program() is None
            await shown.type("sleep 1004", "sleep 1004")
            await run_in_thread(until_runs, "sleep 1004", name="docker")
            assert await shown.session.running_program() == "sleep 1004"

    aio(main(), timeout=60)
    until_no_helper(docker)


def test_a_helper_is_gone_when_whoever_made_it_was_killed(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run()

    async def main(proxy: Proxy) -> None:
        async with screen(proxy.url, HelperPlan(target(key), IMAGE)) as shown:
            await shown.type("sleep 1003", "sleep 1003")
            assert await run_in_thread(helpers, docker, name="docker")
            proxy.hangs = True  # nothing more comes from us
            proxy.cut()
            await run_in_thread(until_no_helper, docker, name="docker")

    with Proxy(Path(urlsplit(engine_host).path)) as proxy:
        aio(main(proxy), timeout=60)
