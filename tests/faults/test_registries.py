"""Faults on the way to a registry: it breaks, it refuses, it is not what it seems."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.engine import credential_helpers
from desktop.engine.records import Kind, PartState
from desktop.engine.registry_records import Keep, Secret, SignIn
from desktop.model.commands import Command, Target
from desktop.model.image_commands import PullImage
from desktop.model.operations import Operation, Outcome
from desktop.model.registry_commands import PushImage, SignInTo
from desktop.ui.activity import record
from desktop.ui.activity.steps import next_steps
from tests.faults.under_fault import is_lost, outside, under_fault
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.network import connection_within, socket_within
from tests.support.packing import one_file
from tests.support.proxy import Proxy
from tests.support.real_engine import RealEngine
from tests.support.registry import ABSENT, Registry, present

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not present(), reason=ABSENT),
]

USERS = {"me": "w0rd-of-mine"}
TYPED = "w0rd-of-mine"
SIZE = 4_000_000


class Way:
    """An Engine of this test's own, a registry beside it, and what bends the way between them."""

    def __init__(self, engine: RealEngine, folder: Path) -> None:
        self.engine = engine
        self.registry = Registry(folder / "registry", network_of=engine.pid)
        self.registry.start()
        listener = socket_within(engine.pid)
        listener.bind(("127.0.0.1", 0))
        port = int(self.registry.host.partition(":")[2])
        self.proxy = Proxy(lambda: connection_within(engine.pid, port), listener)
        self.host = f"127.0.0.1:{self.proxy.port}"

    def push(self, name: str) -> str:
        """An image of one large layer, which the registry has and the Engine no more."""
        there = f"{self.registry.host}/{name}"
        self.engine.docker("import", "-", there, stdin=_archive())
        self.engine.docker("push", "--quiet", there)
        self.engine.docker("rmi", there)
        return f"{self.host}/{name}"


def _archive() -> bytes:
    return one_file("random", os.urandom(SIZE))


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Docker's configuration of this test alone."""
    monkeypatch.setenv("DOCKER_CONFIG", os.fspath(tmp_path / "docker"))
    return tmp_path / "docker/config.json"


@pytest.fixture
def way(second_engine: Callable[..., RealEngine], tmp_path: Path) -> Iterator[Way]:
    made = Way(second_engine(arguments=("--max-download-attempts=1",)), tmp_path)
    with made.proxy:
        yield made
    made.registry.close()


def run(hands: Hands, command: Command) -> Operation:
    operation = hands.application.window.deeds.run(command)
    assert operation is not None
    return operation


def said(hands: Hands, operation: Operation) -> str:
    [failure] = operation.failures
    return record.sentence(operation, failure, hands.application.store)


def steps(hands: Hands, operation: Operation) -> list[Any]:
    return list(next_steps(operation, hands.application.store))


@pytest.mark.row(1)
def test_an_engine_that_dies_in_a_pull_is_told_at_once_and_no_image_is_claimed(
    aio: Aio, way: Way, tmp_path: Path
) -> None:
    reference = way.push("app:1")
    way.proxy.delay = 0.05  # a piece; the layer takes seconds

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", way.engine.url) as hands:
            operation = run(hands, PullImage(reference))
            await until(lambda: operation.progress and operation.progress.done > 0, "it loads")
            await outside(way.engine.kill)
            await until(lambda: not operation.running, "it is told", 1)
            assert operation.outcome is Outcome.FAILED
            assert "the connection to the Engine was lost" in said(hands, operation)
            [again] = steps(hands, operation)
            assert again.text == "Try again"
            await until(lambda: is_lost(hands), "the Engine is gone")
            way.proxy.cut()
            await outside(way.engine.start)
            images = hands.application.store.images
            await until(lambda: hands.application.session.engine is not None, "it is back")
            assert not any(reference in image.references for image in images)
            assert again.command == PullImage(reference)

    aio(journey(), timeout=90)


def test_a_registry_that_stops_in_mid_layer_is_told_and_tried_again(
    aio: Aio, way: Way, tmp_path: Path
) -> None:
    reference = way.push("app:1")
    way.proxy.cut_after = SIZE // 4

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", way.engine.url) as hands:
            operation = run(hands, PullImage(reference))
            await until(lambda: not operation.running)
            assert operation.outcome is Outcome.FAILED
            assert "ended in the middle" in said(hands, operation)
            assert operation.progress is not None
            assert PartState.FAILED in [part.state for part in operation.progress.parts]
            way.proxy.cut_after = None
            [again] = steps(hands, operation)
            assert again.text == "Try again"
            later = run(hands, again.command)
            await until(lambda: not later.running)
            assert later.outcome is Outcome.DONE, later.failures

    aio(journey(), timeout=90)


