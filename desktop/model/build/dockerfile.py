"""A Dockerfile as its instructions and stages, each with its lines.

It reads what one has typed so far, too: nothing here refuses, and what is wrong is told by
:mod:`desktop.model.build.checks`. The grammar is that of BuildKit's parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

KEYWORDS = (
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
)
_WITH_DOCUMENTS = ("ADD", "COPY", "RUN")
_DIRECTIVE = re.compile(r"#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*")
_WORD = re.compile(r"\s*(\S+)\s*")
_FLAG = re.compile(r"--([a-zA-Z][\w-]*)(?:=(\S*))?\s*")
_DOCUMENT = re.compile(r"(?<![<\w])\d*<<(-?)\s*([\"']?)(\w[\w.-]*)\2")
_STAGE = re.compile(r"(\S+)(?:\s+[aA][sS]\s+(\S+))?\s*")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction. Lines count from 1; ``text`` is all of it in one line, without comments.

    ``flags`` are its ``--name=value``, ``rest`` what follows them. ``stage`` is the place of its
    stage, -1 before the first FROM.
    """

    keyword: str
    typed: str
    line: int
    end: int
    column: int
    text: str
    flags: tuple[tuple[str, str], ...]
    rest: str
    stage: int
    documents: tuple[str, ...] = ()
    length: int = 0  # of the keyword, as far as it stands in the first line

    @property
    def known(self) -> bool:
        return self.keyword in KEYWORDS

    def flag(self, name: str) -> str | None:
        """The value of a flag; None where it is not there."""
        return next((value for key, value in self.flags if key == name), None)


