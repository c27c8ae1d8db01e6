from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from desktop.engine.errors import EngineError, EngineFault
from desktop.engine.observations import LogLine, Output
from desktop.engine.records import Kind, Progress
from desktop.model.commands import Target
from desktop.model.logs.save import SaveLog
from desktop.model.operations import Operations, Outcome
from desktop.model.secrets import masked_line
from desktop.model.shell import Shell, quoted
from tests.model.fake_engine import FakeEngine, FakeWorld, make_container, make_id
from tests.support.aio import Aio

WEB = Target(Kind.CONTAINER, make_id(1), "web")


@pytest.fixture
def engine(world: FakeWorld) -> FakeEngine:
    world.add(make_container(1, "web"))
    world.watched.logs[WEB.key] += [LogLine(str(n), Output(n), b"line %d" % n) for n in (1, 2)]
    return FakeEngine(world)


def test_a_log_is_saved_whole(aio: Aio, engine: FakeEngine, tmp_path: Path) -> None:
    told: list[Progress] = []

    async def main() -> None:
        path = tmp_path / "web.log"
        await SaveLog(WEB, path).act(engine, WEB, told.append)
        assert path.read_bytes() == b"line 1\nline 2\n"
        await SaveLog(WEB, path, timestamps=True).act(engine, WEB, told.append)
        assert path.read_bytes() == b"1 line 1\n2 line 2\n"
        await asyncio.sleep(0)

    aio(main())
    assert told[-1].done == 18
    assert list(tmp_path.iterdir()) == [tmp_path / "web.log"]


def test_an_empty_log_is_an_empty_file(aio: Aio, engine: FakeEngine, tmp_path: Path) -> None:
    engine.world.watched.logs.clear()
    aio(SaveLog(WEB, tmp_path / "web.log").act(engine, WEB, lambda _: None))
    assert (tmp_path / "web.log").read_bytes() == b""


def test_cancelled_it_leaves_what_was_there(aio: Aio, engine: FakeEngine, tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    path.write_text("before")

    async def main() -> None:
        engine.world.fail("save_log", until=asyncio.Event())
        operations = Operations(lambda: engine)
        operation = operations.start(SaveLog(WEB, path))
        while not engine.world.called("save_log"):  # noqa: ASYNC110
            await asyncio.sleep(0)
        assert len(list(tmp_path.iterdir())) == 2
        operations.cancel(operation)
        assert await operation.wait() is Outcome.CANCELLED

    aio(main())
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there(aio: Aio, engine: FakeEngine, tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    path.write_text("before")
    engine.world.fail("save_log", EngineFault("gone", status=500))
    with pytest.raises(EngineFault):
        aio(SaveLog(WEB, path).act(engine, WEB, lambda _: None))
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_can_not_be_written_says_why(aio: Aio, engine: FakeEngine, tmp_path: Path) -> None:
    path = tmp_path / "none" / "web.log"
    with pytest.raises(EngineError, match="No such file or directory"):
        aio(SaveLog(WEB, path).act(engine, WEB, lambda _: None))


def test_its_line_is_one_for_the_shell() -> None:
    (line,) = SaveLog(WEB, Path("/tmp/my log"), timestamps=True).lines()
    assert quoted(masked_line(line), Shell.POSIX) == (
        "docker logs --timestamps web > '/tmp/my log' 2>&1"
    )
    assert quoted(line, Shell.POWERSHELL) == "docker logs --timestamps web > '/tmp/my log' 2>&1"
    assert quoted(("docker", "rm", ">"), Shell.POSIX) == "docker rm '>'"
