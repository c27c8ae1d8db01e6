"""Errors become sentences: what was tried, why it failed, what to do."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import (
    NEWEST_API,
    OLDEST_API,
    BadRequest,
    Conflict,
    EngineError,
    EngineFault,
    Garbled,
    NotFound,
    NotPermitted,
    Reason,
    Unreachable,
    Unsupported,
)
from desktop.engine.records import Kind, NetworkSpec, State
from desktop.engine.socket_group import GroupAdvice, docker_group_advice
from desktop.model.commands import ContainersCommand as Containers
from desktop.model.commands import (
    CreateNetwork,
    MeasureVolumes,
    RemoveContainers,
    RenameContainer,
    Target,
    Verb,
)
from desktop.model.image_commands import PullImage, TagImage
from desktop.model.in_turn import InTurn
from desktop.model.operations import Failure, NoEngine, Operation, Outcome
from desktop.model.store import Store
from desktop.ui import problems, quoting, titles
from tests.model.fake_engine import (
    make_container,
    make_id,
    make_image,
    make_network,
    make_volume,
    mounted,
    published,
)

HOSTILE = "<img src=x>\x1b[31m&"
WEB = Target(Kind.CONTAINER, make_id(1), "web")


@pytest.fixture
def store() -> Store:
    made = Store()
    made.take_containers(
        None,
        [
            make_container(1, "web", ports=(published(80, 8080),), mounts=(mounted("data"),)),
            make_container(2, "db", state=State.EXITED, mounts=(mounted("data"),)),
        ],
    )
    made.take_images([make_image(900, "app:1")])
    made.take_volumes(None, [make_volume("data")])
    made.take_networks(None, [make_network(700, "shop_net")])
    return made


def test_a_running_container_is_not_removed_and_the_sentence_says_what_to_do(store: Store) -> None:
    said = problems.sentence(Verb.REMOVE, WEB, Conflict("You cannot…", status=409), store)
    assert said == (
        "Cannot remove container web: it is running. Stop it first, or remove it by force."
    )


def test_users_of_an_image_and_a_volume_are_named(store: Store) -> None:
    image = Target(Kind.IMAGE, "sha256:" + make_id(900), "app:1")
    said = problems.sentence(Verb.REMOVE, image, Conflict("in use"), store)
    assert said == (
        "Cannot remove image app:1: it is used by the containers web, db."
        " Stop and remove those first."
    )
    volume = Target(Kind.VOLUME, "data", "data")
    said = problems.sentence(Verb.REMOVE, volume, Conflict("volume is in use"), store)
    assert said.startswith("Cannot remove volume data: it is used by the containers web, db.")


def test_who_holds_the_port_is_named(store: Store) -> None:
    text = "driver failed: Bind for 0.0.0.0:8080 failed: port is already allocated"
    other = Target(Kind.CONTAINER, make_id(2), "db")
    said = problems.sentence(Verb.START, other, EngineFault(text), store)
    assert said.startswith("Cannot start container db: port 8080 is in use by container web.")
    said = problems.sentence(Verb.START, other, EngineFault(text.replace("8080", "99")), store)
    assert "port 99 is in use by a program outside of this Engine" in said


def test_a_taken_name_is_told_without_ids(store: Store) -> None:
    text = f'Conflict. The container name "/web" is already in use by container "{make_id(1)}".'
    said = problems.sentence(Verb.RENAME, WEB, Conflict(text), store)
    assert "the name web belongs to another container already" in said
    assert make_id(1) not in said


def test_long_ids_become_names_or_twelve_digits(store: Store) -> None:
    text = f"network {make_id(700)} and {make_id(1)}, image sha256:{make_id(900)}, {'ab' * 32}"
    assert quoting.named(text, store) == "network shop_net and web, image app:1, abababababab"


def test_an_unknown_reason_is_quoted_as_the_engines_own_words() -> None:
    said = problems.sentence(Verb.STOP, WEB, EngineFault(HOSTILE))
    assert said == r"Cannot stop container web: the Engine says “<img src=x>\x1b[31m&”."
    assert "does not say why" in problems.sentence(Verb.STOP, WEB, EngineFault(""))


def test_a_vanished_target_is_told_as_such(store: Store) -> None:
    gone = Target(Kind.CONTAINER, make_id(77), "old")
    said = problems.sentence(Verb.START, gone, NotFound(f"No such container: {make_id(77)}"), store)
    assert said == "Cannot start container old: it does not exist any more."
    said = problems.sentence(Verb.START, WEB, NotFound(f"network {make_id(5)} not found"), store)
    assert "the Engine says “network 000000000000 not found”" in said


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (Unreachable(Reason.DROPPED, "x"), "Whether it was done is unknown"),
        (Unreachable(Reason.TIMEOUT, "x"), "did not answer in time"),
        (Unreachable(Reason.REFUSED, "x"), "Nothing was changed"),
        (Unreachable(Reason.DENIED, "x"), "may not use the Engine's socket"),
        (Unreachable(Reason.TLS, "bad cert"), "“bad cert”"),
        (NoEngine(), "no Engine is connected"),
        (Garbled("x"), "makes no sense"),
        (Unsupported("no pause"), "not able to"),
        (NotPermitted("plugin says no"), "not permitted; the Engine says “plugin says no”"),
        (BadRequest("wrong"), "“wrong”"),
        (EngineFault("write: no space left on device"), "disk is full"),
    ],
)
def test_every_kind_of_error_has_words(error: EngineError, part: str) -> None:
    said = problems.sentence(Verb.PAUSE, WEB, error)
    assert said.startswith("Cannot pause container web: ")
    assert part in said


def test_every_verb_has_a_sentence_and_a_title_of_its_own() -> None:
    said = {problems.sentence(verb, WEB, EngineFault("x")) for verb in Verb}
    assert len(said) == len(Verb)


def test_secrets_in_the_engines_text_are_masked() -> None:
    said = problems.sentence(Verb.PULL, WEB, EngineFault("https://me:hunter2@registry/v2: EOF"))
    assert "hunter2" not in said


def test_a_failed_list_says_that_the_last_known_state_is_shown() -> None:
    said = problems.list_failed(Kind.VOLUME, EngineFault("boom"))
    assert said.startswith("Cannot list the volumes: the Engine says “boom”. What is shown is")


# Places where no Engine answers

PLACE = Endpoint("unix:///var/run/docker.sock", "default", Origin.WELL_KNOWN)
REMOTE = Endpoint("tcp://build:2376", "build", Origin.DOCKER_HOST)
SSH = Endpoint("ssh://me@build", "build", Origin.DOCKER_HOST)


def test_every_reason_has_a_sentence_and_an_advice() -> None:
    for reason, place in product(Reason, (PLACE, REMOTE, SSH)):
        sentence, advice = problems.unreachable(place, Unreachable(reason, HOSTILE))
        assert place.url in sentence
        assert advice
        assert "\x1b" not in sentence + advice


@pytest.mark.parametrize(
    "error",
    [
        Garbled("x"),
        *(Unreachable(reason, "x") for reason in (Reason.DROPPED, Reason.TIMEOUT, Reason.REFUSED)),
    ],
)
def test_of_a_question_nobody_asks_whether_it_was_done(error: EngineError) -> None:
    for said in (problems.not_told("Cannot look", WEB, error), problems.measuring_failed(error)):
        assert said.startswith("Cannot ")
        assert "done" not in said
        assert "changed" not in said


def test_reasons_are_told_apart() -> None:
    told = {problems.unreachable(PLACE, Unreachable(reason, "1.0")) for reason in Reason}
    assert len(told) == len(Reason)


def test_versions_are_told_with_both_numbers() -> None:
    old, _ = problems.unreachable(PLACE, Unreachable(Reason.TOO_OLD, "1.12"))
    assert "1.12" in old and OLDEST_API in old  # noqa: PT018
    new, _ = problems.unreachable(PLACE, Unreachable(Reason.TOO_NEW, "1.99"))
    assert "1.99" in new and NEWEST_API in new  # noqa: PT018


def test_an_outcome_is_called_unknown_when_the_connection_drops() -> None:
    _, advice = problems.unreachable(PLACE, Unreachable(Reason.DROPPED))
    assert "unknown" in advice and "the lists show what is" in advice  # noqa: PT018


def test_an_engine_that_answers_with_an_error_is_told() -> None:
    for error in (NotPermitted("no"), Garbled("no"), EngineFault("no")):
        sentence, advice = problems.unreachable(REMOTE, error)
        assert "tcp://build:2376" in sentence
        assert advice == "It said “no”."


def denied(facts: GroupAdvice | None) -> str:
    return problems.unreachable(PLACE, Unreachable(Reason.DENIED, "Permission denied", facts))[1]


FACTS = GroupAdvice("/var/run/docker.sock", "docker", "alice", True, False, False)


def test_how_to_join_the_docker_group_and_what_it_means() -> None:
    said = denied(FACTS)
    assert "sudo usermod --append --groups docker alice" in said
    assert "equal to root" in said


def test_a_fresh_member_is_told_to_log_in_again() -> None:
    said = denied(replace(FACTS, in_database=True))
    assert "log out and in again" in said
    assert "usermod" not in said


def test_nobody_is_told_to_join_the_group_of_root() -> None:
    said = denied(replace(FACTS, group="root"))
    assert "usermod" not in said


def test_where_the_socket_can_not_be_looked_at_the_system_is_quoted() -> None:
    assert "“Permission denied”" in denied(None)


def test_a_real_socket_without_permission_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "docker.sock"
    path.touch(mode=0o600)
    said = denied(docker_group_advice(str(path)))
    assert ("belongs to root alone" in said) or os.name != "posix"


# Titles


def many(count: int) -> tuple[Target, ...]:
    return tuple(Target(Kind.CONTAINER, make_id(n), f"c{n}") for n in range(count))


@pytest.mark.parametrize(
    ("command", "title"),
    [
        (Containers(Verb.STOP, (WEB,)), "Stop web"),
        (Containers(Verb.STOP, many(20)), "Stop 20 containers"),
        (Containers(Verb.KILL, (WEB,), signal="HUP"), "Send HUP to web"),
        (PullImage("ubuntu:24.04"), "Pull ubuntu:24.04"),
        (CreateNetwork(NetworkSpec("shop_net")), "Create network shop_net"),
        (RenameContainer(WEB, "shop"), "Rename web to shop"),
        (
            TagImage(Target(Kind.IMAGE, "x", "sha256:" + "ab" * 32), "a:b"),
            "Tag abababababab as a:b",
        ),
        (MeasureVolumes(lambda _: None), "Measure volumes"),
        (
            InTurn((Containers(Verb.STOP, (WEB,)),), RemoveContainers((WEB,))),
            "Stop web, then: Remove web",
        ),
    ],
)
def test_titles(command: object, title: str) -> None:
    assert titles.title(command) == title  # type: ignore[arg-type]


def ended(command: object, outcome: Outcome, failed: int = 0, done: int = 0) -> Operation:
    operation = Operation(1, command, "here")  # type: ignore[arg-type]
    operation.outcome = outcome
    targets = operation.command.targets
    operation.failures = tuple(Failure(t, EngineFault("x")) for t in targets[:failed])
    operation.succeeded = targets[failed : failed + done]
    return operation


def test_results_are_told_in_the_past() -> None:
    stop = Containers(Verb.STOP, many(20))
    assert titles.result(ended(stop, Outcome.FAILED, 1, 19)) == "Stopped 19 of 20 containers"
    assert titles.result(ended(stop, Outcome.DONE, 0, 20)) == "Stopped 20 containers"
    assert titles.result(ended(stop, Outcome.CANCELLED, 0, 7)) == "Cancelled after 7 of 20"
    assert titles.result(ended(stop, Outcome.RUNNING, 1, 2)) == "3 of 20"
    assert titles.result(ended(PullImage("a:1"), Outcome.DONE, 0, 1)) == "Pulled a:1"


def test_every_verb_on_every_kind_has_words() -> None:
    for verb, kind, count in product(Verb, Kind, (1, 3)):
        targets = tuple(Target(kind, f"k{n}", f"n{n}") for n in range(count))
        command = Containers(verb, targets, kind=kind)
        assert titles.title(command)
        for outcome in Outcome:
            failed = int(outcome is Outcome.FAILED)
            assert titles.result(ended(command, outcome, failed, count - failed)) or count == 1


def test_what_a_copy_has_left_behind_is_part_of_its_sentence() -> None:
    target = Target(Kind.CONTAINER, "", "web:/into")
    lost = Unreachable(Reason.DROPPED)
    assert problems.sentence(Verb.COPY, target, lost) == (
        "Cannot copy web:/into: the connection to the Engine was lost."
        " What had come of it is removed again."
    )
    lost.left = ("/into/big\x1b",)
    assert problems.sentence(Verb.COPY, target, lost) == (
        "Cannot copy web:/into: the connection to the Engine was lost."
        " It was not finished: /into/big\\x1b may be incomplete."
    )
    full = EngineFault("write /v/big: no space left on device", status=500)
    said = problems.sentence(Verb.COPY, target, full)
    assert said.startswith("Cannot copy web:/into: there is no space left where it goes to;")
