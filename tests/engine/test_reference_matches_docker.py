"""Our grammar of references against the real ``docker tag``."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from desktop.model.reference import Invalid, parse
from tests.support.real_engine import IMAGE

HEX = "0123456789abcdef" * 4
KNOWN = [
    "app",
    "app:1",
    "App",
    "user/App",
    "a.com/app",
    "a.com:5000/app",
    "a.com:port/app",
    "-a.com/app",
    "localhost:5000",
    "localhost/app:x",
    "foo_bar.com/app",
    "../x",
    "/x",
    "x/",
    "a//b",
    "a..b",
    "a__b",
    "a___b",
    "a--b",
    "a.-b",
    "app_",
    "x:",
    "x:-1",
    "x:.1",
    "x:_1",
    "x:a+b",
    "x:ä",
    "x y",
    "x\n",
    "https://a.com/x",
    HEX,
    HEX[:63],
    "x:" + "t" * 128,
    "x:" + "t" * 129,
    "a/" + "b" * 254,
    "index.docker.io/app",
    "library/a/b",
]
# Engines before 25 have an older grammar: no IPv6 addresses, no registry with upper case and
# without a dot, and the registry counts among the 255 characters.
NEWER = ["Registry/app", "[::1]:5000/app", "a/" + "b" * 253]


def _docker_takes(docker: Callable[..., str], text: str) -> bool:
    try:
        docker("tag", IMAGE, text)
    except AssertionError as refused:
        if not any(word in str(refused) for word in ("invalid", "reference", "must")):
            raise
        return False
    return True  # the tag goes with all others: docker would take "b1" for an image's id first


def _we_take(text: str) -> bool:
    try:
        parse(text)
    except Invalid:
        return False
    return True


@pytest.mark.parametrize("text", KNOWN, ids=lambda text: ascii(text[:20]))
def test_docker_takes_what_we_take(docker: Callable[..., str], text: str) -> None:
    assert _we_take(text) is _docker_takes(docker, text)


@pytest.mark.parametrize("text", NEWER, ids=lambda text: ascii(text[:20]))
def test_newer_engines_take_what_we_take(docker: Callable[..., str], text: str) -> None:
    newer = int(docker("version", "--format", "{{.Server.Version}}").partition(".")[0]) >= 25
    assert _we_take(text)
    assert _docker_takes(docker, text) is newer


def test_docker_agrees_about_texts_made_by_chance(docker: Callable[..., str]) -> None:
    chance = random.Random(20)
    for _ in range(60):
        length = chance.randint(1, 9)
        text = "".join(chance.choice("ab1A._-/:") for _ in range(length))
        head, slash, _ = text.partition("/")
        only_newer = slash and head.lower() != head and "." not in head and ":" not in head
        if text.startswith("-") or only_newer:  # an option of the command line, or as above
            continue
        assert _we_take(text) is _docker_takes(docker, text), text