def test_a_push_that_is_cut_off_is_no_success(aio: Aio, way: Way, tmp_path: Path) -> None:
    reference = f"{way.host}/team/app:1"
    way.engine.docker("import", "-", reference, stdin=_archive())
    way.proxy.read_at_most = SIZE // 4

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", way.engine.url) as hands:
            await until(lambda: len(list(hands.application.store.images)) > 0)
            operation = run(hands, PushImage(Target(Kind.IMAGE, "", reference)))
            await outside(way.proxy.wait_until_full)
            hands.application.operations.cancel(operation)
            await until(lambda: not operation.running, "a cancel is heard at once", 2)
            assert operation.outcome is Outcome.CANCELLED
            way.proxy.cut()

    aio(journey(), timeout=90)


def test_wrong_credentials_are_told_and_right_ones_go_on_with_the_pull(
    aio: Aio,
    engine_host: str,
    registry: Callable[..., Registry],
    docker: Callable[..., str],
    tmp_path: Path,
    settings: Path,
) -> None:
    ours = registry(users=USERS)
    reference = ours.push(docker, "app:1")

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", engine_host) as hands:
            refused = run(hands, PullImage(reference))
            await until(lambda: not refused.running)
            assert f"nobody is signed in to {ours.host}" in said(hands, refused)
            [step] = steps(hands, refused)
            assert (step.text, step.registry) == ("Sign in…", ours.host)
            hands.window.toggle_activity()
            panel = hands.window._places.activity.part
            for typed in ("wrong", TYPED):
                await until(lambda: panel.details.buttons, "the next step is offered")
                [button] = panel.details.buttons
                button.click()
                dialog = await hands.dialog()
                hands.fill(dialog, "User name", "me")
                hands.fill(dialog, "Password", typed)
                before = len(list(hands.application.operations))
                hands.press(dialog, "Sign in")
                await until(
                    lambda n=before: (
                        len(list(hands.application.operations)) > n
                        and not hands.application.operations.running
                    ),
                    "it has ended",
                )
                last = list(hands.application.operations)[-1]
                if typed == "wrong":
                    assert "does not accept this user name" in said(hands, last)
            assert last.outcome is Outcome.DONE, last.failures
            assert reference in docker("images", "--format", "{{.Repository}}:{{.Tag}}")
        assert not settings.exists()

    aio(journey(), timeout=90)


@pytest.mark.row(30)
def test_a_helper_that_hangs_holds_up_neither_the_window_nor_what_needs_no_password(
    aio: Aio,
    engine_host: str,
    registry: Callable[..., Registry],
    docker: Callable[..., str],
    tmp_path: Path,
    settings: Path,
    monkeypatch: pytest.MonkeyPatch,
    expect_log: Callable[[str], None],
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    hanging = programs / "docker-credential-hangs"
    hanging.write_text("#!/bin/sh\nexec sleep 1000\n")
    hanging.chmod(hanging.stat().st_mode | stat.S_IXUSR)
    reference = registry().push(docker, "app:1")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr(credential_helpers, "HELPER_SECONDS", 0.5)
    monkeypatch.setattr(credential_helpers, "ACTING_SECONDS", 0.5)
    settings.parent.mkdir()
    settings.write_text('{"credsStore": "hangs"}')
    expect_log("No credentials for .* has not answered")

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", engine_host) as hands:
            operation = run(hands, PullImage(reference))
            await until(lambda: not operation.running)
            assert operation.outcome is Outcome.DONE, operation.failures
            ours = reference.partition("/")[0]
            signing = run(hands, SignInTo(SignIn(ours, "me", Secret(TYPED), Keep.HELPER, "hangs")))
            await until(lambda: not signing.running)
            assert "the program that keeps passwords has failed" in said(hands, signing)
            assert TYPED not in said(hands, signing)

    aio(journey(), timeout=60)
    assert not [thread for thread in threading.enumerate() if thread.name == "sign-in"]


def test_what_is_typed_as_a_password_is_in_no_log_and_no_line(
    aio: Aio,
    engine_host: str,
    registry: Callable[..., Registry],
    tmp_path: Path,
) -> None:
    ours = registry(users=USERS)

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", engine_host) as hands:
            for typed in ("wr0ng-but-secret", TYPED):
                operation = run(hands, SignInTo(SignIn(ours.host, "me", Secret(typed))))
                await until(lambda o=operation: not o.running)
                script = record.as_script(hands.application.operations, hands.application.store)
                assert typed not in script
                assert typed not in repr(operation.command)
        for file in (tmp_path / "c").rglob("*"):
            if file.is_file():
                text = file.read_text(errors="replace")
                assert "wr0ng-but-secret" not in text
                assert TYPED not in text

    aio(journey(), timeout=60)
