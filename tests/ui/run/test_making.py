"""From Run… to a container that runs: what is asked, made, shown, and asked again."""

from __future__ import annotations

import asyncio
import json
import shlex
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from desktop.engine.errors import EngineFault
from desktop.engine.records import Container, Kind, State
from desktop.model.run.pages import Page
from desktop.model.run.parse import parse
from desktop.model.run.spec import ContainerSpec
from desktop.model.terminals.from_start import FromStartPlan
from desktop.ui.activity.panel import ActivityPanel
from desktop.ui.deeds import Deeds, elsewhere, run, terminals
from desktop.ui.deeds.again import ask_again
from desktop.ui.dialogs.template import ChooseForm
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel
from desktop.ui.run.review_page import ReviewPage
from desktop.ui.run.wizard import Wizard
from desktop.ui.trees.rows import Row
from tests.model.fake_engine import FakeWorld
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL
from tests.ui.run.conftest import HOLDER, WEB, until

RUNNING = "docker run -d --name shop -p 8081:80 web:1 serve"


class _Window:
    """What the deeds need of the main window."""

    def __init__(self, widget: QWidget, surroundings: Surroundings) -> None:
        self._widget = widget
        self.surroundings = surroundings
        self.shown_kind = Kind.CONTAINER
        self.rows: list[Row] = []
        self.living: SimpleNamespace | None = None
        self.revealed: list[tuple[Kind, str]] = []
        self.said: list[str] = []

    def widget(self) -> QWidget:
        return self._widget

    def selected(self, kind: Kind) -> list[Row]:
        return self.rows if kind is self.shown_kind else []

    def reveal(self, kind: Kind, key: str) -> None:
        self.revealed.append((kind, key))

    def say(self, text: str) -> None:
        self.said.append(text)


