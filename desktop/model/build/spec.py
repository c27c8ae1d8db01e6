"""A build as it is described: what the dialog fills, docker's line, and what the Engine gets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.engine.build_records import BuildRequest
from desktop.model.build.dockerfile import Dockerfile
from desktop.model.commands import Line
from desktop.model.run.notation import read_size

DOCKERFILE = "Dockerfile"
NETWORKS = ("default", "host", "none")
LARGE = 100_000_000  # bytes of a context: more is hardly meant


@dataclass(frozen=True, slots=True)
class BuildSpec:
    """All texts are as typed. ``dockerfile`` is relative to the folder, or absolute.

    Without a ``folder`` the Dockerfile is all there is, and is in ``text``.
    """

    folder: Path | None = None
    dockerfile: str = DOCKERFILE
    text: str = ""
    tags: tuple[str, ...] = ()
    arguments: tuple[tuple[str, str], ...] = ()
    target: str = ""
    platform: str = ""
    no_cache: bool = False
    pull: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    network: str = ""
    memory: str = ""
    buildx: bool = False

    @property
    def file(self) -> Path | None:
        """Where the Dockerfile is; None where it was typed without a folder."""
        return None if self.folder is None else self.folder / self.dockerfile

    @property
    def is_inside(self) -> bool:
        """Whether the Dockerfile is in the folder."""
        path = Path(self.dockerfile)
        return not path.is_absolute() and ".." not in path.parts

    @property
    def name(self) -> str:
        """What the image is called: by its tag, or by where it comes from."""
        if self.tags:
            return self.tags[0]
        return self.folder.name or str(self.folder) if self.folder is not None else DOCKERFILE


def options(spec: BuildSpec) -> Line:
    """The options and the folder of ``docker build``, without the program."""
    line: list[str] = []
    for tag in spec.tags:
        line += ["--tag", tag]
    if spec.folder is not None and spec.dockerfile != DOCKERFILE:
        line += ["--file", str(spec.folder / spec.dockerfile)]
    for name, value in spec.arguments:
        line += ["--build-arg", f"{name}={value}"]
    for name, value in spec.labels:
        line += ["--label", f"{name}={value}"]
    for option, text in (
        ("--target", spec.target),
        ("--platform", spec.platform),
        ("--network", spec.network),
        ("--memory", "" if spec.buildx else spec.memory),  # which buildx takes, and forgets
    ):
        line += [option, text] if text else []
    line += ["--no-cache"] if spec.no_cache else []
    line += ["--pull"] if spec.pull else []
    return (*line, str(spec.folder) if spec.folder is not None else "-")


def line(spec: BuildSpec) -> Line:
    """What one would have typed. A Dockerfile without a folder comes on the standard input."""
    if spec.buildx:
        return ("docker", "buildx", "build", "--load", *options(spec))
    return ("docker", "build", "--force-rm", *options(spec))


def request(
    spec: BuildSpec, dockerfile: Dockerfile, outside: bytes | None, size: int | None
) -> BuildRequest:
    """What the Engine's own builder is asked; ``outside`` is a Dockerfile from elsewhere."""
    text = spec.text.encode() if spec.folder is None else outside
    return BuildRequest(
        spec.folder,
        dockerfile=spec.dockerfile.replace("\\", "/"),
        text=text,
        tags=spec.tags,
        arguments=dict(spec.arguments),
        target=spec.target,
        platform=spec.platform,
        no_cache=spec.no_cache,
        pull=spec.pull,
        labels=dict(spec.labels),
        network=spec.network,
        memory=read_size(spec.memory) if spec.memory else 0,
        pulls_from=dockerfile.pulled,
        size=size,
    )
