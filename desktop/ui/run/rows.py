"""How options that are given several times are written in the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.model.facts import ImageFacts
from desktop.model.run.spec import ContainerSpec
from desktop.model.store import Store

Cells = tuple[str, ...]
YES = "yes"  # in the cell of a box that is ticked


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` in characters, 0 takes what is left.

    ``usual`` stands in an empty cell and ``offered`` in one of a row that is only offered.

    Of ``choices`` one is meant, ``known`` completes what is typed from the row as it stands.
    """

    title: str
    width: int = 0
    usual: str = ""
    offered: str = ""
    choices: tuple[str, ...] = ()
    known: Callable[[Store, Cells], Sequence[str]] | None = None
    ticked: bool = False
    named: bool = False  # what the first cell is the name of: shown masked where that is secret


@dataclass(frozen=True, slots=True)
class RowKind:
    """One kind of table: its columns, and what a row of it is.

    ``read`` raises :class:`~desktop.model.run.problems.Invalid`. ``read_line`` reads a pasted line;
    None is a line that says nothing. ``offered`` are rows that the image brings along, shown to be
    changed.
    """

    fields: tuple[str, ...]
    columns: tuple[Column, ...]
    read: Callable[[Cells], Any]
    write: Callable[[Any], Cells]
    read_line: Callable[[str], Any | None]
    offered: Callable[[ImageFacts, ContainerSpec], list[Cells]] = lambda _image, _spec: []
    key: tuple[int, ...] = (0,)  # the columns that tell what is offered from what is said
    field_of: Callable[[Any], str] | None = None

    def values(self, spec: ContainerSpec) -> list[Any]:
        """All that the container has of these."""
        return [value for field in self.fields for value in getattr(spec, field)]

    def parts(self, values: Sequence[Any]) -> dict[str, tuple[Any, ...]]:
        """The values by their fields."""
        if self.field_of is None:
            return {self.fields[0]: tuple(values)}
        found: dict[str, list[Any]] = {field: [] for field in self.fields}
        for value in values:
            found[self.field_of(value)].append(value)
        return {field: tuple(each) for field, each in found.items()}


_OPTION = re.compile(r"\s*--?[a-zA-Z][\w-]*(?:\s+|=)")


def bare(line: str) -> str:
    """A pasted line without the option that it may begin with, and without quotes around it."""
    text = _OPTION.sub("", line, count=1).strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