class Desk:
    """A window whose deeds are done; the wizard and the Engine behind it."""

    def __init__(self, aio: Aio, world: FakeWorld, window: _Window, deeds: Deeds) -> None:
        self._aio = aio
        self.world = world
        self.window = window
        self.deeds = deeds
        window.surroundings = replace(window.surroundings, run=deeds.run)

    def do(self, deed: Callable[[Deeds], Coroutine[Any, Any, None]]) -> None:
        async def begin() -> None:
            self.deeds.do(deed)

        self._aio(begin())

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.do(run.paste)

    def until(self, true: Callable[[], object]) -> None:
        self._aio(until(true))

    def dialogs(self) -> list[QDialog]:
        shown = QApplication.topLevelWidgets()
        return [each for each in shown if isinstance(each, QDialog) and each.isVisible()]

    def wizard(self) -> Wizard:
        """The wizard that opens."""
        self.until(self.dialogs)
        (found,) = self.dialogs()
        assert isinstance(found, Wizard)
        return found

    def press_enter(self, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Within the loop: what follows needs it to run."""
        (dialog,) = self.dialogs()

        async def press() -> None:
            if isinstance(dialog, Wizard):
                await until(dialog.run_button.isEnabled)
            if modifier:  # a shortcut is the active window's, which the display tells
                dialog.activateWindow()
                await until(dialog.isActiveWindow)
            QTest.keyClick(dialog, Qt.Key.Key_Return, modifier)
            await until(lambda: dialog not in self.dialogs())

        self._aio(press())

    def open_terminal(self) -> QLineEdit:
        """Where one types in the window from now on, in place of a terminal."""
        page = QWidget(self.window.widget())
        line = QLineEdit(page)
        page.show()
        self.window.living = SimpleNamespace(pages={"terminal": page})
        self.window.widget().activateWindow()
        line.setFocus()
        self.until(lambda: QApplication.focusWidget() is line)
        return line

    @contextmanager
    def activity(self) -> Iterator[ActivityPanel]:
        """The panel of the window, in sight."""
        session, parent = self.deeds.session, self.window.widget()
        made = ActivityPanel(self.deeds.operations, session.store, session, parent)
        made.show()
        yield made
        made.close_down()

    def click(self, button: QPushButton) -> None:
        """Within the loop: what follows needs it to run."""

        async def press() -> None:
            button.click()

        self._aio(press())

    def rest(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it, and wait for it."""
        self._aio(work)

    def end(self) -> None:
        """Close what is open, and let all come to rest: pytest-qt turns the loop without us."""

        async def rest() -> None:
            for dialog in self.dialogs():
                dialog.reject()
            await until(lambda: not self.deeds._tasks and not self.deeds.operations.running)
            await asyncio.sleep(0.01)  # what the store and the window make of it

        self._aio(rest())

    def made(self) -> Container:
        """The container that is there beside the one that was."""
        self.until(lambda: len(self.window.revealed) == 1 or self.window.said)
        (found,) = (each for each in self.world.containers.values() if each.id != HOLDER.id)
        return found


@pytest.fixture
def desk(aio: Aio, world: FakeWorld, window: QWidget, around: Surroundings) -> Iterator[Desk]:
    fake: Any = _Window(window, around)
    nothing: Any = None
    session = around.session
    deeds = Deeds(fake, session.store, session, around.operations, nothing, around.settings)
    yield Desk(aio, world, fake, deeds)
    aio(deeds.close())


def test_a_pasted_line_is_reviewed_and_run_with_enter(desk: Desk) -> None:
    desk.paste(RUNNING)
    wizard = desk.wizard()
    assert wizard.shown is Page.REVIEW
    assert wizard.line.exact == RUNNING
    desk.press_enter()
    made = desk.made()
    assert (made.name, made.state) == ("shop", State.RUNNING)
    assert desk.window.revealed == [(Kind.CONTAINER, made.id)]
    assert desk.window.said == []
    desk.end()


def test_a_pasted_create_line_leaves_it_created(desk: Desk) -> None:
    desk.paste(RUNNING.replace("run -d", "create"))
    assert desk.wizard().run_button.text() == "Create"
    desk.press_enter()
    assert desk.made().state is State.CREATED
    desk.end()


def test_a_line_that_can_not_be_read_whole_stays_to_be_corrected(desk: Desk) -> None:
    line = "docker run --nonsense -v $(pwd):/here web:1"
    desk.paste(line)
    wizard = desk.wizard()
    assert wizard.shown is Page.IMAGE
    page: Any = wizard.page(Page.IMAGE)
    assert page.paste.text.toPlainText() == line
    said = page.paste._note.text()
    assert "--nonsense" in said
    assert "$(pwd)" in said
    assert wizard.draft.spec.image == "web:1", "the rest is filled in"
    desk.end()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no text"),
        ("ls -la", "ls"),
        ("docker ps -a", "docker ps"),
    ],
)
def test_what_is_no_line_to_run_is_said(desk: Desk, text: str, part: str) -> None:
    desk.paste(text)
    desk.until(lambda: desk.window.said)
    assert part in desk.window.said[0]
    assert desk.dialogs() == []
    assert QGuiApplication.clipboard().text() == text
    desk.end()


@pytest.mark.parametrize("text", ["nginx:1.27", "docker pull nginx:1.27\n"])
def test_a_name_pasted_among_the_images_is_pulled_with_enter(desk: Desk, text: str) -> None:
    desk.world.fail("pull", EngineFault("so that nothing is listed anew"))
    desk.window.shown_kind = Kind.IMAGE
    desk.paste(text)
    desk.until(desk.dialogs)
    (dialog,) = desk.dialogs()
    assert dialog.findChildren(QLineEdit)[0].text() == "nginx:1.27"
    desk.press_enter()
    desk.until(lambda: desk.world.called("pull") == [("nginx:1.27",)])
    desk.end()


def test_a_line_pasted_among_the_images_is_run(desk: Desk) -> None:
    desk.window.shown_kind = Kind.IMAGE
    desk.paste(RUNNING)
    assert desk.wizard().shown is Page.REVIEW
    desk.end()


