"""Terminals in the window: opened, moved about, lost, opened again, closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QToolButton

from desktop.engine.records import Kind
from desktop.model.terminals.helper import LABEL as HELPER_LABEL
from desktop.model.terminals.session import Phase
from desktop.ui.row_buttons import RowButtons
from desktop.ui.terminal.card import AttachCard, HelperCard
from tests.journeys.hands import Hands, click_item, move_mouse, opened, until
from tests.journeys.screens import CTRL, SHIFT, Screen, in_thread, opened_terminal, shown_terminal
from tests.support.aio import Aio
from tests.support.packing import Root
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine

pytestmark = pytest.mark.display
Key = Qt.Key
Docker = Callable[..., str]


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def running(docker: Docker, container: str) -> list[str]:
    """The commands of a container's processes."""
    rows = docker("top", container, "-eo", "pid,args").splitlines()[1:]
    return [row.split(maxsplit=1)[1] for row in rows]


def runs(docker: Docker, container: str, command: str) -> bool:
    return command in running(docker, container)


def ended(docker: Docker, container: str, command: str) -> bool:
    return not runs(docker, container, command)


async def open_on(hands: Hands, container: str) -> Screen:
    """A terminal by the button of the row under the mouse, at its prompt."""
    await until(lambda: hands.state(container) == "running")
    index = hands.index(Kind.CONTAINER, container)
    tree = hands.tree()
    tree.scrollTo(index)
    place = tree.visualRect(index).center()
    move_mouse(tree.viewport(), place)
    buttons = tree.viewport().findChild(RowButtons)
    assert isinstance(buttons, RowButtons)
    await until(buttons.isVisible, "the row offers its buttons")
    QTest.mouseClick(hands.find(QToolButton, "Terminal", buttons), Qt.MouseButton.LeftButton)
    screen = await opened_terminal(hands, container)
    await screen.until(lambda: screen.last == "/ #", "there is a prompt")
    return screen


