"""Writing argument lists so that a shell reads exactly them back."""

from __future__ import annotations

import enum
import re
import shlex
from collections.abc import Iterable, Sequence


class Shell(enum.Enum):
    """The shell that a copied line is meant for."""

    POSIX = "sh"
    POWERSHELL = "PowerShell"


_PLAIN = re.compile(r"[A-Za-z0-9_./:=+%,-]+")
# What PowerShell takes for a single quotation mark, and so must be doubled within one.
_QUOTES = re.compile("(['\u2018\u2019\u201a\u201b])")


def quoted(line: Sequence[str], shell: Shell) -> str:
    """One command line for that shell."""
    if shell is Shell.POSIX:
        return shlex.join(line)
    return " ".join(_powershell(word) for word in line)


def _powershell(word: str) -> str:
    # A leading '-' or '@' and a comma mean something to PowerShell, outside quotes.
    if _PLAIN.fullmatch(word) and "," not in word and "%" not in word:
        return word
    return "'" + _QUOTES.sub(r"\1\1", word) + "'"


def script(entries: Iterable[tuple[str, Sequence[Sequence[str]], bool]], shell: Shell) -> str:
    """A script of (comment, lines, whether they took effect); what did not is commented out."""
    parts = (
        ["#!/bin/sh", "set -eu"] if shell is Shell.POSIX else ["$ErrorActionPreference = 'Stop'"]
    )
    for comment, lines, effective in entries:
        parts.append("")
        parts += [f"# {text}" for text in comment.splitlines() or [""]]
        for line in lines:
            text = quoted(line, shell)
            parts += [text] if effective else [f"# {row}" for row in text.splitlines()]
    return "\n".join(parts) + "\n"
