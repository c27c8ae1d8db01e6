"""A process outside is matched with the one inside that it is, or with none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.observations import Processes
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.processes import Process, SignalProcess, inside, matched, outside

NAMES = st.sampled_from(["sh", "sleep", "a b", "x) S 1 (y", "nginx: worker"])


def stat(process: Process, born: int) -> str:
    """A line of proc(5)'s stat."""
    return f"{process.pid} ({process.name}) S {process.parent} {'0 ' * 17}{born} 0 0"


@st.composite
def families(draw: st.DrawFn) -> tuple[list[Process], list[Process]]:
    """The same processes with their numbers outside and inside."""
    count = draw(st.integers(1, 12))
    outer = sorted(draw(st.sets(st.integers(100, 9999), min_size=count, max_size=count)))
    inner = sorted(draw(st.sets(st.integers(2, 99), min_size=count - 1, max_size=count - 1)))
    numbers = [1, *inner]
    theirs, ours = [], []
    for place, (out, into) in enumerate(zip(outer, numbers, strict=True)):
        parent = draw(st.integers(-1, place - 1))
        name = draw(NAMES)
        theirs.append(Process(out, 7 if parent < 0 else outer[parent], name))
        ours.append(Process(into, 0 if parent < 0 else numbers[parent], name))
    return theirs, ours


@given(families())
def test_each_process_is_found_inside(family: tuple[list[Process], list[Process]]) -> None:
    theirs, ours = family
    pairs = {out.pid: into.pid for out, into in zip(theirs, ours, strict=True)}
    assert matched(theirs, ours) == pairs


@given(families(), st.data())
def test_lists_of_different_moments_match_nothing(
    family: tuple[list[Process], list[Process]], data: st.DataObject
) -> None:
    theirs, ours = family
    gone = data.draw(st.sampled_from(ours))
    assert matched(theirs, [process for process in ours if process is not gone]) is None


def test_another_parent_is_another_process() -> None:
    theirs = [Process(100, 7, "sh"), Process(101, 100, "sleep")]
    assert matched(theirs, [Process(1, 0, "sh"), Process(9, 0, "sleep")]) is None


@given(families(), st.integers(100, 200))
def test_what_proc_tells_is_read_whatever_the_names(
    family: tuple[list[Process], list[Process]], own: int
) -> None:
    _theirs, ours = family
    shell = Process(own, 0, "sh")
    lines = [stat(each, born) for born, each in enumerate((*ours, shell))]
    assert inside("\n".join([str(own), *lines])) == ours


def test_the_eldest_is_first_though_numbers_began_anew() -> None:
    rows = (
        ("9", "7", "00:05", "ps"),
        ("120", "7", "01:05", "sh"),
        ("30001", "7", "1-00:00:01", "init"),
        ("30002", "7", "02:00:00", "a b"),
    )
    shown = outside(Processes(("PID", "PPID", "ELAPSED", "COMMAND"), rows))
    assert [each.pid for each in shown] == [30001, 30002, 120, 9]
    told = [stat(Process(7, 0, "sh"), 900), stat(Process(3001, 1, "x"), 20)]
    assert [each.pid for each in inside("\n".join(["5", *told]))] == [3001, 7]


def test_ages_that_are_told_otherwise_leave_the_order_of_the_numbers() -> None:
    rows = (("8", "1", "2m5s", "b"), ("7", "1", "1h", "a"))
    shown = outside(Processes(("PID", "PPID", "ELAPSED", "COMMAND"), rows))
    assert [each.pid for each in shown] == [7, 8]


def test_a_signal_is_an_argument_and_no_part_of_a_script() -> None:
    target = Target(Kind.CONTAINER, "id", "web")
    (line,) = SignalProcess(target, 42, "$(reboot)", 4242).lines()
    assert line[-3:] == ("sh", "$(reboot)", "42")
    assert all("reboot" not in word for word in line[:-2])
