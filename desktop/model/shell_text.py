"""Reading what was typed at a POSIX shell, as far as that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPERATORS = ("&&", "||", ";;", "|&", ";", "|", "&")
_GOES_ON = "\\\n"  # a line that the next one continues
_WAITS = ("&&", "||", "|")  # after these a shell reads on
_HERE = re.compile(r"(?<!<)<<(-?)[ \t]*(?:'([^'\n]+)'|\"([^\"\n]+)\"|\\?([\w.]+))")
_BLOCKS = {"if": "fi", "do": "done", "case": "esac", "{": "}"}
_LOOPS = ("for", "while", "until", "select")
_NAME = re.compile(r"\$(?:\{(\w+)\}|([A-Za-z_]\w*))", re.ASCII)
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scan:
    """The operators of a text that are in no quotes or brackets, and whether one is left open."""

    operators: tuple[tuple[int, str], ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word: text as it is, or the name of a variable."""

    text: str
    is_variable: bool = False


Word = tuple[Piece, ...]


def scanned(text: str) -> Scan:
    """Look through a text, past quotes and brackets."""
    operators: list[tuple[int, str]] = []
    depth, at = 0, 0
    while at < len(text):
        end = _past_quotes(text, at)
        if end < 0:
            return Scan(tuple(operators), is_open=True)
        if end > at:
            at = end
            continue
        if text[at] in "()":
            depth = depth + 1 if text[at] == "(" else max(0, depth - 1)  # case has only one
        operator = next((found for found in _OPERATORS if text.startswith(found, at)), "")
        if operator == "&" and text[max(0, at - 1) : at] in (">", "<"):
            operator = ""  # 2>&1
        if text.startswith("&>", at):
            operator = ""
        if operator and not depth:
            operators.append((at, operator))
        at += len(operator) or 1
    return Scan(tuple(operators), is_open=depth > 0)


def _past_quotes(text: str, at: int) -> int:
    """Where what is quoted here ends: at itself without quotes, -1 where it does not end."""
    if text[at] == "\\":
        return at + 2 if at + 1 < len(text) else -1
    if text[at] == "'":
        return text.find("'", at + 1) + 1 or -1
    if text[at] not in '"`':
        return at
    end = at + 1
    while end < len(text) and text[end] != text[at]:
        end += 2 if text[end] == "\\" else 1
    return end + 1 if end < len(text) else -1


def is_unfinished(text: str) -> bool:
    """Whether a shell reads another line before it obeys."""
    scan = scanned(text)
    if scan.is_open or _misses_here_text(text):
        return True
    if scan.operators:
        at, operator = scan.operators[-1]
        if operator in _WAITS and not text[at + len(operator) :].strip():
            return True
    parts = [command.split() for command in commands(text) if command.split()]
    firsts = [part[0] for part in parts]
    firsts += ["{" for part in parts if part[-1] == "{" and len(part) > 1]  # of a function
    if any(word in _LOOPS for word in firsts) and "done" not in firsts:
        return True
    return any(firsts.count(word) > firsts.count(end) for word, end in _BLOCKS.items())


def _misses_here_text(text: str) -> bool:
    for found in _HERE.finditer(text):
        end = found[2] or found[3] or found[4]
        lines = text[found.end() :].split("\n")[1:]
        if not any((line.lstrip("\t") if found[1] else line) == end for line in lines):
            return True
    return False


def joined(text: str, line: str) -> str:
    """A text and the line that it goes on in."""
    if text.endswith("\\") and scanned(text).is_open and not scanned(text[:-1]).is_open:
        return text[:-1] + line
    return f"{text}\n{line}"


def commands(text: str) -> Iterator[str]:
    """The single commands of a text, also those of pipes and of blocks."""
    begin = 0
    for at, operator in (*scanned(text).operators, (len(text), "")):
        for part in text[begin:at].split("\n"):
            yield from _within_blocks(part.strip())
        begin = at + len(operator)


