"""What may be wrong with a Dockerfile, and where it stands."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from desktop.model.build.dockerfile import Dockerfile, Instruction


class Fault(enum.Enum):
    """What it is; the window has a sentence for each."""

    EMPTY = "empty"
    NO_FROM = "no from"
    UNKNOWN_INSTRUCTION = "unknown instruction"
    NO_ARGUMENTS = "no arguments"
    BAD_IMAGE = "bad image"
    SAME_STAGE = "same stage"
    UNKNOWN_STAGE = "unknown stage"
    TOO_FEW_WORDS = "too few words"
    OPEN_DOCUMENT = "open document"
    OUTSIDE = "outside"
    ABSENT = "absent"
    IGNORED = "ignored"
    STAGE_NAME = "stage name"
    FROM_WORDS = "from words"
    FLAG = "flag"
    NO_VALUE = "no value"  # of a flag
    PORT = "port"
    NO_PAIR = "no pair"  # of a name and a value
    NO_FOLDER = "no folder"  # several files go to what is none
    SIGNAL = "signal"
    NEEDS_JSON = "needs json"
    CHECK = "check"  # neither CMD nor NONE
    ONBUILD = "onbuild"
    LATEST = "latest"
    APT_LISTS = "apt lists"
    SECRET = "secret"  # noqa: S105 - a kind of fault
    NO_SECRET = "no secret"  # noqa: S105 - none is handed to a build that wants one
    NO_AGENT = "no agent"
    NO_JSON = "no json"
    BUILDKIT = "buildkit"  # only BuildKit can, and there is none
    TOO_NEW = "too new"  # for the BuildKit of this Engine
    LINTER = "linter"  # in the linter's own words


class Severity(enum.Enum):
    """Whether the build fails by it."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a line (from 1); ``column`` and ``length`` say where, 0 for all of it."""

    fault: Fault
    line: int
    part: str = ""
    severity: Severity = Severity.WARNING
    column: int = 0
    length: int = 0
    other: str = ""  # what may be meant, or the linter's code


def at(
    it: Instruction,
    fault: Fault,
    part: str,
    severity: Severity = Severity.WARNING,
    *,
    other: str = "",
) -> Finding:
    """About the instruction as a whole: its keyword is marked."""
    return Finding(fault, it.line, part, severity, it.column, it.length, other)


def within(
    dockerfile: Dockerfile,
    it: Instruction,
    fault: Fault,
    part: str,
    severity: Severity = Severity.WARNING,
    *,
    other: str = "",
    last: bool = False,
) -> Finding:
    """About a part of it, wherever in its lines that stands; ``last``: for the last time."""
    word = re.compile(rf"(?<!\S){re.escape(part)}(?!\S)")
    for line in range(it.line, it.end + 1):
        text = dockerfile.lines[line - 1]
        places = [found.start() for found in word.finditer(text)]
        if not places and part in text:  # within a word
            places = [text.find(part)]
        if part and places:
            return Finding(fault, line, part, severity, places[-last], len(part), other)
    return at(it, fault, part, severity, other=other)


def source_at(dockerfile: Dockerfile, it: Instruction, part: str) -> tuple[int, int, int]:
    """Where a source of a COPY stands: its line, column and length."""
    found = within(dockerfile, it, Fault.ABSENT, part)
    return found.line, found.column, found.length
