"""Variables and labels as rows of a table."""

from __future__ import annotations

from desktop.model.facts import ImageFacts
from desktop.model.run import notation
from desktop.model.run.problems import Fault, Invalid
from desktop.model.run.spec import ContainerSpec
from desktop.ui.run.rows import YES, Cells, Column, RowKind, bare
from desktop.ui.text import mark


def _read_variable(cells: Cells) -> str:
    name, value, inherited = cells
    if "=" in name and not value:  # a whole one, typed into its first cell
        return notation.read_variable(name)
    if "=" in name or not name:
        raise Invalid(Fault.UNKNOWN_PART if name else Fault.NO_NAME, name or f"={value}")
    return name if inherited else f"{name}={value}"


def _write_variable(text: str) -> Cells:
    name, equals, value = text.partition("=")
    return name, value, "" if equals else YES


def _read_variable_line(line: str) -> str | None:
    text = bare(line).removeprefix("export ")
    return None if not text or text.startswith("#") else notation.read_variable(text)


def _variables(image: ImageFacts, _spec: ContainerSpec) -> list[Cells]:
    return [(name, value, "") for name, value in image.environment]


ENVIRONMENT = RowKind(
    ("environment",),
    (
        Column(mark("Name"), 26),
        Column(mark("Value"), 0, named=True),
        Column(mark("As it is here"), 12, ticked=True),
    ),
    _read_variable,
    _write_variable,
    _read_variable_line,
    _variables,
)


def _read_label(cells: Cells) -> tuple[str, str]:
    name, value = cells
    if "=" in name:
        if value:
            raise Invalid(Fault.UNKNOWN_PART, name)
        return notation.read_pair(name)
    if not name:
        raise Invalid(Fault.NO_NAME, f"={value}")
    return name, value


def _read_label_line(line: str) -> tuple[str, str] | None:
    text = bare(line)
    return notation.read_pair(text) if text and not text.startswith("#") else None


LABELS = RowKind(
    ("labels",),
    (Column(mark("Name"), 26), Column(mark("Value"), 0, named=True)),
    _read_label,
    lambda pair: pair,
    _read_label_line,
)
