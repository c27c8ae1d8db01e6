"""Why a container stopped, told right by a real Engine's words, each way that it can stop."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable
from functools import partial

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.reasons import Stop, Why, life_of, why_stopped
from desktop.model.stories import Stories
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL, RealEngine

Docker = Callable[..., str]
Tell = Callable[[Callable[[], str]], tuple[Stop, Stop]]
_marks = itertools.count(1)


async def reason(engine: DockerEngine, container: str) -> Stop:
    """By what the Engine remembers, and when it was started: it makes its bridge anew then."""
    inspection = await engine.inspect(Kind.CONTAINER, container)
    life = life_of(inspection)
    past = await engine.past_events(container, *life) if life is not None else []
    bridges = [each for each in await engine.networks() if each.name == "bridge"]
    began = next((bridge.created for bridge in bridges), 0.0)
    return why_stopped(inspection, past, engine_started=began)


@pytest.fixture
def tell(aio: Aio, docker: Docker, engine_host: str) -> Tell:
    """Do something that ends in a stopped container, whose id it returns; tell why it stopped.

    Twice: from the events that the Engine remembers, and from those that were seen.
    """

    async def scenario(act: Callable[[], str]) -> tuple[Stop, Stop]:
        stories = Stories()
        mark = f"portside-test/mark:{next(_marks)}"  # the one before is removed about now
        async with connected(engine_host) as engine:
            async with engine.changes(engine.clock() - 0.5) as batches:
                container = await run_in_thread(act, name="act")
                await run_in_thread(partial(docker, "tag", IMAGE, mark), name="mark")
                async for changes in batches:
                    stories.remember(changes.deaths)
                    if any(event.attributes.get("name") == mark for event in changes.events):
                        break
            inspection = await engine.inspect(Kind.CONTAINER, container)
            remembered = await reason(engine, container)
            return remembered, why_stopped(inspection, stories.of(container))

    return lambda act: aio(scenario(act), timeout=60)


@pytest.fixture
def ended(docker: Docker) -> Callable[..., str]:
    """Run a container to its end; returns its id."""

    def run(*words: str, options: tuple[str, ...] = ()) -> str:
        container = docker("run", "-d", "--label", LABEL, *options, IMAGE, *words)
        docker("wait", container)
        return container

    return run


def both(told: tuple[Stop, Stop]) -> Stop:
    remembered, seen = told
    assert remembered == seen
    return seen


def test_exit_code_0_is_finished(tell: Tell, ended: Callable[..., str]) -> None:
    stop = both(tell(lambda: ended("true")))
    assert (stop.why, stop.exit_code) == (Why.FINISHED, 0)
    assert stop.finished > 1e9


def test_another_exit_code_is_failed(tell: Tell, ended: Callable[..., str]) -> None:
    stop = both(tell(lambda: ended("sh", "-c", "exit 3")))
    assert (stop.why, stop.exit_code) == (Why.FAILED, 3)


@pytest.mark.parametrize("code", [125, 126, 127, 137, 143])
def test_a_program_that_exits_with_a_telling_code_by_itself_was_not_killed_by_docker(
    tell: Tell, ended: Callable[..., str], code: int
) -> None:
    stop = both(tell(lambda: ended("sh", "-c", f"exit {code}")))
    assert stop.why is (Why.SIGNALLED if code > 128 else Why.FAILED)
    assert stop.exit_code == code


def test_docker_stop_that_is_obeyed_is_stopped(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run()
        docker("stop", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.signal, stop.exit_code) == (Why.STOPPED, "SIGTERM", 0)


def test_docker_stop_of_a_program_without_a_handler_is_stopped(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run("--init", command=("sleep", "1000"))
        docker("stop", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.signal, stop.exit_code) == (Why.STOPPED, "SIGTERM", 143)


def test_docker_stop_that_is_ignored_is_stopped_hard(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run(command=("sleep", "1000"))  # PID 1 without a handler ignores TERM
        docker("stop", "--time", "1", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.signal, stop.exit_code) == (Why.STOPPED_HARD, "SIGTERM", 137)


def test_docker_stop_without_any_grace_is_stopped_hard(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run(command=("sleep", "1000"))
        docker("stop", "--time", "0", container)
        return container

    assert both(tell(act)).why is Why.STOPPED_HARD


def test_docker_stop_with_a_signal_of_its_own_tells_it(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run("--stop-signal", "SIGINT")
        docker("stop", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.signal) == (Why.STOPPED, "SIGINT")


def test_docker_kill_is_killed(tell: Tell, docker: Docker, docker_run: Callable[..., str]) -> None:
    def act() -> str:
        container = docker_run()
        docker("kill", container)
        docker("wait", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.signal, stop.exit_code) == (Why.KILLED, "SIGKILL", 137)


def test_docker_kill_with_another_signal_tells_it(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run()
        docker("kill", "--signal", "INT", container)
        docker("wait", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.signal) == (Why.KILLED, "SIGINT")


def test_a_signal_that_was_survived_is_not_the_reason(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        wait = "trap 'echo reload' HUP; trap 'exit 4' USR1; while :; do sleep 0.1; done"
        container = docker_run(command=("sh", "-c", wait))
        docker("kill", "--signal", "HUP", container)
        docker("exec", "--detach", container, "kill", "-USR1", "1")  # which ends with it
        docker("wait", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.exit_code) == (Why.FAILED, 4)


def test_a_stop_of_an_earlier_life_is_not_the_reason(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        once = "trap 'exit 0' TERM; test -e /again && exit 5; touch /again; sleep 100 & wait"
        container = docker_run(command=("sh", "-c", once))
        docker("stop", container)
        docker("start", container)
        docker("wait", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.exit_code) == (Why.FAILED, 5)


def test_a_restart_by_docker_runs(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run()
        docker("restart", container)
        return container

    assert both(tell(act)).why is Why.RUNS


def test_a_paused_container_runs(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run()
        docker("pause", container)
        return container

    assert both(tell(act)).why is Why.RUNS


def test_out_of_memory_is_told(tell: Tell, docker: Docker, ended: Callable[..., str]) -> None:
    limits = docker("info", "--format", "{{.MemoryLimit}}")
    if limits != "true":
        pytest.skip("this kernel gives the Engine no memory limits (docker info: MemoryLimit)")
    options = ("--memory", "8m", "--memory-swap", "8m")

    def act() -> str:
        """Until the Engine has noticed: of one that ends at once it may hear the end alone.

        https://github.com/containerd/containerd/issues/8180
        """
        for _ in range(8):
            container = ended("tail", "/dev/zero", options=options)
            if docker("inspect", "--format", "{{.State.OOMKilled}}", container) == "true":
                return container
        raise AssertionError("the Engine never notices")

    stop = both(tell(act))
    assert (stop.why, stop.exit_code) == (Why.OUT_OF_MEMORY, 137)


@pytest.mark.parametrize(
    ("words", "why", "code"),
    [
        (("no-such-program",), Why.NOT_FOUND, 127),
        (("/no/such/path",), Why.NOT_FOUND, 127),
        (("/etc/passwd",), Why.NOT_EXECUTABLE, 126),
        (("/tmp",), Why.NOT_EXECUTABLE, 126),
    ],
)
def test_a_command_that_cannot_be_run_is_told(
    tell: Tell, docker: Docker, words: tuple[str, ...], why: Why, code: int
) -> None:
    def act() -> str:
        container = docker("create", "--label", LABEL, IMAGE, *words)
        with pytest.raises(AssertionError):
            docker("start", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.exit_code) == (why, code)
    assert words[0] in stop.detail


def test_a_file_that_is_no_program_is_told(tell: Tell, docker: Docker) -> None:
    def act() -> str:
        container = docker("run", "-d", "--label", LABEL, IMAGE, "true")
        docker("wait", container)
        docker("cp", "/etc/hostname", f"{container}:/bin/noprogram")
        broken = docker("commit", container, "portside-test/broken:1")
        made = docker("create", "--label", LABEL, broken, "sh", "-c", "chmod +x /bin/noprogram")
        docker("start", made)
        docker("wait", made)
        image = docker("commit", "-c", 'CMD ["/bin/noprogram"]', made, "portside-test/broken:2")
        last = docker("create", "--label", LABEL, image)
        # Some Engines fail to start it (exec format error), some let it end with 1 or 126.
        try:
            docker("start", last)
        except AssertionError:
            return last
        docker("wait", last)
        return last

    stop = both(tell(act))
    assert stop.why in (Why.NOT_EXECUTABLE, Why.START_FAILED, Why.FAILED)
    assert stop.exit_code != 0


def test_a_port_in_use_is_a_failed_start(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        first = docker_run("--publish", "127.0.0.1::80")
        port = docker("port", first, "80").rpartition(":")[2]
        second = docker("create", "--label", LABEL, "--publish", f"127.0.0.1:{port}:80", IMAGE)
        with pytest.raises(AssertionError):
            docker("start", second)
        return second

    stop = both(tell(act))
    assert stop.why is Why.START_FAILED
    assert "port" in stop.detail


def test_what_was_never_started_is_told(tell: Tell, docker: Docker) -> None:
    stop = both(tell(lambda: docker("create", "--label", LABEL, IMAGE)))
    assert stop == Stop(Why.NEVER_STARTED, 0)


def test_killed_from_outside_is_signalled(
    tell: Tell, docker: Docker, docker_run: Callable[..., str]
) -> None:
    def act() -> str:
        container = docker_run()
        os.kill(int(docker("inspect", "--format", "{{.State.Pid}}", container)), signal.SIGKILL)
        docker("wait", container)
        return container

    stop = both(tell(act))
    assert (stop.why, stop.signal, stop.exit_code) == (Why.SIGNALLED, "SIGKILL", 137)


def test_a_crash_is_signalled(tell: Tell, ended: Callable[..., str]) -> None:
    stop = both(
        tell(lambda: ended("sh", "-c", "kill -SEGV $$", options=("--init", "--ulimit", "core=0")))
    )
    assert (stop.why, stop.signal, stop.exit_code) == (Why.SIGNALLED, "SIGSEGV", 139)


@pytest.fixture
def ask(aio: Aio) -> Callable[[RealEngine, str], Stop]:
    """Why a container on that Engine stopped, by what the Engine remembers."""

    async def scenario(url: str, container: str) -> Stop:
        async with connected(url) as engine:
            return await reason(engine, container)

    return lambda engine, container: aio(scenario(engine.url, container))


WAITING = "sleep 86400 & wait"


def test_what_an_engine_that_was_stopped_took_along_is_told(
    second_engine: Callable[..., RealEngine], ask: Callable[[RealEngine, str], Stop]
) -> None:
    engine = second_engine(image=True)
    plain = engine.docker("run", "-d", "--init", IMAGE, "sleep", "1000")
    obedient = engine.docker("run", "-d", IMAGE, "sh", "-c", f"trap 'exit 0' TERM; {WAITING}")
    engine.restart()
    assert ask(engine, plain).why is Why.ENGINE_DOWN
    # It ended with 0, and the Engine has forgotten why: that much can be said, and no more.
    stop = ask(engine, obedient)
    assert (stop.why, stop.witnessed) == (Why.FINISHED, False)


def test_what_an_engine_that_was_killed_took_along_is_told(
    second_engine: Callable[..., RealEngine], ask: Callable[[RealEngine, str], Stop]
) -> None:
    engine = second_engine(image=True)
    container = engine.docker("run", "-d", IMAGE, "sh", "-c", f"trap 'exit 0' TERM; {WAITING}")
    stubborn = engine.docker("run", "-d", "--stop-timeout", "1", IMAGE, "sleep", "1000")
    engine.kill()
    engine.start()  # it ends what it finds still running
    assert ask(engine, container).why is Why.ENGINE_DOWN
    assert ask(engine, stubborn).why is Why.ENGINE_DOWN
    ended = engine.docker("run", "-d", IMAGE, "sh", "-c", f"trap 'exit 0' TERM; {WAITING}")
    engine.docker("stop", ended)
    assert ask(engine, ended).why is Why.STOPPED