def test_an_image_that_is_run_stands_in_the_wizard(desk: Desk) -> None:
    desk.window.shown_kind = Kind.IMAGE
    desk.window.rows = [Row(WEB.id, "web", WEB, Row("group", "web", WEB), ("1",))]
    desk.do(run.describe_of_image)
    assert desk.wizard().draft.spec.image == "web:1"
    desk.end()


def test_where_it_fails_the_wizard_comes_back_filled_at_the_page(desk: Desk) -> None:
    taken = "Bind for 0.0.0.0:8081 failed: port is already allocated"
    desk.world.fail("start", EngineFault(taken, status=500), times=1)
    desk.paste(RUNNING)
    first = desk.wizard()
    desk.press_enter()
    desk.until(lambda: desk.dialogs() and first not in desk.dialogs())
    wizard = desk.wizard()
    assert wizard.shown is Page.PORTS
    assert wizard.line.exact == RUNNING
    words = [str(label.property("text")) for label in wizard.page(Page.PORTS).findChildren(QWidget)]
    assert any("port 8081 is in use" in text for text in words)
    assert list(desk.world.containers) == [HOLDER.id], "nothing half-made stays"
    desk.press_enter(Qt.KeyboardModifier.ControlModifier)
    assert desk.made().state is State.RUNNING
    desk.end()


def test_a_failure_opens_nothing_over_what_one_types_in_and_activity_leads_back_to_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "_AWAITED_SECONDS", 0.0)
    typing = asyncio.Event()
    taken = "Bind for 0.0.0.0:8081 failed: port is already allocated"
    desk.world.fail("start", EngineFault(taken, status=500), until=typing, times=1)
    desk.paste(RUNNING)
    desk.wizard()
    desk.press_enter()
    line = desk.open_terminal()
    typing.set()
    desk.until(lambda: desk.window.said)
    (said,) = desk.window.said
    assert "port 8081 is in use" in said
    assert said.endswith(" In Activity it can be changed and tried again.")
    assert desk.dialogs() == []
    assert QApplication.focusWidget() is line
    with desk.activity() as panel:
        panel.asking_requested.connect(lambda command: ask_again(desk.deeds, command))
        (button,) = panel.details.buttons
        assert button.text() == "Change and try again…"
        desk.click(button)
        wizard = desk.wizard()
    assert wizard.shown is Page.PORTS
    assert wizard.line.exact == RUNNING
    assert "port 8081 is in use" in wizard.page(Page.PORTS).banner.text
    desk.press_enter(Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: len(desk.world.containers) == 2)
    desk.end()


def test_what_can_not_be_started_is_kept_where_a_person_said_so(desk: Desk) -> None:
    desk.world.fail("start", EngineFault("no such device", status=500), times=1)
    desk.paste(RUNNING)
    first = desk.wizard()
    review = first.page(Page.REVIEW)
    assert isinstance(review, ReviewPage)
    review.keep.box.setChecked(True)
    desk.press_enter()
    desk.until(lambda: desk.dialogs() and first not in desk.dialogs())
    assert len(desk.world.containers) == 2
    wizard = desk.wizard()
    assert wizard.draft.spec == replace(parse(RUNNING).spec, name="shop-2")
    review = wizard.page(wizard.shown)
    assert isinstance(review, ReviewPage)
    assert review.banner.text.endswith("Container shop was kept. The next one is called shop-2.")
    assert review.keep.checked, "as it was said before"
    assert wizard.run_button.isEnabled()
    desk.press_enter()
    desk.until(lambda: desk.window.revealed)
    names = {each.name: each.state for each in desk.world.containers.values()}
    assert names["shop"] is State.CREATED
    assert names["shop-2"] is State.RUNNING
    desk.end()


