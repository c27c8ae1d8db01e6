"""Answers that are broken, strange or too many: what was known stays, and the truth comes back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from desktop.engine.records import Kind
from desktop.model.follower import LISTS_A_SECOND
from desktop.model.operations import Outcome
from tests.faults.under_fault import is_live, memory, outside, under_fault
from tests.journeys.hands import until
from tests.support.aio import Aio
from tests.support.proxy import Proxy, chunked_answer, http_answer
from tests.support.real_engine import IMAGE

pytestmark = pytest.mark.display

GOOD = json.dumps([{"Id": "f" * 64, "Names": ["/half"], "State": "running"}]).encode()
BROKEN = {
    "truncated": http_answer(GOOD[:-20], length=len(GOOD)),
    "of exact length": http_answer(GOOD[:-20] + b"\xff" * 20),
    "an object": http_answer(b'{"Id": 1}'),
}


@pytest.mark.row(13)
@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_a_broken_list_leaves_what_was_known_and_is_asked_for_again(
    aio: Aio, proxy: Proxy, create: Callable[..., str], tmp_path: Path, answer: bytes
) -> None:
    create(name="known")

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.state("known") == "created")
            proxy.instead = lambda asked: [answer] if b"/containers/json" in asked else None
            table = hands.application.store.containers
            await outside(create, name="late")
            await until(lambda: table.standing.stale, "it is marked as stale")
            assert hands.container("known"), "what was known is shown"
            assert hands.container("half") is None, "half a list is no list"
            proxy.instead = None
            await until(lambda: hands.state("late") == "created", "it is asked for again")
            await until(lambda: is_live(hands), "the Engine as such answers")
            assert not table.standing.stale

    aio(journey(), timeout=60)


def progress(*parts: bytes, ended: bool) -> Callable[[bytes], list[bytes] | None]:
    """A pull's stream of progress."""
    answer = chunked_answer(b'{"status":"Pulling","id":"a"}\r\n', *parts, ended=ended)
    return lambda asked: [answer] if b"POST /" in asked and b"/images/create" in asked else None


@pytest.mark.row(14)
@pytest.mark.parametrize(
    "instead",
    [
        progress(ended=False),
        progress(b'{"status": \xff\xfe\x00<html>', ended=True),
        progress(b'"Pulling"\r\n[1]\r\n', ended=True),
    ],
    ids=["truncated", "garbage", "no objects"],
)
def test_a_pull_whose_progress_breaks_off_is_no_success_and_the_lists_tell(
    aio: Aio,
    proxy: Proxy,
    tmp_path: Path,
    instead: Callable[[bytes], list[bytes] | None],
) -> None:
    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            proxy.instead = instead
            hands.menu("Image", "Pull…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Reference", "example.org/never:1")
            hands.press(dialog, "Pull")
            await until(lambda: len([*hands.application.operations]) == 1)
            (pull,) = hands.application.operations
            await until(lambda: not pull.running, "it ends")
            assert pull.outcome is Outcome.FAILED
            assert len(pull.failures) == 1
            assert not hands.index(Kind.IMAGE, "example.org/never:1").isValid()
            assert hands.index(Kind.IMAGE, IMAGE).isValid()
            await until(lambda: is_live(hands), "the Engine as such answers")

    aio(journey(), timeout=60)


@pytest.mark.row(14)
def test_a_load_whose_answer_is_garbled_shows_what_was_loaded(
    aio: Aio, proxy: Proxy, docker: Callable[..., str], tmp_path: Path
) -> None:
    archive = tmp_path / "images.tar"
    docker("tag", IMAGE, "loaded:1")
    docker("save", "--output", str(archive), "loaded:1")
    docker("rmi", "loaded:1")

    def garble(piece: bytes) -> bytes:
        return piece.replace(b'{"stream":"Loaded image', b'{"stre\x00\xffm":Loaded ima')

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            proxy.change = garble
            hands.menu("Image", "Load…")
            await hands.choose_file(archive, "Load")
            await until(lambda: hands.index(Kind.IMAGE, "loaded:1").isValid(), "the list tells")
            (load,) = hands.application.operations
            await until(lambda: not load.running, "it ends")
            assert is_live(hands)

    aio(journey(), timeout=60)


