"""YAML that all readers take for the same: those of YAML 1.1 and of 1.2, and Compose's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

# What no reader takes for anything but a text, and the words that look like it: all else is quoted.
_PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9_./@-]*", re.ASCII)
_WORDS = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.ASCII | re.IGNORECASE)


class Number(str):
    """A number that is written digit by digit, as it is."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Indents lists below their names, and quotes all but the plainest texts."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def text(self, text: str) -> yaml.ScalarNode:
        is_plain = _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text)
        style = None if is_plain else '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    def number(self, number: Number) -> yaml.ScalarNode:
        kind = "float" if "." in number else "int"
        return self.represent_scalar(f"tag:yaml.org,2002:{kind}", number)


_Dumper.add_representer(str, _Dumper.text)
_Dumper.add_representer(Number, _Dumper.number)


def yaml_of(document: Any, comments: Iterable[str] = ()) -> str:
    """The file. A ``$`` is doubled in values, where Compose would put in a variable."""
    head = "".join(f"# {_printable(text)}\n" for text in comments)
    return head + yaml.dump(
        _doubled(document), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1 << 30
    )


def _doubled(value: Any) -> Any:
    if isinstance(value, Number):
        return value
    if isinstance(value, str):
        return value.replace("$", "$$")
    if isinstance(value, dict):
        return {name: _doubled(item) for name, item in value.items()}
    return [_doubled(item) for item in value] if isinstance(value, list) else value


def _printable(text: str) -> str:
    """On one line, whatever is in it."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )
