"""What ``.dockerignore`` leaves out, by docker's own rules: those of moby's ``patternmatcher``.

docker-py has rules of its own, which differ: ``**`` beside other things, exceptions below a folder
that is left out, escapes. Paths here are relative to the context, with ``/`` between their parts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Seen = tuple[bool, ...]  # for each pattern, whether a folder above matched it


class BadPattern(ValueError):
    """A line that docker can't read; it refuses to build then. ``line`` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line: ``exception`` where it began with an exclamation mark."""

    text: str
    exception: bool
    line: int
    matches: Callable[[str], bool]


class IgnoreRules:
    """The patterns of a file, in their order: the last one that matches decides."""

    def __init__(self, patterns: Iterable[Pattern] = ()) -> None:
        self.patterns = tuple(patterns)
        self._exceptions = [f"{it.text}/" for it in self.patterns if it.exception]

    def ignored(self, path: str) -> Pattern | None:
        """The pattern that leaves a path out, itself or with a folder above; None for none."""
        found: Pattern | None = None
        seen: Seen = ()
        parts = path.split("/")
        for number in range(1, len(parts) + 1):
            found, seen = self.judge("/".join(parts[:number]), seen)
        return found

    def judge(self, path: str, above: Seen) -> tuple[Pattern | None, Seen]:
        """The same, with what was found for the folder above; and what to hand to what is below.

        A pattern that could not change anything for the folder is not asked, nor counts as having
        matched it, although it might have: so docker does it.
        """
        found: Pattern | None = None
        seen: list[bool] = []
        for number, pattern in enumerate(self.patterns):
            match = bool(above) and above[number]
            if not match and pattern.exception is (found is not None):
                match = pattern.matches(path)
            seen.append(match)
            if match:
                found = None if pattern.exception else pattern
        return found, tuple(seen)

    def may_keep_below(self, folder: str) -> bool:
        """Whether an exception may take something up that is in a folder left out."""
        return any(text.startswith(f"{folder}/") for text in self._exceptions)

    def always_sent(self, *paths: str) -> IgnoreRules:
        """The same rules, but these files are sent though they are left out of the image."""
        made = self
        for path in paths:
            if made.ignored(path) is not None:
                made = IgnoreRules((*made.patterns, _pattern(f"!{path}", 0)))
        return made


def read_rules(text: str) -> IgnoreRules:
    """Read the text of a ``.dockerignore``; raises :class:`BadPattern`."""
    patterns = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.startswith("#") or not (stripped := line.strip()):
            continue
        exception = stripped.startswith("!")
        path = stripped[1:].strip() if exception else stripped
        if path:
            path = _clean(path)
            path = path[1:] if len(path) > 1 and path.startswith("/") else path
        patterns.append(_pattern(f"!{path}" if exception else path, number))
    return IgnoreRules(patterns)


def _clean(path: str) -> str:
    """As Go's ``filepath.Clean``."""
    cleaned = posixpath.normpath(path)
    return cleaned[1:] if cleaned.startswith("//") else cleaned


def _pattern(text: str, line: int) -> Pattern:
    text = _clean(text.strip())
    exception = text.startswith("!")
    path = text[1:] if exception else text
    if exception and not path:
        raise BadPattern(line, text)
    try:
        return Pattern(path, exception, line, _matcher(path))
    except (ValueError, re.error):
        raise BadPattern(line, text) from None


def _matcher(pattern: str) -> Callable[[str], bool]:
    """What moby's ``Pattern.compile`` makes of it."""
    expression, rest, kind, at = "", pattern, "exact", 0
    while rest:
        if rest.startswith("**"):
            rest = rest[2:].removeprefix("/")
            if rest:
                expression, kind = f"{expression}(?:.*/)?", "pattern"
            elif kind == "exact":
                kind = "prefix"
            else:
                expression, kind = f"{expression}.*", "pattern"
            if at == 0:
                kind = "suffix"
        else:
            piece, rest, special = _piece(rest)
            expression += piece
            kind = "pattern" if special else kind
        at += 1
    if kind == "exact":
        return lambda path: path == pattern
    if kind == "prefix":
        return lambda path: path.startswith(pattern[:-2])
    if kind == "suffix":
        end = pattern[2:]
        return lambda path: path.endswith(end) or (end.startswith("/") and path == end[1:])
    compiled = re.compile(rf"(?a)^{expression}\Z")
    return lambda path: compiled.search(path) is not None


def _piece(rest: str) -> tuple[str, str, bool]:
    """One step that is no ``**``: its expression, what follows, whether it is more than a letter.

    What Go's ``filepath.Match`` calls a bad pattern raises ValueError.
    """
    letter, rest = rest[0], rest[1:]
    if letter == "*":
        return "[^/]*", rest, True
    if letter == "?":
        return "[^/]", rest, True
    if letter == "[":
        return _class(rest)
    if letter == "\\":
        if not rest or (rest[0].isascii() and rest[0].isalnum() and rest[0] not in "dDsSwW"):
            raise ValueError("what follows the backslash means nothing")
        # Go's expressions have \d, \s and \w, and so has the ignore file.
        return f"\\{rest[0]}" if rest[0].isalnum() else re.escape(rest[0]), rest[1:], True
    # moby means to escape these too, but its table has no room for them: "a|b*" matches either.
    return letter if letter in "{}|^" else re.escape(letter), rest, letter == "]"


def _class(rest: str) -> tuple[str, str, bool]:
    """``[a-z]``, from behind its bracket."""
    negated = rest.startswith("^")
    rest = rest.removeprefix("^")
    inner = ""
    while not inner or not rest.startswith("]"):
        first, rest = _of_class(rest)
        last = first
        if rest.startswith("-"):
            last, rest = _of_class(rest[1:])
        if last < first:
            raise ValueError("a range that runs backwards")
        inner += f"{re.escape(first)}-{re.escape(last)}"
    return f"[{'^' if negated else ''}{inner}]", rest[1:], True


def _of_class(rest: str) -> tuple[str, str]:
    if not rest or rest[0] in "-]":
        raise ValueError("a class that is not closed, or holds nothing")
    if rest[0] == "\\":
        rest = rest[1:]
        if not rest:
            raise ValueError("nothing follows a backslash")
    if len(rest) < 2:
        raise ValueError("a class that is not closed")
    return rest[0], rest[1:]
