"""Run the measures, print a table, write JSON.

Speeds are ratios against a plain part doing the bare minimum in the same run, so that a slow or
busy machine slows both. Aims are the project's own; a miss is printed, and fails nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from tests.bench import archives, building, files, images, inside, pages, terminal, topology
from tests.bench.flood import Flood
from tests.bench.window import RunningWindow
from tests.support import registry
from tests.support.real_engine import IMAGE, WAIT, RealEngine

ROUNDS = 7
BUNDLE_ROUNDS = 31  # the two are near each other
BUILD = Path(os.environ.get("PORTSIDE_BUILD", "build")).absolute()
STARTS = 30
IDLE_SECONDS = 20.0
START_SECONDS = 8.0  # until a start has nothing left to do
FLOOD_SECONDS = 10.0
EVENTS_A_SECOND = 1000
LOG_SECONDS = 60.0
HISTORY_LINES = 200_000
# Never the same for two seconds, and some 1 % of a CPU: fifty leave room for who looks at them.
BUSY = (
    "while :; do i=0; n=$((RANDOM / 8)); while [ $i -lt $n ]; do i=$((i + 1)); done;"
    " head -c $((RANDOM * 8)) /dev/zero >/busy; usleep $((RANDOM * 20)); done"
)
WRITE_PAUSE = 35_000  # microseconds between two heaps of lines, for some 50,000 a second


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it should be at most."""

    name: str
    value: float
    unit: str
    aim: float
    detail: str