def _within_blocks(command: str) -> Iterator[str]:
    """A command after "do" and the like counts by itself, too."""
    first, _, rest = command.partition(" ")
    yield command
    if rest and first in ("do", "then", "else", "elif", "{", "!", "if", "while", "until", "time"):
        yield from _within_blocks(rest.strip())


def sequence(text: str) -> list[str]:
    """The commands that are done one after the other: split at ``&&`` and ``;``.

    All in one where it is more than that.
    """
    scan = scanned(text)
    firsts = {command.split()[0] for command in commands(text) if command.split()}
    plain = {operator for _, operator in scan.operators} <= {"&&", ";", "|", "||"}
    if scan.is_open or not plain or "\n" in text or firsts & {*_BLOCKS, *_LOOPS, "function"}:
        return [text]
    parts, begin = [], 0
    for at, operator in scan.operators:
        if operator in ("&&", ";"):
            parts.append(text[begin:at].strip())
            begin = at + len(operator)
    return [part for part in (*parts, text[begin:].strip()) if part]


def words(command: str) -> list[Word] | None:
    """The words of a simple command; None where a shell does more than put variables in."""
    found: list[Word] = []
    pieces: list[Piece] | None = None
    at = 0
    while at < len(command):
        letter = command[at]
        if command.startswith(_GOES_ON, at):
            at += len(_GOES_ON)
            continue
        if letter in " \t":
            if pieces is not None:
                found.append(tuple(pieces))
            pieces, at = None, at + 1
            continue
        step = _piece(command, at)
        if step is None or (letter == "#" and pieces is None):
            return None
        parts, at = step
        pieces = [*(pieces or []), *parts]
    if pieces is not None:
        found.append(tuple(pieces))
    return found


def _piece(command: str, at: int) -> tuple[list[Piece], int] | None:
    """What stands here, and where it ends."""
    letter = command[at]
    if letter == "'":
        end = command.find("'", at + 1)
        return ([Piece(command[at + 1 : end])], end + 1) if end > 0 else None
    if letter == '"':
        return _double_quoted(command, at + 1)
    if letter == "\\":
        return ([Piece(command[at + 1])], at + 2) if at + 1 < len(command) else None
    if letter == "$":
        variable = _NAME.match(command, at)
        return ([Piece(variable[1] or variable[2], True)], variable.end()) if variable else None
    if letter == "~" and command[max(0, at - 1) : at] in ("", " ", "\t", "=", ":"):
        is_home = command[at + 1 : at + 2] in ("", " ", "\t", "/")  # else another one's
        return ([Piece("HOME", True)], at + 1) if is_home else None
    return None if letter in "`;&|<>()*?[{}!\n" else ([Piece(letter)], at + 1)


def _double_quoted(command: str, at: int) -> tuple[list[Piece], int] | None:
    pieces: list[Piece] = [Piece("")]
    while at < len(command) and command[at] != '"':
        if command.startswith(_GOES_ON, at):
            at += len(_GOES_ON)
        elif command[at] == "\\" and command[at + 1 : at + 2] in ("$", "`", '"', "\\"):
            pieces.append(Piece(command[at + 1]))
            at += 2
        elif command[at] == "$":
            variable = _NAME.match(command, at)
            if variable is None:
                return None
            pieces.append(Piece(variable[1] or variable[2], True))
            at = variable.end()
        elif command[at] == "`":
            return None
        else:
            pieces.append(Piece(command[at]))
            at += 1
    return (pieces, at + 1) if at < len(command) else None


def plain(word: Word) -> str | None:
    """A word's text if no variable is in it."""
    if any(piece.is_variable for piece in word):
        return None
    return "".join(piece.text for piece in word)


def assignment(word: Word) -> tuple[str, Word] | None:
    """The name and value of ``NAME=value``."""
    text = ""
    for index, piece in enumerate(word):
        if piece.is_variable:
            return None
        text += piece.text
        if "=" in text:
            if not _ASSIGNMENT.match(text):
                return None
            name, _, value = text.partition("=")
            return name, ((Piece(value),) if value else ()) + word[index + 1 :]
    return None
