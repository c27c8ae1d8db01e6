"""What an instruction is followed by, held against what the builder takes.

By the rules of moby's ``builder/dockerfile`` and BuildKit's ``instructions``: what is an error
here ends a build there. What a variable stands for is not known, and not judged.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from desktop.model.build.dockerfile import Dockerfile, Instruction, json_words, words
from desktop.model.build.findings import Fault, Finding, Severity, at, within

_ERROR = Severity.ERROR
_TIMES = ("interval", "timeout", "start-period", "start-interval", "retries")
_FLAGS = {
    "FROM": ("platform",),
    "ADD": ("chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack"),
    "COPY": ("from", "chown", "chmod", "link", "parents", "exclude"),
    "RUN": ("mount", "network", "security", "device"),
    "HEALTHCHECK": _TIMES,
}
_ALONE = ("link", "keep-git-dir", "parents", "unpack")  # they need no value
_STAGE = re.compile(r"[a-z][a-z0-9._-]*")
_PORT = re.compile(r"(?:[^\s:]+:)?(?:\d*:)?(\d{1,5})(?:-(\d{1,5}))?(?:/(?:tcp|udp|sctp))?", re.I)
_LAST_PORT = 65535
_SIGNAL = re.compile(
    r"\d{1,2}|(?:SIG)?(?:ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP|ILL|INT|IO|IOT|KILL|PIPE|POLL|PROF|PWR"
    r"|QUIT|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|USR1|USR2|VTALRM|WINCH|XCPU|XFSZ"
    r"|RTM(?:IN|AX)(?:[+-]\d{1,2})?)",
    re.I,
)
_WORD = re.compile(r"(?:[^\s\"'\\]|\\.|\"(?:[^\"\\]|\\.)*\"?|'[^']*'?)+")


def check_arguments(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    """What is wrong with them."""
    yield from _flags(dockerfile, it)
    match it.keyword:
        case "FROM":
            yield from _from(dockerfile, it)
        case "COPY" | "ADD":
            yield from _copy(dockerfile, it)
        case "EXPOSE":
            yield from _ports(dockerfile, it)
        case "ENV" | "LABEL":
            yield from _pairs(dockerfile, it)
        case "STOPSIGNAL":
            if "$" not in it.rest and not _SIGNAL.fullmatch(it.rest):
                yield within(dockerfile, it, Fault.SIGNAL, it.rest, _ERROR)
        case "SHELL":
            if not json_words(it.rest):
                yield within(dockerfile, it, Fault.NEEDS_JSON, it.rest, _ERROR, other="SHELL")
        case "HEALTHCHECK":
            yield from _check(dockerfile, it)
        case "ONBUILD":
            for word in it.rest.split()[:1]:
                if word.upper() in ("ONBUILD", "FROM", "MAINTAINER"):
                    yield within(dockerfile, it, Fault.ONBUILD, word, _ERROR)


def _flags(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    known = _FLAGS.get(it.keyword, ())
    for name, value in it.flags:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.6)
            other = f"--{near[0]}" if near else ""
            yield within(dockerfile, it, Fault.FLAG, f"--{name}", _ERROR, other=other)
        elif not value and name not in _ALONE:
            yield within(dockerfile, it, Fault.NO_VALUE, f"--{name}", _ERROR)


def _from(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    said = it.rest.split()
    if len(said) not in (1, 3) or (len(said) == 3 and said[1].upper() != "AS"):
        if said:
            yield within(dockerfile, it, Fault.FROM_WORDS, " ".join(said[1:]), _ERROR)
    elif len(said) == 3 and not _STAGE.fullmatch(said[2].lower()):
        yield within(dockerfile, it, Fault.STAGE_NAME, said[2], _ERROR, last=True)


def _copy(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    said = words(it.rest)
    if len(said) < 3 or it.documents or "$" in said[-1]:
        return
    if not said[-1].endswith(("/", "/.", "\\")):
        yield within(dockerfile, it, Fault.NO_FOLDER, said[-1], _ERROR, other=it.keyword)


def _ports(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    for word in it.rest.split():
        if "$" in word:
            continue
        found = _PORT.fullmatch(word)
        first = int(found[1]) if found is not None else _LAST_PORT + 1
        last = int(found[2]) if found is not None and found[2] else first
        if not first <= last <= _LAST_PORT:
            yield within(dockerfile, it, Fault.PORT, word, _ERROR)


def _pairs(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    """``A=1 B=2``, or ``A the rest of the line``."""
    said: list[str] = _WORD.findall(it.rest)
    if len(said) == 1 and "=" not in said[0]:
        yield within(dockerfile, it, Fault.NO_PAIR, said[0], _ERROR)
    elif said and "=" in said[0]:
        for word in said:
            if "=" not in word or word.startswith("="):
                yield within(dockerfile, it, Fault.NO_PAIR, word, _ERROR)
                return


def _check(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    kind, _, rest = it.rest.partition(" ")
    if kind.upper() not in ("CMD", "NONE"):
        part = kind or it.keyword
        yield within(dockerfile, it, Fault.CHECK, part, _ERROR)
    elif kind.upper() == "CMD" and not rest.strip():
        yield at(it, Fault.NO_ARGUMENTS, f"{it.keyword} {kind}", _ERROR)
