"""How the fields of a container to create are written in a line to type in.

The text of an option is what docker's command line takes; several values stand side by side, quoted
as a shell has it.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.model.run.problems import Fault, Invalid
from desktop.model.run.spec import OPTIONS, Option

BY_FIELD: dict[str, Option] = {option.field: option for option in OPTIONS if not option.part}


@dataclass(frozen=True, slots=True)
class Way:
    """Text to value and back. ``read`` raises :class:`Invalid`."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def way_of(field: str) -> Way:
    """That of a field; of flags, which are ticked, there is none to type."""
    if field == "image":
        return Way(str.strip, str)
    if field == "command":
        return Way(lambda text: tuple(parted(text)), shlex.join)
    if field == "entrypoint":  # an empty one is not the image's
        return Way(_read_program, lambda value: "" if value is None else value or '""')
    notation = BY_FIELD[field].notation
    if notation.many:
        return Way(
            lambda text: tuple(notation.read(word) for word in parted(text)),
            lambda values: shlex.join(notation.write(value) for value in values),
        )
    return Way(
        lambda text: notation.read(text) if text else notation.default,
        lambda value: "" if value == notation.default else notation.write(value),
    )


def is_flag(field: str) -> bool:
    """Whether it is ticked rather than typed."""
    option = BY_FIELD.get(field)
    return option is not None and option.notation.is_flag and option.notation.default is False


def is_many(field: str) -> bool:
    """Whether several values stand side by side."""
    option = BY_FIELD.get(field)
    return option is not None and option.notation.many


def spoken(field: str) -> str:
    """The option as docker's command line has it: ``--workdir, -w``."""
    option = BY_FIELD.get(field)
    return ", ".join(option.names) if option is not None else ""


def parted(text: str) -> list[str]:
    """The words, as a shell would part them."""
    try:
        return shlex.split(text)
    except ValueError:
        raise Invalid(Fault.OPEN_QUOTE, text) from None


def _read_program(text: str) -> str | None:
    return None if not text else "" if text in ('""', "''") else text
