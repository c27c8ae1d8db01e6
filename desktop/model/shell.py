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


# What PowerShell passes on as it is. A word that begins like a number, "--" alone, and an option
# with a dot or colon within ("-a.b" arrives in two pieces) mean more to it, so they are quoted.
_PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_./:=+-]*|--?[A-Za-z0-9][A-Za-z0-9_/=+-]*")
# What PowerShell takes for a single quotation mark, and so must be doubled within one.
_QUOTES = re.compile("(['\u2018\u2019\u201a\u201b])")


class Redirection(str):
    """A word that the shell obeys, not an argument."""

    __slots__ = ()


TO_FILE = Redirection(">")
PIPE = Redirection("|")
AND_ERRORS = Redirection("2>&1")  # into the same file


def quoted(line: Sequence[str], shell: Shell) -> str:
    """One command line for that shell.

    Before version 7.3 PowerShell loses a double quotation mark within a word, however it is
    written (about_Parsing, "Passing arguments that contain quote characters"); names have none.
    """
    if shell is Shell.POSIX:
        return " ".join(_as_is(word) or shlex.quote(word) for word in line)
    words = [_as_is(word) or _powershell(word) for word in line]
    if words and words[0].startswith("'"):
        words.insert(0, "&")  # a quoted program is a string, unless it is called
    return " ".join(words)


def _as_is(word: str) -> str | None:
    return word if isinstance(word, Redirection) else None


def _powershell(word: str) -> str:
    return word if _PLAIN.fullmatch(word) else "'" + _QUOTES.sub(r"\1\1", word) + "'"


_OPENING = {
    Shell.POSIX: ("#!/bin/sh", "set -eu"),
    # The second line is for version 7.4 and later; earlier ones go on after an error of docker.
    Shell.POWERSHELL: (
        "$ErrorActionPreference = 'Stop'",
        "$PSNativeCommandUseErrorActionPreference = $true",
    ),
}


def script(entries: Iterable[tuple[str, Sequence[Sequence[str]], bool]], shell: Shell) -> str:
    """A script of (comment, lines, whether they took effect); what did not is commented out.

    A line that is a string is the shell's own text.
    """
    parts = list(_OPENING[shell])
    for comment, lines, effective in entries:
        parts.append("")
        parts += [f"# {text}" for text in comment.splitlines() or [""]]
        for line in lines:
            text = line if isinstance(line, str) else quoted(line, shell)
            parts += [text] if effective else [f"# {row}" for row in text.splitlines()]
    return "\n".join(parts) + "\n"
