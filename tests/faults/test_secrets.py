"""A secret in an error reaches neither the log nor the trace nor the window."""

from __future__ import annotations

import base64
import json
import logging
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app import _on_unexpected
from desktop.engine.errors import EngineFault
from desktop.model.operations import Outcome
from desktop.model.session import Link
from desktop.tracing import Trace
from tests.faults.under_fault import is_live, is_lost, outside, under_fault
from tests.journeys import hands as at_the_window
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.leaks import ExpectLog
from tests.support.network import connection_within
from tests.support.proxy import Proxy, http_answer
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine
from tests.support.tls import Authority, engine_arguments

SECRET = "hunter2-correct-horse"
SAID = f"docker login -u me -p {SECRET} failed; DB_PASSWORD={SECRET} tcp://me:{SECRET}@registry"


def fails(password: str) -> None:
    """Raises with a secret in the message, and has another in its variables."""
    environment = {"DB_PASSWORD": password}
    raise EngineFault(f"{SAID} ({len(environment)})")


@pytest.mark.display
def test_a_fault_of_ours_is_logged_and_said_without_secrets(
    aio: Aio, engine_host: str, expect_log: ExpectLog, tmp_path: Path
) -> None:
    expect_log("unexpected")
    expect_log("a deed failed")

    async def deed() -> None:
        fails(SECRET)

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            try:
                fails(SECRET)
            except EngineFault:
                _on_unexpected(*sys.exc_info())  # type: ignore[arg-type]
            logging.getLogger("desktop").info("it said %s", "\x1b]0;title\x07\u202e")
            logging.getLogger("desktop").info("asked with %s", {"X-Registry-Auth": SECRET})
            hands.window.deeds.spawn(deed())
            shown = hands.window.status.currentMessage
            await until(shown, "it is said")
            assert SECRET not in shown()
            assert "failed" in shown()

    aio(journey(), timeout=60)
    logged = (tmp_path / "portside.log").read_text()
    assert "EngineFault" in logged
    assert "registry" in logged
    assert SECRET not in logged
    assert "it said \\x1b]0;title\\x07\\u202e" in logged, "no terminal obeys it"
    assert (tmp_path / "portside.log").stat().st_mode & 0o077 == 0


@pytest.mark.display
def test_a_containers_environment_is_masked_and_never_written(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run("--env", f"DB_PASSWORD={SECRET}", name="vault")

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("vault") == "running")
            hands.select("vault")
            await until(lambda: "DB_PASSWORD" in hands.read_details(), "its environment is shown")
            assert SECRET not in hands.read_details()

    aio(journey(), timeout=60)
    for written in tmp_path.rglob("*"):
        if written.is_file():
            assert SECRET.encode() not in written.read_bytes(), written


REGISTRY = "127.0.0.1:5000"  # where nobody listens
USER = base64.b64encode(f"me:{SECRET}".encode()).decode()
TLS_PORT = 2376
MILESTONES = {"styled", "built", "painted", "containers painted", *(link.value for link in Link)}
TRACED = {
    "milestone": {"event", "name", "seconds"},
    "stall": {"event", "seconds", "at"},
    "end": {"event", "longest"},
}


@pytest.fixture
def trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of ``--trace``, for any window that is opened."""
    path = tmp_path / "trace.jsonl"
    monkeypatch.setattr(at_the_window, "Trace", lambda _none: Trace(path))
    return path


@pytest.fixture
def logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user has done ``docker login``."""
    folder = tmp_path / "docker"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"auths": {REGISTRY: {"auth": USER}}}))
    monkeypatch.setenv("DOCKER_CONFIG", str(folder))


