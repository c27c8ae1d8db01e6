"""Faults of the connection: another Engine, no Engine, a network that is silent or lies."""

from __future__ import annotations

import asyncio
import email.utils
import json
import os
import re
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine.errors import NEWEST_API, OLDEST_API
from desktop.engine.records import Kind
from desktop.model import follower
from desktop.model.image_commands import PullImage
from desktop.model.logs.reader import LogReader
from desktop.model.logs.sources import Reading
from tests.faults.under_fault import is_live, is_lost, nowhere, outside, under_fault
from tests.journeys.hands import opened, until
from tests.support.aio import Aio
from tests.support.proxy import Proxy, chunked_answer, http_answer

pytestmark = pytest.mark.display


@pytest.mark.row(8)
def test_another_engine_at_the_same_place_is_said_and_nothing_of_the_old_is_left(
    aio: Aio, proxy: Proxy, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run(name="seen")

    def another(piece: bytes) -> bytes:
        piece = re.sub(rb'("ID":"[^"]{4})[^"]{4}', rb"\1ZZZZ", piece)
        return piece.replace(b"/seen", b"/anew")

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.state("seen") == "running")
            hands.select("seen")
            proxy.change = another
            proxy.cut()
            banner = hands.window.banner
            await until(lambda: "Another Engine answers" in banner.text, "it is said")
            assert hands.state("anew") == "running", "what the other one has is shown"
            assert hands.container("seen") is None
            assert hands.section.selected() == []

    aio(journey(), timeout=60)


def telling(version: str, oldest: str) -> Callable[[bytes], bytes]:
    answer = json.dumps({"ApiVersion": version, "MinAPIVersion": oldest, "Version": "1"})
    return lambda _request: http_answer(answer.encode())


@pytest.mark.row(16)
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"answer": http_answer(b"<html><b>Sign in</b>", kind="text/html")}, "<html><b>Sign in"),
        ({"greeting": b"SSH-2.0-Open\x1b]0;title\x07\r\n"}, "does not look like Docker"),
        ({"respond": telling("1.18", "1.12"), "answer": b""}, "API 1.18"),
        ({"respond": telling("1.99", "1.98"), "answer": b""}, "API 1.98"),
    ],
    ids=["a page", "no HTTP", "too old", "too new"],
)
def test_what_is_no_engine_of_ours_is_quoted_or_told_with_both_versions(
    aio: Aio, tmp_path: Path, told: dict[str, object], said: str
) -> None:
    async def journey() -> None:
        with Proxy(listen=tmp_path / "p.sock") as proxy:
            for name, value in told.items():
                setattr(proxy, name, value)
            host = ("--host", proxy.url)
            async with under_fault(tmp_path / "c", *host, wait=nowhere) as hands:
                page = hands.window.start_page
                await until(lambda: said in hands.read(page), "the start page says what came")
                shown = hands.read(page)
                assert "\x1b" not in shown
                if "API" in said:
                    ours = NEWEST_API if "too new" in shown else OLDEST_API
                    assert ours in shown
                else:
                    assert "does not look like Docker" in shown

    aio(journey(), timeout=60)


SSH = """
    import os, select, socket, sys
    with open({note!r}, "a") as note:
        note.write(" ".join(sys.argv[1:]) + ("; a terminal" if sys.stdin.isatty() else "") + "\\n")
    if os.path.exists({broken!r}):
        sys.exit(open({broken!r}).read())
    sock = socket.socket(socket.AF_UNIX)
    sock.connect({path!r})
    ends = {{0: sock.sendall, sock.fileno(): lambda data: os.write(1, data)}}
    while True:
        for end in select.select(list(ends), [], [])[0]:
            data = os.read(end, 65536)
            if not data:
                sys.exit(0)
            ends[end](data)
"""
KEY_CHANGED = "Host key verification failed."


