"""``docker buildx`` as it tells its progress: a program that says what BuildKit's says."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.build_records import BaseRefused, BuildFailed, BuildNews
from desktop.engine.build_steps import OUTPUT_AT_ONCE
from desktop.engine.buildx import VertexMerger, find_buildx
from desktop.engine.records import PartState
from desktop.engine.registry_errors import RegistryFault
from desktop.engine.registry_records import Secret, SignIn
from desktop.model.build.command import BuildImage
from desktop.model.build.spec import BuildSpec
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import in_private_network
from tests.support.registry import Registry

BEGAN, ENDED = "2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:07.623456789Z"


def vertex(digest: str, name: str, **more: Any) -> dict[str, Any]:
    return {"vertexes": [{"digest": digest, "name": name, **more}]}


def log(digest: str, text: str) -> dict[str, Any]:
    return {"logs": [{"vertex": digest, "data": base64.b64encode(text.encode()).decode()}]}


def program(folder: Path, said: list[dict[str, Any]], end: str, *, indent: int | None = 2) -> Path:
    """It says all this on its standard error, each over several lines, and ends so."""
    made = folder / "docker-buildx"
    lines = "\n".join(json.dumps(each, indent=indent) for each in said)
    made.write_text(
        f"#!/bin/sh\nprintf '%s\\n' \"$@\" >'{folder}/arguments'\n"
        f"echo $DOCKER_HOST >'{folder}/host'\ncat >&2 <<'END'\n{lines}\nEND\n{end}\n"
    )
    made.chmod(0o755)
    return made


async def build(
    host: str, made: Path, tell: Callable[[BuildNews], object] = lambda _news: None
) -> str:
    async with connected(host) as engine:
        line = ("--tag", "a:1", "/folder")
        return await engine.builds.build_with_buildx(made, line, lambda news: tell(news))


SAID = [
    vertex("i", "[internal] load build definition from Dockerfile", started=BEGAN, completed=ENDED),
    vertex("f", "[1/2] FROM docker.io/library/a:1", started=BEGAN, completed=ENDED, cached=True),
    vertex("r", "[2/2] RUN make"),
    vertex("r", "[2/2] RUN make", started=BEGAN),
    log("r", "\x1b[31mhére\x1b[0m\n"),
]


@pytest.mark.parametrize("indent", [2, None])
def test_its_steps_output_and_image_are_told(
    aio: Aio, engine_host: str, tmp_path: Path, indent: int | None
) -> None:
    said = [*SAID, vertex("r", "[2/2] RUN make", started=BEGAN, completed=ENDED)]
    write = (
        'while [ $1 != --iidfile ]; do shift; done; printf sha256:abc >"$2.new"; mv "$2.new" "$2"'
    )
    news: list[BuildNews] = []
    image = aio(build(engine_host, program(tmp_path, said, write, indent=indent), news.append))
    assert image == "sha256:abc"
    steps = news[-1].progress.parts
    assert [(step.name, step.state, step.seconds) for step in steps] == [
        ("[1/2] FROM docker.io/library/a:1", PartState.CACHED, 2.5),
        ("[2/2] RUN make", PartState.DONE, 2.5),
    ]
    output = "".join(out.text for each in news for out in each.output if out.step == 1)
    assert output == "[2/2] RUN make\n\x1b[31mhére\x1b[0m\n"
    assert (tmp_path / "host").read_text().strip() == engine_host
    arguments = (tmp_path / "arguments").read_text().split("\n")
    assert arguments[-4:-1] == ["--tag", "a:1", "/folder"]
    assert "rawjson" in arguments


def test_the_step_that_failed_and_the_last_words_are_told(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    said = [*SAID, vertex("r", "[2/2] RUN make", started=BEGAN, completed=ENDED, error="exit 2")]
    end = "echo 'ERROR: failed to solve: exit code: 2' >&2; echo 'View build details' >&2; exit 1"
    news: list[BuildNews] = []
    with pytest.raises(BuildFailed, match=r"^failed to solve: exit code: 2$") as failed:
        aio(build(engine_host, program(tmp_path, said, end), news.append))
    assert failed.value.step == 1
    assert news[-1].progress.parts[1].state is PartState.FAILED


def test_a_step_that_found_no_space_says_so(aio: Aio, engine_host: str, tmp_path: Path) -> None:
    full = log("r", "here\ndd: error writing '/x': No space left on device\n1+0 records in\n")
    failed = vertex("r", "[2/2] RUN make", started=BEGAN, completed=ENDED, error="exit 1")
    made = program(tmp_path, [*SAID, full, failed], "echo 'ERROR: exit code: 1' >&2; exit 1")
    with pytest.raises(BuildFailed) as told:
        aio(build(engine_host, made))
    assert told.value.explanation == "dd: error writing '/x': No space left on device; exit code: 1"
    assert told.value.step == 1


def test_a_dockerfile_that_was_only_typed_is_read_from_the_standard_input(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    text = "FROM a:1\nRUN --mount=type=cache,target=/c make\n" + "# much\n" * 100_000
    made = program(tmp_path, SAID, f"cat >'{tmp_path}/read'")
    command = BuildImage(BuildSpec(text=text, buildx=True), lambda _news: None, buildx=made)

    async def journey() -> None:
        async with connected(engine_host) as engine:
            await command.act(engine, command.targets[0], lambda _progress: None)

    aio(journey())
    assert (tmp_path / "read").read_text() == text
    assert (tmp_path / "arguments").read_text().splitlines()[-1] == "-"


def test_a_cancelled_one_is_told_to_end_as_by_ctrl_c(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    end = (
        f"trap 'echo told >{tmp_path}/told; exit 1' INT\necho ready >&2\n"
        "while :; do sleep 0.05; done"
    )

    async def journey() -> None:
        runs = asyncio.Event()

        def tell(news: BuildNews) -> None:
            if any("ready" in out.text for out in news.output):
                runs.set()

        task = asyncio.create_task(build(engine_host, program(tmp_path, SAID, end), tell))
        await runs.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    aio(journey())
    assert (tmp_path / "told").read_text() == "told\n"


async def signed_in(host: str, registry: Registry, made: Path) -> str:
    async with connected(host) as engine:
        await engine.registries.sign_in(SignIn(registry.host, "me", Secret("word")))
        return await engine.builds.build_with_buildx(made, ("/folder",), lambda _news: None)


@pytest.mark.skipif(not in_private_network(), reason="the registry is in another network")
def test_it_is_told_who_is_signed_in_as_long_as_it_runs(
    aio: Aio,
    engine_host: str,
    registry: Callable[..., Registry],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))
    (tmp_path / "docker").mkdir()
    own = {"credsStore": "none-such", "auths": {"a": {"auth": "eDp5"}}, "currentContext": "far"}
    (tmp_path / "docker" / "config.json").write_text(json.dumps(own))
    private = registry(users={"me": "word"})
    look = (
        f"cat $DOCKER_CONFIG/config.json >{tmp_path}/config\n"
        f"stat -c %a $DOCKER_CONFIG $DOCKER_CONFIG/config.json >{tmp_path}/modes\n"
        f"echo $DOCKER_CONFIG $BUILDX_CONFIG >{tmp_path}/where"
    )
    aio(signed_in(engine_host, private, program(tmp_path, SAID, look)))
    told = json.loads((tmp_path / "config").read_text())
    assert told == {
        "credsStore": "none-such",
        "auths": {"a": {"auth": "eDp5"}, private.host: {"auth": "bWU6d29yZA=="}},
        "credHelpers": {private.host: ""},
    }
    assert (tmp_path / "modes").read_text() == "700\n600\n"
    folder, beside = (tmp_path / "where").read_text().split()
    assert not Path(folder).exists(), "it goes with the program"
    assert beside == str(tmp_path / "docker" / "buildx"), "its builders are where they were"


def test_without_a_sign_in_of_ours_it_reads_dockers_own_configuration(
    aio: Aio, engine_host: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))
    aio(build(engine_host, program(tmp_path, SAID, f"echo $DOCKER_CONFIG >{tmp_path}/where")))
    assert (tmp_path / "where").read_text().strip() == str(tmp_path / "docker")


@pytest.mark.parametrize(
    ("words", "registry", "fault"),
    [
        (
            "failed to solve: reg.example:5000/a:1: failed to resolve source metadata for"
            " reg.example:5000/a:1: unexpected status from HEAD request to"
            " http://reg.example:5000/v2/a/manifests/1: 401 Unauthorized",
            "reg.example:5000",
            RegistryFault.SIGN_IN,
        ),
        (
            "failed to solve: shop/a:1: failed to resolve source metadata for docker.io/shop/a:1:"
            " pull access denied, repository does not exist or may require authorization:"
            " server message: insufficient_scope: authorization failed",
            "docker.io",
            RegistryFault.NO_REPOSITORY,
        ),
        (
            "failed to solve: rpc error: code = Unknown desc = failed to solve with frontend"
            " dockerfile.v0: failed to create LLB definition: pulling from host reg.example:5000"
            " failed with status code [manifests 1]: 401 Unauthorized",
            "reg.example:5000",
            RegistryFault.SIGN_IN,
        ),
    ],
)
def test_a_registry_that_gives_no_image_is_named(
    aio: Aio, engine_host: str, tmp_path: Path, words: str, registry: str, fault: RegistryFault
) -> None:
    with pytest.raises(BaseRefused) as refused:
        aio(build(engine_host, program(tmp_path, SAID, f"echo 'ERROR: {words}' >&2; exit 1")))
    assert (refused.value.refused.registry, refused.value.refused.fault) == (registry, fault)


def test_what_is_cut_off_or_no_object_is_taken_for_words(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    end = "printf '{\n no json\n}\n[1]\n{\n \"vertexes\": [' >&2; exit 1"
    news: list[BuildNews] = []
    with pytest.raises(BuildFailed):
        aio(build(engine_host, program(tmp_path, SAID, end), news.append))
    output = "".join(out.text for each in news for out in each.output if out.step < 0)
    assert output == '{\n no json\n}\n[1]\n{\n "vertexes": [\n'


def test_what_makes_no_sense_does_no_harm() -> None:
    merger = VertexMerger()
    for told in (
        {"vertexes": [None, {"digest": 1}], "logs": [{"vertex": "x", "data": "§"}, 3]},
        {"vertexes": "no", "logs": {"a": 1}},
        vertex("r", "[1/1] RUN x", started="soon", completed=7),
        log("r", "x" * (OUTPUT_AT_ONCE + 1)),
    ):
        merger.add(told)
    assert merger.full
    assert [part.state for part in merger.take().progress.parts] == [PartState.WAITING]
    assert not merger.full


def test_the_plug_in_is_found_where_docker_looks(tmp_path: Path) -> None:
    folder = tmp_path / "cli-plugins"
    folder.mkdir()
    environment = {**os.environ, "DOCKER_CONFIG": str(tmp_path)}
    (folder / "docker-buildx").write_text("#!/bin/sh\n")
    assert find_buildx(environment) != folder / "docker-buildx", "it can't be run"
    (folder / "docker-buildx").chmod(0o755)
    assert find_buildx(environment) == folder / "docker-buildx"
