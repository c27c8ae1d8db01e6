"""The plug-in itself, where it is installed, on an Engine with BuildKit."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.engine.build_records import BaseRefused, BuildFailed, BuildNews
from desktop.engine.buildx import find_buildx
from desktop.engine.records import PartState
from desktop.engine.registry_errors import RegistryFault
from desktop.engine.registry_records import Secret, SignIn
from desktop.model.build.checks import needs, too_new
from desktop.model.build.command import BuildImage
from desktop.model.build.dockerfile import parse
from desktop.model.build.naming import folder_of
from desktop.model.build.spec import BuildSpec
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, in_private_network
from tests.support.registry import Registry

PLUGIN = find_buildx(os.environ)
pytestmark = pytest.mark.skipif(PLUGIN is None, reason="there is no docker-buildx: install it")

Docker = Callable[..., str]
NAME = "portside-test/buildx:1"


@pytest.fixture(autouse=True)
def no_image_is_left(docker: Docker) -> Iterator[None]:
    yield
    if docker("images", "--quiet", NAME):
        docker("rmi", "--force", NAME)
    docker("builder", "prune", "--all", "--force")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shop"
    made.mkdir()
    (made / "goods").write_text("tea")
    return made


def write(folder: Path, text: str) -> BuildSpec:
    (folder / "Dockerfile").write_text(text)
    return folder_of(folder)


async def build(host: str, spec: BuildSpec, news: list[BuildNews]) -> None:
    async with connected(host) as engine:
        command = BuildImage(spec, news.append, buildx=PLUGIN)
        await command.act(engine, command.targets[0], lambda _progress: None)


def tagged(spec: BuildSpec, memory: str = "") -> BuildSpec:
    return replace(spec, tags=(NAME,), buildx=True, memory=memory)


def test_what_needs_buildkit_is_built_with_its_steps_and_output(
    aio: Aio, engine_host: str, docker: Docker, folder: Path
) -> None:
    text = (
        f"FROM {IMAGE} AS first\nRUN echo x >/x\n"
        f"FROM {IMAGE}\nCOPY --from=first /x /x\n"
        "RUN --mount=type=cache,target=/c echo kept >/c/x; cat /c/x\nCOPY goods /goods\n"
    )
    news: list[BuildNews] = []
    aio(build(engine_host, tagged(write(folder, text), memory="64m"), news), timeout=120)
    assert news[-1].image == docker("images", "--quiet", "--no-trunc", NAME)
    assert docker("run", "--rm", NAME, "cat", "/x", "/goods") == "x\ntea"
    steps = news[-1].progress.parts
    assert {step.state for step in steps} <= {PartState.DONE, PartState.CACHED}
    (cache,) = (n for n, step in enumerate(steps) if "--mount=type=cache" in step.name)
    assert "kept" in "".join(it.text for each in news for it in each.output if it.step == cache)


def test_the_step_that_fails_is_known(aio: Aio, engine_host: str, folder: Path) -> None:
    news: list[BuildNews] = []
    spec = tagged(write(folder, f"FROM {IMAGE}\nRUN true\nRUN echo here; exit 3\n"))
    with pytest.raises(BuildFailed, match="exit code: 3") as failed:
        aio(build(engine_host, spec, news), timeout=120)
    assert "exit 3" in news[-1].progress.parts[failed.value.step].name


@pytest.mark.parametrize("text", ["RUN <<E\necho x >/x\nE\n", "COPY --link goods /x\n"])
def test_what_is_too_new_for_the_engine_is_known_before(
    aio: Aio, engine_host: str, docker: Docker, folder: Path, text: str
) -> None:
    spec = tagged(write(folder, f"FROM {IMAGE}\n{text}"))
    dockerfile = parse(f"FROM {IMAGE}\n{text}")
    version = docker("version", "--format", "{{.Server.Version}}")
    if too_new(dockerfile, needs(dockerfile), version):
        with pytest.raises(BuildFailed, match=r"(?i)unknown (instruction|flag)"):
            aio(build(engine_host, spec, []), timeout=120)
    else:
        aio(build(engine_host, spec, []), timeout=120)


def test_one_that_is_cancelled_ends(aio: Aio, engine_host: str, folder: Path) -> None:
    spec = tagged(write(folder, f"FROM {IMAGE}\nRUN echo here; sleep 600\n"))

    async def journey() -> None:
        news: list[BuildNews] = []
        task = asyncio.create_task(build(engine_host, spec, news))
        async with asyncio.timeout(60):
            while "here\n" not in [out.text for each in news for out in each.output]:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    aio(journey(), timeout=90)


@pytest.mark.skipif(not in_private_network(), reason="the registry is in another network")
def test_it_is_let_in_by_who_has_signed_in(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    registry: Callable[..., Registry],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    folder: Path,
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))
    private = registry(users={"me": "word"})
    base = private.push(docker, "base:1")
    command = BuildImage(
        tagged(write(folder, f"FROM {base}\nCOPY goods /goods\n")),
        lambda _news: None,
        buildx=PLUGIN,
    )

    async def journey() -> None:
        async with connected(engine_host) as engine:

            async def act() -> None:
                await command.act(engine, command.targets[0], lambda _progress: None)

            with pytest.raises(BaseRefused) as refused:
                await act()
            assert refused.value.refused.registry == private.host
            assert refused.value.refused.fault is RegistryFault.SIGN_IN
            await engine.registries.sign_in(SignIn(private.host, "me", Secret("word")))
            await act()

    aio(journey(), timeout=120)
    assert docker("run", "--rm", NAME, "cat", "/goods") == "tea"
