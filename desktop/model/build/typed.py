"""Reading a build from a command line: ``docker build …`` and ``docker buildx build …``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.model.build.spec import DOCKERFILE, BuildSpec
from desktop.model.paths import typed_path
from desktop.model.run import shell_words

_LINE = re.compile(
    r"\s*(?:[\w.@:~/\[\]() -]{0,80}[$#%]\s+)?(?:sudo\s+)?(?:docker|podman)\s+"
    r"(?:buildx\s+|image\s+|builder\s+)?build(?=\s|$)"
)
_FIELDS = {
    "--target": "target",
    "--platform": "platform",
    "--network": "network",
    "--memory": "memory",
    "-m": "memory",
}
_FLAGS = {"--no-cache": "no_cache", "--pull": "pull"}
_MANY = {"-t": "tags", "--tag": "tags", "--build-arg": "arguments", "--label": "labels"}
_PAIRS = ("arguments", "labels")
# What says how it is shown or done, and does not change the image.
_WITHOUT_EFFECT = frozenset(("--force-rm", "--rm", "--load", "-q", "--quiet"))
_WITH_VALUE = re.compile(
    r"-[co]|--(?:add-host|allow|annotation|attest|build-context|builder|cache-from|cache-to"
    r"|cgroup-parent|cpu-period|cpu-quota|cpu-shares|cpuset-cpus|cpuset-mems|iidfile|isolation"
    r"|memory-swap|metadata-file|output|progress|provenance|sbom|secret|security-opt|shm-size|ssh"
    r"|ulimit)"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """The build of a line; ``left_out`` are the words that were not understood."""

    spec: BuildSpec
    left_out: tuple[str, ...] = ()


def read_build(line: str, here: Path) -> Typed | None:
    """What the line builds, run in the folder ``here``; None where it is no such line."""
    line = shell_words.without_comments(line)
    found = _LINE.match(line)
    if found is None:
        return None
    answers = {"$PWD": str(here), "${PWD}": str(here), "$(pwd)": str(here)}
    split = shell_words.split(line[found.end() :], answers)
    reader = _Reader(list(split.words), here)
    reader.read()
    rest = tuple(problem.part for problem in split.problems)
    return Typed(reader.spec(), (*reader.left_out, *rest))


class _Reader:
    def __init__(self, words: list[str], here: Path) -> None:
        self._words = words
        self._here = here
        self._values: dict[str, Any] = {}
        self._file = ""
        self._place = ""
        self.left_out: list[str] = []

    def read(self) -> None:
        while self._words:
            word = self._words.pop(0)
            if word.startswith("-") and word != "-":
                self._option(word)
            elif self._place:
                self.left_out.append(word)
            else:
                self._place = word

    def spec(self) -> BuildSpec:
        spec = BuildSpec(**self._values)
        if self._place in ("", "-"):
            return spec
        if "://" in self._place or self._place.startswith("git@"):
            self.left_out.append(self._place)
            return spec
        folder = self._absolute(self._place)
        file = self._absolute(self._file) if self._file else folder / DOCKERFILE
        inside = file.is_relative_to(folder)
        name = str(file.relative_to(folder)) if inside else str(file)
        return replace(spec, folder=folder, dockerfile=name)

    def _absolute(self, text: str) -> Path:
        path = typed_path(text)
        return Path(*(self._here / path).parts) if not path.is_absolute() else path

    def _option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        if not word.startswith("--") and len(word) > 2 and not equals:
            name, equals, value = word[:2], "=", word[2:]  # -tNAME
        if name in _FLAGS:
            self._values[_FLAGS[name]] = value != "false"
        elif name in _WITHOUT_EFFECT:
            return
        elif name in _FIELDS or name in _MANY or name in ("-f", "--file"):
            self._keep(name, value if equals else self._next())
        else:
            needs = _WITH_VALUE.fullmatch(name) and not equals
            self.left_out.append(f"{word} {self._next()}".strip() if needs else word)

    def _keep(self, name: str, value: str) -> None:
        if name in ("-f", "--file"):
            self._file = value
        elif name in _FIELDS:
            self._values[_FIELDS[name]] = value
        else:
            field = _MANY[name]
            kept: Any = value
            if field in _PAIRS:
                key, equals, text = value.partition("=")
                if field == "arguments" and not equals:  # of the environment, which is not ours
                    self.left_out.append(f"{name} {value}")
                    return
                kept = (key, text)
            self._values[field] = (*self._values.get(field, ()), kept)

    def _next(self) -> str:
        return self._words.pop(0) if self._words else ""
