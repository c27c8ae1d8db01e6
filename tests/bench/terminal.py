"""The terminal against xterm: the same bytes from the same container, in windows of the same size.

A program in the container says that it is ready, waits for a word, writes a file, and asks the
terminal where the cursor is, which is answered when all before it was taken. These words go by
three pipes in a folder that the container has, too. Both terminals begin with a program that runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeAlias

from tests.bench import streams
from tests.support.real_engine import IMAGE, WAIT, RealEngine

COLUMNS, ROWS = 200, 60
FONT, POINTS = "DejaVu Sans Mono", 8
ROUNDS = 3
_NEWER = Path(sys.prefix) / ".newer/bin/python"  # which the faster engine needs
_ALONE = ["several", "interrupts", "keys", "memory"]  # what xterm is not measured by
_XTERM_SECONDS = 300
_ROUNDS_SECONDS = 420  # after which no other round begins
_AIMS = {"ghostty": 0.1, "python": 0.67}  # of xterm's time
_KEY_AIM, _FRAME = 25.0, 16.0  # ms
_INTERRUPT_AIM = 200.0  # ms
_MEMORY_AIM = 24.0  # MB: libghostty-vt takes ten bytes a cell

Told: TypeAlias = tuple[str, float, str, float, str]
"""A figure: its name, value, unit, aim and detail."""


class Stage:
    """A container with the streams, and the pipes by which its programs are told to begin."""

    def __init__(self, engine_url: str, folder: Path, container: str) -> None:
        self.engine_url = engine_url
        self.folder = folder
        self.container = container
        self._pipes = {name: os.open(folder / name, os.O_RDWR) for name in ("ready", "go", "done")}

    @staticmethod
    @contextmanager
    def made(engine: RealEngine, folder: Path) -> Iterator[Stage]:
        """Make the streams, the pipes and the container, and remove them."""
        folder.mkdir()
        streams.write(folder)
        for name in ("ready", "go", "done"):
            os.mkfifo(folder / name)
        volume = ("--volume", f"{folder}:/bench")
        container = engine.docker("run", "--detach", *volume, "--network", "none", IMAGE, *WAIT)
        stage = Stage(engine.url, folder, container)
        try:
            yield stage
        finally:
            stage.close()
            engine.docker("rm", "--force", container)
            shutil.rmtree(folder)

    def program(self, writes: str) -> tuple[str, ...]:
        """What to run in the container, where ``writes`` is a command of the shell."""
        return (
            "sh",
            "-c",
            f"stty -icanon -echo; echo >/bench/ready; read it </bench/go; {writes};"
            r" printf '\033]2;written\a\033[6n'; dd bs=1 count=1 >/bench/rest 2>&1;"
            " echo >/bench/done",
        )

    def wait_for(self, name: str) -> None:
        """Wait for a word."""
        os.read(self._pipes[name], 1)

    def go(self) -> None:
        """Let it begin."""
        os.write(self._pipes["go"], b"\n")

    def close(self) -> None:
        """Close the pipes."""
        for pipe in self._pipes.values():
            os.close(pipe)


class Several(NamedTuple):
    """What was measured of several floods at once."""

    stall: float  # seconds
    own: float  # of it, our computing
    painted: int  # rows out of sight
    grown: float  # megabytes, by all of them


@dataclass(frozen=True, slots=True)
class Done:
    """What was measured of one engine: seconds, and bytes."""

    floods: dict[str, float] = field(default_factory=dict)
    drained: dict[str, float] = field(default_factory=dict)  # by the Engine, to nobody
    stalls: list[tuple[float, float]] = field(default_factory=list)  # and what was our computing
    keys: list[float] = field(default_factory=list)
    echoes: list[float] = field(default_factory=list)  # the same by a bare connection
    # From Ctrl+C until the program hears of it, and to the prompt painted.
    interrupts: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    several: Several | None = None
    grown: float = 0.0  # megabytes, by each terminal with a full scrollback
    kept: int = 0  # rows of it


def xterm(stage: Stage, kind: str) -> float:
    """Seconds that xterm takes to show a stream."""
    program = stage.program(f"cat /bench/{streams.file_name(kind)}")
    shape = ["-geometry", f"{COLUMNS}x{ROWS}", "-sl", "10000", "-u8"]
    font = ["-fa", FONT, "-fs", str(POINTS)]
    runs = ["docker", "--host", stage.engine_url, "exec", "-it", stage.container, *program]
    with subprocess.Popen(
        ["xterm", *shape, *font, "-e", *runs], env={**os.environ, "LC_ALL": "C.UTF-8"}
    ) as shows:
        stage.wait_for("ready")
        time.sleep(1)  # its window is there, and painted
        began = time.perf_counter()
        stage.go()
        stage.wait_for("done")
        took = time.perf_counter() - began
        shows.wait(_XTERM_SECONDS)
    return took


def engines() -> dict[str, str]:
    """The terminal's engines that can be measured here, each with the Python to run it."""
    found = {"python": sys.executable}
    for python in (sys.executable, str(_NEWER)):
        if Path(python).exists():
            code = "from desktop.terminal import engines; print(*engines.available())"
            said = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
            if "ghostty" in said.stdout.split():
                found.setdefault("ghostty", python)
    return found


