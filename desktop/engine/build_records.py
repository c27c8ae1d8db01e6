"""What a build is asked for with, and what it tells. All text in it is hostile."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.errors import EngineFault
from desktop.engine.records import Progress
from desktop.engine.registry_errors import RegistryFailed


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A build as the Engine is asked for it.

    ``folder`` of None: the Dockerfile is all there is of the context. ``text`` is the Dockerfile
    where it is not in the folder; then ``dockerfile`` is only what it is called. ``pulls_from``
    are the images that may have to be pulled, for their registries' credentials. ``arguments``
    of a value None are taken from the environment by the command line, and are not sent.
    """

    folder: Path | None
    dockerfile: str = "Dockerfile"
    text: bytes | None = None
    tags: tuple[str, ...] = ()
    arguments: Mapping[str, str] = field(default_factory=dict)
    target: str = ""
    platform: str = ""
    no_cache: bool = False
    pull: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    network: str = ""
    memory: int = 0
    pulls_from: tuple[str, ...] = ()
    size: int | None = None  # bytes of the context, where somebody has added them up


@dataclass(frozen=True, slots=True)
class Output:
    """What a step has written; ``step`` is its place in the parts, -1 before the first."""

    step: int
    text: str


@dataclass(frozen=True, slots=True)
class BuildNews:
    """What has happened since the last news: the steps as they are, and what they wrote anew."""

    progress: Progress
    output: tuple[Output, ...] = ()
    image: str = ""  # the id, when there is one


class BuildFailed(EngineFault):
    """A step failed, or the build could not begin. ``step`` is its place in the parts, or -1."""

    def __init__(self, explanation: str, step: int = -1) -> None:
        super().__init__(explanation)
        self.step = step


class BaseRefused(BuildFailed):
    """An image that the build begins with, or copies from, did not come: ``refused`` says why."""

    def __init__(self, refused: RegistryFailed, step: int = -1) -> None:
        super().__init__(refused.explanation, step)
        self.refused = refused


class ContextUnreadable(EngineFault):
    """The files that were to be sent could not be: the system says why, or docker's rules do.

    ``path`` is the file or folder, as it is called in the context, and ``number`` the errno, where
    they are known.
    """

    def __init__(self, explanation: str, path: str = "", number: int = 0) -> None:
        super().__init__(explanation)
        self.path = path
        self.number = number

    @classmethod
    def of(cls, problem: OSError, folder: Path | None = None) -> ContextUnreadable:
        """What the system says of a file in ``folder``, or of one elsewhere."""
        said = os.fsdecode(problem.filename) if isinstance(problem.filename, (str, bytes)) else ""
        path = Path(said)
        inside = folder is not None and path != folder and path.is_relative_to(folder)
        name = str(path.relative_to(folder)) if folder is not None and inside else said
        return cls(problem.strerror or str(problem), name, problem.errno or 0)
