"""All that is wrong with a Dockerfile: our own checks, the folder's files, and the linter."""

from __future__ import annotations

import asyncio
from pathlib import Path

from desktop.engine.context_files import IGNORE_FILE
from desktop.engine.hadolint import Advice, find_hadolint, lint
from desktop.model.build.checks import check
from desktop.model.build.dockerfile import Dockerfile
from desktop.model.build.findings import Fault, Finding, Severity
from desktop.model.build.sources import check_sources

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING}
# What we say in the person's own language, and at the right place in the line.
_SAID = {
    Fault.LATEST: ("DL3006", "DL3007"),
    Fault.APT_LISTS: ("DL3009",),
    Fault.SAME_STAGE: ("DL3024",),
    Fault.NO_JSON: ("DL3025",),
    Fault.UNKNOWN_STAGE: ("DL3022", "DL3023"),
    Fault.NO_FOLDER: ("DL3021",),
    Fault.PORT: ("DL3011",),
    Fault.ONBUILD: ("DL3043",),
}
_NO_DOCKERFILE = "DL1000"  # it can't be read; which of its lines is the first that can't


async def all_findings(
    dockerfile: Dockerfile, folder: Path | None, ignore_file: str = IGNORE_FILE
) -> list[Finding]:
    """In the order of the lines; the linter does not repeat what we say."""
    ours = check(dockerfile)
    program = find_hadolint()
    text = "\n".join(dockerfile.lines)
    async with asyncio.TaskGroup() as group:
        files = None
        if folder is not None:
            files = group.create_task(check_sources(dockerfile, folder, ignore_file))
        linted = group.create_task(lint(program, text, folder)) if program else None
    ours += files.result() if files is not None else []
    theirs = merged(ours, linted.result()) if linted is not None else []
    return sorted([*ours, *theirs], key=lambda each: (each.line, each.severity is Severity.HINT))


def merged(ours: list[Finding], advice: list[Advice]) -> list[Finding]:
    """What the linter says beyond ours. What stops it has been told, where anything has."""
    said = {(each.line, code) for each in ours for code in _SAID.get(each.fault, ())}
    broken = any(each.severity is Severity.ERROR for each in ours)
    return [
        Finding(
            Fault.LINTER,
            each.line,
            each.text,
            # What it takes for an error may build nevertheless.
            Severity.ERROR
            if each.code == _NO_DOCKERFILE
            else min(_SEVERITIES.get(each.level, Severity.HINT), Severity.WARNING, key=_rank),
            other=each.code,
        )
        for each in advice
        if (each.line, each.code) not in said and not (broken and each.code == _NO_DOCKERFILE)
    ]


def _rank(severity: Severity) -> int:
    return (Severity.HINT, Severity.WARNING, Severity.ERROR).index(severity)
