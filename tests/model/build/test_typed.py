"""A build read from a line, and written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.model.build.spec import BuildSpec, line
from desktop.model.build.typed import Typed, read_build
from desktop.model.shell import Shell, quoted

HERE = Path("/home/ada/shop")
WHOLE = BuildSpec(
    Path("/src/my app"),
    "docker/Dockerfile.dev",
    tags=("a:1", "b"),
    arguments=(("V", "1 2"), ("E", "")),
    labels=(("l", "x=y"),),
    target="last",
    platform="linux/arm64",
    no_cache=True,
    pull=True,
    network="host",
    memory="512m",
)


@pytest.mark.parametrize("spec", [WHOLE, BuildSpec(Path("/a")), BuildSpec()])
def test_what_was_written_is_read_back(spec: BuildSpec) -> None:
    assert read_build(quoted(line(spec), Shell.POSIX), HERE) == Typed(spec)


@pytest.mark.parametrize(
    ("typed", "spec"),
    [
        ("docker build .", BuildSpec(HERE)),
        ("# build it: it's quick\n\n# docker build .\n", BuildSpec(HERE)),
        ("#!/bin/sh\n$ docker build .", BuildSpec(HERE)),
        ("# docker build it so:\ndocker build .", BuildSpec(HERE)),
        ("# docker build \\\n  docker/app", BuildSpec(HERE / "docker/app")),
        ("$ sudo docker build -t shop:1 .", BuildSpec(HERE, tags=("shop:1",))),
        (
            "docker buildx build -tshop \\\n  --pull=false app",
            BuildSpec(HERE / "app", tags=("shop",)),
        ),
        ("docker image build -f dev/D $PWD", BuildSpec(HERE, "dev/D")),
        ("docker build --file=/else/D app", BuildSpec(HERE / "app", "/else/D")),
        ("docker build - --tag=x", BuildSpec(tags=("x",))),
        ("docker build '~no-such-user/app'", BuildSpec(HERE / "~no-such-user/app")),
    ],
)
def test_lines_as_people_type_them(typed: str, spec: BuildSpec) -> None:
    assert read_build(typed, HERE) == Typed(spec)


def test_what_is_not_understood_is_named() -> None:
    found = read_build(
        "docker build --secret id=x --quiet --new --build-arg HOME https://x/y.git && ls", HERE
    )
    assert found is not None
    assert found.left_out == (
        "--secret id=x",
        "--new",
        "--build-arg HOME",
        "https://x/y.git",
        "&& ls",
    )


@pytest.mark.parametrize("text", ["docker run a", "docker buildah", "build .", "", "docker builds"])
def test_other_lines_are_no_builds(text: str) -> None:
    assert read_build(text, HERE) is None
