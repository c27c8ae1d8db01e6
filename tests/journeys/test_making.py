"""A container is made: from a pasted line, from an image, and once more after a refusal."""

from __future__ import annotations

import json
import secrets
import shlex
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.engine.records import Kind
from desktop.model.operations import Operation
from desktop.model.run.pages import Page
from desktop.model.run.parse import parse
from desktop.ui.run.wizard import Wizard
from desktop.ui.terminal.page import TerminalPage
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.packing import Root
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, LABEL, WAIT
from tests.support.registry import Registry

pytestmark = pytest.mark.display

Docker = Callable[..., str]


async def wizard(hands: Hands, page: Page) -> Wizard:
    """The wizard, which opens at a page and takes keys."""
    await until(lambda: any(isinstance(d, Wizard) for d in hands.dialogs()), "the wizard opens")
    found = next(d for d in hands.dialogs() if isinstance(d, Wizard))
    await until(lambda: found.isActiveWindow() and found.shown is page, f"at {page}")
    return found


async def paste(hands: Hands, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    there = hands.section
    await until(lambda: there.isAncestorOf(QApplication.focusWidget()), "its tree takes keys")
    hands.keys("Ctrl+V")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def selected(hands: Hands) -> list[str]:
    return [row.title for row in hands.section.selected()]


def test_a_line_is_pasted_and_runs_with_enter_alone(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path
) -> None:
    port = free_port()
    line = (
        f"docker run -d --name pasted --label {LABEL} -p 127.0.0.1:{port}:80 -e 'A=two words'"
        f" \\\n  {IMAGE} {shlex.join(WAIT)}"
    )

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            hands.keys("Ctrl+1")  # no container yet: its tree is not shown
            await paste(hands, line)
            dialog = await wizard(hands, Page.REVIEW)
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
            await until(lambda: hands.state("pasted") == "running", "it runs")
            await until(lambda: selected(hands) == ["pasted"], "it is selected")
            assert docker("port", "pasted") == f"80/tcp -> 127.0.0.1:{port}"
            (found,) = json.loads(docker("inspect", "pasted"))
            assert "A=two words" in found["Config"]["Env"]
            assert hands.dialogs() == []

    aio(journey(), timeout=90)


def test_a_program_that_is_not_there_comes_back_with_the_reason_and_another_one_runs(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    name = "no-such-program"

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="first")
            await until(lambda: hands.state("first") == "running")
            hands.keys("Ctrl+1")
            await paste(hands, f"docker run -d --name again --label {LABEL} {IMAGE} {name}")
            dialog = await wizard(hands, Page.REVIEW)
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
            dialog = await wizard(hands, Page.BASICS)
            assert name in hands.read(dialog)
            assert docker("ps", "--all", "--format", "{{.Names}}") == "first"
            command = hands.find(QLineEdit, "Command", dialog)
            command.setFocus()
            command.selectAll()
            QTest.keyClicks(command, shlex.join(WAIT))
            await until(dialog.run_button.isEnabled, "the one that failed has gone from the lists")
            QTest.keyClick(command, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: hands.state("again") == "running", "it runs")

    aio(journey(), timeout=90)


def test_what_failed_and_was_left_is_changed_from_activity(
    aio: Aio, engine_host: str, docker_run: Docker, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="first")
            await until(lambda: hands.state("first") == "running")
            hands.keys("Ctrl+1")
            line = f"docker run -d --name again --label {LABEL} {IMAGE} no-such-program"
            await paste(hands, line)
            dialog = await wizard(hands, Page.REVIEW)
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
            (await wizard(hands, Page.BASICS)).reject()
            await until(lambda: not hands.dialogs(), "it is left")
            hands.window.toggle_activity()
            hands.press(hands.window.activity, "Change and try again…")
            dialog = await wizard(hands, Page.BASICS)
            assert dialog.line.exact == line
            assert "no-such-program" in dialog.page(Page.BASICS).banner.text

    aio(journey(), timeout=90)


def test_an_interactive_one_is_at_its_prompt_at_once(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="first")
            await until(lambda: hands.state("first") == "running")
            hands.keys("Ctrl+1")
            await paste(hands, f"docker run -it --name shell --label {LABEL} {IMAGE} sh")
            dialog = await wizard(hands, Page.REVIEW)
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)

            def page() -> TerminalPage | None:
                pages = hands.window.living.pages if hands.window.living else {}
                found = (each for each in pages.values() if isinstance(each, TerminalPage))
                return next(found, None)

            await until(page, "its terminal opens")
            terminal = page()
            assert terminal is not None
            await until(terminal.view.hasFocus, "one can type at once")
            QTest.keyClicks(terminal.view, "echo $((6*7))")
            QTest.keyClick(terminal.view, Qt.Key.Key_Return)
            screen = terminal.view.terminal

            def shown() -> str:
                rows = screen.lines(screen.first_line, screen.screen_line + screen.rows)
                return "\n".join(row.text for row in rows)

            await until(lambda: "\n42" in shown(), "the shell answers")
            assert selected(hands) == ["shell"]

    aio(journey(), timeout=90)