def test_one_without_a_name_that_is_kept_is_told_by_the_engine_s_and_another_is_made(
    desk: Desk,
) -> None:
    desk.world.fail("start", EngineFault("no such device", status=500), times=1)
    desk.do(lambda deeds: run.make(deeds, ContainerSpec("web:1"), page=Page.REVIEW, keeps=True))
    first = desk.wizard()
    desk.press_enter()
    desk.until(lambda: desk.dialogs() and first not in desk.dialogs())
    (kept,) = (each for each in desk.world.containers.values() if each.id != HOLDER.id)
    wizard = desk.wizard()
    assert wizard.draft.spec == ContainerSpec("web:1")
    said = wizard.page(wizard.shown).banner.text
    assert said.endswith(f" Container {kept.name} was kept.")
    desk.end()


@pytest.mark.parametrize("options", ["-it", "-itd", "--rm"])
def test_one_to_talk_with_gets_its_terminal_without_a_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, options: str
) -> None:
    opened: list[Any] = []

    def note(_deeds: Deeds, target: Any, plan: Any, *, asks: bool) -> None:
        opened.append((target.name, plan, asks))

    monkeypatch.setattr(terminals, "open_terminal", note)
    desk.paste(f"docker run {options} --name shell web:1 sh")
    desk.wizard()
    desk.press_enter()
    desk.made()
    desk.until(lambda: opened)
    ((name, plan, asks),) = opened
    assert (name, asks) == ("shell", False)
    assert isinstance(plan, FromStartPlan)
    asked = [call[0] for call in desk.world.calls]
    assert asked.index("attach") < asked.index("start"), "as docker does, so that nothing is missed"
    desk.rest(plan.listener.close())
    desk.end()


def test_what_can_not_be_started_is_listened_to_no_more(desk: Desk) -> None:
    desk.world.fail("start", EngineFault("no such device", status=500), times=1)
    desk.paste("docker run -it --name shell web:1 sh")
    desk.wizard()
    desk.press_enter()
    desk.until(desk.dialogs)
    (channel,) = desk.world.channels
    desk.until(lambda: channel.left)
    desk.end()


@pytest.mark.parametrize("options", ["-t", "-i", "-d", "-id", "-d --rm"])
def test_others_are_only_selected(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, options: str
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(terminals, "open_terminal", lambda *_it, **_how: opened.append(1))
    desk.paste(f"docker run {options} --name shell web:1 sh")
    desk.wizard()
    desk.press_enter()
    desk.made()
    desk.until(lambda: not desk.deeds._tasks)
    assert opened == []
    desk.end()


def test_who_wants_no_terminal_is_told_how_to_come_to_it_and_it_is_remembered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(terminals, "open_terminal", lambda *_it, **_how: opened.append(1))
    desk.paste("docker run -itd --name shell web:1 sh")
    wizard = desk.wizard()
    review = wizard.page(Page.REVIEW)
    assert isinstance(review, ReviewPage)
    assert review.opens.isVisible()
    assert review.opens.checked
    before = wizard.line.exact
    review.opens.box.click()
    assert wizard.line.exact == before, "docker's line knows nothing of it"
    desk.press_enter()
    desk.made()
    desk.until(lambda: desk.window.said)
    assert "Container shell runs in the background. Terminal opens a shell" in desk.window.said[0]
    assert opened == []
    desk.paste("docker run -it --name second web:1 sh")
    desk.until(desk.dialogs)
    review = desk.wizard().page(Page.REVIEW)
    assert isinstance(review, ReviewPage)
    assert not review.opens.checked
    desk.end()


def test_only_of_one_that_is_started_and_talked_with_a_terminal_is_offered(desk: Desk) -> None:
    desk.paste("docker create -it --name shell web:1 sh")
    draft = (wizard := desk.wizard()).draft
    review = wizard.page(Page.REVIEW)
    assert isinstance(review, ReviewPage)
    assert not review.opens.isVisible()
    draft.start(True)
    assert review.opens.isVisible()
    draft.put({"stdin": False})
    assert not review.opens.isVisible()
    desk.end()


def test_another_like_it_has_the_next_free_name(desk: Desk) -> None:
    desk.world.inspections[HOLDER.id] = {
        "Id": HOLDER.id,
        "Name": "/holder",
        "Image": WEB.id,
        "Config": {"Image": "web:1", "Cmd": ["other"], "Entrypoint": ["/bin/entry"]},
        "HostConfig": {"PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8080"}]}},
    }
    desk.window.rows = [Row(HOLDER.id, "holder", HOLDER)]
    desk.do(run.create_another)
    spec = desk.wizard().draft.spec
    assert (spec.name, spec.image, spec.command) == ("holder-2", "web:1", ("other",))
    assert [mapping.host.first for mapping in spec.ports if mapping.host] == [8080]
    desk.end()