def _ratio(name: str, aim: float, ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    a, b = statistics.median(ours), statistics.median(theirs)
    detail = f"{a * 1000:.0f} ms against {b * 1000:.0f} ms, medians of {len(ours)}"
    return Figure(name, round(a / b, 2), "×", aim, detail)


def _milliseconds(seconds: Sequence[float]) -> float:
    return round(statistics.median(seconds) * 1000, 1)


class Bench:
    """An Engine with containers, and the measures on it."""

    def __init__(self, engine: RealEngine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._made = 0

    def have(self, count: int, *, running: int = 0) -> None:
        """Have so many containers, the first ``running`` of them started."""
        while self._made < count:
            verb = ["run", "--detach"] if self._made < running else ["create"]
            self._engine.docker(*verb, "--name", f"bench-{self._made}", IMAGE, *WAIT)
            self._made += 1

    def start(self) -> list[Figure]:
        """(1) Process start to the containers' tree painted, with 100 containers."""
        self.have(100, running=100)
        plain = [sys.executable, "-c", "import PySide6.QtWidgets, docker"]
        ours, theirs = [], []
        for _round in range(ROUNDS + 1):
            began = time.perf_counter()
            subprocess.run(plain, check=True)
            theirs.append(time.perf_counter() - began)
            with RunningWindow(self._engine.url, self._folder / "start") as window:
                ours.append(window.milestone("containers painted"))
        return [_ratio("start to containers painted (100)", 2.0, ours[1:], theirs[1:])]

    def bundle(self) -> list[Figure]:
        """(12) Process start to the window's first paint: the bundle against the same from source.

        The source runs on the Python and the packages of which the bundle was made, and compiled
        before the first round that counts, as on any second start.
        """
        programs: list[Sequence[str | Path]] = [
            (BUILD / "dist" / "portside" / "portside",),
            (BUILD / "venv" / "bin" / "python", "-m", "desktop"),
        ]
        if not all(Path(program[0]).exists() for program in programs):
            sys.stderr.write(f"bundle: not measured: packaging/build.sh made none in {BUILD}\n")
            return []
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(self._folder / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        times: tuple[list[float], list[float]] = ([], [])
        for _round in range(BUNDLE_ROUNDS + 1):
            for program, taken in zip(programs, times, strict=True):
                folder = self._folder / "bundle"
                with RunningWindow(
                    self._engine.url, folder, program=program, environment=environment
                ) as window:
                    taken.append(window.milestone("painted"))
        figure = _ratio("the bundle's first paint", 1.2, times[0][1:], times[1][1:])
        # The two of a round ran one after the other, on a machine that was as busy.
        rounds = [ours / theirs for ours, theirs in zip(times[0][1:], times[1][1:], strict=True)]
        detail = f"{figure.detail}; the ratio is the rounds' median"
        return [replace(figure, value=round(statistics.median(rounds), 2), detail=detail)]

    def idle(self) -> list[Figure]:
        """(4) The processor's time while nothing happens, with 100 running containers."""
        self.have(100, running=100)
        with RunningWindow(self._engine.url, self._folder / "idle", traced=False) as window:
            time.sleep(START_SECONDS)  # the start's own work is not idleness
            before = window.cpu_seconds()
            time.sleep(IDLE_SECONDS)  # what is measured is time in which nothing happens
            share = (window.cpu_seconds() - before) / IDLE_SECONDS * 100
        return [Figure("idle, 100 running", round(share, 2), "% CPU", 0.5, f"{IDLE_SECONDS:.0f} s")]

    def latency(self) -> list[Figure]:
        """(3) From ``docker start`` returning to the row painted."""
        self.have(100, running=100)
        names = [f"bench-latency-{number}" for number in range(STARTS)]
        for name in names:
            self._engine.docker("create", "--name", name, IMAGE, *WAIT)
        times = inside.run(lambda: inside.starts(self._engine.url, names))
        self._engine.docker("rm", "--force", *names)
        ordered = sorted(times)
        late = ordered[int(len(ordered) * 0.95)]
        detail = f"{STARTS} starts"
        return [
            Figure(
                "docker start to row painted, median",
                round(statistics.median(times) * 1000, 1),
                "ms",
                100,
                detail,
            ),
            Figure("the same, 95th percentile", round(late * 1000, 1), "ms", 150, detail),
        ]

    def listing(self) -> list[Figure]:
        """(2a) 1,000 containers listed and shown. (4b) Memory with them."""
        self.have(1000, running=100)
        theirs = inside.list_raw(self._engine.url, ROUNDS)
        ours = inside.run(lambda: inside.list_and_show(self._engine.url, ROUNDS))
        with RunningWindow(self._engine.url, self._folder / "list", traced=False) as window:
            time.sleep(START_SECONDS)  # memory has settled
            memory = window.memory() / 1e6
        return [
            _ratio("1,000 listed and shown, against api.containers", 2.0, ours, theirs),
            Figure("memory with 1,000 containers", round(memory, 1), "MB", 110, "resident"),
        ]

    def show(self) -> list[Figure]:
        """(2b) 10,000 containers from a recorded answer."""
        self.have(100, running=100)
        answer = inside.recorded(self._engine.url, 10_000)
        theirs = inside.parse(answer, ROUNDS)
        ours = inside.run(lambda: inside.parse_and_show(answer, ROUNDS))
        return [_ratio("10,000 shown, against parsing their JSON", 5.0, ours, theirs)]

    def stall(self) -> list[Figure]:
        """(5) The longest stall of the window while 1,000 events a second arrive."""
        self.have(100, running=100)
        listed = self._engine.docker("ps", "--all", "--quiet", "--no-trunc").split()
        flood = Flood(
            self._folder / "flood.sock", self._engine.socket_path, listed, EVENTS_A_SECOND
        )
        try:
            url = f"unix://{self._folder / 'flood.sock'}"
            with RunningWindow(url, self._folder / "stall") as window:
                window.milestone("containers painted")
                time.sleep(2)  # the start's own stalls are not the flood's
                before = len(window.stalls())
                flood.begin()
                time.sleep(FLOOD_SECONDS)  # as long as the flood lasts
                stalls = window.stalls()[before:]
        finally:
            flood.close()
        longest = max(stalls, default=0.0) * 1000
        detail = f"{EVENTS_A_SECOND} events/s for {FLOOD_SECONDS:.0f} s; under 20 ms counts as none"
        return [Figure("longest stall", round(longest, 1), "ms", 50, detail)]

    def logs(self) -> list[Figure]:
        """(6) One log follows 50,000 lines/s while 1,000 events/s arrive."""
        self.have(50, running=50)
        write = f"while :; do yes '{pages.LINE}' | head -n 2500; usleep {WRITE_PAUSE}; done"
        key = self._engine.docker("run", "--detach", IMAGE, "sh", "-c", write)
        listed = self._engine.docker("ps", "--all", "--quiet", "--no-trunc").split()
        path = self._folder / "logs.sock"
        flood = Flood(path, self._engine.socket_path, listed, EVENTS_A_SECOND)
        try:
            flood.begin()
            follow = partial(
                pages.follow_flood, f"unix://{path}", self._folder / "logs", key, LOG_SECONDS
            )
            done = inside.run(follow)
        finally:
            flood.close()
            self._engine.docker("rm", "--force", key)
        rate = done.lines / done.seconds
        detail = f"{rate:.0f} lines/s, {done.skipped} skipped, {EVENTS_A_SECOND} events/s"
        many = sorted(done.stalls)
        longest = many[-1] * 1000
        common = f"99th percentile {many[int(len(many) * 0.99)] * 1000:.0f} ms"
        grown = round(done.late - done.early, 1)
        return [
            Figure(
                "longest stall in a log's flood", round(longest, 1), "ms", 50, f"{detail}; {common}"
            ),
            Figure(
                "memory grown in it after 10 s", grown, "MB", 5, f"{done.late:.0f} MB at its end"
            ),
        ]

    def history(self) -> list[Figure]:
        """(7) A log of 200,000 lines opened and searched."""
        write = f"yes '{pages.LINE}' | head -n {HISTORY_LINES}"
        key = self._engine.docker("run", "--detach", IMAGE, "sh", "-c", write)
        self._engine.docker("wait", key)
        ours, theirs = [], []
        for _round in range(3):
            theirs.append(pages.grep(self._engine.url, key))
            look = partial(
                pages.open_and_search, self._engine.url, self._folder / "log", key, HISTORY_LINES
            )
            ours.append(inside.run(look))
        self._engine.docker("rm", key)
        return [_ratio("200,000 lines opened and searched", 3.0, ours, theirs)]

    def stats(self) -> list[Figure]:
        """(8) The table of statistics with 50 containers in sight: at rest, and all busy."""
        self.have(50, running=50)
        names = [f"bench-{number}" for number in range(50)]
        at_rest = self._table_of_statistics("at rest")
        for name in names:
            self._engine.docker("exec", "--detach", name, "sh", "-c", BUSY)
        busy = self._table_of_statistics("busy")
        self._engine.docker("restart", *names, seconds=120)  # it ends what was executed
        return [at_rest, busy]

    def _table_of_statistics(self, state: str) -> Figure:
        theirs = pages.docker_stats(self._engine.url)
        ours = inside.run(partial(pages.table, self._engine.url, self._folder / "stats"))
        name = f"statistics of 50 {state}, against docker stats"
        detail = f"{ours:.2f} % against {theirs:.2f} % CPU"
        return Figure(name, round(ours / theirs, 2), "×", 1, detail)

    def topology(self) -> list[Figure]:
        """(11) The picture of 200 containers on 20 networks, drawn."""
        first, again = inside.run(lambda: topology.drawn(ROUNDS))
        name = "topology of 200 containers on 20 networks"
        return [
            Figure(f"{name}, from nothing", _milliseconds(first), "ms", 100, "median, laid out"),
            Figure(f"{name}, again", _milliseconds(again), "ms", 100, "median"),
        ]

    def build(self) -> Iterator[Figure]:
        """(10) Builds, against docker's own command line."""
        for told in building.figures(self._engine, self._folder / "build"):
            yield Figure(*told)

    def terminal(self) -> Iterator[Figure]:
        """(9) The terminal's engines, against xterm."""
        if shutil.which("xterm") is None:
            sys.stderr.write("terminal: not measured, as there is no xterm: install that package\n")
            return
        for told in terminal.figures(self._engine, self._folder / "terminal"):
            yield Figure(*told)

    def archives(self) -> Iterator[Figure]:
        """(14) Images saved and loaded, against docker's own; a large one's memory."""
        folder = self._folder / "archives"
        folder.mkdir()
        for told in archives.figures(self._engine, folder):
            yield Figure(*told)

    def files(self) -> Iterator[Figure]:
        """(13) Files copied in and out, against docker's own command line."""
        for told in files.figures(self._engine, self._folder / "files"):
            yield Figure(*told)

    def images(self) -> Iterator[Figure]:
        """(15) Images pushed and pulled, against docker's own; a large one's memory."""
        if not registry.present():
            sys.stderr.write(f"images: not measured: {registry.ABSENT}\n")
            return
        for told in images.figures(self._engine, self._folder / "images"):
            yield Figure(*told)


USUAL = (
    "build",
    "history",
    "stats",
    "logs",
    "start",
    "idle",
    "latency",
    "stall",
    "topology",
    "show",
    "listing",
    "archives",
    "images",
)
ORDER = (*USUAL, "bundle", "files", "terminal")


def main() -> int:
    """Print the table; write the JSON where it is wanted."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join(ORDER))
    parser.add_argument("--json", metavar="FILE", type=Path)
    options = parser.parse_args()
    if unknown := set(options.measures) - set(ORDER):
        parser.error(f"no such measure: {', '.join(unknown)}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="portside-bench-") as name:
        folder = Path(name)
        engine = RealEngine(folder / "engine", own_network=False)
        try:
            engine.start()
            engine.pack_image()
            bench = Bench(engine, folder)
            for measure in [m for m in ORDER if m in (options.measures or USUAL)]:
                work: Callable[[], Iterable[Figure]] = getattr(bench, measure)
                for figure in work():
                    figures.append(figure)
                    met = "" if figure.value <= figure.aim else "  MISSED"
                    sys.stdout.write(
                        f"{figure.name:<50} {figure.value:>8} {figure.unit:<6}"
                        f" aim ≤ {figure.aim:<6g} ({figure.detail}){met}\n"
                    )
                    sys.stdout.flush()
        finally:
            engine.close()
    if options.json:
        options.json.write_text(json.dumps([asdict(f) for f in figures], indent=1) + "\n")
    return 0


sys.exit(main())
