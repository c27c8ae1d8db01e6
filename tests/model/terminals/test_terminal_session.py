"""A terminal's conversation, however it goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import BadRequest, Conflict, Rejected
from desktop.engine.observations import Executed, LogLine, Output, Processes
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, State
from desktop.engine.terminal_records import DETACH_KEYS
from desktop.model.commands import Target
from desktop.model.processes import OUTSIDE
from desktop.model.shell import Shell, quoted
from desktop.model.terminals.broadcast import WAITING_WRITES, BroadcastGroup
from desktop.model.terminals.closing import HangUps
from desktop.model.terminals.helper import LABEL, left_helpers
from desktop.model.terminals.home import Elsewhere
from desktop.model.terminals.plans import AttachPlan, HelperPlan, Plan, ShellPlan
from desktop.model.terminals.session import Phase, Standing, TerminalSession, key_bytes
from desktop.terminal.protocol import Modes
from tests.model.fake_engine import FakeEngine, FakeWorld, make_container
from tests.model.fake_terminals import LOST, FakeChannel
from tests.support.aio import Aio

WEB = make_container(1, "web")
TARGET = Target(Kind.CONTAINER, WEB.key, "web")
SHELL = ShellPlan(TARGET, ("bash",))
ATTACH = AttachPlan(TARGET)
OTHER = Endpoint("unix:///other", "other", Origin.CONTEXT_OPTION)
TOP = Processes(
    ("PID", "PPID", "COMMAND"),
    (("4000", "1", "main"), ("4321", "1", "bash"), ("4400", "4321", "vim")),
)
OUTER = Processes(
    ("PID", "PPID", "ELAPSED", "COMMAND"),
    tuple((pid, parent, "00:01", name) for pid, parent, name in TOP.rows),
)
_REST = b" 0" * 17 + b" 7\n"  # of a line of proc(5)'s stat: it began at 7
STATS = _REST.join((b"99\n1 (main) S 0", b"7 (bash) S 0", b"8 (vim) S 7", b"99 (sh) S 0", b""))


class Talk:
    """A session on a fake Engine, and what it shows."""

    def __init__(self, plan: Plan = SHELL) -> None:
        self.world = FakeWorld()
        self.world.add(WEB)
        self.inspect()
        self.world.watched.processes[WEB.key] = TOP
        self.world.watched.columns[OUTSIDE] = OUTER
        self.world.watched.executed = Executed(0, STATS, b"")
        self.engine: FakeEngine | None = FakeEngine(self.world)
        self.shown = b""
        self.told: list[Standing] = []
        self.showing = asyncio.Event()  # clear it, and what is shown takes time
        self.showing.set()
        self.session = TerminalSession(
            self._engine, plan, self._show, columns=90, rows=30, connect=self.world.connect
        )
        self.session.changed.subscribe(self.told.append)

    def inspect(self, **config: object) -> None:
        """How the container is made."""
        self.world.inspections[WEB.key] = {
            "Config": {"Tty": True, "OpenStdin": True, **config},
            "State": {"StartedAt": "then"},
        }

    @property
    def channel(self) -> FakeChannel:
        return self.world.channels[-1]

    def phases(self) -> list[Phase]:
        return [standing.phase for standing in self.told]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until something holds; the clock is the test's own."""
        for _ in range(2000):
            if holds():
                return
            await asyncio.sleep(0.001)
        raise AssertionError(f"it does not come: {self.session.standing}, {self.shown!r}")

    async def until_phase(self, phase: Phase) -> None:
        await self.until(lambda: self.session.standing.phase is phase)

    def _engine(self) -> Engine | None:
        return self.engine

    async def _show(self, data: bytes) -> None:
        await self.showing.wait()
        self.shown += data


@asynccontextmanager
async def talk(plan: Plan = SHELL, *, begins: bool = True) -> AsyncIterator[Talk]:
    it = Talk(plan)
    running = asyncio.ensure_future(it.session.run())
    try:
        if begins:
            await it.until_phase(Phase.RUNNING)
        yield it
    finally:
        await it.session.close()
        await running
        assert all(channel.left for channel in it.world.channels)
        assert it.session.standing.phase is Phase.CLOSED