def test_the_line_that_makes_it_again_is_copied(desk: Desk) -> None:
    desk.world.inspections[HOLDER.id] = {
        "Id": HOLDER.id,
        "Name": "/holder",
        "Image": WEB.id,
        "Config": {"Image": "web:1", "Cmd": ["echo", "two words"], "Env": ["A=it's"]},
        "HostConfig": {"PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8080"}]}},
    }
    desk.window.rows = [Row(HOLDER.id, "holder", HOLDER)]
    desk.do(run.copy_line)
    desk.until(lambda: not desk.deeds._tasks)
    copied = QGuiApplication.clipboard().text()
    assert shlex.split(copied)[:4] == ["docker", "run", "-d", "--name"]
    spec = parse(copied).spec
    assert (spec.name, spec.image, spec.command) == ("holder", "web:1", ("echo", "two words"))
    assert spec.environment == ("A=it's",)
    assert [mapping.host.first for mapping in spec.ports if mapping.host] == [8080]
    desk.end()


def test_a_health_check_that_a_line_or_a_template_has_a_shell_run_is_named(desk: Desk) -> None:
    desk.world.inspections[HOLDER.id] = {
        "Id": HOLDER.id,
        "Name": "/holder",
        "Config": {"Image": "web:1", "Healthcheck": {"Test": ["CMD", "/check", "-x"]}},
    }
    desk.window.rows = [Row(HOLDER.id, "holder", HOLDER)]
    desk.do(run.copy_line)
    desk.until(lambda: not desk.deeds._tasks)
    lost = "The health check /check -x is run without a shell: docker run can only have a shell run"
    assert desk.window.said[-1].endswith(f"{lost} it.")
    desk.do(run.save_template)
    desk.until(desk.dialogs)
    (form,) = desk.dialogs()
    assert f"{lost} it." in [label.text() for label in form.findChildren(PlainLabel)]
    desk.end()


def test_docker_takes_the_copied_line_of_one_that_was_attached_to(
    desk: Desk, docker: Callable[..., str]
) -> None:
    """To some of its streams, as Compose attaches to what has its input open."""
    options = ("--name", "copied", "--label", LABEL, "-t", "-a", "stdout")
    (was,) = json.loads(docker("inspect", docker("create", *options, IMAGE, "sleep", "600")))
    (image,) = json.loads(docker("image", "inspect", IMAGE))
    desk.world.inspections |= {HOLDER.id: was, was["Image"]: image}
    desk.window.rows = [Row(HOLDER.id, "holder", HOLDER)]
    desk.do(run.copy_line)
    desk.until(lambda: not desk.deeds._tasks)
    docker("rm", "copied")
    key = docker(*shlex.split(QGuiApplication.clipboard().text())[1:])
    (made,) = json.loads(docker("inspect", key))
    assert (made["Name"], made["Config"]["Cmd"]) == ("/copied", ["sleep", "600"])
    assert made["State"]["Running"]
    docker("rm", "--force", key)
    desk.end()