@pytest.mark.row(31)
def test_ssh_that_drops_comes_back_and_a_changed_key_is_a_hard_stop(
    aio: Aio,
    proxy: Proxy,
    docker_run: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    docker_run(name="far")
    folder, note, broken = tmp_path / "programs", tmp_path / "note", tmp_path / "broken"
    folder.mkdir()
    path = proxy.url.removeprefix("unix://")
    text = SSH.format(note=str(note), broken=str(broken), path=path)
    (folder / "ssh.py").write_text(textwrap.dedent(text).lstrip())
    (folder / "ssh").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$0.py" "$@"\n')
    (folder / "ssh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", "ssh://me@far") as hands:
            await until(lambda: hands.state("far") == "running")
            banner = hands.window.banner
            proxy.cut()
            await until(lambda: is_lost(hands), "the drop is said")
            assert banner.isVisible()
            await until(lambda: is_live(hands), "it comes back by itself")
            await until(lambda: not banner.isVisible())

            broken.write_text(KEY_CHANGED)
            proxy.cut()
            await until(lambda: "can't be trusted" in banner.text, "it says what is wrong")
            assert KEY_CHANGED in banner.text
            assert "fingerprint" in banner.text
            assert is_lost(hands)
            assert hands.dialogs() == []

    aio(journey(), timeout=60)
    for line in note.read_text().splitlines():
        assert "BatchMode=yes" in line, "nobody is asked for a password where nobody can see it"
        assert "StrictHostKeyChecking=yes" in line
        assert "a terminal" not in line


@pytest.mark.row(32)
def test_an_engine_whose_clock_is_an_hour_ahead_has_its_own_time(
    aio: Aio, proxy: Proxy, create: Callable[..., str], docker: Callable[..., str], tmp_path: Path
) -> None:
    create(name="old")
    ahead = 3600

    def later(piece: bytes) -> bytes:
        date = email.utils.formatdate(time.time() + ahead, usegmt=True).encode()
        return re.sub(rb"\r\nDate: [^\r]*", b"\r\nDate: " + date, piece)

    async def journey() -> None:
        proxy.change = later
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.state("old") == "created")
            assert hands.cell("old", "created") == "About an hour ago"
            assert hands.application.session.clock() - time.time() > ahead - 60

            proxy.change = bytes  # the clock jumps back
            await outside(docker, "start", "old")
            await until(lambda: hands.state("old") == "running", "the event is heard")
            await until(lambda: "hour" not in hands.cell("old", "created"), "by the right clock")

    aio(journey(), timeout=60)


@pytest.mark.row(32)
def test_after_a_sleep_a_connection_that_died_in_silence_is_found_out(
    aio: Aio,
    proxy: Proxy,
    docker_run: Callable[..., str],
    docker: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    docker_run(name="slept")
    monkeypatch.setattr(follower, "CHECK_SECONDS", 0.5)

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.state("slept") == "running")
            proxy.hangs = True  # nothing comes any more, and nobody says that
            await outside(docker, "kill", "slept")
            assert is_live(hands)
            hands.application.session.suspect()  # as when a person comes back
            await until(lambda: is_lost(hands), "it is found out")
            assert "does not respond" in hands.window.banner.text
            proxy.cut()
            proxy.hangs = False
            hands.press(hands.window.banner, "Try again")
            await until(lambda: is_live(hands), "it is live again")
            assert hands.state("slept") == "exited", "what happened meanwhile is known"

    aio(journey(), timeout=60)


def silence() -> Iterator[bytes]:
    """A stream that has begun, and in which nothing comes."""
    yield chunked_answer(ended=False)
    threading.Event().wait(3)


@pytest.mark.row(33)
def test_quitting_amid_streams_and_a_pull_takes_two_seconds_at_most(
    aio: Aio, proxy: Proxy, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    keys = [docker_run(name=f"speaks-{number}") for number in range(3)]

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
            await until(lambda: hands.state("speaks-2") == "running")
            session = hands.application.session
            proxy.instead = lambda request: silence() if b"POST /" in request else None
            readers = [LogReader(session, [key]) for key in keys * 7]
            for reader in readers:
                reader.watched = True
            running = [asyncio.ensure_future(reader.run()) for reader in readers]
            sources = [source for reader in readers for source in reader.sources]
            await until(lambda: all(s.reading is Reading.FOLLOWING for s in sources), "they read")
            hands.application.operations.start(PullImage("example.org/never:1"))
            await outside(proxy.wait_for_request, b"/images/create")
            hands.window.close()
            dialog = await hands.dialog()
            assert "1 operation still runs" in hands.read(dialog)
            begun = time.monotonic()
            hands.press(dialog, "Quit")
            await until(hands.ended, "it quits")
            assert time.monotonic() - begun < 2.5
            await until(
                lambda: all(s.reading is Reading.LOST for s in sources), "no stream is left"
            )
            for task in running:
                task.cancel()
            await asyncio.wait(running)
            proxy.cut()

    aio(journey(), timeout=60)


@pytest.mark.row(35)
def test_two_windows_and_the_command_line_agree(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    tmp_path: Path,
    create: Callable[..., str],
) -> None:
    async def journey() -> None:
        async with (
            opened(tmp_path / "1", "--host", engine_host) as one,
            under_fault(tmp_path / "2", "--host", engine_host) as two,
        ):
            await outside(create, name="shared")
            await until(lambda: one.state("shared") and two.state("shared"), "both see it")
            two.select("shared")
            two.menu("Container", "Start")
            await until(lambda: one.state("shared") == two.state("shared") == "running")
            await outside(docker, "pause", "shared")
            await until(lambda: one.state("shared") == two.state("shared") == "paused")
            await outside(docker, "rm", "--force", "shared")
            await until(lambda: not one.state("shared") and not two.state("shared"), "it is gone")
            for hands in (one, two):
                assert not hands.application.store.table(Kind.CONTAINER).standing.problem

    aio(journey(), timeout=60)
