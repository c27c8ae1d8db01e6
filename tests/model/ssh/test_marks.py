"""Marks that containers tell: they are hostile until they have the shape of ours."""

from __future__ import annotations

import pytest

from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.ssh.commands import TakeOutKeys
from desktop.model.ssh.records import mark_of, read_look
from desktop.model.ssh.story import strays

KEY = "0123456789ab" + 52 * "c"


def test_a_mark_of_ours_is_read() -> None:
    assert read_look(f"marked {mark_of(KEY)}\n").marks == {"portside:0123456789ab"}


@pytest.mark.parametrize(
    "mark",
    [
        "portside:.*",
        "portside:",
        "portside:0123456789a",
        "portside:0123456789abc",
        "portside:0123456789AB",
        "portside:x/d;e sh",
        "portside:0123456789ab$/d;s/.*/x/;/",
        "portside:0123456789ab ",
        "xportside:0123456789ab",
    ],
)
def test_what_only_begins_as_a_mark_is_none(mark: str) -> None:
    assert not read_look(f"marked {mark}\n").marks


def test_each_container_gives_up_only_the_marks_that_it_has() -> None:
    one, two = (Target(Kind.CONTAINER, name, name) for name in ("one", "two"))
    mine, other = "portside:" + 12 * "a", "portside:" + 12 * "b"
    looked = {"one": read_look(f"marked {mine}"), "two": read_look(f"marked {other}")}
    found = strays(looked, [])
    marks = tuple((key, tuple(each)) for key, each in found.items())
    lines = TakeOutKeys((one, two), marks).lines()
    assert [(mine in " ".join(line), other in " ".join(line)) for line in lines] == [
        (True, False),
        (False, True),
    ]
