"""Lines of a Dockerfile that change what an image says of itself: of ``docker commit --change``.

Which the Engine takes is moby's ``validCommitCommands``; it takes the same for an import.
"""

from __future__ import annotations

import enum
import json
import re
from dataclasses import dataclass

INSTRUCTIONS = (
    "CMD",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "HEALTHCHECK",
    "LABEL",
    "ONBUILD",
    "USER",
    "VOLUME",
    "WORKDIR",
)
_PAIRS = ("ENV", "LABEL")
_PORT = re.compile(r"(?:\d{1,5}(?:-\d{1,5})?(?:/(?:tcp|udp|sctp))?|\$\S+)", re.IGNORECASE)


class Fault(enum.Enum):
    """What is wrong with a line."""

    UNKNOWN = "unknown"  # no instruction at all
    NOT_HERE = "not here"  # one that only a build can follow
    NOTHING = "nothing"  # without what it is about
    NO_PAIR = "no pair"  # not NAME=VALUE
    PORT = "port"
    BRACKETS = "brackets"  # begins like a list, and is none


@dataclass(frozen=True, slots=True)
class Problem:
    """The first line, counted from 1, that the Engine would not take, or not as it is meant."""

    fault: Fault
    number: int
    word: str


def parse(text: str) -> tuple[tuple[str, ...], Problem | None]:
    """The changes, and the first problem."""
    changes: list[str] = []
    problem: Problem | None = None
    open_line = ""
    for number, row in enumerate(text.splitlines(), 1):
        line = (open_line + "\n" + row if open_line else row.strip()).rstrip()
        if not line or line.startswith("#"):
            continue
        if line.endswith("\\"):
            open_line = line
            continue
        open_line = ""
        changes.append(line)
        problem = problem or _problem(line, number)
    if open_line:
        changes.append(open_line.rstrip("\\").rstrip())
    return tuple(changes), problem


def _problem(line: str, number: int) -> Problem | None:
    word, _space, rest = line.partition(" ")
    name, rest = word.upper(), rest.strip()
    if name not in INSTRUCTIONS:
        of_a_build = name in ("FROM", "RUN", "COPY", "ADD", "ARG", "SHELL", "STOPSIGNAL")
        return Problem(Fault.NOT_HERE if of_a_build else Fault.UNKNOWN, number, word)
    if not rest:
        return Problem(Fault.NOTHING, number, word)
    if name in _PAIRS and "=" not in rest and " " not in rest:
        return Problem(Fault.NO_PAIR, number, rest)
    if name == "EXPOSE":
        odd = next((port for port in rest.split() if not _PORT.fullmatch(port)), "")
        return Problem(Fault.PORT, number, odd) if odd else None
    if name in ("CMD", "ENTRYPOINT", "VOLUME") and rest.startswith("[") and not _is_list(rest):
        return Problem(Fault.BRACKETS, number, rest)
    return None


def _is_list(text: str) -> bool:
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, list) and all(isinstance(each, str) for each in found)
