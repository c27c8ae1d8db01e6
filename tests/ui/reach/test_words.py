"""What is said of who reaches whom, and of SSH: each reason, with the next step."""

from __future__ import annotations

import pytest

from desktop.engine.records import Kind
from desktop.model.commands import Target, Verb
from desktop.model.reach.machines import ContainerPort, Machine, Place
from desktop.model.reach.probing import Finding
from desktop.model.reach.testing import ReachStory
from desktop.model.reach.verdict import Check, Expect, Reason, Verdict, Way
from desktop.model.ssh.records import Did, Login, Looked, NotReady, Server, SshFailed, Step
from desktop.model.ssh.story import SshStory
from desktop.ui import problems
from desktop.ui.icons import Icon
from desktop.ui.reach import words
from desktop.ui.ssh import shown
from desktop.ui.ssh import words as of_ssh
from desktop.ui.text import placeholders
from desktop.ui.theme import Tone

A, B = Machine("a", "s0"), Machine("b", "s1")
NAME = Check("a", "b", Way.NAME)
PORT = Check("a", "b", Way.PORT, ContainerPort(80))
WELL = Verdict(Expect.YES, Reason.COMMON_NETWORK, "s1", "net")


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_without_holes(reason: Reason) -> None:
    finding = Finding(reached=False, reason=reason, said="what it said")
    verdict = Verdict(Expect.OPEN, Reason.BY_HOST, "s1", "net")
    said = words.sentence(A, B, PORT, verdict, finding)
    assert said.endswith(".")
    assert not placeholders(said)
    assert words.cell(PORT, verdict, finding, asked=False).text
    foreseen = Verdict(Expect.NO, reason, "s1", "net")
    assert words.cell(PORT, foreseen, None, asked=False).text


def test_a_verdict_is_pale_until_it_was_tried_and_has_a_time_then() -> None:
    before = words.cell(NAME, WELL, None, asked=False)
    assert before.pale
    assert before.text == "should: common network"
    assert words.cell(NAME, WELL, None, asked=True).picture is Icon.CLOCK
    after = words.cell(NAME, WELL, Finding(True, None, 0.082), asked=False)
    assert (after.text, after.tone, after.pale) == ("0.08 ms", Tone.OK, False)


def test_only_what_was_not_foreseen_is_red() -> None:
    silent = Finding(reached=False, reason=Reason.NO_ANSWER)
    apart = Verdict(Expect.NO, Reason.NO_COMMON_NETWORK, "172.18.0.2")
    assert words.cell(NAME, WELL, silent, asked=False).tone is Tone.DANGER
    foreseen = words.cell(NAME, apart, silent, asked=False)
    assert (foreseen.tone, foreseen.text) == (Tone.MUTED, "no common network")


def test_what_is_reached_against_the_verdict_is_said() -> None:
    apart = Verdict(Expect.NO, Reason.NO_COMMON_NETWORK, "172.18.0.2")
    said = words.sentence(A, B, NAME, apart, Finding(reached=True))
    assert "though the networks would not lead there" in said


def test_a_datagram_without_an_answer_is_neither_reached_nor_red_and_is_counted_by_itself() -> None:
    silent = Finding(reached=False, reason=Reason.LISTENS)
    cell = words.cell(PORT, WELL, silent, asked=False)
    assert (cell.text, cell.tone) == ("open or filtered", Tone.WARNING)
    story = ReachStory()
    story.verdicts = {NAME: WELL, PORT: WELL}
    story.findings = {NAME: Finding(reached=True), PORT: silent}
    assert words.summary(story) == "1 of 2 work, 1 is open or filtered"
    story.findings[PORT] = Finding(reached=True)
    assert words.summary(story) == "All 2 connections work"


def test_silence_where_the_networks_lead_nowhere_is_what_they_say() -> None:
    silent = Finding(reached=False, reason=Reason.SILENT)
    apart = Verdict(Expect.NO, Reason.NO_COMMON_NETWORK, "172.18.0.2")
    cell = words.cell(PORT, apart, silent, asked=False)
    assert (cell.text, cell.tone) == ("no common network", Tone.MUTED)
    story = ReachStory()
    story.verdicts = {NAME: apart, PORT: apart}
    story.findings = {NAME: Finding(reached=False, reason=Reason.NO_ANSWER), PORT: silent}
    assert words.summary(story) == "0 of 2 connections work"


