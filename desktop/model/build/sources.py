"""Whether what a Dockerfile copies is there: looked up in the context's folder, in a thread."""

from __future__ import annotations

import glob
import os
import posixpath
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from desktop.engine.context_files import IGNORE_FILE, rules_of
from desktop.engine.ignore_rules import BadPattern, IgnoreRules
from desktop.engine.threads import run_in_thread
from desktop.model.build.dockerfile import Dockerfile, Instruction, words
from desktop.model.build.findings import Fault, Finding, Severity, source_at

_MOST_MATCHES = 1000


async def check_sources(
    dockerfile: Dockerfile, folder: Path, ignore_file: str = IGNORE_FILE
) -> list[Finding]:
    """What is absent, left out by ``.dockerignore``, or outside."""
    return await run_in_thread(_check, dockerfile, folder, ignore_file, name="check-sources")


def _check(dockerfile: Dockerfile, folder: Path, ignore_file: str) -> list[Finding]:
    try:
        rules = rules_of(folder, ignore_file=ignore_file)
    except (BadPattern, OSError):
        rules = IgnoreRules()
    found: list[Finding] = []
    for it in dockerfile.instructions:
        if it.keyword in ("COPY", "ADD") and it.flag("from") is None:
            found += _of(dockerfile, it, folder, rules)
    return found


def _of(
    dockerfile: Dockerfile, it: Instruction, folder: Path, rules: IgnoreRules
) -> Iterator[Finding]:
    for source in words(it.rest)[:-1]:
        if "$" in source or "<<" in source or (it.keyword == "ADD" and _is_remote(source)):
            continue
        fault, other = _judge(source, folder, rules)
        if fault is not None:
            line, column, length = source_at(dockerfile, it, source)
            yield Finding(fault, line, source, Severity.ERROR, column, length, other)


def _is_remote(source: str) -> bool:
    return "://" in source or source.startswith("git@")


def _judge(source: str, folder: Path, rules: IgnoreRules) -> tuple[Fault | None, str]:
    path = posixpath.normpath(source.lstrip("/") or ".")
    if path == ".." or path.startswith("../"):
        return Fault.OUTSIDE, ""
    if path == ".":
        return None, ""
    matches = [path]
    if glob.has_magic(path):
        found = glob.iglob(path, root_dir=folder)  # noqa: PTH207 - relative, as it is typed
        matches = list(islice(found, _MOST_MATCHES))
    there = [each for each in matches if os.path.lexists(folder / each)]
    if not there:
        return Fault.ABSENT, ""
    by = [rules.ignored(each.replace(os.sep, "/")) for each in there]
    kept = [rules.may_keep_below(each) for each in there]
    if all(pattern is not None and not below for pattern, below in zip(by, kept, strict=True)):
        return Fault.IGNORED, by[0].text if by[0] is not None else ""
    return None, ""
