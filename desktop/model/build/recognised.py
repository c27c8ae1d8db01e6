"""Whether a file is a Dockerfile: by its name, or by how it begins."""

from __future__ import annotations

from pathlib import Path

from desktop.engine.threads import run_in_thread
from desktop.model.build.dockerfile import parse

_NAMES = ("dockerfile", "containerfile")
_READ = 4096  # bytes: comments may stand before the first instruction


def is_built_from(path: Path) -> bool:
    """Whether its name says that it is a Dockerfile."""
    name = path.name.lower()
    return name.startswith(_NAMES) or name.endswith(tuple(f".{n}" for n in _NAMES))


async def is_dockerfile(path: Path) -> bool:
    """Whether an image can be built from it: a file that is called so, or begins so."""
    return is_built_from(path) or await run_in_thread(_begins_so, path, name="look-inside")


def _begins_so(path: Path) -> bool:
    """Whether its first instruction is one that a Dockerfile may begin with."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begins = file.read(_READ)
    except OSError:
        return False
    if b"\0" in begins:
        return False
    first = next(iter(parse(begins.decode(errors="replace")).instructions), None)
    return first is not None and first.typed in ("FROM", "ARG", "from", "arg") and bool(first.rest)