def is_without_secrets(trace: Path, *more: str) -> bool:
    """Whether it holds only what it should: known words, and numbers."""
    text = trace.read_text()
    for secret in (SECRET, USER, "PRIVATE KEY", *more):
        assert secret not in text
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        assert {*line} == TRACED[line["event"]], line
        assert line.get("name", "live") in MILESTONES, line
        numbers = (line[key] for key in {*line} - {"event", "name"})
        assert all(isinstance(number, float) for number in numbers), line
    assert {line["event"] for line in lines} == {*TRACED}
    assert {"live", "lost"} <= {line.get("name") for line in lines}
    return True


async def _let_secrets_pass_by(hands: Hands, proxy: Proxy) -> None:
    """A container's, a registry's and those in an error; then the connection is lost."""
    await until(lambda: hands.state("vault") == "running")
    hands.select("vault")
    await until(lambda: "DB_PASSWORD" in hands.read_details(), "its environment is shown")
    hands.menu("Image", "Pull…")
    dialog = await hands.dialog()
    hands.fill(dialog, "Reference", f"{REGISTRY}/{SECRET}:1")
    hands.press(dialog, "Pull")
    operations = hands.application.operations
    await until(lambda: [o.outcome for o in operations] == [Outcome.FAILED], "nobody listens")
    threading.Event().wait(0.05)  # a stall, which is traced
    proxy.cut()
    await until(lambda: is_lost(hands), "the loss is known")
    await until(lambda: is_live(hands), "it is back")


@pytest.mark.display
def test_a_trace_has_none_of_the_secrets_that_pass_by(
    aio: Aio,
    proxy: Proxy,
    docker_run: Callable[..., str],
    tmp_path: Path,
    trace: Path,
    logged_in: None,
) -> None:
    docker_run("--env", f"DB_PASSWORD={SECRET}", name="vault")
    told = http_answer(json.dumps({"message": SAID}).encode(), status="500 Internal Server Error")

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await _let_secrets_pass_by(hands, proxy)
            assert b"X-Registry-Auth: " in b"".join(proxy.requests)
            proxy.instead = lambda asked: [told] if b"/pause" in asked else None
            hands.select("vault")
            hands.menu("Container", "Pause")
            operations = hands.application.operations
            failed = Outcome.FAILED
            await until(lambda: [o.outcome for o in operations] == [failed, failed], "it is told")

    aio(journey(), timeout=60)
    assert is_without_secrets(trace, "registry")


def test_a_trace_that_finds_no_room_ends_and_nothing_else_does(expect_log: ExpectLog) -> None:
    expect_log("the trace ends here: .*No space left")
    trace = Trace(Path("/dev/full"))
    trace.mark("painted")
    trace.mark("live")
    trace.close()


@pytest.mark.display
def test_a_trace_has_nothing_of_the_keys_of_tls(
    aio: Aio,
    second_engine: Callable[..., RealEngine],
    tmp_path: Path,
    trace: Path,
    logged_in: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    authority = Authority(tmp_path)
    engine = second_engine(image=True, arguments=engine_arguments(authority.server(), TLS_PORT))
    environment = ("--env", f"DB_PASSWORD={SECRET}")
    command = ("--label", LABEL, "--name", "vault", *environment, IMAGE, *WAIT)
    keys = tmp_path / f"keys-{SECRET}"
    keys.mkdir()
    files = authority.client()
    for name, file in (("ca", files.ca), ("cert", files.cert), ("key", files.key)):
        assert file is not None
        shutil.copy(file, keys / f"{name}.pem")
    monkeypatch.setenv("DOCKER_TLS_VERIFY", "1")
    monkeypatch.setenv("DOCKER_CERT_PATH", str(keys))

    async def journey() -> None:
        with Proxy(lambda: connection_within(engine.pid, TLS_PORT)) as proxy:
            async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
                await outside(engine.docker, "run", "-d", *command)
                await _let_secrets_pass_by(hands, proxy)
                endpoint = hands.application.session.status.endpoint
                assert endpoint is not None
                assert endpoint.tls is not None
                assert endpoint.tls.key == keys / "key.pem"

    aio(journey(), timeout=60)
    assert is_without_secrets(trace, ".pem")