def ours(stage: Stage, engine: str, python: str, parts: list[str]) -> Done:
    """Measure one engine, in a process of its own."""
    told = {
        "url": stage.engine_url,
        "folder": str(stage.folder),
        "container": stage.container,
        "engine": engine,
        "parts": parts,
    }
    done = subprocess.run(
        [python, "-m", "tests.bench.terminal_inside", json.dumps(told)],
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    if found["several"]:
        found["several"] = Several(*found["several"])
    return Done(**found)


@dataclass(slots=True)
class Measured:
    """All rounds: for each kind xterm's seconds, and of each engine what was done."""

    xterm: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    drained: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    floods: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    stalls: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, engine: str, done: Done) -> None:
        """One round of one engine."""
        for kind, took in done.floods.items():
            self.floods[engine, kind].append(took)
            self.drained[kind].append(done.drained[kind])
        self.stalls[engine] += [(stall, own) for stall, own in done.stalls]


def figures(engine: RealEngine, folder: Path) -> Iterator[Told]:
    """Measure in turns, and tell what was found."""
    latest = time.monotonic() + _ROUNDS_SECONDS
    with Stage.made(engine, folder) as stage:
        found = engines()
        for name, python in found.items():
            yield from _others(name, ours(stage, name, python, _ALONE))
        measured = Measured()
        for number in range(ROUNDS):
            if number and time.monotonic() > latest:
                break  # the machine is busy with other things
            for kind in streams.KINDS:
                measured.xterm[kind].append(xterm(stage, kind))
            for name, python in found.items():
                measured.add(name, ours(stage, name, python, ["floods"]))
    yield from _floods(measured)


def _floods(measured: Measured) -> Iterator[Told]:
    for (engine, kind), seconds in measured.floods.items():
        took, theirs = median(seconds), median(measured.xterm[kind])
        alone = median(measured.drained[kind])
        detail = (
            f"{took * 1000:.0f} ms against {theirs * 1000:.0f} ms, the Engine alone"
            f" {alone * 1000:.0f} ms; medians of {len(seconds)}"
        )
        name = f"20 MB of {kind}, {engine}, against xterm"
        yield name, round(took / theirs, 3), "×", _AIMS[engine], detail
    for engine, stalls in measured.stalls.items():
        many = sorted(stalls)
        longest, own = many[-1]
        common = many[int(len(many) * 0.99)][0]
        detail = f"computing {own * 1000:.0f} ms of it; 99th percentile {common * 1000:.0f} ms"
        yield f"longest stall in them, {engine}", round(longest * 1000, 1), "ms", 50, detail


def _others(engine: str, done: Done) -> Iterator[Told]:
    key, echo = (median(times) * 1000 for times in (done.keys, done.echoes))
    late = sorted(done.keys)[int(len(done.keys) * 0.95)] * 1000
    aim = min(_KEY_AIM, 1.5 * echo + _FRAME)
    detail = f"median of {len(done.keys)}, 95th percentile {late:.1f} ms; bare echo {echo:.1f} ms"
    yield f"key to glyph painted, {engine}", round(key, 1), "ms", round(aim, 1), detail
    for kind, times in done.interrupts.items():
        for column, until in enumerate(("heard", "prompt painted")):
            taken = [both[column] * 1000 for both in times]
            detail = f"the longest of {len(times)}, median {median(taken):.0f} ms"
            name = f"Ctrl+C to {until} in a flood of {kind}, {engine}"
            yield name, round(max(taken), 1), "ms", _INTERRUPT_AIM, detail
    if done.several is not None:
        stall, own, painted, grown = done.several
        detail = f"computing {own * 1000:.0f} ms of it; all grew by {grown:.0f} MB"
        name = f"{len(streams.KINDS)} floods at once, {engine}"
        yield f"longest stall in {name}", round(stall * 1000, 1), "ms", 50, detail
        yield f"rows painted out of sight in {name}", painted, "rows", 0, "one is in sight"
    detail = f"{done.kept} rows of {COLUMNS} columns kept"
    yield f"memory of a full terminal, {engine}", round(done.grown, 1), "MB", _MEMORY_AIM, detail
