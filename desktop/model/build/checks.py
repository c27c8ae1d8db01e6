"""What is wrong with a Dockerfile, told as one types: what no linter says, or says too late.

The words are the window's. What :mod:`desktop.engine.hadolint` says comes beside it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.model import reference
from desktop.model.build.arguments import check_arguments
from desktop.model.build.dockerfile import KEYWORDS, Dockerfile, Instruction, json_words, words
from desktop.model.build.findings import Fault, Finding, Severity, at, within
from desktop.model.secrets import is_secret_name


def check(dockerfile: Dockerfile) -> list[Finding]:
    """All that can be told from the text alone, in the order of the lines."""
    if not dockerfile.instructions:
        return [Finding(Fault.EMPTY, 1, severity=Severity.HINT)]
    found = [*_before_from(dockerfile)]
    for instruction in dockerfile.instructions:
        found += _of_instruction(dockerfile, instruction)
    found += _stages(dockerfile)
    return sorted(found, key=lambda each: each.line)


def _before_from(dockerfile: Dockerfile) -> Iterator[Finding]:
    for instruction in dockerfile.instructions:
        if instruction.stage >= 0:
            return
        if instruction.known and instruction.keyword != "ARG":
            yield at(instruction, Fault.NO_FROM, instruction.keyword, Severity.ERROR)
            return
    if not dockerfile.stages and all(it.keyword == "ARG" for it in dockerfile.instructions):
        yield at(dockerfile.instructions[-1], Fault.NO_FROM, "", Severity.ERROR)


def _of_instruction(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    if not it.known:
        near = difflib.get_close_matches(it.keyword, KEYWORDS, 1, 0.6)
        yield at(it, Fault.UNKNOWN_INSTRUCTION, it.typed, Severity.ERROR, other="".join(near))
        return
    if not it.rest and not it.flags:
        yield at(it, Fault.NO_ARGUMENTS, it.keyword, Severity.ERROR)
        return
    for name in it.documents:
        closing = dockerfile.lines[it.end - 1].strip() if it.end <= len(dockerfile.lines) else ""
        if name == it.documents[-1] and closing != name:
            yield at(it, Fault.OPEN_DOCUMENT, name, Severity.ERROR)
    yield from check_arguments(dockerfile, it)
    match it.keyword:
        case "FROM":
            yield from _from(dockerfile, it)
        case "COPY" | "ADD":
            yield from _copy(dockerfile, it)
        case "RUN":
            yield from _run(dockerfile, it)
        case "ENV" | "ARG":
            yield from _secrets(dockerfile, it)
        case "CMD" | "ENTRYPOINT":
            listed = it.rest.startswith("[") and it.rest.endswith("]")
            if listed and json_words(it.rest) is None:
                yield within(dockerfile, it, Fault.NO_JSON, it.rest)


def _from(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    stage = dockerfile.stages[it.stage]
    base = stage.base
    earlier = {each.name.lower() for each in dockerfile.stages[: stage.number] if each.name}
    if not base or "$" in base or base == "scratch" or base.lower() in earlier:
        return
    try:
        image = reference.parse(base)
    except reference.Invalid:
        yield within(dockerfile, it, Fault.BAD_IMAGE, base, Severity.ERROR)
        return
    if not image.digest and (image.default_tag or image.tag == "latest"):
        yield within(dockerfile, it, Fault.LATEST, base)


def _copy(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    source = it.flag("from")
    if source and "$" not in source:
        stage = dockerfile.stage(source)
        unknown = stage is None and not re.search(r"[:/.]", source)
        later = stage is not None and stage.number >= it.stage
        if later or (unknown and source.isdecimal()):
            yield within(dockerfile, it, Fault.UNKNOWN_STAGE, source, Severity.ERROR)
        elif unknown:
            near = difflib.get_close_matches(source, dockerfile.names, 1, 0.6)
            yield within(dockerfile, it, Fault.UNKNOWN_STAGE, source, other="".join(near))
    if len(words(it.rest)) < 2 and not it.documents:
        yield at(it, Fault.TOO_FEW_WORDS, it.keyword, Severity.ERROR)


_APT = re.compile(r"\bapt(?:-get)?\b[^&|;]*\binstall\b")
_CLEANED = re.compile(r"/var/lib/apt/lists|\bapt-get\s+dist-clean\b|\bapt\s+distclean\b")


def _run(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    found = _APT.search(it.rest)
    mounted = any(key == "mount" and "/var/lib/apt" in value for key, value in it.flags)
    if found and not mounted and not _CLEANED.search(it.rest):
        yield within(dockerfile, it, Fault.APT_LISTS, found[0].split()[0])
    for key, value in it.flags:
        if key == "mount":
            yield from _handed(dockerfile, it, value)


_HANDED = {"secret": Fault.NO_SECRET, "ssh": Fault.NO_AGENT}


def _handed(dockerfile: Dockerfile, it: Instruction, mount: str) -> Iterator[Finding]:
    """What a build finds there is handed to it by options of docker's that we do not have."""
    said = dict(pair.partition("=")[::2] for pair in mount.split(","))
    kind = said.get("type", "")
    if kind not in _HANDED:
        return
    last = next(filter(None, map(said.get, ("target", "dst", "destination"))), "")
    named = said.get("source") or said.get("src") or said.get("id")
    name = named or (last.rpartition("/")[2] if kind == "secret" else "default")
    fails = said.get("required", "false").lower() not in ("false", "0", "f")
    severity = Severity.ERROR if fails else Severity.WARNING
    yield within(dockerfile, it, _HANDED[kind], f"--mount={mount}", severity, other=name)