@dataclass(frozen=True, slots=True)
class Stage:
    """What begins with a FROM; ``name`` is empty where it has none."""

    number: int
    base: str
    name: str
    line: int
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Dockerfile:
    """What was read."""

    instructions: tuple[Instruction, ...] = ()
    stages: tuple[Stage, ...] = ()
    syntax: str = ""
    escape: str = "\\"
    lines: tuple[str, ...] = field(default=(), repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its stages."""
        return tuple(stage.name for stage in self.stages if stage.name)

    def stage(self, name: str) -> Stage | None:
        """The stage that is called so, or has this number."""
        for stage in self.stages:
            if name and (stage.name.lower() == name.lower() or str(stage.number) == name):
                return stage
        return None

    @property
    def arguments(self) -> dict[str, str]:
        """The build arguments that it takes, and what they are where nothing is said."""
        found: dict[str, str] = {}
        for instruction in self.instructions:
            if instruction.keyword == "ARG":
                for name, value in _arguments(instruction.rest):
                    found.setdefault(name, value)
        return found

    @property
    def pulled(self) -> tuple[str, ...]:
        """The images that its stages begin with, or copy from, as far as they are said plainly."""
        named = [stage.base for stage in self.stages]
        named += [it.flag("from") or "" for it in self.instructions if it.keyword == "COPY"]
        others = (name for name in named if name and "$" not in name and name != "scratch")
        return tuple(dict.fromkeys(name for name in others if self.stage(name) is None))

    def at(self, line: int) -> Instruction | None:
        """The instruction that a line belongs to."""
        return next((it for it in self.instructions if it.line <= line <= it.end), None)


def parse(text: str) -> Dockerfile:
    """Read it all; any text is something."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self._lines = text.removeprefix("\ufeff").split("\n")
        self._at = 0
        self._escape = "\\"
        self._syntax = ""
        self._instructions: list[Instruction] = []
        self._stages: list[Stage] = []

    def parse(self) -> Dockerfile:
        self._read_directives()
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip() or _is_comment(line):
                self._at += 1
            else:
                self._read_instruction()
        return Dockerfile(
            tuple(self._instructions),
            tuple(self._stages),
            self._syntax,
            self._escape,
            tuple(self._lines),
        )

    def _read_directives(self) -> None:
        seen: set[str] = set()
        for line in self._lines:
            found = _DIRECTIVE.fullmatch(line.strip())
            if found is None or found[1].lower() in seen:
                return
            name = found[1].lower()
            seen.add(name)
            if name == "syntax":
                self._syntax = found[2]
            elif name == "escape" and found[2] in ("\\", "`"):
                self._escape = found[2]
            else:
                return

    def _read_instruction(self) -> None:
        first = self._at
        text = self._joined()
        end = self._at
        word = _WORD.match(text)
        typed = word[1] if word is not None else ""
        keyword = typed.upper()
        rest = text[word.end() :] if word is not None else ""
        documents: tuple[str, ...] = ()
        if keyword in _WITH_DOCUMENTS:
            documents = tuple(found[3] for found in _DOCUMENT.finditer(rest))
            strips = [bool(found[1]) for found in _DOCUMENT.finditer(rest)]
            for name, strip in zip(documents, strips, strict=True):
                end = self._skip_document(name, strip=strip)
        flags, rest = _flags(rest)
        if keyword == "FROM":
            self._add_stage(flags, rest, first + 1)
        opening = self._lines[first]
        column = len(opening) - len(opening.lstrip())
        self._instructions.append(
            Instruction(
                keyword,
                typed,
                first + 1,
                end,
                column,
                text.strip(),
                flags,
                rest.strip(),
                len(self._stages) - 1,
                documents,
                min(len(typed), len(opening) - column),
            )
        )

    def _joined(self) -> str:
        """The line with those that continue it; comments and empty lines between them go."""
        parts: list[str] = []
        continued = True
        while continued and self._at < len(self._lines):
            line = self._lines[self._at].rstrip("\r")
            self._at += 1
            if parts and (not line.strip() or _is_comment(line)):
                continue
            bare = line.rstrip(" \t")
            continued = bare.endswith(self._escape)
            parts.append(bare[:-1] if continued else line)
        return "".join(parts)

    def _skip_document(self, name: str, *, strip: bool) -> int:
        while self._at < len(self._lines):
            line = self._lines[self._at].rstrip("\r")
            self._at += 1
            if (line.lstrip("\t") if strip else line) == name:
                break
        return self._at

    def _add_stage(self, flags: tuple[tuple[str, str], ...], rest: str, line: int) -> None:
        found = _STAGE.match(rest)
        base, name = (found[1], found[2] or "") if found is not None else ("", "")
        platform = dict(flags).get("platform", "")
        self._stages.append(Stage(len(self._stages), base, name, line, platform))


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _flags(rest: str) -> tuple[tuple[tuple[str, str], ...], str]:
    flags = []
    while found := _FLAG.match(rest):
        flags.append((found[1], found[2] or ""))
        rest = rest[found.end() :]
    return tuple(flags), rest


def _arguments(rest: str) -> list[tuple[str, str]]:
    """``ARG A=1 B``"""
    words = re.findall(r"((?:[^\s\"']|\"[^\"]*\"|'[^']*')+)", rest)
    pairs = (word.partition("=") for word in words)
    return [(name, value.strip("\"'")) for name, _, value in pairs if name]


def json_words(rest: str) -> tuple[str, ...] | None:
    """The words of ``["a", "b"]``; None where it is no such list."""
    try:
        found = json.loads(rest)
    except (ValueError, RecursionError):  # such as of ten thousand brackets
        return None
    if isinstance(found, list) and all(isinstance(word, str) for word in found):
        return tuple(found)
    return None


def words(rest: str) -> tuple[str, ...]:
    """The words of a COPY, in the form of JSON or without."""
    listed = json_words(rest) if rest.startswith("[") else None
    if listed is not None:
        return listed
    found = re.findall(r"((?:[^\s\"']|\"[^\"]*\"|'[^']*')+)", rest)
    return tuple(part.replace('"', "").replace("'", "") for part in found)