def test_what_the_program_says_is_shown_and_what_is_typed_is_written(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.channel.say(b"$ ")
            await it.until(lambda: it.shown == b"$ ")
            await it.session.write(b"ls\r")
            assert it.channel.written == b"ls\r"

    clock_aio(main())


def test_it_is_opened_with_its_size(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            (key, spec, columns, rows) = it.world.called("open_exec")[0]
            assert (key, columns, rows) == (WEB.key, 90, 30)
            assert spec.arguments == ("bash",)
            assert spec.tty

    clock_aio(main())


def test_a_window_that_is_dragged_tells_the_last_size_only(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            for columns in range(91, 120):
                it.session.resize(columns, 30)
            await it.until(lambda: bool(it.channel.sizes))
            assert it.channel.sizes == [(119, 30)]

    clock_aio(main())


def test_while_what_is_shown_takes_time_no_more_is_read(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.showing.clear()
            for _ in range(10):
                it.channel.say(b"y\n")
            await it.until(lambda: it.channel.unread == 9)
            for _ in range(20):
                await asyncio.sleep(0)
            assert it.channel.unread == 9
            it.showing.set()
            await it.until(lambda: it.shown == b"y\n" * 10)

    clock_aio(main())


def test_an_end_tells_its_exit_code_and_a_new_shell_is_told_as_new(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.channel.end(130)
            await it.until_phase(Phase.ENDED)
            assert it.told[-1] == Standing(Phase.ENDED, 130)
            await it.session.write(b"nobody hears this")
            it.session.reconnect()
            await it.until_phase(Phase.RUNNING)
            assert it.told[-1] == Standing(Phase.RUNNING, opening=2)
            assert len(it.world.channels) == 2
            assert it.channel.written == b""

    clock_aio(main())


@pytest.mark.parametrize("how", ["broken", "silent"])
def test_a_lost_connection_is_no_end(clock_aio: Aio, how: str) -> None:
    async def main() -> None:
        async with talk() as it:
            if how == "broken":
                it.channel.lose()
            else:
                it.channel.end(LOST)
            await it.until_phase(Phase.LOST)
            assert it.session.standing.error is LOST

    clock_aio(main())


def test_what_can_not_be_opened_says_why_and_may_be_tried_again(clock_aio: Aio) -> None:
    async def main() -> None:
        problem = Conflict("container web is paused", status=409)
        it = Talk()
        it.world.fail("open_exec", problem, times=1)
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.FAILED)
        assert it.session.standing.error is problem
        it.session.reconnect()
        await it.until_phase(Phase.RUNNING)
        await it.session.close()
        await running

    clock_aio(main())


def test_without_an_engine_it_fails_at_once(clock_aio: Aio) -> None:
    async def main() -> None:
        it = Talk()
        it.engine = None
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.FAILED)
        await it.session.close()
        await running

    clock_aio(main())


@pytest.mark.parametrize(
    ("program", "code", "not_begun"), [("nosuch", 127, True), ("sh", 127, False), ("sh", 0, False)]
)
def test_a_program_that_is_not_there_is_told_from_one_that_ends_with_the_same_code(
    clock_aio: Aio, program: str, code: int, not_begun: bool
) -> None:
    async def main() -> None:
        it = Talk(ShellPlan(TARGET, (program,)))
        it.world.not_there.add("nosuch")
        running = asyncio.ensure_future(it.session.run())
        if program == "sh":
            await it.until_phase(Phase.RUNNING)
            assert await it.session.running_program() == "vim", "it was seen"
            assert not it.session.not_begun
            it.channel.end(code)
        await it.until_phase(Phase.ENDED)
        assert it.session.not_begun is not_begun
        await it.session.close()
        await running

    clock_aio(main())


async def untold(_channel: FakeChannel) -> None:
    """As of an Engine that has too much to do."""


@pytest.mark.parametrize("told", [True, False])
def test_a_program_whose_number_was_never_learnt_has_begun_unless_the_engine_denies_it(
    clock_aio: Aio, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    monkeypatch.setattr(FakeChannel, "pid", untold)

    async def main() -> None:
        async with talk() as it:
            assert await it.session.running_program() == "", "it was asked for in vain"
            if not told:
                it.channel.there = LOST
            it.channel.end(127)
            await it.until_phase(Phase.ENDED)
            assert not it.session.not_begun

    clock_aio(main())


@pytest.mark.parametrize(
    ("problem", "not_begun"),
    [
        (BadRequest("exec: executable file `bash` not found", status=400), True),
        (Conflict("container web is paused", status=409), False),
        (LOST, False),
    ],
)
def test_an_engine_may_say_by_an_error_that_a_program_is_not_there(
    clock_aio: Aio, problem: Exception, not_begun: bool
) -> None:
    async def main() -> None:
        it = Talk()
        it.world.fail("open_exec", problem)
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.FAILED)
        assert it.session.not_begun is not_begun
        await it.session.close()
        await running

    clock_aio(main())


# Closing


def test_closing_hangs_up_the_shell_and_what_it_has_started(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.channel.say(b"$ ")
        told = it.world.called("execute")[-1][1]
        assert told[:2] == ("sh", "-c")
        assert "HUP" in told[2]
        assert told[4:] == ("7", "8")

    clock_aio(main())


def test_closing_finds_its_shell_whatever_else_comes_and_goes_in_the_container(
    clock_aio: Aio,
) -> None:
    async def main() -> None:
        async with talk() as it:
            gone = Processes(OUTER.titles, (*OUTER.rows, ("4444", "4400", "00:00", "ls")))
            it.world.watched.columns[OUTSIDE] = gone
            it.channel.say(b"$ ")
        assert it.world.called("execute")[-1][1][4:] == ("7", "8")

    clock_aio(main())


def test_terminals_of_a_container_that_close_together_are_told_together(clock_aio: Aio) -> None:
    async def main() -> None:
        it = Talk()
        engine, hang_ups = it.engine, HangUps()
        assert engine is not None
        await asyncio.gather(*(hang_ups.tell(engine, WEB.key, {n}) for n in (4000, 4321, 4400, 9)))
        told = [asked[1][4:] for asked in it.world.called("execute") if "HUP" in asked[1][2]]
        assert told == [("1",), ("7", "8")]

    clock_aio(main())


def test_closing_hangs_up_a_shell_that_has_said_nothing_yet(clock_aio: Aio) -> None:
    async def main() -> None:
        it = Talk()
        running = asyncio.ensure_future(it.session.run())
        await asyncio.sleep(0)
        await it.session.close()
        await running
        assert it.world.called("execute")[-1][1][4:] == ("7", "8")

    clock_aio(main())


def test_closing_ends_also_the_shell_that_was_lost_before(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.channel.say(b"$ ")
            await it.until(lambda: it.shown == b"$ ")
            it.channel.lose()
            await it.until_phase(Phase.LOST)
        assert it.world.called("execute")[-1][1][4:] == ("7", "8")

    clock_aio(main())


def test_closing_ends_a_shell_that_was_lost_before_its_process_was_known(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.channel.process = None
            it.channel.lose()
            await it.until_phase(Phase.LOST)
            it.channel.process = 4321
        assert it.world.called("execute")[-1][1][4:] == ("7", "8")

    clock_aio(main())


def test_closing_leaves_an_attached_program_alone(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk(ATTACH) as it:
            it.channel.say(b"hello")
        assert not it.world.called("execute")
        assert not it.world.called("kill")

    clock_aio(main())


def test_a_shell_that_waits_is_idle_and_one_with_a_child_is_not(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.world.watched.processes[WEB.key] = TOP
            it.channel.say(b"$ ")
            await it.until(lambda: it.shown == b"$ ")
            assert await it.session.running_program() == "vim"
            it.world.watched.processes[WEB.key] = Processes(TOP.titles, TOP.rows[:2])
            assert await it.session.running_program() is None
            it.world.fail("processes", Rejected("no ps", status=500))
            assert await it.session.running_program() == ""
            it.world.heal("processes")
            it.channel.end()
            await it.until_phase(Phase.ENDED)
            assert await it.session.running_program() is None

    clock_aio(main())


# Attached


def test_the_log_stands_above_what_is_attached_to(clock_aio: Aio) -> None:
    async def main() -> None:
        it = Talk(ATTACH)
        it.world.watched.logs[WEB.key] = [LogLine("", Output.STDOUT, b"before")]
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        it.channel.say(b"after")
        await it.until(lambda: it.shown == b"before\nafter")
        await it.session.close()
        await running

    clock_aio(main())


def test_detach_keys_are_typed_and_leave_it_detached(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk(ATTACH) as it:
            await it.session.detach()
            assert it.channel.written == b"\x10\x11"
            it.channel.end(LOST)  # as the Engine has it: the end of a program that runs on
            await it.until_phase(Phase.DETACHED)
            it.session.reconnect()
            await it.until_phase(Phase.RUNNING)
            queries = [query for _key, query in it.world.called("save_log")]
            assert queries[0].since == ""
            assert queries[1].since == queries[0].until

    clock_aio(main())


def test_what_is_typed_at_a_program_that_takes_no_input_is_not_shown(clock_aio: Aio) -> None:
    async def main() -> None:
        it = Talk(ATTACH)
        it.inspect(Tty=False, OpenStdin=False)
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        it.shown = b""
        await it.session.write(b"x\r\x04")
        assert (it.shown, it.channel.written, it.channel.input_ended) == (b"", b"", False)
        await it.session.write(b"\x03")
        assert it.world.called("kill") == [(WEB.key, "INT")]
        await it.session.close()
        await running

    clock_aio(main())


def test_what_has_no_terminal_gets_lines_and_shows_them_as_a_terminal_does(clock_aio: Aio) -> None:
    async def main() -> None:
        it = Talk(ATTACH)
        it.inspect(Tty=False, StdinOnce=True)
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        await it.session.write("grüse".encode() + b"\x7f\x7fs\x1b[D")
        assert it.channel.written == b""
        await it.session.write(b"e\r")
        assert it.channel.written == "grüse\n".encode()
        it.shown = b""
        it.channel.say("€".encode()[:1])
        it.channel.say(b"oops\n", Output.STDERR)
        it.channel.say("€".encode()[1:] + b"\n")
        await it.until(lambda: it.shown == "oops\r\n€\r\n".encode())
        await it.session.write(b"\x03")
        assert it.world.called("kill") == [(WEB.key, "INT")]
        await it.session.write(b"\x04")
        assert it.channel.input_ended
        assert it.session.opened is not None
        assert it.session.opened.closing_ends_input
        await it.session.close()
        await running

    clock_aio(main())


def test_answers_of_the_terminal_go_to_a_program_that_has_one_and_to_no_other(
    clock_aio: Aio,
) -> None:
    answer = b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07"

    async def main() -> None:
        async with talk() as it:
            await it.session.reply(answer)
            assert it.channel.written == answer
        it = Talk(ATTACH)
        it.inspect(Tty=False)
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        await it.session.reply(answer)
        await it.session.write(b"yes\r")
        assert it.channel.written == b"yes\n"
        assert it.shown == b"yes\r\n"
        await it.session.close()
        await running

    clock_aio(main())


def test_docker_s_notation_of_keys_is_understood() -> None:
    assert key_bytes(DETACH_KEYS) == b"\x10\x11"
    assert key_bytes("ctrl-@,a,ctrl-_") == b"\x00a\x1f"
    assert key_bytes("") == b""


# A helper


def test_a_helper_is_made_held_and_removed(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk(HelperPlan(TARGET, "busybox:1")) as it:
            holding, shell = it.world.channels
            assert not holding.tty
            assert shell.tty
            (helper,) = set(it.world.containers) - {WEB.key}
            assert it.world.containers[helper].labels == {LABEL: WEB.key}
            names = [call[0] for call in it.world.calls]
            assert names == ["create_helper", "attach", "start", "open_exec"]
        assert list(it.world.containers) == [WEB.key]

    clock_aio(main())


def test_what_runs_in_a_helper_ends_with_its_terminal_and_is_told_before(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk(HelperPlan(TARGET, "busybox:1")) as it:
            (helper,) = set(it.world.containers) - {WEB.key}
            it.world.watched.processes[helper] = TOP
            assert await it.session.running_program() == "vim"
            it.world.watched.processes[helper] = Processes(TOP.titles, TOP.rows[:2])
            assert await it.session.running_program() is None
        assert not it.world.called("execute"), "it is removed, and all in it"

    clock_aio(main())


def test_helpers_that_were_never_started_are_found() -> None:
    old = make_container(2, labels={LABEL: "x"}, state=State.CREATED, created=100)
    new = make_container(3, labels={LABEL: "x"}, state=State.CREATED, created=900)
    runs = make_container(4, labels={LABEL: "x"}, created=100)
    other = make_container(5, state=State.CREATED, created=100)
    assert left_helpers([old, new, runs, other], now=920) == [old]


@pytest.mark.parametrize(
    ("plan", "term"),
    [
        (SHELL, "xterm-256color"),
        (HelperPlan(TARGET, "busybox:1"), "xterm-256color"),
        (ShellPlan(TARGET, ("sh",), environment={"TERM": "vt100"}), "vt100"),
    ],
)
def test_programs_are_told_a_terminal_of_256_colours_unless_another_is_chosen(
    clock_aio: Aio, plan: Plan, term: str
) -> None:
    async def main() -> None:
        async with talk(plan) as it:
            (_key, spec, *_size) = it.world.called("open_exec")[0]
            assert spec.environment == {"TERM": term}

    clock_aio(main())


# Words


@pytest.mark.parametrize(
    ("plan", "line"),
    [
        (SHELL, "docker exec -it --env TERM=xterm-256color web bash"),
        (
            ShellPlan(
                TARGET,
                ("sh", "-c", "echo $HOME"),
                user="www-data",
                folder="/var/www",
                environment={"A": "b c", "TERM": "vt100"},
                privileged=True,
            ),
            "docker exec -it --user www-data --workdir /var/www --env TERM=vt100 --env 'A=b c'"
            " --privileged web sh -c 'echo $HOME'",
        ),
        (ATTACH, "docker attach web"),
        (
            AttachPlan(TARGET, detach_keys="ctrl-x,x"),
            "docker attach --detach-keys ctrl-x,x web",
        ),
        (
            HelperPlan(TARGET, "busybox:1"),
            "docker run --rm -it --pid container:web --network container:web"
            " --volumes-from web --env TERM=xterm-256color busybox:1 sh",
        ),
    ],
)
def test_the_command_line_is_what_one_would_type(plan: Plan, line: str) -> None:
    assert quoted(plan.line(), Shell.POSIX) == line


# Broadcast


def test_a_group_types_into_all_and_one_that_does_not_read_leaves_it(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as one, talk() as stuck:
            group = BroadcastGroup()
            for it in (one, stuck):
                group.add(it.session)
            stuck.channel.taking.clear()
            typed = b""
            for number in range(WAITING_WRITES + 1):
                piece = b"%d " % number
                group.write(lambda _modes, piece=piece: piece)  # type: ignore[misc]
                typed += piece
                await one.until(lambda typed=typed: one.channel.written == typed)  # type: ignore[misc]
            assert group.members == {one.session}
            group.remove(one.session)
            group.write(lambda _modes: b"more")
            stuck.channel.taking.set()
            for _ in range(5):
                await asyncio.sleep(0)
            assert one.channel.written == typed
            assert stuck.channel.written == b""
            group.close()

    clock_aio(main())


def test_the_rest_of_a_command_is_not_typed_into_the_shell_that_follows_a_lost_one(
    clock_aio: Aio,
) -> None:
    async def main() -> None:
        async with talk() as one, talk() as lost:
            group = BroadcastGroup()
            told: list[int] = []
            group.changed.subscribe(lambda members: told.append(len(members)))
            for it in (one, lost):
                group.add(it.session)
            group.write(lambda _modes: b"rm -r ")
            await lost.until(lambda: lost.channel.written == b"rm -r ")
            lost.channel.lose()
            await lost.until_phase(Phase.LOST)
            assert group.members == {one.session}
            group.add(lost.session)
            assert group.members == {one.session}, "nothing runs there"
            lost.session.reconnect()
            await lost.until_phase(Phase.RUNNING)
            group.write(lambda _modes: b"/tmp/x\r")
            await one.until(lambda: one.channel.written == b"rm -r /tmp/x\r")
            assert lost.channel.written == b""
            group.add(lost.session)
            assert group.members == {one.session, lost.session}, "it is asked back in"
            group.close()
            assert told == [1, 2, 1, 2, 1, 0]

    clock_aio(main())


def test_who_listens_to_a_member_hears_first_what_is_sent_to_it(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as one, talk() as other:
            group = BroadcastGroup()
            heard: list[tuple[bytes, bytes]] = []
            group.add(one.session)
            group.add(
                other.session,
                lambda: Modes(application_cursor=True),
                lambda data: heard.append((data, other.channel.written)),
            )
            group.write(lambda modes: b"up" if modes.application_cursor else b"?")
            await other.until(lambda: other.channel.written == b"up")
            assert heard == [(b"up", b"")]
            group.close()

    clock_aio(main())


# Another Engine in use


def test_closing_ends_the_programs_where_they_are_though_another_engine_is_in_use(
    clock_aio: Aio,
) -> None:
    async def main() -> None:
        it = Talk()
        elsewhere = FakeWorld()
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        it.engine = FakeEngine(elsewhere, endpoint=OTHER)
        assert await it.session.running_program() == "vim"
        await it.session.close()
        await running
        assert it.world.called("execute")[-1][1][4:] == ("7", "8")
        assert not elsewhere.called("execute")
        assert len(it.world.called("connect")) == len(it.world.called("close"))

    clock_aio(main())


def test_a_terminal_is_not_opened_again_on_another_engine(clock_aio: Aio) -> None:
    async def main() -> None:
        async with talk() as it:
            it.channel.end()
            await it.until_phase(Phase.ENDED)
            elsewhere = FakeWorld()
            home, it.engine = it.engine, FakeEngine(elsewhere, endpoint=OTHER)
            it.session.reconnect()
            await it.until_phase(Phase.FAILED)
            assert isinstance(it.session.standing.error, Elsewhere)
            assert not elsewhere.called("open_exec")
            it.engine = home
            it.session.reconnect()
            await it.until_phase(Phase.RUNNING)

    clock_aio(main())
