"""What became of a prune, in words: what went, what that freed, and what was kept and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from desktop.engine.errors import EngineFault
from desktop.engine.records import Kind
from desktop.model.commands import Target, Verb
from desktop.model.operations import Failure, Operation, Outcome
from desktop.model.usage.plan import Candidate, Why
from desktop.model.usage.prune import BUILD_CACHE, CameIntoUse, Use, prune
from desktop.model.usage.summary import Group, Summary
from desktop.ui import problems, titles
from desktop.ui.usage import words

ONE = Candidate(Group.CONTAINERS, "1" * 64, "web", Why.EXITED, 1_000_000, 1_000_000)
TWO = Candidate(Group.VOLUMES, "data", "data", Why.NOT_MOUNTED, 2_000_000, 2_000_000)
THREE = Candidate(Group.IMAGES, "sha256:" + "3" * 64, "app:1", Why.NOT_USED, 9, 9)

pytestmark = pytest.mark.usefixtures("qapp")


def ended(*errors: Exception | None) -> Operation:
    """A prune of as many things, each with its end."""
    command = prune((ONE, TWO, THREE)[: len(errors)])
    operation = Operation(1, command, "here")
    for target, error in zip(command.targets, errors, strict=True):
        if error is None:
            operation.succeeded += (target,)
        else:
            operation.failures += (Failure(target, error),)  # type: ignore[arg-type]
    operation.outcome = Outcome.DONE
    return operation


@pytest.mark.parametrize(
    ("errors", "said"),
    [
        ([None], "Removed 1 object, freed 1MB"),
        ([None, None], "Removed 2 objects, freed 3MB"),
        (
            [None, CameIntoUse(Use.USED), CameIntoUse(Use.GONE)],
            "Removed 1 object, freed 1MB; skipped 2",
        ),
        ([None, EngineFault("x")], "Removed 1 object, freed 1MB; failed on 1"),
        (
            [CameIntoUse(Use.STARTED), CameIntoUse(Use.USED)],
            "Removed 0 objects, freed 0B; skipped 2",
        ),
    ],
)
def test_the_end_says_what_went_and_what_was_kept(
    errors: list[Exception | None], said: str
) -> None:
    assert titles.result(ended(*errors)) == said


def test_what_is_freed_at_least_is_said_to_be_that() -> None:
    command = prune([replace(TWO, frees=None)])
    operation = Operation(1, command, "here")
    operation.succeeded = command.targets
    operation.outcome = Outcome.DONE
    assert titles.result(operation) == "Removed 1 object, freed at least 0B"


def test_the_title_counts_or_names() -> None:
    assert titles.title(prune([ONE])) == "Prune web"
    assert titles.title(prune([ONE, TWO])) == "Prune 2 objects"


@pytest.mark.parametrize("use", Use)
def test_each_reason_to_keep_something_is_a_sentence(use: Use, qapp: QApplication) -> None:
    target = Target(Kind.CONTAINER, "1" * 64, "web")
    said = problems.sentence(Verb.PRUNE, target, CameIntoUse(use))
    assert "container web: it" in said
    assert said.endswith(".")


def test_a_record_of_the_cache_is_called_that() -> None:
    target = Target(Kind.IMAGE, BUILD_CACHE, "abc")
    said = problems.sentence(Verb.PRUNE, target, EngineFault("no"))
    assert said == "Cannot prune build cache record abc: the Engine says “no”."


def test_every_reason_why_a_thing_is_unused_has_words() -> None:
    said = {words.why(replace(ONE, why=why, names=("web",))) for why in Why}
    assert len(said) == len(Why)


def test_an_image_with_several_names_says_how_many() -> None:
    image = replace(THREE, names=("app:1", "app:2", "app:3"))
    assert words.name(image) == "app:1 and 2 more"
    assert words.names(image) == "app:1\napp:2\napp:3\nsha256:" + "3" * 64


def test_a_size_that_nobody_knows_is_a_question_mark() -> None:
    assert words.size(None) == "?"


def test_a_bar_that_is_empty_says_so() -> None:
    assert words.parts(Summary(Group.VOLUMES, 2, 1)) == "Takes no space."
    assert words.counts(Summary(Group.VOLUMES, 0, 0)) == "None"
