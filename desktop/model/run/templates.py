"""Containers to create that are kept under a name, each as its docker command line.

They lie in a file that people read and pass on, so no secret goes in: a secret variable is kept by
its name alone, as ``-e NAME``, and what else is secret is masked. Both are told when it is taken
out again, to be filled in.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.model.run.line import line
from desktop.model.run.parse import Parsed, parse
from desktop.model.run.spec import ContainerSpec
from desktop.model.secrets import MASK, masked, masked_line

_KEY = "templates"
_MARK = "# "  # before the name, which is a comment to a shell


class Shelf(Protocol):
    """Where lists of texts are remembered by name."""

    def texts(self, name: str) -> list[str]: ...

    def put(self, name: str, value: list[str]) -> None: ...


@dataclass(frozen=True, slots=True)
class Template:
    """One that is kept."""

    name: str
    line: str

    @property
    def parsed(self) -> Parsed:
        """The container, as far as the line can still be read."""
        return parse(self.line)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is to be filled in: variables without a value, and words with something masked."""
        parsed = self.parsed
        bare = [text for text in parsed.spec.environment if "=" not in text]
        words = line(parsed.spec)
        return (*bare, *(word for word in words if MASK in word))


class Templates:
    """All of them, by name."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __iter__(self) -> Iterator[Template]:
        return iter(sorted(self._kept().values(), key=lambda each: each.name.casefold()))

    def get(self, name: str) -> Template | None:
        """The one of that name."""
        return self._kept().get(name)

    def save(self, name: str, spec: ContainerSpec, *, starts: bool = True) -> Template:
        """Keep it, instead of one of the same name. ``starts``: with ``docker run``."""
        name = " ".join(name.split())
        if not name:
            raise ValueError("a template has a name")
        made = self.made(name, spec, starts=starts)
        self._put({**self._kept(), name: made})
        return made

    def made(self, name: str, spec: ContainerSpec, *, starts: bool = True) -> Template:
        """What would be kept."""
        words = line(_without_values(spec), verb="run" if starts else "create")
        return Template(name, shlex.join(masked_line(words)))

    def remove(self, name: str) -> None:
        """Forget it."""
        self._put({key: each for key, each in self._kept().items() if key != name})

    def _kept(self) -> dict[str, Template]:
        found = {}
        for text in self._shelf.texts(_KEY):
            head, _, rest = text.partition("\n")
            if head.startswith(_MARK) and rest:
                name = head.removeprefix(_MARK)
                found[name] = Template(name, rest)
        return found

    def _put(self, kept: dict[str, Template]) -> None:
        texts = [f"{_MARK}{each.name}\n{each.line}" for each in kept.values()]
        self._shelf.put(_KEY, texts)


def _without_values(spec: ContainerSpec) -> ContainerSpec:
    """Secret variables by name only: docker then takes them from where it is run."""

    def bare(text: str) -> str:
        name, _, value = text.partition("=")
        return text if masked(name, value) == value else name

    return replace(spec, environment=tuple(map(bare, spec.environment)))
