"""A signal to a process: it reaches the one that was chosen, or it is said why it was not sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.errors import Conflict, EngineError, Garbled, Reason, Unreachable
from desktop.engine.observations import Executed, Processes
from desktop.engine.records import State
from desktop.model import preferences
from desktop.model.operations import Operation, Outcome
from desktop.model.processes import INSIDE, OUTSIDE
from desktop.ui import problems
from desktop.ui.page import Surroundings
from desktop.ui.processes.page import ProcessesPage
from desktop.ui.processes.signal import SignalForm
from tests.model.fake_engine import FakeWorld
from tests.ui.usage.conftest import until
from tests.ui.watching.conftest import OLD, WEB, Around, subject_of

COLUMNS = ("PID", "PPID", "ELAPSED", "COMMAND")
OUTER = (
    ("100", "7", "01:00", "nginx"),
    ("101", "100", "00:59", "worker"),
    ("102", "100", "00:59", "worker"),
)
_REST = b" 0" * 17 + b" 7\n"  # of a line of proc(5)'s stat: it began at 7
INNER = _REST.join(
    (b"50\n1 (nginx) S 0", b"8 (worker) S 1", b"9 (worker) S 1", b"50 (sh) R 0", b"")
)
LOOK, KILL = INSIDE[-1], "TERM"  # a word of each program's arguments
LOST = Unreachable(Reason.DROPPED, "gone")
INSPECTION = {"State": {"Pid": 100, "StartedAt": "a"}}


@pytest.fixture(autouse=True)
def processes_inside(world: FakeWorld) -> None:
    world.watched.columns[OUTSIDE] = Processes(COLUMNS, OUTER)
    world.watched.programs[LOOK] = Executed(0, INNER, b"")


@asynccontextmanager
async def shown(around: Surroundings, pid: int) -> AsyncIterator[ProcessesPage]:
    """The page with this process chosen."""
    page = ProcessesPage(around)
    page.show_subject(subject_of(around, WEB, INSPECTION))
    page.resize(900, 400)
    page.show()
    try:
        await until(lambda: page.stack.currentWidget() is page.tree)
        page.tree.setCurrentIndex(page.model.index_of(pid))
        yield page
    finally:
        await page.close_down()
        page.close()
        page.deleteLater()


def forms() -> list[SignalForm]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, SignalForm) and w.isVisible()
    ]


async def asked(page: ProcessesPage) -> SignalForm:
    page.signal.trigger()
    await until(forms)
    return forms()[0]


async def sent(around: Surroundings, form: SignalForm) -> Operation:
    QTest.mouseClick(form.verb_button, Qt.MouseButton.LeftButton)
    await until(lambda: tuple(around.operations))
    (operation,) = around.operations
    await operation.wait()
    return operation


def told(operation: Operation) -> str:
    (failure,) = operation.failures
    return problems.sentence(operation.command.verb, failure.target, failure.error)


def kills(world: FakeWorld) -> list[tuple[str, ...]]:
    return [arguments for _key, arguments, *_ in world.called("execute") if KILL in arguments]


def test_a_process_gets_it_by_its_number_inside(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            operation = await sent(surroundings, await asked(page))
            assert operation.outcome is Outcome.DONE
            assert [arguments[-2:] for arguments in kills(world)] == [("TERM", "8")]
            await until(lambda: len(world.called("processes")) == 4)  # it is listed again

    around(main)


def test_its_keys_are_those_that_a_person_chose(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            assert page.signal.shortcut().toString() == "Ctrl+Alt+K"
            surroundings.settings.choose(preferences.KEYS, ["processes.signal Ctrl+Alt+S"])
            assert page.signal.shortcut().toString() == "Ctrl+Alt+S"

    around(main)


def test_the_main_process_needs_no_shell(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 100) as page:
            operation = await sent(surroundings, await asked(page))
            assert operation.outcome is Outcome.DONE
            assert world.called("kill")
            assert not world.called("execute")

    around(main)


def test_of_the_main_process_it_is_said_what_goes_with_it(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 100) as page:
            world.inspections[page.container.id] = {"HostConfig": {"AutoRemove": True}}
            form = await asked(page)
            await until(form.goes.isVisible)
            form.reject()
            await until(lambda: not forms())

    around(main)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        ("execute", LOST, "the connection to the Engine was lost."),
        ("processes", LOST, "the connection to the Engine was lost."),
        ("execute", Garbled("x"), "the Engine's answer makes no sense."),
        ("execute", Conflict("web is paused"), "the Engine says “web is paused”."),
    ],
)
def test_where_the_look_fails_it_is_said_and_nothing_is_sent(
    around: Around, world: FakeWorld, call: str, error: EngineError, said: str
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            world.fail(call, error, times=1)
            page.signal.trigger()
            await until(lambda: page.banner.text)
            assert page.banner.text == (
                f"Cannot send a signal to process 101 of container web: {said}"
            )
            assert not forms()
            assert not kills(world)

    around(main)


def test_a_container_without_shell_is_said_to_have_none(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.watched.programs[LOOK] = Executed(127, b"sh: not found", b"")
        async with shown(surroundings, 101) as page:
            page.signal.trigger()
            await until(lambda: "it has no shell" in page.banner.text)
            assert "Only its main process can be reached" in page.banner.text

    around(main)


def test_what_is_no_list_of_processes_is_said_to_make_no_sense(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.watched.columns[OUTSIDE] = Processes(("A",), (("x",),))
        async with shown(surroundings, 101) as page:
            page.signal.trigger()
            await until(lambda: "makes no sense" in page.banner.text)

    around(main)


def test_a_process_that_has_ended_is_said_to_have_and_they_are_listed_again(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            world.watched.columns[OUTSIDE] = Processes(COLUMNS, OUTER[::2])
            world.watched.programs[LOOK] = Executed(
                0, INNER.replace(b"8 (worker) S 1" + _REST, b""), b""
            )
            page.signal.trigger()
            await until(lambda: "the process has ended" in page.banner.text)
            await until(lambda: len(world.called("processes")) == 3 and not page.look.asking)
            assert not forms()

    around(main)


def test_why_stays_to_be_read_until_another_container_is_shown(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            world.fail("execute", LOST, times=1)
            page.signal.trigger()
            await until(lambda: page.banner.isVisible() and not page.look.asking)
            page.show_subject(subject_of(surroundings, WEB, INSPECTION))  # as every 15 s
            assert page.banner.isVisible()
            page.show_subject(subject_of(surroundings, OLD))
            assert not page.banner.isVisible()

    around(main)


def test_a_failed_look_is_said_only_as_long_as_it_is_the_last(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            world.fail("processes", LOST)
            page.refresh()
            await until(lambda: "Cannot list the processes" in page.banner.text)
            world.heal()
            page.refresh()
            await until(lambda: not page.banner.isVisible())

    around(main)


def test_what_another_container_met_is_not_said_of_this_one(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            world.fail("execute", LOST)
            page.signal.trigger()
            page.show_subject(subject_of(surroundings, OLD))
            await until(lambda: world.called("execute") and not page._tasks)
            assert not page.banner.isVisible()

    around(main)


def test_one_that_ends_while_the_dialog_is_open_gets_nothing(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            form = await asked(page)
            # Another one has the number inside, as after a restart.
            later = [(str(int(pid) + 50), *more) for pid, *more in OUTER]
            renamed = tuple(
                (pid, above.replace("100", "150"), *rest) for pid, above, *rest in later
            )
            world.watched.columns[OUTSIDE] = Processes(COLUMNS, renamed)
            operation = await sent(surroundings, form)
            assert told(operation) == (
                "Cannot send a signal to a process of container web: the process has ended."
            )
            assert not kills(world)

    around(main)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (Executed(1, b"", b"sh: kill: (8) - No such process"), "the process has ended."),
        (Executed(127, b"", b""), "it has no shell that could do it."),
        (Executed(1, b"", b"sh: Not permitted"), "the Engine says “sh: Not permitted”."),
    ],
)
def test_what_the_shell_answers_is_told(
    around: Around, world: FakeWorld, done: Executed, said: str
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            world.watched.programs[KILL] = done
            operation = await sent(surroundings, await asked(page))
            assert said in told(operation)

    around(main)


def test_whether_it_was_sent_is_unknown_where_the_connection_was_lost(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            form = await asked(page)

            def lose(call: str) -> None:
                if call == "execute" and kills(world):
                    world.fail("execute", LOST, times=1)

            world.on_call = lose
            operation = await sent(surroundings, form)
            assert operation.outcome is Outcome.FAILED
            assert "Whether it was done is unknown" in told(operation)

    around(main)


def test_of_a_container_that_stops_no_process_can_be_chosen(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, 101) as page:
            assert page.signal.isEnabled()
            page.show_subject(subject_of(surroundings, replace(WEB, state=State.EXITED)))
            assert not page.signal.isEnabled()

    around(main)
