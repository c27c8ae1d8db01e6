"""Faults on the way to a registry: it breaks, it refuses, it is not what it seems."""

from __future__ import annotations

import os
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop.engine import credential_helpers
from desktop.engine.records import Kind, PartState
from desktop.engine.registry_records import Keep, Secret, SignIn
from desktop.model.commands import Command, Target, Verb
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
from tests.support.proxy import Proxy, http_answer
from tests.support.real_engine import RealEngine
from tests.support.registry import ABSENT, Registry, present
from tests.support.tls import Authority

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not present(), reason=ABSENT),
]

USERS = {"me": "w0rd-of-mine"}
TYPED = "w0rd-of-mine"
SIZE = 4_000_000
AWAY = "10.99.0.1"  # an address that nobody has


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

    def import_image(self, name: str) -> str:
        """An image of one large layer, to be pushed there."""
        reference = f"{self.host}/{name}"
        self.engine.docker("import", "-", reference, stdin=_archive())
        return reference


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


def test_a_push_that_is_cut_in_mid_layer_says_that_it_waits_and_goes_on(
    aio: Aio, way: Way, tmp_path: Path
) -> None:
    reference = way.import_image("team/app:1")
    way.proxy.read_at_most = SIZE // 4

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", way.engine.url) as hands:
            operation = run(hands, PushImage(Target(Kind.IMAGE, "", reference)))
            await outside(way.proxy.wait_until_full)

            def told() -> str:
                return record.result(operation, hands.application.store)

            await until(lambda: "No data for " in told(), "it tells that nothing goes")
            way.proxy.read_at_most = None
            way.proxy.cut()
            await until(lambda: "Cut off; tried again in" in told(), "it tells that it waits")
            await until(lambda: not operation.running, "it goes on")
            assert operation.outcome is Outcome.DONE, operation.failures

    aio(journey(), timeout=90)


def test_a_registry_that_never_answers_is_told_and_the_pull_is_cancelled(
    aio: Aio, way: Way, tmp_path: Path
) -> None:
    reference = way.push("app:1")
    way.proxy.hangs = True

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", way.engine.url) as hands:
            operation = run(hands, PullImage(reference))

            def told() -> str:
                return record.result(operation, hands.application.store)

            await until(lambda: "No data for " in told(), "it tells that nothing comes")
            hands.application.operations.cancel(operation)
            assert await operation.wait() is Outcome.CANCELLED

    aio(journey(), timeout=90)


@pytest.mark.parametrize("pushes", [True, False])
def test_a_registry_that_fails_by_itself_is_told_and_tried_again(
    aio: Aio, way: Way, tmp_path: Path, pushes: bool
) -> None:
    reference = way.import_image("team/app:1") if pushes else way.push("app:1")
    # The Engine sends a layer five times within a minute; what it says of them only once.
    fails = b"PUT /v2/team/app/manifests/" if pushes else b"GET /v2/app/blobs/"
    gateway = http_answer(b"<html>Bad gateway</html>", status="502 Bad Gateway", kind="text/html")
    way.proxy.instead = lambda asked: [gateway] if asked.startswith(fails) else None
    target = Target(Kind.IMAGE, "", reference)
    command: Command = PushImage(target) if pushes else PullImage(reference)

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", way.engine.url) as hands:
            operation = run(hands, command)
            await until(lambda: not operation.running)
            assert operation.outcome is Outcome.FAILED
            told = said(hands, operation)
            assert f"{way.host} fails by itself" in told
            assert "502 Bad Gateway" in told
            way.proxy.instead = None
            [again] = steps(hands, operation)
            assert again.text == "Try again"
            later = run(hands, again.command)
            await until(lambda: not later.running)
            assert later.outcome is Outcome.DONE, later.failures

    aio(journey(), timeout=90)


@pytest.mark.parametrize(
    ("address", "options", "words"),
    [
        (AWAY, {"expired": True}, "has expired, or is not valid yet"),
        (AWAY, {}, "Put the authority's certificate into /etc/docker/certs.d/"),
        ("127.0.0.1", {}, "is for another name"),
        ("", {}, "speaks plain HTTP"),
    ],
)
@pytest.mark.parametrize("verb", [Verb.PULL, Verb.PUSH, Verb.SIGN_IN])
def test_a_registry_whose_certificate_is_no_good_is_told_with_the_next_step(
    aio: Aio,
    second_engine: Callable[..., RealEngine],
    tmp_path: Path,
    address: str,
    options: dict[str, bool],
    words: str,
    verb: Verb,
) -> None:
    engine = second_engine(arguments=("--max-download-attempts=1",))
    files = Authority(tmp_path).server(address, **options) if address else None
    served = Registry(tmp_path / "registry", tls=files, network_of=engine.pid)
    served.start()
    # An Engine believes anything of 127.0.0.0/8.
    enter = ["nsenter", "--net", "--target", str(engine.pid)]
    subprocess.run([*enter, "ip", "address", "add", f"{AWAY}/32", "dev", "lo"], check=True)
    listener = socket_within(engine.pid)
    listener.bind((AWAY, 0))
    port = int(served.host.partition(":")[2])

    async def journey(host: str) -> None:
        async with under_fault(tmp_path / "c", "--host", engine.url) as hands:
            reference = f"{host}/app:1"
            if verb is Verb.PUSH:
                await outside(engine.docker, "import", "-", reference, stdin=bytes(10240))
            command: Command = {
                Verb.PULL: PullImage(reference),
                Verb.PUSH: PushImage(Target(Kind.IMAGE, "", reference)),
                Verb.SIGN_IN: SignInTo(SignIn(host, "me", Secret(TYPED))),
            }[verb]
            operation = run(hands, command)
            await until(lambda: not operation.running)
            assert operation.outcome is Outcome.FAILED
            told = said(hands, operation)
            assert words in told
            assert told.startswith(f"Cannot {verb.value}")
            assert f"{host} " in told
            expected = "Sign in…" if verb is Verb.SIGN_IN else "Try again"
            assert [step.text for step in steps(hands, operation)] == [expected]

    with Proxy(lambda: connection_within(engine.pid, port), listener) as proxy:
        aio(journey(f"{AWAY}:{proxy.port}"), timeout=60)
    served.close()


def test_a_push_that_is_cancelled_ends_at_once(aio: Aio, way: Way, tmp_path: Path) -> None:
    reference = way.import_image("team/app:1")
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
            await until(lambda: panel.details.buttons, "the next step is offered")
            [button] = panel.details.buttons
            button.click()
            for typed in ("wrong", TYPED):
                dialog = await hands.dialog()  # after a refusal it is there again, and says why
                names = {"Registry": ours.host, "User name": "me"}
                if typed == "wrong":
                    hands.fill(dialog, "User name", "me")
                else:
                    told = f"{ours.host} does not accept this user name with this password"
                    assert told in hands.read(dialog)
                for field, name in names.items():
                    assert hands.find(QLineEdit, field, dialog).text() == name
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
