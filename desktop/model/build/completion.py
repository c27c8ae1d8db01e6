"""What may come next where one types in a Dockerfile."""

from __future__ import annotations

import re

from desktop.model.build.dockerfile import KEYWORDS, Dockerfile

_FLAGS = {
    "FROM": ("--platform=",),
    "COPY": ("--from=", "--chown=", "--chmod=", "--link"),
    "ADD": ("--chown=", "--chmod=", "--checksum=", "--link"),
    "RUN": ("--mount=type=cache,target=", "--mount=type=bind,target=", "--network="),
    "HEALTHCHECK": ("--interval=", "--timeout=", "--start-period=", "--retries=", "CMD", "NONE"),
    "ONBUILD": tuple(word for word in KEYWORDS if word not in ("FROM", "ONBUILD", "MAINTAINER")),
}
_FIRST = re.compile(r"\s*(\w*)")
_LAST = re.compile(r"(?:\S*=|\$\{?|)([^\s=${]*)$")
_STOPSIGNALS = ("SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL", "SIGHUP", "SIGUSR1")


def completions(dockerfile: Dockerfile, line: int, before: str) -> tuple[int, list[str]]:
    """Where the word begins that is typed, and the words that it may become.

    ``before`` is the line up to where one types.
    """
    instruction = dockerfile.at(line)
    first = _FIRST.match(before)
    assert first is not None
    begins = instruction is None or instruction.line == line
    if begins and first.end() == len(before):
        lower = first[1].islower()
        words = [word.lower() if lower else word for word in KEYWORDS]
        return first.start(1), [f"{word} " for word in words]
    keyword = instruction.keyword if instruction is not None else first[1].upper()
    found = _LAST.search(before)
    start = found.start(1) if found is not None else len(before)
    word = before[re.search(r"\S*$", before).start() :]  # type: ignore[union-attr]
    here = next((stage.number for stage in reversed(dockerfile.stages) if stage.line <= line), 0)
    earlier = [stage.name for stage in dockerfile.stages if stage.name and stage.number < here]
    if "$" in word:
        return start, sorted(_variables(dockerfile, line))
    if word.startswith("--from="):
        return start, earlier
    if word.startswith("-"):
        return len(before) - len(word), list(_FLAGS.get(keyword, ()))
    if keyword == "FROM":
        first_word = before.split()[1:2] in ([word], [])
        return start, [*earlier, "scratch"] if first_word else ["AS "]
    if keyword == "STOPSIGNAL":
        return start, list(_STOPSIGNALS)
    if keyword in ("HEALTHCHECK", "ONBUILD"):
        return len(before) - len(word), list(_FLAGS[keyword])
    return start, []


def _variables(dockerfile: Dockerfile, line: int) -> set[str]:
    found: set[str] = set()
    for it in dockerfile.instructions:
        if it.keyword in ("ARG", "ENV") and it.line < line:
            found |= set(re.findall(r"(?:^|\s)([A-Za-z_]\w*)(?==|\s|$)", it.rest))
    return found
