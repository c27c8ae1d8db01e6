"""The page of a terminal on a fake Engine: opened, typed at, lost, opened again, closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
)

from desktop.engine.errors import BadRequest, EngineFault, NotFound
from desktop.engine.observations import Executed, Processes
from desktop.engine.records import Kind, State
from desktop.model.commands import Target
from desktop.model.session import Link, Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.model.terminals.plans import AttachPlan, Plan, ShellPlan
from desktop.model.terminals.session import Phase
from desktop.model.terminals.shells import Shells
from desktop.terminal import links
from desktop.terminal.logical_lines import Position
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from desktop.ui.terminal import saving
from desktop.ui.terminal.card import AttachCard, HelperCard
from desktop.ui.terminal.page import TerminalPage
from desktop.ui.terminal.review import Review
from desktop.ui.terminal.shared import SharedTerminals
from tests.model.fake_engine import FakeWorld, make_container, make_image
from tests.model.fake_terminals import FakeChannel
from tests.support.aio import Aio

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]

WEB = make_container(1, "web")
TARGET = Target(Kind.CONTAINER, WEB.key, "web")
BASH = ShellPlan(TARGET, ("bash",))


@dataclass
class Desk:
    """A live session, and the terminals that are opened on it."""

    world: FakeWorld
    surroundings: Surroundings
    shared: SharedTerminals
    pages: list[TerminalPage] = field(default_factory=list)
    urls: list[QUrl] = field(default_factory=list)
    asked_for: int = 0

    def open(self, plan: Plan | None = None, *, asks: bool = True) -> TerminalPage:
        another = self._count_another
        page = TerminalPage(
            self.surroundings, self.shared, TARGET, plan, another=another, asks=asks
        )
        page.resize(700, 400)
        page.show()
        page.view.setFocus()
        self.pages.append(page)
        return page

    async def opened(self, plan: Plan | None = BASH) -> tuple[TerminalPage, FakeChannel]:
        page = self.open(plan)
        await self.until_phase(page, Phase.RUNNING)
        return page, self.world.channels[-1]

    async def until(self, holds: Callable[[], object]) -> None:
        while not holds():  # noqa: ASYNC110 - many things tell of it
            await asyncio.sleep(0.001)

    async def until_phase(self, page: TerminalPage, phase: Phase) -> None:
        await self.until(lambda: page.conversation.standing.phase is phase)

    async def until_shown(self, page: TerminalPage, text: str) -> None:
        await self.until(lambda: text in self.text(page))

    def text(self, page: TerminalPage) -> str:
        """What the terminal shows and has shown."""
        terminal = page.view.terminal
        rows = terminal.lines(terminal.first_line, terminal.screen_line + terminal.rows)
        return "\n".join(row.text for row in rows)

    def question(self) -> QMessageBox | None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        return next((box for box in found if box.isVisible()), None)

    async def answer(self, text: str) -> None:
        await self.until(self.question)
        box = self.question()
        assert box is not None
        next(button for button in box.buttons() if button.text() == text).click()

    def _count_another(self) -> None:
        self.asked_for += 1


@asynccontextmanager
async def desk(tmp_path: Path, **executed: Any) -> AsyncIterator[Desk]:
    world = FakeWorld()
    world.add(WEB)
    world.add(make_image(1, "busybox:1"))
    world.inspections[WEB.key] = {
        "Config": {"Tty": True, "OpenStdin": True},
        "State": {"StartedAt": "then"},
    }
    world.watched.executed = executed.get("result", Executed(0, b"bash\n", b""))
    world.watched.processes[WEB.key] = Processes(("PID", "PPID", "COMMAND"), ())
    session = Session(Store(), world.find, world.connect)
    running = asyncio.ensure_future(session.run())
    unused: Any = None
    urls: list[QUrl] = []
    surroundings = Surroundings(
        session,
        operations=unused,
        settings=Settings(tmp_path),
        stats=StatsWatcher(session),
        run=unused,
        open_url=urls.append,
        reveal=unused,
        select=unused,
    )
    it = Desk(world, surroundings, SharedTerminals(surroundings.settings), urls=urls)
    try:
        await it.until(
            lambda: session.status.link is Link.LIVE and WEB.key in session.store.containers
        )
        await it.until(lambda: session.store.images.standing.loaded)
        yield it
    finally:
        for page in it.pages:
            await page.close_down()
            page.close()
            page.deleteLater()
        running.cancel()
        await asyncio.wait([running])


def test_a_shell_is_found_and_opened_and_typed_at(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened(None)
            assert it.world.called("open_exec")[0][1].arguments == ("bash",)
            channel.say(b"$ ")
            await it.until_shown(page, "$")
            QTest.keyClicks(page.view, "ls")
            QTest.keyClick(page.view, Qt.Key.Key_Return)
            await it.until(lambda: channel.written == b"ls\r")
            assert page.face().title == "web"
            assert page.face().picture is Icon.TERMINAL
            assert page.view.accessibleName() == "Terminal: web"

    aio(run())


def test_the_shell_is_remembered_for_the_image_also_at_the_next_start(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            await it.opened(None)
        it.surroundings.settings.save()
        again = SharedTerminals(Settings(tmp_path))
        assert again.shells.known == {WEB.image_id: "bash"}

    aio(run())


def shells_tried(it: Desk) -> list[str]:
    return [spec.arguments[0] for _key, spec, *_size in it.world.called("open_exec")]


def test_a_remembered_shell_that_this_container_has_not_is_forgotten_and_another_is_found(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path, result=Executed(0, b"ash\n", b"")) as it:
            it.shared.shells = Shells({WEB.image_id: "bash"})
            it.world.not_there.add("bash")
            page = it.open()
            QTest.keyClicks(page.view, "cd")  # before the first is tried
            await it.until(lambda: shells_tried(it) == ["bash", "ash"])
            await it.until_phase(page, Phase.RUNNING)
            assert it.shared.shells.known == {WEB.image_id: "ash"}
            await it.until_shown(page, "[looking for another shell]")
            channel = it.world.channels[-1]
            QTest.keyClicks(page.view, ";ls")
            await it.until(lambda: channel.written == b"cd;ls")
            assert page.foot.share.isEnabled()
            assert not page.banner.isVisible()

            channel.end(127)  # as after a command that is not found
            await it.until_phase(page, Phase.ENDED)
            assert "exit code 127" in page.banner.text
            QTest.keyClick(page.view, Qt.Key.Key_Return)
            await it.until_phase(page, Phase.RUNNING)
            assert shells_tried(it) == ["bash", "ash", "ash"]

    aio(run())


def test_what_a_shell_has_read_is_not_typed_again_at_the_next(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, result=Executed(0, b"ash\n", b"")) as it:
            it.shared.shells = Shells({WEB.image_id: "bash"})
            page, channel = await it.opened(None)
            QTest.keyClicks(page.view, "rm x")
            await it.until(lambda: channel.written == b"rm x")
            channel.end(0)
            await it.until_phase(page, Phase.ENDED)
            missing = BadRequest("exec: bash: executable file not found in $PATH", status=400)
            it.world.fail("open_exec", missing, times=1)
            QTest.keyClick(page.view, Qt.Key.Key_Return)
            await it.until(lambda: shells_tried(it) == ["bash", "bash", "ash"])
            await it.until_phase(page, Phase.RUNNING)
            await it.until_shown(page, "[looking for another shell]")
            QTest.keyClicks(page.view, "ls")
            await it.until(lambda: it.world.channels[-1].written == b"ls")

    aio(run())


def test_a_remembered_shell_that_ran_is_kept_though_the_engine_never_told_its_number(
    aio: Aio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def untold(_channel: FakeChannel) -> None:
        """As of an Engine that has too much to do."""

    monkeypatch.setattr(FakeChannel, "pid", untold)

    async def run() -> None:
        async with desk(tmp_path) as it:
            it.shared.shells = Shells({WEB.image_id: "bash"})
            page, channel = await it.opened(None)
            channel.end(127)  # as after a command that is not found
            await it.until_phase(page, Phase.ENDED)
            assert "exit code 127" in page.banner.text
            assert shells_tried(it) == ["bash"]
            assert it.shared.shells.known == {WEB.image_id: "bash"}

    aio(run())


def test_where_the_remembered_shell_is_not_there_and_no_other_a_helper_is_offered(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path, result=Executed(127, b"", b"")) as it:
            it.shared.shells = Shells({WEB.image_id: "bash"})
            it.world.not_there.add("bash")
            page = it.open()
            QTest.keyClicks(page.view, "cd")  # which is for the container's own shell
            await it.until(lambda: page.findChild(HelperCard))
            card = page.findChild(HelperCard)
            assert isinstance(card, HelperCard)
            card.button.click()
            await it.until_phase(page, Phase.RUNNING)
            QTest.keyClicks(page.view, "ls")
            await it.until(lambda: it.world.channels[-1].written == b"ls")
            assert shells_tried(it) == ["bash", "sh"]
            assert not it.shared.shells.known

    aio(run())


def test_a_shell_that_was_just_found_is_not_looked_for_again_and_again(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            it.shared.shells = Shells({WEB.image_id: "bash"})
            it.world.not_there.add("bash")
            page = it.open()
            await it.until(lambda: len(shells_tried(it)) == 2)
            await it.until_phase(page, Phase.ENDED)
            assert "exit code 127" in page.banner.text
            assert shells_tried(it) == ["bash", "bash"]

    aio(run())


def test_what_is_typed_while_it_opens_is_not_lost(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page = it.open(BASH)
            QTest.keyClicks(page.view, "date")
            await it.until_phase(page, Phase.RUNNING)
            await it.until(lambda: it.world.channels[-1].written == b"date")

    aio(run())


def test_what_is_written_stays_when_the_connection_is_lost_and_enter_opens_a_new_shell(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.say(b"\x1b[?1049hdrawn by vim")
            await it.until_shown(page, "drawn by vim")
            channel.say(b"\x1b[?1049l\r\nmore\r\nmuch was done here")
            channel.lose()
            await it.until_phase(page, Phase.LOST)
            await it.until_shown(page, "[session lost]")
            assert "more\nmuch was done here\n[session lost]" in it.text(page)
            assert page.banner.isVisible()
            assert "Session lost" in page.banner.text
            QTest.keyClicks(page.view, "x")  # is for nobody
            QTest.keyClick(page.view, Qt.Key.Key_Return)
            await it.until(lambda: len(it.world.channels) == 2)
            await it.until_phase(page, Phase.RUNNING)
            await it.until_shown(page, "[a new session]")
            assert "much was done here" in it.text(page)
            assert not page.banner.isVisible()
            assert it.world.channels[-1].written == b""

    aio(run())


def test_a_program_that_is_gone_leaves_the_terminal_usable(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.say(b"\x1b[?1049h\x1b[?1003h\x1b[?2004h\x1b[?25l\x1b[3;5r\x1b]0;half")
            channel.lose()
            await it.until_phase(page, Phase.LOST)
            terminal = page.view.terminal
            await it.until(lambda: "[session lost]" in it.text(page))
            modes = terminal.modes
            assert not modes.alternate_screen
            assert not modes.bracketed_paste
            assert not modes.mouse
            assert terminal.frame().cursor is not None

    aio(run())


def test_the_exit_code_is_shown(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.end(3)
            await it.until_phase(page, Phase.ENDED)
            assert page.banner.text == "bash has ended with exit code 3. Enter opens it again."
            channel_count = len(it.world.channels)
            button = next(b for b in page.banner.findChildren(QPushButton) if b.isVisible())
            assert button.text() == "Open again"
            button.click()
            await it.until(lambda: len(it.world.channels) == channel_count + 1)

    aio(run())


def test_attaching_says_first_what_exit_does_and_offers_detaching(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page = it.open(AttachPlan(TARGET))
            card = page.findChild(AttachCard)
            assert isinstance(card, AttachCard)
            assert card.isVisible()
            assert not it.world.channels
            card.button.click()
            await it.until_phase(page, Phase.RUNNING)
            assert page.view.isVisible()
            assert page.face().picture is Icon.ATTACH
            channel = it.world.channels[-1]
            assert page.foot.detach.isVisible()
            page.foot.detach.click()
            await it.until(lambda: channel.written == b"\x10\x11")
            channel.end()
            await it.until_phase(page, Phase.DETACHED)
            assert "runs on" in page.banner.text

    aio(run())


def test_who_has_just_started_it_is_not_asked_before_attaching(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page = it.open(AttachPlan(TARGET), asks=False)
            await it.until_phase(page, Phase.RUNNING)
            assert page.findChild(AttachCard) is None
            assert page.view.isVisible()
            assert page.face().picture is Icon.ATTACH

    aio(run())


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"Tty": True, "OpenStdin": True}, "Attached to the main program"),
        (
            {"Tty": False, "OpenStdin": True},
            "Attached to the main program, which has no terminal: a line is sent with Enter",
        ),
        ({"Tty": False}, "Attached to the main program, which takes no input"),
    ],
)
def test_what_typing_does_there_is_said(
    aio: Aio, tmp_path: Path, config: dict[str, bool], said: str
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            it.world.inspections[WEB.key] = {"Config": config, "State": {"StartedAt": "then"}}
            page = it.open(AttachPlan(TARGET))
            card = page.findChild(AttachCard)
            assert isinstance(card, AttachCard)
            card.button.click()
            await it.until_phase(page, Phase.RUNNING)
            assert said in page.face().tip.split("\n")

    aio(run())


def test_what_a_program_without_terminal_asks_one_is_not_typed_into_its_input(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            config = {"Tty": False, "OpenStdin": True}
            it.world.inspections[WEB.key] = {"Config": config, "State": {"StartedAt": "then"}}
            page = it.open(AttachPlan(TARGET), asks=False)
            await it.until_phase(page, Phase.RUNNING)
            replies: list[bytes] = []
            page.view.replied.connect(replies.append)
            channel = it.world.channels[-1]
            channel.say(b"\x1b]11;?\x07\x1b[cshown")
            await it.until_shown(page, "shown")
            await it.until(lambda: replies)
            assert not page.foot.detach.isVisible()  # nobody looks for the keys
            QTest.keyClicks(page.view, "yes")
            QTest.keyClick(page.view, Qt.Key.Key_Return)
            await it.until(lambda: channel.written)
            assert channel.written == b"yes\n"
            await it.until_shown(page, "yes")
            assert "rgb" not in it.text(page)

    aio(run())


def test_other_detach_keys_are_used(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page = it.open(AttachPlan(TARGET))
            card = page.findChild(AttachCard)
            assert isinstance(card, AttachCard)
            card._keys.setText("ctrl-x")
            QTest.keyClick(card._keys, Qt.Key.Key_Return)
            await it.until_phase(page, Phase.RUNNING)
            page.foot.detach.click()
            await it.until(lambda: it.world.channels[-1].written == b"\x18")

    aio(run())


def test_a_container_without_a_shell_is_offered_a_helper(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, result=Executed(127, b"", b"")) as it:
            page = it.open()
            await it.until(lambda: page.findChild(HelperCard))
            card = page.findChild(HelperCard)
            assert isinstance(card, HelperCard)
            assert card.accessibleName() == "web has no shell"
            box = card.findChild(QComboBox)
            assert isinstance(box, QComboBox)
            assert box.currentText() == "busybox:1"
            card.button.click()
            await it.until_phase(page, Phase.RUNNING)
            (spec,) = (call[0] for call in it.world.called("create_helper"))
            assert (spec.beside, spec.image) == (WEB.key, "busybox:1")

    aio(run())


def test_what_fails_is_said_and_can_be_tried_again(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            it.world.fail("open_exec", EngineFault("<b>no</b> luck"))
            page = it.open(BASH)
            await it.until_phase(page, Phase.FAILED)
            assert page.banner.text == (
                "Cannot open a terminal in web: the Engine says “<b>no</b> luck”."
            )
            it.world.heal("open_exec")
            button = next(b for b in page.banner.findChildren(QPushButton) if b.isVisible())
            button.click()
            await it.until_phase(page, Phase.RUNNING)

    aio(run())


def test_several_terminals_are_typed_into_at_once(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            one, first = await it.opened()
            other, second = await it.opened()
            _alone, third = await it.opened()
            one.foot.share.click()
            assert one.group_banner.text.startswith("Nothing else is typed into yet")
            other.foot.share.click()
            assert one.group_banner.text == "What you type here goes to 2 terminals at once."
            assert one.face().picture is Icon.BROADCAST
            QTest.keyClicks(one.view, "id")
            await it.until(lambda: first.written == second.written == b"id")
            assert third.written == b""
            leave = next(b for b in other.group_banner.findChildren(QPushButton) if b.isVisible())
            leave.click()
            assert not other.foot.share.isChecked()
            QTest.keyClicks(one.view, "!")
            await it.until(lambda: first.written == b"id!")
            assert second.written == b"id"

    aio(run())


def test_a_terminal_that_was_lost_is_typed_into_alone_when_it_is_opened_again(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            one, first = await it.opened()
            other, second = await it.opened()
            one.foot.share.click()
            other.foot.share.click()
            QTest.keyClicks(one.view, "rm ")
            await it.until(lambda: first.written == second.written == b"rm ")
            second.lose()
            await it.until_phase(other, Phase.LOST)
            assert not other.foot.share.isChecked()
            assert not other.group_banner.isVisible()
            assert one.group_banner.text.startswith("Nothing else is typed into yet")
            QTest.keyClick(other.view, Qt.Key.Key_Return)
            await it.until_phase(other, Phase.RUNNING)
            QTest.keyClicks(one.view, "x")
            await it.until(lambda: first.written == b"rm x")
            QTest.keyClicks(other.view, "y")
            await it.until(lambda: it.world.channels[-1].written == b"y")
            assert first.written == b"rm x"

    aio(run())


def test_each_of_several_programs_gets_what_is_typed_as_it_reads_it(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            one, first = await it.opened()
            other, second = await it.opened()
            other.view.terminal.feed(b"\x1b[?2004h\x1b[?1h")  # pastes marked, cursor keys its own
            one.foot.share.click()
            other.foot.share.click()
            QTest.keyClick(one.view, Qt.Key.Key_Up)
            one.view.clipboard.paste_text("ls")
            await it.until(lambda: first.written == b"\x1b[Als")
            await it.until(lambda: second.written == b"\x1bOA\x1b[200~ls\x1b[201~")

            other.view.clipboard.paste_text("a\nb")
            await it.until(it.question)  # one of them takes each line as a command
            await it.answer("Cancel")
            await it.until(lambda: it.question() is None)
            one.foot.share.click()
            other.view.clipboard.paste_text("c\nd")
            await it.until(lambda: second.written.endswith(b"\x1b[200~c\rd\x1b[201~"))

    aio(run())


def test_a_program_that_runs_is_at_stake(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.say(b"$ ")
            await it.until_shown(page, "$")
            it.world.watched.processes[WEB.key] = Processes(
                ("PID", "PPID", "COMMAND"), (("4321", "1", "bash"), ("4400", "4321", "vim notes"))
            )
            assert await page.at_stake() == "vim notes still runs in web."

    aio(run())


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (
            {"Tty": False, "OpenStdin": True, "StdinOnce": True},
            "The main program of web has its input from here: when that ends, it may stop.",
        ),
        ({"Tty": False, "OpenStdin": True}, ""),
        ({"Tty": True, "OpenStdin": True, "StdinOnce": True}, ""),
        ({"Tty": False}, ""),
    ],
)
def test_the_input_of_an_attached_program_is_at_stake_where_it_ends_with_the_terminal(
    aio: Aio, tmp_path: Path, config: dict[str, bool], said: str
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            it.world.inspections[WEB.key] = {"Config": config, "State": {"StartedAt": "then"}}
            page = it.open(AttachPlan(TARGET), asks=False)
            await it.until_phase(page, Phase.RUNNING)
            assert await page.at_stake() == said
            it.world.channels[-1].end()
            await it.until_phase(page, Phase.ENDED)
            assert await page.at_stake() == ""

    aio(run())


def test_nothing_is_at_stake_at_a_prompt(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.say(b"$ ")
            await it.until_shown(page, "$")
            it.world.watched.processes[WEB.key] = Processes(
                ("PID", "PPID", "COMMAND"), (("4321", "1", "bash"),)
            )
            assert await page.at_stake() == ""

    aio(run())


def test_several_lines_are_pasted_only_after_a_question(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            page.view.clipboard.paste_text("rm -r /\n<b>x</b>")
            await it.until(it.question)
            assert channel.written == b""
            await it.answer("Cancel")
            await it.until(lambda: it.question() is None)
            page.view.clipboard.paste_text("one\ntwo")
            await it.answer("Paste")
            await it.until(lambda: channel.written == b"one\rtwo")

    aio(run())


def test_a_link_that_the_program_marked_opens_only_after_one_knows_where_to(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, _channel = await it.opened()
            marked = links.Link(
                Position(0, 0), Position(0, 8), "https://evil.example/your.bank", marked=True
            )
            page.view.follow(marked)
            await it.until(it.question)
            box = it.question()
            assert box is not None
            assert box.text() == "https://evil.example/your.bank"
            assert "evil.example" in box.informativeText()
            await it.answer("Cancel")
            await it.until(lambda: it.question() is None)
            assert it.urls == []
            page.view.follow(marked)
            await it.answer("Open")
            await it.until(lambda: it.urls == [QUrl("https://evil.example/your.bank")])
            plain = links.Link(Position(0, 0), Position(0, 8), "https://example.org/", marked=False)
            page.view.follow(plain)
            assert it.urls[1:] == [QUrl("https://example.org/")], "what one reads is where it leads"

    aio(run())


def test_the_clipboard_is_the_programs_only_if_a_person_says_so(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            clipboard = QGuiApplication.clipboard()
            clipboard.setText("mine")
            channel.say(b"\x1b]52;c;c2VjcmV0\x07")  # "secret"
            await it.until(page.notice.isVisible)
            assert "6 characters" in page.notice.text
            assert clipboard.text() == "mine"
            page.foot.share.click()  # all terminals are told of it
            assert page.notice.isVisible(), "the question stays"
            button = next(b for b in page.notice.findChildren(QPushButton) if b.isVisible())
            button.click()
            assert clipboard.text() == "secret"
            assert not page.notice.isVisible()

    aio(run())


def test_a_bell_marks_the_tab_until_it_is_seen(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            page.hide()
            channel.say(b"\x07")
            await it.until(lambda: page.face().picture is Icon.BELL)
            page.show()
            assert page.face().picture is Icon.TERMINAL

    aio(run())


def test_a_hostile_title_is_only_a_tip(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.say(b"\x1b]0;<b>root</b>&you\x07")
            await it.until(lambda: "<b>root</b>&you" in page.face().tip)
            assert page.face().title == "web"

    aio(run())


def test_the_size_follows_the_page(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            page.resize(500, 300)
            terminal = page.view.terminal
            await it.until(lambda: channel.sizes and terminal.columns < 75)
            await it.until(lambda: channel.sizes[-1] == (terminal.columns, terminal.rows))

    aio(run())


async def recorded(it: Desk, plan: Plan = BASH) -> Any:
    """The dialog with what was recorded in a terminal."""
    await record(it, plan)
    await it.until(QApplication.activeModalWidget)
    return QApplication.activeModalWidget()


async def record(it: Desk, plan: Plan = BASH) -> TerminalPage:
    """Record a command in a terminal, and ask for what was recorded."""
    page, channel = await it.opened(plan)
    channel.say(b"/ # ")
    await it.until_shown(page, "/ #")
    page.foot.record.click()
    QTest.keyClicks(page.view, "mkdir /srv")
    channel.say(b"mkdir /srv")
    await it.until_shown(page, "mkdir /srv")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    channel.say(b"\r\n/ # ")
    await it.until(lambda: it.text(page).count("/ #") == 2)
    page.foot.record.click()
    return page


def test_recorded_commands_are_looked_over(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            dialog = await recorded(it)
            assert "RUN mkdir /srv" in dialog.text.toPlainText()
            dialog.format.setCurrentIndex(1)
            assert "\nmkdir /srv\n" in dialog.text.toPlainText()
            dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
            assert "mkdir" not in dialog.text.toPlainText()
            dialog.reject()
            await it.until(lambda: QApplication.activeModalWidget() is None)

    aio(run())


def test_the_dockerfile_of_what_was_recorded_begins_as_the_terminal_did(
    aio: Aio, tmp_path: Path
) -> None:
    environment = {"X": "1", "API_TOKEN": "hunter2"}
    plan = replace(BASH, user="app", folder="/srv/app", environment=environment)

    async def run() -> None:
        async with desk(tmp_path) as it:
            dialog = await recorded(it, plan)
            made = dialog.text.toPlainText()
            assert "\nUSER app\nENV X=1\n" in made
            assert "\nWORKDIR /srv/app\nRUN mkdir /srv\n" in made
            assert "hunter2" not in made
            dialog.reject()
            await it.until(lambda: QApplication.activeModalWidget() is None)

    aio(run())


def test_what_was_recorded_is_looked_over_though_its_container_is_gone(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            it.world.fail("inspect", NotFound("no such container: web", status=404))
            dialog = await recorded(it, replace(BASH, user="app"))
            assert "\nUSER app\nRUN mkdir /srv\n" in dialog.text.toPlainText()
            dialog.reject()
            await it.until(lambda: QApplication.activeModalWidget() is None)

    aio(run())


def test_what_was_recorded_is_looked_over_once_however_often_one_asks_while_the_engine_thinks(
    aio: Aio, tmp_path: Path
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            answers = asyncio.Event()
            it.world.fail("inspect", until=answers)
            before = len(it.world.called("inspect"))
            page = await record(it)
            page.keeping._review()
            await it.until(lambda: len(it.world.called("inspect")) > before)
            page.keeping._review()
            answers.set()
            await it.until(QApplication.activeModalWidget)
            dialogs = page.findChildren(Review)
            assert len(dialogs) == 1
            dialogs[0].reject()
            await it.until(lambda: QApplication.activeModalWidget() is None)
            await it.until(lambda: not page._asking)
            page.keeping._review()
            await it.until(QApplication.activeModalWidget)
            dialog: Any = QApplication.activeModalWidget()
            dialog.reject()
            await it.until(lambda: QApplication.activeModalWidget() is None)

    aio(run())


def test_a_helper_shell_is_not_recorded_and_says_why(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path, result=Executed(127, b"", b"")) as it:
            page = it.open()
            page.foot.record.click()  # before it is known that there is no shell
            await it.until(lambda: page.findChild(HelperCard))
            card = page.findChild(HelperCard)
            assert isinstance(card, HelperCard)
            card.button.click()
            await it.until_phase(page, Phase.RUNNING)
            record = page.foot.record
            assert not record.isEnabled()
            assert not record.isChecked()
            why = "A helper shell is not recorded: its commands run in a container of its own."
            page._say_words()
            assert record.toolTip() == why
            page.keeping._review()
            assert page.notice.text == why

    aio(run())


def test_what_is_typed_into_another_of_its_group_is_recorded_too(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            one, first = await it.opened()
            other, second = await it.opened()
            second.say(b"/ # ")
            await it.until_shown(other, "/ #")
            for page in (one, other):
                page.foot.share.click()
            other.foot.record.click()
            QTest.keyClicks(one.view, "mkdir /srv")
            second.say(b"mkdir /srv")
            await it.until_shown(other, "/ # mkdir /srv")
            QTest.keyClick(one.view, Qt.Key.Key_Return)
            second.say(b"\r\n/ # ")
            await it.until(lambda: it.text(other).count("/ #") == 2)
            await it.until(lambda: first.written == second.written == b"mkdir /srv\r")
            other.foot.record.click()
            await it.until(QApplication.activeModalWidget)
            dialog: Any = QApplication.activeModalWidget()
            assert "RUN mkdir /srv" in dialog.text.toPlainText()
            dialog.reject()
            await it.until(lambda: QApplication.activeModalWidget() is None)

    aio(run())


@pytest.mark.parametrize(
    ("number", "suffix", "expected"),
    [
        (0, "txt", "red <b>text</b>\n"),
        (1, "ansi", "\x1b[31mred"),
        (2, "html", "&lt;b&gt;text&lt;/b&gt;"),
    ],
)
def test_what_it_shows_is_saved(
    aio: Aio, tmp_path: Path, number: int, suffix: str, expected: str
) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.say(b"\x1b[31mred\x1b[0m <b>text</b>\r\n")
            await it.until_shown(page, "text")
            page.keeping._save()
            await it.until(lambda: page.view.findChildren(QFileDialog))
            (dialog,) = page.view.findChildren(QFileDialog)
            dialog.selectNameFilter(dialog.nameFilters()[number])
            dialog.filterSelected.emit(dialog.nameFilters()[number])
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(name, QLineEdit)
            name.setText(str(tmp_path / "here"))
            dialog.accept()
            path = tmp_path / f"here.{suffix}"
            await it.until(lambda: page.notice.text == f"Saved to {path}")
            assert expected in path.read_text()

    aio(run())


def test_what_was_lost_can_be_opened_again_after_it_was_saved(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.lose()
            await it.until_phase(page, Phase.LOST)
            page.keeping._save()
            await it.until(lambda: page.view.findChildren(QFileDialog))
            (dialog,) = page.view.findChildren(QFileDialog)
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(name, QLineEdit)
            name.setText(str(tmp_path / "here"))
            dialog.accept()
            await it.until(page.notice.isVisible)
            assert page.notice.text.startswith("Saved to")
            assert "Session lost" in page.banner.text
            button = next(b for b in page.banner.findChildren(QPushButton) if b.isVisible())
            assert button.text() == "Reconnect"
            button.click()
            await it.until_phase(page, Phase.RUNNING)
            assert not page.banner.isVisible()
            assert page.notice.isVisible()

    aio(run())


def test_what_can_not_be_saved_is_said(
    aio: Aio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_path: Path, _text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_whole", full)

    async def run() -> None:
        async with desk(tmp_path) as it:
            page, _channel = await it.opened()
            page.keeping._save()
            await it.until(lambda: page.view.findChildren(QFileDialog))
            (dialog,) = page.view.findChildren(QFileDialog)
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(name, QLineEdit)
            name.setText(str(tmp_path / "here.txt"))
            dialog.accept()
            await it.until(page.notice.isVisible)
            path = tmp_path / "here.txt"
            assert page.notice.text == f"Cannot write {path}: No space left on device."

    aio(run())


def test_the_page_ends_all_that_it_has_begun(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            page.view.clipboard.paste_text("one\ntwo")
            await it.until(it.question)
            await page.close_down()
            assert channel.left
            await it.until(lambda: it.question() is None)

    aio(run())


def test_the_terminal_is_searched(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            channel.say(b"one two\r\ntwo three\r\n")
            await it.until_shown(page, "three")
            page.foot.search.click()
            bar = page.search_bar
            assert bar.isVisible()
            QTest.keyClicks(bar.box.line, "two")
            await it.until(lambda: bar.count.text() == "1 of 2")
            QTest.keyClick(bar.box.line, Qt.Key.Key_Escape)
            assert not bar.isVisible()

    aio(run())


def test_another_terminal_is_asked_for(aio: Aio, tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as it:
            page, _channel = await it.opened()
            page.foot.another.click()
            assert it.asked_for == 1

    aio(run())


def test_a_container_that_is_renamed_is_called_so_in_its_tab(aio: Aio, tmp_path: Path) -> None:
    async def main() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            it.surroundings.session.store.take_containers((WEB.key,), [replace(WEB, name="shop")])
            assert page.face().title == "shop"
            assert page.view.accessibleName() == "Terminal: shop"
            channel.end()
            await it.until_phase(page, Phase.ENDED)
            await page.close_down()

    aio(main())


def test_where_the_container_has_stopped_it_is_said_before_one_tries(
    aio: Aio, tmp_path: Path
) -> None:
    async def main() -> None:
        async with desk(tmp_path) as it:
            page, channel = await it.opened()
            store = it.surroundings.session.store
            channel.end()
            await it.until_phase(page, Phase.ENDED)
            store.take_containers((WEB.key,), [replace(WEB, state=State.EXITED)])
            assert "web does not run: start it" in page.banner.text
            store.take_containers((WEB.key,), [WEB])
            assert page.banner.text.endswith("Enter opens it again.")
            assert "start it" not in page.banner.text

    aio(main())
