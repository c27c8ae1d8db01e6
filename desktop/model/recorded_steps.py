"""What was typed at a shell, as steps to look over, a Dockerfile, and a script."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from desktop.model.begun import AS_THE_IMAGE, Begun
from desktop.model.secrets import MASK, masked, masked_text
from desktop.model.shell_text import (
    Piece,
    Word,
    assignment,
    commands,
    plain,
    sequence,
    words,
)


class Doubt(Enum):
    """Why a step is perhaps not wanted, or does not do by itself what it did."""

    LOOKS = "looks"  # changes nothing
    SHELL_ONLY = "shell only"  # acts on the shell that it was typed at
    INTERACTIVE = "interactive"  # an editor, a shell: what is done in it is not recorded
    ASKED = "asked"  # keys were typed while it ran: it may wait for an answer
    SECRET = "secret"  # noqa: S105 - something in it is masked


@dataclass(frozen=True, slots=True)
class Step:
    """A command as it was typed, secrets masked; ``ticked`` where it is to be kept."""

    command: str
    ticked: bool = True
    doubt: Doubt | None = None


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LOOKS = _names("""
    ls ll la l dir vdir cat tac nl pwd echo printf head tail which whereis whatis whence type man
    info help printenv ps pstree df du free id whoami who w groups hostname uname arch date uptime
    cal stat file grep egrep fgrep zgrep zcat wc sort uniq cut tr diff cmp tree lsof ss netstat
    lscpu lsblk lsmod dmesg ping traceroute nslookup dig sleep true false test [ : locale getent
    md5sum sha256sum strings hexdump xxd od realpath readlink basename dirname
""")
_SHELL_ONLY = _names("""
    exit logout clear reset history fc fg bg jobs disown alias unalias set unset shopt source .
    trap umask ulimit hash stty bind exec wait kill read
""")
_INTERACTIVE = _names("""
    vi vim nvim view nano pico emacs ed mc less more top htop btop watch ssh telnet screen tmux
""")
_SHELLS = _names("sh bash ash dash zsh fish ksh su python python3 node irb psql mysql")
_WRITES = re.compile(r">{1,2}+\|?+(?!\s*(?:/dev/null\b|&\d))|\$\(|`|<\(")
_VARIABLE = re.compile(r"[\w.-]+", re.ASCII)
_HISTORY = re.compile(r"(?:^|\s)!(?:!|\$|-?\d|[a-z])")


def step_of(command: str, *, seen: Doubt | None = None) -> Step:
    """A step of a command that was typed. ``seen``: what was seen of it while it ran."""
    shown = masked_text(command)
    if shown != command or MASK in command:
        return Step(shown, ticked=False, doubt=Doubt.SECRET)
    doubt = _doubt(command) or seen
    return Step(command, ticked=doubt in (None, Doubt.ASKED), doubt=doubt)


def _doubt(command: str) -> Doubt | None:
    if _HISTORY.search(command):
        return Doubt.SHELL_ONLY
    kinds = {_kind(single) for single in commands(command) if single}
    for doubt in (Doubt.INTERACTIVE, Doubt.SHELL_ONLY, Doubt.LOOKS):
        if kinds == {doubt} or (doubt is Doubt.INTERACTIVE and doubt in kinds):
            return doubt
    return None


def _kind(command: str) -> Doubt | None:
    """What a single command is, by its name: one that writes somewhere is none of these."""
    name, *arguments = command.split()
    if name in _INTERACTIVE or (name in _SHELLS and not arguments):
        return Doubt.INTERACTIVE
    if name in _SHELL_ONLY:
        return Doubt.SHELL_ONLY
    if command in ("env", "export", "export -p", "mount", "cd .", "ip a", "ip addr", "ip route"):
        return Doubt.LOOKS
    return Doubt.LOOKS if name in _LOOKS and not _WRITES.search(command) else None


def as_script(steps: Iterable[Step], *, shell: str = "/bin/sh") -> str:
    """The ticked steps as a script, which ends where one fails."""
    lines = [step.command for step in steps if step.ticked]
    return "\n".join((f"#!{shell}", "set -e", "", *lines)) + "\n"


def as_dockerfile(
    steps: Iterable[Step], image: str, *, shell: str = "/bin/sh", begun: Begun = AS_THE_IMAGE
) -> str:
    """The ticked steps as a Dockerfile. ``shell`` is what they were typed at."""
    writer = _Writer(shell, begun.home)
    lines = [f"FROM {''.join(image.split())}"]
    if shell not in ("/bin/sh", "sh"):
        lines.append(f"SHELL {json.dumps([shell, '-c'])}")
    lines += writer.beginning(begun)
    for step in steps:
        if step.ticked:
            lines += writer.instructions(step.command)
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Writer:
    """Writes commands as instructions. Each RUN has a shell of its own."""

    shell: str
    home: str
    names: set[str] = field(default_factory=lambda: {"PATH"})  # of variables that are set for sure
    folder: str = ""  # where it is absolute
    before: str = ""

    def beginning(self, begun: Begun) -> Iterator[str]:
        """What stands for how the shell began."""
        if not begun.told:
            yield "# How the shell began was not told in time: look at USER and WORKDIR."
        if begun.user:
            yield f"USER {self._written((Piece(''.join(begun.user.split())),))}"
        for name, value in begun.environment.items():
            written, line = self._written((Piece(value),)), f"{name}={masked(name, value)}"
            if written is None or not _VARIABLE.fullmatch(name):
                yield _remark(line)
            elif line != f"{name}={value}":
                yield f"# It looks like a secret, and is left out: {line}"
            else:
                self.names.add(name)
                yield f"ENV {name}={written}"
        if begun.folder:
            yield from self._workdir("", (Piece(begun.folder),))

    def instructions(self, command: str) -> Iterator[str]:
        """What stands for one command that was typed."""
        together: list[str] = []
        for part in sequence(command):
            lasting = self._lasting(part)
            if lasting is None:
                together.append(part)
                continue
            if together:
                yield self._run(" && ".join(together))
                together = []
            yield from lasting
        if together:
            is_whole = len(together) == len(sequence(command))
            yield self._run(command if is_whole else " && ".join(together))

    def _run(self, command: str) -> str:
        """In the form for a shell, or as JSON where Docker would read more into that.

        That is a here-document, flags, JSON, and the ends of lines.
        """
        if "\n" in command or "<<" in command or command.startswith(("[", "--")):
            return f"RUN {json.dumps([self.shell, '-c', command], ensure_ascii=False)}"
        return f"RUN {command}"

    def _lasting(self, command: str) -> list[str] | None:
        """What changes later commands, too: the folder and variables."""
        found = words(command)
        if not found:
            return None
        first = plain(found[0])
        if first == "cd" and len(found) <= 2:
            return self._workdir(command, found[1] if len(found) > 1 else (Piece("HOME", True),))
        if first == "export":
            found = found[1:]
            if found and all(plain(word) in self.names for word in found):
                return []  # it is there for all later ones anyway
        pairs = [assignment(word) for word in found]
        if not pairs or None in pairs:
            return None
        values = [self._written(value) for _, value in filter(None, pairs)]
        if None in values:
            return [_remark(command)]
        names = [name for name, _ in filter(None, pairs)]
        self.names.update(names)
        return ["ENV " + " ".join(f"{n}={v}" for n, v in zip(names, values, strict=True))]

    def _workdir(self, command: str, word: Word) -> list[str]:
        text = plain(word)
        if text == ".":
            return []
        if text == "-":
            word = (Piece(self.before),)
        written = self._written(word)
        if written is None or written == '""':
            self.before, self.folder = self.folder, ""
            return [_remark(command)]
        self.before, self.folder = self.folder, self._absolute(word)
        return [f"WORKDIR {written}"]

    def _absolute(self, word: Word) -> str:
        """The folder that a word leads to, if that is certain."""
        text = ""
        for piece in word:
            if piece.is_variable and (piece.text != "HOME" or piece.text in self.names):
                return ""
            text += self.home if piece.is_variable else piece.text
        whole = posixpath.normpath(posixpath.join(self.folder, text))
        return whole if whole.startswith("/") else ""

    def _written(self, word: Word) -> str | None:
        """A word as Docker reads it back; None where it does not know a variable."""
        text = ""
        for piece in word:
            if not piece.is_variable:
                if "\n" in piece.text:
                    return None
                text += re.sub(r'(["\\$])', r"\\\1", piece.text)
            elif piece.text in self.names:
                text += f"${{{piece.text}}}"
            elif piece.text == "HOME" and self.home:
                text += self.home
            else:
                return None
        return text if re.fullmatch(r"[\w./:@%+,${}=-]+", text) else f'"{text}"'


def _remark(command: str) -> str:
    return "# Only the shell knows what this means: " + command.replace("\n", " ")