def test_names_are_shown_as_text() -> None:
    hostile = Machine("b", "s1\x1b[31m")
    said = words.sentence(A, hostile, NAME, Verdict(Expect.NO, Reason.NAME_OF_ANOTHER), None)
    assert "\x1b" not in said
    assert "\\x1b" in said


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("root@s1: Permission denied (publickey).", "key not accepted"),
        ("Host key verification failed.", "host not known"),
        ("ssh: connect to host s1 port 22: Connection refused", "sshd does not answer"),
        ("ssh: Could not resolve hostname s1: Name or service not known", "name not known"),
        ("ssh: connect to host s1 port 22: Connection timed out", "no answer"),
        ("something else", "login failed"),
    ],
)
def test_why_a_login_failed_is_understood(said: str, text: str) -> None:
    login = Login(works=False, said=said, host="s1")
    assert of_ssh.cell(login, asked=False).text == text
    assert said in of_ssh.sentence(login)


def test_without_a_common_network_no_login_is_tried() -> None:
    assert of_ssh.cell(Login(works=False), asked=False).text == "no common network"


@pytest.mark.parametrize("step", list(Step))
def test_a_step_that_failed_says_what_was_done_and_how_to_go_on_or_back(step: Step) -> None:
    error = SshFailed(step, "s1", "it broke", (("s0", frozenset({Did.KEY, Did.KNOWN})),))
    said = problems.sentence(Verb.CONNECT_SSH, Target(Kind.CONTAINER, "", "s0, s1"), error)
    assert said.startswith("Cannot set up SSH between s0, s1: ")
    assert not placeholders(said)
    if step is not Step.LOGIN:
        assert "s0: key pair made, hosts known" in said
        assert "To go back" in said


def test_nothing_changed_is_said_where_nothing_was() -> None:
    error = SshFailed(Step.KEYS, "s1", "it broke")
    target = Target(Kind.CONTAINER, "", "s0, s1")
    assert "Nothing was changed." in problems.sentence(Verb.CONNECT_SSH, target, error)
    lacking = NotReady(("plain",))
    said = problems.sentence(Verb.CONNECT_SSH, target, lacking)
    assert said.endswith(
        "plain lacks what it needs. Nothing was changed. Install OpenSSH there, or leave it out."
    )


def test_what_a_container_has_is_told() -> None:
    programs = frozenset({"sshd", "ssh", "ssh-keygen"})
    assert of_ssh.state(Looked(home="/root", programs=programs)) == ("sshd is there", Tone.TEXT)
    assert of_ssh.state(Looked(home="/root"))[0] == "lacks sshd, ssh, ssh-keygen"
    assert of_ssh.state(Looked(programs=programs))[0] == "no such user"
    assert of_ssh.state(Looked(shell=False))[1] is Tone.DANGER


def test_what_is_in_the_way_is_said_with_what_helps() -> None:
    target = Target(Kind.CONTAINER, "a", "s0")
    programs = frozenset({"sshd", "ssh", "ssh-keygen"})
    without_user = shown.lacking([(target, Looked(programs=programs))], "ada")
    assert without_user == "There is no user ada in s0. Type another."
    installs = Looked(home="/root", programs=frozenset({"apk"}))
    assert shown.lacking([(target, installs)], "root") == "OpenSSH is not complete in s0."
    assert "use another image" in shown.lacking([(target, Looked(home="/root"))], "root")


def test_containers_that_are_apart_are_connected_by_a_button() -> None:
    story = SshStory()
    one, two = Target(Kind.CONTAINER, "a", "s0"), Target(Kind.CONTAINER, "b", "s1")
    homes = Place("1", "net-one", "172.18.0.2"), Place("2", "net-two", "172.19.0.2")
    story.begin(
        Machine(it.key, it.name, namespace=it.key, places=(home,))
        for it, home in zip((one, two), homes, strict=True)
    )
    assert shown.helps(story, one, two) is None, "nothing was tried"
    story.take_login(("a", "b"), Login(works=False, apart=True))
    command = shown.helps(story, one, two)
    assert command is not None
    assert words.step(command) == "Connect s0 to net-two"
    story.take_login(("a", "b"), Login(works=True))
    assert shown.helps(story, one, two) is None


def test_an_sshd_on_another_port_is_called_there() -> None:
    login = Login(works=False, said="Connection refused", host="s1", port=2222)
    assert login.command() == ("ssh", "-p", "2222", "s1")
    assert "Port 2222 is refused." in of_ssh.sentence(login)
    server = Server(("ssh-ed25519 AAAA",), 2222)
    assert server.lines("s1", "portside:1") == ["[s1]:2222 ssh-ed25519 AAAA portside:1"]
