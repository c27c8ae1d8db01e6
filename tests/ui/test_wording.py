"""States, statuses and ports in docker's words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.records import Health, Port, State
from desktop.model.commands import Verb
from desktop.ui import theme, wording
from desktop.ui.text import install_language
from tests.support.records import NOW, make_container


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "Up 2 hours"),
        ({"health": Health.HEALTHY}, "Up 2 hours (healthy)"),
        ({"health": Health.STARTING}, "Up 2 hours (health: starting)"),
        ({"state": State.PAUSED, "health": Health.HEALTHY}, "Up 2 hours (Paused)"),
        ({"state": State.EXITED, "exit_code": 137}, "Exited (137) 2 hours ago"),
        ({"state": State.EXITED, "exit_code": None}, "Exited (?) 2 hours ago"),
        ({"state": State.RESTARTING, "exit_code": 1}, "Restarting (1) 2 hours ago"),
        ({"state": State.CREATED}, "Created"),
        ({"state": State.REMOVING}, "Removal In Progress"),
        ({"state": State.DEAD}, "Dead"),
        ({"state": State.UNKNOWN}, "Unknown"),
        ({"since": None}, "Running"),
    ],
)
def test_a_status_is_what_docker_writes(values: dict[str, Any], text: str) -> None:
    assert wording.status(make_container(**values), NOW) == text


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("the connection ended.", "The connection ended."),
        ("reg.example:5000 speaks plain HTTP.", "reg.example:5000 speaks plain HTTP."),
        ("Docker Hub has no such repository.", "Docker Hub has no such repository."),
        ("", ""),
    ],
)
def test_a_reason_stands_alone_with_a_capital_but_for_names(reason: str, sentence: str) -> None:
    assert wording.as_sentence(reason) == sentence


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("code", [0, 1, 137, 143, None])
def test_every_state_has_a_word_and_a_mark(state: State, code: int | None) -> None:
    container = make_container(state=state, exit_code=code)
    assert wording.state(container)
    assert isinstance(wording.mark_of(container), theme.State)


def test_ending_as_asked_is_not_a_failure() -> None:
    def mark(code: int) -> theme.State:
        return wording.mark_of(make_container(state=State.EXITED, exit_code=code))

    assert {mark(0), mark(130), mark(143)} == {theme.State.EXITED_WELL}
    assert {mark(1), mark(137)} == {theme.State.EXITED_BADLY}


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_says_what_it_is_doing(verb: Verb) -> None:
    assert wording.doing(verb).endswith("…")


@pytest.mark.parametrize(
    ("port", "text"),
    [
        (Port(80, "tcp"), "80/tcp"),
        (Port(80, "tcp", "0.0.0.0", 8080), "8080→80/tcp"),
        (Port(80, "tcp", "::", 8080), "8080→80/tcp"),
        (Port(80, "tcp", "127.0.0.1", 8080), "127.0.0.1:8080→80/tcp"),
        (Port(53, "udp", "::1", 53), "[::1]:53→53/udp"),
    ],
)
def test_a_port_is_written_from_outside_to_inside(port: Port, text: str) -> None:
    assert wording.port(port) == text


def test_one_publication_on_both_address_families_is_one_port() -> None:
    first, second = Port(80, "tcp", "0.0.0.0", 8080), Port(443, "tcp", "0.0.0.0", 8443)
    sixth = Port(80, "tcp", "::", 8080)
    assert wording.ports((first, second, sixth)) == [
        ("8080→80/tcp", first),
        ("8443→443/tcp", second),
    ]


PRIVATE = Endpoint("unix:///run/x.sock", "private Engine", Origin.PRIVATE)


def test_names_are_listed_as_the_language_does(qapp: QApplication) -> None:
    assert wording.listed(["web", "db"]) == "web, db"
    install_language(qapp, "zh_CN")
    try:
        assert wording.listed(["web", "db"]) == "web、db"
    finally:
        install_language(qapp, "en")


def test_the_private_engine_has_its_name_in_each_language_and_others_have_their_own(
    qapp: QApplication,
) -> None:
    other = Endpoint("tcp://build:2376", "build", Origin.CONTEXT_OPTION)
    assert wording.endpoint_title(PRIVATE) == "private Engine (unix:///run/x.sock)"
    install_language(qapp, "zh_CN")
    try:
        assert wording.endpoint_title(PRIVATE) == "私有引擎 (unix:///run/x.sock)"
        assert wording.endpoint_title(other) == other.title
    finally:
        install_language(qapp, "en")
