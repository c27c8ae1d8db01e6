"""Measures one engine of the terminal, in a page on a real exec; prints them as JSON."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import docker
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget

from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Target
from desktop.model.terminals.plans import ShellPlan
from desktop.model.terminals.session import Phase
from desktop.terminal.protocol import SCROLLBACK
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from desktop.ui.terminal.pace import FRAME
from desktop.ui.terminal.page import TerminalPage
from desktop.ui.terminal.shared import SharedTerminals
from tests.bench import inside, streams
from tests.bench.pages import _resident, surrounded
from tests.bench.terminal import COLUMNS, FONT, POINTS, ROWS, Done, Several, Stage

BEAT = 0.005
KEYS = 120
TERMINALS = 20
PROMPT = "bench> "
_CANCEL = "\x18"  # ends the sequence in whose midst a program was stopped, as ESC and an echoed ^C
INTERRUPTS = 5
_FLOOD_SECONDS = 2.0
_INTERRUPT_SECONDS = 20.0
_SETTLE_SECONDS = 1.0


class Watched(QObject):
    """A page, and when it was painted."""

    def __init__(self, page: TerminalPage) -> None:
        super().__init__(page)
        self.page = page
        self.title = ""
        self.painted_at = 0.0
        self._painted = asyncio.Event()
        page.view.viewport().installEventFilter(self)
        page.view.title_changed.connect(self._on_title)

    def _on_title(self, title: str) -> None:
        self.title = title

    def _on_painted(self) -> None:
        self.painted_at = time.perf_counter()
        self._painted.set()

    async def until_painted(self) -> float:
        """The moment after the next painting."""
        self._painted.clear()
        await self._painted.wait()
        return self.painted_at

    async def until_all_painted(self) -> float:
        """The moment when all that the program wrote before its title stood in the window."""
        view = self.page.view
        while self.title != "written" or view.feeding.waiting or view.pace.due:  # noqa: ASYNC110
            await asyncio.sleep(0.002)  # if nothing has changed at last, nothing is painted
        moment = time.perf_counter()
        await asyncio.sleep(2 * FRAME)  # a last frame may be due yet
        return max(moment, self.painted_at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            # Painting happens after this filter and before the loop comes to us.
            asyncio.get_event_loop().call_soon(self._on_painted)
        return False


class Desk:
    """Opens terminals of one engine, of one size."""

    def __init__(self, stage: Stage, surroundings: Surroundings, settings: Settings) -> None:
        self._stage = stage
        self._surroundings = surroundings
        self._shared = SharedTerminals(settings)
        self.tabs = QStackedWidget()

    async def open(self, *program: str) -> Watched:
        """Open one that runs this, in the size that is compared."""
        target = Target(Kind.CONTAINER, self._stage.container, "bench")
        plan = ShellPlan(target, program, environment={"TERM": "xterm-256color"})
        page = TerminalPage(self._surroundings, self._shared, target, plan)
        page.view.set_lettering(FONT, POINTS)
        self.tabs.addWidget(page)
        self.tabs.setCurrentWidget(page)
        self.tabs.show()
        watched = Watched(page)
        while (size := page.view.canvas.size()) != (COLUMNS, ROWS):
            cell = page.view.canvas.cell
            wider, higher = COLUMNS - size[0], ROWS - size[1]
            self.tabs.resize(
                self.tabs.width() + wider * cell.width, self.tabs.height() + higher * cell.height
            )
            await asyncio.sleep(0.05)
        while page.conversation.standing.phase is not Phase.RUNNING:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        page.view.setFocus()
        return watched

    async def close(self, watched: Watched) -> None:
        """End its program, too."""
        await watched.page.close_down()
        self.tabs.removeWidget(watched.page)
        watched.page.deleteLater()

    async def told(self, writes: str) -> Watched:
        """Open one whose program is about to write."""
        watched = await self.open(*self._stage.program(writes))
        await run_in_thread(self._stage.wait_for, "ready", name="bench")
        await asyncio.sleep(_SETTLE_SECONDS)  # its window is there, and painted
        return watched


@contextmanager
def _stalls(found: list[tuple[float, float]]) -> Iterator[None]:
    """How long the loop let each beat wait, and how much of that this thread was computing."""

    async def beat() -> None:
        last, used = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(BEAT)
            now, own = time.perf_counter(), time.thread_time()
            found.append((now - last - BEAT, own - used))
            last, used = now, own

    task = asyncio.ensure_future(beat())
    try:
        yield
    finally:
        task.cancel()


async def floods(desk: Desk, stage: Stage, stalls: list[tuple[float, float]]) -> dict[str, float]:
    """Seconds until each of the streams stands in the window."""
    times = {}
    for kind in streams.KINDS:
        watched = await desk.told(f"cat /bench/{streams.file_name(kind)}")
        with _stalls(stalls):
            began = time.perf_counter()
            stage.go()
            times[kind] = await watched.until_all_painted() - began
        await run_in_thread(stage.wait_for, "done", name="bench")
        await desk.close(watched)
    return times


async def several(desk: Desk, stage: Stage) -> Several:
    """As many floods at once as there are kinds, of which one is in sight."""
    before, stalls = _resident(), list[tuple[float, float]]()
    opened = [await desk.told(f"cat /bench/{streams.file_name(kind)}") for kind in streams.KINDS]
    hidden = [watched.page.view.canvas for watched in opened[:-1]]
    painted = sum(canvas.painted_rows for canvas in hidden)
    with _stalls(stalls):
        for _watched in opened:
            stage.go()
        for watched in opened:
            await watched.until_all_painted()
    for _watched in opened:
        await run_in_thread(stage.wait_for, "done", name="bench")
    painted = sum(canvas.painted_rows for canvas in hidden) - painted
    grown = _resident() - before
    for watched in opened:
        await desk.close(watched)
    return Several(*max(stalls), painted, grown)


async def interrupts(desk: Desk, stage: Stage, kind: str) -> list[tuple[float, float]]:
    """Seconds from Ctrl+C in a flood until the program hears of it, and to the prompt painted."""
    watched = await desk.open("env", f"PS1={_CANCEL}{PROMPT}", "sh")
    view, times = watched.page.view, []
    await _until_prompt(watched)
    cats = f"while :; do cat /bench/{streams.file_name(kind)}; done"
    for _number in range(INTERRUPTS):
        QTest.keyClicks(view, f"sh -c 'trap \"echo >/bench/done; exit\" INT; {cats}'")
        QTest.keyClick(view, Qt.Key.Key_Return)
        await asyncio.sleep(_FLOOD_SECONDS)
        heard = asyncio.ensure_future(run_in_thread(_moment_of, stage, "done", name="bench"))
        began = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        painted = await _until_prompt(watched)
        times.append((await heard - began, painted - began))
    await desk.close(watched)
    return times


def _moment_of(stage: Stage, word: str) -> float:
    stage.wait_for(word)
    return time.perf_counter()


async def _until_prompt(watched: Watched) -> float:
    """The moment when it is painted, with nothing after it."""
    async with asyncio.timeout(_INTERRUPT_SECONDS):
        while not _stands_at_prompt(watched):
            await watched.until_painted()
    return watched.painted_at


def _stands_at_prompt(watched: Watched) -> bool:
    sight = watched.page.view.sight
    cursor = sight.cursor
    if cursor is None:
        return False
    before = [*sight.rows[cursor.row].cells][: cursor.column]
    blanks = " " * (cursor.column - len(before))
    return ("".join(before) + blanks).endswith(PROMPT)


async def keys(desk: Desk) -> list[float]:
    """Seconds from a key's press to its letter painted, by the echo of the container's tty."""
    watched = await desk.open("cat")
    view = watched.page.view
    await asyncio.sleep(_SETTLE_SECONDS)
    random, times = Random(1), []
    for number in range(KEYS):
        letter = "abcdefghij"[number % 10]
        await asyncio.sleep(random.uniform(0.05, 0.12))  # as a person types
        began = time.perf_counter()
        QTest.keyClicks(view, letter)
        while True:
            moment = await watched.until_painted()
            if len(view.sight.rows[0].cells) == number + 1:
                break
        times.append(moment - began)
    await desk.close(watched)
    return times


def echoes(url: str, container: str) -> list[float]:
    """Seconds until a letter comes back by a bare connection."""
    client: Any = docker.APIClient(base_url=url)
    key = client.exec_create(container, ["cat"], stdin=True, tty=True)
    plain = client.exec_start(key, tty=True, socket=True)._sock
    random, times = Random(1), []
    time.sleep(_SETTLE_SECONDS)
    for _number in range(KEYS):
        time.sleep(random.uniform(0.05, 0.12))
        began = time.perf_counter()
        plain.sendall(b"a")
        plain.recv(16)
        times.append(time.perf_counter() - began)
    plain.sendall(b"\x04\x04")
    client.close()
    return times


async def drained(url: str, stage: Stage) -> dict[str, float]:
    """Seconds that the Engine alone takes to bring a stream, which nobody looks at."""
    times = {}
    for kind in streams.KINDS:
        client: Any = docker.APIClient(base_url=url)
        program = list(stage.program(f"cat /bench/{streams.file_name(kind)}"))
        key = client.exec_create(stage.container, program, stdin=True, tty=True)
        plain = client.exec_start(key, tty=True, socket=True)._sock
        await run_in_thread(stage.wait_for, "ready", name="bench")
        await asyncio.sleep(_SETTLE_SECONDS)
        times[kind] = await run_in_thread(_drain, plain, stage, name="bench")
        await run_in_thread(stage.wait_for, "done", name="bench")
        client.close()
    return times


def _drain(plain: socket.socket, stage: Stage) -> float:
    began = time.perf_counter()
    stage.go()
    end = b""
    while b"\x1b[6n" not in end:
        end = end[-8:] + plain.recv(1 << 16)
    took = time.perf_counter() - began
    plain.sendall(b"\x1b[1;1R")
    return took


async def grown(desk: Desk, stage: Stage) -> tuple[float, int]:
    """Megabytes by which each terminal with a full scrollback makes the process larger.

    And how many rows it keeps.
    """
    lines = (SCROLLBACK + 2 * ROWS) // 2
    files = " ".join(f"/bench/{streams.file_name(kind)}" for kind in ("ASCII", "colours"))
    writes = f"head -q -n {lines} {files}"
    opened = []
    before, kept = 0.0, 0
    for number in range(TERMINALS + 1):
        watched = await desk.told(writes)
        stage.go()
        await watched.until_all_painted()
        await run_in_thread(stage.wait_for, "done", name="bench")
        terminal = watched.page.view.terminal
        terminal.lines(0, 1)  # makes sure of its numbers
        kept = terminal.screen_line - terminal.first_line
        opened.append(watched)
        if not number:  # the first brings all that they share
            gc.collect()
            before = _resident()
    gc.collect()
    after = _resident()
    for watched in opened:
        await desk.close(watched)
    return (after - before) / TERMINALS, kept


async def measure(told: dict[str, Any]) -> Done:
    """Measure the parts that are asked for."""
    folder = Path(told["folder"])
    stage = Stage(told["url"], folder, told["container"])
    settings = Settings(folder / "settings")
    settings.put("terminal.engine", told["engine"])
    done: dict[str, Any] = {}
    async with surrounded(told["url"], folder / "surroundings") as surroundings:
        desk = Desk(stage, surroundings, settings)
        if "floods" in told["parts"]:
            done["stalls"] = []
            done["drained"] = await drained(told["url"], stage)
            done["floods"] = await floods(desk, stage, done["stalls"])
        if "several" in told["parts"]:
            done["several"] = await several(desk, stage)
        if "interrupts" in told["parts"]:
            done["interrupts"] = {
                kind: await interrupts(desk, stage, kind) for kind in streams.KINDS
            }
        if "keys" in told["parts"]:
            done["echoes"] = await run_in_thread(
                echoes, told["url"], told["container"], name="bench"
            )
            done["keys"] = await keys(desk)
        if "memory" in told["parts"]:
            done["grown"], done["kept"] = await grown(desk, stage)
        desk.tabs.close()
        desk.tabs.deleteLater()
    stage.close()
    return Done(**done)


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    sys.stdout.write(json.dumps(asdict(inside.run(lambda: measure(asked)))))