@pytest.mark.parametrize("removes", [False, True])
def test_the_compose_file_that_makes_it_again_is_copied(desk: Desk, removes: bool) -> None:
    desk.world.inspections[HOLDER.id] = {
        "Id": HOLDER.id,
        "Name": "/holder",
        "Image": WEB.id,
        "Config": {
            "Image": "web:1",
            "Cmd": ["echo", "$HOME"],
            "Entrypoint": ["/bin/entry"],
            "Env": ["A=no"],
        },
        "HostConfig": {"AutoRemove": removes},
    }
    desk.window.rows = [Row(HOLDER.id, "holder", HOLDER)]
    desk.do(run.copy_compose)
    desk.until(lambda: not desk.deeds._tasks)
    copied = QGuiApplication.clipboard().text()
    assert yaml.safe_load(copied)["services"]["holder"] == {
        "image": "web:1",
        "container_name": "holder",
        "command": ["echo", "$$HOME"],
        "network_mode": "bridge",
        "environment": {"A": "no"},
    }
    assert ("# Compose has no word for this of docker run: --rm\n" in copied) is removes
    said = desk.window.said[-1]
    assert said.startswith("The Compose YAML of holder is in the clipboard.")
    assert said.endswith("what Compose can't say: --rm") is removes
    desk.end()


def test_a_container_is_kept_as_a_template_and_run_from_it(desk: Desk) -> None:
    desk.world.inspections[HOLDER.id] = {
        "Id": HOLDER.id,
        "Name": "/holder",
        "Image": WEB.id,
        "Config": {"Image": "web:1", "Cmd": ["other"], "Env": ["A=b", "API_TOKEN=hunter2"]},
    }
    desk.window.rows = [Row(HOLDER.id, "holder", HOLDER)]
    desk.do(run.save_template)
    desk.until(desk.dialogs)
    desk.press_enter()
    settings = desk.window.surroundings.settings
    (kept,) = settings.texts("templates")
    assert kept.startswith("# holder\ndocker run ")
    assert "hunter2" not in kept
    desk.do(run.run_template)
    desk.until(desk.dialogs)
    desk.press_enter()
    wizard = desk.wizard()
    assert wizard.shown is Page.ENVIRONMENT, "where something is to be filled in"
    spec = wizard.draft.spec
    assert (spec.image, spec.command, spec.name) == ("web:1", ("other",), "")
    assert spec.environment == ("A=b", "API_TOKEN")
    desk.end()


def test_a_template_is_removed_where_they_are_chosen(desk: Desk) -> None:
    settings = desk.window.surroundings.settings
    settings.put("templates", ["# one\ndocker run web:1", "# two\ndocker run plain:1"])
    desk.do(run.run_template)
    desk.until(desk.dialogs)
    (dialog,) = desk.dialogs()
    assert isinstance(dialog, ChooseForm)
    dialog.remove_button.click()
    assert settings.texts("templates") == ["# two\ndocker run plain:1"]
    assert dialog.line.exact == "docker run plain:1"
    dialog.remove_button.click()
    assert not dialog.verb_button.isVisible()
    assert "no template" in dialog.banner.text
    desk.end()


def test_cancelling_the_operation_leaves_nothing_and_asks_no_more(aio: Aio, desk: Desk) -> None:
    never = asyncio.Event()
    desk.world.fail("start", until=never)
    desk.paste(RUNNING)
    desk.wizard()
    desk.press_enter()
    desk.until(lambda: desk.world.called("start"))

    async def cancel() -> None:
        (operation,) = desk.deeds.operations.running
        desk.deeds.operations.cancel(operation)
        await operation.wait()

    aio(cancel())
    desk.until(lambda: not desk.deeds._tasks)
    assert list(desk.world.containers) == [HOLDER.id]
    assert desk.dialogs() == []
    desk.end()


def test_names_go_on_counting(desk: Desk) -> None:
    store = desk.deeds.store
    assert run._free_name("web", store) == "web-2"
    assert run._free_name("web-9", store) == "web-10"
    desk.world.change(replace(HOLDER, name="holder-2"))
    desk.until(lambda: any(each.name == "holder-2" for each in store.containers))
    assert run._free_name("holder", store) == "holder-3"
    desk.end()
