"""Copies in the midst of a fault: the Engine dies, disks are full, names are odd, folders huge."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# What the window imports when it is first wanted: that takes its time, and is no part of a fault.
import desktop.engine.files
import desktop.ui.files.copying
import desktop.ui.files.tab  # noqa: F401
from desktop.engine.file_records import Copied, Place, Why
from desktop.engine.records import Kind
from desktop.model.files.commands import CopyIn, CopyOut
from desktop.model.operations import Operation, Outcome
from desktop.ui.activity import record
from tests.engine.files.trees import told
from tests.faults.under_fault import is_live, is_lost, outside, under_fault
from tests.journeys.hands import Hands, until
from tests.journeys.test_files import browse, of_files, row_at, tab_of
from tests.support import drags
from tests.support.aio import Aio
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, WAIT, RealEngine

pytestmark = pytest.mark.display

Docker = Callable[..., str]
LARGE = 4 << 30  # of nothing, so that it takes no room


def last(hands: Hands) -> Operation:
    return list(hands.application.operations)[-1]


def moves(operation: Operation) -> bool:
    """Whether some of it has come through."""
    return operation.progress is not None and operation.progress.done > 1 << 20


def said(hands: Hands, operation: Operation) -> str:
    [failure] = operation.failures
    return record.sentence(operation, failure, hands.application.store)


def begin(hands: Hands, command: CopyIn | CopyOut) -> Operation:
    """As the window begins a copy."""
    operation = tab_of(hands).copier.start(command, asks=False)
    assert operation is not None
    return operation


def place(key: str) -> Place:
    return Place(Kind.CONTAINER, key, "web")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "small", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.row(3)
def test_an_engine_that_dies_in_a_copy_in_is_told_with_what_may_be_incomplete(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    engine.docker("run", "-d", "--name", "web", IMAGE, *WAIT)
    source = tmp_path / "big"
    with source.open("wb") as file:
        file.truncate(LARGE)

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", engine.url) as hands:
            browser = await browse(hands, "web", "/root")
            assert drags.drop(browser.stack, row_at(browser, ""), of_files(source))
            await until(lambda: list(hands.application.operations), "it begins")
            copy = last(hands)
            await until(lambda: moves(copy), "some of it is there")
            await outside(engine.kill)
            await until(lambda: not copy.running, "it is told", 2)
            assert copy.outcome is Outcome.FAILED
            words = said(hands, copy)
            assert "the connection to the Engine was lost" in words
            assert "/root/big may be incomplete" in words
            await until(lambda: is_lost(hands), "the Engine is gone")
            await outside(engine.start)
            await until(lambda: is_live(hands), "it is back")
            assert list(hands.application.operations) == [copy], "nothing is begun again"

    aio(journey(), timeout=90)


@pytest.mark.row(4)
def test_an_engine_that_dies_in_a_copy_out_changes_nothing_here(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    key = engine.docker("run", "-d", "--name", "web", IMAGE, *WAIT)
    engine.docker("exec", key, "sh", "-c", "dd if=/dev/zero of=/root/big bs=1M seek=4096 count=0")
    target = tmp_path / "here"
    target.mkdir()
    (target / "big").write_text("mine")

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", engine.url) as hands:
            await browse(hands, "web", "/root")
            copy = begin(hands, CopyOut(place(key), ("/root/big",), target))
            await until(lambda: moves(copy), "some of it is here")
            await outside(engine.kill)
            await until(lambda: not copy.running, "it is told", 2)
            assert copy.outcome is Outcome.FAILED
            assert "What had come of it is removed again" in said(hands, copy)
            assert [path.name for path in target.iterdir()] == ["big"]
            assert (target / "big").read_text() == "mine"

    aio(journey(), timeout=90)


@pytest.mark.row(23)
def test_a_full_disk_is_named_with_what_is_free_and_nothing_is_left_there(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, small_disk: Path, tmp_path: Path
) -> None:
    docker(
        "volume", "create", "--label", "portside.test", "--opt", "type=tmpfs", "--opt",
        "device=tmpfs", "--opt", "o=size=2m", "tiny",
    )  # fmt: skip
    key = docker_run("--network", "none", "-v", "tiny:/v", name="web")
    docker("exec", key, "sh", "-c", "mkdir /d; head -c 6000000 /dev/urandom >/d/big")
    source = tmp_path / "big"
    source.write_bytes(os.urandom(4_000_000))

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", engine_host) as hands:
            await browse(hands, "web")
            out = begin(hands, CopyOut(place(key), ("/d",), small_disk))
            await until(lambda: not out.running, "it has ended")
            words = said(hands, out)
            assert f"no space left in {small_disk} on this machine: 4.19MB are free" in words
            assert list(small_disk.iterdir()) == []
            into = begin(hands, CopyIn((source,), place(key), "/v"))
            await until(lambda: not into.running, "it has ended")
            words = said(hands, into)
            assert "there is no space left where it goes to" in words
            assert "/v/big may be incomplete" in words

    aio(journey(), timeout=60)


NASTY = (
    b"b" * 255,
    b"new\nline",
    b"\x1b[31mred\x1b]0;title\x07",
    "right\u202eexe.txt".encode(),
    b"latin \xe9\xff",
    b"CON",
    b"case",
    b"CASE",
    b"trailing. ",
    b'a<b>c:d"e|f?g*h\\i',
    b"<b>bold&amp;",
    b"-rf",
)


@pytest.mark.row(24)
def test_odd_names_are_shown_escaped_and_copied_byte_for_byte(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    key = docker_run("--network", "none", name="web")
    source = tmp_path / "odd"
    source.mkdir()
    for name in NASTY:
        (source / os.fsdecode(name)).write_bytes(name)
    target = tmp_path / "here"
    target.mkdir()

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web", "/root")
            assert drags.drop(browser.stack, row_at(browser, ""), of_files(source))
            await until(lambda: list(hands.application.operations), "it begins")
            await until(lambda: not last(hands).running, "it is copied")
            assert last(hands).outcome is Outcome.DONE, last(hands).failures
            browser.go("/root/odd")
            model = browser.model
            await until(lambda: model.rowCount() == len(NASTY), "all have rows")
            shown = [str(model.index(row, 0).data()) for row in range(len(NASTY))]
            assert not any(ord(letter) < 32 or letter == "\u202e" for letter in "".join(shown))
            assert not any("\ud800" <= letter <= "\udfff" for letter in "".join(shown))
            assert "<b>bold&amp;" in shown, "and no markup is read"
            out = begin(hands, CopyOut(place(key), ("/root/odd",), target))
            await until(lambda: not out.running, "it is back")
            assert out.outcome is Outcome.DONE, out.failures

    aio(journey(), timeout=60)
    assert {os.fsencode(path.name) for path in (target / "odd").iterdir()} == set(NASTY)
    assert told(target / "odd") == told(source)


@pytest.mark.row(25)
def test_a_huge_folder_with_all_that_is_no_file_is_listed_copied_and_cancelled(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    key = docker_run("--network", "none", name="web")
    make = (
        "mkdir /huge /odd; cd /huge; seq 100000 | xargs touch; cd /odd; mkfifo pipe;"
        "mknod device c 1 3; echo one >first; ln first second;"
        "dd if=/dev/zero of=sparse bs=1M seek=100 count=0"
    )
    docker("exec", key, "sh", "-c", make, seconds=120)
    source = tmp_path / "odd-here"
    source.mkdir()
    os.mkfifo(source / "pipe")
    (source / "file").write_text("one")
    target = tmp_path / "here"
    target.mkdir()
    copies: list[Copied] = []

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", engine_host) as hands:
            browser = await browse(hands, "web")
            browser.go("/huge")  # its program takes seconds, and many more on a busy machine
            await until(lambda: browser.model.rowCount() == 100_000, "all have rows", 200)
            huge = begin(hands, CopyOut(place(key), ("/huge",), target))
            await until(lambda: huge.progress is not None, "it says how far it is")
            hands.application.operations.cancel(huge)
            await until(lambda: not huge.running, "a cancel is heard at once", 2)
            assert huge.outcome is Outcome.CANCELLED
            await until(lambda: not list(target.iterdir()), "what had come goes")
            out = begin(hands, CopyOut(place(key), ("/odd",), target, copied=copies.append))
            await until(lambda: not out.running, "it is here")
            into = begin(hands, CopyIn((source,), place(key), "/root", copied=copies.append))
            await until(lambda: not into.running, "it is there")
            await until(lambda: len(hands.dialogs()) == 2, "what was left out is listed")
            for dialog in hands.dialogs():
                assert "was left out: a device, a pipe or a socket" in hands.read(dialog)
                hands.press(dialog, "Close")

    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(source / "socket"))
        aio(journey(), timeout=300)
    out, into = copies
    assert {note.path: note.why for note in out.notes} == {
        "/odd/pipe": Why.SPECIAL,
        "/odd/device": Why.SPECIAL,
    }
    assert {Path(note.path).name: note.why for note in into.notes} == {
        "pipe": Why.SPECIAL,
        "socket": Why.SPECIAL,
    }
    here = target / "odd"
    assert (here / "first").stat().st_ino == (here / "second").stat().st_ino
    assert (here / "sparse").stat().st_size == 100 << 20
    assert (here / "sparse").stat().st_blocks < 1000, "its holes are holes"
    assert docker("exec", key, "ls", "/root/odd-here") == "file"


@pytest.mark.row(26)
def test_a_container_that_files_are_copied_from_is_said_to_be_busy_and_holds_up_no_list(
    aio: Aio, docker: Docker, docker_run: Docker, proxy: Proxy, tmp_path: Path
) -> None:
    key = docker_run("--network", "none", name="web")
    docker_run("--network", "none", name="other")
    docker("exec", key, "sh", "-c", "dd if=/dev/zero of=/root/big bs=1M seek=4096 count=0")
    target = tmp_path / "here"
    target.mkdir()

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", proxy.url) as hands:
            browser = await browse(hands, "web", "/root")
            hands.select("other")
            await until(lambda: hands.window.details.part.subject.inspection is not None)
            proxy.delay = 0.02  # a piece: the copy takes an hour
            copy = begin(hands, CopyOut(place(key), ("/root/big",), target))
            await until(lambda: moves(copy), "some of it is here")
            assert hands.cell("web", "status") == "copying…"
            hands.select("web")
            banner = hands.window.details.part.banner
            await until(
                lambda: banner.isVisible() and "Container web is busy: copying" in banner.text,
                "it says so at once",
                2,
            )
            await asyncio.wait_for(hands.application.session.refresh(), 5)
            browser.refresh()
            await until(lambda: "busy: copying" in browser.facts.text(), "and of the files", 2)
            proxy.delay = 0
            hands.application.operations.cancel(copy)
            await until(lambda: not copy.running, "it has ended", 2)
            await until(lambda: not banner.isVisible(), "the Engine answers again", 5)
            assert hands.window.details.part.subject.inspection is not None
            await until(lambda: not browser.browsing.loading, "the files are listed", 5)

    aio(journey(), timeout=90)
