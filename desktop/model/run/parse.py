"""Reading a container to create from a command line: ``docker run …`` and ``docker create …``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.model.run import shell_words
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.problems import Fault, Invalid, Problem
from desktop.model.run.spec import BY_NAME, OF_THE_COMMAND, UNSUPPORTED, ContainerSpec, Option

PROGRAMS = ("docker", "podman")
# "$ ", "me@host:~/app# ", "PS C:\\app> "; not where the line begins with its program.
_PROMPT = re.compile(
    r"\s*(?!(?:\S*[/\\])?(?:sudo|docker|podman)(?:\.exe)?\s)"
    r"(?:[\w.@:~/\[\]() -]{0,80}[$#%]\s+|(?:PS )?[A-Za-z]:\\[^>\n]*>\s*|>\s+)(?=\S)"
)
# What docker's and sudo's own options are followed by a value.
_DOCKER_VALUES: tuple[str, ...] = (
    "-c",
    "--context",
    "-H",
    "--host",
    "--config",
    "-l",
    "--log-level",
)
_DOCKER_VALUES += ("--tlscacert", "--tlscert", "--tlskey")
_NO_COMMAND = (Fault.NOTHING, Fault.NOT_DOCKER, Fault.OTHER_COMMAND)
_SUDO_VALUES = ("-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "-R")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a line says, as far as it could be read.

    ``expansions`` are what a shell would have replaced: read it again with answers to them.
    ``lacks`` tells that something could not be read, and is not in the record.
    ``runs`` tells ``docker run`` from ``docker create``.
    """

    spec: ContainerSpec
    problems: tuple[Problem, ...] = ()
    expansions: tuple[str, ...] = ()
    lacks: bool = False
    runs: bool = True

    @property
    def is_command(self) -> bool:
        """Whether it is ``docker run`` or ``docker create`` at all."""
        return not any(problem.fault in _NO_COMMAND for problem in self.problems)


def parse(line: str, answers: Mapping[str, str] | None = None) -> Parsed:
    """Read a pasted line, with or without the prompt before it."""
    text = shell_words.without_comments(line)
    if prompt := _PROMPT.match(text):
        text = text[prompt.end() :]
    found = shell_words.split(text, answers or {})
    parsed = parse_words(found.words)
    # What a value with "$HOME" in it is, is not known yet.
    known = (p for p in parsed.problems if not any(text in p.part for text in found.expansions))
    return replace(
        parsed,
        problems=(*found.problems, *known),
        expansions=found.expansions,
        lacks=bool(parsed.problems),
    )


def parse_words(words: Sequence[str]) -> Parsed:
    """Read an argument list."""
    reader = _Reader(list(words))
    if not reader.find_command():
        return Parsed(ContainerSpec(), tuple(reader.problems))
    reader.read_options()
    reader.read_rest()
    return Parsed(reader.spec(), tuple(reader.problems), runs=reader.runs)


@dataclass(slots=True)
class _Reader:
    """Goes through the words, the way docker's flag library does (github.com/spf13/pflag)."""

    words: list[str]
    at: int = 0
    runs: bool = True
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    first_network: dict[str, Any] = field(default_factory=dict)

    def find_command(self) -> bool:
        """Go to the word after ``run`` or ``create``; False where there is no such command."""
        if not self.words:
            self._tell(Fault.NOTHING, "")
            return False
        if self._next_is("sudo"):
            self._skip_options(_SUDO_VALUES)
        program = self._take()
        name = re.split(r"[/\\]", program)[-1].removesuffix(".exe")
        if name not in PROGRAMS:
            self._tell(Fault.NOT_DOCKER, program)
            return False
        self._skip_options(_DOCKER_VALUES)
        self._next_is("container")
        verb = self._take()
        self.runs = verb == "run"
        if verb not in ("run", "create"):
            self._tell(Fault.OTHER_COMMAND, verb)
            return False
        return True

    def _take(self) -> str:
        self.at += 1
        return self.words[self.at - 1] if self.at <= len(self.words) else ""

    def _next_is(self, word: str) -> bool:
        if self.words[self.at : self.at + 1] == [word]:
            self.at += 1
            return True
        return False

    def _skip_options(self, with_values: Sequence[str]) -> None:
        """Name the options that say where the command runs, which is not what it makes."""
        while self.at < len(self.words) and self.words[self.at].startswith("-"):
            word = self._take()
            part = [word, self._take()] if word in with_values else [word]
            self._tell(Fault.IGNORED, " ".join(part), part[0].partition("=")[0])

    def read_options(self) -> None:
        """Up to the image, which is the first word that is no option."""
        while self.at < len(self.words):
            word = self.words[self.at]
            if word == "--":
                self.at += 1
                return
            if not word.startswith("-") or word == "-":
                return
            self.at += 1
            if word.startswith("--"):
                name, equals, value = word.partition("=")
                self._option(name, value if equals else None, word)
            else:
                self._short_options(word)

    def _short_options(self, word: str) -> None:
        """``-itd``, ``-p80:80``, ``-e=A=b``"""
        for index, letter in enumerate(word[1:], 1):
            rest = word[index + 1 :]
            name = f"-{letter}"
            option = BY_NAME.get(name)
            if option is None and name not in OF_THE_COMMAND:
                self._tell(Fault.UNKNOWN_OPTION, word, name)
                return
            if rest.startswith("="):
                self._option(name, rest[1:], word)
                return
            if option is not None and not option.notation.is_flag:
                self._option(name, rest or None, word)
                return
            self._option(name, None, word)

    def _option(self, name: str, value: str | None, word: str) -> None:
        option = BY_NAME.get(name)
        notation = OF_THE_COMMAND.get(name) if option is None else option.notation
        if notation is None:
            needs_value = UNSUPPORTED.get(name)
            if needs_value and value is None:
                word = f"{word} {self._take()}".rstrip()
            known = needs_value is not None
            self._tell(Fault.UNSUPPORTED_OPTION if known else Fault.UNKNOWN_OPTION, word, name)
            return
        field = "" if option is None else option.field
        if value is None and notation.is_flag:
            value = "true"
        elif value is None:
            if self.at >= len(self.words):
                self._tell(Fault.MISSING_VALUE, word, name, field)
                return
            value = self._take()
        try:
            read = notation.read(value)
        except Invalid as error:
            self._tell(error.fault, error.part, name, field)
            return
        if option is not None:
            self._keep(option, read)
        elif name == "--disable-content-trust" and not read:
            self._tell(Fault.UNSUPPORTED_OPTION, word, name)

    def _keep(self, option: Option, value: Any) -> None:
        values = self.first_network if option.part else self.values
        name = option.part or option.field
        values[name] = (*values.get(name, ()), value) if option.notation.many else value

    def read_rest(self) -> None:
        """The image and its command."""
        if self.at >= len(self.words):
            self._tell(Fault.NO_IMAGE, "", field="image")
            return
        self.values["image"] = self._take()
        self.values["command"] = tuple(self.words[self.at :])

    def spec(self) -> ContainerSpec:
        """What was read; options of the first network belong to it, wherever they stood."""
        if self.first_network:
            first, *others = self.values.get("networks") or (NetworkChoice(),)
            for name, value in self.first_network.items():
                if getattr(first, name) and value:
                    self._tell(Fault.CONFLICT, str(getattr(first, name)), "--network", "networks")
            first = replace(first, **self.first_network)
            self.values["networks"] = (first, *others)
        return ContainerSpec(**self.values)

    def _tell(self, fault: Fault, part: str, option: str = "", field: str = "") -> None:
        self.problems.append(Problem(fault, part, option, field))
