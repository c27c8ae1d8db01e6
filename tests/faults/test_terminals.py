"""Terminals in the midst of a fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.model.terminals.session import Phase
from desktop.ui.terminal.page import TerminalPage
from tests.faults.under_fault import is_live, is_lost, outside, under_fault
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, RealEngine

pytestmark = pytest.mark.display


async def terminal_in(hands: Hands, name: str) -> TerminalPage:
    """A shell in a container, opened by keys, at its prompt."""
    await until(lambda: hands.state(name), "its row appears")
    hands.select(name)
    hands.keys("Ctrl+T")
    await until(lambda: hands.window.living is not None and len(hands.window.living), "a tab")
    assert hands.window.living is not None
    (page,) = hands.window.living.pages.values()
    assert isinstance(page, TerminalPage)
    await until(lambda: "/ #" in text(page), "its shell's prompt")
    return page


def text(page: TerminalPage) -> str:
    """All that it shows and has shown."""
    terminal = page.view.terminal
    rows = terminal.lines(terminal.first_line, terminal.screen_line + terminal.rows)
    return "\n".join(row.text for row in rows)


def type_line(page: TerminalPage, line: str) -> None:
    QTest.keyClicks(page.view, line)
    QTest.keyClick(page.view, Qt.Key.Key_Return)


@pytest.mark.row(5)
def test_a_terminal_outlives_its_engine_and_is_opened_anew_in_place(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True, arguments=("--live-restore",))
    engine.docker("run", "-d", "--name", "web", IMAGE, "sleep", "3600")

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine.url) as hands:
            page = await terminal_in(hands, "web")
            type_line(page, "echo done $((40 + 2))")
            await until(lambda: "done 42" in text(page), "the shell answers")
            await outside(engine.kill)
            await until(lambda: page.conversation.standing.phase is Phase.LOST, "it is lost")
            await until(lambda: "[session lost]" in text(page), "and says so in its place")
            await until(lambda: is_lost(hands), "the loss is known")
            assert page.view.isVisible()
            assert "done 42" in text(page), "it stays readable"
            assert "Session lost" in page.banner.text
            type_line(page, "")
            await until(lambda: page.conversation.standing.phase is Phase.FAILED, "none is there")
            assert "no Engine answers" in page.banner.text

            await outside(engine.start)
            await until(lambda: is_live(hands), "the Engine is back")
            type_line(page, "")
            await until(lambda: "[a new session]" in text(page), "it is said to be a new one")
            type_line(page, "echo again $((40 + 3))")
            await until(lambda: "again 43" in text(page), "a new shell answers")
            assert "done 42" in text(page)

    aio(journey(), timeout=120)


@pytest.mark.row(33)
def test_quitting_does_not_wait_for_an_engine_that_hangs_with_a_terminal_open(
    aio: Aio, proxy: Proxy, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run(name="web", command=("sleep", "3600"))

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", proxy.url) as hands:
            page = await terminal_in(hands, "web")
            type_line(page, "echo done $((40 + 2))")
            await until(lambda: "done 42" in text(page), "the shell answers")
            proxy.hangs = True
            hands.window.close()
            await until(lambda: hands.ended() or hands.asks_whether_to_quit(), "it asks or ends")
            if dialog := hands.asks_whether_to_quit():
                hands.press(dialog, "Quit")
            await until(hands.ended, "it ends", seconds=10)
            proxy.hangs = False

    aio(journey(), timeout=60)
