"""However a log is read in pieces, each line is told once, and what is missing is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.observations import LogLine, Output
from desktop.model.logs.known_lines import KnownLines
from desktop.model.logs.seam import Seam

KNOWN = 4  # lines that a seam remembers here


def line(
    time: int, text: str = "", output: Output = Output.STDOUT, *, unfinished: bool = False
) -> LogLine:
    return LogLine(f"{time:03d}", output, (text or str(time)).encode(), 0, unfinished)


@dataclass
class Log:
    """What the Engine has of a container, and how it takes ``since``."""

    lines: Sequence[LogLine]
    as_place: bool  # as Docker 26 does, or else line by line

    def told(self, since: str, written: int, rotated: int = 0) -> list[LogLine]:
        """What a reading from that time on tells when so many lines are written."""
        kept = list(self.lines[rotated:written])
        if not self.as_place:
            return [line for line in kept if line.time >= since]
        first = next((at for at, line in enumerate(kept) if line.time >= since), len(kept))
        return kept[first:]


class Reads:
    """A seam, and what it took for new."""

    def __init__(self) -> None:
        self.seam = Seam(KnownLines(KNOWN))
        self.lines: list[LogLine] = []
        self.gaps = 0
        self.skipped = 0

    def read(self, told: Sequence[LogLine], piece: int = 3, *, ends: bool = True) -> None:
        self.seam.begin()
        for begin in range(0, len(told), piece):
            self.take(*self.seam.new(told[begin : begin + piece]))
        if ends:
            self.take(*self.seam.end())

    def take(self, lines: Sequence[LogLine], gap: bool) -> None:
        self.gaps += gap
        self.seam.add(lines)
        self.lines += lines


@st.composite
def logs(draw: st.DrawFn) -> list[LogLine]:
    """Each output is in order, and one may lag behind the other; many times are the same."""
    steps = draw(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(Output)), max_size=40))
    lag = draw(st.integers(0, 9))
    now = 10
    found = [line(0, "first")]
    for number, (step, output) in enumerate(steps):
        now += step
        # Where all is like another, time and text, nobody can tell which one it is.
        text = f"{number}" if draw(st.booleans()) else f"{number % 2}"
        found.append(line(now - lag * (output is Output.STDERR), text, output))
    return found


def _within_reach(lines: Sequence[LogLine]) -> bool:
    """Whether no line is older than one that stands more than ``KNOWN`` lines before it."""
    times = [each.time for each in lines]
    return all(
        times[at] >= max(times[: max(0, at - KNOWN)], default="") for at in range(len(times))
    )


@given(logs(), st.data())
def test_each_line_is_told_once_wherever_readings_begin_and_end(
    lines: list[LogLine], data: st.DataObject
) -> None:
    log = Log(lines, as_place=data.draw(st.booleans()) or not _within_reach(lines))
    cuts = data.draw(st.lists(st.integers(0, len(lines)), max_size=6).map(sorted))
    reads = Reads()
    for written in [*cuts, len(lines)]:
        told = log.told(reads.seam.since, written)
        lost = data.draw(st.sampled_from([0, 0, 1, 2, 5]))  # lines that a lost stream did not tell
        reads.read(told[: len(told) - lost], data.draw(st.integers(1, 7)), ends=not lost)
    reads.read(log.told(reads.seam.since, len(lines)))
    assert (reads.lines, reads.gaps) == (lines, 0)


@pytest.mark.parametrize(
    "lines",
    [
        [*map(line, range(9)), line(1, "late")],
        [line(0), *([line(1, "same")] * 9)],
        [line(0), line(1, "like"), *map(line, range(2, 6)), line(1, "like")],
        [line(0), line(5, "early"), *map(line, range(1, 5))],
    ],
    ids=["late", "same", "like", "early"],
)
@pytest.mark.parametrize("as_place", [True, False])
def test_what_was_read_is_known_whatever_its_times(lines: list[LogLine], as_place: bool) -> None:
    log = Log([*lines, line(20)], as_place)
    reads = Reads()
    for written in (len(lines), len(lines), len(lines) + 1):
        reads.read(log.told(reads.seam.since, written))
    assert (reads.lines, reads.gaps) == (log.lines, 0)


@given(logs(), st.integers(0, 40), st.integers(1, 7), st.integers(0, 40))
def test_lines_that_are_rotated_away_leave_a_gap_and_no_line_comes_twice(
    lines: list[LogLine], read: int, piece: int, rotated: int
) -> None:
    lines = [each._replace(text=b"%d" % number) for number, each in enumerate(lines)]
    read = min(read, len(lines))
    rotated = min(rotated, len(lines))
    reads = Reads()
    reads.read(lines[:read], piece)
    told = Log(lines, as_place=True).told(reads.seam.since, len(lines), rotated)
    reads.read(told, piece)
    assert reads.lines == lines[:read] + [each for each in told if each not in lines[:read]]
    if 0 < read < rotated and told:
        assert reads.gaps == 1
    if told and told[0] in lines[:read]:
        assert reads.gaps == 0


@given(logs(), st.integers(1, 40), st.integers(0, 60))
def test_lines_that_are_skipped_are_counted_where_they_are_new(
    lines: list[LogLine], read: int, skipped: int
) -> None:
    lines = [each._replace(text=b"%d" % number) for number, each in enumerate(lines)]
    read = min(read, len(lines))
    reads = Reads()
    reads.read(lines[:read])
    told = Log(lines, as_place=True).told(reads.seam.since, len(lines))
    known = len(told) - (len(lines) - read)
    skipped = min(skipped, len(told))
    reads.seam.begin()
    new = reads.seam.skip(skipped)
    reads.take(*reads.seam.new(told[skipped:]))
    reads.take(*reads.seam.end())
    assert reads.lines == lines[:read] + told[max(known, skipped) :]
    assert max(0, skipped - known) <= new <= skipped


@given(logs(), st.integers(1, 40), st.integers(0, 3), st.integers(1, 7))
def test_what_the_engine_has_lost_leaves_a_gap_and_no_line_comes_twice(
    lines: list[LogLine], read: int, lost: int, piece: int
) -> None:
    lines = [each._replace(text=b"%d" % number) for number, each in enumerate(lines)]
    read = min(read, len(lines))
    left = [*lines[: max(0, read - lost)], line(900), line(901)]
    reads = Reads()
    reads.read(lines[:read], piece)
    is_proven = any(each.time >= reads.seam.since for each in lines[max(0, read - lost) : read])
    reads.read(Log(left, as_place=True).told(reads.seam.since, len(left)), piece)
    new = [each for each in reads.lines if each not in lines]
    assert new == left[-2:]
    assert reads.gaps == is_proven


def test_a_line_without_end_is_told_on_though_the_other_output_has_gone_on() -> None:
    prompt = partial(line, 1, "> ", Output.STDOUT, unfinished=True)
    reads = Reads()
    reads.read([line(1, "hello"), prompt()])
    for last in (5, 12):
        errors = [line(time, output=Output.STDERR) for time in range(2, last)]
        reads.read([line(1, "hello"), *errors, prompt()])
    reads.read([line(1, "hello"), *errors, line(1, "> yes"), line(20)])
    reads.read([line(1, "hello"), *errors, line(1, "> yes"), line(20), line(21)])
    texts = [each.text.decode() for each in reads.lines]
    assert texts == ["hello", "> ", *map(str, range(2, 12)), "yes", "20", "21"]
    assert reads.gaps == 0