def _secrets(dockerfile: Dockerfile, it: Instruction) -> Iterator[Finding]:
    for name in re.findall(r"(?:^|\s)([A-Za-z_]\w*)(?==\S)", it.rest):
        if is_secret_name(name):
            yield within(dockerfile, it, Fault.SECRET, name, other=it.keyword)


def _stages(dockerfile: Dockerfile) -> Iterator[Finding]:
    seen: set[str] = set()
    for stage in dockerfile.stages:
        name = stage.name.lower()
        it = dockerfile.at(stage.line)
        if name and name in seen and it is not None:
            yield within(dockerfile, it, Fault.SAME_STAGE, stage.name, Severity.ERROR, last=True)
        seen.add(name)


@dataclass(frozen=True, slots=True)
class Need:
    """Why only BuildKit can build it: ``part`` of a line. ``hard``: the other builder fails."""

    line: int
    part: str
    hard: bool = True


_NEEDING = {
    "RUN": ("mount", "network", "security", "device"),
    "COPY": ("link", "chmod", "parents", "exclude"),
    "ADD": ("link", "chmod", "checksum", "keep-git-dir", "exclude", "unpack"),
}


def needs(dockerfile: Dockerfile, product: str = "") -> tuple[Need, ...]:
    """What in it the Engine's own builder does not know; ``# syntax`` it takes for a comment.

    Podman's builder (Buildah) knows it all.
    """
    if product.startswith("Podman"):
        return ()
    found = [Need(1, f"# syntax={dockerfile.syntax}", hard=False)] if dockerfile.syntax else []
    for it in dockerfile.instructions:
        for name, _value in it.flags:
            if name in _NEEDING.get(it.keyword, ()):
                found.append(Need(it.line, f"{it.keyword} --{name}"))
        if it.documents:
            found.append(Need(it.line, f"{it.keyword} <<{it.documents[0]}"))
    return tuple(found)


_SINCE_23 = 23  # before, an Engine's BuildKit reads Dockerfiles as of 2020
_OLD = ("RUN --mount", "COPY --chmod", "ADD --chmod")


def too_new(dockerfile: Dockerfile, found: tuple[Need, ...], version: str) -> list[Finding]:
    """What an Engine's own BuildKit does not read yet, where no ``# syntax`` brings another one."""
    major = version.partition(".")[0]
    if dockerfile.syntax or not major.isdecimal() or int(major) >= _SINCE_23:
        return []
    newer = (need for need in found if need.hard and need.part not in _OLD)
    return [Finding(Fault.TOO_NEW, it.line, it.part, Severity.ERROR) for it in newer]
