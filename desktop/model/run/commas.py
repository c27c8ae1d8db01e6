"""Comma separated values on one line, as Go's ``encoding/csv`` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.model.run.problems import Fault, Invalid

_FIELD = re.compile(r'"((?:[^"\r]|"")*)"|([^",\r\n]*)')


def read(text: str) -> list[str]:
    """The fields. Raises :class:`Invalid`."""
    if not text:
        raise Invalid(Fault.EMPTY, text)
    found: list[str] = []
    at = 0
    while True:
        field = _FIELD.match(text, at)
        assert field is not None  # its second half takes nothing, too
        found.append(field[2] if field[1] is None else field[1].replace('""', '"'))
        at = field.end()
        if at == len(text):
            return found
        if text[at] != ",":
            raise Invalid(Fault.NOT_COMMA_SEPARATED, text)
        at += 1


def write(fields: Iterable[str]) -> str:
    """One line of these fields."""
    return ",".join(_quoted(field) for field in fields)


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if re.search(r'[",\n]', field) else field
