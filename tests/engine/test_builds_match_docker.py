"""The line that is shown does the same as what is done: docker's command line builds the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.engine.build_records import BuildNews
from desktop.model.build.checks import check
from desktop.model.build.command import BuildImage
from desktop.model.build.dockerfile import parse
from desktop.model.build.findings import Severity
from desktop.model.build.naming import folder_of
from desktop.model.build.spec import BuildSpec
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.dockerfile_mistakes import MISTAKES, RIGHT, Mistake, make_folder
from tests.support.real_engine import IMAGE

Docker = Callable[..., str]
OURS = "portside-test/ours:1"

TEXT = f"""\
ARG BASE={IMAGE}
FROM $BASE AS first
ARG WHO=nobody
RUN echo $WHO >/who; cat /proc/net/dev >/net
FROM $BASE AS second
COPY --from=first /who /net /
COPY . /context
ENV A=b
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "with a space"
    (made / "docker").mkdir(parents=True)
    (made / "Dockerfile").write_text(TEXT)
    (made / "docker" / "dev").write_text(f"FROM {IMAGE}\nCOPY docker /docker\n")
    (tmp_path / "elsewhere").write_text(f"FROM {IMAGE}\nCOPY . /all\n")
    return made


@pytest.fixture(autouse=True)
def no_image_is_left(docker: Docker) -> Iterator[None]:
    yield
    if docker("images", "--quiet", OURS):
        docker("rmi", "--force", OURS)
    docker("image", "prune", "--force")


SPECS = [
    BuildSpec(tags=(OURS, "portside-test/ours:2")),
    BuildSpec(arguments=(("WHO", "me too"), ("BASE", IMAGE)), labels=(("a", "b c"), ("d", ""))),
    BuildSpec(target="first", network="none", memory="64m"),
    BuildSpec(dockerfile="docker/dev", tags=(OURS,)),
    BuildSpec(platform="linux/amd64"),
]


@pytest.mark.parametrize("spec", SPECS)
def test_the_line_builds_the_same_image(
    aio: Aio, engine_host: str, docker: Docker, folder: Path, spec: BuildSpec
) -> None:
    spec = replace(spec, folder=folder)
    ours = aio(build(engine_host, spec), timeout=60)
    ((_docker, *words),) = BuildImage(spec, lambda _news: None).lines()
    docker(*words, seconds=120)
    theirs = docker(words[0], "--quiet", *words[1:], seconds=120)
    assert theirs == ours, "it takes every step from the cache"
    for tag in spec.tags:
        assert docker("images", "--quiet", "--no-trunc", tag) == ours
    if len(spec.tags) > 1:
        docker("rmi", spec.tags[1])


def test_a_dockerfile_from_elsewhere_builds_the_same(
    aio: Aio, engine_host: str, docker: Docker, folder: Path
) -> None:
    elsewhere = folder.parent / "elsewhere"
    spec = replace(folder_of(folder), dockerfile=str(elsewhere), tags=(OURS,))
    aio(build(engine_host, spec), timeout=60)
    ours = docker("run", "--rm", OURS, "find", "/all")
    ((_docker, *words),) = BuildImage(spec, lambda _news: None).lines()
    docker(*words, seconds=120)
    assert docker("run", "--rm", OURS, "find", "/all") == ours
    assert "elsewhere" not in ours


def test_a_typed_dockerfile_builds_the_same(aio: Aio, engine_host: str, docker: Docker) -> None:
    text = f"FROM {IMAGE}\nENV TYPED=1\n"
    spec = BuildSpec(text=text, tags=(OURS,))
    ours = aio(build(engine_host, spec), timeout=60)
    ((_docker, *words),) = BuildImage(spec, lambda _news: None).lines()
    said = docker(words[0], "--quiet", *words[1:], stdin=text.encode(), seconds=120)
    assert said == ours


async def build(host: str, spec: BuildSpec) -> str:
    """What the command builds; its id."""
    ids: list[str] = []

    def tell(news: BuildNews) -> None:
        ids.append(news.image)

    command = BuildImage(spec, tell)
    async with connected(host) as engine:
        await command.act(engine, command.targets[0], lambda _progress: None)
    return ids[-1]


def fails(docker: Docker, folder: Path, text: str) -> str:
    """What the Engine says of a Dockerfile that it does not build; "" where it does."""
    (folder / "Dockerfile").write_text(text.replace("a:1", IMAGE))
    try:
        docker("build", "--quiet", "--force-rm", "--tag", OURS, str(folder), seconds=60)
    except AssertionError as failed:
        return str(failed)
    return ""


@pytest.mark.parametrize("mistake", [each for each in MISTAKES if each.fails], ids=str)
def test_what_is_called_an_error_is_one_to_the_engine(
    docker: Docker, tmp_path: Path, mistake: Mistake
) -> None:
    assert fails(docker, make_folder(tmp_path / "c"), mistake.text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_found_no_fault_with_is_built(docker: Docker, tmp_path: Path, text: str) -> None:
    assert not [each for each in check(parse(text)) if each.severity is Severity.ERROR]
    assert fails(docker, make_folder(tmp_path / "c"), text) == ""