def test_one_click_on_a_row_opens_a_shell_that_leaves_nothing_behind(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="web")
    before = running(docker, "web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            screen = await open_on(hands, "web")
            screen.enter("echo $((6 * 7)) >/tmp/answer; cat /tmp/answer")
            await screen.shows("42")
            assert docker("exec", "web", "cat", "/tmp/answer") == "42"

            before_columns, before_rows = screen.size
            hands.window.resize(hands.window.width() - 120, hands.window.height() + 90)
            await screen.until(lambda: screen.size[0] < before_columns, "it is narrower")
            await screen.until(lambda: screen.size[1] > before_rows, "and higher")
            columns, rows = screen.size
            looks = f'until [ "$(stty size)" = "{rows} {columns}" ]; do sleep 0.02; done'
            screen.enter(f"{looks}; echo $((50 + 5))")
            await screen.shows("55")

            screen.enter("(trap '' HUP; exec sleep 4321) & sleep 1234 & sleep 1000")
            await until(lambda: "sleep 1000" in running(docker, "web"), "they run")
            screen.press(Key.Key_C, CTRL)
            screen.enter("echo $((60 + 6))")
            await screen.shows("66")
            screen.close_tab()
            dialog = await hands.dialog()
            hands.press(dialog, "Close")
            await until(lambda: not hands.window.living, "its tab is gone")
            await until(lambda: "sleep 1234" not in running(docker, "web"), "its programs end")
            assert [it for it in running(docker, "web") if it not in before] == ["sleep 4321"]

    aio(journey(), timeout=60)


def test_reading_back_copying_and_pasting(
    aio: Aio, engine_host: str, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            screen = await open_on(hands, "web")
            screen.enter("seq 1000 1200; echo 'marked words'")
            await screen.until(lambda: screen.lines[-2:] == ["marked words", "/ #"], "all of it")
            screen.wheel(20)
            await screen.until(lambda: not screen.view.sight.follows, "one reads back")
            await screen.until(lambda: "/ #" not in screen.lines, "what is above")
            first = screen.rows[0]
            screen.press(Key.Key_PageUp, SHIFT)
            await screen.until(lambda: screen.rows[0] < first, "further")
            screen.press(Key.Key_Home, SHIFT)
            await screen.until(lambda: "1000" in screen.rows, "the first lines")
            screen.press(Key.Key_End, SHIFT)
            await screen.until(lambda: screen.last == "/ #", "the last")

            row = screen.rows.index("marked words")
            screen.drag((row - 1, 0), (row, len("marked")))
            screen.press(Key.Key_C, CTRL | SHIFT)
            await until(lambda: clipboard() == "1200\nmarked", "two lines are copied")
            screen.drag((row, len("marked ")), (row, len("marked words")))
            screen.press(Key.Key_C, CTRL | SHIFT)
            await until(lambda: clipboard() == "words", "a word")
            screen.type("echo my-")
            screen.press(Key.Key_V, CTRL | SHIFT)
            screen.press(Key.Key_Return)
            await screen.until(
                lambda: screen.lines[-3:] == ["/ # echo my-words", "my-words", "/ #"], "pasted"
            )

            screen.press(Key.Key_F, CTRL | SHIFT)
            await until(lambda: screen.page.search_bar.isVisible(), "it can be searched")
            hands.type("11(7|8)3")
            regular = hands.find(QToolButton, "Regular expression", screen.page)
            QTest.mouseClick(regular, Qt.MouseButton.LeftButton)
            await until(lambda: screen.page.search_bar.count.text() == "1 of 2", "found twice")
            QTest.keyClick(screen.page.search_bar.box.line, Key.Key_Return)
            await until(lambda: screen.page.search_bar.count.text() == "2 of 2", "the other")
            await screen.until(lambda: "1173" in screen.rows, "it is in sight")

    aio(journey(), timeout=60)


def test_tabs_are_split_torn_off_brought_back_and_named_while_programs_run(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            first = await open_on(hands, "web")
            first.enter("n=0; while sleep 0.05; do n=$((n + 1)); echo tick $n; done")
            await first.shows("tick 3")
            QTest.mouseClick(first.page.foot.another, Qt.MouseButton.LeftButton)
            other = await opened_terminal(hands, "web (2)")
            await other.until(lambda: other.last == "/ #", "another shell")
            assert not first.view.isVisible()

            hands.keys("Ctrl+Shift+E")
            await until(lambda: first.view.isVisible() and other.view.isVisible(), "side by side")
            assert first.tabs is not other.tabs
            assert other.view.mapToGlobal(QPoint()).x() > first.view.mapToGlobal(QPoint()).x()
            await until(other.view.hasFocus, "one can type on")
            other.enter("echo here")
            await other.shows("here\n/ #")

            hands.keys("Ctrl+Shift+N")
            window = other.page.window()
            assert window is not hands.window
            await until(window.isActiveWindow, "it has a window of its own")
            other.enter("echo away")
            await other.shows("here\n/ # echo away\naway\n/ #")
            assert window.windowTitle() == "Portside — web (2)"

            QTest.keySequence(window, "Ctrl+Shift+M")
            box = QApplication.focusWidget()
            assert isinstance(box, QLineEdit)
            assert box.selectedText() == "web (2)"
            hands.type("build & test")
            QTest.keyClick(box, Key.Key_Return)
            assert other.tab_text == "build && test"
            assert window.windowTitle() == "Portside — build & test"

            QTest.keySequence(window, "Ctrl+Shift+B")
            assert other.page.window() is hands.window
            await until(hands.window.isActiveWindow, "the main window has the keyboard")
            await until(other.view.hasFocus, "one can type on")
            assert other.tab_text == "build && test"
            other.enter("echo back")
            await other.shows("here\n/ # echo away\naway\n/ # echo back\nback\n/ #")

            first.tabs.setCurrentWidget(first.page)
            first.view.setFocus()
            first.press(Key.Key_C, CTRL)
            await first.until(lambda: first.last == "/ #", "it has ticked all the time")
            ticks = [line for line in first.text.splitlines() if line.startswith("tick ")]
            assert ticks == [f"tick {number}" for number in range(1, len(ticks) + 1)]

    aio(journey(), timeout=60)


def test_a_lost_engine_leaves_the_text_and_enter_opens_a_new_shell(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    engine.docker("run", "-d", "--name", "web", IMAGE, *WAIT)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine.url) as hands:
            screen = await open_on(hands, "web")
            screen.enter("echo $((6 * 7)); vi /tmp/unsaved")
            await screen.until(lambda: screen.view.terminal.modes.alternate_screen, "vi is open")
            await in_thread(engine.kill)
            await screen.until_phase(Phase.LOST)
            await screen.shows("[session lost]")
            assert "42" in screen.lines
            assert "Session lost" in screen.page.banner.text
            screen.press(Key.Key_Return)
            await screen.until(lambda: "no Engine answers" in screen.page.banner.text, "it is said")
            await in_thread(engine.start, lambda: engine.docker("start", "web"))
            await until(lambda: hands.state("web") == "running", "it is back", seconds=90)
            screen.press_on_banner("Reconnect")
            await screen.until_phase(Phase.RUNNING)
            await screen.until(lambda: screen.last == "/ #", "a new prompt")
            screen.enter("echo $((70 + 7))")
            await screen.shows("77")
            text = screen.text
            assert text.index("\n42\n") < text.index("[session lost]") < text.index("\n77\n")
            assert "[a new session]" in text

    aio(journey(), timeout=150)


def test_exit_says_its_code_and_enter_opens_it_again(
    aio: Aio, engine_host: str, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("web") == "running")
            hands.keys("Ctrl+K")
            hands.type("terminal web")
            QTest.keyClick(hands.window.palette_window.edit, Key.Key_Return)
            screen = await opened_terminal(hands, "web")
            await screen.until(lambda: screen.last == "/ #", "there is a prompt")
            screen.enter("exit 3")
            await screen.until_phase(Phase.ENDED)
            assert screen.page.banner.text == (
                "ash has ended with exit code 3. Enter opens it again."
            )
            screen.press(Key.Key_Return)
            await screen.until_phase(Phase.RUNNING)
            await screen.until(lambda: screen.last == "/ #", "a new prompt")
            assert not screen.page.banner.isVisible()
            screen.enter("kill -9 $$")
            await screen.until_phase(Phase.ENDED)
            assert "exit code 137 (signal 9)" in screen.page.banner.text
            hands.keys("Ctrl+Shift+W")
            await until(lambda: not hands.window.living, "it closes without a question")
            assert not hands.dialogs()

    aio(journey(), timeout=60)


def test_attaching_and_detaching_leaves_the_main_program_running(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("-it", name="repl", command=("sh",))

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("repl") == "running")
            hands.select("repl")
            hands.menu("Container", "Attach")
            screen = await shown_terminal(hands, "repl")
            card = hands.find(AttachCard, "Attach to repl", screen.page)
            await until(card.button.hasFocus, "Enter agrees")
            assert "stops the container" in hands.read(card)
            QTest.keyClick(card.button, Key.Key_Space)
            await screen.until_phase(Phase.RUNNING)
            screen.enter("echo $((6 * 7))")
            await screen.shows("42")
            QTest.mouseClick(screen.page.foot.detach, Qt.MouseButton.LeftButton)
            await screen.until_phase(Phase.DETACHED)
            await screen.shows("[detached]")
            assert "repl runs on" in screen.page.banner.text
            assert docker("inspect", "-f", "{{.State.Running}}", "repl") == "true"

            screen.press(Key.Key_Return)
            await screen.until_phase(Phase.RUNNING)
            screen.enter("echo $((50 + 5))")
            await screen.shows("55")
            screen.press(Key.Key_P, CTRL)
            screen.press(Key.Key_Q, CTRL)
            await screen.until_phase(Phase.DETACHED)
            screen.press(Key.Key_Return)
            await screen.until_phase(Phase.RUNNING)
            screen.enter("exit 7")
            await screen.until_phase(Phase.ENDED)
            assert "exit code 7" in screen.page.banner.text
            await until(lambda: hands.state("repl") == "exited", "it stops")

    aio(journey(), timeout=60)


def test_a_container_without_a_shell_gets_a_helper_that_goes_with_its_tab(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path
) -> None:
    bare = "portside-test/bare:1"
    docker("import", "-", bare, stdin=Root.of_one_applet("sleep").packed())
    docker("run", "-d", "--label", LABEL, "--name", "bare", bare, "/bin/sleep", "86400")

    def helpers() -> str:
        return docker("ps", "-aq", "--filter", f"label={HELPER_LABEL}")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("bare") == "running")
            hands.select("bare")
            hands.keys("Ctrl+T")
            screen = await shown_terminal(hands, "bare")
            await until(lambda: screen.page.findChildren(HelperCard), "a helper is offered")
            card = hands.find(HelperCard, "bare has no shell", screen.page)
            assert hands.find(QComboBox, "Image of the helper", card).currentText() == IMAGE
            assert not helpers()
            hands.press(card, "Open helper shell")
            await screen.until_phase(Phase.RUNNING)
            assert helpers()
            await until(screen.view.hasFocus, "one can type at once")
            screen.enter("cat /proc/1/cmdline | tr '\\0' ' '; echo; ls /proc/1/root/bin")
            await screen.shows("/bin/sleep 86400\nsleep\n/ #")
            screen.close_tab()
            await until(lambda: not hands.window.living, "its tab is gone")
            await until(lambda: not helpers(), "and the helper")
            assert docker("inspect", "-f", "{{.State.Running}}", "bare") == "true"

    aio(journey(), timeout=60)


def test_what_is_typed_goes_to_two_containers_at_once(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    for name in ("left", "right", "alone"):
        docker_run(name=name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            screens = [await open_on(hands, name) for name in ("alone", "left", "right")]
            hands.keys("Ctrl+Shift+E")
            alone, left, right = screens
            for screen in (right, left):
                screen.tabs.setCurrentWidget(screen.page)
                QTest.mouseClick(screen.page.foot.share, Qt.MouseButton.LeftButton)
            assert left.page.group_banner.text.endswith("goes to 2 terminals at once.")
            assert right.page.group_banner.isVisible()
            left.view.setFocus()
            left.enter("hostname >/tmp/seen; echo $((6 * 7))")
            await left.shows("42")
            await right.shows("42")
            names = [docker("exec", name, "cat", "/tmp/seen") for name in ("left", "right")]
            assert len({*names}) == 2
            assert "42" not in alone.text

            hands.press(right.page.group_banner, "Leave the group")
            await until(lambda: not right.page.group_banner.isVisible(), "it is alone again")
            left.enter("echo $((50 + 5))")
            await left.shows("55")
            right.enter("echo $((60 + 6))")
            await right.shows("66")
            assert "55" not in right.text
            assert "66" not in left.text

    aio(journey(), timeout=60)


def test_closing_a_tab_with_a_program_asks_once(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            screen = await open_on(hands, "web")
            screen.enter("sleep 4321")
            await until(lambda: "sleep 4321" in running(docker, "web"), "it runs")
            screen.close_tab()
            screen.close_tab()
            hands.keys("Ctrl+Shift+W")
            dialog = await hands.dialog()
            assert hands.dialogs() == [dialog]
            assert "sleep 4321 still runs in web." in hands.read(dialog)
            hands.press(dialog, "Cancel")
            await until(lambda: not hands.dialogs(), "it stays")
            assert screen.phase is Phase.RUNNING
            assert "sleep 4321" in running(docker, "web")

            screen.close_tab()
            hands.press(await hands.dialog(), "Close")
            await until(lambda: not hands.window.living, "it goes")
            await until(lambda: "sleep 4321" not in running(docker, "web"), "with its program")

    aio(journey(), timeout=60)


def test_a_program_of_ones_choice_is_opened_as_another_user(
    aio: Aio, engine_host: str, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("web") == "running")
            hands.select("web")
            hands.menu("Container", "Terminal with…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Command", "sh -c 'echo $WORD $TERM; id -u; pwd; exec cat -v'")
            hands.fill(dialog, "User", "1234")
            hands.fill(dialog, "Working directory", "/tmp")
            hands.fill(dialog, "Environment", "WORD='two words'")
            hands.press(dialog, "Open")
            screen = await opened_terminal(hands, "web")
            await screen.until_lines("two words xterm-256color", "1234", "/tmp")
            screen.press(Key.Key_F5)
            screen.press(Key.Key_Return)
            await screen.shows("^[[15~")
            screen.press(Key.Key_D, CTRL)
            await screen.until_phase(Phase.ENDED)
            assert "sh has ended with exit code 0" in screen.page.banner.text

    aio(journey(), timeout=60)


def test_what_was_done_is_saved_as_text_and_as_a_dockerfile(
    aio: Aio, engine_host: str, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            screen = await open_on(hands, "web")
            foot = screen.page.foot
            QTest.mouseClick(foot.record, Qt.MouseButton.LeftButton)
            screen.enter("mkdir /srv")
            await screen.until(lambda: screen.lines[-2:] == ["/ # mkdir /srv", "/ #"], "made")
            screen.enter("ls")
            await screen.until(lambda: screen.lines[-3:-2] == ["/ # ls"], "it has run")
            await screen.until(lambda: screen.last == "/ #" and "srv" in screen.lines[-2], "there")
            QTest.mouseClick(foot.record, Qt.MouseButton.LeftButton)
            dialog = await hands.dialog()
            hands.press(dialog, "Save…")
            await until(lambda: hands.dialogs() and hands.dialogs()[-1] is not dialog, "where to")
            await hands.choose_file(tmp_path / "Dockerfile", "Save")
            await until((tmp_path / "Dockerfile").exists, "it is saved")
            made = (tmp_path / "Dockerfile").read_text()
            assert made.startswith(f"FROM {IMAGE}\n")
            assert "\nRUN mkdir /srv\n" in made
            assert "ls" not in made

            await until(screen.view.hasFocus, "one can type on")
            QTest.mouseClick(foot.more, Qt.MouseButton.LeftButton)
            menu = await hands.popup()
            save = next(item for item in menu.actions() if item.text() == "Save…")
            click_item(menu, menu.actionGeometry(save).center())
            await hands.choose_file(tmp_path / "session.txt", "Save")
            await until((tmp_path / "session.txt").exists, "it is saved")
            # The shell may just write its prompt anew: what is said of a file takes a line away.
            saved, shown = (tmp_path / "session.txt").read_text(), screen.text
            assert saved.rstrip("\n/# ") == shown.rstrip("\n/# ")

    aio(journey(), timeout=60)


def test_quitting_asks_for_all_terminals_and_ends_what_they_run(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    for name in ("web", "worker"):
        docker_run(name=name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            for name in ("web", "worker"):
                screen = await open_on(hands, name)
                screen.enter("sleep 4321")
                await until(partial(runs, docker, name, "sleep 4321"), "it runs")
            hands.keys("Ctrl+Shift+N")
            hands.window.close()
            await until(hands.asks_whether_to_quit, "it asks")
            dialog = await hands.dialog()
            said = hands.read(dialog)
            assert "sleep 4321 still runs in web." in said
            assert "sleep 4321 still runs in worker." in said
            hands.press(dialog, "Quit")
            await until(hands.ended, "it ends")
        for name in ("web", "worker"):
            await until(partial(ended, docker, name, "sleep 4321"), "its programs do, too")

    aio(journey(), timeout=60)
