"""Programs that paint whole screens: typed into through the window, compared row by row."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.terminal import engines
from desktop.terminal.protocol import MouseReports
from tests.journeys.hands import opened, until
from tests.journeys.screens import CTRL, SHIFT, Screen, opened_terminal
from tests.support.aio import Aio

pytestmark = [
    pytest.mark.display,
    pytest.mark.parametrize("engine", engines.available()),
]
Key = Qt.Key


@contextlib.asynccontextmanager
async def terminal(folder: Path, host: str, container: str, engine: str) -> AsyncIterator[Screen]:
    """A terminal of that engine with 80 × 24, in a window of its own."""
    (folder / "settings.json").write_text(json.dumps({"terminal.engine": engine}))
    async with opened(folder, "--host", host) as hands:
        await until(lambda: hands.state(container) == "running")
        hands.select(container)
        hands.keys("Ctrl+T")
        screen = await opened_terminal(hands, container)
        hands.keys("Ctrl+Shift+N")
        await until(screen.page.window().isActiveWindow, "it has a window of its own")
        await screen.resize(80, 24)
        await screen.until(lambda: screen.last.endswith(("$", "#")), "there is a prompt")
        await until_told(screen, 80, 24)
        yield screen


async def until_told(screen: Screen, columns: int, rows: int) -> None:
    """Wait at a shell until it has heard of that size, and clear the screen."""
    looks = f'until [ "$(stty size)" = "{rows} {columns}" ]; do sleep 0.02; done'
    screen.enter(f"{looks}; clear; echo told")
    await screen.until(lambda: screen.lines[:1] == ["told"] and len(screen.lines) == 2, "told")
    screen.enter("clear")
    await screen.until(lambda: len(screen.lines) == 1 and screen.lines != ["told"], "it is clear")


def full(*lines: str) -> list[str]:
    """These lines as vim shows them on 24 rows, without its last."""
    return [*lines, *["~"] * (23 - len(lines))]


def numbers(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]


def test_a_shell_of_busybox(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path, engine: str
) -> None:
    # Busybox takes "\x1b[1;5R", where "/ # " is told to end, for a key and what follows it with it.
    docker_run("--workdir", "/srv", name="web")

    async def journey() -> None:
        async with terminal(tmp_path, engine_host, "web", engine) as screen:
            await screen.until_lines("/srv #")
            screen.enter("touch one two; ls")
            await screen.until_lines("/srv # touch one two; ls", "one  two", "/srv #")
            screen.enter("clear")
            await screen.until_lines("/srv #")

            screen.type("eco wrld")
            screen.press(Key.Key_Left, times=3)
            screen.type("o")
            screen.press(Key.Key_Home)
            screen.press(Key.Key_Right, times=2)
            screen.type("h")
            screen.press(Key.Key_End)
            screen.type("!?")
            screen.press(Key.Key_Backspace)
            screen.press(Key.Key_Return)
            await screen.until_lines("/srv # echo world!", "world!", "/srv #")
            screen.press(Key.Key_Up)
            await screen.until_lines("/srv # echo world!", "world!", "/srv # echo world!")
            assert screen.cursor == (2, len("/srv # echo world!"))
            screen.press(Key.Key_U, CTRL)
            screen.type("ls o")
            await screen.until(lambda: screen.last == "/srv # ls o", "it begins anew")
            screen.press(Key.Key_Tab)
            await screen.until(lambda: screen.last == "/srv # ls one", "it is completed")
            screen.press(Key.Key_C, CTRL)
            await screen.until(lambda: screen.last == "/srv #", "another prompt")

            await screen.resize(60, 12)
            await until_told(screen, 60, 12)
            screen.enter("seq 1000 1030 | tr '\\n' ' '; echo")
            numbered = " ".join(numbers(1000, 1030))
            await screen.until_lines(
                "/srv # seq 1000 1030 | tr '\\n' ' '; echo",
                *(numbered[at : at + 60].rstrip() for at in range(0, len(numbered), 60)),
                "/srv #",
            )

    aio(journey(), timeout=90)


def test_bash(aio: Aio, engine_host: str, programs: str, tmp_path: Path, engine: str) -> None:
    async def journey() -> None:
        async with terminal(tmp_path, engine_host, programs, engine) as screen:
            await screen.until_lines("$")
            screen.enter("echo first; printf '\\e[1;31mred\\e[0m\\n'")
            screen.enter("echo second")
            await screen.until_lines(
                "$ echo first; printf '\\e[1;31mred\\e[0m\\n'",
                "first",
                "red",
                "$ echo second",
                "second",
                "$",
            )
            style = screen.style(2, 0)
            assert (style.foreground, style.bold) == (1, True)

            screen.press(Key.Key_L, CTRL)
            await screen.until_lines("$")
            screen.press(Key.Key_R, CTRL)
            screen.type("fir")
            await screen.shows("(reverse-i-search)`fir': echo first; printf")
            screen.press(Key.Key_G, CTRL)
            await screen.until_lines("$")
            screen.press(Key.Key_Up)
            await screen.until_lines("$ echo second")
            screen.press(Key.Key_A, CTRL)
            screen.press(Key.Key_Right, CTRL)  # a word
            screen.type(" the")
            screen.press(Key.Key_Return)
            await screen.until_lines("$ echo the second", "the second", "$")

            screen.enter("yes")
            await screen.until(lambda: set(screen.rows[:-1]) == {"y"}, "a flood")
            screen.press(Key.Key_C, CTRL)
            await screen.until(lambda: screen.rows[-1] == "$", "the prompt is back")
            screen.enter("clear; echo $((6 * 7))")
            await screen.until_lines("42", "$")

            screen.enter("clear; stty -echo; echo ready; cat -v")
            await screen.until_lines("ready")
            screen.press(Key.Key_F1)
            screen.press(Key.Key_Delete)
            screen.press(Key.Key_B, Qt.KeyboardModifier.AltModifier)
            screen.press(Key.Key_Return)
            await screen.until_lines("ready", "^[OP^[[3~^[b")

    aio(journey(), timeout=90)


def test_characters_of_all_widths_stand_in_columns(
    aio: Aio, engine_host: str, programs: str, tmp_path: Path, engine: str
) -> None:
    async def journey() -> None:
        async with terminal(tmp_path, engine_host, programs, engine) as screen:
            for letters in ("abcdef", "漢字か", "e\u0301o\u0308xyzw", "😀ab한"):
                escaped = "".join(f"\\U{ord(letter):08x}" for letter in letters)
                screen.enter(f"printf '{escaped}|\\n'")
                # What is typed ahead would be echoed amid it.
                told = [f"{letters}|", "$"]
                await screen.until(lambda told=told: screen.lines[-2:] == told, f"{told} is shown")
            rows = screen.view.sight.rows
            ends = [[*row.cells].index("|") for row in rows if row.text.endswith("|")]
            assert ends == [6, 6, 6, 6]
            assert [row.text for row in rows if row.text.endswith("|")] == [
                "abcdef|",
                "漢字か|",
                "e\u0301o\u0308xyzw|",
                "😀ab한|",
            ]

            # Bash erases as many columns as the terminal has given a character.
            screen.enter("clear")
            await screen.until_lines("$")
            QGuiApplication.clipboard().setText("echo 漢字x")
            screen.press(Key.Key_V, CTRL | SHIFT)
            await screen.until_lines("$ echo 漢字x")
            assert screen.cursor == (0, len("$ echo ") + 5)
            screen.press(Key.Key_Left)
            screen.press(Key.Key_Backspace)
            await screen.until_lines("$ echo 漢x")
            assert screen.cursor == (0, len("$ echo ") + 2)
            screen.press(Key.Key_Return)
            await screen.until_lines("$ echo 漢x", "漢x", "$")

            # Such as ncurses draws frames with.
            screen.enter("clear; printf '\\e(0lqwqk\\nx x x\\nmqvqj\\e(B\\nlqk\\n'")
            await screen.until_lines("┌─┬─┐", "│ │ │", "└─┴─┘", "lqk", "$")

            # A line that is wrapped is one line when there is room for it again.
            screen.enter("clear; seq -s, 100 130")
            line = ",".join(numbers(100, 130))
            await screen.until_lines(line[:80], line[80:], "$")
            await screen.resize(len(line) + 1, 24)
            await screen.until_lines(line, "$")

    aio(journey(), timeout=90)


def test_vim(aio: Aio, engine_host: str, programs: str, tmp_path: Path, engine: str) -> None:
    async def journey() -> None:
        async with terminal(tmp_path, engine_host, programs, engine) as screen:
            screen.enter("echo before; vim.tiny /tmp/notes")
            await screen.until(lambda: screen.rows[:23] == full(""), "an empty file")
            assert screen.rows[23].startswith('"/tmp/notes" [New')
            assert screen.rows[23].endswith("0,0-1         All")
            assert screen.view.terminal.modes.alternate_screen

            screen.type("ione")
            screen.press(Key.Key_Return)
            screen.type("too")
            screen.press(Key.Key_Backspace, times=2)
            screen.type("wo")
            await screen.until(lambda: screen.rows[:23] == full("one", "two"), "it is written")
            assert screen.rows[23].split() == ["--", "INSERT", "--", "2,4", "All"]
            screen.press(Key.Key_Escape)
            await screen.until(lambda: "INSERT" not in screen.rows[23], "no more")
            assert screen.cursor == (1, 2)

            screen.type("yyP")
            screen.press(Key.Key_Up)
            screen.type("Ozero")
            screen.press(Key.Key_Escape)
            screen.type("G$x")
            await screen.until(
                lambda: screen.rows[:23] == full("zero", "one", "two", "tw"), "lines between"
            )
            screen.type("uu")
            await screen.until(
                lambda: screen.rows[:23] == full("one", "two", "two"), "and taken away"
            )
            screen.enter(":wq")
            await screen.until_lines("$ echo before; vim.tiny /tmp/notes", "before", "$")
            assert not screen.view.terminal.modes.alternate_screen
            screen.enter("clear; cat /tmp/notes")
            await screen.until_lines("one", "two", "two", "$")

    aio(journey(), timeout=90)


def test_vim_scrolls_and_follows_the_size(
    aio: Aio, engine_host: str, programs: str, tmp_path: Path, engine: str
) -> None:
    async def journey() -> None:
        async with terminal(tmp_path, engine_host, programs, engine) as screen:
            screen.enter("seq 100 >/tmp/numbers; vim.tiny /tmp/numbers")
            await screen.until(lambda: screen.rows[:23] == numbers(1, 23), "the begin")
            screen.press(Key.Key_E, CTRL, times=5)
            await screen.until(lambda: screen.rows[:23] == numbers(6, 28), "five lines down")
            screen.press(Key.Key_Y, CTRL, times=2)
            await screen.until(lambda: screen.rows[:23] == numbers(4, 26), "two up")
            screen.press(Key.Key_PageDown)
            await screen.until(lambda: screen.rows[:23] == numbers(25, 47), "a page down")
            screen.type("G")
            await screen.until(lambda: screen.rows[:23] == numbers(78, 100), "the end")
            screen.type("90G3dd")
            left = full(*numbers(78, 89), *numbers(93, 100))
            await screen.until(lambda: screen.rows[:23] == left, "three lines less")
            screen.enter(":1")
            await screen.until(lambda: screen.rows[:23] == numbers(1, 23), "the begin again")

            await screen.resize(60, 12)
            await screen.until(lambda: screen.rows[:11] == numbers(1, 11), "it is smaller")
            await screen.until(lambda: "1,1" in screen.rows[11], "with its ruler")
            await screen.resize(80, 24)
            await screen.until(lambda: screen.rows[:23] == numbers(1, 23), "it is larger")
            screen.enter(":q!")
            await screen.until(lambda: screen.last == "$", "the shell's screen")
            assert "vim.tiny /tmp/numbers" in screen.text

    aio(journey(), timeout=90)


def test_less(aio: Aio, engine_host: str, programs: str, tmp_path: Path, engine: str) -> None:
    async def journey() -> None:
        async with terminal(tmp_path, engine_host, programs, engine) as screen:
            screen.enter("seq 1000 >/tmp/numbers; less /tmp/numbers")
            await screen.until(lambda: screen.rows == [*numbers(1, 23), "/tmp/numbers"], "a page")
            assert screen.style(23, 0).inverse
            screen.type(" ")
            await screen.until(lambda: screen.rows == [*numbers(24, 46), ":"], "the next")
            screen.type("b")
            await screen.until(lambda: screen.rows == [*numbers(1, 23), ":"], "the one before")
            screen.wheel(-2)
            await screen.until(lambda: screen.rows[:23] == numbers(7, 29), "six lines down")
            screen.wheel(1)
            await screen.until(lambda: screen.rows[:23] == numbers(4, 26), "three up")

            screen.enter("/77")
            await screen.until(lambda: screen.rows[:23] == numbers(77, 99), "where it is found")
            assert screen.style(0, 0).inverse
            assert not screen.style(1, 0).inverse
            screen.type("n")
            await screen.until(lambda: screen.rows[:23] == numbers(177, 199), "the next")
            assert [screen.style(0, column).inverse for column in range(3)] == [False, True, True]
            screen.type("G")
            await screen.until(
                lambda: screen.rows[:23] == numbers(978, 1000) and "(END)" in screen.rows[23],
                "the end",
            )
            screen.type("q")
            await screen.until_lines("$ seq 1000 >/tmp/numbers; less /tmp/numbers", "$")

    aio(journey(), timeout=90)


def test_htop(aio: Aio, engine_host: str, programs: str, tmp_path: Path, engine: str) -> None:
    async def journey() -> None:
        async with terminal(tmp_path, engine_host, programs, engine) as screen:
            screen.enter("htop")
            await screen.until(
                lambda: screen.rows[23].startswith("F1Help  F2Setup F3SearchF4FilterF5Tree  "),
                "what keys do",
            )
            text = "\n".join(screen.rows)
            for part in ("Mem[", "Swp[", "Tasks: ", "Load average: ", "Uptime: ", "PID USER"):
                assert part in text, part
            assert any("sleep 86400" in row for row in screen.rows)
            assert screen.style_of("PID").background == 2
            assert screen.style_of("Setup").background == 6
            assert screen.view.terminal.modes.mouse is not MouseReports.NONE

            screen.click(23, screen.rows[23].index("Tree") + 1)
            await screen.until(lambda: "F5List" in screen.rows[23], "the mouse is heard")
            screen.press(Key.Key_F5)
            await screen.until(lambda: "F5Tree" in screen.rows[23], "and so are keys")
            screen.press(Key.Key_Down)
            screen.type("q")
            await screen.until_lines("$ htop", "$")
            assert screen.view.terminal.modes.mouse is MouseReports.NONE

    aio(journey(), timeout=90)


def test_tmux(aio: Aio, engine_host: str, programs: str, tmp_path: Path, engine: str) -> None:
    async def journey() -> None:
        async with terminal(tmp_path, engine_host, programs, engine) as screen:
            screen.enter("tmux")
            await screen.until(
                lambda: screen.rows[0] == "$" and screen.rows[23].startswith("[0] 0:bash*"),
                "a status line below",
            )
            assert screen.style(23, 0).background == 2
            screen.press(Key.Key_B, CTRL)
            screen.type("%")
            edge = [f"{left:40}│{right}" for left, right in (("$", "$"), *[("", "")] * 22)]
            await screen.until(lambda: screen.rows[:23] == edge, "two panes")
            assert screen.cursor == (0, 43)

            screen.enter("seq 30")
            await screen.until(lambda: screen.rows[22][41:] == "$", "the right one scrolls")
            await screen.until(
                lambda: [row[41:] for row in screen.rows[:22]] == numbers(9, 30), "by itself"
            )
            assert [row[:40].rstrip() for row in screen.rows[:23]] == ["$", *[""] * 22]

            screen.click(5, 10)
            screen.enter("echo left")
            await screen.until(
                lambda: (
                    [row[:40].rstrip() for row in screen.rows[:3]] == ["$ echo left", "left", "$"]
                ),
                "the mouse went to the left one",
            )
            assert [row[41:] for row in screen.rows[:22]] == numbers(9, 30)

            await screen.resize(60, 12)
            await screen.until(
                lambda: (
                    screen.rows[11].startswith("[0] 0:bash*")
                    and all("│" in row for row in screen.rows[:11])
                ),
                "it follows the size",
            )
            screen.press(Key.Key_B, CTRL)
            screen.type("d")
            await screen.shows("[detached (from session 0)]")
            screen.enter("tmux kill-server; clear")
            await screen.until_lines("$")

    aio(journey(), timeout=90)