@pytest.mark.row(19)
def test_a_thousand_events_a_second_cost_ten_lists_a_second(
    aio: Aio, proxy: Proxy, docker: Callable[..., str], create: Callable[..., str], tmp_path: Path
) -> None:
    keys = [create(name=f"busy-{number}") for number in range(4)]
    begin, enough = Event(), 3000

    def events(asked: bytes) -> Iterator[bytes] | None:
        return flood() if b"/events?" in asked and not begin.is_set() else None

    def flood() -> Iterator[bytes]:
        yield chunked_answer(ended=False)
        begin.wait(30)
        for sent in range(0, enough, 10):
            lines = b"".join(event(keys[number % 4]) for number in range(sent, sent + 10))
            yield b"%x\r\n%s\r\n" % (len(lines), lines)
            Event().wait(0.01)
        yield b"0\r\n\r\n"

    async def journey() -> None:
        proxy.instead = events
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.state("busy-3") == "created")
            await outside(docker, "start", "busy-1")
            proxy.forget()
            begun = time.monotonic()
            begin.set()
            await until(lambda: not is_live(hands), "the flood is over")
            took = time.monotonic() - begun
            asked = b"".join(proxy.requests).count(b"/containers/json")
            assert 2 <= asked <= took * LISTS_A_SECOND + len(Kind) + 1
            await until(lambda: is_live(hands), "it goes on by real events")
            assert hands.state("busy-1") == "running", "and the end is what docker ps shows"

    aio(journey(), timeout=60)


def event(key: str) -> bytes:
    now = time.time_ns()
    actor = {"ID": key, "Attributes": {}}
    told = {"Type": "container", "Action": "update", "Actor": actor}
    return json.dumps(told | {"time": now // 10**9, "timeNano": now}).encode() + b"\n"


@pytest.mark.row(22)
def test_a_race_for_the_same_container_is_no_error(
    aio: Aio,
    proxy: Proxy,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    docker_run(name="raced")
    removing = b'{"message":"removal of container raced is already in progress"}'

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.state("raced") == "running")
            hands.select("raced")
            proxy.instead = lambda asked: (
                [http_answer(b"", status="304 Not Modified")] if b"/stop" in asked else None
            )
            hands.menu("Container", "Stop")
            await until(lambda: len([*hands.application.operations]) == 1)
            (stop,) = hands.application.operations
            await until(lambda: not stop.running)
            assert stop.failures == (), "it was stopped already"

            proxy.instead = lambda asked: (
                [http_answer(removing, status="409 Conflict")]
                if asked.startswith(b"DELETE ")
                else None
            )
            hands.menu("Container", "Remove…")
            dialog = await hands.dialog()
            hands.tick(dialog, "Force")
            hands.press(dialog, "Remove")
            await until(lambda: len([*hands.application.operations]) == 2)
            remove = next(o for o in hands.application.operations if o is not stop)
            await until(lambda: not remove.running)
            assert remove.failures == (), "somebody else removes it"
            await outside(docker, "rm", "--force", "raced")
            await until(lambda: hands.container("raced") is None)

    aio(journey(), timeout=60)


@pytest.mark.row(34)
def test_a_thousand_containers_keep_their_place_when_listed_again(
    aio: Aio, proxy: Proxy, create: Callable[..., str], tmp_path: Path
) -> None:
    create(name="real")

    def many(asked: bytes) -> list[bytes] | None:
        whole = b"/containers/json?" in asked and b"filters" not in asked.split(b"\r\n")[0]
        return [answer] if whole else None

    listed = [
        {
            "Id": f"{number:064x}",
            "Names": [f"/many-{number:04}"],
            "Image": "nginx:1.27",
            "ImageID": "sha256:" + "a" * 64,
            "Command": "sleep",
            "Created": 1_700_000_000 + number,
            "State": "running",
            "Status": "Up 2 hours",
            "Ports": [],
            "Labels": {"com.docker.compose.project": f"project-{number % 20}"},
            "NetworkSettings": {"Networks": {}},
            "Mounts": [],
        }
        for number in range(1000)
    ]
    answer = http_answer(json.dumps(listed).encode())

    async def journey() -> None:
        async with under_fault(tmp_path / "first", "--host", proxy.url) as hands:
            await until(lambda: hands.state("real") == "created")
        proxy.instead = many
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            begun = time.monotonic()
            await until(lambda: hands.state("many-0999") == "running")
            assert time.monotonic() - begun < 5
            hands.select("many-0500")
            tree = hands.section.tree
            await hands.application.session.refresh()

            def chosen_is_seen() -> bool:
                row = tree.visualRect(tree.currentIndex())
                return tree.viewport().rect().contains(row.center())

            await until(chosen_is_seen, "Qt scrolls to it a moment after the click")
            where = tree.verticalScrollBar().value()
            assert where > 0
            before = memory()
            for _ in range(10):
                proxy.forget()
                hands.keys("F5")
                await outside(proxy.wait_for_request, b"/containers/json")
                await hands.application.session.refresh()
            assert tree.verticalScrollBar().value() == where
            assert [row.title for row in hands.section.selected()] == ["many-0500"]
            assert memory() - before < 20 << 20

    aio(journey(), timeout=60)