@pytest.mark.parametrize("options", [["-it", "--rm"], ["--rm"]])
def test_one_that_ends_at_once_and_is_removed_has_said_what_it_said(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    docker_run: Docker,
    tmp_path: Path,
    options: list[str],
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="first")
            await until(lambda: hands.state("first") == "running")
            hands.keys("Ctrl+1")
            said = "echo $((6*7)) times"
            line = ["docker", "run", *options, "--name", "short", "--label", LABEL, IMAGE]
            await paste(hands, shlex.join([*line, "sh", "-c", said]))
            dialog = await wizard(hands, Page.REVIEW)
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)

            def page() -> TerminalPage | None:
                pages = hands.window.living.pages if hands.window.living else {}
                found = (each for each in pages.values() if isinstance(each, TerminalPage))
                return next(found, None)

            await until(page, "its terminal opens")
            terminal = page()
            assert terminal is not None
            screen = terminal.view.terminal

            def shown() -> str:
                rows = screen.lines(screen.first_line, screen.screen_line + screen.rows)
                return "\n".join(row.text for row in rows)

            await until(lambda: "42 times" in shown(), "what it has said is shown")
            gone = ", and short was removed."
            await until(lambda: terminal.banner.text.endswith(gone), "what became of it is, too")
            assert terminal.banner.text.startswith("The main program has ended")

    aio(journey(), timeout=90)


def test_an_image_is_run_from_its_row_and_a_name_is_pulled_by_pasting(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.IMAGE, IMAGE).isValid())
            hands.pick(Kind.IMAGE, IMAGE)
            hands.menu("Image", "Run…")
            dialog = await wizard(hands, Page.IMAGE)
            assert dialog.line.exact == f"docker run {IMAGE}"
            dialog.reject()
            await until(lambda: not hands.dialogs(), "it closes")
            await paste(hands, "127.0.0.1:1/nosuch:1")
            form = await hands.dialog()
            field = hands.find(QLineEdit, "Reference", form)
            assert field.text() == "127.0.0.1:1/nosuch:1"
            await until(field.hasFocus, "it takes keys")
            QTest.keyClick(field, Qt.Key.Key_Return)
            operations = hands.application.operations
            await until(lambda: [o.command.verb.value for o in operations] == ["pull"], "it pulls")
            await until(lambda: not operations.running, "there is no such registry")

    aio(journey(), timeout=90)


@pytest.fixture
def far_away(docker: Docker, registry: Callable[..., Registry]) -> Iterator[str]:
    """An image of some megabytes that a slow registry has, and the Engine has not."""
    root = Root()
    root.add_files({"srv/large": secrets.token_hex(2 << 20)})
    docker("import", "--change", f"LABEL {LABEL}=", "-", "large:1", stdin=root.packed())
    ours = registry()
    ours.push(docker, "team/app:1", "large:1")
    docker("rmi", "large:1")
    address, _, port = ours.host.partition(":")
    with Proxy((address, int(port))) as slow:
        slow.delay = 0.02
        yield f"{slow.url.removeprefix('tcp://')}/team/app:1"


def test_an_image_that_is_not_here_is_pulled_first_and_one_sees_how_far_it_is(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, far_away: str
) -> None:
    seen: list[tuple[str, float | None]] = []

    def look(operation: Operation) -> None:
        if operation.running:
            seen.append((operation.command.verb.value, operation.fraction))

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            hands.keys("Ctrl+1")
            await until(lambda: hands.section.kind is Kind.CONTAINER)
            hands.menu("Container", "Run…")
            dialog = await wizard(hands, Page.IMAGE)
            hands.fill(dialog, "Image", far_away)
            assert f"Not here: {far_away} is pulled first." in hands.read(dialog)
            dialog.show_page(Page.BASICS)
            hands.fill(dialog, "Name", "pulled")
            hands.fill(dialog, "Command", shlex.join(WAIT))
            end = hands.application.operations.changed.subscribe(look)
            QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: hands.state("pulled") == "running", "it is pulled, and runs")
            await until(lambda: selected(hands) == ["pulled"], "it is selected")
            end()
            assert docker("inspect", "--format", "{{.Config.Image}}", "pulled") == far_away
            assert hands.dialogs() == []

    aio(journey(), timeout=90)
    assert {verb for verb, _fraction in seen} == {"run"}
    told = [fraction for _verb, fraction in seen if fraction is not None]
    assert told[-1] > told[0] >= 0


def test_a_container_is_copied_as_a_line_and_as_a_compose_file(
    aio: Aio, engine_host: str, docker_run: Docker, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("-p", "127.0.0.1:18081:80", "-e", "A=$no", "--rm", name="web")
            await until(lambda: hands.state("web") == "running")
            hands.select("web")
            clipboard = QGuiApplication.clipboard()
            clipboard.setText("of another test")
            hands.menu("Container", "Copy as docker run")
            await until(lambda: clipboard.text().startswith("docker run "), "the line is copied")
            spec = parse(clipboard.text()).spec
            assert (spec.name, spec.environment, spec.remove) == ("web", ("A=$no",), True)
            hands.menu("Container", "Copy as Compose YAML")
            await until(lambda: "services:\n" in clipboard.text(), "the file is copied")
            assert clipboard.text().startswith("# Compose has no word for this of docker run: --rm")
            assert yaml.safe_load(clipboard.text())["services"]["web"] == {
                "image": IMAGE,
                "container_name": "web",
                "command": [word.replace("$", "$$") for word in WAIT],
                "ports": ["127.0.0.1:18081:80"],
                "network_mode": "bridge",
                "environment": {"A": "$$no"},
                "labels": {LABEL: ""},
            }

    aio(journey(), timeout=90)
