"""What a person does in the wizard, and what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from desktop.engine.records import Subnet
from desktop.model.run.pages import Page
from desktop.model.run.parse import parse
from desktop.model.run.ports import PortMapping, port
from desktop.model.run.spec import ContainerSpec
from desktop.model.run.templates import Templates
from desktop.model.secrets import MASK
from desktop.ui.dialogs.template import SaveForm
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel
from desktop.ui.run import Finished
from desktop.ui.run.editors import FlagEditor, LineEditor
from desktop.ui.run.image_page import ImagePage
from desktop.ui.run.page_list import PageStanding
from desktop.ui.run.paste import PasteArea
from desktop.ui.run.review_page import ReviewPage
from desktop.ui.run.storage_page import StoragePage
from desktop.ui.text import install_language
from desktop.ui.theme import Scheme, Type, apply_theme, font
from tests.model.fake_engine import FakeWorld, make_container, make_image, make_network
from tests.ui.run.conftest import (
    CONFIG,
    WEB,
    Filled,
    Wizards,
    every_page,
    focused,
    press,
    types,
)

APP = ContainerSpec("web:1")
HOSTILE = "<img src=x>\u202e\x1b[31m&b"


def paste_area(filled: Filled) -> PasteArea:
    page = filled.wizard.page(Page.IMAGE)
    assert isinstance(page, ImagePage)
    return page.paste


def paste(filled: Filled, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    area = paste_area(filled)
    area.text.selectAll()
    area.text.insertFromMimeData(mime)


# The end


def test_run_answers_with_the_container(wizard: Wizards) -> None:
    with wizard() as filled:
        filled.type("image", "web:1")
        filled.type("name", "front")
        assert filled.line == "docker run --name front web:1"
        assert filled.finish() == Finished(ContainerSpec("web:1", name="front"), starts=True)


def test_create_starts_nothing_unless_it_is_said(wizard: Wizards) -> None:
    with wizard(APP, creates=True) as filled:
        assert filled.line == "docker create web:1"
        assert filled.wizard.run_button.text() == "Create"
        filled.editor("name")
        filled.opened.click("Start it at once")
        assert filled.wizard.run_button.text() == "Run"
        filled.opened.click("Start it at once")
        assert filled.finish() == Finished(APP, starts=False)


def test_cancel_answers_with_nothing(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        filled.opened.click("Cancel")
        assert filled.opened.result() is None


def test_without_an_image_there_is_no_run_and_it_is_said_why(wizard: Wizards) -> None:
    with wizard(page=Page.LIMITS) as filled:
        assert not filled.wizard.run_button.isEnabled()
        assert filled.wizard.trouble_button.text() == "Image: An image is missing."
        assert filled.line.endswith(" IMAGE")
        filled.wizard.trouble_button.click()
        assert filled.shown is Page.IMAGE
        assert filled.wizard.list.standing(Page.IMAGE) is PageStanding.EMPTY


def test_what_is_wrong_is_marked_at_its_page_and_one_click_away(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        editor = filled.type("memory", "3m")
        filled.wizard.show_page(Page.BASICS)
        assert filled.wizard.list.standing(Page.LIMITS) is PageStanding.WRONG
        assert not filled.wizard.run_button.isEnabled()
        filled.wizard.trouble_button.click()
        assert filled.shown is Page.LIMITS
        assert editor.note == "The Engine takes no less than 6m."
        filled.type("memory", "64m")
        assert filled.wizard.list.standing(Page.LIMITS) is PageStanding.SAID
        assert filled.wizard.run_button.isEnabled()


def test_the_engines_reason_stands_at_the_page_that_caused_it(wizard: Wizards) -> None:
    with wizard(APP, problem=(Page.STORAGE, f"No room {HOSTILE}")) as filled:
        assert filled.shown is Page.STORAGE
        assert "No room <img src=x>\\u202e" in filled.said


def test_what_was_typed_stays_while_one_looks_at_other_pages(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        editor = filled.type("memory", "much")
        for page in Page:
            filled.wizard.show_page(page)
        assert editor.text == "much"
        assert filled.spec.memory is None
        assert not filled.wizard.run_button.isEnabled()


# Bad input

LINES = [
    ("image", "UPPER", "The repository UPPER must be in lower case."),
    ("image", "app:b!", "The tag b! may hold"),
    ("image", "app@sha256:12", "The digest"),
    ("name", "my web", "A space is not allowed."),
    ("name", "-web", "A name begins with a letter or a digit."),
    ("name", "holder", "Another container has the name holder."),
    ("command", "sh -c 'x", "A quote is not closed."),
    ("workdir", "srv", "srv must be an absolute path"),
    ("restart", "often", "often is none of the words"),
    ("stop_timeout", "soon", "soon is no number."),
    ("expose", "70000", "The last port is 65535, and 70000 is beyond it."),
    ("dns", "1.1.1", "1.1.1 is no address"),
    ("hosts", "db", "db needs a value"),
    ("memory", "5m", "The Engine takes no less than 6m."),
    ("memory", "nan", "nan is no size"),
    ("memory_swap", "1g", "It needs a limit of memory."),
    ("cpus", "0.001", "At least 0.01."),
    ("cpus", "two", "two is no number."),
    ("pids_limit", "1.5", "1.5 is no number."),
    ("ulimits", "files=1", "files is none of the words"),
    ("health_interval", "30", "30 is no duration"),
    ("health_retries", "-1", "-1 is out of range."),
    ("swappiness", "101", "101 is out of range."),
    ("oom_score", "x", "x is no number."),
    ("security_options", "seccomp", "seccomp needs a value"),
    ("devices", "snd", "snd is no device"),
    ("sysctls", "vm.x=1", "vm.x is none of the words"),
    ("pid", "other", "other is none of the words"),
    ("gpus", "many", "many is no number."),
]


@pytest.mark.parametrize(("field", "text", "said"), LINES)
def test_bad_input_is_told_at_its_field_while_one_types(
    wizard: Wizards, field: str, text: str, said: str
) -> None:
    with wizard(APP) as filled:
        editor = filled.type(field, text)
        assert said in editor.note
        assert not filled.wizard.run_button.isEnabled()
        assert editor.text == text


ROWS = [
    ("ports", ("70000", "", "", ""), "The last port is 65535, and 70000 is beyond it."),
    ("ports", ("0", "", "", ""), "There is no port 0."),
    ("ports", ("80", "xyz", "", ""), "xyz is no protocol"),
    ("ports", ("80-90", "", "", "8000-8005"), "have not as many ports on both sides."),
    ("ports", ("80", "", "localhost", ""), "localhost is no address"),
    ("ports", ("80", "", "", "5"), ""),
    ("volumes", ("", "data", "relative", "", ""), "relative must be an absolute path"),
    ("volumes", ("", "data", "/", "", ""), "Nothing can be mounted on the container's root"),
    ("volumes", ("bind", "here", "/there", "", ""), "here must be an absolute path"),
    ("volumes", ("", "a b", "/there", "", ""), "a b is no volume's name"),
    ("volumes", ("bind", "/a", "/b", "", "fast"), "docker does not know fast here."),
    ("environment", ("", "value", ""), "A name is missing in =value."),
    ("networks", ("shop", "", "172.30.0.1", "", "", ""), "172.30.0.1 is outside of 172.18.0.0/16."),
    ("networks", ("nowhere", "", "", "", "", ""), "There is no network nowhere."),
    ("networks", ("bridge", "alias", "", "", "", ""), "alias goes only with a network"),
]


@pytest.mark.parametrize(("field", "cells", "said"), ROWS)
def test_bad_input_in_a_row_is_told_below_the_table(
    wizard: Wizards, field: str, cells: tuple[str, ...], said: str
) -> None:
    with wizard(ContainerSpec("plain:1")) as filled:
        for column, text in enumerate(cells):
            if text:
                filled.put(field, 0, column, text)
        assert said in filled.table(field)._note.text()
        assert filled.wizard.run_button.isEnabled() is not bool(said)


def test_the_same_host_port_twice_is_wrong(wizard: Wizards) -> None:
    with wizard(parse("docker run -p 9000:80 -p 9000:81 plain:1").spec) as filled:
        filled.editor("ports")
        assert "Port 9000 of the host is wanted twice." in filled.said


def test_half_an_input_is_called_wrong_only_when_one_goes_on(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        editor = filled.type("memory", "5")
        assert not editor.editor.property("wrong")
        assert filled.wizard.list.standing(Page.LIMITS) is PageStanding.SAID
        for page in (Page.IMAGE, Page.LIMITS):
            filled.wizard.show_page(page)
            assert filled.wizard.list.standing(Page.LIMITS) is PageStanding.WRONG
        assert editor.editor.property("wrong")


def test_what_comes_wrong_is_called_so_at_once(wizard: Wizards) -> None:
    with wizard(ContainerSpec("plain:1", memory=3), page=Page.LIMITS) as filled:
        editor = filled.editor("memory")
        assert isinstance(editor, LineEditor)
        assert editor.editor.property("wrong")
        assert filled.wizard.list.standing(Page.LIMITS) is PageStanding.WRONG


# What the image says


def test_fields_show_what_the_image_says(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        filled.wait(lambda: filled.wizard.draft.image.command)
        shown = {
            field: placeholder(filled, field)
            for field in ("command", "entrypoint", "user", "workdir", "stop_signal")
        }
        assert shown == {
            "command": "serve --all",
            "entrypoint": "/bin/entry",
            "user": "daemon",
            "workdir": "/srv",
            "stop_signal": "SIGINT",
        }
        assert filled.cells("ports") == [["53", "udp", "", ""], ["80", "tcp", "", ""]]
        assert ["LEVEL", "info", ""] in filled.cells("environment")
        assert filled.cells("volumes") == [["volume", "", "/var/cache/web", "", ""]]
        assert filled.spec == APP


def test_a_health_check_that_needs_no_shell_stays_so_until_one_is_typed(wizard: Wizards) -> None:
    with wizard(ContainerSpec("web:1", health_command=("/probe", "a b"))) as filled:
        assert filled.editor("health_command").text == "/probe 'a b'"
        assert "Run without a shell, as it was." in filled.said
        assert filled.wizard.run_button.isEnabled()
        filled.type("health_command", "true")
        assert filled.spec.health_command == "true"
        assert "Run without a shell" not in filled.said


def test_a_health_check_that_the_line_has_a_shell_run_is_named_at_the_review(
    wizard: Wizards,
) -> None:
    check = ("/probe", "--token", "hunter2")
    with wizard(ContainerSpec("web:1", health_command=check), page=Page.REVIEW) as filled:
        lost = f"The health check /probe --token {MASK} is run without a shell: docker run can"
        assert lost in filled.said
        filled.type("health_command", "true")
        filled.wizard.show_page(Page.REVIEW)
        assert "without a shell" not in filled.said


def test_what_the_image_says_of_its_health_counts_where_nothing_is_typed(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        filled.wait(lambda: filled.wizard.draft.image.command)
        names = ("command", "interval", "timeout", "retries", "start_period")
        fields = [f"health_{name}" for name in names]
        shown = [placeholder(filled, field) for field in fields]
        assert shown == ["probe 'two words'", "1m30s", "500ms", "7", "0s"]
        assert filled.spec == APP
        filled.type("image", "plain:1")
        filled.wait(lambda: not filled.wizard.draft.image.command)
        shown = [placeholder(filled, field) for field in fields]
        assert shown[1:] == ["30s", "30s", "3", "0s"]


def placeholder(filled: Filled, field: str) -> str:
    editor = filled.editor(field)
    assert isinstance(editor, LineEditor)
    assert editor.line is not None
    return editor.line.placeholderText()


def test_what_the_image_brings_is_said_once_it_is_changed(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        filled.wait(lambda: filled.wizard.draft.image.command)
        filled.put("ports", 0, 3, "5353")
        assert filled.spec.ports == (PortMapping(port(53), "udp", port(5353)),)
        filled.put("environment", filled.cells("environment").index(["LEVEL", "info", ""]), 1, "x")
        assert filled.spec.environment == ("LEVEL=x",)
        filled.put("volumes", 0, 1, "cache")
        assert filled.line == "docker run -p 5353:53/udp -v cache:/var/cache/web -e LEVEL=x web:1"
        assert len(filled.cells("environment")) == len(CONFIG["Env"])


def test_what_the_image_brings_is_added_as_it_is(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        filled.wait(lambda: filled.wizard.draft.image.command)
        table = filled.table("ports").table
        table.setCurrentIndex(table.model().index(1, 0))
        filled.opened.click("Add")
        assert filled.line == "docker run -p 80 web:1"
        assert filled.cells("ports") == [["80", "tcp", "", ""], ["53", "udp", "", ""]]
        table.setCurrentIndex(table.model().index(1, 0))
        QTest.keyClick(table, Qt.Key.Key_Insert)
        assert filled.line == "docker run -p 80 -p 53/udp web:1"
        table.setCurrentIndex(table.model().index(0, 0))
        filled.opened.click("Remove")
        assert filled.line == "docker run -p 53/udp web:1"
        assert filled.cells("ports") == [["53", "udp", "", ""], ["80", "tcp", "", ""]]


def test_another_image_brings_other_things(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        filled.wait(lambda: filled.wizard.draft.image.command)
        filled.type("image", "plain:1")
        filled.wait(lambda: not filled.wizard.draft.image.command)
        assert filled.cells("ports") == []


def test_it_says_whether_the_image_is_here(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        assert "Here, " in filled.said
        filled.type("image", "other")
        assert "Not here: docker.io/library/other:latest is pulled first." in filled.said
        filled.type("pull", "never")
        assert "the Engine will refuse" in filled.said


def test_a_hostile_image_is_plain_text(wizard: Wizards, world: FakeWorld) -> None:
    world.inspections[WEB.id] = {
        "Id": WEB.id,
        "Config": {
            "Cmd": [HOSTILE],
            "User": HOSTILE,
            "Env": [f"A={HOSTILE}"],
            "Volumes": {f"/{HOSTILE}": {}},
        },
    }
    with wizard(APP) as filled:
        filled.wait(lambda: filled.wizard.draft.image.command)
        every_page(filled)
        assert "\\u202e" in placeholder(filled, "user")
        index = filled.table("environment").rows.index(0, 1)
        assert index.data() == "<img src=x>\\u202e\\x1b[31m&b"
        filled.put("environment", 0, 1, "x")
        filled.wizard.show_page(Page.REVIEW)
        assert "\x1b" not in filled.said
        assert "\u202e" not in filled.said


# Ports


def test_a_port_that_a_container_holds_is_told_and_a_free_one_offered(wizard: Wizards) -> None:
    with wizard(parse("docker run -p 8080:80 plain:1").spec) as filled:
        filled.editor("ports")
        filled.wait(lambda: "Port 8080 is held by container holder." in filled.said)
        assert filled.wizard.list.standing(Page.PORTS) is PageStanding.WARNED
        (use,) = [b for b in buttons(filled) if b.text().startswith("Use ")]
        number = int(use.text().removeprefix("Use "))
        use.click()
        assert filled.spec.ports == (PortMapping(port(80), host=port(number)),)
        assert "is held by" not in filled.said


def buttons(filled: Filled) -> list[QPushButton]:
    return [each for each in filled.wizard.findChildren(QPushButton) if each.isVisible()]


def test_a_port_on_all_addresses_is_open_to_the_network(wizard: Wizards) -> None:
    with wizard(parse("docker run -p 9000:80 -p 127.0.0.1:9001:81 plain:1").spec) as filled:
        filled.editor("ports")
        assert "Open to the network, past most firewalls: 9000/tcp." in filled.said
        filled.opened.click("Only this machine")
        assert "Open to the network" not in filled.said
        assert filled.line == "docker run -p 127.0.0.1:9000:80 -p 127.0.0.1:9001:81 plain:1"


def test_what_is_published_because_it_is_exposed_is_open_to_the_network_too(
    wizard: Wizards,
) -> None:
    options = "-p 127.0.0.1:9000:80 -P --expose 80 --expose 9100-9102 --expose 53/udp"
    with wizard(parse(f"docker run {options} web:1").spec) as filled:
        for page in (Page.PORTS, Page.REVIEW):
            filled.wizard.show_page(page)
            filled.wait(lambda: "Open to the network, past most firewalls: " in filled.said)
            filled.wait(lambda: "firewalls: 53/udp, 9100-9102/tcp. " in filled.said)
        editor = filled.editor("publish_all")
        (local,) = (each for each in buttons(filled) if each.text() == "Only this machine")
        assert not local.isEnabled(), "of what has no row"
        assert isinstance(editor, FlagEditor)
        editor.box.click()
        assert "Open to the network" not in filled.said


def test_what_an_image_that_is_not_here_exposes_is_open_to_the_network_unseen(
    wizard: Wizards,
) -> None:
    with wizard(parse("docker run -P away:1").spec, page=Page.PORTS) as filled:
        assert "past most firewalls: all that the image exposes. " in filled.said
    with wizard(parse("docker run -P plain:1").spec, page=Page.PORTS) as filled:
        filled.wait(lambda: filled.wizard.draft.image.id)
        assert "Open to the network" not in filled.said


def test_several_lines_are_pasted_as_rows(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        table = filled.table("environment").table
        QGuiApplication.clipboard().setText("# mine\nexport A=b\n\n-e C='d e'\n=bad\n")
        table.setFocus()
        QTest.keySequence(table, "Ctrl+V")
        assert filled.spec.environment == ("A=b", "C='d e'")
        assert "Not pasted: =bad" in filled.said


PASTED = [
    ("ports", "-p 8081:80/udp\n127.0.0.1:9000:81", "-p 8081:80/udp -p 127.0.0.1:9000:81"),
    (
        "volumes",
        "-v data:/d:ro\n--tmpfs /t\n--mount type=bind,src=/a,dst=/b",
        "-v data:/d:ro --mount type=bind,source=/a,target=/b --tmpfs /t",
    ),
    ("labels", "a=b\nbare", "--label a=b --label bare"),
    ("networks", "shop\nname=bridge,ip6=::1", "--network shop --network name=bridge,ip6=::1"),
]


@pytest.mark.parametrize(("field", "text", "said"), PASTED)
def test_rows_of_each_table_are_pasted_as_docker_writes_them(
    wizard: Wizards, field: str, text: str, said: str
) -> None:
    with wizard(ContainerSpec("plain:1")) as filled:
        filled.table(field).table.paste(text)
        assert filled.line == f"docker run {said} plain:1"


def test_a_folder_of_this_machine_becomes_a_bind(wizard: Wizards) -> None:
    with wizard(ContainerSpec("plain:1"), page=Page.STORAGE) as filled:
        page = filled.wizard.page(Page.STORAGE)
        assert isinstance(page, StoragePage)
        assert filled.opened.enabled("Add folder…")
        page.add_folder("/home/me/my shop")
        assert filled.line == "docker run -v '/home/me/my shop:/my shop' plain:1"
        assert filled.cells("volumes")[0][0] == "bind"


# Power


def test_power_over_the_machine_needs_a_second_yes(wizard: Wizards) -> None:
    with wizard(parse("docker run --privileged -v /etc:/x plain:1").spec) as filled:
        filled.wizard.run_button.click()
        assert filled.shown is Page.REVIEW
        assert filled.wizard.isVisible()
        assert "Privileged: whoever is root in it is root on the machine." in filled.said
        assert "/etc: what is changed there is changed on the machine." in filled.said
        filled.opened.click("Yes, give it this power")
        assert filled.finish() is not None


def test_a_yes_counts_for_what_was_read_only(wizard: Wizards) -> None:
    with wizard(parse("docker run --cap-add SYS_ADMIN plain:1").spec) as filled:
        filled.wizard.show_page(Page.REVIEW)
        filled.opened.click("Yes, give it this power")
        assert filled.wizard.draft.allowed
        filled.type("pid", "host")
        assert not filled.wizard.draft.allowed
        filled.wizard.show_page(Page.REVIEW)
        assert not review(filled).agree.checked


def review(filled: Filled) -> ReviewPage:
    page = filled.wizard.page(Page.REVIEW)
    assert isinstance(page, ReviewPage)
    return page


@pytest.mark.parametrize(
    "options",
    [
        "--privileged",
        "-v /:/host",
        "-v /var/run/docker.sock:/var/run/docker.sock",
        "--mount type=bind,src=/root/../etc/,dst=/x",
        "--pid host",
        "--ipc host",
        "--userns host",
        "--network host",
        "--cap-add sys_admin",
        "--cap-add CAP_SYS_PTRACE",
        "--device /dev/sda",
        "--security-opt seccomp=unconfined",
        "--security-opt apparmor:unconfined",
    ],
)
def test_what_is_as_good_as_root_is_known(wizard: Wizards, options: str) -> None:
    with wizard(parse(f"docker run {options} plain:1").spec) as filled:
        assert filled.wizard.draft.dangers
        assert not filled.wizard.draft.allowed
        assert filled.wizard.list.standing(Page.SECURITY) is PageStanding.WARNED


# Secrets


def test_a_secret_is_masked_wherever_it_is_shown_and_is_copied_as_it_is(wizard: Wizards) -> None:
    told = ("API_TOKEN=hunter2", "LEVEL=debug")
    with wizard(ContainerSpec("plain:1", environment=told)) as filled:
        every_page(filled)
        shown = [each.text() for each in filled.wizard.findChildren(PlainLabel)]
        shown += [each.toPlainText() for each in filled.wizard.findChildren(QTextEdit)]
        rows = filled.table("environment").rows
        shown += [
            str(rows.index(row, column, QModelIndex()).data())
            for row in range(rows.rowCount())
            for column in range(rows.columnCount())
        ]
        assert any("debug" in text for text in shown)
        assert not any("hunter2" in text for text in shown)
        assert "-e API_TOKEN=hunter2" in filled.line


# A pasted line


def test_a_pasted_line_fills_all_pages(wizard: Wizards) -> None:
    text = "$ docker create -p 9000:80 \\\n  -v data:/data \\\n  --name web plain:1 serve"
    with wizard(ContainerSpec("web:1", name="before")) as filled:
        every_page(filled)
        filled.wizard.show_page(Page.IMAGE)
        paste(filled, text)
        assert filled.spec == parse(text).spec
        assert filled.wizard.run_button.text() == "Create"
        assert "All of it was filled in." in filled.said
        assert filled.cells("volumes")[0][:3] == ["volume", "data", "/data"]
        filled.wizard.show_page(Page.IMAGE)
        filled.opened.click("Put back what was there")
        assert filled.spec == ContainerSpec("web:1", name="before")
        assert filled.wizard.run_button.text() == "Run"


def test_what_can_not_be_read_of_a_line_is_named(wizard: Wizards) -> None:
    with wizard() as filled:
        paste(filled, "docker run --cidfile x -p 70000:80 --frobnicate plain:1")
        assert (
            "--cidfile x was left out: no file with the container's ID is written here."
            in filled.said
        )
        assert "The last port is 65535, and 70000 is beyond it." in filled.said
        assert "docker run has no option --frobnicate." in filled.said
        assert filled.spec == ContainerSpec("plain:1")


def test_what_is_no_docker_line_changes_nothing(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        paste(filled, f"rm -rf {HOSTILE}")
        assert "It begins with rm, not with docker." in filled.said
        assert filled.spec == APP


def test_what_a_shell_would_replace_is_asked_about(wizard: Wizards) -> None:
    with wizard() as filled:
        paste(filled, 'docker run -v "$(pwd)":/x plain:1')
        assert "A shell would replace $(pwd): say by what." in filled.said
        assert not filled.wizard.run_button.isEnabled()
        filled.opened.type("$(pwd)", "/home/me")
        filled.opened.key(Qt.Key.Key_Return)
        assert filled.line == "docker run -v /home/me:/x plain:1"
        assert filled.wizard.run_button.isEnabled()


def test_a_line_that_was_typed_is_filled_in_by_ctrl_enter(wizard: Wizards) -> None:
    with wizard() as filled:
        area = paste_area(filled)
        area.text.setFocus()
        QTest.keyClicks(area.text, "docker run plain:1")
        QTest.keyClick(area.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert filled.spec == ContainerSpec("plain:1")
        assert filled.wizard.isVisible()


def answer(filled: Filled, name: str, text: str) -> None:
    filled.wizard.show_page(Page.IMAGE)
    filled.opened.type(name, text)
    filled.opened.key(Qt.Key.Key_Return)  # which goes to the next page, too
    filled.wizard.show_page(Page.IMAGE)


def test_an_answer_takes_nothing_back_that_was_changed_since(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        paste(filled, "docker run -v $(pwd):/x -v own:/y -v old:/z -e A=$B -e C=1 plain:1")
        filled.type("name", "web")
        filled.put("volumes", 0, 1, "mine")
        filled.put("environment", 1, 1, "2")
        answer(filled, "$(pwd)", "/home/me")
        assert not filled.wizard.run_button.isEnabled()
        answer(filled, "$B", "b")
        volumes = "-v /home/me:/x -v old:/z -v mine:/y"
        assert filled.line == f"docker run --name web {volumes} -e A=b -e C=2 plain:1"
        assert filled.wizard.run_button.isEnabled()
        filled.opened.click("Fill in")
        assert "--name" not in filled.line
        filled.opened.click("Put back what was there")
        assert filled.line == f"docker run --name web {volumes} -e A=b -e C=2 plain:1"


def test_what_is_put_back_has_its_questions_again(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        paste(filled, "docker run -v $HOME:/x plain:1")
        filled.type("name", "web")
        filled.wizard.show_page(Page.IMAGE)
        paste(filled, "docker run plain:1")
        assert filled.wizard.run_button.isEnabled()
        filled.opened.click("Put back what was there")
        assert filled.line == "docker run --name web plain:1"
        text = paste_area(filled).text
        assert text.toPlainText() == "docker run -v $HOME:/x plain:1"
        text.clear()
        assert not filled.wizard.run_button.isEnabled(), "a mount is missing"


def test_a_line_that_the_wizard_begins_with_is_not_put_back_without_its_questions(
    wizard: Wizards,
) -> None:
    text = "docker run -v $HOME:/x plain:1"
    with wizard(parse(text).spec, pasted=text) as filled:
        assert not filled.wizard.run_button.isEnabled()
        assert not paste_area(filled).back.isVisible(), "it would be the same"


def test_an_answer_waits_for_what_can_not_be_read_elsewhere(wizard: Wizards) -> None:
    with wizard() as filled:
        paste(filled, "docker run -v $HOME:/x plain:1")
        typed = filled.type("memory", "lots")
        answer(filled, "$HOME", "/home/me")
        assert "Not filled in yet: elsewhere stands what can't be read." in filled.said
        assert typed.text == "lots"
        filled.type("memory", "64m")
        answer(filled, "$HOME", "/home/me")
        assert filled.line == "docker run -v /home/me:/x --memory 64m plain:1"


def test_without_the_line_its_questions_are_gone(wizard: Wizards) -> None:
    with wizard() as filled:
        paste(filled, "docker run -e A=$B plain:1")
        assert not filled.wizard.run_button.isEnabled()
        paste_area(filled).text.clear()
        assert filled.wizard.run_button.isEnabled()


def test_a_mount_that_waits_for_an_answer_is_not_left_out_by_editing_the_line(
    wizard: Wizards,
) -> None:
    with wizard(APP) as filled:
        paste(filled, "docker run -v $HOME/x:/y plain:1")
        text = paste_area(filled).text
        for change in (lambda: text.insertPlainText(" "), text.clear):
            change()
            assert filled.line == "docker run plain:1"
            assert not filled.wizard.run_button.isEnabled()
        filled.opened.click("Put back what was there")
        assert filled.wizard.run_button.isEnabled()
        text.setPlainText("docker run -v /home/me/x:/y plain:1")
        filled.opened.click("Fill in")
        assert filled.line == "docker run -v /home/me/x:/y plain:1"
        assert filled.wizard.run_button.isEnabled()


def test_a_question_is_answered_too_where_the_line_was_cleared(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        paste(filled, "docker run -v $HOME/x:/y plain:1")
        filled.type("name", "web")
        filled.wizard.show_page(Page.IMAGE)
        paste_area(filled).text.clear()
        assert not filled.wizard.run_button.isEnabled()
        answer(filled, "$HOME", "/home/me")
        assert filled.line == "docker run --name web -v /home/me/x:/y plain:1"
        assert "All of it was filled in." in filled.said
        assert filled.wizard.run_button.isEnabled()
        answer(filled, "$HOME", "/home/you")
        assert filled.line == "docker run --name web -v /home/you/x:/y plain:1"


def test_what_is_put_back_is_answered_too_where_its_line_was_cleared(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        paste(filled, "docker run -v $HOME/x:/y plain:1")
        filled.type("name", "web")
        filled.wizard.show_page(Page.IMAGE)
        paste(filled, "docker run web:1")
        filled.opened.click("Put back what was there")
        paste_area(filled).text.clear()
        assert not filled.wizard.run_button.isEnabled()
        answer(filled, "$HOME", "/home/me")
        assert filled.line == "docker run --name web -v /home/me/x:/y plain:1"
        assert filled.wizard.run_button.isEnabled()


def test_an_answer_brings_no_other_question_back_that_went_with_the_line(wizard: Wizards) -> None:
    with wizard() as filled:
        paste(filled, "docker run -e A=$B -e C=$D plain:1")
        paste_area(filled).text.clear()
        answer(filled, "$B", "b")
        assert filled.line == "docker run -e A=b -e 'C=$D' plain:1"
        assert filled.wizard.run_button.isEnabled()


# Keys


@pytest.mark.display  # offscreen, a list that drops down takes the focus for good
def test_it_is_filled_and_run_by_keys_alone(wizard: Wizards) -> None:
    seen = []
    with wizard() as filled:
        types(filled, "plain:1")
        press(filled, Qt.Key.Key_Return)  # closes the list of what is here
        press(filled, Qt.Key.Key_Return)
        seen.append(filled.shown)
        types(filled, "web")
        press(filled, Qt.Key.Key_Tab)
        types(filled, "serve now")
        press(filled, Qt.Key.Key_Return)
        seen.append(filled.shown)
        types(filled, "80")
        for _ in range(3):
            press(filled, Qt.Key.Key_Tab)
        types(filled, "9000")
        press(filled, Qt.Key.Key_Return)  # ends the typing, not the page
        seen.append(filled.shown)
        assert filled.line == "docker run --name web -p 9000:80 plain:1 serve now"
        for _ in range(4):
            QTest.keySequence(filled.wizard, "Ctrl+PgDown")
        seen.append(filled.shown)
        types(filled, "64m")
        QTest.keySequence(filled.wizard, "Ctrl+PgUp")
        seen.append(filled.shown)
        QTest.keySequence(filled.wizard, "Ctrl+Return")
        found = filled.opened.result()
    assert seen == [Page.BASICS, Page.PORTS, Page.PORTS, Page.LIMITS, Page.ENVIRONMENT]
    wanted = parse("docker run --name web -p 9000:80 -m 64m plain:1 serve now").spec
    assert found == Finished(wanted, starts=True)


@pytest.mark.display
def test_words_that_are_offered_do_not_end_the_row(wizard: Wizards) -> None:
    with wizard(ContainerSpec("plain:1"), page=Page.PORTS) as filled:
        types(filled, "80")
        press(filled, Qt.Key.Key_Tab)
        press(filled, Qt.Key.Key_Tab)
        types(filled, "127.0.0.1")
        assert QApplication.activePopupWidget() is not None
        press(filled, Qt.Key.Key_Tab)
        types(filled, "9000")
        press(filled, Qt.Key.Key_Return)
        assert filled.line == "docker run -p 127.0.0.1:9000:80 plain:1"
        assert filled.shown is Page.PORTS


def test_delete_removes_rows_and_tab_leaves_a_table(wizard: Wizards) -> None:
    with wizard(parse("docker run -e A=1 -e B=2 plain:1").spec) as filled:
        table = filled.table("environment").table
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, 0))
        QTest.keyClick(table, Qt.Key.Key_Delete)
        assert filled.spec.environment == ("B=2",)
        QTest.keyClick(table, Qt.Key.Key_Tab)
        assert focused(filled) is not table


# The world changes


def test_a_name_that_is_taken_meanwhile_is_told(wizard: Wizards, world: FakeWorld) -> None:
    with wizard(ContainerSpec("plain:1", name="late")) as filled:
        assert filled.wizard.run_button.isEnabled()
        store = filled.wizard.draft.session.store
        store.take_containers(["9"], [make_container(9, "late")])
        assert "Another container has the name late." in filled.wizard.trouble_button.text()
        store.take_networks(None, [make_network(7, "n", subnets=(Subnet("10.0.0.0/8", ""),))])
        store.take_images([make_image(3, "new:1")])


# It fits


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """In the application's style, which has wider buttons than Qt's."""
    appearance = apply_theme(qapp, Scheme.LIGHT)
    yield
    appearance.deleteLater()


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "zh_CN")
    yield
    install_language(qapp, "en")


@pytest.mark.parametrize("keeps", [True, False])
def test_what_does_not_start_is_kept_if_a_person_says_so(wizard: Wizards, keeps: bool) -> None:
    with wizard(APP) as filled:
        filled.wizard.show_page(Page.REVIEW)
        review = filled.wizard.page(Page.REVIEW)
        assert isinstance(review, ReviewPage)
        review.keep.box.setChecked(keeps)
        finished = filled.finish()
        assert finished is not None
        assert finished.keeps is keeps


def test_what_is_filled_in_is_kept_as_a_template(wizard: Wizards, around: Surroundings) -> None:
    spec = parse("docker run -d -p 9000:80 -e TOKEN=secret --name web web:1").spec
    with wizard(spec) as filled:
        filled.wizard.show_page(Page.REVIEW)
        review = filled.wizard.page(Page.REVIEW)
        assert isinstance(review, ReviewPage)
        QTest.mouseClick(review.template_button, Qt.MouseButton.LeftButton)
        filled.wait(lambda: filled.wizard.findChildren(SaveForm))
        (form,) = filled.wizard.findChildren(SaveForm)
        form.accept()
        filled.wait(lambda: Templates(around.settings).get("web") is not None)
        kept = Templates(around.settings).get("web")
        assert kept is not None
        assert kept.line == "docker run -d -p 9000:80 -e TOKEN web:1"
        assert filled.wizard.isVisible()


def test_chinese_fits_where_there_is_little_room(
    wizard: Wizards, dressed: None, chinese: None
) -> None:
    with wizard(parse("docker run --privileged -p 9000:80 -m 3m web:1").spec) as filled:
        filled.wizard.resize(640, 480)
        for page in Page:
            filled.wizard.show_page(page)
            filled.turn()
            assert cut_off(filled.wizard) == []


def test_english_fits_where_there_is_little_room(wizard: Wizards, dressed: None) -> None:
    with wizard(parse("docker run --privileged -p 9000:80 -m 3m web:1").spec) as filled:
        filled.wizard.resize(640, 480)
        for page in Page:
            filled.wizard.show_page(page)
            filled.turn()
            assert cut_off(filled.wizard) == []


def cut_off(wizard: QWidget) -> list[str]:
    """The texts that have less room than they need."""
    found: list[QAbstractButton | QLabel] = [
        *wizard.findChildren(QAbstractButton),
        *wizard.findChildren(PlainLabel),
    ]
    return [
        each.text()
        for each in found
        if each.isVisible()
        and not (isinstance(each, PlainLabel) and each.wordWrap())
        and each.width() < each.minimumSizeHint().width()
    ]


def test_every_field_has_a_name_for_screen_readers(wizard: Wizards) -> None:
    with wizard(APP) as filled:
        for page in Page:
            filled.wizard.show_page(page)
            shown = filled.wizard.page(page)
            for kind in (QLineEdit, QCheckBox):
                for each in shown.findChildren(kind):
                    outer = each.parentWidget()
                    name = each.accessibleName() or (outer.accessibleName() if outer else "")
                    assert name, (page, each)


def test_a_pasted_line_is_monospaced_and_shown_in_whole_rows(
    wizard: Wizards, dressed: None
) -> None:
    with wizard() as filled:
        paste(filled, "docker run " + "--label a=b " * 200 + "web:1")
        text = paste_area(filled).text
        assert text.document().defaultFont() == font(Type.MONO)
        row = (
            text.blockBoundingRect(text.firstVisibleBlock()).height() / text.document().lineCount()
        )
        rows = (text.viewport().height() - text.document().documentMargin()) / row
        assert rows == pytest.approx(3, abs=0.05)


def test_at_its_smallest_no_page_is_cut(wizard: Wizards, dressed: None) -> None:
    with wizard(parse("docker run --privileged -p 9000:80 -m 3m web:1").spec) as filled:
        filled.wizard.resize(1, 1)
        assert filled.wizard.height() >= 400
        for each in Page:
            filled.wizard.show_page(each)
            filled.turn()
            assert filled.wizard.page(each).horizontalScrollBar().maximum() == 0, each


def test_a_tables_columns_give_way_before_it_scrolls(wizard: Wizards) -> None:
    with wizard(APP, page=Page.PORTS) as filled:
        table = filled.table("ports").table
        filled.wizard.resize(1200, 700)
        filled.turn()
        wide = [table.columnWidth(column) for column in range(4)]
        filled.wizard.resize(filled.wizard.minimumSize())
        filled.turn()
        narrow = [table.columnWidth(column) for column in range(4)]
        assert table.horizontalScrollBar().maximum() == 0
        assert sum(narrow) == table.viewport().width()
        assert all(one <= other for one, other in zip(narrow, wide, strict=True))
        assert narrow[0] < wide[0], "not only the one that takes the rest"


CROWDED = (
    "docker run --network name=back,ip=172.20.0.10,ip6=fd00::1,mac-address=02:42:ac:14:0:a"
    " -v data:/var/lib/data -v /srv/config:/etc/config:ro,z --tmpfs /run:size=64m"
    " --mount type=bind,source=/srv/keys,target=/etc/keys,readonly,bind-propagation=rslave web:1"
)
TABLES = {Page.NETWORK: "networks", Page.STORAGE: "volumes", Page.PORTS: "ports"}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("page", TABLES)
def test_no_table_scrolls_sideways_in_a_narrow_window(
    wizard: Wizards, dressed: None, chinese: None, qapp: QApplication, language: str, page: Page
) -> None:
    install_language(qapp, language)
    with wizard(parse(CROWDED).spec, page=page) as filled:
        table = filled.table(TABLES[page]).table
        for width in (1040, 740, 720):
            filled.wizard.resize(width, 640)
            filled.turn()
            header = table.horizontalHeader()
            assert table.horizontalScrollBar().maximum() == 0, width
            assert header.length() == table.viewport().width(), width
            for column in range(header.count()):
                assert table.columnWidth(column) >= header.sectionSizeHint(column), (
                    "titles are whole"
                )


def test_a_column_gives_way_to_what_stands_in_others(wizard: Wizards, dressed: None) -> None:
    spec = parse("docker run --network name=back,ip=172.20.0.10 web:1").spec
    with wizard(spec, page=Page.NETWORK) as filled:
        filled.wizard.resize(740, 640)
        filled.turn()
        table = filled.table("networks").table
        (address,) = (
            column for column in range(6) if table.model().index(0, column).data() == "172.20.0.10"
        )
        assert table.columnWidth(address) >= table.sizeHintForColumn(address)
        index = table.model().index(0, address)
        assert "172.20.0.10" in index.data(Qt.ItemDataRole.ToolTipRole)
